//! Bad input is told before anything is sent, by the name of the field.

use contaazul_client::api::CategoryColumn;
use contaazul_client::model::{
    ChargeKind, EarlyDiscount, Installment, InstallmentUpdate, Loss, NewAllocation, NewCharge,
    NewCostCenter, NewEvent, NewInstallment, NewSettlement, PaymentMethod, SettlementUpdate,
    ValueBreakdown,
};
use contaazul_client::{Amount, Error, ErrorKind, Outcome, SortOrder};
use time::macros::{date, datetime};

use crate::harness::{ACCOUNT, CATEGORY, COST_CENTER, Erp, INSTALLMENT, PERSON};

fn reais(text: &str) -> Amount {
    Amount::parse(text).unwrap()
}

pub(crate) fn assert_told(error: &Error, complaint: &str) {
    assert_eq!(error.kind(), ErrorKind::Input, "{error}");
    assert_eq!((error.outcome(), error.attempts()), (Outcome::NotSent, 0));
    assert!(
        error.to_string().contains(complaint),
        "{error} does not say {complaint:?}"
    );
}

#[tokio::test]
async fn an_event_that_does_not_add_up_is_not_sent() {
    let erp = Erp::with_json("{}").await;
    let bare = |amount: &str| {
        NewEvent::new(
            "Bolo",
            date!(2026 - 11 - 01),
            reais(amount),
            ACCOUNT,
            PERSON,
        )
    };
    let one = |gross: &str| NewInstallment::new("1/1", date!(2026 - 12 - 10), reais(gross));
    let hundred = || ValueBreakdown::gross_of(reais("100"));
    let cases = [
        (bare("100").installment(one("100")), "rateio is empty"),
        (
            bare("100").category(CATEGORY, reais("100")),
            "parcelas is empty",
        ),
        (
            bare("100")
                .category(CATEGORY, reais("99.99"))
                .installment(one("100")),
            "sum of rateio[].valor",
        ),
        (
            bare("100")
                .category(CATEGORY, reais("100"))
                .installment(one("50")),
            "sum of parcelas[].detalhe_valor.valor_bruto",
        ),
        (
            bare("100")
                .allocation(
                    NewAllocation::new(CATEGORY, reais("100")).cost_center(COST_CENTER, reais("1")),
                )
                .installment(one("100")),
            "sum of rateio_centro_custo[].valor",
        ),
        (bare("0"), "valor is zero"),
        (bare("-1"), "valor is negative"),
        (bare("0.001"), "valor is not a whole number of cents"),
        (
            NewEvent::new(" ", date!(2026 - 11 - 01), reais("1"), ACCOUNT, PERSON),
            "descricao is empty",
        ),
        (
            bare("100")
                .category(CATEGORY, reais("100"))
                .installment(one("100").value(hundred().with_discount(reais("100.01")))),
            "negative net amount",
        ),
        (
            bare("100")
                .category(CATEGORY, reais("100"))
                .installment(one("100").value(hundred().with_fee(reais("-1")))),
            "detalhe_valor.taxa is negative",
        ),
        (
            bare("100")
                .category(CATEGORY, reais("100"))
                .installment(one("100").value(ValueBreakdown::default())),
            "detalhe_valor needs a gross amount",
        ),
    ];
    for (event, complaint) in cases {
        let error = erp
            .client
            .receivables()
            .create(&event)
            .send()
            .await
            .unwrap_err();
        assert_told(&error, complaint);
        let first = erp.client.first_generation();
        let error = first.create_payable(&event).send().await.unwrap_err();
        assert_told(&error, complaint);
    }
    assert_eq!(erp.requests().await, 0);
}

