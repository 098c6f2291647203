//! Which money is for what, to the cent.

use crate::support::{bank, invoice};
use recon_core::fee::FeeRow;
use recon_core::{Book, Entry, FeeContract, Plan, Tag, reconcile};

/// `left right amount gap` of the only match.
fn shares(left: Vec<Entry>, right: Vec<Entry>, plan: &Plan) -> Vec<String> {
    let (left, right) = (
        Book::from_entries(left).unwrap(),
        Book::from_entries(right).unwrap(),
    );
    let outcome = reconcile(&left, &right, plan);
    let [found] = &outcome.matches[..] else {
        panic!("{:?} {:?}", outcome.matches, outcome.reviews)
    };
    let shares = found.shares(&left, &right).unwrap();
    for entry in &found.left {
        let given: i64 = shares
            .iter()
            .filter(|s| s.left == *entry)
            .map(|s| s.amount)
            .sum();
        assert_eq!(given, left.amount(*entry), "all of it is given");
    }
    let line = |s: &recon_core::Share| {
        format!(
            "{} {} {} {}",
            left.id(s.left),
            right.id(s.right),
            s.amount,
            s.gap
        )
    };
    let mut lines: Vec<String> = shares.iter().map(line).collect();
    lines.sort();
    lines
}

#[test]
fn a_batch_less_fees_gives_each_sale_its_net() {
    let contract = FeeContract::new()
        .with_row(FeeRow::new("credito", 300))
        .unwrap();
    let plan = Plan::brazilian_bank().with_fee_contract(contract);
    let sale = |id: &str, cents| {
        Entry::new(id, cents, crate::support::april(10))
            .with_tag(Tag::Product, "credito")
            .with_name("Ana Lima")
    };
    let line = bank("b", 9_700 + 4_851, 10, "CREDITO CARTAO").with_remittance(["s1", "s2"]);
    assert_eq!(
        shares(
            vec![line],
            vec![sale("s1", 10_000), sale("s2", 5_001)],
            &plan
        ),
        ["b s1 9700 300", "b s2 4851 150"]
    );
}

#[test]
fn a_credit_makes_the_money_go_further_and_what_is_missing_is_a_gap() {
    let plan = Plan::cash_application();
    let debts = vec![
        invoice("i1", 10_000, 1, "Ana Lima"),
        invoice("i2", 5_000, 2, "Ana Lima"),
        invoice("c", -2_000, 3, "Ana Lima"),
    ];
    let line = bank("b", 13_000, 10, "PIX ANA LIMA").with_remittance(["i1", "i2", "c"]);
    let found = shares(vec![line], debts, &plan);
    assert_eq!(found, ["b c -2000 0", "b i1 10000 0", "b i2 5000 0"]);
}

#[test]
fn several_payments_pay_in_order() {
    let part = |id: &str, cents, day| {
        bank(id, cents, day, "PIX ANA LIMA NF 778812").with_remittance(["i"])
    };
    let debt = vec![invoice("i", 30_000, 1, "Ana Lima")];
    let lines = vec![part("b1", 10_000, 2), part("b2", 20_000, 9)];
    assert_eq!(
        shares(lines, debt.clone(), &Plan::brazilian_bank()),
        ["b1 i 10000 20000", "b2 i 20000 0"]
    );
    let only = vec![part("b1", 10_000, 2)];
    assert_eq!(
        shares(only, debt, &Plan::brazilian_bank()),
        ["b1 i 10000 20000"]
    );
}
