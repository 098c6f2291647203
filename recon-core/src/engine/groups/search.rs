//! Searching the pools for subsets that add up to a line.
#![allow(
    clippy::indexing_slicing,
    reason = "row and option numbers are made here"
)]

use super::options::{Candidate, Classes, FAR_BEHIND, Found, Hit, MOST_OPTIONS, candidate, weight};
use super::pools::{Pools, Task};
use crate::bits::{Bits, log2_milli};
use crate::book::Row;
use crate::engine::Run;
use crate::subset::{self, Pool, Spare};
use crate::threads;

/// Pools of up to this many entries are searched in one go, larger ones from each first day on.
const MOST_AT_ONCE: usize = 22;
/// Pools of several days are cut to this many entries, at first and as more and more sure groups
/// are out of the way: beyond, nothing is identifiable anyway.
const MOST_SPREAD: [usize; 3] = [22, 25, 28];
/// Subsets read per pool and line.
const MOST_SUBSETS: usize = 256;
/// Groups of more entries than this are only recognised as whole days.
const MOST_ENTRIES: u32 = 16;

/// Pools that one thread takes at a time.
const RUN: usize = 16;

/// What a way of paying together is worth before the amounts are looked at: bits less than sure.
const PART_OF_A_DAY: i32 = 1_500;
const SEVERAL_DAYS: i32 = 2_300;

/// A source's open rows in day order, with their class, and the pools searched so far.
struct Prepared {
    rows: Vec<u32>,
    classes: Vec<u32>,
    amounts: Vec<i64>,
    days: Vec<i32>,
    business_days: Vec<i32>,
    /// Where each day's rows end.
    day_ends: Vec<usize>,
    most_spread: usize,
    /// Whether no row of the source has been taken since the pools were made.
    untouched: bool,
    pools: Vec<Reaching>,
    spare: Spare,
}

/// The sums of a run of rows, made for targets of no more than this reach.
struct Reaching {
    stretch: Stretch,
    reach: i64,
    pool: Option<Pool>,
}

impl Reaching {
    fn give_back(self, spare: &mut Spare) {
        if let Some(pool) = self.pool {
            pool.give_back(spare);
        }
    }
}

/// A run of rows that is searched for subsets.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Stretch {
    from: usize,
    to: usize,
}

/// The rows that may pay a line.
struct Window {
    stretch: Stretch,
    /// A group's last row is not before this one.
    earliest_last: usize,
    /// Days that might have been the batch's instead.
    choices: i32,
}

