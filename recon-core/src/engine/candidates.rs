//! Which pairs are worth a look: joins on composite keys, never all with all.
#![allow(
    clippy::indexing_slicing,
    reason = "row numbers and ranges are made here"
)]

use super::Run;
use super::claims::{Edge, same_debt};
use super::payers::{Memo, Votes};
use super::scoring::Pairing;
use crate::book::EntryIndex;
use crate::hash;
use std::collections::BTreeMap;

/// A block with more pairs than this is compared near its diagonal only.
const DENSE_PAIRS: usize = 4_096;
/// How many neighbours to each side a dense block is compared with.
const BAND: usize = 16;
/// More rows of one amount in a window than this, and the payers named in the memo choose.
const DENSE_WINDOW: usize = 1_024;
/// Pairs below this are not worth keeping even as alternatives.
const HOPELESS: i32 = -2_000;

/// A right row under the amount it may bring.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Target {
    pub(super) amount: i64,
    pub(super) day: i32,
    pub(super) row: u32,
    pub(super) net: bool,
    name: u32,
    /// What the equal amount is worth at most; the row itself is far away in memory.
    pub(super) most_worth: i32,
}

/// Rows of one amount and window that are too many to compare one by one.
struct DenseBlock {
    is_one_debt: bool,
    /// How many lines have asked for it so far.
    seen: usize,
}

