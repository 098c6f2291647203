//! What is usual in two books, kept so that parts of them can be weighed as the whole would be.

use super::Run;
use super::candidates::Target;
use super::coincidence::{Coincidence, Spacing};
use super::observed::Observed;
use super::scoring::{calendar_days, rows_per_window, window_days};
use crate::book::{Book, HashedMap, NONE, Row};
use crate::hash;
use crate::outcome::Outcome;
use crate::plan::{Plan, Step};

/// How common amounts, words and payers are in two books, and how late payments come: all that an
/// answer depends on beside the entries themselves.
///
/// [`reconcile`](crate::reconcile) counts anew in every run, so each new entry moves every score by
/// a hair. With statistics that stay, an entry matters only to those it may belong to:
///
/// ```
/// use recon_core::{Book, Entry, Plan, Statistics, reconcile_with};
/// use time::{Date, Month};
/// let day = Date::from_calendar_date(2026, Month::April, 10)?;
/// let line = Entry::new("b", 7_300, day).with_text("PIX ANA LIMA");
/// let debt = Entry::new("r", 7_300, day).with_name("Ana Lima");
/// let (bank, ledger) = (Book::from_entries([line.clone()])?, Book::from_entries([debt])?);
/// let plan = Plan::brazilian_bank();
/// let usual = Statistics::of(&bank, &ledger, &plan);
///
/// let before = reconcile_with(&bank, &ledger, &plan, &usual);
/// let more = Book::from_entries([line, Entry::new("c", 99_123, day).with_text("TARIFA")])?;
/// let after = reconcile_with(&more, &ledger, &plan, &usual);
/// assert_eq!(before.matches[0].score, after.matches[0].score);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct Statistics {
    pub(super) right_rows: u64,
    pub(super) rows_per_window: u64,
    /// All left amounts, in order.
    pub(super) left_amounts: Vec<i64>,
    pub(super) words: WordCounts,
    /// How many names there are.
    pub(super) names: usize,
    payers: HashedMap<PayerRows>,
    /// What was left over once references had spoken: spacing and repetitions of amounts.
    spacing: [Spacing; 2],
    repeated: HashedMap<u32>,
    targets_per_window: u64,
    window: u64,
    days: u64,
    pub(super) seen: Observed,
}

/// How many right rows have a word in their name, of how many with a name.
#[derive(Clone, Default)]
pub(super) struct WordCounts {
    pub(super) rows_of_word: HashedMap<u64>,
    pub(super) named: u64,
}

/// How many rows a payer has, and how many of them no reference settles.
#[derive(Clone, Copy, Default)]
struct PayerRows {
    all: u32,
    unreferenced: u32,
}

impl Statistics {
    /// Counts the two books, and reconciles them once to see how late payments come.
    #[must_use]
    pub fn of(left: &Book, right: &Book, plan: &Plan) -> Self {
        super::reconcile_and_count(left, right, plan, []).1
    }

    /// How many rows this row's payer has; itself at least.
    pub(super) fn rows_of_payer(&self, right: &Book, row: &Row) -> u32 {
        let known = identity(right, row).and_then(|payer| self.payers.get(&payer));
        known.map_or(1, |rows| rows.all.max(1))
    }

    /// What the equal amount means for a right row, by what is usual.
    pub(super) fn coincidence(&self, right: &Book, row: &Row, target: &Target) -> Coincidence {
        let repeated = self.repeated.get(&repetition(target));
        // The row itself is no accident, nor is one that came later and counts as one of these.
        let others = u64::from(repeated.copied().unwrap_or(1).saturating_sub(1));
        let hits = (others << 16).saturating_mul(self.window) / self.days;
        let rows = identity(right, row).and_then(|payer| self.payers.get(&payer));
        let of_payer = rows.map_or(0, |rows| rows.unreferenced.saturating_sub(1));
        let payer_hits = (u64::from(of_payer) << 16).saturating_mul(self.window) / self.days;
        let [gross, net] = &self.spacing;
        let spacing = if target.net { net } else { gross };
        Coincidence::expected(
            target.net,
            hits,
            spacing.accidents(target.amount),
            payer_hits.saturating_mul(hits >> 16) / self.targets_per_window,
        )
    }
}

