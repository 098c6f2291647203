//! What a session knew when its statistics were taken, and what is different since.
#![allow(
    clippy::indexing_slicing,
    reason = "parts and rows are numbered by the epoch itself"
)]

use super::nearby::{Part, Place};
use super::region::Answer;
use super::weigh::{Proposals, standings};
use super::{Because, Change, Pairing, Session, SessionError, Side, Standing, change};
use crate::book::{Book, EntryIndex};
use crate::engine::{self, Statistics};
use crate::entry::Entry;
use crate::partition::{Scope, Scopes, partition_key};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Everything that was unconfirmed, account by account, what was proposed for it and what is usual
/// there.
pub(super) struct Epoch {
    scopes: Scopes,
    of_scope: BTreeMap<Scope, usize>,
    pub(super) parts: Vec<Part>,
    usual: Vec<Statistics>,
    /// What is usual where there is nothing to go by.
    nothing: Statistics,
    pub(super) proposals: Proposals,
}

impl Epoch {
    /// What is usual in this part; for what is in no part, by an entry.
    pub(super) fn usual(&self, part: Option<usize>, entry: Option<&Entry>) -> &Statistics {
        let by_entry = || {
            let scope = self.scopes.of_key(partition_key(entry?));
            self.of_scope.get(&scope).copied()
        };
        let part = part.or_else(by_entry);
        part.and_then(|at| self.usual.get(at))
            .or(self.usual.first())
            .unwrap_or(&self.nothing)
    }

    /// Where an entry was.
    pub(super) fn find(&self, side: Side, id: &str) -> Option<(usize, Place)> {
        let mut parts = self.parts.iter().enumerate();
        parts.find_map(|(at, part)| {
            let row = part.books[side.slot()].find(id)?;
            Some((at, (side, row.0)))
        })
    }

    pub(super) fn id(&self, part: usize, (side, row): Place) -> &str {
        self.parts[part].books[side.slot()].id(EntryIndex(row))
    }

    /// The match that an entry was in, by its entries, and whether it was sure.
    pub(super) fn pairing_at(&self, part: usize, place: Place) -> Option<(Pairing, bool)> {
        let known = self.parts[part].match_at(place)?;
        let ids = |side: Side| {
            let rows = known.rows[side.slot()].iter();
            rows.map(move |row| self.id(part, (side, *row)))
        };
        Some((
            Pairing::new(ids(Side::Left), ids(Side::Right)),
            known.is_sure,
        ))
    }
}

/// Entries hold personal data; only their number is shown.
impl std::fmt::Debug for Epoch {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Epoch")
            .field("parts", &self.parts.len())
            .field("proposals", &self.proposals.len())
            .finish_non_exhaustive()
    }
}

/// Proposals that a difference may break or mend, and whether they were broken before.
pub(super) type Turned = BTreeMap<Pairing, bool>;

/// What came, went or was decided since the statistics were taken.
#[derive(Debug, Clone)]
pub(super) struct Since {
    pub(super) epoch: Arc<Epoch>,
    /// Entries that are not as they were.
    pub(super) different: BTreeSet<(Side, String)>,
    /// How those were that have been corrected or removed.
    originals: BTreeMap<(Side, String), Entry>,
    /// Rows of the epoch that are not to be weighed as they were, part by part.
    out: Vec<[Vec<bool>; 2]>,
    rejected: BTreeSet<Pairing>,
    /// Proposals of the epoch that do not stand because an entry of theirs is out.
    broken: BTreeSet<Pairing>,
    /// The same, because they are weighed again.
    reopened: BTreeSet<Pairing>,
    /// What is proposed near the differences.
    proposals: Proposals,
    /// The connected sets of entries near the differences, and what came of each.
    pub(super) solved: BTreeMap<Vec<(Side, String)>, Arc<Proposals>>,
}

impl Since {
    fn new(epoch: Epoch) -> Self {
        let flags = |part: &Part| part.books.each_ref().map(|book| vec![false; book.len()]);
        Self {
            out: epoch.parts.iter().map(flags).collect(),
            epoch: Arc::new(epoch),
            different: BTreeSet::new(),
            originals: BTreeMap::new(),
            rejected: BTreeSet::new(),
            broken: BTreeSet::new(),
            reopened: BTreeSet::new(),
            proposals: BTreeMap::new(),
            solved: BTreeMap::new(),
        }
    }

