//! Short ways to write entries and to read outcomes.

use recon_core::{Book, Entry, Match, Open, Outcome, Plan, ReferenceKind, reconcile};
use time::{Date, Month};

pub(crate) fn april(day: u8) -> Date {
    Date::from_calendar_date(2026, Month::April, day).unwrap()
}

pub(crate) fn bank(id: &str, amount: i64, day: u8, memo: &str) -> Entry {
    Entry::new(id, amount, april(day)).with_text(memo)
}

pub(crate) fn invoice(id: &str, amount: i64, day: u8, name: &str) -> Entry {
    Entry::new(id, amount, april(day)).with_name(name)
}

pub(crate) fn numbered(entry: Entry, reference: &str) -> Entry {
    entry.with_reference(ReferenceKind::Free, reference)
}

/// Two books and what came of them.
pub(crate) struct Story {
    pub(crate) left: Book,
    pub(crate) right: Book,
    pub(crate) outcome: Outcome,
}

impl Story {
    pub(crate) fn of(left: Vec<Entry>, right: Vec<Entry>) -> Self {
        Self::with(&Plan::brazilian_bank(), left, right)
    }

    pub(crate) fn with(plan: &Plan, left: Vec<Entry>, right: Vec<Entry>) -> Self {
        let (left, right) = (
            Book::from_entries(left).unwrap(),
            Book::from_entries(right).unwrap(),
        );
        let outcome = reconcile(&left, &right, plan);
        Self {
            left,
            right,
            outcome,
        }
    }

    /// Matches as `kind: left ids = right ids`.
    pub(crate) fn matches(&self) -> Vec<String> {
        let mut all: Vec<String> = self.outcome.matches.iter().map(|m| self.line(m)).collect();
        all.sort();
        all
    }

    pub(crate) fn reviews(&self) -> Vec<String> {
        self.outcome
            .reviews
            .iter()
            .map(|r| self.line(&r.proposal))
            .collect()
    }

    pub(crate) fn line(&self, found: &Match) -> String {
        let left: Vec<&str> = found.left.iter().map(|l| self.left.id(*l)).collect();
        let right: Vec<&str> = found.right.iter().map(|r| self.right.id(*r)).collect();
        format!(
            "{}: {} = {}",
            found.kind.as_str(),
            left.join("+"),
            right.join("+")
        )
    }

    pub(crate) fn only_match(&self) -> &Match {
        assert_eq!(self.outcome.matches.len(), 1, "{:?}", self.matches());
        &self.outcome.matches[0]
    }

    pub(crate) fn open(&self, left_id: &str) -> &Open {
        let entry = self.left.find(left_id).unwrap();
        self.outcome
            .open_left
            .iter()
            .find(|o| o.entry == entry)
            .unwrap_or_else(|| {
                panic!(
                    "{left_id} is not open: {:?} {:?}",
                    self.matches(),
                    self.reviews()
                );
            })
    }
}