/// Only how much was counted is shown.
impl std::fmt::Debug for Statistics {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Statistics")
            .field("right_rows", &self.right_rows)
            .field("words", &self.words.rows_of_word.len())
            .finish_non_exhaustive()
    }
}

impl Run<'_> {
    /// What is usual in these books; after all steps.
    pub(super) fn count(&mut self) -> Statistics {
        self.learn();
        let settled = rows_settled_by_reference(&self.outcome, self.right.len());
        let taken = std::mem::replace(&mut self.right_taken, settled);
        let targets = self.targets();
        let window = window_days(self.plan);
        let days = calendar_days(self.right).max(window);
        let mut repeated: HashedMap<u32> = HashedMap::default();
        for target in &targets {
            *repeated.entry(repetition(target)).or_insert(0) += 1;
        }
        let counted = Statistics {
            right_rows: self.right.len() as u64,
            rows_per_window: rows_per_window(self.right, self.plan),
            left_amounts: self.scorer.left_amounts().to_vec(),
            words: word_counts(self.right),
            names: self.payers.names(),
            payers: self.rows_of_payers(),
            spacing: [false, true].map(|net| Spacing::of(&targets, net, window, days)),
            repeated,
            targets_per_window: (targets.len() as u64 * window / days).max(1),
            window,
            days,
            seen: self.seen.0.clone(),
        };
        self.right_taken = taken;
        counted
    }

    fn rows_of_payers(&self) -> HashedMap<PayerRows> {
        let mut payers: HashedMap<PayerRows> = HashedMap::default();
        for (at, row) in (0_u32..).zip(self.right.rows()) {
            if let Some(payer) = identity(self.right, row) {
                let rows = payers.entry(payer).or_default();
                rows.all += 1;
                rows.unreferenced += u32::from(self.is_right_open(at));
            }
        }
        payers
    }
}

/// Which right rows were matched because a reference or the payer says so.
fn rows_settled_by_reference(outcome: &Outcome, rows: usize) -> Vec<bool> {
    let mut settled = vec![false; rows];
    let rules = [Step::Remittance.name(), Step::ExactReference.name()];
    for found in outcome.matches.iter().filter(|m| rules.contains(&m.rule)) {
        for row in &found.right {
            if let Some(settled) = settled.get_mut(row.row()) {
                *settled = true;
            }
        }
    }
    settled
}

/// A payer as a key that all books have in common: its tax id, else its name.
fn identity(right: &Book, row: &Row) -> Option<u64> {
    match (row.tax_id, row.words) {
        (0, NONE) => None,
        (0, name) => Some(hash::pair(
            hash::bytes(right.symbols.get(name).as_bytes()),
            1,
        )),
        (tax_id, _) => Some(tax_id),
    }
}

fn repetition(target: &Target) -> u64 {
    hash::with_amount(u64::from(target.net), target.amount)
}

/// How many rows have each word in their name.
pub(super) fn word_counts(right: &Book) -> WordCounts {
    let mut rows_of_name: HashedMap<u64> = HashedMap::default();
    let mut counts = WordCounts::default();
    for row in right.rows().iter().filter(|row| row.words != NONE) {
        *rows_of_name.entry(u64::from(row.words)).or_insert(0) += 1;
        counts.named += 1;
    }
    for symbol in 0..u32::try_from(right.symbols.len()).unwrap_or(NONE) {
        let Some(rows) = rows_of_name.get(&u64::from(symbol)) else {
            continue;
        };
        for word in right.symbols.get(symbol).split(' ') {
            let of_word = counts.rows_of_word.entry(hash::bytes(word.as_bytes()));
            *of_word.or_insert(0) += *rows;
        }
    }
    counts
}
