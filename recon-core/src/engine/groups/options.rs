//! The subsets that add up to a line, and what each is worth.
#![allow(
    clippy::indexing_slicing,
    reason = "row and option numbers are made here"
)]

use super::COVER;
use super::pools::{Source, Task};
use crate::bits::{Bits, log2_milli};
use crate::book::{HashedMap, Row};
use crate::engine::Run;
use crate::engine::scoring::Class;
use crate::subset::{MAX_ITEMS, Pool};
use std::collections::BTreeMap;

/// Pools of several days are cut to this many entries: beyond, nothing is identifiable anyway.
const MOST_SPREAD: usize = 28;
/// Subsets read per pool and line.
const MOST_SUBSETS: usize = 128;
/// Subsets kept per line.
const MOST_OPTIONS: usize = 32;
/// Groups of more entries than this are only recognised as whole days.
const MOST_ENTRIES: u32 = 16;

/// A group that adds up to a line.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    pub(super) left: u32,
    pub(super) rows: Vec<u32>,
    /// Which classes of interchangeable rows it uses, and how many of each.
    pub(super) uses: Vec<(u32, u32)>,
    pub(super) score: Bits,
    pub(super) name: Option<Bits>,
    pub(super) name_percent: u8,
    pub(super) lag: Bits,
    pub(super) pool: u32,
    /// Whether all subsets of the pool were read.
    pub(super) complete: bool,
}

impl Candidate {
    /// What it adds to the whole: its own score and the rows that find their payment.
    pub(super) fn weight(&self) -> i64 {
        i64::from(self.score.milli()) + COVER * i64::try_from(self.rows.len()).unwrap_or(0)
    }
}

/// Open rows that nothing in the data tells apart, by the first of them.
#[derive(Default)]
pub(super) struct Classes {
    rows: HashedMap<Vec<u32>>,
}

impl Classes {
    pub(super) fn size(&self, class: u32) -> usize {
        self.rows.get(&u64::from(class)).map_or(0, Vec::len)
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
            rows.extend(
                self.rows
                    .get_mut(&u64::from(*class))?
                    .drain(..*count as usize),
            );
        }
        rows.sort_unstable();
        Some(rows)
    }
}

/// A source's open rows in day order, with their class, and the pools searched so far.
struct Prepared {
    rows: Vec<u32>,
    classes: Vec<u32>,
    amounts: Vec<i64>,
    days: Vec<i32>,
    pools: BTreeMap<(usize, usize), Option<Pool>>,
}

/// A run of rows that is searched for subsets.
#[derive(Clone, Copy)]
struct Stretch {
    from: usize,
    to: usize,
    /// End of the rows of the first day.
    first_day_to: usize,
    /// Days that might have been the batch's instead.
    choices: u64,
}

