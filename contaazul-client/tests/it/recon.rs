//! The ERP's answers as entries.

use contaazul_client::model::{Installment, Payable, Receivable};
use contaazul_client::recon::{
    EntryError, Valued, installment, movement, payable, receivable, settlements,
};
use recon_core::{Entry, ReferenceKind, Tag};
use serde_json::json;
use time::macros::date;

use crate::harness::fixture;

fn first<T: serde::de::DeserializeOwned>(name: &str) -> T {
    let page: serde_json::Value = serde_json::from_str(&fixture(name)).unwrap();
    serde_json::from_str(&page["itens"][0].to_string()).unwrap()
}

#[test]
fn receivables_are_money_in_and_payables_money_out() {
    let item: Receivable = first("receivables/search");
    let cents = |valued| receivable(&item, valued).unwrap().unwrap().amount();
    assert_eq!(cents(Valued::Total), 184_250);
    assert_eq!(cents(Valued::Open), 84_250);
    assert_eq!(cents(Valued::Paid), 100_000);
    let expected = Entry::new(
        "contaazul:000000aa-4e74-11ee-8a55-000000000006",
        184_250,
        date!(2026 - 12 - 05),
    )
    .with_name("Escola Aurora Ltda")
    .with_text("Encomenda da Escola Aurora");
    assert_eq!(receivable(&item, Valued::Total).unwrap(), Some(expected));

    let item: Payable = first("payables/search");
    let entry = payable(&item, Valued::Open).unwrap().unwrap();
    assert_eq!(
        (entry.amount(), entry.name()),
        (-84_250, Some("Moinho Serra Azul"))
    );
}

#[test]
fn an_installment_brings_its_clues() {
    let one: Vec<Installment> = serde_json::from_str(&fixture("installments/of_event")).unwrap();
    let one = &one[0];
    let entry = installment(one, Valued::Total).unwrap().unwrap();
    assert_eq!(
        (entry.amount(), entry.date()),
        (9_623, date!(2026 - 12 - 05))
    );
    assert_eq!(entry.text(), Some("1/2"));
    let references: Vec<_> = entry.references().collect();
    assert!(references.contains(&(ReferenceKind::Nsu, "004711")));
    assert!(references.contains(&(ReferenceKind::InvoiceNumber, "1042")));
    let charge = "000000cb-4e74-11ee-8a55-000000000008";
    assert!(references.contains(&(ReferenceKind::Free, charge)));
    assert_eq!(entry.tag(Tag::Product), None, "Pix has no fee contract");

    let paid = settlements(one).unwrap();
    assert_eq!(paid.len(), 1);
    assert_eq!(
        (paid[0].amount(), paid[0].date()),
        (4_000, date!(2026 - 12 - 01))
    );
    assert_eq!(
        paid[0].id(),
        "contaazul:000000ba-4e74-11ee-8a55-000000000007"
    );
}

fn made(value: serde_json::Value) -> Installment {
    serde_json::from_str(&value.to_string()).unwrap()
}

#[test]
fn expenses_are_negative_and_cards_name_their_product() {
    let one = made(json!({
        "id": "i1", "evento": { "tipo": "DESPESA" }, "data_vencimento": "2026-12-05",
        "valor_composicao": { "valor_bruto": 100, "juros": 1.5, "taxa": 0.5 },
        "metodo_pagamento": "CARTAO_CREDITO",
        "baixas": [
            { "id": "b1", "data_pagamento": "2026-12-06",
              "valor_composicao": { "valor_bruto": 60, "taxa": 1.25 } },
            { "id": "b2", "data_pagamento": "2026-12-06", "metodo_pagamento": "DINHEIRO",
              "valor_composicao": { "valor_bruto": 41 } },
        ],
    }));
    let entry = installment(&one, Valued::Total).unwrap().unwrap();
    assert_eq!(
        entry.amount(),
        -10_100,
        "worked out where the ERP gives no net total"
    );
    let paid = settlements(&one).unwrap();
    let facts: Vec<_> = paid
        .iter()
        .map(|one| (one.amount(), one.tag(Tag::Product)))
        .collect();
    assert_eq!(facts, [(-5_875, Some("CARTAO_CREDITO")), (-4_100, None)]);
}

#[test]
fn nothing_open_is_no_entry_and_noise_is_not_money() {
    let item = |total: &str| -> Receivable {
        let json =
            format!(r#"{{"id":"i1","data_vencimento":"2026-12-05","total":{total},"nao_pago":0}}"#);
        serde_json::from_str(&json).unwrap()
    };
    assert_eq!(receivable(&item("10"), Valued::Open).unwrap(), None);
    let noisy = receivable(&item("10.100000000000001"), Valued::Total)
        .unwrap()
        .unwrap();
    assert_eq!(noisy.amount(), 1_010);
    let error = receivable(&item("10.105"), Valued::Total).unwrap_err();
    assert!(
        matches!(error, EntryError::NotCents { field: "total", .. }),
        "{error}"
    );
}

#[test]
fn what_is_missing_is_named() {
    let error = receivable(&serde_json::from_str("{}").unwrap(), Valued::Total).unwrap_err();
    assert!(matches!(error, EntryError::Missing { field: "id", .. }));
    let item: Receivable = serde_json::from_str(r#"{"id":"i1"}"#).unwrap();
    let error = receivable(&item, Valued::Total).unwrap_err();
    assert!(
        error
            .to_string()
            .contains("installment i1 has no data_vencimento"),
        "{error}"
    );
    let kind = made(json!({ "id": "i1", "evento": { "tipo": "NOVO" } }));
    let error = settlements(&kind).unwrap_err();
    assert!(matches!(
        error,
        EntryError::Missing {
            field: "evento.tipo",
            ..
        }
    ));
}

#[tokio::test]
async fn lines_of_a_statement_are_entries_with_ids_of_their_own() {
    let (_sandbox, erp) = crate::sandbox::start(crate::sandbox::bakery()).await;
    let (from, to) = crate::sandbox::april();
    let mut statement = erp.statement(from, to).send();
    let mut entries = Vec::new();
    while let Some(line) = statement.try_next().await.unwrap() {
        entries.push(movement(&line).unwrap().unwrap());
    }
    let facts: Vec<_> = entries
        .iter()
        .map(|entry| (entry.amount(), entry.date(), entry.name()))
        .collect();
    let expected = [
        (84_257, date!(2026 - 04 - 10), Some("Escola Aurora")),
        (100_000, date!(2026 - 04 - 12), Some("Escola Aurora")),
        (-70_000, date!(2026 - 04 - 15), Some("Moinho Serra Azul")),
        (30_000, date!(2026 - 04 - 20), Some("Mercado Lua")),
        (-50_000, date!(2026 - 04 - 28), None),
        (50_000, date!(2026 - 04 - 28), None),
    ];
    assert_eq!(facts, expected);
    let invoice = (ReferenceKind::InvoiceNumber, "1042");
    assert!(
        entries[1]
            .references()
            .any(|reference| reference == invoice)
    );
    let ids: std::collections::BTreeSet<_> = entries.iter().map(Entry::id).collect();
    assert_eq!(ids.len(), entries.len());
}