impl Run<'_> {
    /// Pairs with a common reference and the same amount, in full or net.
    pub(super) fn reference_edges(&mut self) -> Vec<Edge> {
        let mut right_keys = Vec::new();
        for (row, entry) in (0_u32..)
            .zip(self.right.rows())
            .filter(|(r, _)| self.is_right_open(*r))
        {
            for reference in self.right.references(entry) {
                right_keys.push((hash::with_amount(reference.key, entry.amount), row, false));
                if let Some(net) = self.net(row).filter(|n| *n != entry.amount) {
                    right_keys.push((hash::with_amount(reference.key, net), row, true));
                }
            }
        }
        let mut left_keys = Vec::new();
        for (row, entry) in (0_u32..)
            .zip(self.left.rows())
            .filter(|(l, _)| self.is_left_open(*l))
        {
            let keys = self.left.references(entry).iter();
            left_keys.extend(keys.map(|r| (hash::with_amount(r.key, entry.amount), row)));
        }
        right_keys.sort_unstable();
        left_keys.sort_unstable();
        let mut edges = Vec::new();
        let mut rest = right_keys.as_slice();
        for lefts in left_keys.chunk_by(|a, b| a.0 == b.0) {
            let key = lefts[0].0;
            rest = &rest[rest.partition_point_near(|r| r.0 < key)..];
            let rights = &rest[..rest.iter().take_while(|r| r.0 == key).count()];
            if !rights.is_empty() {
                self.join_block(lefts, rights, &mut edges);
            }
        }
        edges
    }

    fn join_block(
        &mut self,
        lefts: &[(u64, u32)],
        rights: &[(u64, u32, bool)],
        edges: &mut Vec<Edge>,
    ) {
        let dense = lefts.len().saturating_mul(rights.len()) > DENSE_PAIRS;
        self.report.blocks_cut += usize::from(dense);
        let twins = dense && self.is_one_debt(rights.iter().map(|r| r.1));
        for (rank, (_, left)) in lefts.iter().enumerate() {
            let row = self.left_row(*left);
            let memo = Memo::of(self.left, row);
            let mut look = |rights: &[(u64, u32, bool)]| {
                edges.extend(
                    rights
                        .iter()
                        .filter_map(|(_, right, net)| self.edge(*left, *right, *net, &memo)),
                );
            };
            if twins {
                look(rights.get(rank..=rank).unwrap_or(&[]));
            } else if dense {
                let by_day = rights.partition_point(|(_, r, _)| self.right_row(*r).day < row.day);
                look(around(rights, by_day));
                look(around(rights, rank));
            } else {
                look(rights);
            }
        }
    }

    /// Pairs of the same amount, in full or net, within the window.
    pub(super) fn amount_edges(&mut self) -> Vec<Edge> {
        let mut targets = self.targets();
        self.count_coincidences(&mut targets);
        let mut edges = Vec::new();
        let mut votes = Votes::new(self.right);
        let mut dense_blocks: BTreeMap<usize, DenseBlock> = BTreeMap::new();
        for left in self.open_left() {
            let entry = self.left_row(left);
            let memo = Memo::of(self.left, entry);
            let tolerance = self.plan.tolerance_of(entry.amount);
            let (low, high) = (
                entry.amount.saturating_sub(tolerance),
                entry.amount.saturating_add(tolerance),
            );
            let (from, to) = (
                entry.day.saturating_sub(self.plan.days_after),
                entry.day.saturating_add(self.plan.days_before),
            );
            let start = targets.partition_point(|t| (t.amount, t.day) < (low, from));
            let end = targets.partition_point(|t| (t.amount, t.day) <= (high, to));
            let block = &targets[start..end];
            if block.len() <= DENSE_WINDOW {
                let near = block.iter().filter(|t| (from..=to).contains(&t.day));
                let silent = entry.tax_id == 0 && self.left.references(entry).is_empty();
                let silent = silent && !self.scorer.aliases.know(entry);
                let near = near.filter(|t| !silent || !self.is_hopeless(t, &memo));
                edges.extend(near.filter_map(|t| self.edge(left, t.row, t.net, &memo)));
            } else {
                let dense = dense_blocks.entry(start).or_insert_with(|| DenseBlock {
                    is_one_debt: self.is_one_debt(block.iter().map(|t| t.row)),
                    seen: 0,
                });
                let rank = dense.seen;
                dense.seen += 1;
                if dense.is_one_debt {
                    edges.extend(
                        block
                            .get(rank)
                            .and_then(|t| self.edge(left, t.row, t.net, &memo)),
                    );
                    continue;
                }
                let by_day = block.partition_point(|t| t.day < entry.day);
                let near = around(block, by_day).iter().chain(around(block, rank));
                let near = near.filter(|t| (from..=to).contains(&t.day));
                edges.extend(near.filter_map(|t| self.edge(left, t.row, t.net, &memo)));
                self.edges_of_named(left, &memo, &mut votes, &mut edges);
            }
        }
        self.report.blocks_cut += dense_blocks.len();
        edges
    }

    /// Whether nothing tells these right rows apart; then any order of taking them is as good.
    fn is_one_debt(&self, mut rows: impl Iterator<Item = u32>) -> bool {
        let Some(first) = rows.next() else {
            return false;
        };
        rows.all(|row| same_debt(self.right, self.right_row(first), self.right_row(row)))
    }

    /// In a block too dense to read, the payers the memo names come first.
    fn edges_of_named(&self, left: u32, memo: &Memo<'_>, votes: &mut Votes, edges: &mut Vec<Edge>) {
        let amount = self.left_row(left).amount;
        for named in self.payers.named_in(memo, votes, 8, |_| true) {
            for right in self
                .payers
                .rows(named.payer)
                .iter()
                .filter(|r| self.is_right_open(**r))
                .take(DENSE_WINDOW)
            {
                if self.right_row(*right).amount == amount {
                    edges.extend(self.edge(left, *right, false, memo));
                } else if self.net(*right) == Some(amount) {
                    edges.extend(self.edge(left, *right, true, memo));
                }
            }
        }
    }

    fn edge(&self, left: u32, right: u32, net: bool, memo: &Memo<'_>) -> Option<Edge> {
        let (l, r) = (self.left_row(left), self.right_row(right));
        let refused = || self.refused.has(&[EntryIndex(left)], &[EntryIndex(right)]);
        if !self.compatible(l, r) || refused() {
            return None;
        }
        let name = self.payers.agreement(memo, right);
        let score = self.scorer.score(Pairing {
            left,
            right,
            net,
            name,
        });
        (score.milli() > HOPELESS).then_some(Edge {
            left,
            right,
            net,
            name,
            score,
        })
    }

    /// Whether a line with nothing but its amount and memo cannot have come from here: too little
    /// of the name can be found to make up for how common the amount is.
    fn is_hopeless(&self, target: &Target, memo: &Memo<'_>) -> bool {
        let most = |name| target.most_worth + self.scorer.most_beside_amount(name, target.net);
        let name = self.payers.most_worth(memo, target.name);
        name.is_some_and(|name| most(name) <= HOPELESS)
    }

    pub(super) fn rescored(&self, edges: Vec<Edge>) -> Vec<Edge> {
        let again = |e: Edge| Edge {
            score: self.scorer.score(e.pairing()),
            ..e
        };
        let edges = edges.into_iter().map(again);
        edges.filter(|e| e.score.milli() > HOPELESS).collect()
    }

    fn targets(&self) -> Vec<Target> {
        let mut targets = Vec::new();
        for (row, entry) in (0_u32..)
            .zip(self.right.rows())
            .filter(|(r, _)| self.is_right_open(*r))
        {
            targets.push(Target {
                amount: entry.amount,
                day: entry.day,
                row,
                net: false,
                name: entry.words,
                most_worth: 0,
            });
            if let Some(amount) = self.net(row).filter(|n| *n != entry.amount) {
                targets.push(Target {
                    amount,
                    day: entry.day,
                    row,
                    net: true,
                    name: entry.words,
                    most_worth: 0,
                });
            }
        }
        targets.sort_unstable();
        targets
    }
}

fn around<T>(list: &[T], at: usize) -> &[T] {
    let from = at.saturating_sub(BAND).min(list.len());
    &list[from..at.saturating_add(BAND).min(list.len())]
}

/// Looks near the front first: merges advance a little at a time.
trait PartitionNear<T> {
    fn partition_point_near(&self, before: impl Fn(&T) -> bool) -> usize;
}

impl<T> PartitionNear<T> for [T] {
    fn partition_point_near(&self, before: impl Fn(&T) -> bool) -> usize {
        let mut reach = 8;
        while reach < self.len() && before(&self[reach]) {
            reach *= 4;
        }
        self[..self.len().min(reach + 1)].partition_point(before)
    }
}
