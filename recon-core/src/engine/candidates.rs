//! Which pairs are worth a look: joins on composite keys, never all with all.
#![allow(
    clippy::indexing_slicing,
    reason = "row numbers and ranges are made here"
)]

use super::Run;
use super::claims::{Edge, same_debt};
use super::memo::Memo;
use super::payers::Votes;
use super::scoring::Pairing;
use crate::book::{NONE, Row};
use crate::hash;
use crate::radix::{self, Seen};
use crate::text::Agreement;
use crate::threads;
use std::collections::BTreeMap;

/// A block with more pairs than this is compared near its diagonal only.
const DENSE_PAIRS: usize = 4_096;
/// How many neighbours to each side a dense block is compared with.
const BAND: usize = 16;
/// More rows of one amount in a window than this, and the payers named in the memo choose.
const DENSE_WINDOW: usize = 1_024;
/// Payers that a memo may name, in a block too dense to read.
const MOST_NAMED: usize = 8;
/// Lines that one thread takes at a time.
const RUN: usize = 256;
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

/// A line and a right row that may belong together, and whether it is by the row's net.
type Met = (u32, u32, bool);

/// Lines and rows with one reference and amount.
struct Block<'a> {
    lefts: &'a [(u64, u32)],
    rights: &'a [(u64, u32, bool)],
}

impl Block<'_> {
    fn is_dense(&self) -> bool {
        self.lefts.len().saturating_mul(self.rights.len()) > DENSE_PAIRS
    }
}

/// The targets by amount and day, and how their names begin.
struct Targets {
    list: Vec<Target>,
    heads: Vec<u128>,
    dense: BTreeMap<usize, DenseBlock>,
}

/// A line and the range of targets it may mean.
struct Asked {
    left: u32,
    start: usize,
    end: usize,
    /// How many lines asked for the same dense block before.
    rank: usize,
}

/// Rows of one amount and window that are too many to compare one by one.
struct DenseBlock {
    is_one_debt: bool,
    /// How many lines have asked for it so far.
    seen: usize,
}