#[tokio::test]
async fn settlements_changes_and_charges_are_checked() {
    let erp = Erp::with_json("{}").await;
    let id = "i1".into();
    let settle = |value| NewSettlement::new(date!(2026 - 12 - 01), ACCOUNT, value);
    let forty = || ValueBreakdown::gross_of(reais("40"));
    let settlements = erp.client.settlements();
    for (settlement, complaint) in [
        (
            settle(ValueBreakdown::default()),
            "composicao_valor needs a gross amount",
        ),
        (
            settle(forty().with_interest(reais("0.015"))),
            "composicao_valor.juros",
        ),
        (
            settle(forty()).payment_method(PaymentMethod::PixCharge),
            "PIX_COBRANCA is not one that settles",
        ),
    ] {
        let error = settlements
            .create(&id, &settlement)
            .send()
            .await
            .unwrap_err();
        assert_told(&error, complaint);
    }
    let update = SettlementUpdate::of_version(1).payment_method(PaymentMethod::NoPayment);
    let error = settlements
        .update(&"b1".into(), &update)
        .send()
        .await
        .unwrap_err();
    assert_told(&error, "SEM_PAGAMENTO is not one that settles");

    let update =
        InstallmentUpdate::of_version(1).loss(Loss::new(date!(2026 - 12 - 01), reais("-1")));
    let error = erp
        .client
        .installments()
        .update(&id, &update)
        .send()
        .await
        .unwrap_err();
    assert_told(&error, "perda.valor is negative");

    let charge =
        |kind, text: &str| NewCharge::new(kind, INSTALLMENT, ACCOUNT, date!(2026 - 12 - 10), text);
    for (charge, complaint) in [
        (charge(ChargeKind::Pix, ""), "descricao_fatura is empty"),
        (
            charge(ChargeKind::RegisteredBoleto, "Bolo"),
            "BOLETO_REGISTRADO",
        ),
        (
            charge(ChargeKind::Pix, "Bolo").early_discount(EarlyDiscount::percent(reais("101"), 1)),
            "percentual is not between 0 and 100",
        ),
        (
            charge(ChargeKind::Pix, "Bolo").early_discount(EarlyDiscount::amount(reais("-1"), 1)),
            "desconto_antecipado.valor is negative",
        ),
    ] {
        let error = erp
            .client
            .charges()
            .create(&charge)
            .send()
            .await
            .unwrap_err();
        assert_told(&error, complaint);
    }
    let error = erp
        .client
        .cost_centers()
        .create(&NewCostCenter::new(""))
        .send()
        .await
        .unwrap_err();
    assert_told(&error, "nome is empty");
    assert_eq!(erp.requests().await, 0);
}

#[tokio::test]
async fn windows_and_amounts_of_a_search_are_checked_and_told_on_every_page_asked() {
    let erp = Erp::with_json("{}").await;
    let search = || {
        erp.client
            .receivables()
            .search(date!(2026 - 04 - 01), date!(2026 - 04 - 30))
    };
    let start = datetime!(2025-04-01 00:00 -3);
    for (query, complaint) in [
        (
            erp.client
                .receivables()
                .search(date!(2026 - 04 - 30), date!(2026 - 04 - 01)),
            "data_vencimento_de is after data_vencimento_ate",
        ),
        (
            search().paid_between(date!(2026 - 04 - 30), date!(2026 - 04 - 01)),
            "data_pagamento_de is after",
        ),
        (
            search().changed_between(start, start + time::Duration::days(366)),
            "365 days",
        ),
        (
            search().changed_between(start, start - time::Duration::SECOND),
            "data_alteracao_de is after",
        ),
        (
            search().amount_from(reais("1.234")),
            "valor_de is not a whole number of cents",
        ),
        (
            search().description("bolo").description("pao"),
            "descricao is given twice",
        ),
        (
            erp.client
                .receivables()
                .search(date!(2026 - 04 - 01), date!(2026 - 04 - 30))
                .paid_between(date!(2026 - 04 - 01), date!(2026 - 04 - 02))
                .paid_between(date!(2026 - 05 - 01), date!(2026 - 05 - 02)),
            "data_pagamento_de is given twice",
        ),
        (search().amount_to(reais("-1")), "valor_ate is negative"),
        (
            search().accrued_between(time::Date::MIN, date!(2026 - 04 - 01)),
            "data_competencia_de is not a day",
        ),
    ] {
        let mut list = query.send();
        for _ in 0..2 {
            let error = list.try_next().await.unwrap_err();
            assert_told(&error, complaint);
            assert_eq!(error.operation(), Some("contaazul.receivables.search"));
        }
    }
    let whole_year = search().changed_between(start, start + time::Duration::days(365));
    whole_year.send().try_next().await.unwrap_err();
    assert_eq!(erp.requests().await, 1, "a year is not too long");
}

#[tokio::test]
async fn an_id_that_would_be_another_path_is_refused_or_encoded() {
    let erp = Erp::with_json("{}").await;
    for id in ["", ".", ".."] {
        let error = erp
            .client
            .installments()
            .get(&id.into())
            .send()
            .await
            .unwrap_err();
        assert_told(&error, "id must not be empty");
    }
    erp.client
        .installments()
        .get(&"a/../b?c#d".into())
        .send()
        .await
        .unwrap();
    let path = erp.request().await.url.path().to_owned();
    assert!(path.ends_with("/parcelas/a%2F..%2Fb%3Fc%23d"), "{path}");
}

