//! Choosing among groups that want the same entries, and how sure each choice is.
#![allow(
    clippy::indexing_slicing,
    reason = "line, slot and resource numbers are made here"
)]

use super::options::{Candidate, Classes};
use crate::bits::{Bits, exp2_share, log2_milli};
use crate::disjoint_sets::DisjointSets;
use crate::packing::{self, Choice, Packing};
use crate::threads;
use std::collections::BTreeMap;

/// Partial fillings tried per connected set of lines to find the best, and again to weigh the rest.
const BUDGET: u64 = 30_000;
/// Sets of lines that one thread takes at a time.
const RUN: usize = 32;
/// Fillings less likely than the best by more than this are not weighed.
const NEGLIGIBLE: i64 = 13_000;
/// Odds no higher than this are claimed for a choice that has rivals.
const HIGHEST: i32 = 16_000;

/// The chosen group of a line, and the odds that it is the right one. Groups are given by their
/// place among the options.
pub(super) struct Chosen {
    pub(super) candidate: usize,
    /// Nothing when there was nothing to choose.
    pub(super) margin: Option<Bits>,
    pub(super) rivals: Vec<usize>,
}

/// The groups of one line, and the place of the first among the options.
#[derive(Clone, Copy)]
struct Line<'o> {
    first: usize,
    groups: &'o [Candidate],
}

/// Takes for each connected set of lines the groups of greatest total worth. Also says how many
/// sets were too large to be weighed to the end.
///
/// `options` are sorted by line.
pub(super) fn choose(options: &[Candidate], classes: &Classes) -> (Vec<Chosen>, usize) {
    let mut lines = Vec::new();
    let mut first = 0;
    for groups in options.chunk_by(|a, b| a.left == b.left) {
        lines.push(Line { first, groups });
        first += groups.len();
    }
    let components = connected(&lines);
    let parts = threads::map_runs(
        &components,
        RUN,
        || (),
        |(), components| {
            let (mut chosen, mut budgets_hit) = (Vec::new(), 0);
            for component in components {
                let lines: Vec<Line<'_>> = component.iter().map(|at| lines[*at]).collect();
                let whole = choose_in(&lines, classes, &mut chosen);
                budgets_hit += usize::from(!whole);
            }
            (chosen, budgets_hit)
        },
    );
    let (mut chosen, mut budgets_hit) = (Vec::new(), 0);
    for (part, hit) in parts {
        chosen.extend(part);
        budgets_hit += hit;
    }
    (chosen, budgets_hit)
}

