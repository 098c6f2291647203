//! The entries that what is different may have to do with, and their connected sets.
#![allow(
    clippy::indexing_slicing,
    reason = "spots are numbered by the region itself"
)]

use super::epoch::Since;
use super::nearby::{Lead, Part, Place};
use super::weigh::{Proposals, standings};
use super::{Pairing, Session, SessionError, Side};
use crate::book::{Book, EntryIndex};
use crate::disjoint_sets::DisjointSets;
use crate::engine;
use crate::entry::Entry;
use crate::threads;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// How often leads are followed: each kind once from what is new, and some from what that frees.
const ROUNDS: usize = 6;
/// Connected sets that one thread takes at a time.
const RUN: usize = 16;

/// An entry: the number of its part, which for those that are new is the number of parts, and its
/// place there.
type Spot = (usize, Place);

/// A connected set by the ids of its entries.
type Members = Vec<(Side, String)>;

/// What is near the differences.
pub(super) struct Region<'s> {
    session: &'s Session,
    since: &'s Since,
    /// The entries that are new or not as they were.
    fresh: Part,
    spots: BTreeMap<Spot, usize>,
    links: Vec<(usize, usize)>,
    /// The weakest lead that was followed from a spot.
    followed: BTreeMap<Spot, Lead>,
    /// The connected sets met on the way, and what came of each.
    solved: BTreeMap<Members, Arc<Proposals>>,
    refused: BTreeMap<(Side, &'s str), Vec<&'s Pairing>>,
}

/// What came of a region.
pub(super) struct Answer {
    pub(super) proposals: Proposals,
    /// The connected sets met on the way, and what came of each.
    pub(super) solved: BTreeMap<Members, Arc<Proposals>>,
    /// Proposals of the epoch that were weighed again.
    pub(super) reopened: BTreeSet<Pairing>,
}

impl<'s> Region<'s> {
    pub(super) fn of(session: &'s Session, since: &'s Since) -> Result<Self, SessionError> {
        let entries = |wanted: Side| {
            let different = since
                .different
                .iter()
                .filter(move |(side, _)| *side == wanted);
            let open = different.filter_map(move |(side, id)| session.side(*side).open.get(id));
            Book::from_entries(open.cloned()).map_err(SessionError::TooMuch)
        };
        let fresh = Part::of(
            entries(Side::Left)?,
            entries(Side::Right)?,
            &session.plan,
            None,
        );
        let mut refused: BTreeMap<(Side, &str), Vec<&Pairing>> = BTreeMap::new();
        for pairing in &session.rejected {
            if let Some(first) = pairing.entries().next() {
                refused.entry(first).or_default().push(pairing);
            }
        }
        Ok(Self {
            session,
            since,
            fresh,
            spots: BTreeMap::new(),
            links: Vec::new(),
            followed: BTreeMap::new(),
            solved: BTreeMap::new(),
            refused,
        })
    }

    /// Solves what the strongest leads from the differences lead to, then follows the weaker ones
    /// from what is not settled yet.
    pub(super) fn solve(mut self) -> Result<Answer, SessionError> {
        for spot in self.fresh_spots() {
            self.follow(spot, Lead::Reference);
        }
        self.ask_about_those_gone();
        let mut current = self.solve_sets()?;
        for _ in 1..ROUNDS {
            let unsettled = self.unsettled(&current);
            if unsettled.is_empty() {
                break;
            }
            for (spot, lead) in unsettled {
                self.follow(spot, lead);
            }
            current = self.solve_sets()?;
        }
        let of_set = current
            .iter()
            .filter_map(|members| self.solved.get(members));
        let of_set = of_set
            .flat_map(|set| set.iter())
            .map(|(p, s)| (p.clone(), s.clone()));
        Ok(Answer {
            proposals: of_set.collect(),
            reopened: self.reopened(),
            solved: self.solved,
        })
    }

