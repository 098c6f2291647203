//! Who goes with whom: the pairing of greatest total weight in a sparse graph.
#![allow(
    clippy::indexing_slicing,
    reason = "indices are made here and bounded by the node counts"
)]

use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// One possible pair and what it is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pair {
    /// Index of the left node.
    pub left: u32,
    /// Index of the right node.
    pub right: u32,
    /// What the pair adds to the total; a pair worth nothing or less is never chosen.
    pub weight: i32,
}

/// The best pairing and the prices that prove it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assignment {
    /// For each left node its right node, if any.
    pub mate: Vec<Option<u32>>,
    /// Sum of the weights of the chosen pairs.
    pub total: i64,
    left_price: Vec<i64>,
    right_price: Vec<i64>,
}

impl Assignment {
    /// How much worse than the best any pairing that contains `pair` is, at least; zero for the
    /// pairs chosen.
    #[must_use]
    pub fn slack(&self, pair: Pair) -> i64 {
        let left = self
            .left_price
            .get(pair.left as usize)
            .copied()
            .unwrap_or(0);
        let right = self
            .right_price
            .get(pair.right as usize)
            .copied()
            .unwrap_or(0);
        left + right - i64::from(pair.weight)
    }

    /// What leaving this left node open would cost, at least.
    #[must_use]
    pub fn left_price(&self, left: u32) -> i64 {
        self.left_price.get(left as usize).copied().unwrap_or(0)
    }

    /// What leaving this right node open would cost, at least.
    #[must_use]
    pub fn right_price(&self, right: u32) -> i64 {
        self.right_price.get(right as usize).copied().unwrap_or(0)
    }
}

/// Finds the pairing of greatest total weight, each node used at most once.
///
/// Nodes may stay open at no cost. Ties go to the pair that comes first by node numbers, so the
/// answer depends only on the numbering, not on the order of `pairs`. Pairs that name a node out
/// of range are left out.
///
/// Successive shortest augmenting paths with prices: `O(lefts × pairs × log)` at worst, close to
/// linear on sparse graphs; memory linear in the pairs. In debug builds the prices are checked to
/// prove that no better pairing exists.
///
/// Two lines want row 0, and taking the best pair first (9) would end at 9 + 1:
///
/// ```
/// use recon_core::assignment::{Pair, solve};
/// let pair = |left, right, weight| Pair { left, right, weight };
/// let best = solve(2, 2, &[pair(0, 0, 9), pair(0, 1, 7), pair(1, 0, 8), pair(1, 1, 1)]);
/// assert_eq!(best.mate, [Some(1), Some(0)]);
/// assert_eq!(best.total, 15);
/// ```
#[must_use]
pub fn solve(lefts: usize, rights: usize, pairs: &[Pair]) -> Assignment {
    let graph = Graph::new(lefts, rights, pairs);
    let mut search = Search {
        left_price: vec![0; lefts],
        right_price: vec![0; rights],
        mate: vec![None; lefts],
        owner: vec![None; rights],
        best: vec![i64::MAX; rights],
        from: vec![0; rights],
        done: vec![false; rights],
    };
    for left in 0..lefts {
        search.insert(&graph, left);
    }
    let mut total = 0;
    for (left, mate) in search.mate.iter().enumerate() {
        let weight = graph
            .of(left)
            .iter()
            .find(|p| Some(p.right) == *mate)
            .map_or(0, |p| p.weight);
        total += i64::from(weight);
    }
    let result = Assignment {
        mate: search.mate,
        total,
        left_price: search.left_price,
        right_price: search.right_price,
    };
    debug_assert!(
        is_optimal(&graph, &result, &search.owner),
        "the prices do not prove the pairing"
    );
    result
}

/// The pairs by left node.
struct Graph {
    starts: Vec<usize>,
    pairs: Vec<Pair>,
}

impl Graph {
    fn new(lefts: usize, rights: usize, pairs: &[Pair]) -> Self {
        let mut pairs: Vec<Pair> = pairs
            .iter()
            .copied()
            .filter(|p| p.weight > 0 && (p.left as usize) < lefts && (p.right as usize) < rights)
            .collect();
        pairs.sort_unstable_by_key(|p| (p.left, p.right, Reverse(p.weight)));
        pairs.dedup_by_key(|p| (p.left, p.right));
        let mut starts = vec![0; lefts + 1];
        for pair in &pairs {
            starts[pair.left as usize + 1] += 1;
        }
        for left in 0..lefts {
            starts[left + 1] += starts[left];
        }
        Self { starts, pairs }
    }

    fn of(&self, left: usize) -> &[Pair] {
        &self.pairs[self.starts[left]..self.starts[left + 1]]
    }
}

/// Prices are never negative, `left + right ≥ weight` for every pair, equal for chosen ones, and
/// an open node costs nothing: linear-programming duality then proves the total.
struct Search {
    left_price: Vec<i64>,
    right_price: Vec<i64>,
    mate: Vec<Option<u32>>,
    owner: Vec<Option<u32>>,
    best: Vec<i64>,
    from: Vec<u32>,
    done: Vec<bool>,
}

/// Where an augmenting path ends.
#[derive(Clone, Copy)]
enum End {
    /// At a row nobody owns.
    FreeRight(usize),
    /// At a line that gives its row up and stays open.
    OpenLeft(usize),
}