    pub(super) fn is_out(&self, part: usize, (side, row): Place) -> bool {
        self.out[part][side.slot()][row as usize]
    }

    /// The epoch's proposals that stand, and those near the differences.
    pub(super) fn standing(&self) -> impl Iterator<Item = &Standing> {
        let stands = |p: &&Standing| {
            !self.broken.contains(&p.pairing) && !self.reopened.contains(&p.pairing)
        };
        let kept = self.epoch.proposals.values().filter(stands);
        kept.chain(self.proposals.values())
    }

    pub(super) fn find(&self, pairing: &Pairing) -> Option<&Standing> {
        let gone = self.broken.contains(pairing) || self.reopened.contains(pairing);
        let kept = self.epoch.proposals.get(pairing).filter(|_| !gone);
        kept.or_else(|| self.proposals.get(pairing))
    }

    /// Takes over what is proposed near the differences, and gives back what of it and of the
    /// epoch's proposals stood before and stands now; `turned` are those that a difference broke or
    /// mended.
    pub(super) fn take_answer(
        &mut self,
        answer: Answer,
        turned: &Turned,
    ) -> (Proposals, Proposals) {
        let Answer {
            proposals,
            solved,
            reopened,
        } = answer;
        let mut after = proposals.clone();
        let mut before = std::mem::replace(&mut self.proposals, proposals);
        let was_reopened = std::mem::replace(&mut self.reopened, reopened);
        let changed = was_reopened.symmetric_difference(&self.reopened);
        for pairing in changed.chain(turned.keys()) {
            let Some(standing) = self.epoch.proposals.get(pairing) else {
                continue;
            };
            let is_broken = self.broken.contains(pairing);
            let was_broken = turned.get(pairing).copied().unwrap_or(is_broken);
            if !was_broken && !was_reopened.contains(pairing) {
                before.insert(pairing.clone(), standing.clone());
            }
            if !is_broken && !self.reopened.contains(pairing) {
                after.insert(pairing.clone(), standing.clone());
            }
        }
        self.solved = solved;
        (before, after)
    }

    /// The proposals of the epoch that these entries are in, and whether they were broken.
    fn touching(&self, touched: &BTreeSet<(Side, String)>) -> Turned {
        let places = touched
            .iter()
            .filter_map(|(side, id)| self.epoch.find(*side, id));
        let known = places.filter_map(|(part, place)| self.epoch.pairing_at(part, place));
        let named = known.map(|(pairing, _)| (self.broken.contains(&pairing), pairing));
        named.map(|(broken, pairing)| (pairing, broken)).collect()
    }

    fn set_out(&mut self, part: usize, place: Place, out: bool) {
        self.out[part][place.0.slot()][place.1 as usize] = out;
        let Some((pairing, _)) = self.epoch.pairing_at(part, place) else {
            return;
        };
        let Some(known) = self.epoch.parts[part].match_at(place) else {
            return;
        };
        let any_out = Side::BOTH.into_iter().any(|side| {
            let mut rows = known.rows[side.slot()].iter();
            rows.any(|row| self.is_out(part, (side, *row)))
        });
        if any_out {
            self.broken.insert(pairing);
        } else {
            self.broken.remove(&pairing);
        }
    }
}

