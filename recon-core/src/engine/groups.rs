//! One left entry that is the sum of several right ones.
#![allow(
    clippy::indexing_slicing,
    reason = "row and option numbers are made here"
)]

mod options;
mod pools;

use super::Run;
use crate::bits::Bits;
use crate::book::EntryIndex;
use crate::disjoint_sets::DisjointSets;
use crate::evidence::{Clue, Evidence};
use crate::outcome::{Alternative, Certificate, Match, MatchKind, Review};
use crate::packing::{self, Choice};
use options::{Candidate, Classes};
use std::collections::BTreeMap;

/// Groups are searched again in what sure ones left over, at most this often.
const ROUNDS: usize = 2;
/// Partial fillings tried per connected set of lines, and again per margin.
const BUDGET: u64 = 20_000;
/// What a right entry that finds its payment adds, beside its group's own score: most are paid.
const COVER: i64 = 1_500;
/// Groups must be surer than pairs: many more of them fit by accident.
const CAUTION: Bits = Bits::from_milli(2_000);
/// How many alternatives a review shows.
const SHOWN: usize = 5;

/// The chosen group of a line, and how far the next best is behind.
struct Chosen {
    candidate: Candidate,
    margin: Option<Bits>,
    rivals: Vec<Candidate>,
}

impl Run<'_> {
    pub(super) fn groups(&mut self) {
        let tasks = self.pool_tasks();
        for round in 0..ROUNDS {
            let mut classes = Classes::default();
            let options = self.group_options(&tasks, &mut classes);
            let mut chosen = self.choose_groups(options, &classes);
            let sure: Vec<usize> = (0..chosen.len())
                .filter(|at| self.is_sure(&chosen[*at]))
                .collect();
            for at in sure.iter().rev() {
                let group = chosen.swap_remove(*at);
                if let Some(found) = self.grouped(&group, &mut classes, round == 0) {
                    self.accept(found);
                }
            }
            if sure.is_empty() || round + 1 == ROUNDS {
                self.keep_doubtful(chosen, &mut classes);
                return;
            }
        }
    }

    fn is_sure(&self, group: &Chosen) -> bool {
        let margin = group.margin.unwrap_or(group.candidate.score);
        group.candidate.score >= self.plan.sure + CAUTION && margin >= self.plan.sure
    }

    fn keep_doubtful(&mut self, mut chosen: Vec<Chosen>, classes: &mut Classes) {
        chosen.sort_by_key(|g| (std::cmp::Reverse(g.candidate.score), g.candidate.left));
        for group in chosen {
            let Some(proposal) = self.grouped(&group, classes, false) else {
                continue;
            };
            let alternatives = group.rivals.iter().take(SHOWN).map(|rival| Alternative {
                left: vec![EntryIndex(rival.left)],
                right: rival.rows.iter().map(|r| EntryIndex(*r)).collect(),
                score: rival.score,
            });
            let alternatives = alternatives.collect();
            let alternative_count = group.rivals.len();
            self.doubtful_groups.push(Review {
                proposal,
                alternatives,
                alternative_count,
            });
        }
    }

    /// Takes for each connected set of lines the groups of greatest total worth.
    fn choose_groups(&mut self, options: Vec<Candidate>, classes: &Classes) -> Vec<Chosen> {
        let mut lines: Vec<Vec<Candidate>> = Vec::new();
        for candidate in options {
            match lines
                .last_mut()
                .filter(|line| line[0].left == candidate.left)
            {
                Some(line) => line.push(candidate),
                None => lines.push(vec![candidate]),
            }
        }
        let mut chosen = Vec::new();
        for component in connected(&lines) {
            self.choose_in(component, &lines, classes, &mut chosen);
        }
        chosen
    }

    fn choose_in(
        &mut self,
        component: Vec<usize>,
        lines: &[Vec<Candidate>],
        classes: &Classes,
        chosen: &mut Vec<Chosen>,
    ) {
        let mut numbers = BTreeMap::new();
        let mut capacity = Vec::new();
        let mut slots: Vec<Vec<Choice>> = Vec::with_capacity(component.len());
        for line in &component {
            let choices = lines[*line].iter().map(|candidate| {
                let mut uses = Vec::with_capacity(candidate.uses.len());
                for (class, count) in &candidate.uses {
                    let next = numbers.len();
                    let number = *numbers.entry(*class).or_insert(next);
                    if number == capacity.len() {
                        capacity.push(u32::try_from(classes.size(*class)).unwrap_or(u32::MAX));
                    }
                    uses.push((u32::try_from(number).unwrap_or(u32::MAX), *count));
                }
                Choice {
                    weight: candidate.weight(),
                    uses,
                }
            });
            slots.push(choices.collect());
        }
        let best = packing::solve(&slots, &capacity, BUDGET);
        self.report.budgets_hit += usize::from(!best.exact);
        for (slot, line) in component.iter().enumerate() {
            let Some(at) = best.chosen[slot] else {
                continue;
            };
            let candidates = &lines[*line];
            let weight = slots[slot][at].weight;
            let alone = component.len() == 1 && candidates.len() == 1;
            let margin = if alone {
                None
            } else if best.exact {
                let kept = std::mem::replace(&mut slots[slot][at].weight, 0);
                let without = packing::solve(&slots, &capacity, BUDGET);
                slots[slot][at].weight = kept;
                let margin = if without.exact {
                    best.total - without.total
                } else {
                    0
                };
                Some(margin)
            } else {
                Some(0)
            };
            let mut rivals: Vec<Candidate> = candidates
                .iter()
                .filter(|c| c.rows != candidates[at].rows)
                .cloned()
                .collect();
            rivals.sort_by_key(|c| (std::cmp::Reverse(c.weight()), c.rows.clone()));
            let margin =
                margin.map(|m| Bits::from_milli(i32::try_from(m.min(weight)).unwrap_or(i32::MAX)));
            chosen.push(Chosen {
                candidate: candidates[at].clone(),
                margin,
                rivals,
            });
        }
    }

    fn grouped(&self, group: &Chosen, classes: &mut Classes, untouched: bool) -> Option<Match> {
        let candidate = &group.candidate;
        let twins = candidate
            .uses
            .iter()
            .any(|(class, count)| classes.size(*class) > *count as usize);
        let rows = classes.take(&candidate.uses)?;
        let left = vec![EntryIndex(candidate.left)];
        let right: Vec<EntryIndex> = rows.iter().map(|r| EntryIndex(*r)).collect();
        let net = rows.iter().any(|r| self.net(*r).is_some());
        let balance = self
            .balance(&left, &right, net)
            .filter(|b| b.residual == 0)?;
        let only = group.rivals.is_empty() && candidate.complete && untouched;
        let certificate = match group.margin {
            Some(margin) if margin < self.plan.sure => Certificate::Tie,
            _ if twins => Certificate::Interchangeable,
            _ if only => Certificate::Only,
            _ => Certificate::Likely,
        };
        let found = Match {
            left,
            right,
            kind: if net {
                MatchKind::NetOfFee
            } else {
                MatchKind::Batch
            },
            balance,
            score: candidate.score,
            margin: group.margin,
            certificate,
            rule: self.report.rule.clone(),
            evidence: self.group_evidence(candidate, group.rivals.len()),
        };
        self.is_all_open(&found).then_some(found)
    }

    fn group_evidence(&self, candidate: &Candidate, rivals: usize) -> Vec<Evidence> {
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let sum = Clue::SumEqual {
            entries: count(candidate.rows.len()),
            ways: count(rivals + 1),
            pool: candidate.pool,
        };
        let last = candidate.rows.last().copied().unwrap_or(0);
        let weekdays = self
            .left_row(candidate.left)
            .lag_after(self.right_row(last));
        let name = match candidate.name {
            Some(worth) if worth > Bits::ZERO => Some(Clue::NameAgrees {
                percent: candidate.name_percent,
            }),
            Some(_) => Some(Clue::NameDiffers),
            None => None,
        };
        let name_worth = candidate.name.unwrap_or(Bits::ZERO);
        let mut evidence = vec![Evidence::new(
            sum,
            candidate.score - name_worth - candidate.lag,
        )];
        evidence.extend(name.map(|clue| Evidence::new(clue, name_worth)));
        evidence.push(Evidence::new(Clue::Lag { weekdays }, candidate.lag));
        evidence
    }
}

/// Lines that compete for a row, in the order of their first line.
fn connected(lines: &[Vec<Candidate>]) -> Vec<Vec<usize>> {
    let mut sets = DisjointSets::new(lines.len());
    let mut first_user: BTreeMap<u32, usize> = BTreeMap::new();
    for (at, line) in lines.iter().enumerate() {
        for (class, _) in line.iter().flat_map(|c| &c.uses) {
            let first = *first_user.entry(*class).or_insert(at);
            sets.join(first, at);
        }
    }
    let mut components: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for at in 0..lines.len() {
        components.entry(sets.root(at)).or_default().push(at);
    }
    components.into_values().collect()
}