impl Run<'_> {
    /// All groups worth considering, by line; the best of each line first.
    pub(super) fn group_options(
        &mut self,
        tasks: &[Task],
        classes: &mut Classes,
    ) -> Vec<Candidate> {
        let mut options = Vec::new();
        let mut cards = None;
        for of_source in tasks.chunk_by(|a, b| a.source == b.source) {
            if !of_source.iter().any(|t| self.is_left_open(t.left)) {
                continue;
            }
            let rows = self.pool_rows(of_source[0].source, &mut cards);
            if rows.len() < 2 {
                continue;
            }
            let mut prepared = self.prepare(rows, classes);
            for task in of_source {
                if self.is_left_open(task.left) {
                    self.options_of(task, &mut prepared, &mut options);
                }
            }
        }
        self.report.candidates += options.len() as u64;
        options.sort_by(|a, b| {
            (a.left, &a.rows)
                .cmp(&(b.left, &b.rows))
                .then(b.score.cmp(&a.score))
        });
        options.dedup_by(|b, a| a.left == b.left && a.rows == b.rows);
        options.sort_by(|a, b| (a.left, b.weight(), &a.rows).cmp(&(b.left, a.weight(), &b.rows)));
        keep_best(options)
    }

    fn prepare(&self, rows: Vec<u32>, classes: &mut Classes) -> Prepared {
        let mut of_row: Vec<u32> = Vec::with_capacity(rows.len());
        for (at, row) in rows.iter().enumerate() {
            let previous = at.checked_sub(1).map(|p| rows[p]);
            let same = previous
                .filter(|p| self.is_interchangeable(self.right_row(*p), self.right_row(*row)));
            let class = if same.is_some() { of_row[at - 1] } else { *row };
            of_row.push(class);
            let members = classes.rows.entry(u64::from(class)).or_default();
            if !members.contains(row) {
                members.push(*row);
            }
        }
        Prepared {
            amounts: rows.iter().map(|r| self.expected(*r)).collect(),
            days: rows.iter().map(|r| self.right_row(*r).day).collect(),
            classes: of_row,
            rows,
            pools: BTreeMap::new(),
        }
    }

    /// Nothing that a payment without references shows tells these two apart.
    fn is_interchangeable(&self, a: &Row, b: &Row) -> bool {
        (a.amount, a.day, a.tax_id, a.words, a.currency, a.account)
            == (b.amount, b.day, b.tax_id, b.words, b.currency, b.account)
            && (a.product, a.acquirer, a.brand) == (b.product, b.acquirer, b.brand)
    }

    fn options_of(&mut self, task: &Task, prepared: &mut Prepared, options: &mut Vec<Candidate>) {
        let line = self.left_row(task.left);
        let from = prepared
            .days
            .partition_point(|d| *d < line.day.saturating_sub(self.plan.days_after));
        let to = prepared
            .days
            .partition_point(|d| *d <= line.day.saturating_add(self.plan.days_before));
        let ends = day_ends(&prepared.days[from..to], from);
        let choices = ends.len() as u64;
        let mut start = from;
        for (rank, end) in ends.iter().enumerate() {
            let day = Stretch {
                from: start,
                to: *end,
                first_day_to: *end,
                choices,
            };
            self.whole_day(task, prepared, day, options);
            if !task.whole_days_only {
                self.subsets_of(task, prepared, day, options);
                self.spread(task, prepared, day, &ends[rank..], options);
            } else if matches!(task.source, Source::Cards(_)) {
                for later in ends[rank..].iter().skip(1).take(3) {
                    self.whole_day(task, prepared, Stretch { to: *later, ..day }, options);
                }
            }
            start = *end;
        }
    }

    /// Everything that is due on a day (or a few), whatever the number.
    fn whole_day(
        &self,
        task: &Task,
        prepared: &Prepared,
        stretch: Stretch,
        options: &mut Vec<Candidate>,
    ) {
        let members: Vec<usize> = (stretch.from..stretch.to).collect();
        let total = crate::engine::sum(members.iter().map(|at| prepared.amounts[*at]));
        if members.len() >= 2 && total == Some(self.left_row(task.left).amount) {
            let prior = Bits::from_milli(-1_700 - log2_milli(stretch.choices));
            options.extend(self.candidate(task, prepared, &members, prior, true));
        }
    }

    fn subsets_of(
        &mut self,
        task: &Task,
        prepared: &mut Prepared,
        stretch: Stretch,
        options: &mut Vec<Candidate>,
    ) {
        let items = stretch.to - stretch.from;
        if items < 3 {
            return;
        }
        if items > MAX_ITEMS {
            self.report.blocks_cut += 1;
            return;
        }
        let target = self.left_row(task.left).amount;
        let found = match prepared.pool(stretch) {
            Some(pool) => pool.find(target, MOST_SUBSETS),
            None => return,
        };
        let one_day = stretch.first_day_to == stretch.to;
        for mask in &found.masks {
            let entries = mask.count_ones();
            let all = entries as usize == items;
            if !(2..=MOST_ENTRIES).contains(&entries)
                || (one_day && all)
                || !prepared.is_canonical(stretch, *mask)
            {
                continue;
            }
            let first_day = (1_u64 << (stretch.first_day_to - stretch.from)) - 1;
            if !one_day && (mask & first_day == 0 || mask & !first_day == 0) {
                continue;
            }
            let members: Vec<usize> = (0..items)
                .filter(|i| mask >> i & 1 == 1)
                .map(|i| stretch.from + i)
                .collect();
            let style = if one_day { 700 } else { 1_300 };
            let sizes = log2_milli(items.min(11) as u64);
            let subsets = log2_choose(items, entries as usize);
            let prior = Bits::from_milli(-style - log2_milli(stretch.choices) - sizes - subsets);
            options.extend(self.candidate(task, prepared, &members, prior, found.complete));
        }
    }

    /// Subsets that start on this day and reach over some of the next ones.
    fn spread(
        &mut self,
        task: &Task,
        prepared: &mut Prepared,
        day: Stretch,
        ends: &[usize],
        options: &mut Vec<Candidate>,
    ) {
        let last = prepared.days[day.from].saturating_add(self.plan.span_days);
        let reach = ends
            .iter()
            .copied()
            .filter(|end| prepared.days[*end - 1] <= last);
        let fitting = reach.filter(|end| end - day.from <= MOST_SPREAD).max();
        if let Some(to) = fitting.filter(|to| *to > day.to) {
            self.subsets_of(task, prepared, Stretch { to, ..day }, options);
        }
    }

    fn candidate(
        &self,
        task: &Task,
        prepared: &Prepared,
        members: &[usize],
        prior: Bits,
        complete: bool,
    ) -> Option<Candidate> {
        let line = self.left_row(task.left);
        let rows: Vec<u32> = members.iter().map(|at| prepared.rows[*at]).collect();
        if !rows
            .iter()
            .all(|r| self.compatible(line, self.right_row(*r)))
            || !one_currency(self, &rows)
        {
            return None;
        }
        let mut uses: Vec<(u32, u32)> = Vec::new();
        for at in members {
            match uses
                .last_mut()
                .filter(|(class, _)| *class == prepared.classes[*at])
            {
                Some((_, count)) => *count += 1,
                None => uses.push((prepared.classes[*at], 1)),
            }
        }
        let last = self.right_row(*rows.last()?);
        let lag = self.scorer.lag_worth(Class::Group, line.lag_after(last));
        let name = task.name.unwrap_or(Bits::ZERO);
        // Hitting the cent by accident is the rarer the larger the amount.
        let accident =
            Bits::from_milli((log2_milli(line.amount.unsigned_abs()) + 1_000).min(24_000));
        let score = accident + prior + lag + name + self.pool_share(prepared.rows.len());
        let pool = u32::try_from(prepared.rows.len()).unwrap_or(u32::MAX);
        Some(Candidate {
            left: task.left,
            rows,
            uses,
            score,
            name: task.name,
            name_percent: task.name_percent,
            lag,
            pool,
            complete,
        })
    }

    /// How likely a line belongs to a pool before anything is known: its share of all rows.
    fn pool_share(&self, rows: usize) -> Bits {
        Bits::ratio(rows as u64, self.right.len() as u64).clamp(-16_000, 0)
    }
}