impl Run<'_> {
    /// Adds all groups worth considering for the tasks. Says which tasks saw only part of their
    /// pool.
    pub(super) fn group_options(
        &mut self,
        tasks: &[Task],
        pools: &Pools,
        round: usize,
        classes: &mut Classes,
        options: &mut Vec<Candidate>,
    ) -> Vec<Task> {
        let sources: Vec<&[Task]> = tasks.chunk_by(|a, b| a.source == b.source).collect();
        let parts = threads::map_runs(&sources, RUN, Spare::default, |spare, sources| {
            let mut found = Found::default();
            for of_source in sources {
                self.options_of_source(of_source, pools, round, spare, &mut found);
            }
            found
        });
        let mut cut = Vec::new();
        for found in parts {
            classes.add_all(&found.twins);
            self.report.candidates += found.options.len() as u64;
            options.extend(found.options);
            cut.extend(found.cut);
        }
        self.report.blocks_cut += cut.len();
        cut
    }

    fn options_of_source(
        &self,
        tasks: &[Task],
        pools: &Pools,
        round: usize,
        spare: &mut Spare,
        found: &mut Found,
    ) {
        let (Some(first), true) = (
            tasks.first(),
            tasks.iter().any(|t| self.is_left_open(t.left)),
        ) else {
            return;
        };
        let all = pools.rows(first.source);
        let rows = all.iter().copied().filter(|r| self.is_right_open(*r));
        let rows: Vec<u32> = rows.collect();
        if rows.len() < 2 {
            return;
        }
        let untouched = rows.len() == all.len();
        let mut prepared = self.prepare(rows, untouched, round, found);
        std::mem::swap(&mut prepared.spare, spare);
        for task in tasks.iter().filter(|t| self.is_left_open(t.left)) {
            if !self.options_of(task, &mut prepared, &mut found.options) {
                found.cut.push(*task);
            }
        }
        std::mem::swap(&mut prepared.spare, spare);
        let made = prepared.pools.into_iter();
        made.for_each(|pool| pool.give_back(spare));
    }

    fn prepare(
        &self,
        rows: Vec<u32>,
        untouched: bool,
        round: usize,
        found: &mut Found,
    ) -> Prepared {
        let days: Vec<i32> = rows.iter().map(|r| self.right_row(*r).day).collect();
        Prepared {
            day_ends: day_ends(&days),
            most_spread: MOST_SPREAD[round.min(2)],
            untouched,
            classes: self.classes_of(&rows, &mut found.twins),
            amounts: rows.iter().map(|r| self.expected(*r)).collect(),
            days,
            business_days: rows
                .iter()
                .map(|r| self.right_row(*r).business_day)
                .collect(),
            rows,
            pools: Vec::new(),
            spare: Spare::default(),
        }
    }

    /// Searches a pool for a line; false when not all of it could be searched.
    fn options_of(
        &self,
        task: &Task,
        prepared: &mut Prepared,
        options: &mut Vec<Candidate>,
    ) -> bool {
        let line = self.left_row(task.left);
        let Some(window) = self.window_of(line, prepared) else {
            return true;
        };
        let Stretch { from, to } = window.stretch;
        let mut hits = Vec::new();
        let mut all = true;
        if to - from <= MOST_AT_ONCE {
            self.search(task, prepared, &window, window.stretch, None, &mut hits);
        } else {
            let mut start = from;
            for end in prepared.day_ends_in(from, to).to_vec() {
                let day = Stretch {
                    from: start,
                    to: end,
                };
                all &= self.search_from(task, prepared, &window, day, &mut hits);
                start = end;
            }
        }
        hits.sort_by_key(|h| (std::cmp::Reverse(h.weight), h.from, h.mask));
        let read = hits.len();
        let least = hits.first().map_or(0, |h| h.weight - FAR_BEHIND);
        hits.retain(|h| h.weight >= least.max(0));
        hits.truncate(MOST_OPTIONS);
        let complete = all && prepared.untouched && hits.len() == read;
        for hit in &mut hits {
            hit.complete &= complete;
        }
        for hit in &hits {
            let members: Vec<usize> = bits_of(hit.mask).map(|bit| hit.from + bit).collect();
            options.push(candidate(
                task,
                &prepared.rows,
                &prepared.classes,
                &members,
                hit,
            ));
        }
        all
    }

    fn window_of(&self, line: &Row, prepared: &Prepared) -> Option<Window> {
        let (soonest, latest) = self.scorer.usual_group_lags();
        let of_line = |lag: i32| line.business_day.saturating_sub(lag);
        let by_lag = |day: i32| {
            prepared
                .business_days
                .partition_point(|business_day| *business_day < day)
        };
        let by_day = |day: i32| prepared.days.partition_point(|d| *d < day);
        let to = by_lag(of_line(soonest).saturating_add(1))
            .min(by_day(line.day.saturating_add(self.plan.days_before + 1)));
        let earliest_last =
            by_lag(of_line(latest)).max(by_day(line.day.saturating_sub(self.plan.days_after)));
        let first_day = prepared.days[..to].get(earliest_last)?;
        let from = by_day(first_day.saturating_sub(self.scorer.usual_group_span()));
        let days = prepared.day_ends_in(from, to).len();
        (to - from >= 2).then_some(Window {
            stretch: Stretch { from, to },
            earliest_last,
            choices: log2_milli(days as u64),
        })
    }

    /// Searches for groups that start on a day: over as many of the next ones as are few enough.
    fn search_from(
        &self,
        task: &Task,
        prepared: &mut Prepared,
        window: &Window,
        day: Stretch,
        hits: &mut Vec<Hit>,
    ) -> bool {
        let last = prepared.days[day.from].saturating_add(self.scorer.usual_group_span());
        let reach = prepared.days.partition_point(|d| *d <= last);
        let reach = reach.min(window.stretch.to);
        let ends = prepared.day_ends_in(day.from, reach).iter().copied();
        let fitting = ends.filter(|end| end - day.from <= prepared.most_spread);
        let Some(to) = fitting.max() else {
            return false;
        };
        let stretch = Stretch { from: day.from, to };
        if to > window.earliest_last {
            let first_days = Some(day.to - day.from);
            self.search(task, prepared, window, stretch, first_days, hits);
        }
        to == reach
    }

    /// Adds the subsets of a stretch; with `first_day`, only those that use one of so many first
    /// rows.
    fn search(
        &self,
        task: &Task,
        prepared: &mut Prepared,
        window: &Window,
        stretch: Stretch,
        first_day: Option<usize>,
        hits: &mut Vec<Hit>,
    ) {
        let line = self.left_row(task.left);
        if !prepared.can_reach(stretch, line.amount) {
            return;
        }
        let Some(pool) = prepared.pool(stretch, line.amount) else {
            return;
        };
        let found = pool.find(line.amount, MOST_SUBSETS);
        let must = first_day.map_or(u64::MAX, |rows| (1_u64 << rows) - 1);
        for mask in found.masks {
            let entries = mask.count_ones();
            if mask & must != 0
                && (2..=MOST_ENTRIES).contains(&entries)
                && prepared.is_canonical(stretch, mask)
            {
                hits.extend(self.hit(task, prepared, window, stretch, mask, found.complete));
            }
        }
    }

    fn hit(
        &self,
        task: &Task,
        prepared: &Prepared,
        window: &Window,
        stretch: Stretch,
        mask: u64,
        complete: bool,
    ) -> Option<Hit> {
        let first = stretch.from + mask.trailing_zeros() as usize;
        let last = stretch.from + 63 - mask.leading_zeros() as usize;
        let (first_day, last_day) = (prepared.days[first], prepared.days[last]);
        if last < window.earliest_last || last_day.saturating_sub(first_day) > self.plan.span_days {
            return None;
        }
        let entries = mask.count_ones() as usize;
        let one_day = first_day == last_day;
        let until = if one_day {
            first_day
        } else {
            first_day.saturating_add(self.scorer.usual_group_span())
        };
        let until = prepared
            .days
            .partition_point(|d| *d <= until)
            .min(window.stretch.to);
        let among = until - prepared.days.partition_point(|d| *d < first_day);
        if one_day && entries == among {
            return None; // A whole day, which is looked for apart.
        }
        let style = if one_day { PART_OF_A_DAY } else { SEVERAL_DAYS };
        let sizes = log2_milli(among.min(11) as u64);
        let prior = -style - window.choices - sizes - log2_choose(among, entries);
        let rows: Vec<u32> = bits_of(mask)
            .map(|bit| prepared.rows[stretch.from + bit])
            .collect();
        let line = self.left_row(task.left);
        let (score, lag) = self.group_score(line, task.said, &rows, Bits::from_milli(prior))?;
        Some(Hit {
            weight: weight(score, entries),
            score,
            lag,
            from: stretch.from,
            mask,
            complete,
        })
    }
}

