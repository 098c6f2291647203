//! Weighing again what an update touches.

use super::change::{self, Because, Change};
use super::region::Region;
use super::{Pairing, Session, SessionError, Side, Standing};
use crate::book::{Book, EntryIndex};
use crate::engine;
use crate::entry::Entry;
use crate::outcome::{Match, Outcome};
use crate::partition::{PartitionKey, Scope, Scopes, Solved, partition_key};
use std::collections::{BTreeMap, BTreeSet};

/// Proposals by their entries.
pub(super) type Proposals = BTreeMap<Pairing, Standing>;

/// The unconfirmed entries of one account, left and right.
type Open<'s> = [Vec<&'s Entry>; 2];

/// What an update touches.
#[derive(Default)]
pub(super) struct Touched {
    keys: BTreeSet<PartitionKey>,
    entries: BTreeSet<(Side, String)>,
}

impl Touched {
    pub(super) fn add(&mut self, side: Side, entry: &Entry) {
        self.keys.insert(partition_key(entry));
        self.entries.insert((side, entry.id().to_owned()));
    }
}

impl Session {
    /// Solves what was touched and tells what is different.
    pub(super) fn weigh_again(
        &mut self,
        touched: Touched,
        why_gone: impl Fn(&Pairing) -> Option<Because>,
    ) -> Result<Vec<Change>, SessionError> {
        if self.since.is_some() {
            self.weigh_near(&touched.entries, why_gone)
        } else {
            self.weigh_accounts(touched.keys, why_gone)
        }
    }

    /// Solves what is near the entries that are not as they were when the statistics were taken.
    fn weigh_near(
        &mut self,
        touched: &BTreeSet<(Side, String)>,
        why_gone: impl Fn(&Pairing) -> Option<Because>,
    ) -> Result<Vec<Change>, SessionError> {
        let Some(mut since) = self.since.take() else {
            return Ok(Vec::new());
        };
        let turned = self.note_differences(&mut since, touched);
        let is_touched =
            |members: &Vec<(Side, String)>| members.iter().any(|m| touched.contains(m));
        since.solved.retain(|members, _| !is_touched(members));
        let answer = Region::of(self, &since).and_then(Region::solve);
        let result = answer.map(|answer| {
            let (mut before, after) = since.take_answer(answer, &turned);
            before.retain(|pairing, _| !self.confirmed.contains_key(pairing));
            change::between(&before, &after.iter().collect(), why_gone)
        });
        self.since = Some(since);
        result
    }

    /// Solves the accounts that were touched.
    fn weigh_accounts(
        &mut self,
        touched: BTreeSet<PartitionKey>,
        why_gone: impl Fn(&Pairing) -> Option<Because>,
    ) -> Result<Vec<Change>, SessionError> {
        let (scopes, parts) = self.open_parts();
        let touched: BTreeSet<Scope> = touched.into_iter().map(|key| scopes.of_key(key)).collect();
        let mut solved: BTreeMap<Scope, Proposals> = BTreeMap::new();
        for (key, [left, right]) in &parts {
            if touched.contains(key) || !self.proposals.contains_key(key) {
                solved.insert(key.clone(), self.solve(left, right)?);
            }
        }
        let is_current = |key: &Scope| parts.contains_key(key) && !solved.contains_key(key);
        let known = self.proposals.keys();
        let stale: Vec<Scope> = known.filter(|key| !is_current(key)).cloned().collect();
        let mut before = Proposals::new();
        for key in stale {
            before.extend(self.proposals.remove(&key).unwrap_or_default());
        }
        let after = solved.values().flatten();
        let after = after.collect();
        let changes = change::between(&before, &after, why_gone);
        self.proposals.extend(solved);
        Ok(changes)
    }

    /// The unconfirmed entries, account by account as far as these are apart.
    pub(super) fn open_parts(&self) -> (Scopes, BTreeMap<Scope, Open<'_>>) {
        let mut by_key: BTreeMap<PartitionKey, Open<'_>> = BTreeMap::new();
        for (slot, side) in [Side::Left, Side::Right].into_iter().enumerate() {
            for entry in self.side(side).open.values() {
                let of_key = by_key.entry(partition_key(entry)).or_default();
                if let Some(list) = of_key.get_mut(slot) {
                    list.push(entry);
                }
            }
        }
        let scopes = Scopes::of(self.left.open.values(), self.right.open.values());
        let mut parts: BTreeMap<Scope, Open<'_>> = BTreeMap::new();
        for (key, entries) in by_key {
            let part = parts.entry(scopes.of_key(key)).or_default();
            let sides = part.iter_mut().zip(entries);
            sides.for_each(|(part, entries)| part.extend(entries));
        }
        (scopes, parts)
    }

    /// The answer for one part, in books of its own.
    pub(super) fn solve_part(
        &self,
        left: &[&Entry],
        right: &[&Entry],
    ) -> Result<Solved, SessionError> {
        let book = |entries: &[&Entry]| {
            let entries = entries.iter().map(|e| (*e).clone());
            Book::from_entries(entries).map_err(SessionError::TooMuch)
        };
        let (left, right) = (book(left)?, book(right)?);
        let refused = self.rejected.iter().map(|p| (p.left(), p.right()));
        let outcome = engine::reconcile_without(&left, &right, &self.plan, refused);
        Ok(Solved {
            left,
            right,
            outcome,
        })
    }

    fn solve(&self, left: &[&Entry], right: &[&Entry]) -> Result<Proposals, SessionError> {
        let solved = self.solve_part(left, right)?;
        Ok(standings(&solved.left, &solved.right, solved.outcome))
    }
}

/// What an outcome proposes, by entries.
pub(super) fn standings(left: &Book, right: &Book, outcome: Outcome) -> Proposals {
    let name = |l: &[EntryIndex], r: &[EntryIndex]| {
        let left = l.iter().map(|i| left.id(*i));
        Pairing::new(left, r.iter().map(|i| right.id(*i)))
    };
    let mut standing = Proposals::new();
    let mut put = |found: Match, is_sure: bool, alternatives: Vec<Pairing>| {
        let pairing = name(&found.left, &found.right);
        let value = Standing {
            pairing: pairing.clone(),
            is_sure,
            kind: found.kind,
            balance: found.balance,
            score: found.score,
            margin: found.margin,
            evidence: found.evidence,
            alternatives,
        };
        standing.insert(pairing, value);
    };
    for found in outcome.matches {
        put(found, true, Vec::new());
    }
    for review in outcome.reviews {
        let others = review.alternatives.iter();
        let others = others.map(|a| name(&a.left, &a.right)).collect();
        put(review.proposal, false, others);
    }
    standing
}
