//! How often a right entry's amount is met by accident.
#![allow(
    clippy::indexing_slicing,
    reason = "row numbers and ranges are made here"
)]

use super::Run;
use super::candidates::Target;
use super::scoring::{calendar_days, window_days};
use super::statistics::Statistics;
use crate::bits::{Bits, log2_milli};
use crate::book::{HashedMap, NONE};
use crate::hash;

/// How many different amounts to each side show how close together amounts lie.
const NEIGHBORS: usize = 16;
/// Of a payer's payments so many bits more belong to one of its entries than to none.
const BELONGS: i32 = 3_000;
/// Bits of a count of one: expected hits are counted in parts of 2¹⁶.
const ONE: i32 = 16_000;
/// The most an equal amount is worth.
const MOST: i32 = 12_000;
/// What a payment in full is held back by: it may have no entry at all. A net by contract is
/// nothing that other payments come to.
const UNDECIDED: i32 = 1_000;

/// What equal amounts mean for one right row.
#[derive(Debug, Clone, Copy)]
pub(super) struct Coincidence {
    /// How many open rows of this amount one window holds, itself included, its twins not.
    pub(super) shared_by: u32,
    /// `log2` of the payments expected to have this amount by accident.
    strangers: i32,
    /// The same among payments of the row's own payer.
    same_payer: i32,
}

/// By right row, for the full amount and for the net.
#[derive(Clone)]
pub(super) struct Coincidences {
    gross: Vec<Coincidence>,
    net: Vec<Coincidence>,
    unknown: Coincidence,
}

impl Coincidence {
    /// Where so many payments are expected to have the amount because others are owed it, by the
    /// way, and from the row's own payer; in parts of 2¹⁶.
    pub(super) fn expected(net: bool, owed: u64, accidents: u64, same_payer: u64) -> Self {
        let undecided = if net { 0 } else { UNDECIDED };
        Self {
            shared_by: u32::try_from((owed >> 16) + 1).unwrap_or(u32::MAX),
            strangers: log2_milli(owed + accidents) + undecided,
            same_payer: log2_milli(same_payer) + undecided,
        }
    }

    /// What an equal amount is worth beside a name worth so much: the surer the payer, the more
    /// its own other payments count as accidents.
    pub(super) fn worth(self, name: Bits) -> Bits {
        let same_payer = self.same_payer.saturating_add(name.milli() - BELONGS);
        let accidents = [self.strangers, same_payer].map(Bits::from_milli);
        let accidents = if same_payer < self.strangers - 8_000 {
            accidents[0]
        } else {
            Bits::log_sum(accidents.into_iter())
        };
        (Bits::from_milli(ONE) - accidents).clamp(-20_000, MOST)
    }

    /// It is never worth more than this.
    fn most_worth(self) -> i32 {
        (ONE - self.strangers).min(MOST)
    }
}

impl Coincidences {
    /// Before anything is counted: rows of the whole window lie evenly over ordinary amounts.
    pub(super) fn uncounted(rows_per_window: u64) -> Self {
        let unknown = Coincidence {
            shared_by: 1,
            strangers: log2_milli(rows_per_window / 2),
            same_payer: i32::MIN / 2,
        };
        Self {
            gross: Vec::new(),
            net: Vec::new(),
            unknown,
        }
    }

    pub(super) fn of(&self, right: u32, net: bool) -> Coincidence {
        let column = if net { &self.net } else { &self.gross };
        column.get(right as usize).copied().unwrap_or(self.unknown)
    }
}

