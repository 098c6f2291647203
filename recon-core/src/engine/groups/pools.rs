//! Which lines may be paid out of which pool of open right entries.
#![allow(
    clippy::indexing_slicing,
    reason = "pool numbers and spans are made here"
)]

use crate::bits::Bits;
use crate::book::{NONE, Row};
use crate::engine::Run;
use crate::engine::memo::Memo;
use crate::engine::payers::Named;
use crate::threads;
use std::collections::BTreeMap;

/// Payers considered per line.
const PAYERS: usize = 10;
/// Lines that one thread takes at a time.
const RUN: usize = 256;
/// A memo that names a payer this clearly is not searched for card words.
const CLEAR: Bits = Bits::from_milli(9_000);
/// What each word of acquirer, product or brand in the memo is worth.
const CARD_WORD: i32 = 3_000;
/// Over how many days in a row card sales may arrive as one: a long weekend.
const CARD_DAYS: usize = 4;
/// Pools of one sum that are tried for a line, nearest days first.
const SAME_SUM: usize = 64;

/// Where a pool's rows come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Source {
    Payer(u32),
    /// A combination of acquirer, product and brand, by its place in [`Pools::cards`].
    Cards(u32),
}

/// The open right rows by who may pay them, as they are before any group is formed.
pub(super) struct Pools {
    starts: Vec<u32>,
    rows: Vec<u32>,
    /// The day of each of `rows`.
    days: Vec<i32>,
    cards: Vec<CardPool>,
}

struct CardPool {
    words: Vec<String>,
    rows: Vec<u32>,
}

impl Pools {
    pub(super) fn rows(&self, source: Source) -> &[u32] {
        match source {
            Source::Payer(payer) => {
                let at = payer as usize;
                &self.rows[self.starts[at] as usize..self.starts[at + 1] as usize]
            }
            Source::Cards(at) => &self.cards[at as usize].rows,
        }
    }

    fn days_of_payer(&self, payer: u32) -> &[i32] {
        let at = payer as usize;
        &self.days[self.starts[at] as usize..self.starts[at + 1] as usize]
    }

    fn sources(&self) -> impl Iterator<Item = Source> + use<> {
        let count = |n: usize| u32::try_from(n).unwrap_or(NONE);
        let payers = count(self.starts.len().saturating_sub(1));
        let cards = count(self.cards.len());
        (0..payers)
            .map(Source::Payer)
            .chain((0..cards).map(Source::Cards))
    }
}

/// A line and a pool that may pay it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Task {
    pub(super) source: Source,
    pub(super) left: u32,
    pub(super) said: Said,
}

/// What the memo says for a pool.
#[derive(Debug, Clone, Copy)]
pub(super) struct Said {
    /// The odds that the line is paid out of this pool.
    pub(super) belief: Bits,
    /// What the words found are worth; nothing when there are no words.
    pub(super) worth: Option<Bits>,
    pub(super) percent: u8,
}

/// All entries of a pool on a run of days, summed up.
pub(super) struct WholeDays {
    pub(super) sum: i64,
    pub(super) source: Source,
    /// The rows, as a range of the pool's.
    pub(super) from: usize,
    pub(super) to: usize,
    last_day: i32,
}