    fn fresh_spots(&self) -> Vec<Spot> {
        let number = self.since.epoch.parts.len();
        let rows = |side: Side| {
            let rows = 0..u32::try_from(self.fresh.books[side.slot()].len()).unwrap_or(u32::MAX);
            rows.map(move |row| (number, (side, row)))
        };
        rows(Side::Left).chain(rows(Side::Right)).collect()
    }

    /// Entries that were there and are not any more leave others free.
    fn ask_about_those_gone(&mut self) {
        let gone = self.since.different.iter();
        let gone: Vec<Spot> = gone
            .filter_map(|(side, id)| self.since.epoch.find(*side, id))
            .collect();
        for (part, place) in gone {
            if let Some(known) = self.since.epoch.parts[part].match_at(place).cloned() {
                for side in Side::BOTH {
                    for row in &known.rows[side.slot()] {
                        self.add((part, (side, *row)));
                    }
                }
            }
            let mut lead = Some(Lead::Reference);
            while let Some(next) = lead {
                self.follow((part, place), next);
                lead = next.next();
            }
        }
    }

    fn part(&self, number: usize) -> &Part {
        self.since.epoch.parts.get(number).unwrap_or(&self.fresh)
    }

    fn is_out(&self, (part, place): Spot) -> bool {
        part < self.since.epoch.parts.len() && self.since.is_out(part, place)
    }

    /// Adds what a lead leads to from an entry and ties it to the entry, unless that is gone itself.
    fn follow(&mut self, spot: Spot, lead: Lead) {
        self.followed.insert(spot, lead);
        let own = (!self.is_out(spot)).then(|| self.add(spot)).flatten();
        for part in 0..=self.since.epoch.parts.len() {
            let near = self.part(part);
            let near = near.near(&self.session.plan, self.part(spot.0), spot.1, lead);
            for place in near {
                let found = self.add((part, place));
                self.links.extend(own.zip(found));
            }
        }
    }

    /// The number of an entry of the region, added with all that it was matched with; nothing for
    /// one that is gone.
    fn add(&mut self, spot: Spot) -> Option<usize> {
        if self.is_out(spot) {
            return None;
        }
        if let Some(number) = self.spots.get(&spot) {
            return Some(*number);
        }
        let number = self.spots.len();
        self.spots.insert(spot, number);
        let (part, place) = spot;
        if let Some(known) = self.part(part).match_at(place).cloned() {
            for side in Side::BOTH {
                for row in &known.rows[side.slot()] {
                    let mate = self.add((part, (side, *row)));
                    self.links.extend(mate.map(|mate| (number, mate)));
                }
            }
        }
        Some(number)
    }

    /// The connected sets of at least two entries.
    fn sets(&self) -> Vec<Vec<Spot>> {
        let mut sets = DisjointSets::new(self.spots.len());
        for (a, b) in &self.links {
            sets.join(*a, *b);
        }
        let mut by_root: BTreeMap<usize, Vec<Spot>> = BTreeMap::new();
        for (spot, number) in &self.spots {
            by_root.entry(sets.root(*number)).or_default().push(*spot);
        }
        by_root.into_values().filter(|set| set.len() > 1).collect()
    }

    /// Solves the sets that are not known yet; gives back which sets there are.
    fn solve_sets(&mut self) -> Result<Vec<Members>, SessionError> {
        let sets = self.sets();
        let named: Vec<Members> = sets.iter().map(|set| self.members(set)).collect();
        let mut new: Vec<(&Members, &Vec<Spot>)> = Vec::new();
        for (members, set) in named.iter().zip(&sets) {
            if self.solved.contains_key(members) {
                continue;
            }
            match self.since.solved.get(members) {
                Some(known) => {
                    self.solved.insert(members.clone(), known.clone());
                }
                None => new.push((members, set)),
            }
        }
        let solve = |(): &mut (), (members, set): &(&Members, &Vec<Spot>), found: &mut Vec<_>| {
            found.push(self.solve_set(members, set));
        };
        let found = threads::gather(&new, RUN, || (), solve);
        for ((members, _), proposals) in new.into_iter().zip(found) {
            self.solved.insert(members.clone(), Arc::new(proposals?));
        }
        Ok(named)
    }