#[tokio::test]
async fn ids_in_bodies_are_uuids() {
    let erp = Erp::with_json("{}").await;
    let day = date!(2026 - 12 - 10);
    let hundred = reais("100");
    let event = |account: &str, person: &str, category: &str, center: &str| {
        NewEvent::new("Bolo", day, hundred, account, person)
            .allocation(NewAllocation::new(category, hundred).cost_center(center, hundred))
            .installment(NewInstallment::new("1/1", day, hundred))
    };
    let receivables = erp.client.receivables();
    let long = format!("{ACCOUNT}0");
    for (event, complaint) in [
        (
            event("4711", PERSON, CATEGORY, COST_CENTER),
            "conta_financeira is not a UUID",
        ),
        (
            event(&long, PERSON, CATEGORY, COST_CENTER),
            "conta_financeira is not a UUID",
        ),
        (
            event(ACCOUNT, "Escola Aurora", CATEGORY, COST_CENTER),
            "id_cliente is not a UUID",
        ),
        (
            event(ACCOUNT, PERSON, "", COST_CENTER),
            "rateio[].id_categoria is not a UUID",
        ),
        (
            event(
                ACCOUNT,
                PERSON,
                CATEGORY,
                "000000cc-4e74-11ee-8a55-00000000000g",
            ),
            "rateio_centro_custo[].id_centro_custo is not a UUID",
        ),
        (
            event(ACCOUNT, PERSON, CATEGORY, COST_CENTER).installment(
                NewInstallment::new("2/2", day, hundred)
                    .account("000000ac4e7411ee8a55000000000001"),
            ),
            "parcelas[].conta_financeira is not a UUID",
        ),
    ] {
        let error = receivables.create(&event).send().await.unwrap_err();
        assert_told(&error, complaint);
        assert!(!error.to_string().contains("Escola"), "{error}");
    }
    let event = event(ACCOUNT, "p1", CATEGORY, COST_CENTER);
    let error = erp
        .client
        .payables()
        .create(&event)
        .send()
        .await
        .unwrap_err();
    assert_told(&error, "id_fornecedor is not a UUID");
    let first = erp.client.first_generation();
    let error = first.create_receivable(&event).send().await.unwrap_err();
    assert_told(&error, "contato is not a UUID");

    let settlement = NewSettlement::new(day, "Conta PJ", ValueBreakdown::gross_of(hundred));
    let error = erp
        .client
        .settlements()
        .create(&"i1".into(), &settlement)
        .send();
    assert_told(&error.await.unwrap_err(), "conta_financeira is not a UUID");
    let update = SettlementUpdate::of_version(1).account("1");
    let error = erp
        .client
        .settlements()
        .update(&"b1".into(), &update)
        .send();
    assert_told(&error.await.unwrap_err(), "conta_financeira is not a UUID");
    let update = InstallmentUpdate::of_version(1).account("1");
    let error = erp
        .client
        .installments()
        .update(&"i1".into(), &update)
        .send();
    assert_told(
        &error.await.unwrap_err(),
        "id_conta_financeira is not a UUID",
    );
    for (installment, account, complaint) in [
        ("1", ACCOUNT, "id_parcela is not a UUID"),
        (INSTALLMENT, "1", "conta_bancaria is not a UUID"),
    ] {
        let charge = NewCharge::new(ChargeKind::Pix, installment, account, day, "Bolo");
        let error = erp
            .client
            .charges()
            .create(&charge)
            .send()
            .await
            .unwrap_err();
        assert_told(&error, complaint);
    }
    assert_eq!(erp.requests().await, 0);
}

#[tokio::test]
async fn a_settlement_above_what_was_open_is_not_sent() {
    let erp = Erp::with_json("{}").await;
    let read = |json: &str| serde_json::from_str::<Installment>(json).unwrap();
    let settle = |gross: &str| {
        let value = ValueBreakdown::gross_of(reais(gross)).with_interest(reais("5"));
        NewSettlement::new(date!(2026 - 12 - 01), ACCOUNT, value)
    };
    let settlements = erp.client.settlements();
    let open = read(r#"{"id":"i1","nao_pago":60.00}"#);
    let error = settlements.create_for(&open, &settle("60.01")).send().await;
    assert_told(
        &error.unwrap_err(),
        "composicao_valor.valor_bruto is above nao_pago",
    );
    let unknown = read(r#"{"nao_pago":60.00}"#);
    let error = settlements.create_for(&unknown, &settle("60")).send().await;
    assert_told(&error.unwrap_err(), "the installment has no id");
    assert_eq!(erp.requests().await, 0);
    settlements
        .create_for(&open, &settle("60"))
        .send()
        .await
        .unwrap();
    assert!(
        erp.request()
            .await
            .url
            .path()
            .ends_with("/parcelas/i1/baixa")
    );
}

#[tokio::test]
async fn a_list_is_sorted_one_way() {
    let erp = Erp::with_json("{}").await;
    let both = erp
        .client
        .categories()
        .list()
        .sort(SortOrder::Ascending, CategoryColumn::Name)
        .sort(SortOrder::Descending, CategoryColumn::Name);
    let error = both.send().try_next().await.unwrap_err();
    assert_told(&error, "sort by one column, one way");
    assert_eq!(erp.requests().await, 0);
}