impl Search {
    fn insert(&mut self, graph: &Graph, root: usize) {
        let highest = graph
            .of(root)
            .iter()
            .map(|p| i64::from(p.weight) - self.right_price[p.right as usize]);
        self.left_price[root] = highest.max().unwrap_or(0).max(0);
        let mut heap = BinaryHeap::new();
        let mut touched = Vec::new();
        let mut reached = vec![(root, 0_i64)];
        let mut end = (self.left_price[root], End::OpenLeft(root));
        let (mut left, mut distance) = (root, 0);
        loop {
            self.relax(graph, left, distance, &mut heap, &mut touched);
            let Some(right) = self.nearest(&mut heap, end.0) else {
                break;
            };
            distance = self.best[right];
            self.done[right] = true;
            let Some(owner) = self.owner[right] else {
                end = (distance, End::FreeRight(right));
                break;
            };
            left = owner as usize;
            reached.push((left, distance));
            let open = distance + self.left_price[left];
            if open < end.0 {
                end = (open, End::OpenLeft(left));
            }
        }
        self.reprice(&reached, &touched, end.0);
        self.augment(root, end.1);
        for right in touched {
            self.best[right] = i64::MAX;
            self.done[right] = false;
        }
    }

    fn relax(
        &mut self,
        graph: &Graph,
        left: usize,
        distance: i64,
        heap: &mut BinaryHeap<Reverse<(i64, usize)>>,
        touched: &mut Vec<usize>,
    ) {
        for pair in graph.of(left) {
            let right = pair.right as usize;
            let slack = self.left_price[left] + self.right_price[right] - i64::from(pair.weight);
            let through = distance + slack;
            if !self.done[right] && through < self.best[right] {
                if self.best[right] == i64::MAX {
                    touched.push(right);
                }
                self.best[right] = through;
                self.from[right] = pair.left;
                heap.push(Reverse((through, right)));
            }
        }
    }

    /// The nearest row not yet settled that is nearer than `limit`.
    fn nearest(&self, heap: &mut BinaryHeap<Reverse<(i64, usize)>>, limit: i64) -> Option<usize> {
        while let Some(Reverse((distance, right))) = heap.pop() {
            if !self.done[right] && distance == self.best[right] {
                return (distance < limit).then_some(right);
            }
        }
        None
    }

    fn reprice(&mut self, reached: &[(usize, i64)], touched: &[usize], shortest: i64) {
        for &(left, distance) in reached {
            self.left_price[left] -= (shortest - distance).max(0);
        }
        for &right in touched {
            if self.done[right] {
                self.right_price[right] += (shortest - self.best[right]).max(0);
            }
        }
    }

    fn augment(&mut self, root: usize, end: End) {
        let mut free = match end {
            End::FreeRight(right) => Some(right),
            End::OpenLeft(left) => self.mate[left].take().map(|right| right as usize),
        };
        while let Some(right) = free {
            let left = self.from[right] as usize;
            self.owner[right] = Some(self.from[right]);
            let given_up = self.mate[left].replace(u32::try_from(right).unwrap_or(u32::MAX));
            free = if left == root {
                None
            } else {
                given_up.map(|r| r as usize)
            };
        }
    }
}

fn is_optimal(graph: &Graph, found: &Assignment, owner: &[Option<u32>]) -> bool {
    let priced = |p: &Pair| {
        let slack = found.slack(*p);
        slack >= 0 && (found.mate[p.left as usize] != Some(p.right) || slack == 0)
    };
    let open_left = |(at, mate): (usize, &Option<u32>)| mate.is_some() || found.left_price[at] == 0;
    let open_right = |(at, own): (usize, &Option<u32>)| own.is_some() || found.right_price[at] == 0;
    graph.pairs.iter().all(priced)
        && found
            .left_price
            .iter()
            .chain(&found.right_price)
            .all(|p| *p >= 0)
        && found.mate.iter().enumerate().all(open_left)
        && owner.iter().enumerate().all(open_right)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(left: u32, right: u32, weight: i32) -> Pair {
        Pair {
            left,
            right,
            weight,
        }
    }

    /// Whether the check lets an answer of these prices through.
    fn passes(pairs: &[Pair], mate: &[Option<u32>], prices: (&[i64], &[i64])) -> bool {
        let graph = Graph::new(mate.len(), prices.1.len(), pairs);
        let mut owner = vec![None; prices.1.len()];
        for (left, right) in (0_u32..).zip(mate) {
            if let Some(right) = right {
                owner[*right as usize] = Some(left);
            }
        }
        let found = Assignment {
            mate: mate.to_vec(),
            total: 0,
            left_price: prices.0.to_vec(),
            right_price: prices.1.to_vec(),
        };
        is_optimal(&graph, &found, &owner)
    }

    #[test]
    fn the_check_of_an_answer_refuses_what_is_not_the_best() {
        let pairs = [pair(0, 0, 5), pair(0, 1, 3)];
        assert!(passes(&pairs, &[Some(0)], (&[5], &[0, 0])));
        // The second best is taken: its price does not cover the best.
        assert!(!passes(&pairs, &[Some(1)], (&[3], &[0, 0])));
        // All is covered, but what is taken costs more than it brings.
        assert!(!passes(&pairs, &[Some(0)], (&[6], &[0, 0])));
        // Nothing is taken though it costs something to leave it.
        assert!(!passes(&pairs, &[None], (&[5], &[0, 0])));
        assert!(!passes(&[pair(0, 0, 5)], &[None], (&[0], &[5])));
        // A price below zero.
        assert!(!passes(&pairs, &[Some(0)], (&[7], &[-2, 0])));
        assert!(!passes(&[pair(0, 0, 5)], &[Some(0)], (&[-1], &[6])));
    }
}