    fn members(&self, set: &[Spot]) -> Members {
        let id = |(part, (side, row)): &Spot| {
            let book = &self.part(*part).books[side.slot()];
            (*side, book.id(EntryIndex(*row)).to_owned())
        };
        let mut members: Members = set.iter().map(id).collect();
        members.sort_unstable();
        members
    }

    fn solve_set(&self, members: &Members, set: &[Spot]) -> Result<Proposals, SessionError> {
        let entry = |(side, id): &(Side, String)| self.session.side(*side).open.get(id);
        let of = |wanted: Side| {
            let own = members.iter().filter(move |(side, _)| *side == wanted);
            own.filter_map(entry).cloned().collect::<Vec<Entry>>()
        };
        let (left, right) = (of(Side::Left), of(Side::Right));
        let parts = self.since.epoch.parts.len();
        let part = set
            .iter()
            .map(|(part, _)| *part)
            .min()
            .filter(|part| *part < parts);
        let usual = self.since.epoch.usual(part, right.first().or(left.first()));
        let book = |entries| Book::from_entries(entries).map_err(SessionError::TooMuch);
        let (left, right) = (book(left)?, book(right)?);
        let plan = &self.session.plan;
        let refused = self.refused_among(members);
        let outcome = engine::reconcile_by(&left, &right, plan, usual, refused);
        Ok(standings(&left, &right, outcome))
    }

    fn refused_among(&self, members: &Members) -> Vec<(&'s [String], &'s [String])> {
        let firsts = members.iter().map(|(side, id)| (*side, id.as_str()));
        let refused = firsts
            .filter_map(|first| self.refused.get(&first))
            .flatten();
        refused.map(|p| (p.left(), p.right())).collect()
    }

    /// New entries that are not surely matched, and old ones that were matched and are not any more,
    /// or otherwise and not surely, with the lead to follow next.
    fn unsettled(&self, current: &[Members]) -> Vec<(Spot, Lead)> {
        let mut owners: BTreeMap<(Side, &str), (&Pairing, bool)> = BTreeMap::new();
        let solved = current
            .iter()
            .filter_map(|members| self.solved.get(members));
        for standing in solved.flat_map(|set| set.values()) {
            let owner = (&standing.pairing, standing.is_sure);
            owners.extend(standing.pairing.entries().map(|entry| (entry, owner)));
        }
        let parts = self.since.epoch.parts.len();
        let is_settled = |(part, place): &Spot| {
            let (side, row) = *place;
            let id = self.part(*part).books[side.slot()].id(EntryIndex(row));
            let owner = owners.get(&(side, id));
            if owner.is_some_and(|(_, is_sure)| *is_sure) {
                return true;
            }
            if *part == parts {
                return false;
            }
            let was = self.since.epoch.pairing_at(*part, *place);
            was.as_ref().map(|(pairing, _)| pairing) == owner.map(|(pairing, _)| *pairing)
        };
        let next = |spot: &Spot| match self.followed.get(spot) {
            None => Some(Lead::Reference),
            Some(lead) => lead.next(),
        };
        let unsettled = self.spots.keys().filter(|spot| !is_settled(spot));
        unsettled
            .filter_map(|spot| Some((*spot, next(spot)?)))
            .collect()
    }

    /// The epoch's proposals of entries of the region.
    fn reopened(&self) -> BTreeSet<Pairing> {
        let parts = self.since.epoch.parts.len();
        let old = self.spots.keys().filter(|(part, _)| *part < parts);
        let known = old.filter_map(|(part, place)| self.since.epoch.pairing_at(*part, *place));
        known.map(|(pairing, _)| pairing).collect()
    }
}
