//! Fees, discounts and remittances that come with the entries themselves.

use crate::support::{Story, april, bank, invoice};
use recon_core::fee::{Anticipation, DayCount};
use recon_core::{Book, BookError, Entry, FeeContract, FeeRow, Plan, Tag};

#[test]
fn a_fee_from_the_acquirers_file_goes_before_the_contract() {
    let contract = FeeContract::new().with_rate("credito", 100).unwrap();
    let sale = Entry::new("s1", 10_000, april(10))
        .with_tag(Tag::Product, "credito")
        .with_fee(319);
    let story = Story::with(
        &Plan::brazilian_bank().with_fee_contract(contract),
        vec![bank("b1", 9_681, 11, "CIELO CREDITO")],
        vec![sale, invoice("r2", 700, 9, "Bar do Porto")],
    );
    assert_eq!(story.matches(), ["net_of_fee: b1 = s1"]);
    assert_eq!(story.only_match().balance.fee, 319);
}

#[test]
fn a_fee_needs_no_contract_and_refunds_have_fees_too() {
    let story = Story::of(
        vec![bank("b1", -9_681, 11, "CIELO CREDITO")],
        vec![Entry::new("s1", -10_000, april(10)).with_fee(319)],
    );
    assert_eq!(story.matches(), ["net_of_fee: b1 = s1"]);
    let balance = story.only_match().balance;
    assert_eq!(
        (balance.gross, balance.fee, balance.residual),
        (-10_000, -319, 0)
    );
}

#[test]
fn installments_and_early_payment_choose_the_net() {
    let contract = FeeContract::new()
        .with_row(FeeRow::new("credito", 249).with_installments(1, 1))
        .unwrap()
        .with_row(
            FeeRow::new("credito", 319)
                .with_installments(2, 6)
                .with_anticipation(Anticipation {
                    monthly_basis_points: 199,
                    days: DayCount::Calendar,
                }),
        )
        .unwrap();
    // 1000.00 − 31.90 = 968.10; due on the 30th, paid on the 15th: 968.10 × 1.99 % × 15 / 30 = 9.63.
    let sale = Entry::new("s1", 100_000, april(30))
        .with_paid_on(april(15))
        .with_tag(Tag::Product, "credito")
        .with_installments(3);
    let story = Story::with(
        &Plan::brazilian_bank().with_fee_contract(contract),
        vec![bank("b1", 95_847, 15, "ANTECIPACAO CREDITO")],
        vec![sale],
    );
    assert_eq!(story.matches(), ["net_of_fee: b1 = s1"]);
    assert_eq!(story.only_match().balance.fee, 3_190 + 963);
}

#[test]
fn terms_that_do_not_go_with_the_amount_are_refused() {
    let due = april(10);
    let entry = || Entry::new("r1", 10_000, due);
    let refused = [
        ("fee", entry().with_fee(-1)),
        ("fee", entry().with_fee(10_001)),
        ("discount", entry().with_discount(due, -5)),
        ("due_amount", entry().with_due_amount(-10_100)),
        ("installments", entry().with_installments(0)),
    ];
    for (wanted, entry) in refused {
        let error = Book::from_entries([invoice("a", 1, 1, "x"), entry]).unwrap_err();
        assert!(
            matches!(error, BookError::BadTerms { position: 2, field, .. } if field == wanted),
            "{error}"
        );
        assert!(error.to_string().starts_with("entry 2: "), "{error}");
    }
    assert!(Book::from_entries([entry().with_fee(10_000).with_discount(due, 0)]).is_ok());
}

#[test]
fn accessors_read_back_what_was_given() {
    let entry = Entry::new("p", 100, april(1))
        .with_installments(3)
        .with_fee(4)
        .with_remittance(["a", "b"])
        .with_remitted("c", 50);
    assert_eq!(entry.currency(), "BRL");
    assert_eq!(entry.clone().with_currency("USD").currency(), "USD");
    assert_eq!((entry.installments(), entry.fee()), (Some(3), Some(4)));
    assert_eq!(entry.remittance().collect::<Vec<_>>(), ["a", "b", "c"]);
}
