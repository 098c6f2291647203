//! Answers in the spellings that the documentation and production disagree on.

use contaazul_client::model::{
    AccountRef, AttachmentContent, Bank, CreatedEvent, EventKind, Installment, OpeningBalance,
    PaymentMethod, Protocol, Receivable, Settlement,
};
use contaazul_client::{Amount, ErrorKind, Outcome, PageSize};
use serde::de::DeserializeOwned;
use time::macros::{date, datetime};
use wiremock::ResponseTemplate;

use crate::harness::{Erp, fixture};

fn read<T: DeserializeOwned>(json: &str) -> T {
    serde_json::from_str(json).unwrap()
}

#[test]
fn nothing_at_all_is_an_answer_too() {
    let receivable: Receivable = read("{}");
    assert_eq!((receivable.id, receivable.total), (None, None));
    assert!(receivable.categories.is_empty());
    let nulls: Installment = read(r#"{"baixas":null,"anexos":null,"solicitacoes_cobrancas":null}"#);
    assert!(nulls.settlements.is_empty() && nulls.charges.is_empty());
    let _: (CreatedEvent, Protocol, OpeningBalance) = (read("{}"), read("{}"), read("{}"));
}

#[test]
fn both_spellings_of_a_name_are_read() {
    let documented: Receivable = read(r#"{"centros_custo":[{"id":"cc1","nome":"Loja"}]}"#);
    let production: Receivable = read(r#"{"centros_de_custo":[{"id":"cc1","nome":"Loja"}]}"#);
    assert_eq!(documented, production);
    assert_eq!(documented.cost_centers.len(), 1);

    let created: CreatedEvent = read(
        r#"{"rateio":[{"rateio_centros_custo":[{"id_centro_custo":"cc1","valor":1.5}]}],
            "referencia":{"revisao":7}}"#,
    );
    assert_eq!(created.allocations[0].cost_centers.len(), 1);
    let revision = created.reference.unwrap().revision;
    assert_eq!(
        revision.as_deref(),
        Some("7"),
        "a number here, text elsewhere"
    );

    let camel_case: Installment = read(r#"{"solicitacoesCobrancas":[{"id":"c1"}]}"#);
    assert_eq!(camel_case.charges.len(), 1);
}

#[test]
fn the_account_of_a_settlement_is_an_id_or_an_object() {
    let documented: Settlement = read(r#"{"conta_financeira":"a1"}"#);
    let production: Settlement = read(r#"{"conta_financeira":{"id":"a1","nome":"Caixa"}}"#);
    for settlement in [&documented, &production] {
        let account = settlement.account.as_ref().unwrap();
        assert_eq!(account.id().unwrap().as_str(), "a1");
    }
    assert!(matches!(production.account, Some(AccountRef::Account(_))));
}

#[test]
fn typos_of_the_provider_are_read_and_written_right() {
    for spelling in ["CREDITO_VIRTUAL", "CREDITO_VIRTUA"] {
        let settlement: Settlement = read(&format!(r#"{{"metodo_pagamento":"{spelling}"}}"#));
        assert_eq!(
            settlement.payment_method,
            Some(PaymentMethod::VirtualCredit)
        );
    }
    assert_eq!(PaymentMethod::VirtualCredit.as_str(), "CREDITO_VIRTUAL");
    assert_eq!(AttachmentContent::from("ARQUIVO"), AttachmentContent::File);
    assert_eq!(Bank::from("BANCO_DO_BRASIL"), Bank::BancoDoBrasil);
    assert_eq!(Bank::KNOWN.len(), 74);
    assert_eq!(PaymentMethod::KNOWN.len(), 22);
}

#[test]
fn amounts_keep_every_digit() {
    let noisy: Receivable = read(r#"{"total":1234567890123456.78,"pago":0.30000000000000004}"#);
    assert_eq!(
        noisy.total,
        Some(Amount::parse("1234567890123456.78").unwrap())
    );
    assert_eq!(noisy.paid.unwrap().to_string(), "0.30000000000000004");
}

#[test]
fn times_with_and_without_offset_are_read() {
    let moment = |text: &str| {
        let json = format!(r#"{{"data_alteracao":"{text}"}}"#);
        read::<Receivable>(&json).changed_at.unwrap()
    };
    assert_eq!(
        moment("2025-10-22T08:37:05"),
        datetime!(2025-10-22 08:37:05 -3)
    );
    assert_eq!(
        moment("2025-05-16T17:51:04.63"),
        datetime!(2025-05-16 17:51:04.63 -3)
    );
    assert_eq!(
        moment("2025-07-10T15:05:08.433885Z"),
        datetime!(2025-07-10 15:05:08.433885 UTC)
    );
}

#[test]
fn an_opening_balance_has_the_sign_of_its_kind() {
    let balance = |kind: &str, amount: &str| {
        let json = format!(r#"{{"tipo":"{kind}","saldo_inicial":{amount}}}"#);
        read::<OpeningBalance>(&json).signed()
    };
    let minus = Some(Amount::parse("-150.25").unwrap());
    assert_eq!(balance("DESPESA", "150.25"), minus);
    assert_eq!(balance("DESPESA", "-150.25"), minus);
    assert_eq!(balance("RECEITA", "150.25"), minus.map(|amount| -amount));
    assert_eq!(balance("NOVO", "150.25"), None);
    assert_eq!(EventKind::Income.as_str(), "RECEITA");
}

#[tokio::test]
async fn every_envelope_is_a_page() {
    for body in [
        r#"{"itens_totais":1,"itens":[{"id":"a1"}],"totais":{"VENCIDO":1.5}}"#,
        r#"{"items":[{"id":"a1"}],"totalItems":1}"#,
        r#"{"total_items":1,"items":[{"id":"a1"}]}"#,
        r#"{"total_itens":1,"itens":[{"id":"a1"}]}"#,
        r#"[{"id":"a1"}]"#,
    ] {
        let erp = Erp::with_json(body).await;
        let all = erp
            .client
            .accounts()
            .list()
            .send()
            .try_collect()
            .await
            .unwrap();
        assert_eq!(all.len(), 1, "{body}");
        assert_eq!(erp.requests().await, 1, "{body}");
    }
    let empty = Erp::with_json(r#"{"items":null,"totalItems":0}"#).await;
    assert!(
        empty
            .client
            .accounts()
            .list()
            .send()
            .try_next()
            .await
            .unwrap()
            .is_none()
    );
}

#[tokio::test]
async fn a_page_without_its_items_is_an_error_and_not_the_end() {
    let erp = Erp::with_json(r#"{"itens_totais":500,"lista":[]}"#).await;
    let error = erp
        .client
        .accounts()
        .list()
        .send()
        .try_next()
        .await
        .unwrap_err();
    assert_eq!(
        (error.kind(), error.outcome()),
        (ErrorKind::Decode, Outcome::Applied)
    );
    assert!(error.to_string().contains("itens"), "{error}");
}

#[tokio::test]
async fn a_misfit_is_named_by_its_path_and_not_by_its_value() {
    let erp = Erp::with_json(r#"{"itens_totais":1,"itens":[{"id":"i1","total":"SEGREDO"}]}"#).await;
    let (from, to) = (date!(2026 - 04 - 01), date!(2026 - 04 - 30));
    let mut list = erp.client.receivables().search(from, to).send();
    let error = list.try_next().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    let shown = format!("{error} {error:?}");
    assert!(shown.contains("total"), "{shown}");
    assert!(!shown.contains("SEGREDO"), "{shown}");
}

#[tokio::test]
async fn a_cursor_resumes_its_own_list_only() {
    let page =
        ResponseTemplate::new(200).set_body_raw(fixture("accounts/list"), "application/json");
    let erp = Erp::answering(page).await;
    let list = || erp.client.accounts().list().page_size(PageSize::N10).send();
    let mut first = list();
    first.try_next().await.unwrap();
    let kept = first.cursor().unwrap().to_string();
    let mut again = list().starting_at(kept.parse().unwrap()).unwrap();
    assert!(again.try_next().await.unwrap().is_some());

    let other = erp
        .client
        .accounts()
        .list()
        .only_active()
        .page_size(PageSize::N10)
        .send();
    let error = other.starting_at(kept.parse().unwrap()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Pagination);
}

#[tokio::test]
async fn a_filter_that_the_erp_ignores_is_noticed_where_its_name_is_a_guess() {
    let erp = Erp::with_fixture("second_generation/list_settlements").await;
    let second = erp.client.second_generation();
    let mut list = second
        .list_settlements(&"another-installment".into())
        .send();
    let error = list.try_next().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert!(error.to_string().contains("not asked for"), "{error}");

    let erp = Erp::with_fixture("second_generation/installments_of_event").await;
    let second = erp.client.second_generation();
    let mut list = second.installments_of_event(&"another-event".into()).send();
    assert!(list.try_next().await.is_err());
}
