//! The subsets that add up to a line, and what each is worth.
#![allow(
    clippy::indexing_slicing,
    reason = "row and option numbers are made here"
)]

use super::COVER;
use super::pools::{Pools, Said, Task, WholeDays};
use crate::bits::{Bits, log2_milli};
use crate::book::{HashedMap, Row};
use crate::engine::Run;
use crate::engine::memo::Memo;
use crate::engine::scoring::Class;
use crate::threads;

/// Lines that one thread takes at a time.
const RUN: usize = 256;
/// Subsets kept per line, and how much less likely than the best they may be.
pub(super) const MOST_OPTIONS: usize = 24;
pub(super) const FAR_BEHIND: i64 = 14_000;
/// What a way of paying together is worth before the amounts are looked at: bits less than sure.
const WHOLE_DAY: i32 = 1_700;
/// Of the lines that are still open when groups are formed, many more are groups than not.
const EXPECTED: Bits = Bits::from_milli(3_000);

/// A group that adds up to a line.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    pub(super) left: u32,
    pub(super) rows: Vec<u32>,
    /// Which classes of interchangeable rows it uses, and how many of each.
    pub(super) uses: Vec<(u32, u32)>,
    pub(super) score: Bits,
    pub(super) said: Said,
    pub(super) lag: Bits,
    pub(super) pool: u32,
    /// Whether all subsets of the untouched pool were read and kept.
    pub(super) complete: bool,
}

impl Candidate {
    /// What it adds to the whole: its own score and the rows that find their payment.
    pub(super) fn weight(&self) -> i64 {
        weight(self.score, self.rows.len())
    }
}

pub(super) fn weight(score: Bits, rows: usize) -> i64 {
    i64::from(score.milli()) + COVER * i64::try_from(rows).unwrap_or(0)
}

/// Open rows that nothing in the data tells apart, by the first of them. A row that is not here
/// is the only one of its class.
#[derive(Default)]
pub(super) struct Classes {
    twins: HashedMap<Vec<u32>>,
}

impl Classes {
    pub(super) fn size(&self, class: u32) -> usize {
        self.twins.get(&u64::from(class)).map_or(1, Vec::len)
    }

    /// Adds rows to their classes.
    pub(super) fn add_all(&mut self, twins: &[(u32, u32)]) {
        for (class, row) in twins {
            let members = self.twins.entry(u64::from(*class));
            let members = members.or_insert_with(|| vec![*class]);
            if !members.contains(row) {
                members.push(*row);
            }
        }
    }

    /// The next rows of each class; nothing when there are too few left.
    pub(super) fn take(&mut self, uses: &[(u32, u32)]) -> Option<Vec<u32>> {
        let enough = uses
            .iter()
            .all(|(class, count)| self.size(*class) >= *count as usize);
        if !enough {
            return None;
        }
        let mut rows = Vec::new();
        for (class, count) in uses {
            match self.twins.get_mut(&u64::from(*class)) {
                Some(twins) => rows.extend(twins.drain(..*count as usize)),
                None => rows.push(*class),
            }
        }
        rows.sort_unstable();
        Some(rows)
    }
}

/// A subset found, before it becomes a candidate.
pub(super) struct Hit {
    pub(super) weight: i64,
    pub(super) score: Bits,
    pub(super) lag: Bits,
    pub(super) from: usize,
    pub(super) mask: u64,
    pub(super) complete: bool,
}

/// What one run of lines or pools yields.
#[derive(Default)]
pub(super) struct Found {
    pub(super) options: Vec<Candidate>,
    /// Classes of interchangeable rows, and rows of theirs.
    pub(super) twins: Vec<(u32, u32)>,
    /// Tasks that saw only part of their pool.
    pub(super) cut: Vec<Task>,
}

