//! Deciding between pairs that want the same entries.
#![allow(
    clippy::indexing_slicing,
    reason = "node and component numbers are made here"
)]

use super::Run;
use super::scoring::Pairing;
use crate::assignment::{self, Assignment, Pair};
use crate::bits::Bits;
use crate::book::{Book, EntryIndex, NONE, Row};
use crate::disjoint_sets::DisjointSets;
use crate::outcome::{Alternative, Certificate, Match, MatchKind, Review};
use crate::text::Agreement;
use crate::threads;
use std::collections::BTreeSet;

/// Margins are exact in components of up to this many pairs, and safe lower bounds beyond.
const EXACT_MARGIN_PAIRS: usize = 48;
/// Larger components than this are not solved but taken best first, and reviewed.
const MOST_PAIRS: usize = 20_000;
/// Pairs and components that one thread takes at a time.
const RUN: usize = 256;
/// How many alternatives a review shows.
const SHOWN: usize = 5;

/// A possible pair and its score.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Edge {
    pub(super) left: u32,
    pub(super) right: u32,
    pub(super) net: bool,
    pub(super) name: Option<Agreement>,
    pub(super) score: Bits,
}

impl Edge {
    pub(super) fn pairing(self) -> Pairing {
        Pairing {
            left: self.left,
            right: self.right,
            net: self.net,
            name: self.name,
        }
    }
}

/// A pair that won its component.
struct Winner {
    edge: Edge,
    margin: Option<Bits>,
    certificate: Certificate,
    rivals: Vec<Edge>,
}

impl Winner {
    /// The scores of `edges`, which are sorted by their rows, instead of its own.
    fn take_scores_of(&mut self, edges: &[Edge]) {
        for edge in [&mut self.edge].into_iter().chain(&mut self.rivals) {
            let at = edges.binary_search_by_key(&(edge.left, edge.right), |e| (e.left, e.right));
            if let Some(own) = at.ok().and_then(|at| edges.get(at)) {
                edge.score = own.score;
            }
        }
    }
}