impl Run<'_> {
    /// Counts for each target how many of the same amount one window holds.
    pub(super) fn count_coincidences(&mut self, targets: &mut [Target]) {
        if let Some(usual) = self.usual {
            return self.recall_coincidences(usual, targets);
        }
        let unknown = self.scorer.coincidences.unknown;
        let net_rows = if self.nets.is_empty() {
            0
        } else {
            self.right.len()
        };
        let mut counted = Coincidences {
            gross: vec![unknown; self.right.len()],
            net: vec![unknown; net_rows],
            unknown,
        };
        let window = window_days(self.plan);
        let days = calendar_days(self.right).max(window);
        let spacing = [false, true].map(|net| Spacing::of(targets, net, window, days));
        let of_payer = self.open_rows_of_payers();
        let in_window = (targets.len() as u64 * window / days).max(1);
        for block in targets.chunk_by_mut(|a, b| a.amount == b.amount) {
            let strangers = [0, 1].map(|net: usize| spacing[net].accidents(block[0].amount));
            let shared = self.shared_in(block);
            for (target, shared_by) in block.iter_mut().zip(shared) {
                let others = u64::from(shared_by.saturating_sub(1));
                let payer = self.payers.of_row(target.row);
                let rows = if payer == NONE {
                    0
                } else {
                    of_payer[payer as usize]
                };
                // The row itself is no accident.
                let payer_in_window = (u64::from(rows.saturating_sub(1)) << 16) * window / days;
                let counted = if target.net {
                    &mut counted.net
                } else {
                    &mut counted.gross
                };
                let undecided = if target.net { 0 } else { UNDECIDED };
                let strangers = (others << 16) + strangers[usize::from(target.net)];
                let coincidence = Coincidence {
                    shared_by,
                    strangers: log2_milli(strangers) + undecided,
                    same_payer: log2_milli(payer_in_window * others / in_window) + undecided,
                };
                target.most_worth = coincidence.most_worth();
                counted[target.row as usize] = coincidence;
            }
        }
        self.scorer.coincidences = counted;
    }

    /// The same where it is known what is usual.
    fn recall_coincidences(&mut self, usual: &Statistics, targets: &mut [Target]) {
        let unknown = self.scorer.coincidences.unknown;
        let mut recalled = Coincidences {
            gross: vec![unknown; self.right.len()],
            net: vec![unknown; self.nets.len()],
            unknown,
        };
        for target in targets {
            let coincidence = usual.coincidence(self.right, self.right_row(target.row), target);
            target.most_worth = coincidence.most_worth();
            let column = if target.net {
                &mut recalled.net
            } else {
                &mut recalled.gross
            };
            column[target.row as usize] = coincidence;
        }
        self.scorer.coincidences = recalled;
    }

    fn open_rows_of_payers(&self) -> Vec<u32> {
        let mut rows = vec![0_u32; self.payers.len()];
        for (row, taken) in (0_u32..).zip(&self.right_taken) {
            let payer = self.payers.of_row(row);
            if !taken && payer != NONE {
                rows[payer as usize] += 1;
            }
        }
        rows
    }

    /// For each row of one amount, how many of the others one window holds, itself included. A
    /// row's twins do not make it doubtful: whichever is taken, the answer is the same.
    fn shared_in(&self, block: &[Target]) -> Vec<u32> {
        if block.len() == 1 {
            return vec![1];
        }
        let half = i32::try_from(window_days(self.plan) / 2).unwrap_or(i32::MAX);
        let keys: Vec<u64> = block.iter().map(|t| self.debt_key(t.row, t.net)).collect();
        let mut twins: HashedMap<usize> = HashedMap::default();
        for key in &keys {
            *twins.entry(*key).or_insert(0) += 1;
        }
        let (mut from, mut to) = (0, 0);
        let mut shared = Vec::with_capacity(block.len());
        for (target, key) in block.iter().zip(&keys) {
            while block[from].day < target.day.saturating_sub(half) {
                from += 1;
            }
            while to < block.len() && block[to].day <= target.day.saturating_add(half) {
                to += 1;
            }
            let twins = twins.get(key).copied().unwrap_or(1);
            shared.push(u32::try_from(to - from + 1 - twins).unwrap_or(u32::MAX));
        }
        shared
    }

    /// Equal for rows that nothing tells apart.
    fn debt_key(&self, right: u32, net: bool) -> u64 {
        let row = self.right_row(right);
        let references = self
            .right
            .references(row)
            .iter()
            .fold(0, |key, r| hash::pair(key, r.key));
        let says = hash::pair(hash::pair(references, row.tax_id), row.account);
        let tags = [row.words, row.product, row.acquirer, row.brand].map(u64::from);
        let key = tags.into_iter().fold(says, hash::pair);
        hash::pair(
            key,
            u64::from(row.day.cast_unsigned()) << 1 | u64::from(net),
        )
    }
}

/// How close together the amounts of one kind lie.
#[derive(Clone)]
pub(super) struct Spacing {
    amounts: Vec<i64>,
    window: u64,
    days: u64,
    /// What is assumed where too few amounts are known; more is never expected.
    at_most: u64,
}

impl Spacing {
    pub(super) fn of(targets: &[Target], net: bool, window: u64, days: u64) -> Self {
        let of_kind = targets.iter().filter(|t| t.net == net);
        let mut amounts: Vec<i64> = of_kind.map(|t| t.amount).collect();
        let at_most = (amounts.len() as u64 * window / days / 2).max(1);
        amounts.dedup();
        Self {
            amounts,
            window,
            days,
            at_most,
        }
    }

    /// How many payments of one window are expected to hit an amount like this one, in parts of
    /// 2¹⁶; at least one part.
    pub(super) fn accidents(&self, amount: i64) -> u64 {
        let at = self.amounts.partition_point(|a| *a < amount);
        let from = at.saturating_sub(NEIGHBORS);
        let to = (at + NEIGHBORS).min(self.amounts.len());
        let [low, .., high] = self.amounts[from..to] else {
            return self.at_most;
        };
        let wide = high.abs_diff(low).max(1);
        let steps = (to - from) as u64 - 1;
        let per_day = u128::from(steps << 16) * u128::from(self.window);
        let hits = per_day / (u128::from(wide) * u128::from(self.days)).max(1);
        let too_few = steps < NEIGHBORS as u64 / 2;
        match u64::try_from(hits) {
            Ok(hits) if !too_few => hits.clamp(1, self.at_most.max(1)),
            _ => self.at_most,
        }
    }
}
