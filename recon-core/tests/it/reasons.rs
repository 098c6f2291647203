//! What stays open says why, in words.

use crate::support::{Story, bank, invoice, numbered};
use recon_core::{Difference, OpenReason};

#[test]
fn a_bank_charge_nobody_entered() {
    let story = Story::of(
        vec![
            bank("b1", -4_990, 10, "TARIFA PACOTE SERVICOS"),
            bank("b2", -120, 10, "IOF CHEQUE ESPECIAL"),
        ],
        vec![invoice("r1", 9_900, 14, "Ana Reis")],
    );
    assert_eq!(story.open("b1").reason, OpenReason::LooksLikeFee);
    assert_eq!(story.open("b2").reason, OpenReason::LooksLikeFee);
    assert_eq!(story.open("b1").age_days, 4);
    assert!(story.open("b1").reason.to_string().contains("bank charge"));
}

#[test]
fn a_return_of_a_matched_payment() {
    let story = Story::of(
        vec![
            numbered(bank("b1", 25_000, 14, "PIX OFICINA PLANALTO"), "INV-3100"),
            bank("b2", -25_000, 16, "DEVOLUCAO PIX OFICINA PLANALTO"),
        ],
        vec![numbered(
            invoice("r1", 25_000, 14, "Oficina Planalto"),
            "INV-3100",
        )],
    );
    let of = story.left.find("b1").unwrap();
    assert_eq!(
        story.open("b2").reason,
        OpenReason::LooksLikeReversal { of }
    );
}

#[test]
fn the_nearest_entry_and_what_speaks_against_it() {
    let story = Story::of(
        vec![bank("b1", 25_000, 14, "PIX OFICINA PLANALTO")],
        vec![
            invoice("r1", 25_730, 14, "Oficina Planalto ME"),
            invoice("r2", 9_900, 14, "Ana Reis"),
        ],
    );
    let candidate = story.right.find("r1").unwrap();
    let reason = &story.open("b1").reason;
    assert_eq!(
        *reason,
        OpenReason::Nearest {
            candidate,
            differs: vec![Difference::Amount(730)]
        }
    );
    assert_eq!(
        reason.to_string(),
        "the nearest entry does not fit: the amount differs by 7.30"
    );
}

#[test]
fn nothing_near() {
    let story = Story::of(
        vec![bank("b1", 25_000, 14, "PIX RUI")],
        vec![invoice("r1", 400, 1, "Ana Reis")],
    );
    assert_eq!(story.open("b1").reason, OpenReason::NoCandidate);
}

#[test]
fn a_better_claim_took_it() {
    let story = Story::of(
        vec![
            numbered(bank("b1", 25_000, 14, "PIX OFICINA PLANALTO"), "INV-3100"),
            bank("b2", 25_000, 14, "TED OFICINA PLAN"),
        ],
        vec![
            numbered(invoice("r1", 25_000, 14, "Oficina Planalto"), "INV-3100"),
            invoice("r2", 1, 14, "Ana Reis"),
        ],
    );
    let (candidate, by) = (
        story.right.find("r1").unwrap(),
        story.left.find("b1").unwrap(),
    );
    assert_eq!(
        story.open("b2").reason,
        OpenReason::TakenByBetterClaim { candidate, by }
    );
}

#[test]
fn an_equal_amount_with_nothing_to_compare_it_with_does_not_outweigh_another_name() {
    let debt = || vec![invoice("r1", 50_000, 10, "Padaria Aurora")];
    let other = Story::of(vec![bank("b1", 50_000, 10, "TED JOSE SILVA")], debt());
    assert!(other.matches().is_empty(), "{:?}", other.matches());
    assert_eq!(other.reviews(), ["one_to_one: b1 = r1"]);
    let own = Story::of(vec![bank("b1", 50_000, 10, "TED PADARIA AURORA")], debt());
    assert_eq!(own.matches(), ["one_to_one: b1 = r1"]);
}