impl Run<'_> {
    /// Chooses among the pairs, makes the sure ones matches, and gives back those between entries
    /// that are still open.
    pub(super) fn settle(&mut self, edges: Vec<Edge>) -> Vec<Edge> {
        let edges = self.still_open(edges);
        let mut winners = self.winners(&edges);
        winners.retain(|winner| {
            let margin = winner.margin.unwrap_or(winner.edge.score);
            winner.edge.score >= self.plan.sure && margin >= self.plan.sure
        });
        let matched = |(): &mut (), winner: &Winner, found: &mut Vec<Match>| {
            found.extend(self.matched(winner));
        };
        for found in threads::gather(&winners, RUN, || (), matched) {
            self.accept(found);
        }
        self.still_open(edges)
    }

    /// What is likely but not sure enough becomes a review; what is unlikely stays open. A line that
    /// surely belongs to one of several entries is worth a look even when no single one is likely.
    pub(super) fn doubts(&mut self) {
        let edges = std::mem::take(&mut self.pending);
        let edges = self.still_open(edges);
        let raised = as_one_of_several(&edges);
        for mut winner in self.winners(&raised) {
            let is_worth_a_look = winner.edge.score >= self.plan.worth_a_look;
            winner.take_scores_of(&edges);
            if is_worth_a_look && let Some(proposal) = self.matched(&winner) {
                let alternatives = winner.rivals.iter().take(SHOWN).map(|e| Alternative {
                    left: vec![EntryIndex(e.left)],
                    right: vec![EntryIndex(e.right)],
                    score: e.score,
                });
                let alternatives = alternatives.collect();
                self.doubt(Review {
                    proposal,
                    alternatives,
                    alternative_count: winner.rivals.len(),
                });
            }
        }
        for review in std::mem::take(&mut self.doubtful_groups) {
            if self.is_all_open(&review.proposal) {
                self.doubt(review);
            }
        }
        self.pending = edges;
    }

    fn still_open(&self, mut edges: Vec<Edge>) -> Vec<Edge> {
        edges.retain(|e| self.is_left_open(e.left) && self.is_right_open(e.right));
        edges.sort_unstable_by_key(|e| (e.left, e.right, std::cmp::Reverse(e.score), e.net));
        edges.dedup_by_key(|e| (e.left, e.right));
        edges
    }

    fn matched(&self, winner: &Winner) -> Option<Match> {
        let Edge {
            left, right, net, ..
        } = winner.edge;
        let (evidence, _) = self.explain(winner.edge.pairing());
        let (lefts, rights) = (vec![EntryIndex(left)], vec![EntryIndex(right)]);
        let balance = self.balance(&lefts, &rights, net)?;
        Some(Match {
            left: lefts,
            right: rights,
            kind: if net {
                MatchKind::NetOfFee
            } else {
                MatchKind::OneToOne
            },
            balance,
            score: winner.edge.score,
            margin: winner.margin,
            certificate: winner.certificate,
            rule: self.report.rule.clone(),
            applied: Vec::new(),
            fees: Vec::new(),
            evidence,
        })
    }

    fn winners(&self, edges: &[Edge]) -> Vec<Winner> {
        let likely = edges.iter().copied().filter(|e| e.score > Bits::ZERO);
        // Most pairs have no rival at all and need no solving.
        let mut claims = (vec![0_u8; self.left.len()], vec![0_u8; self.right.len()]);
        for edge in likely.clone() {
            let (left, right) = (edge.left as usize, edge.right as usize);
            claims.0[left] = claims.0[left].saturating_add(1);
            claims.1[right] = claims.1[right].saturating_add(1);
        }
        let is_lone = |e: &Edge| claims.0[e.left as usize] == 1 && claims.1[e.right as usize] == 1;
        let (lone, contested): (Vec<Edge>, Vec<Edge>) = likely.partition(is_lone);
        let lone = lone.into_iter().map(|edge| Winner {
            edge,
            margin: None,
            certificate: self.lone_certificate(edge.right),
            rivals: Vec::new(),
        });
        let mut winners: Vec<Winner> = lone.collect();
        let solve = |(): &mut (), component: &Vec<Edge>, winners: &mut Vec<Winner>| {
            self.solve_component(component, winners);
        };
        winners.extend(threads::gather(&components(&contested), RUN, || (), solve));
        winners
    }

    fn solve_component(&self, edges: &[Edge], winners: &mut Vec<Winner>) {
        if edges.len() > MOST_PAIRS {
            return take_greedily(edges, winners);
        }
        let lefts = numbered(edges.iter().map(|e| e.left));
        let rights = numbered(edges.iter().map(|e| e.right));
        let place = |list: &[u32], row: u32| {
            u32::try_from(list.partition_point(|r| *r < row)).unwrap_or(NONE)
        };
        let pairs: Vec<Pair> = edges
            .iter()
            .map(|e| Pair {
                left: place(&lefts, e.left),
                right: place(&rights, e.right),
                weight: e.score.milli(),
            })
            .collect();
        let best = assignment::solve(lefts.len(), rights.len(), &pairs);
        let (by_left, by_right) = (
            incident(&pairs, lefts.len(), |p| p.left),
            incident(&pairs, rights.len(), |p| p.right),
        );
        for (edge, pair) in edges.iter().zip(&pairs) {
            if best.mate[pair.left as usize] != Some(pair.right) {
                continue;
            }
            let near = by_left[pair.left as usize]
                .iter()
                .chain(&by_right[pair.right as usize]);
            let mut rivals: Vec<Edge> = near
                .map(|at| edges[*at])
                .filter(|e| !self.is_same_claim(*edge, *e))
                .collect();
            rivals.sort_unstable_by_key(|e| (std::cmp::Reverse(e.score), e.left, e.right));
            let others =
                by_left[pair.left as usize].len() + by_right[pair.right as usize].len() > 2;
            let (margin, certificate) = if rivals.is_empty() {
                (
                    None,
                    if others {
                        Certificate::Interchangeable
                    } else {
                        Certificate::Only
                    },
                )
            } else if edges.len() <= EXACT_MARGIN_PAIRS {
                let margin =
                    self.exact_margin(*edge, edges, &pairs, &best, (lefts.len(), rights.len()));
                (Some(margin), self.graded(margin))
            } else {
                let margin = self.margin_bound(*edge, edges, &pairs, &best);
                (Some(margin), self.graded(margin))
            };
            let edge =
                self.first_of_twins(*edge, &by_right[pair.right as usize], edges, &pairs, &best);
            winners.push(Winner {
                edge,
                margin,
                certificate,
                rivals,
            });
        }
    }

    /// Of equal payments the earliest is the payment; a later one is the repetition and stays open.
    fn first_of_twins(
        &self,
        edge: Edge,
        near: &[usize],
        edges: &[Edge],
        pairs: &[Pair],
        best: &Assignment,
    ) -> Edge {
        let is_open = |at: &usize| best.mate[pairs[*at].left as usize].is_none();
        let twins = near.iter().filter(|at| is_open(at)).map(|at| edges[*at]);
        let earlier =
            twins.filter(|e| e.left < edge.left && e.score >= self.plan.sure.min(edge.score));
        let same =
            |e: &Edge| same_payment(self.left, self.left_row(e.left), self.left_row(edge.left));
        earlier.filter(same).min_by_key(|e| e.left).unwrap_or(edge)
    }

    /// Twins stand side by side in the book, even where only one of them became a candidate.
    fn lone_certificate(&self, right: u32) -> Certificate {
        let row = self.right_row(right);
        let beside = [right.checked_sub(1), right.checked_add(1)]
            .into_iter()
            .flatten();
        let mut twins = beside.filter_map(|r| self.right.rows().get(r as usize));
        if twins.any(|twin| same_debt(self.right, row, twin)) {
            Certificate::Interchangeable
        } else {
            Certificate::Only
        }
    }

    fn graded(&self, margin: Bits) -> Certificate {
        if margin >= self.plan.sure {
            Certificate::Likely
        } else {
            Certificate::Tie
        }
    }

    /// What the best answer without this claim loses.
    fn exact_margin(
        &self,
        edge: Edge,
        edges: &[Edge],
        pairs: &[Pair],
        best: &Assignment,
        size: (usize, usize),
    ) -> Bits {
        let rest: Vec<Pair> = edges
            .iter()
            .zip(pairs)
            .filter(|(e, _)| !self.is_same_claim(edge, **e))
            .map(|(_, p)| *p)
            .collect();
        let without = assignment::solve(size.0, size.1, &rest);
        Bits::from_milli(i32::try_from(best.total - without.total).unwrap_or(i32::MAX))
    }

    /// At least this much is lost without this claim: both its entries must do something else.
    fn margin_bound(&self, edge: Edge, edges: &[Edge], pairs: &[Pair], best: &Assignment) -> Bits {
        let (mut left, mut right) = (i64::from(edge.score.milli()), i64::from(edge.score.milli()));
        for (other, pair) in edges
            .iter()
            .zip(pairs)
            .filter(|(e, _)| !self.is_same_claim(edge, **e))
        {
            if other.left == edge.left {
                left = left.min(best.slack(*pair)).min(best.left_price(pair.left));
            }
            if other.right == edge.right {
                right = right
                    .min(best.slack(*pair))
                    .min(best.right_price(pair.right));
            }
        }
        Bits::from_milli(i32::try_from(left.max(right)).unwrap_or(i32::MAX))
    }

    /// Whether two pairs say the same about the world: each side's entries cannot be told apart.
    fn is_same_claim(&self, a: Edge, b: Edge) -> bool {
        (a.left == b.left || same_payment(self.left, self.left_row(a.left), self.left_row(b.left)))
            && (a.right == b.right
                || same_debt(self.right, self.right_row(a.right), self.right_row(b.right)))
    }
}

