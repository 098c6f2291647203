//! Bad input is told before anything is sent, by the name of the field.

use contaazul_client::model::{
    ChargeKind, EarlyDiscount, InstallmentUpdate, Loss, NewAllocation, NewCharge, NewCostCenter,
    NewEvent, NewInstallment, NewSettlement, PaymentMethod, SettlementUpdate, ValueBreakdown,
};
use contaazul_client::{Amount, Error, ErrorKind, Outcome};
use time::macros::{date, datetime};

use crate::harness::Erp;

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
    let bare =
        |amount: &str| NewEvent::new("Bolo", date!(2026 - 11 - 01), reais(amount), "a1", "p1");
    let one = |gross: &str| NewInstallment::new("1/1", date!(2026 - 12 - 10), reais(gross));
    let hundred = || ValueBreakdown::gross_of(reais("100"));
    let cases = [
        (bare("100").installment(one("100")), "rateio is empty"),
        (
            bare("100").category("c1", reais("100")),
            "parcelas is empty",
        ),
        (
            bare("100")
                .category("c1", reais("99.99"))
                .installment(one("100")),
            "sum of rateio[].valor",
        ),
        (
            bare("100")
                .category("c1", reais("100"))
                .installment(one("50")),
            "sum of parcelas[].detalhe_valor.valor_bruto",
        ),
        (
            bare("100")
                .allocation(NewAllocation::new("c1", reais("100")).cost_center("x", reais("1")))
                .installment(one("100")),
            "sum of rateio_centro_custo[].valor",
        ),
        (bare("0"), "valor is zero"),
        (bare("-1"), "valor is negative"),
        (bare("0.001"), "valor is not a whole number of cents"),
        (
            NewEvent::new(" ", date!(2026 - 11 - 01), reais("1"), "a1", "p1"),
            "descricao is empty",
        ),
        (
            bare("100")
                .category("c1", reais("100"))
                .installment(one("100").value(hundred().with_discount(reais("100.01")))),
            "negative net amount",
        ),
        (
            bare("100")
                .category("c1", reais("100"))
                .installment(one("100").value(hundred().with_fee(reais("-1")))),
            "detalhe_valor.taxa is negative",
        ),
        (
            bare("100")
                .category("c1", reais("100"))
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
    let settle = |value| NewSettlement::new(date!(2026 - 12 - 01), "a1", value);
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

    let charge = |kind, text: &str| NewCharge::new(kind, "i1", "a1", date!(2026 - 12 - 10), text);
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
