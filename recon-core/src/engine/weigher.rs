//! Weighing single pairs: why this one, and why not that one.

use super::Run;
use super::memo::Memo;
use super::scoring::Pairing;
use crate::bits::Bits;
use crate::book::{Book, EntryIndex};
use crate::evidence::Evidence;
use crate::plan::Plan;

/// A pair of entries and what speaks for it, whoever it was matched with.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Weighed {
    /// The left entry.
    pub left: EntryIndex,
    /// The right entry.
    pub right: EntryIndex,
    /// Log-odds that the two belong together, looked at by themselves.
    pub score: Bits,
    /// Each clue, and what it was worth.
    pub evidence: Vec<Evidence>,
}

/// Weighs any pair as the engine does, with the habits it learned from the whole of the two books.
///
/// ```
/// use recon_core::{Book, Entry, Plan, Weigher};
/// use time::{Date, Month};
/// let day = Date::from_calendar_date(2026, Month::April, 10)?;
/// let bank = Book::from_entries([Entry::new("b", 7_300, day).with_text("PIX ANA LIMA")])?;
/// let ledger = Book::from_entries([
///     Entry::new("ana", 7_300, day).with_name("Ana Lima"),
///     Entry::new("bia", 7_300, day).with_name("Beatriz Souza"),
/// ])?;
/// let plan = Plan::brazilian_bank();
/// let weigher = Weigher::new(&bank, &ledger, &plan);
/// let best = weigher.for_left(bank.indices().next().ok_or("empty")?, 2);
/// assert_eq!(ledger.id(best[0].right), "ana");
/// assert!(best[0].score > best[1].score);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Weigher<'a>(Run<'a>);

impl<'a> Weigher<'a> {
    /// Reconciles the books once, to know what is usual in them.
    #[must_use]
    pub fn new(left: &'a Book, right: &'a Book, plan: &'a Plan) -> Self {
        let mut run = Run::new(left, right, plan);
        let mut targets = run.targets();
        run.count_coincidences(&mut targets);
        let coincidences = run.scorer.coincidences.clone();
        for step in &plan.steps {
            run.step(step);
        }
        run.learn();
        // Chance is that of all entries, not of those that were left over at the end.
        run.scorer.coincidences = coincidences;
        Self(run)
    }

    /// What speaks for this pair; nothing when currency or account keep the two apart, or when an
    /// index is of another book.
    #[must_use]
    pub fn pair(&self, left: EntryIndex, right: EntryIndex) -> Option<Weighed> {
        let run = &self.0;
        let l = run.left.rows().get(left.row())?;
        let r = run.right.rows().get(right.row())?;
        if !run.compatible(l, r) {
            return None;
        }
        let memo = Memo::of(run.left, l);
        let net = run.net(right.0) == Some(l.amount) && l.amount != r.amount;
        let (evidence, score) = run.explain(Pairing {
            left: left.0,
            right: right.0,
            net,
            name: run.payers.agreement(&memo, right.0),
        });
        Some(Weighed {
            left,
            right,
            score,
            evidence,
        })
    }

    /// The likeliest right entries for a left one, best first, whether taken or not: those of its
    /// window, and those with one of its references.
    #[must_use]
    pub fn for_left(&self, left: EntryIndex, most: usize) -> Vec<Weighed> {
        let run = &self.0;
        let Some(row) = run.left.rows().get(left.row()) else {
            return Vec::new();
        };
        let window = run.earliest(row)..=run.latest(row);
        let ours = run.left.references(row);
        let near = run.right.indices().zip(run.right.rows()).filter(|(_, r)| {
            let shared = || {
                run.right
                    .references(r)
                    .iter()
                    .any(|t| ours.iter().any(|o| o.key == t.key))
            };
            window.contains(&r.day) || shared()
        });
        best(
            near.filter_map(|(right, _)| self.pair(left, right))
                .collect(),
            most,
        )
    }

    /// The same for a right entry.
    #[must_use]
    pub fn for_right(&self, right: EntryIndex, most: usize) -> Vec<Weighed> {
        let run = &self.0;
        let Some(row) = run.right.rows().get(right.row()) else {
            return Vec::new();
        };
        let theirs = run.right.references(row);
        let near = run.left.indices().zip(run.left.rows()).filter(|(_, l)| {
            let shared = || {
                run.left
                    .references(l)
                    .iter()
                    .any(|o| theirs.iter().any(|t| o.key == t.key))
            };
            (run.earliest(l)..=run.latest(l)).contains(&row.day) || shared()
        });
        best(
            near.filter_map(|(left, _)| self.pair(left, right))
                .collect(),
            most,
        )
    }
}

/// Books hold personal data; only their sizes are shown.
impl std::fmt::Debug for Weigher<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Weigher")
            .field("left", &self.0.left.len())
            .field("right", &self.0.right.len())
            .finish_non_exhaustive()
    }
}

fn best(mut all: Vec<Weighed>, most: usize) -> Vec<Weighed> {
    all.sort_by_key(|w| (std::cmp::Reverse(w.score), w.left, w.right));
    all.truncate(most);
    all
}