/// Raises the scores of each line's pairs so that the best one stands for all of them: the odds that
/// the line belongs to one of these entries.
fn as_one_of_several(edges: &[Edge]) -> Vec<Edge> {
    let mut raised = Vec::with_capacity(edges.len());
    for of_left in edges.chunk_by(|a, b| a.left == b.left) {
        let scores = of_left.iter().map(|e| e.score);
        let best = scores.clone().max().unwrap_or(Bits::ZERO);
        let by = Bits::log_sum(scores) - best;
        raised.extend(of_left.iter().map(|e| Edge {
            score: e.score + by,
            ..*e
        }));
    }
    raised
}

/// Two payments of the same amount that name the same thing: of these the earlier is the payment
/// and the later one the repetition.
pub(super) fn same_payment(book: &Book, a: &Row, b: &Row) -> bool {
    let given = |row| {
        book.references(row)
            .iter()
            .filter(|r| !r.from_text)
            .map(|r| r.key)
    };
    a.amount == b.amount
        && a.tax_id == b.tax_id
        && a.account == b.account
        && given(a).eq(given(b))
        && (given(a).next().is_some() || a.words == b.words)
}

/// Two debts that differ in nothing but their id.
pub(super) fn same_debt(book: &Book, a: &Row, b: &Row) -> bool {
    let keys = |row| book.references(row).iter().map(|r| r.key);
    (
        a.amount, a.day, a.tax_id, a.words, a.product, a.acquirer, a.brand, a.account,
    ) == (
        b.amount, b.day, b.tax_id, b.words, b.product, b.acquirer, b.brand, b.account,
    ) && keys(a).eq(keys(b))
}

