//! What the model knows about these very books: names that stand for others, refused matches, and
//! which clues agree how often.

use super::Run;
use super::memo::Memo;
use super::observed::Observed;
use super::scoring::is_different;
use crate::book::{Book, EntryIndex, NONE, Row};
use crate::learn::{Model, alias_key};
use crate::outcome::Match;
use crate::plan::Plan;
use std::collections::{BTreeMap, BTreeSet};

/// So many candidates of one line are counted; more of the same say nothing new.
const COUNTED: usize = 64;

/// Right names by what the left side writes, as symbols of the two books.
#[derive(Default)]
pub(super) struct Aliases(BTreeMap<u32, Vec<u32>>);

impl Aliases {
    pub(super) fn of(left: &Book, right: &Book, model: &Model) -> Self {
        if model.aliases().is_empty() {
            return Self::default();
        }
        let names: BTreeMap<&str, u32> = right
            .rows()
            .iter()
            .filter(|row| row.words != NONE)
            .map(|row| (right.symbols.get(row.words), row.words))
            .collect();
        let written: BTreeSet<u32> = left.rows().iter().map(|row| row.words).collect();
        let stands_for = |words: &u32| {
            let known = model.aliases().get(&alias_key(left.symbols.get(*words)))?;
            let names: Vec<u32> = known
                .keys()
                .filter_map(|n| names.get(n.as_str()).copied())
                .collect();
            (!names.is_empty()).then_some((*words, names))
        };
        Self(
            written
                .iter()
                .filter(|w| **w != NONE)
                .filter_map(stands_for)
                .collect(),
        )
    }

    /// Whether a person confirmed that the left row's words stand for the right row's name.
    pub(super) fn link(&self, left: &Row, right: &Row) -> bool {
        let names = self.0.get(&left.words);
        names.is_some_and(|names| names.contains(&right.words))
    }

    /// Whether the left row's words stand for any name.
    pub(super) fn know(&self, left: &Row) -> bool {
        self.0.contains_key(&left.words)
    }
}

/// Matches that a person refused, as rows of the two books.
#[derive(Default)]
pub(super) struct Refused(BTreeSet<(Vec<u32>, Vec<u32>)>);

/// The ids of a match's left and right entries.
pub(super) type IdsOfBoth<'p> = (&'p [String], &'p [String]);

impl Refused {
    pub(super) fn of(left: &Book, right: &Book, model: &Model) -> Self {
        let mut refused = Self::default();
        let known = model.rejected().map(|(l, r)| (l.as_slice(), r.as_slice()));
        refused.add(left, right, known);
        refused
    }

    /// Adds those whose entries are all in the books.
    pub(super) fn add<'p>(
        &mut self,
        left: &Book,
        right: &Book,
        matches: impl IntoIterator<Item = IdsOfBoth<'p>>,
    ) {
        let rows = |book: &Book, ids: &[String]| -> Option<Vec<u32>> {
            let rows = ids.iter().map(|id| book.find(id).map(|index| index.0));
            Some(in_order(rows.collect::<Option<_>>()?))
        };
        let both = |(l, r): IdsOfBoth<'_>| Some((rows(left, l)?, rows(right, r)?));
        self.0.extend(matches.into_iter().filter_map(both));
    }

    pub(super) fn has(&self, left: &[u32], right: &[u32]) -> bool {
        let entries = || (in_order(left.to_vec()), in_order(right.to_vec()));
        !self.0.is_empty() && self.0.contains(&entries())
    }

    pub(super) fn has_match(&self, found: &Match) -> bool {
        let rows = |indices: &[EntryIndex]| -> Vec<u32> { indices.iter().map(|i| i.0).collect() };
        !self.0.is_empty() && self.has(&rows(&found.left), &rows(&found.right))
    }
}

fn in_order(mut rows: Vec<u32>) -> Vec<u32> {
    rows.sort_unstable();
    rows
}

impl Observed {
    /// What a person has confirmed so far.
    pub(super) fn of(model: &Model) -> Self {
        let mut seen = Self::default();
        for (class, habits) in model.habits() {
            seen.add_habits(class, habits);
        }
        seen
    }
}

/// Counts all pairs of equal amounts within the window by which clues agree.
pub(crate) fn patterns(
    left: &Book,
    right: &Book,
    plan: &Plan,
) -> BTreeMap<crate::learn::Pattern, u64> {
    Run::new(left, right, plan).patterns()
}

impl Run<'_> {
    fn patterns(&self) -> BTreeMap<crate::learn::Pattern, u64> {
        let mut targets: Vec<(i64, i32, u32)> = (0_u32..)
            .zip(self.right.rows())
            .map(|(at, row)| (self.expected(at), row.day, at))
            .collect();
        targets.sort_unstable();
        let mut counts = BTreeMap::new();
        for (left, row) in (0_u32..).zip(self.left.rows()) {
            let memo = Memo::of(self.left, row);
            let earliest = row.day.saturating_sub(self.plan.days_after);
            let from = targets.partition_point(|t| (t.0, t.1) < (row.amount, earliest));
            let near = targets.iter().skip(from).take_while(|t| {
                t.0 == row.amount && t.1 <= row.day.saturating_add(self.plan.days_before)
            });
            for (_, _, right) in near.take(COUNTED) {
                if self.compatible(row, self.right_row(*right)) {
                    *counts.entry(self.pattern(left, *right, &memo)).or_insert(0) += 1;
                }
            }
        }
        counts
    }

    fn pattern(&self, left: u32, right: u32, memo: &Memo<'_>) -> crate::learn::Pattern {
        let (l, r) = (self.left_row(left), self.right_row(right));
        let (ours, theirs) = (self.left.references(l), self.right.references(r));
        let same = ours.iter().any(|o| theirs.iter().any(|t| o.key == t.key));
        let reference = (!ours.is_empty() && !theirs.is_empty()).then(|| u8::from(!same));
        let tax_id = (l.tax_id != 0 && r.tax_id != 0).then(|| u8::from(l.tax_id != r.tax_id));
        let name = self.payers.agreement(memo, right).map(|name| {
            if is_different(name) {
                2
            } else {
                u8::from(name.share() < 600)
            }
        });
        let lag = match l.lag_after(r) {
            0 => 0,
            1..=3 => 1,
            4..=10 => 2,
            11.. => 3,
            _ => 4,
        };
        [reference, tax_id, name, Some(lag)]
    }
}
