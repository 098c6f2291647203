//! What is refused before it is sent.

use super::*;

#[tokio::test]
async fn recurrences_that_cannot_be_right_are_not_sent() {
    let provider = silent().await;
    let receiver = account();
    let area = provider.client.autopix_receiver(&receiver);
    let retries = || ChargeRetries::NotAllowed;
    let of = |contract: Contract| NewRecurrence::new(contract, monthly(), retries());
    let long = "x".repeat(141);
    let debtor = |debtor: Debtor| of(Contract::new("C1", debtor));
    let cases = [
        (
            of(Contract::new("", Debtor::person(PAYER, "J"))),
            "vinculo.contrato",
        ),
        (
            of(Contract::new(&long[..36], Debtor::person(PAYER, "J"))),
            "vinculo.contrato",
        ),
        (of(contract().with_object(&long[..36])), "vinculo.objeto"),
        (
            debtor(Debtor::person("529.982.247-25", "J")),
            "vinculo.devedor.cpf",
        ),
        (
            debtor(Debtor::company("1122233300018", "J")),
            "vinculo.devedor.cnpj",
        ),
        (debtor(Debtor::person(PAYER, "")), "vinculo.devedor.nome"),
        (
            debtor(Debtor::person(PAYER, &*long)),
            "vinculo.devedor.nome",
        ),
        (of(contract()).fixed_value(reais("0")), "valor.valorRec"),
        (
            of(contract()).fixed_value(reais("10000000000")),
            "valor.valorRec",
        ),
        (
            of(contract()).minimum_value(reais("1.001")),
            "valor.valorMinimoRecebedor",
        ),
        (of(contract()).agreement(&long[..61]), "recebedor.convenio"),
        (
            NewRecurrence::new(
                contract(),
                monthly().until(date!(2026 - 12 - 04)),
                retries(),
            ),
            "calendario.dataInicial",
        ),
    ];
    for (recurrence, field) in cases {
        let result = area.create(&recurrence).send().await;
        assert_refused(&provider, result.map(drop), field).await;
    }
    let id = "R1".into();
    let nothing = area.revise(&id, &RecurrenceRevision::new()).send().await;
    assert_refused(&provider, nothing.map(drop), "changes nothing").await;
    let nameless = RecurrenceRevision::new().debtor_name("");
    let nameless = area.revise(&id, &nameless).send().await;
    assert_refused(&provider, nameless.map(drop), "vinculo.devedor.nome").await;
}

#[tokio::test]
async fn requests_and_charges_that_cannot_be_right_are_not_sent() {
    let provider = silent().await;
    let receiver = account();
    let area = provider.client.autopix_receiver(&receiver);
    let long = "1".repeat(201);
    let good = || RequestedAccount::new("99988877", "998877-5");
    let cases = [
        (RequestedAccount::new("99988877", ""), "destinatario.conta"),
        (
            RequestedAccount::new("99988877", &long[..21]),
            "destinatario.conta",
        ),
        (
            RequestedAccount::new("9998887", "1"),
            "destinatario.ispbParticipante",
        ),
        (good().with_branch("00011"), "destinatario.agencia"),
        (good().with_cpf("1"), "destinatario.cpf"),
        (good().with_cnpj("1"), "destinatario.cnpj"),
    ];
    for (payer, field) in cases {
        let ends = datetime!(2026-11-20 17:17:05 -3);
        let request = NewConfirmationRequest::new(&"R1".into(), payer, ends);
        let result = area.create_request(&request).send().await;
        assert_refused(&provider, result.map(drop), field).await;
    }

    let day = date!(2026 - 12 - 05);
    let kind = ReceivingAccountKind::Payment;
    let charge = |amount: &str, account: &str| {
        NewCharge::new(&"R1".into(), reais(amount), day, account, kind.clone())
    };
    let place = |street: &str, city: &str, state: &str, postal_code: &str| {
        let address = DebtorAddress::email("joana@example.com");
        charge("1", "1").debtor(address.with_address(street, city, state, postal_code))
    };
    let cases = [
        (charge("-1", "1"), "valor.original"),
        (charge("1", ""), "recebedor.conta"),
        (charge("1", &long[..21]), "recebedor.conta"),
        (charge("1", "1").branch("00011"), "recebedor.agencia"),
        (charge("1", "1").message(&long[..141]), "infoAdicional"),
        (place(&long, "J", "SC", "89201000"), "devedor.logradouro"),
        (place("R", &long, "SC", "89201000"), "devedor.cidade"),
        (place("R", "J", "SCX", "89201000"), "devedor.uf"),
        (place("R", "J", "SC", "89201-000"), "devedor.cep"),
    ];
    for (charge, field) in cases {
        let result = area.create_charge(&charge).send().await;
        assert_refused(&provider, result.map(drop), field).await;
    }
    let registrations = [
        ("1122233300018", "Padaria", None, "document"),
        ("11222333000181", "", None, "name"),
        ("11222333000181", &long[..141], None, "name"),
        ("11222333000181", "Padaria", Some(&long[..151]), "email"),
    ];
    for (cnpj, name, email, field) in registrations {
        let result = area.register_receiver(cnpj, name, email).send().await;
        assert_refused(&provider, result.map(drop), field).await;
    }
}

#[tokio::test]
async fn payers_and_webhooks_that_cannot_be_right_are_not_sent() {
    let provider = silent().await;
    let payer = account();
    let client = &provider.client;
    let formatted = client
        .autopix_payer(&payer, "529.982.247-25")
        .get(&"R".into());
    assert_refused(
        &provider,
        formatted.send().await.map(drop),
        "Cpf-Cnpj-Pagador",
    )
    .await;
    let formatted = client
        .autopix_payer(&payer, "529.982.247-25")
        .histories(&"R".into());
    let first = formatted.send().try_next().await;
    assert_refused(&provider, first.map(drop), "Cpf-Cnpj-Pagador").await;

    let area = client.autopix_payer(&payer, PAYER);
    let zero = RecurrenceLimits::at_most(reais("0"));
    let result = area.set_limits(&"R".into(), &zero).send().await;
    assert_refused(&provider, result.map(drop), "maximumValue").await;
    let ends = RecurrenceCancellation::new(RecurrenceCancelReason::Fraud, "1");
    let result = area.cancel(&"R".into(), &ends).send().await;
    assert_refused(&provider, result.map(drop), "requesterTaxId").await;
    let answers = [
        (
            RequestAnswer::accept("", RecurrenceLimits::of_account()),
            "payerName",
        ),
        (
            RequestAnswer::reject("J", "AP13").municipality("420910"),
            "municipalityCode",
        ),
    ];
    for (answer, field) in answers {
        let result = area.answer_request(&"SC".into(), &answer).send().await;
        assert_refused(&provider, result.map(drop), field).await;
    }
    let (later, earlier) = (date!(2026 - 11 - 20), date!(2026 - 11 - 01));
    let backwards = area.list(later, earlier).send().try_next().await;
    assert_refused(&provider, backwards.map(drop), "initialDate").await;

    let webhooks = client.autopix_webhooks();
    for url in ["http://loja.example.com/x", "ftp://127.0.0.1/x"] {
        let result = webhooks
            .set_for_receivers(&url.parse().unwrap())
            .send()
            .await;
        assert_refused(&provider, result, "webhookUrl").await;
    }
    let header =
        NewPayerWebhook::new("https://loja.example.com".parse().unwrap()).header("x y", "1");
    let result = webhooks.set_for_payers(&header).send().await;
    assert_refused(&provider, result.map(drop), "headers").await;
}