impl Prepared {
    fn pool(&mut self, stretch: Stretch) -> Option<&Pool> {
        let amounts = &self.amounts[stretch.from..stretch.to];
        self.pools
            .entry((stretch.from, stretch.to))
            .or_insert_with(|| Pool::new(amounts).ok())
            .as_ref()
    }

    /// Of interchangeable rows the first ones are used first.
    fn is_canonical(&self, stretch: Stretch, mask: u64) -> bool {
        (stretch.from + 1..stretch.to).all(|at| {
            let bit = at - stretch.from;
            let skipped = mask >> bit & 1 == 1 && mask >> (bit - 1) & 1 == 0;
            !(skipped && self.classes[at] == self.classes[at - 1])
        })
    }
}

fn one_currency(run: &Run<'_>, rows: &[u32]) -> bool {
    rows.windows(2)
        .all(|pair| run.right_row(pair[0]).currency == run.right_row(pair[1]).currency)
}

/// The end of each day's rows.
fn day_ends(days: &[i32], offset: usize) -> Vec<usize> {
    let mut end = offset;
    days.chunk_by(|a, b| a == b)
        .map(|day| {
            end += day.len();
            end
        })
        .collect()
}

/// `1000 * log2` of how many ways there are to choose `k` of `n`.
fn log2_choose(n: usize, k: usize) -> i32 {
    (0..k.min(n - k))
        .map(|i| log2_milli((n - i) as u64) - log2_milli(i as u64 + 1))
        .sum()
}

fn keep_best(mut options: Vec<Candidate>) -> Vec<Candidate> {
    let (mut left, mut kept) = (u32::MAX, 0);
    options.retain(|candidate| {
        if candidate.left != left {
            (left, kept) = (candidate.left, 0);
        }
        kept += 1;
        kept <= MOST_OPTIONS
    });
    options
}
