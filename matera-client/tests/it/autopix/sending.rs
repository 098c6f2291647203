//! Bodies and headers; and what of half-published answers is typed.

use super::*;

#[tokio::test]
async fn a_recurrence_is_sent_in_the_words_of_the_banco_central() {
    let provider = Provider::with_fixture("autopix_receiver/create").await;
    let recurrence = NewRecurrence::new(
        contract().with_object("Assinatura de pães"),
        monthly().until(date!(2027 - 11 - 05)),
        ChargeRetries::ThreeInSevenDays,
    )
    .fixed_value(reais("89.9"))
    .location(1042)
    .with_charge(&"TX1".into())
    .agreement("PADARIA-7");
    let made = provider
        .client
        .autopix_receiver(&account())
        .create(&recurrence);
    made.send().await.unwrap();
    let sent = json!({
        "vinculo": {
            "objeto": "Assinatura de pães",
            "contrato": "ASS-1042",
            "devedor": {"cpf": PAYER, "nome": "Joana Ficticia"},
        },
        "calendario": {
            "dataInicial": "2026-12-05",
            "dataFinal": "2027-11-05",
            "periodicidade": "MENSAL",
        },
        // Text with two decimals, whatever the amount was written like.
        "valor": {"valorRec": "89.90"},
        "politicaRetentativa": "PERMITE_3R_7D",
        "loc": 1042,
        "ativacao": {"dadosJornada": {"txid": "TX1"}},
        "recebedor": {"convenio": "PADARIA-7"},
    });
    assert_eq!(provider.body().await, sent);
}

#[tokio::test]
async fn requests_charges_and_revisions_are_sent_whole() {
    let provider = Provider::with_fixture("autopix_receiver/create_request").await;
    let payer = RequestedAccount::new("99988877", "998877-5")
        .with_branch("0001")
        .with_cpf(PAYER);
    let ends = datetime!(2026-11-20 17:17:05 -3);
    let request = NewConfirmationRequest::new(&"R1".into(), payer, ends);
    let area = provider
        .client
        .autopix_receiver(&account())
        .create_request(&request);
    area.send().await.unwrap();
    let sent = json!({
        "idRec": "R1",
        "calendario": {"dataExpiracaoSolicitacao": "2026-11-20T17:17:05-03:00"},
        "destinatario": {
            "conta": "998877-5", "ispbParticipante": "99988877", "agencia": "0001", "cpf": PAYER,
        },
    });
    assert_eq!(provider.body().await, sent);

    let provider = Provider::with_fixture("autopix_receiver/create_charge").await;
    let address = DebtorAddress::email("joana@example.com");
    let address = address.with_address("Rua das Flores 12", "Joinville", "SC", "89201000");
    let kind = ReceivingAccountKind::Payment;
    let charge = NewCharge::new(
        &"R1".into(),
        reais("10"),
        date!(2026 - 12 - 05),
        "3233",
        kind,
    )
    .branch("1")
    .message("dezembro")
    .on_the_very_day()
    .debtor(address);
    provider
        .client
        .autopix_receiver(&account())
        .create_charge(&charge)
        .send()
        .await
        .unwrap();
    let sent = json!({
        "idRec": "R1",
        "infoAdicional": "dezembro",
        "calendario": {"dataDeVencimento": "2026-12-05"},
        "valor": {"original": "10.00"},
        "ajusteDiaUtil": false,
        "recebedor": {"conta": "3233", "tipoConta": "PAGAMENTO", "agencia": "1"},
        "devedor": {
            "email": "joana@example.com", "logradouro": "Rua das Flores 12",
            "cidade": "Joinville", "uf": "SC", "cep": "89201000",
        },
    });
    assert_eq!(provider.body().await, sent);

    let provider = Provider::with_fixture("autopix_receiver/revise").await;
    let revision = RecurrenceRevision::new()
        .debtor_name("Joana F.")
        .location(7)
        .first_day(date!(2027 - 01 - 05))
        .with_charge(&"TX2".into());
    let receiver = account();
    let area = provider.client.autopix_receiver(&receiver);
    area.revise(&"R1".into(), &revision).send().await.unwrap();
    let sent = json!({
        "vinculo": {"devedor": {"nome": "Joana F."}},
        "loc": 7,
        "calendario": {"dataInicial": "2027-01-05"},
        "ativacao": {"dadosJornada": {"txid": "TX2"}},
    });
    assert_eq!(provider.body().await, sent);
}

