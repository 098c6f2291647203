//! Counts and sums by outcome.

use std::collections::BTreeMap;

use recon_core::{EntryIndex, Match, Open, Outcome};

use super::side::Side;

/// Entries that ended the same way.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Sum {
    pub(super) entries: usize,
    /// Cents in, zero or more.
    pub(super) money_in: i128,
    /// Cents out, zero or less.
    pub(super) money_out: i128,
}

impl Sum {
    /// Counts an entry, and adds its amount if it is in reais.
    pub(super) fn add(&mut self, side: &Side, entry: EntryIndex) {
        self.entries += 1;
        if side.foreign_currency(entry).is_some() {
            return;
        }
        let cents = i128::from(side.book().amount(entry));
        self.money_in += cents.max(0);
        self.money_out += cents.min(0);
    }

    fn join(&mut self, other: Self) {
        self.entries += other.entries;
        self.money_in += other.money_in;
        self.money_out += other.money_out;
    }

    pub(super) fn net(self) -> i128 {
        self.money_in + self.money_out
    }

    /// Cents moved either way.
    pub(super) fn volume(self) -> i128 {
        self.money_in - self.money_out
    }
}

/// One side's entries by outcome.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Tally {
    pub(super) matched: Sum,
    pub(super) review: Sum,
    pub(super) open: Sum,
}

impl Tally {
    pub(super) fn entries(&self) -> usize {
        self.matched.entries + self.review.entries + self.open.entries
    }

    pub(super) fn join(&mut self, other: &Self) {
        self.matched.join(other.matched);
        self.review.join(other.review);
        self.open.join(other.open);
    }

    /// Matched, review, open.
    pub(super) fn sums(&self) -> [Sum; 3] {
        [self.matched, self.review, self.open]
    }
}

/// Counts and sums of both sides. Money in other currencies than reais is counted, not added.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Totals {
    pub(super) bank: Tally,
    pub(super) ledger: Tally,
    pub(super) matches: usize,
    pub(super) reviews: usize,
    pub(super) by_rule: BTreeMap<String, usize>,
    pub(super) foreign_currency_lines: usize,
    pub(super) cut_short: usize,
}

impl Totals {
    pub(super) fn of(bank: &Side, ledger: &Side, outcome: &Outcome) -> Self {
        let mut totals = Self {
            matches: outcome.matches.len(),
            reviews: outcome.reviews.len(),
            cut_short: outcome
                .reports
                .iter()
                .map(|pass| pass.blocks_cut + pass.budgets_hit)
                .sum(),
            foreign_currency_lines: bank.foreign_entries() + ledger.foreign_entries(),
            ..Self::default()
        };
        for found in &outcome.matches {
            *totals.by_rule.entry(found.rule.to_string()).or_default() += 1;
        }
        Ended::of_left(outcome, |entry, how| {
            how.sum(&mut totals.bank).add(bank, entry)
        });
        Ended::of_right(outcome, |entry, how| {
            how.sum(&mut totals.ledger).add(ledger, entry)
        });
        totals
    }
}

/// How an entry ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ended {
    Matched,
    Review,
    Open,
}

impl Ended {
    /// Visits every entry of the left book once.
    pub(super) fn of_left(outcome: &Outcome, visit: impl FnMut(EntryIndex, Self)) {
        Self::visit(outcome, |found| &found.left, &outcome.open_left, visit);
    }

    /// Visits every entry of the right book once.
    pub(super) fn of_right(outcome: &Outcome, visit: impl FnMut(EntryIndex, Self)) {
        Self::visit(outcome, |found| &found.right, &outcome.open_right, visit);
    }

    fn visit(
        outcome: &Outcome,
        members: fn(&Match) -> &[EntryIndex],
        open: &[Open],
        mut visit: impl FnMut(EntryIndex, Self),
    ) {
        for found in &outcome.matches {
            members(found)
                .iter()
                .for_each(|entry| visit(*entry, Self::Matched));
        }
        for review in &outcome.reviews {
            let entries = members(&review.proposal).iter();
            entries.for_each(|entry| visit(*entry, Self::Review));
        }
        for open in open {
            visit(open.entry, Self::Open);
        }
    }

    /// The sum of a tally that counts such entries.
    pub(super) fn sum(self, tally: &mut Tally) -> &mut Sum {
        match self {
            Self::Matched => &mut tally.matched,
            Self::Review => &mut tally.review,
            Self::Open => &mut tally.open,
        }
    }
}
