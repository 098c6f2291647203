//! Entries and outcomes as data.

use crate::support::{Story, april, bank, invoice, numbered};
use recon_core::{Entry, FeeContract, Outcome};

#[test]
fn outcomes_survive_a_round_trip() {
    let story = Story::of(
        vec![
            numbered(bank("b1", 60_000, 14, "PIX GRAFICA TUPA"), "88"),
            bank("b2", -300, 14, "TARIFA"),
        ],
        vec![numbered(
            invoice("r1", 100_000, 10, "Gráfica Tupã ME"),
            "88",
        )],
    );
    let text = serde_json::to_string(&story.outcome).unwrap();
    assert!(text.contains("partial_payment") && text.contains("looks_like_fee"));
    assert_eq!(
        serde_json::from_str::<Outcome>(&text).unwrap(),
        story.outcome
    );
}

#[test]
fn entries_and_contracts_survive_a_round_trip() {
    let entry = numbered(invoice("r1", -7, 10, "Ana"), "88")
        .with_currency("USD")
        .with_discount(april(12), 2)
        .with_remitted("inv-1", 5)
        .with_remittance(["inv-2"]);
    let text = serde_json::to_string(&entry).unwrap();
    assert!(text.contains("2026-04-10"), "{text}");
    assert_eq!(serde_json::from_str::<Entry>(&text).unwrap(), entry);
    let contract = FeeContract::new().with_fixed_fee("visa", 319, 10).unwrap();
    let text = serde_json::to_string(&contract).unwrap();
    assert_eq!(
        serde_json::from_str::<FeeContract>(&text).unwrap(),
        contract
    );
}

#[test]
fn a_contract_is_a_list_of_rows_and_says_what_is_wrong_with_it() {
    let read = |text| serde_json::from_str::<FeeContract>(text);
    let contract = read(
        r#"[{"product": "credito", "installments": [2, 6], "basis_points": 289,
             "anticipation": {"monthly_basis_points": 199, "days": "business"},
             "valid_from": "2026-01-01"}]"#,
    )
    .unwrap();
    assert_eq!(contract.rows().count(), 1);
    let text = serde_json::to_string(&contract).unwrap();
    assert_eq!(read(&text).unwrap(), contract);
    let misspelt = read(r#"[{"product": "a", "basis_point": 1}]"#).unwrap_err();
    assert!(
        misspelt.to_string().contains("unknown field `basis_point`"),
        "{misspelt}"
    );
    let twice =
        read(r#"[{"product": "a", "basis_points": 1}, {"product": "A", "basis_points": 2}]"#);
    let twice = twice.unwrap_err().to_string();
    assert!(
        twice.contains("a: 0.01 %") && twice.contains("A: 0.02 %"),
        "{twice}"
    );
}