impl<'a> Run<'a> {
    /// Pairs with a common reference and the same amount, in full or net.
    pub(super) fn reference_edges(&mut self) -> Vec<Edge> {
        let left_keys = self.left_reference_keys();
        let mut wanted = Seen::with_capacity(left_keys.len());
        left_keys.iter().for_each(|(key, _)| wanted.insert(*key));
        let right_keys = self.right_reference_keys(&wanted);
        let left_keys = radix::sort_by_hash(left_keys, |k| k.0);
        let right_keys = radix::sort_by_hash(right_keys, |k| k.0);
        let mut blocks = Vec::new();
        let mut rest = right_keys.as_slice();
        for lefts in left_keys.chunk_by(|a, b| a.0 == b.0) {
            let key = lefts[0].0;
            rest = &rest[rest.partition_point_near(|r| r.0 < key)..];
            let rights = &rest[..rest.iter().take_while(|r| r.0 == key).count()];
            if !rights.is_empty() {
                blocks.push(Block { lefts, rights });
            }
        }
        self.report.blocks_cut += blocks.iter().filter(|b| b.is_dense()).count();
        let join = |(): &mut (), block: &Block<'_>, pairs: &mut Vec<Met>| {
            self.join_block(block, pairs);
        };
        let pairs = threads::gather(&blocks, RUN, || (), join);
        self.edges_of_pairs(pairs)
    }

    /// Weighs pairs in the order of their lines: both books lie by day in memory, so what is needed
    /// next is near.
    fn edges_of_pairs(&self, pairs: Vec<Met>) -> Vec<Edge> {
        let shift = (self.left.len() as u64).leading_zeros();
        let pairs = radix::sort_by_hash(pairs, |(left, ..)| u64::from(*left) << shift);
        let memo = || (NONE, Memo::default());
        let weigh = |(line, memo): &mut (u32, Memo<'a>), met: &Met, edges: &mut Vec<Edge>| {
            let (left, right, net) = *met;
            if *line != left {
                *line = left;
                memo.read(self.left, self.left_row(left));
            }
            edges.extend(self.edge(left, right, net, memo));
        };
        threads::gather(&pairs, RUN, memo, weigh)
    }

    fn left_reference_keys(&self) -> Vec<(u64, u32)> {
        let mut keys = Vec::with_capacity(self.left.len());
        for (row, entry) in (0_u32..).zip(self.left.rows()) {
            if self.is_left_open(row) {
                let references = self.left.references(entry).iter();
                keys.extend(references.map(|r| (hash::with_amount(r.key, entry.amount), row)));
            }
        }
        keys
    }

    fn right_reference_keys(&self, wanted: &Seen) -> Vec<(u64, u32, bool)> {
        let mut keys = Vec::new();
        for (row, entry) in (0_u32..).zip(self.right.rows()) {
            if !self.is_right_open(row) {
                continue;
            }
            let net = self.net(row).filter(|n| *n != entry.amount);
            for reference in self.right.references(entry) {
                let full = (hash::with_amount(reference.key, entry.amount), row, false);
                let net = net.map(|n| (hash::with_amount(reference.key, n), row, true));
                let both = [Some(full), net].into_iter().flatten();
                keys.extend(both.filter(|key| wanted.may_have(key.0)));
            }
        }
        keys
    }

    fn join_block(&self, block: &Block<'_>, pairs: &mut Vec<Met>) {
        let Block { lefts, rights } = *block;
        let dense = block.is_dense();
        let twins = dense && self.is_one_debt(rights.iter().map(|r| r.1));
        for (rank, (_, left)) in lefts.iter().enumerate() {
            let mut look = |rights: &[(u64, u32, bool)]| {
                pairs.extend(rights.iter().map(|(_, right, net)| (*left, *right, *net)));
            };
            if twins {
                look(rights.get(rank..=rank).unwrap_or(&[]));
            } else if dense {
                let day = self.left_row(*left).day;
                let by_day = rights.partition_point(|(_, r, _)| self.right_row(*r).day < day);
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
        let heads: Vec<u128> = targets.iter().map(|t| self.payers.heads(t.name)).collect();
        let (asked, dense) = self.targets_asked_for(&targets);
        self.report.blocks_cut += dense.len();
        let targets = Targets {
            list: targets,
            heads,
            dense,
        };
        let votes = || Votes::new(&self.payers);
        threads::gather(&asked, RUN, votes, |votes, asked, edges| {
            self.edges_of_line(asked, &targets, votes, edges);
        })
    }

    /// Which targets each open line may mean, and the blocks of them that are too dense to read.
    fn targets_asked_for(&self, targets: &[Target]) -> (Vec<Asked>, BTreeMap<usize, DenseBlock>) {
        let mut asked = Vec::new();
        let mut dense_blocks: BTreeMap<usize, DenseBlock> = BTreeMap::new();
        for left in self.open_left() {
            let entry = self.left_row(left);
            let tolerance = self.plan.tolerance_of(entry.amount);
            let low = (entry.amount.saturating_sub(tolerance), self.earliest(entry));
            let high = (entry.amount.saturating_add(tolerance), self.latest(entry));
            let start = targets.partition_point(|t| (t.amount, t.day) < low);
            let end = targets.partition_point(|t| (t.amount, t.day) <= high);
            if start >= end {
                continue;
            }
            let mut rank = 0;
            if end - start > DENSE_WINDOW {
                let block = dense_blocks.entry(start).or_insert_with(|| DenseBlock {
                    is_one_debt: self.is_one_debt(targets[start..end].iter().map(|t| t.row)),
                    seen: 0,
                });
                rank = block.seen;
                block.seen += 1;
            }
            asked.push(Asked {
                left,
                start,
                end,
                rank,
            });
        }
        (asked, dense_blocks)
    }

    pub(super) fn earliest(&self, line: &Row) -> i32 {
        line.day.saturating_sub(self.plan.days_after)
    }

    pub(super) fn latest(&self, line: &Row) -> i32 {
        line.day.saturating_add(self.plan.days_before)
    }

    fn edges_of_line(
        &self,
        asked: &Asked,
        targets: &Targets,
        votes: &mut Votes,
        edges: &mut Vec<Edge>,
    ) {
        let &Asked {
            left,
            start,
            end,
            rank,
        } = asked;
        let entry = self.left_row(left);
        let memo = Memo::of(self.left, entry);
        let window = self.earliest(entry)..=self.latest(entry);
        let block = &targets.list[start..end];
        votes.next_memo();
        if block.len() <= DENSE_WINDOW {
            let silent = entry.tax_id == 0 && self.left.references(entry).is_empty();
            let silent = silent && !self.scorer.aliases.know(entry);
            let near = block.iter().zip(&targets.heads[start..end]);
            let near = near.filter(|(t, _)| window.contains(&t.day));
            let near = near.filter(|(t, heads)| !silent || !self.is_hopeless(t, **heads, &memo));
            let edge = |(t, _): (&Target, _)| self.edge_again(left, (t.row, t.net), &memo, votes);
            edges.extend(near.filter_map(edge));
        } else if targets.dense.get(&start).is_some_and(|d| d.is_one_debt) {
            let target = block.get(rank);
            edges.extend(target.and_then(|t| self.edge(left, t.row, t.net, &memo)));
        } else {
            let by_day = block.partition_point(|t| t.day < entry.day);
            let near = around(block, by_day).iter().chain(around(block, rank));
            let near = near.filter(|t| window.contains(&t.day));
            edges.extend(near.filter_map(|t| self.edge(left, t.row, t.net, &memo)));
            self.edges_of_named(left, &memo, votes, edges);
        }
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
        let named = self.payers.named_in(memo, votes);
        for named in named.iter().take(MOST_NAMED) {
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
        let name = || self.payers.agreement(memo, right);
        self.weighed(left, right, net, name)
    }

    /// The same for one of many entries beside the memo that `votes` was told of.
    fn edge_again(
        &self,
        left: u32,
        (right, net): (u32, bool),
        memo: &Memo<'_>,
        votes: &mut Votes,
    ) -> Option<Edge> {
        let name = || self.payers.agreement_again(memo, right, votes);
        self.weighed(left, right, net, name)
    }

    fn weighed(
        &self,
        left: u32,
        right: u32,
        net: bool,
        name: impl FnOnce() -> Option<Agreement>,
    ) -> Option<Edge> {
        let (l, r) = (self.left_row(left), self.right_row(right));
        if !self.compatible(l, r) || self.refused.has(&[left], &[right]) {
            return None;
        }
        let name = name();
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
    fn is_hopeless(&self, target: &Target, heads: u128, memo: &Memo<'_>) -> bool {
        if heads == 0 || memo.heads == 0 {
            return false;
        }
        let found = if memo.heads & heads == 0 {
            0
        } else {
            self.payers.most_worth(memo, target.name)
        };
        target.most_worth + self.scorer.most_beside_amount(found, target.net) <= HOPELESS
    }

    pub(super) fn rescored(&self, edges: Vec<Edge>) -> Vec<Edge> {
        let again = |e: Edge| Edge {
            score: self.scorer.score(e.pairing()),
            ..e
        };
        let edges = edges.into_iter().map(again);
        edges.filter(|e| e.score.milli() > HOPELESS).collect()
    }

    pub(super) fn targets(&self) -> Vec<Target> {
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
