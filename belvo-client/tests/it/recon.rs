//! Transactions as entries.

use belvo_client::model::Transaction;
use belvo_client::recon::{EntryError, transaction};
use time::macros::date;

fn read(fields: &str) -> Transaction {
    serde_json::from_str(&format!("{{{fields}}}")).unwrap()
}

const WHOLE: &str = r#""id":"t1","internal_identification":"e1","value_date":"2026-11-02",
    "account":{"internal_identification":"a1"},"amount":158.14,"currency":"BRL",
    "description":"PIX RECEBIDO","status":"PROCESSED",
    "counterparty":{"type":"COMPANY","document_number":"11222333000181"}"#;

#[test]
fn the_direction_is_the_sign() {
    for (direction, cents) in [("INFLOW", 15_814), ("OUTFLOW", -15_814)] {
        let item = read(&format!(r#"{WHOLE},"type":"{direction}""#));
        let entry = transaction(&item).unwrap().unwrap();
        assert_eq!((entry.id(), entry.amount()), ("a1/e1", cents));
        assert_eq!(entry.date(), date!(2026 - 11 - 02));
        assert_eq!(entry.text(), Some("PIX RECEBIDO"));
    }
}

#[test]
fn without_the_banks_ids_belvos_stands() {
    let item = read(r#""id":"t1","value_date":"2026-11-02","amount":1,"type":"INFLOW""#);
    assert_eq!(transaction(&item).unwrap().unwrap().id(), "t1");
}

#[test]
fn what_may_change_or_moves_nothing_is_no_entry() {
    let pending = read(r#""id":"t1","status":"PENDING""#);
    assert_eq!(transaction(&pending), Ok(None));
    let nothing = read(r#""id":"t1","value_date":"2026-11-02","amount":0.00,"type":"INFLOW""#);
    assert_eq!(transaction(&nothing), Ok(None));
}

#[test]
fn what_is_missing_is_named() {
    for (fields, missing) in [
        (r#""amount":1"#, "id"),
        (r#""id":"t1","amount":1,"value_date":"2026-11-02""#, "type"),
        (
            r#""id":"t1","amount":1,"value_date":"2026-11-02","type":"NOVO""#,
            "type",
        ),
        (r#""id":"t1","amount":1,"type":"INFLOW""#, "value_date"),
        (
            r#""id":"t1","value_date":"2026-11-02","type":"INFLOW""#,
            "amount",
        ),
    ] {
        match transaction(&read(fields)) {
            Err(EntryError::Missing { field, .. }) => assert_eq!(field, missing),
            other => panic!("{fields}: {other:?}"),
        }
    }
    let odd = read(r#""id":"t1","value_date":"2026-11-02","amount":1.005,"type":"INFLOW""#);
    assert!(matches!(
        transaction(&odd),
        Err(EntryError::NotCents { .. })
    ));
}