impl Run<'_> {
    pub(super) fn pools(&self) -> Pools {
        let payers = u32::try_from(self.payers.len()).unwrap_or(NONE);
        let mut pools = Pools {
            starts: Vec::with_capacity(self.payers.len() + 1),
            rows: Vec::new(),
            days: Vec::new(),
            cards: self.card_pools(),
        };
        pools.starts.push(0);
        for payer in 0..payers {
            let open = self.payers.rows(payer).iter().copied();
            pools.rows.extend(open.filter(|r| self.is_right_open(*r)));
            pools
                .starts
                .push(u32::try_from(pools.rows.len()).unwrap_or(NONE));
        }
        pools.days = pools.rows.iter().map(|r| self.right_row(*r).day).collect();
        pools
    }

    /// Open card sales by every combination of acquirer, product and brand that occurs.
    fn card_pools(&self) -> Vec<CardPool> {
        let mut pools: BTreeMap<[u32; 3], Vec<u32>> = BTreeMap::new();
        for (at, row) in (0_u32..).zip(self.right.rows()) {
            if (row.acquirer == NONE && row.product == NONE) || !self.is_right_open(at) {
                continue;
            }
            let mut keys = [
                [row.acquirer, row.product, row.brand],
                [row.acquirer, row.product, NONE],
                [row.acquirer, NONE, row.brand],
                [row.acquirer, NONE, NONE],
                [NONE, row.product, NONE],
                [NONE, NONE, row.brand],
            ];
            keys.sort_unstable();
            for (rank, key) in keys.iter().enumerate() {
                let repeated = rank > 0 && keys.get(rank - 1) == Some(key);
                if !repeated && *key != [NONE; 3] {
                    pools.entry(*key).or_default().push(at);
                }
            }
        }
        let pool = |(key, rows): ([u32; 3], Vec<u32>)| CardPool {
            words: self.card_words(key),
            rows,
        };
        pools.into_iter().map(pool).collect()
    }

    fn card_words(&self, key: [u32; 3]) -> Vec<String> {
        key.iter()
            .filter(|k| **k != NONE)
            .flat_map(|k| self.right.symbols.get(*k).split(' '))
            .filter(|word| word.len() >= 3)
            .map(str::to_owned)
            .collect()
    }

    /// The lines and pools to search, pool by pool.
    pub(super) fn pool_tasks(&self, pools: &Pools) -> Vec<Task> {
        let mut tasks = threads::gather(
            &self.open_left(),
            RUN,
            || (),
            |(), left, tasks| {
                let row = self.left_row(*left);
                if row.amount == 0 {
                    return;
                }
                let clear = self.payer_tasks(*left, pools, tasks);
                if !clear && !pools.cards.is_empty() {
                    let memo = Memo::of(self.left, row);
                    self.card_tasks(*left, &memo, pools, tasks);
                }
            },
        );
        tasks.sort_by_key(|t| (t.source, t.left));
        tasks
    }

    /// Adds the payers the memo names; says whether one is named clearly.
    fn payer_tasks(&self, left: u32, pools: &Pools, tasks: &mut Vec<Task>) -> bool {
        let row = self.left_row(left);
        let has_rows = |n: &Named| self.has_two_near(row, pools.days_of_payer(n.payer));
        let named = self.mentioned_by(left).filter(has_rows).take(PAYERS);
        tasks.extend(named.clone().map(|n| Task {
            source: Source::Payer(n.payer),
            left,
            said: Said {
                belief: n.belief,
                worth: Some(n.worth),
                percent: n.percent,
            },
        }));
        let mut named = named;
        named.any(|n| n.worth >= CLEAR)
    }

    fn has_two_near(&self, line: &Row, days: &[i32]) -> bool {
        let earliest = line.day.saturating_sub(self.plan.days_after);
        let from = days.partition_point(|day| *day < earliest);
        let second = days.get(from + 1);
        second.is_some_and(|day| self.in_window(line.day, *day))
    }

    pub(in crate::engine) fn in_window(&self, left_day: i32, right_day: i32) -> bool {
        let window = left_day.saturating_sub(self.plan.days_after)
            ..=left_day.saturating_add(self.plan.days_before);
        window.contains(&right_day)
    }

    fn card_tasks(&self, left: u32, memo: &Memo<'_>, pools: &Pools, tasks: &mut Vec<Task>) {
        for (at, pool) in (0_u32..).zip(&pools.cards) {
            let said = pool.words.iter().filter(|word| memo.has(word)).count();
            if said > 0 {
                tasks.push(Task {
                    source: Source::Cards(at),
                    left,
                    said: self.said_of_cards(said, pool.rows.len()),
                });
            }
        }
    }

    fn said_of_cards(&self, words: usize, rows: usize) -> Said {
        let worth = CARD_WORD.saturating_mul(i32::try_from(words.min(4)).unwrap_or(4));
        let worth = Bits::from_milli(worth);
        let odds = worth + Bits::ratio(rows as u64, self.scorer.right_rows());
        Said {
            belief: odds - Bits::log_sum([odds, Bits::ZERO].into_iter()),
            worth: (words > 0).then_some(worth),
            percent: if words > 0 { 100 } else { 0 },
        }
    }

    /// What the line's memo says for a pool found by its sum.
    pub(super) fn said(&self, memo: &Memo<'_>, source: Source, pools: &Pools) -> Said {
        match source {
            Source::Payer(payer) => {
                let row = pools.rows(source).first();
                let agreement = row.and_then(|r| self.payers.agreement(memo, *r));
                Said {
                    belief: self.payers.belief(agreement, payer),
                    worth: agreement.map(crate::engine::scoring::worth_of),
                    percent: agreement.map_or(0, |a| u8::try_from(a.share() / 10).unwrap_or(100)),
                }
            }
            Source::Cards(at) => {
                let pool = &pools.cards[at as usize];
                let said = pool.words.iter().filter(|word| memo.has(word)).count();
                self.said_of_cards(said, pool.rows.len())
            }
        }
    }

    /// The total of each pool's day; of card pools also of some days in a row, as what is sold
    /// over a weekend arrives together. By sum, then by day.
    pub(super) fn whole_days(&self, pools: &Pools) -> Vec<WholeDays> {
        let mut whole = Vec::new();
        for source in pools.sources() {
            let most_days = match source {
                Source::Payer(_) => 1,
                Source::Cards(_) => CARD_DAYS,
            };
            self.sum_days(source, pools.rows(source), most_days, &mut whole);
        }
        whole.sort_unstable_by_key(|w| (w.sum, w.last_day, w.source, w.from));
        whole
    }

    fn sum_days(&self, source: Source, rows: &[u32], most_days: usize, whole: &mut Vec<WholeDays>) {
        let day_of = |row: u32| self.right_row(row).day;
        let mut from = 0;
        while from < rows.len() {
            let (mut to, mut sum) = (from, 0_i64);
            for _ in 0..most_days {
                let Some(day) = rows.get(to).map(|r| day_of(*r)) else {
                    break;
                };
                let end = to + rows[to..].partition_point(|r| day_of(*r) == day);
                let amounts = rows[to..end].iter().map(|r| self.expected(*r));
                let Some(total) = crate::engine::sum(amounts.chain([sum])) else {
                    break;
                };
                (sum, to) = (total, end);
                if to - from >= 2 {
                    whole.push(WholeDays {
                        sum,
                        source,
                        from,
                        to,
                        last_day: day,
                    });
                }
            }
            from += rows[from..].partition_point(|r| day_of(*r) == day_of(rows[from]));
        }
    }

    /// The whole days that add up to a line, nearest first.
    pub(super) fn whole_days_for<'w>(
        &self,
        line: &Row,
        whole: &'w [WholeDays],
    ) -> impl Iterator<Item = &'w WholeDays> + use<'w> {
        let earliest = line.day.saturating_sub(self.plan.days_after);
        let latest = line.day.saturating_add(self.plan.days_before);
        let from = whole.partition_point(|w| (w.sum, w.last_day) < (line.amount, earliest));
        let to = whole.partition_point(|w| (w.sum, w.last_day) <= (line.amount, latest));
        whole[from..to].iter().rev().take(SAME_SUM)
    }
}
