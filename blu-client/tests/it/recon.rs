//! Settlements as entries of the reconciliation engine.

use blu_client::model::{ConciliationLine, LiquidationRecord};
use blu_client::recon::{
    EntryError, Valued, conciliation_entry, expected_bank_credits, installment_entries,
    pix_receipt, sales_with_fees,
};
use blu_client::webhook::PixEvent;
use recon_core::{Book, Entry, MatchKind, Plan, ReferenceKind, reconcile};
use time::macros::date;

use crate::harness::{fixture, read, records};

fn seen(entries: &[Entry]) -> Vec<(&str, i64, time::Date)> {
    entries
        .iter()
        .map(|it| (it.id(), it.amount(), it.date()))
        .collect()
}

#[test]
fn the_bank_should_show_one_sum_per_day_and_category() {
    let mut all = records("anticipations/list_v1.json");
    all.extend(records("credits/list.json"));
    let mut second = records("credits/list.json").remove(0);
    second.id = "81257791".into();
    all.push(second);
    let entries = expected_bank_credits(&all).unwrap();
    assert_eq!(
        seen(&entries),
        [
            ("blu:2026-02-02:50377:0041", 174_798, date!(2026 - 02 - 02)),
            ("blu:2026-03-04:50377:0012", 58_500, date!(2026 - 03 - 04)),
        ]
    );
    all.reverse();
    assert_eq!(expected_bank_credits(&all).unwrap(), entries);
    assert!(Book::from_entries(entries).is_ok());
}

#[test]
fn installments_carry_what_a_sale_is_found_by() {
    let record = records("anticipations/list_v1.json").remove(0);
    let net = installment_entries(&record, Valued::SettledNet).unwrap();
    let gross = installment_entries(&record, Valued::SettledGross).unwrap();
    let amounts = |entries: &[Entry]| entries.iter().map(Entry::amount).collect::<Vec<_>>();
    assert_eq!(amounts(&net), [95_550, 60_528, 18_720]);
    assert_eq!(amounts(&gross), [100_000, 64_000, 20_000]);
    assert_eq!(
        net[0].id(),
        "blu:81203344:3b9d2c41-7e10-4f6a-8c55-1d0e9a4b0001"
    );
    assert_eq!(
        net[2].references().collect::<Vec<_>>(),
        [
            (ReferenceKind::Nsu, "000987001236"),
            (ReferenceKind::AuthorizationCode, "5M31XA"),
        ]
    );
    let written = serde_json::to_value(&net[0]).unwrap();
    assert_eq!(
        written["tags"],
        serde_json::json!([
            ["acquirer", "BLU"],
            ["product", "Antecipação de recebíveis"]
        ])
    );
}

#[test]
fn a_credit_is_its_sales_less_what_was_kept() {
    let record = records("anticipations/list_v1.json").remove(0);
    let sales = sales_with_fees(&record).unwrap();
    let kept: Vec<_> = sales.iter().map(|s| (s.amount(), s.fee())).collect();
    assert_eq!(
        kept,
        [
            (100_000, Some(4_450)),
            (64_000, Some(3_472)),
            (20_000, Some(1_280))
        ]
    );
    let credit = Entry::new("b", 174_798, sales[0].date()).with_text("BLU PAGAMENTOS");
    let (bank, ledger) = (
        Book::from_entries([credit]).unwrap(),
        Book::from_entries(sales).unwrap(),
    );
    let outcome = reconcile(&bank, &ledger, &Plan::card_settlement());
    let reviews = outcome.reviews.iter().map(|r| &r.proposal);
    let found: Vec<_> = outcome.matches.iter().chain(reviews).collect();
    assert_eq!(found.len(), 1, "{:?}", outcome.open_left);
    assert_eq!(
        (found[0].kind, found[0].right.len()),
        (MatchKind::NetOfFee, 3)
    );
    assert_eq!(found[0].balance.fee, 4_450 + 3_472 + 1_280);
}

#[test]
fn what_belongs_to_no_day_or_has_no_amount_is_refused() {
    let record = |fields: &str| -> LiquidationRecord {
        read(&format!(
            r#"{{"id":"9","gross_value":"1.00","rate_value":"0.00",{fields},"liquidated_installments":[{{"id":"x"}}]}}"#
        ))
    };
    let no_day = record(r#""net_value":"1.00""#);
    assert!(matches!(
        expected_bank_credits([&no_day]),
        Err(EntryError::NoDay { .. })
    ));
    let fraction = record(r#""net_value":"1.001","released_at":"2026-02-02""#);
    assert!(matches!(
        expected_bank_credits([&fraction]),
        Err(EntryError::NotCents { .. })
    ));
    let missing = installment_entries(&fraction, Valued::SettledGross).unwrap_err();
    assert!(
        missing.to_string().contains("liquidated_gross_value"),
        "{missing}"
    );
}

#[test]
fn payments_carry_what_a_receivable_is_found_by() {
    let event: PixEvent = read(
        r#"{"created_at":"2026-02-03 01:30:00 +0000","e2e_id":"E1","value":"158.14",
            "debit_party":{"taxId":"11144477735","name":"JOANA FICTICIA"}}"#,
    );
    let entry = pix_receipt(&event).unwrap();
    assert_eq!(
        seen(std::slice::from_ref(&entry)),
        [("blu:pix:E1", 15_814, date!(2026 - 02 - 02))]
    );
    assert_eq!(entry.name(), Some("JOANA FICTICIA"));
    let references: Vec<_> = entry.references().collect();
    assert_eq!(references, [(ReferenceKind::EndToEndId, "E1")]);
    let written = serde_json::to_string(&entry).unwrap();
    assert!(written.contains("11144477735"), "{written}");
    let nothing: PixEvent = read(r#"{"id":"1"}"#);
    let missing = pix_receipt(&nothing).unwrap_err();
    assert_eq!(missing, EntryError::NoField { field: "e2e_id" });

    let lines: Vec<ConciliationLine> = read(&fixture("charges/list_conciliation.json"));
    let day = date!(2026 - 02 - 03);
    let entries: Vec<_> = lines
        .iter()
        .map(|line| conciliation_entry(line, day).unwrap())
        .collect();
    assert_eq!(
        seen(&entries),
        [
            ("blu:pagblu:880012:000123456001", 100_000, day),
            ("blu:pagblu:880013:-", 50_000, day),
        ]
    );
    let written = serde_json::to_string(&entries[0]).unwrap();
    assert!(written.contains("12345678000195"), "{written}");
    assert!(Book::from_entries(entries).is_ok());
}