impl Session {
    /// Weighs everything again and from then on keeps what is usual (how common amounts, words and
    /// payers are, how late payments come) as it is now. An update then weighs only what it may have
    /// to do with: it costs what is new, not what is there, and an entry that nothing leads to changes
    /// no proposal at all.
    ///
    /// The proposals then depend on the entries of this moment and on what is different since, never
    /// on the order or the portions in which it came. What is usual grows old: call this again every
    /// night, or after as many new entries as a tenth of the old ones. A match that was sure is
    /// looked at again only when a new entry has its reference, its amount and something of its name,
    /// or when an entry it has is freed.
    ///
    /// [`Session::restore`] starts without it.
    ///
    /// # Errors
    /// [`SessionError::TooMuch`] when the entries of one account do not fit one book; nothing has
    /// changed then.
    ///
    /// ```
    /// use recon_core::{Entry, Plan, Session, Side};
    /// use time::{Date, Month};
    /// let day = Date::from_calendar_date(2026, Month::April, 10)?;
    /// let mut session = Session::new(Plan::brazilian_bank());
    /// session.add(Side::Right, [Entry::new("r1", 184_257, day).with_name("Padaria Aurora")])?;
    /// session.refresh_statistics()?;
    /// let line = Entry::new("b1", 184_257, day).with_text("PIX PADARIA AURORA");
    /// assert_eq!(session.add(Side::Left, [line])?.len(), 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn refresh_statistics(&mut self) -> Result<Vec<Change>, SessionError> {
        let epoch = self.take_epoch()?;
        let before: Proposals = self
            .proposals()
            .map(|s| (s.pairing.clone(), s.clone()))
            .collect();
        let after = epoch.proposals.iter().collect();
        let changes = change::between(&before, &after, |_| None::<Because>);
        self.proposals = BTreeMap::new();
        self.since = Some(Since::new(epoch));
        Ok(changes)
    }

    fn take_epoch(&self) -> Result<Epoch, SessionError> {
        let (scopes, open) = self.open_parts();
        let refused = || self.rejected.iter().map(|p| (p.left(), p.right()));
        let mut epoch = Epoch {
            scopes,
            of_scope: BTreeMap::new(),
            parts: Vec::new(),
            usual: Vec::new(),
            nothing: Statistics::of(&Book::default(), &Book::default(), &self.plan),
            proposals: BTreeMap::new(),
        };
        for (scope, entries) in open {
            let [left, right] = entries.map(|entries| {
                Book::from_entries(entries.into_iter().cloned()).map_err(SessionError::TooMuch)
            });
            let (left, right) = (left?, right?);
            let (outcome, usual) =
                engine::reconcile_and_count(&left, &right, &self.plan, refused());
            epoch.of_scope.insert(scope, epoch.parts.len());
            let part = Part::of(left, right, &self.plan, Some(&outcome));
            let [left, right] = &part.books;
            epoch.proposals.extend(standings(left, right, outcome));
            epoch.parts.push(part);
            epoch.usual.push(usual);
        }
        Ok(epoch)
    }

    /// Keeps an entry as it was when the statistics were taken, before it changes.
    pub(super) fn keep_original(&mut self, side: Side, id: &str) {
        let Some(entry) = self.side(side).open.get(id).cloned() else {
            return;
        };
        if let Some(since) = &mut self.since
            && since.epoch.find(side, id).is_some()
        {
            let key = (side, id.to_owned());
            since.originals.entry(key).or_insert(entry);
        }
    }

    pub(super) fn note_rejection(&mut self, pairing: &Pairing) {
        if let Some(since) = &mut self.since {
            since.rejected.insert(pairing.clone());
        }
    }

    /// Takes down which of these entries are not as they were. Gives back the epoch's proposals
    /// that they are in, and whether these were broken before.
    pub(super) fn note_differences(
        &self,
        since: &mut Since,
        touched: &BTreeSet<(Side, String)>,
    ) -> Turned {
        let turned = since.touching(touched);
        for (side, id) in touched {
            let was = since.epoch.find(*side, id);
            let now = self.side(*side).open.get(id);
            let differs = match (was, now) {
                (None, now) => now.is_some(),
                (Some(_), Some(now)) => {
                    let key = (*side, id.clone());
                    since.originals.get(&key).is_some_and(|was| was != now)
                        || since.rejected.iter().any(|p| p.has(*side, id))
                }
                (Some((part, place)), None) => {
                    let known = since.epoch.pairing_at(part, place);
                    !known.is_some_and(|(p, sure)| sure && self.confirmed.contains_key(&p))
                }
            };
            if let Some((part, place)) = was {
                since.set_out(part, place, differs || now.is_none());
            }
            let key = (*side, id.clone());
            if differs {
                since.different.insert(key);
            } else {
                since.different.remove(&key);
            }
        }
        turned
    }
}
