//! One left entry that is the sum of several right ones.
#![allow(
    clippy::indexing_slicing,
    reason = "row and option numbers are made here"
)]

mod choose;
mod options;
mod pools;
mod search;

use super::Run;
use crate::bits::Bits;
use crate::book::EntryIndex;
use crate::evidence::{Clue, Evidence};
use crate::outcome::{Alternative, Certificate, Match, MatchKind, Review};
use choose::Chosen;
use options::{Candidate, Classes};

/// What a right entry that finds its payment adds, beside its group's own score: most are paid.
const COVER: i64 = 800;
/// Groups must be surer than pairs: many more of them fit by accident.
const CAUTION: Bits = Bits::from_milli(1_000);
/// A whole day is taken before its rivals are known, so it must be surer still.
const FORESIGHT: Bits = Bits::from_milli(3_000);
/// How often pools that were too large are searched.
const ROUNDS: usize = 3;
/// How many alternatives a review shows.
const SHOWN: usize = 5;

impl Run<'_> {
    pub(super) fn groups(&mut self) {
        self.read_mentions();
        let pools = self.pools();
        let mut classes = Classes::default();
        let whole = self.whole_days(&pools);
        let mut options = self.whole_day_options(&whole, &pools, &mut classes);
        drop(whole);
        let rest = self.settle_groups(&mut options, &mut classes, FORESIGHT);
        drop(rest);
        // The sure ones show how late groups come, which leaves fewer rows for the others.
        self.learn();
        let tasks = self.pool_tasks(&pools);
        let mut cut = self.group_options(&tasks, &pools, 0, &mut classes, &mut options);
        let mut doubtful = self.settle_groups(&mut options, &mut classes, Bits::ZERO);
        // What was too much to search may be less now that some of it is taken.
        for round in 1..ROUNDS {
            self.learn();
            cut.retain(|task| self.is_left_open(task.left));
            if cut.is_empty() {
                break;
            }
            cut = self.group_options(&cut, &pools, round, &mut classes, &mut options);
            doubtful = self.settle_groups(&mut options, &mut classes, Bits::ZERO);
        }
        self.keep_doubtful(doubtful, &options, &mut classes);
    }

    /// Chooses among the groups, makes the sure ones matches, keeps of the options those that are
    /// still possible, and gives back what was chosen and is in doubt.
    fn settle_groups(
        &mut self,
        options: &mut Vec<Candidate>,
        classes: &mut Classes,
        extra: Bits,
    ) -> Vec<Chosen> {
        options
            .retain(|c| self.is_left_open(c.left) && c.rows.iter().all(|r| self.is_right_open(*r)));
        options.retain(|c| !self.refused.has(&[c.left], &c.rows));
        options::keep_best(options);
        let (chosen, budgets_hit) = choose::choose(options, classes);
        self.report.budgets_hit += budgets_hit;
        let mut doubtful = Vec::new();
        for group in chosen {
            if !self.is_sure(&group, options, extra) {
                doubtful.push(group);
            } else if let Some(found) = self.grouped(&group, options, classes) {
                self.accept(found);
            }
        }
        doubtful
    }

    fn is_sure(&self, group: &Chosen, options: &[Candidate], extra: Bits) -> bool {
        let score = options[group.candidate].score;
        let margin = group.margin.unwrap_or(score);
        score >= self.plan.sure + CAUTION + extra && margin >= self.plan.sure
    }

    fn keep_doubtful(
        &mut self,
        mut chosen: Vec<Chosen>,
        options: &[Candidate],
        classes: &mut Classes,
    ) {
        let order = |candidate: &Candidate| (std::cmp::Reverse(candidate.score), candidate.left);
        chosen.sort_by_key(|group| order(&options[group.candidate]));
        for group in chosen {
            let Some(proposal) = self.grouped(&group, options, classes) else {
                continue;
            };
            let rivals = group.rivals.iter().map(|place| &options[*place]);
            let alternatives = rivals.take(SHOWN).map(|rival| Alternative {
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

    fn grouped(
        &self,
        group: &Chosen,
        options: &[Candidate],
        classes: &mut Classes,
    ) -> Option<Match> {
        let candidate = &options[group.candidate];
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
        let only = group.rivals.is_empty() && candidate.complete;
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
            applied: Vec::new(),
            fees: Vec::new(),
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
        let business_days = self
            .left_row(candidate.left)
            .lag_after(self.right_row(last));
        let name = match candidate.said.worth {
            Some(worth) if worth > Bits::ZERO => Some(Clue::NameAgrees {
                percent: candidate.said.percent,
            }),
            Some(_) => Some(Clue::NameDiffers),
            None => None,
        };
        let name_worth = candidate.said.worth.unwrap_or(Bits::ZERO);
        let mut evidence = vec![Evidence::new(
            sum,
            candidate.score - name_worth - candidate.lag,
        )];
        evidence.extend(name.map(|clue| Evidence::new(clue, name_worth)));
        evidence.push(Evidence::new(Clue::Lag { business_days }, candidate.lag));
        evidence
    }
}