#[tokio::test]
async fn every_call_of_a_payer_names_the_payer_and_repeatable_ones_their_key() {
    let provider = Provider::with_fixture("autopix_payer/answer_request").await;
    let payer = account();
    let area = provider.client.autopix_payer(&payer, PAYER);
    let limits = RecurrenceLimits::at_most(reais("120"));
    let answer = RequestAnswer::accept("Joana Ficticia", limits).municipality("4209102");
    let key = IdempotencyKey::new("agree-1").unwrap();
    let action = area.answer_request(&"SC1".into(), &answer);
    action.with_idempotency_key(key).send().await.unwrap();
    let request = provider.request().await;
    assert_eq!(request.headers["cpf-cnpj-pagador"], PAYER);
    assert_eq!(request.headers["idempotency-id"], "agree-1");
    let sent = json!({
        "acceptance": true,
        "payerName": "Joana Ficticia",
        "useAccountLimit": false,
        "maximumValue": 120,
        "municipalityCode": "4209102",
    });
    let body: Value = serde_json::from_slice(&request.body).unwrap();
    assert_eq!(body, sent);

    let provider = Provider::with_fixture("autopix_payer/answer_request").await;
    let area = provider.client.autopix_payer(&payer, PAYER);
    let refusal = RequestAnswer::reject("Joana Ficticia", "AP13");
    area.answer_request(&"SC1".into(), &refusal)
        .send()
        .await
        .unwrap();
    let sent = json!({"acceptance": false, "payerName": "Joana Ficticia", "rejectionCode": "AP13"});
    assert_eq!(provider.body().await, sent);
}

fn data<T: DeserializeOwned>(name: &str) -> T {
    let envelope: Value = serde_json::from_str(&fixture(name)).unwrap();
    serde_json::from_value(envelope["data"].clone()).unwrap()
}

/// The coverage test cannot see these names: the whole JSON is kept, whatever is typed of it.
#[test]
fn what_is_known_of_half_published_answers_is_typed() {
    let recurrence: Recurrence = data("autopix_payer/get");
    let id = recurrence.id.unwrap();
    assert_eq!(id.as_str().len(), 29);
    assert_eq!(recurrence.status.unwrap().as_str(), "NEW_SUSPENDED");
    assert_eq!(
        recurrence.progress,
        Some(RecurrenceProgress::AwaitingApproval)
    );
    assert_eq!(recurrence.limits.unwrap().maximum, Some(reais("120")));
    assert!(recurrence.created_at.unwrap().instant().is_some());
    assert!(recurrence.retries.unwrap().is_known());
    let parts = [
        recurrence.contract,
        recurrence.calendar,
        recurrence.value,
        recurrence.receiver,
        recurrence.payer,
        recurrence.activation,
        recurrence.updates,
    ];
    assert!(parts.iter().all(Option::is_some));

    let steps: Vec<RecurrenceHistory> = data("autopix_payer/histories");
    let step = &steps[0];
    assert_eq!(step.recurrence_id.as_ref(), Some(&id));
    assert_eq!(step.status, Some(RecurrenceStatus::Approved));
    assert!(step.progress.is_some() && step.created_at.is_some());

    let request: RecurrenceRequest = data("autopix_payer/get_request");
    assert!(request.id.is_some() && request.recurrence_id.is_some());
    assert_eq!(request.status.unwrap().as_str(), "NEW_SEEN");
    assert_eq!(request.progress, Some(RequestProgress::AwaitingAnswer));
    assert!(request.expires_at.is_some() && request.created_at.is_some());

    let billing: Billing = data("autopix_payer/get_billing");
    assert!(billing.txid.is_some() && billing.end_to_end_id.is_some());
    assert!(billing.recurrence_id.is_some());
    assert_eq!(billing.status.unwrap().as_str(), "NEW_HELD");
    assert_eq!(billing.progress, Some(BillingProgress::Settling));
    assert_eq!(
        billing.due_date.unwrap().date(),
        Some(date!(2026 - 12 - 05))
    );
}
