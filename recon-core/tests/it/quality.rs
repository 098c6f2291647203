//! The reference mixture must not get worse: floors a little under what was measured.

use crate::mixture::{Class, contract, generate};
use recon_core::{Book, Plan, reconcile};
use std::collections::BTreeMap;

#[test]
fn the_mixture_is_reconciled_at_least_this_well() {
    let mixture = generate(3_000, 42);
    let (left, right) = (
        Book::from_entries(mixture.bank).unwrap(),
        Book::from_entries(mixture.ledger).unwrap(),
    );
    let plan = Plan::brazilian_bank().with_fee_contract(contract());
    let outcome = reconcile(&left, &right, &plan);
    let mut wrong = 0;
    let mut right_of: BTreeMap<Class, usize> = BTreeMap::new();
    for found in &outcome.matches {
        let truth = &mixture.truth[left.position(found.left[0])];
        let mut got: Vec<usize> = found.right.iter().map(|r| right.position(*r)).collect();
        let mut want = truth.pays.clone();
        got.sort_unstable();
        want.sort_unstable();
        if got == want {
            *right_of.entry(truth.class).or_default() += 1;
        } else {
            wrong += 1;
        }
    }
    let lines = |class| mixture.truth.iter().filter(|t| t.class == class).count();
    let share = |class| right_of.get(&class).copied().unwrap_or(0) * 1000 / lines(class).max(1);
    assert!(wrong <= 3, "{wrong} automatic matches are wrong");
    for class in [
        Class::Reference,
        Class::ShortReference,
        Class::FeeWithNsu,
        Class::Fee,
    ] {
        assert!(share(class) >= 980, "{class:?}: {} per mille", share(class));
    }
    assert!(
        share(Class::NoisyName) >= 950,
        "{} per mille",
        share(Class::NoisyName)
    );
    assert!(
        share(Class::BatchOneDay) >= 750,
        "{} per mille",
        share(Class::BatchOneDay)
    );
    assert!(
        share(Class::BatchSpread) >= 550,
        "{} per mille",
        share(Class::BatchSpread)
    );
}
