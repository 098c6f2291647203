//! The reference mixture must not get worse: floors a little under what was measured.

use crate::mixture::{CardMemo, Class, contract, generate};
use recon_core::{Book, Plan, reconcile};
use std::collections::BTreeMap;

/// What came of the mixture.
struct Tally {
    wrong: usize,
    right_of: BTreeMap<Class, usize>,
    lines_of: BTreeMap<Class, usize>,
}

impl Tally {
    fn of(card_memo: CardMemo) -> Self {
        let mixture = generate(3_000, 42, card_memo);
        let (left, right) = (
            Book::from_entries(mixture.bank).unwrap(),
            Book::from_entries(mixture.ledger).unwrap(),
        );
        let plan = Plan::brazilian_bank().with_fee_contract(contract());
        let outcome = reconcile(&left, &right, &plan);
        let mut tally = Self {
            wrong: 0,
            right_of: BTreeMap::new(),
            lines_of: BTreeMap::new(),
        };
        for truth in &mixture.truth {
            *tally.lines_of.entry(truth.class).or_default() += 1;
        }
        for found in &outcome.matches {
            let truth = &mixture.truth[left.position(found.left[0])];
            let mut got: Vec<usize> = found.right.iter().map(|r| right.position(*r)).collect();
            let mut want = truth.pays.clone();
            got.sort_unstable();
            want.sort_unstable();
            if got == want {
                *tally.right_of.entry(truth.class).or_default() += 1;
            } else {
                tally.wrong += 1;
            }
        }
        tally
    }

    /// Automatic and right, per mille of the class.
    fn share(&self, class: Class) -> usize {
        let of = |counts: &BTreeMap<Class, usize>| counts.get(&class).copied().unwrap_or(0);
        of(&self.right_of) * 1000 / of(&self.lines_of).max(1)
    }
}

#[test]
fn the_mixture_is_reconciled_at_least_this_well() {
    let tally = Tally::of(CardMemo::Customer);
    assert!(
        tally.wrong <= 3,
        "{} automatic matches are wrong",
        tally.wrong
    );
    let floors = [
        (Class::Reference, 980),
        (Class::ShortReference, 980),
        (Class::FeeWithNsu, 980),
        (Class::Fee, 980),
        (Class::NoisyName, 950),
        (Class::BatchOneDay, 730),
        (Class::BatchSpread, 420),
    ];
    for (class, floor) in floors {
        let share = tally.share(class);
        assert!(share >= floor, "{class:?}: {share} per mille");
    }
}

#[test]
fn card_lines_without_the_customer_name_are_still_net_by_contract() {
    for card_memo in [CardMemo::Acquirer, CardMemo::Silent] {
        let tally = Tally::of(card_memo);
        assert!(tally.wrong <= 3, "{card_memo:?}: {} wrong", tally.wrong);
        assert!(tally.share(Class::FeeWithNsu) >= 980, "{card_memo:?}");
        let share = tally.share(Class::Fee);
        assert!(share >= 800, "{card_memo:?}: {share} per mille");
    }
}