/// Best pair first, for components too large to solve; every answer counts as a tie.
fn take_greedily(edges: &[Edge], winners: &mut Vec<Winner>) {
    let mut order: Vec<Edge> = edges.to_vec();
    order.sort_unstable_by_key(|e| (std::cmp::Reverse(e.score), e.left, e.right));
    let (mut lefts, mut rights) = (BTreeSet::new(), BTreeSet::new());
    for edge in order {
        if !lefts.contains(&edge.left) && !rights.contains(&edge.right) {
            lefts.insert(edge.left);
            rights.insert(edge.right);
            let (margin, certificate) = (Some(Bits::ZERO), Certificate::Tie);
            winners.push(Winner {
                edge,
                margin,
                certificate,
                rivals: Vec::new(),
            });
        }
    }
}

fn numbered(rows: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut rows: Vec<u32> = rows.collect();
    rows.sort_unstable();
    rows.dedup();
    rows
}

fn incident(pairs: &[Pair], nodes: usize, node: impl Fn(&Pair) -> u32) -> Vec<Vec<usize>> {
    let mut lists = vec![Vec::new(); nodes];
    for (at, pair) in pairs.iter().enumerate() {
        lists[node(pair) as usize].push(at);
    }
    lists
}

/// Splits edges into connected components, in the order of their first edge.
fn components(edges: &[Edge]) -> Vec<Vec<Edge>> {
    let lefts = numbered(edges.iter().map(|e| e.left));
    let rights = numbered(edges.iter().map(|e| e.right));
    let mut sets = DisjointSets::new(lefts.len() + rights.len());
    let left_of = |e: &Edge| lefts.partition_point(|r| *r < e.left);
    for edge in edges {
        sets.join(
            left_of(edge),
            lefts.len() + rights.partition_point(|r| *r < edge.right),
        );
    }
    let mut number = vec![usize::MAX; lefts.len() + rights.len()];
    let mut found: Vec<Vec<Edge>> = Vec::new();
    for edge in edges {
        let root = sets.root(left_of(edge));
        if number[root] == usize::MAX {
            number[root] = found.len();
            found.push(Vec::new());
        }
        found[number[root]].push(*edge);
    }
    found
}
