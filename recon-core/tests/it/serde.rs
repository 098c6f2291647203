//! Entries and outcomes as data.

use crate::support::{Story, bank, invoice, numbered};
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
    let entry = numbered(invoice("r1", -7, 10, "Ana"), "88").with_currency("USD");
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
