//! Passes of the caller's own.

use super::Run;
use crate::bits::Bits;
use crate::evidence::{Clue, Evidence};
use crate::outcome::{Certificate, Match, MatchKind, Review};
use crate::packing::{self, Choice};
use crate::plan::{Pass, Proposal, View};

/// Partial fillings tried per run of a custom pass.
const BUDGET: u64 = 200_000;

impl Run<'_> {
    pub(super) fn custom(&mut self, pass: &dyn Pass) {
        let view = View {
            left: self.left,
            right: self.right,
            left_taken: &self.left_taken,
            right_taken: &self.right_taken,
        };
        let mut proposals = pass.propose(&view);
        self.report.candidates = proposals.len() as u64;
        proposals.iter_mut().for_each(tidy);
        let mut found: Vec<Match> = proposals.iter().filter_map(|p| self.proposed(p)).collect();
        found.sort_by(|a, b| {
            (std::cmp::Reverse(a.score), &a.left, &a.right).cmp(&(
                std::cmp::Reverse(b.score),
                &b.left,
                &b.right,
            ))
        });
        let slots: Vec<Vec<Choice>> = found.iter().map(|m| vec![self.choice(m)]).collect();
        let capacity = vec![1; self.left.len() + self.right.len()];
        let packing = packing::solve(&slots, &capacity, BUDGET);
        self.report.budgets_hit += usize::from(!packing.exact);
        for (found, chosen) in found.into_iter().zip(packing.chosen) {
            if chosen.is_none() || !self.is_all_open(&found) {
                continue;
            }
            if found.score >= self.plan.sure {
                self.accept(found);
            } else if found.score >= self.plan.worth_a_look {
                self.doubt(Review {
                    proposal: found,
                    alternatives: Vec::new(),
                    alternative_count: 0,
                });
            }
        }
    }

    /// The proposal as a match; nothing when it is empty or names entries that are not open.
    fn proposed(&self, proposal: &Proposal) -> Option<Match> {
        let Proposal {
            left,
            right,
            score,
            note,
        } = proposal;
        let found = Match {
            left: left.clone(),
            right: right.clone(),
            kind: MatchKind::Custom,
            balance: crate::outcome::Balance::default(),
            score: *score,
            margin: None,
            certificate: Certificate::Likely,
            rule: self.report.rule.clone(),
            applied: Vec::new(),
            fees: Vec::new(),
            evidence: vec![Evidence::new(Clue::Note(note.clone()), *score)],
        };
        if left.len() + right.len() < 2 || !self.is_all_open(&found) {
            return None;
        }
        // The rule may have meant amounts in full or less their fees: whichever it meets better.
        let plain = self.balance(left, right, false)?;
        let balance = match self.balance(left, right, true) {
            Some(net) if net.residual.unsigned_abs() < plain.residual.unsigned_abs() => net,
            _ => plain,
        };
        Some(Match { balance, ..found })
    }

    fn choice(&self, found: &Match) -> Choice {
        let offset = u32::try_from(self.left.len()).unwrap_or(u32::MAX);
        let lefts = found.left.iter().map(|l| (l.0, 1));
        let rights = found.right.iter().map(|r| (offset.saturating_add(r.0), 1));
        let weight = i64::from(found.score.max(Bits::ZERO).milli());
        Choice {
            weight,
            uses: lefts.chain(rights).collect(),
        }
    }
}

fn tidy(proposal: &mut Proposal) {
    for list in [&mut proposal.left, &mut proposal.right] {
        list.sort_unstable();
        list.dedup();
    }
}
