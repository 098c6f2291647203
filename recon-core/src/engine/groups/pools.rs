//! Which lines may be paid out of which pool of open right entries.

use crate::bits::Bits;
use crate::book::NONE;
use crate::engine::Run;
use crate::engine::payers::Memo;
use crate::engine::scoring::{is_different, name_worth};
use std::collections::BTreeMap;

/// Payers considered per line.
const PAYERS: usize = 3;
/// A payer this much less likely than the best one named is left out.
const FAR_BEHIND: Bits = Bits::from_milli(5_000);
/// A memo that names a payer this clearly is not searched for card words.
const CLEAR: Bits = Bits::from_milli(9_000);
/// What each word of acquirer, product or brand in the memo is worth.
const CARD_WORD: i32 = 3_000;

/// Where a pool's rows come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Source {
    Payer(u32),
    /// Card sales by acquirer, product and brand, each of which may be left open.
    Cards([u32; 3]),
}

/// A line and a pool that may pay it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Task {
    pub(super) source: Source,
    pub(super) left: u32,
    /// What the memo says for this pool; nothing when it says nothing at all.
    pub(super) name: Option<Bits>,
    pub(super) name_percent: u8,
    /// Whether only the whole of one day (or a few days) is considered.
    pub(super) whole_days_only: bool,
}

/// All entries of a pool on a run of days, summed up.
struct WholeDays {
    sum: i64,
    last_day: i32,
    source: Source,
}