/// False when a budget ran out.
fn choose_in(lines: &[Line<'_>], classes: &Classes, chosen: &mut Vec<Chosen>) -> bool {
    let (slots, capacity) = as_packing(lines, classes);
    let best = packing::solve(&slots, &capacity, BUDGET);
    let census = best
        .exact
        .then(|| Census::of(&slots, &capacity, &best))
        .filter(|census| census.budget > 0);
    for (slot, line) in lines.iter().enumerate() {
        let Line { first, groups } = *line;
        let Some(at) = best.chosen[slot] else {
            continue;
        };
        let alone = lines.len() == 1 && groups.len() == 1;
        let margin = match &census {
            _ if alone => None,
            Some(census) => Some(census.odds(slot, at)),
            None => Some(Bits::ZERO),
        };
        let rivals = (first..).zip(groups);
        let rivals = rivals.filter(|(_, group)| group.rows != groups[at].rows);
        chosen.push(Chosen {
            candidate: first + at,
            margin,
            rivals: rivals.map(|(place, _)| place).collect(),
        });
    }
    census.is_some()
}

/// Lines as slots, their groups as choices, classes of rows as resources.
fn as_packing(lines: &[Line<'_>], classes: &Classes) -> (Vec<Vec<Choice>>, Vec<u32>) {
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let mut numbers: BTreeMap<u32, usize> = BTreeMap::new();
    let mut capacity = Vec::new();
    let mut choice = |candidate: &Candidate| {
        let mut uses = Vec::with_capacity(candidate.uses.len());
        for (class, needed) in &candidate.uses {
            let number = *numbers.entry(*class).or_insert_with(|| {
                capacity.push(count(classes.size(*class)));
                capacity.len() - 1
            });
            uses.push((count(number), *needed));
        }
        Choice {
            weight: candidate.weight(),
            uses,
        }
    };
    let slots = lines
        .iter()
        .map(|line| line.groups.iter().map(&mut choice).collect())
        .collect();
    (slots, capacity)
}

/// Lines that compete for a row, in the order of their first line.
fn connected(lines: &[Line<'_>]) -> Vec<Vec<usize>> {
    let mut users: Vec<(u32, usize)> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let uses = line.groups.iter().flat_map(|c| &c.uses);
        users.extend(uses.map(|(class, _)| (*class, at)));
    }
    users.sort_unstable();
    users.dedup();
    let mut sets = DisjointSets::new(lines.len());
    for of_class in users.chunk_by(|a, b| a.0 == b.0) {
        for (_, line) in of_class {
            sets.join(of_class[0].1, *line);
        }
    }
    let mut number = vec![usize::MAX; lines.len()];
    let mut components: Vec<Vec<usize>> = Vec::new();
    for at in 0..lines.len() {
        let root = sets.root(at);
        if number[root] == usize::MAX {
            number[root] = components.len();
            components.push(Vec::new());
        }
        components[number[root]].push(at);
    }
    components
}

/// How likely each choice is over all fillings, each as likely as its total weight says.
struct Census<'a> {
    slots: &'a [Vec<Choice>],
    /// The most that the slots from here on can add.
    after: Vec<i64>,
    best: i64,
    free: Vec<u32>,
    path: Vec<Option<usize>>,
    mass: Vec<Vec<u64>>,
    total: u64,
    budget: u64,
}

impl<'a> Census<'a> {
    fn of(slots: &'a [Vec<Choice>], capacity: &[u32], best: &Packing) -> Self {
        let mut after = vec![0_i64; slots.len() + 1];
        for slot in (0..slots.len()).rev() {
            let most = slots[slot].iter().map(|c| c.weight).max();
            after[slot] = after[slot + 1].saturating_add(most.unwrap_or(0).max(0));
        }
        let mut census = Self {
            slots,
            after,
            best: best.total,
            free: capacity.to_vec(),
            path: vec![None; slots.len()],
            mass: slots.iter().map(|choices| vec![0; choices.len()]).collect(),
            total: 0,
            budget: BUDGET,
        };
        census.walk(0, 0);
        census
    }

    fn walk(&mut self, slot: usize, weight: i64) {
        if self.budget == 0 || weight.saturating_add(self.after[slot]) < self.best - NEGLIGIBLE {
            return;
        }
        self.budget -= 1;
        let Some(choices) = self.slots.get(slot) else {
            self.count(weight);
            return;
        };
        for (at, choice) in choices.iter().enumerate() {
            if packing::fits(choice, &self.free) {
                packing::spend(choice, &mut self.free);
                self.path[slot] = Some(at);
                self.walk(slot + 1, weight.saturating_add(choice.weight));
                packing::give_back(choice, &mut self.free);
            }
        }
        self.path[slot] = None;
        self.walk(slot + 1, weight);
    }

    fn count(&mut self, weight: i64) {
        let share = exp2_share(weight.saturating_sub(self.best));
        self.total = self.total.saturating_add(share);
        for (mass, at) in self.mass.iter_mut().zip(&self.path) {
            if let Some(mass) = at.and_then(|at| mass.get_mut(at)) {
                *mass = mass.saturating_add(share);
            }
        }
    }

    /// The odds for a choice, all else weighed.
    fn odds(&self, slot: usize, at: usize) -> Bits {
        let with = self.mass[slot][at];
        let without = self.total.saturating_sub(with);
        Bits::from_milli(log2_milli(with) - log2_milli(without)).clamp(-HIGHEST, HIGHEST)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choice(weight: i64, rows: &[u32]) -> Choice {
        Choice {
            weight,
            uses: rows.iter().map(|row| (*row, 1)).collect(),
        }
    }

    fn census(slots: &[Vec<Choice>], rows: usize) -> (Packing, Vec<Vec<u64>>, u64) {
        let capacity = vec![1; rows];
        let best = packing::solve(slots, &capacity, BUDGET);
        let census = Census::of(slots, &capacity, &best);
        (best.clone(), census.mass.clone(), census.total)
    }

    #[test]
    fn two_ways_of_half_the_worth_count_as_much_as_the_best() {
        let slots = [vec![
            choice(12_000, &[0, 1]),
            choice(11_000, &[2]),
            choice(11_000, &[3]),
        ]];
        let best = packing::solve(&slots, &[1; 4], BUDGET);
        let odds = Census::of(&slots, &[1; 4], &best).odds(0, 0);
        assert!(odds.milli().abs() < 5, "{odds}");
    }

    #[test]
    fn a_rival_that_leaves_another_line_empty_counts_less() {
        // Line 0 may take row 0 or 1; line 1 can only take row 1.
        let slots = [
            vec![choice(9_000, &[0]), choice(9_000, &[1])],
            vec![choice(6_000, &[1])],
        ];
        let best = packing::solve(&slots, &[1; 2], BUDGET);
        let odds = Census::of(&slots, &[1; 2], &best).odds(0, 0);
        // 2^15 and 2^9 with the first choice; 2^9, 2^6 and 1 without it.
        assert!((5_800..=5_900).contains(&odds.milli()), "{odds}");
    }

    #[test]
    fn agrees_with_adding_up_every_filling() {
        let slots = [
            vec![
                choice(3_000, &[0, 1]),
                choice(2_000, &[2]),
                choice(1_000, &[3]),
            ],
            vec![choice(4_000, &[1, 2]), choice(1_000, &[0])],
            vec![choice(2_000, &[3]), choice(2_000, &[0, 2])],
        ];
        let (best, mass, total) = census(&slots, 4);
        let mut sums = vec![vec![0_u64; 3]; 3];
        let mut all = 0_u64;
        for filling in 0..64_usize {
            let taken = [filling % 4, filling / 4 % 4, filling / 16];
            let picked: Option<Vec<&Choice>> = (0..3)
                .filter(|slot| taken[*slot] > 0)
                .map(|slot| slots[slot].get(taken[slot] - 1))
                .collect();
            let Some(picked) = picked else { continue };
            let mut used = [0_u32; 4];
            for (row, count) in picked.iter().flat_map(|c| &c.uses) {
                used[*row as usize] += count;
            }
            if used.iter().any(|count| *count > 1) {
                continue;
            }
            let weight: i64 = picked.iter().map(|c| c.weight).sum();
            let share = exp2_share(weight - best.total);
            all += share;
            for slot in (0..3).filter(|slot| taken[*slot] > 0) {
                sums[slot][taken[slot] - 1] += share;
            }
        }
        assert_eq!(total, all);
        for (slot, of_slot) in mass.iter().enumerate() {
            assert_eq!(of_slot[..], sums[slot][..of_slot.len()]);
        }
    }
}