impl Prepared {
    /// Whether all that points the amount's way together is as much.
    fn can_reach(&self, stretch: Stretch, amount: i64) -> bool {
        let same_sign = self.amounts[stretch.from..stretch.to]
            .iter()
            .filter(|a| a.signum() == amount.signum());
        let most: u128 = same_sign.map(|a| u128::from(a.unsigned_abs())).sum();
        most >= u128::from(amount.unsigned_abs())
    }

    /// A pool that serves for this amount. One that reaches too short is made anew, for all.
    fn pool(&mut self, stretch: Stretch, amount: i64) -> Option<&Pool> {
        let amounts = &self.amounts[stretch.from..stretch.to];
        let needed = subset::reach(amounts, amount);
        let known = self.pools.iter().position(|p| p.stretch == stretch);
        let at = known.unwrap_or(self.pools.len());
        if self.pools.get(at).is_none_or(|p| p.reach < needed) {
            let reach = if known.is_some() { i64::MAX } else { needed };
            let pool = Pool::for_reach(amounts, reach, &mut self.spare).ok();
            let made = Reaching {
                stretch,
                reach,
                pool,
            };
            match self.pools.get_mut(at) {
                Some(short) => {
                    let short = std::mem::replace(short, made);
                    short.give_back(&mut self.spare);
                }
                None => self.pools.push(made),
            }
        }
        self.pools[at].pool.as_ref()
    }

    /// The ends of the days between two ends of days.
    fn day_ends_in(&self, from: usize, to: usize) -> &[usize] {
        let first = self.day_ends.partition_point(|end| *end <= from);
        let last = self.day_ends.partition_point(|end| *end <= to);
        &self.day_ends[first..last.max(first)]
    }

    /// Of interchangeable rows the first ones are used first.
    fn is_canonical(&self, stretch: Stretch, mask: u64) -> bool {
        bits_of(mask & !(mask << 1)).all(|bit| {
            let at = stretch.from + bit;
            bit == 0 || self.classes[at] != self.classes[at - 1]
        })
    }
}

/// The places of the ones in a mask.
fn bits_of(mask: u64) -> impl Iterator<Item = usize> {
    std::iter::successors(Some(mask), |rest| Some(rest & rest.wrapping_sub(1)))
        .take_while(|rest| *rest != 0)
        .map(|rest| rest.trailing_zeros() as usize)
}

/// The end of each day's rows.
fn day_ends(days: &[i32]) -> Vec<usize> {
    let mut end = 0;
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