impl Run<'_> {
    /// Lines that are all of a payer's day, or of some days of a card product.
    pub(super) fn whole_day_options(
        &self,
        whole: &[WholeDays],
        pools: &Pools,
        classes: &mut Classes,
    ) -> Vec<Candidate> {
        let parts = threads::map_runs(
            &self.open_left(),
            RUN,
            || (),
            |(), lefts| {
                let mut found = Found::default();
                for left in lefts {
                    self.whole_days_of_line(*left, whole, pools, &mut found);
                }
                found
            },
        );
        let mut options = Vec::new();
        for found in parts {
            classes.add_all(&found.twins);
            options.extend(found.options);
        }
        options
    }

    fn whole_days_of_line(&self, left: u32, whole: &[WholeDays], pools: &Pools, found: &mut Found) {
        let line = self.left_row(left);
        if line.amount == 0 {
            return;
        }
        let mut memo = None;
        for days in self.whole_days_for(line, whole) {
            let rows = &pools.rows(days.source)[days.from..days.to];
            let memo = memo.get_or_insert_with(|| Memo::of(self.left, line));
            let said = self.said(memo, days.source, pools);
            let choices = log2_milli(u64::from(self.plan.span_days.unsigned_abs()) + 1);
            let prior = Bits::from_milli(-WHOLE_DAY - choices);
            let scored = self.group_score(line, said, rows, prior);
            let Some((score, lag)) = scored.filter(|(score, _)| *score > Bits::ZERO) else {
                continue;
            };
            let task = Task {
                source: days.source,
                left,
                said,
            };
            let classes = self.classes_of(rows, &mut found.twins);
            let members: Vec<usize> = (0..rows.len()).collect();
            let hit = Hit {
                weight: 0,
                score,
                lag,
                from: 0,
                mask: 0,
                complete: true,
            };
            found
                .options
                .push(candidate(&task, rows, &classes, &members, &hit));
        }
    }

    /// The class of each of a source's rows.
    pub(super) fn classes_of(&self, rows: &[u32], twins: &mut Vec<(u32, u32)>) -> Vec<u32> {
        let mut of_row: Vec<u32> = Vec::with_capacity(rows.len());
        for (at, row) in rows.iter().enumerate() {
            let previous = at.checked_sub(1).map(|p| rows[p]);
            let same = previous
                .filter(|p| self.is_interchangeable(self.right_row(*p), self.right_row(*row)));
            let class = if same.is_some() { of_row[at - 1] } else { *row };
            if class != *row {
                twins.push((class, *row));
            }
            of_row.push(class);
        }
        of_row
    }

    /// Nothing that a payment without references shows tells these two apart.
    fn is_interchangeable(&self, a: &Row, b: &Row) -> bool {
        (a.amount, a.day, a.tax_id, a.words, a.currency, a.account)
            == (b.amount, b.day, b.tax_id, b.words, b.currency, b.account)
            && (a.product, a.acquirer, a.brand) == (b.product, b.acquirer, b.brand)
    }

    /// The score of a group, and the part of it that is the lag's.
    pub(super) fn group_score(
        &self,
        line: &Row,
        said: Said,
        rows: &[u32],
        prior: Bits,
    ) -> Option<(Bits, Bits)> {
        let (first, last) = (
            self.right_row(*rows.first()?),
            self.right_row(*rows.last()?),
        );
        let of_one_kind = |row: &u32| {
            let row = self.right_row(*row);
            row.currency == first.currency && self.compatible(line, row)
        };
        if !rows.iter().all(of_one_kind) {
            return None;
        }
        let lag = self.scorer.lag_worth(Class::Group, line.lag_after(last));
        let score = self.scorer.rarity(line.amount) + EXPECTED + prior + lag + said.belief;
        Some((score, lag))
    }
}

pub(super) fn candidate(
    task: &Task,
    rows: &[u32],
    classes: &[u32],
    members: &[usize],
    hit: &Hit,
) -> Candidate {
    let mut uses: Vec<(u32, u32)> = Vec::with_capacity(members.len());
    for at in members {
        match uses.last_mut().filter(|(class, _)| *class == classes[*at]) {
            Some((_, count)) => *count += 1,
            None => uses.push((classes[*at], 1)),
        }
    }
    Candidate {
        left: task.left,
        rows: members.iter().map(|at| rows[*at]).collect(),
        uses,
        score: hit.score,
        said: task.said,
        lag: hit.lag,
        pool: u32::try_from(rows.len()).unwrap_or(u32::MAX),
        complete: hit.complete,
    }
}

/// Sorted by line, the best of each line first; a group found twice counts once.
pub(super) fn keep_best(options: &mut Vec<Candidate>) {
    options.sort_by(|a, b| {
        (a.left, &a.rows)
            .cmp(&(b.left, &b.rows))
            .then(b.score.cmp(&a.score))
    });
    options.dedup_by(|b, a| a.left == b.left && a.rows == b.rows);
    options.sort_by(|a, b| (a.left, b.weight(), &a.rows).cmp(&(b.left, a.weight(), &b.rows)));
    let (mut left, mut kept) = (u32::MAX, 0);
    options.retain(|candidate| {
        if candidate.left != left {
            (left, kept) = (candidate.left, 0);
        }
        kept += 1;
        kept <= MOST_OPTIONS
    });
}