impl Run<'_> {
    pub(super) fn pool_tasks(&self) -> Vec<Task> {
        let cards = self.card_pools();
        let whole = self.whole_days(&cards);
        let mut tasks = Vec::new();
        for left in self.open_left() {
            let row = self.left_row(left);
            if row.amount == 0 {
                continue;
            }
            let memo = Memo::of(self.left, row);
            let first = tasks.len();
            let clear = self.payer_tasks(left, &memo, &mut tasks);
            if !clear {
                self.card_tasks(left, &cards, &mut tasks);
            }
            let at = whole.partition_point(|w| w.sum < row.amount);
            let equal = whole
                .iter()
                .skip(at)
                .take_while(|w| w.sum == row.amount)
                .take(256);
            for days in equal.filter(|w| self.in_window(row.day, w.last_day)) {
                let known = tasks.iter().skip(first).any(|t| t.source == days.source);
                if !known {
                    tasks.push(self.whole_task(left, &memo, days.source));
                }
            }
        }
        tasks.sort_by_key(|t| (t.source, t.left));
        tasks
    }

    pub(super) fn in_window(&self, left_day: i32, right_day: i32) -> bool {
        let window = left_day.saturating_sub(self.plan.days_after)
            ..=left_day.saturating_add(self.plan.days_before);
        window.contains(&right_day)
    }

    /// Adds the payers the memo names; says whether one is named clearly.
    fn payer_tasks(&self, left: u32, memo: &Memo<'_>, tasks: &mut Vec<Task>) -> bool {
        let row = self.left_row(left);
        let named = self.payers.named_in(memo, PAYERS);
        let Some(best) = named.first().map(|n| n.worth) else {
            return false;
        };
        for payer in named.iter().filter(|n| n.worth + FAR_BEHIND >= best) {
            let rows = self.payers.rows(payer.payer);
            let fits =
                |r: &&u32| self.is_right_open(**r) && self.compatible(row, self.right_row(**r));
            if rows.iter().filter(fits).take(2).count() == 2 {
                tasks.push(Task {
                    source: Source::Payer(payer.payer),
                    left,
                    name: Some(payer.worth),
                    name_percent: payer.percent,
                    whole_days_only: false,
                });
            }
        }
        best >= CLEAR
    }

    fn card_tasks(&self, left: u32, cards: &BTreeMap<[u32; 3], Vec<u32>>, tasks: &mut Vec<Task>) {
        let row = self.left_row(left);
        if row.words == NONE || cards.is_empty() {
            return;
        }
        let memo: Vec<&str> = self.left.symbols.get(row.words).split(' ').collect();
        for key in cards.keys() {
            let words = key
                .iter()
                .filter(|k| **k != NONE)
                .flat_map(|k| self.right.symbols.get(*k).split(' '));
            let said = words.filter(|w| w.len() >= 3 && memo.contains(w)).count();
            if said > 0 {
                let worth = CARD_WORD.saturating_mul(i32::try_from(said.min(4)).unwrap_or(4));
                tasks.push(Task {
                    source: Source::Cards(*key),
                    left,
                    name: Some(Bits::from_milli(worth)),
                    name_percent: 100,
                    whole_days_only: false,
                });
            }
        }
    }

    fn whole_task(&self, left: u32, memo: &Memo<'_>, source: Source) -> Task {
        let agreement = match source {
            Source::Payer(payer) => self
                .payers
                .rows(payer)
                .first()
                .and_then(|r| self.payers.agreement(memo, *r)),
            Source::Cards(_) => None,
        };
        let name = agreement.map(|a| {
            if is_different(a) {
                Bits::from_milli(-5_600)
            } else {
                name_worth(a)
            }
        });
        let name_percent = agreement.map_or(0, |a| u8::try_from(a.share() / 10).unwrap_or(100));
        Task {
            source,
            left,
            name,
            name_percent,
            whole_days_only: true,
        }
    }

    /// Open card sales by every combination of acquirer, product and brand that occurs.
    fn card_pools(&self) -> BTreeMap<[u32; 3], Vec<u32>> {
        let mut pools: BTreeMap<[u32; 3], Vec<u32>> = BTreeMap::new();
        for (at, row) in (0_u32..)
            .zip(self.right.rows())
            .filter(|(r, _)| self.is_right_open(*r))
        {
            if row.acquirer == NONE && row.product == NONE {
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
        pools
    }

    /// The total of each pool's day; of card pools also of up to four days in a row, as what is
    /// sold over a weekend arrives together.
    fn whole_days(&self, cards: &BTreeMap<[u32; 3], Vec<u32>>) -> Vec<WholeDays> {
        let mut whole = Vec::new();
        let payers = u32::try_from(self.payers.len()).unwrap_or(NONE);
        for payer in 0..payers {
            self.sum_days(Source::Payer(payer), self.payers.rows(payer), 1, &mut whole);
        }
        for (key, rows) in cards {
            self.sum_days(Source::Cards(*key), rows, 4, &mut whole);
        }
        whole.sort_unstable_by_key(|w| (w.sum, w.last_day, w.source));
        whole
    }

    fn sum_days(&self, source: Source, rows: &[u32], most_days: usize, whole: &mut Vec<WholeDays>) {
        let open: Vec<u32> = rows
            .iter()
            .copied()
            .filter(|r| self.is_right_open(*r))
            .collect();
        let days: Vec<&[u32]> = open
            .chunk_by(|a, b| self.right_row(*a).day == self.right_row(*b).day)
            .collect();
        for first in 0..days.len() {
            let (mut sum, mut entries) = (0_i64, 0);
            for day in days.iter().skip(first).take(most_days) {
                let amounts = day.iter().map(|r| self.expected(*r));
                let Some(total) = super::super::sum(amounts.chain([sum])) else {
                    break;
                };
                (sum, entries) = (total, entries + day.len());
                if let (true, Some(last)) = (entries >= 2, day.last()) {
                    whole.push(WholeDays {
                        sum,
                        last_day: self.right_row(*last).day,
                        source,
                    });
                }
            }
        }
    }

    pub(super) fn pool_rows(
        &self,
        source: Source,
        cards: &mut Option<BTreeMap<[u32; 3], Vec<u32>>>,
    ) -> Vec<u32> {
        let rows = match source {
            Source::Payer(payer) => self.payers.rows(payer).to_vec(),
            Source::Cards(key) => cards
                .get_or_insert_with(|| self.card_pools())
                .get(&key)
                .cloned()
                .unwrap_or_default(),
        };
        rows.into_iter()
            .filter(|r| self.is_right_open(*r))
            .collect()
    }
}
