//! Working day by day: what a person confirmed stands, everything else is weighed again.

mod change;
mod state;

pub use change::{Because, Change};
pub use state::SessionState;

use crate::bits::Bits;
use crate::book::{Book, BookError, EntryIndex};
use crate::engine;
use crate::entry::Entry;
use crate::evidence::Evidence;
use crate::outcome::{Balance, Match, MatchKind};
use crate::partition::{PartitionKey, Scopes, partition_key};
use crate::plan::Plan;
use std::collections::{BTreeMap, BTreeSet};
use thiserror::Error;

/// One of the two books.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum Side {
    /// Usually the bank.
    Left,
    /// Usually the ledger.
    Right,
}

/// Which entries belong together, by id; the name of a match from one day to the next.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Pairing {
    left: Vec<String>,
    right: Vec<String>,
}

impl Pairing {
    /// The order in which ids are given does not matter.
    #[must_use]
    pub fn new<S: Into<String>>(
        left: impl IntoIterator<Item = S>,
        right: impl IntoIterator<Item = S>,
    ) -> Self {
        let sorted = |ids: &mut Vec<String>| {
            ids.sort_unstable();
            ids.dedup();
        };
        let mut left = left.into_iter().map(Into::into).collect();
        let mut right = right.into_iter().map(Into::into).collect();
        sorted(&mut left);
        sorted(&mut right);
        Self { left, right }
    }

    /// Ids of left entries, sorted.
    #[must_use]
    pub fn left(&self) -> &[String] {
        &self.left
    }

    /// Ids of right entries, sorted.
    #[must_use]
    pub fn right(&self) -> &[String] {
        &self.right
    }

    fn sides(&self) -> impl Iterator<Item = (bool, &str)> {
        let left = self.left.iter().map(|id| (true, id.as_str()));
        left.chain(self.right.iter().map(|id| (false, id.as_str())))
    }
}

/// A proposed match.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Standing {
    /// Its entries.
    pub pairing: Pairing,
    /// Whether it is sure enough to be made without a person; otherwise it is a review.
    pub is_sure: bool,
    /// How they belong together.
    pub kind: MatchKind,
    /// Where the money goes.
    pub balance: Balance,
    /// Log-odds that it is right.
    pub score: Bits,
    /// How far the best other answer is behind.
    pub margin: Option<Bits>,
    /// Each clue, and what it was worth.
    pub evidence: Vec<Evidence>,
    /// For a review, the next best answers.
    pub alternatives: Vec<Pairing>,
}

/// A match that a person confirmed.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Confirmed {
    /// Its entries.
    pub pairing: Pairing,
    /// How they belong together; [`MatchKind::Custom`] where it was never proposed.
    pub kind: MatchKind,
    /// Where the money goes.
    pub balance: Balance,
}

/// Why a session did not do what it was asked. Unless said otherwise, nothing has changed then.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum SessionError {
    /// An entry cannot be kept.
    #[error("entry {id:?} was not taken: {source}")]
    BadEntry {
        /// Its id.
        id: String,
        /// What is wrong.
        source: BookError,
    },
    /// An entry with this id is there already.
    #[error("there is a {side:?} entry {id:?} already; correct it instead of adding it again")]
    AlreadyThere {
        /// Which book.
        side: Side,
        /// The id.
        id: String,
    },
    /// No entry has this id.
    #[error("there is no {side:?} entry {id:?}; add it first")]
    Unknown {
        /// Which book.
        side: Side,
        /// The id.
        id: String,
    },
    /// The entry is part of a confirmed match.
    #[error("the {side:?} entry {id:?} is part of a confirmed match; reopen that match first")]
    IsConfirmed {
        /// Which book.
        side: Side,
        /// The id.
        id: String,
    },
    /// The entries of one account do not fit one book any more; they were taken, but nothing is
    /// proposed for them.
    #[error("the entries of one account are too many: {0}")]
    TooMuch(BookError),
    /// Fewer than two entries.
    #[error("a match has at least two entries")]
    TooFew,
    /// The entries have two currencies, or their sum does not fit in 64 bits.
    #[error("the entries cannot be added up: they must have one currency and a sum within 64 bits")]
    NoSum,
    /// Nothing of the kind was confirmed.
    #[error("no confirmed match has exactly these entries")]
    NotConfirmed,
    /// The state was written by another version.
    #[error(
        "the session's state has version {found}, this program reads version {expected}; use the program that wrote it, or start from the entries"
    )]
    UnknownVersion {
        /// What the state says.
        found: u32,
        /// What can be read.
        expected: u32,
    },
}

/// Entries as they arrive, the matches proposed for them, and those a person confirmed or rejected.
///
/// The proposals depend on the entries, the confirmed and the rejected matches only, never on the
/// order in which they came: they are those of one [`reconcile`](crate::reconcile) over all that is
/// not confirmed, account by account where every entry has one ([`partition`](crate::partition)). An
/// update weighs again only the accounts it touches, so it costs what is still unconfirmed there:
/// confirm what is settled.
///
/// ```
/// use recon_core::{Entry, Plan, Session, Side};
/// use time::{Date, Month};
/// let day = Date::from_calendar_date(2026, Month::April, 10)?;
/// let mut session = Session::new(Plan::brazilian_bank());
/// session.add(Side::Right, [Entry::new("r1", 184_257, day).with_name("Padaria Aurora")])?;
/// let changes = session.add(Side::Left, [Entry::new("b1", 184_257, day).with_text("PIX PADARIA AURORA")])?;
/// assert_eq!(changes.len(), 1);
///
/// let first = session.proposals().next().ok_or("nothing proposed")?.pairing.clone();
/// session.confirm(&first)?;
/// assert!(session.correct(Side::Left, Entry::new("b1", 5, day)).is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct Session {
    plan: Plan,
    left: BTreeMap<String, Entry>,
    right: BTreeMap<String, Entry>,
    confirmed: BTreeMap<Pairing, Confirmed>,
    /// Every entry of a confirmed match.
    settled: BTreeSet<(Side, String)>,
    rejected: BTreeSet<Pairing>,
    proposals: BTreeMap<PartitionKey, BTreeMap<Pairing, Standing>>,
}

impl Session {
    /// An empty session.
    #[must_use]
    pub fn new(plan: Plan) -> Self {
        Self {
            plan,
            left: BTreeMap::new(),
            right: BTreeMap::new(),
            confirmed: BTreeMap::new(),
            settled: BTreeSet::new(),
            rejected: BTreeSet::new(),
            proposals: BTreeMap::new(),
        }
    }

    /// Takes new entries and says what changed.
    ///
    /// # Errors
    /// [`SessionError`] for an entry that cannot be kept or is there already; none is taken then.
    pub fn add(
        &mut self,
        side: Side,
        entries: impl IntoIterator<Item = Entry>,
    ) -> Result<Vec<Change>, SessionError> {
        let mut new: BTreeMap<String, Entry> = BTreeMap::new();
        for entry in entries {
            check(&entry)?;
            let id = entry.id().to_owned();
            if self.side(side).contains_key(&id) || new.contains_key(&id) {
                return Err(SessionError::AlreadyThere { side, id });
            }
            new.insert(id, entry);
        }
        let touched = new.values().map(partition_key).collect();
        self.side_mut(side).extend(new);
        self.weigh_again(touched, |_| None)
    }

    /// Replaces an entry by a corrected one with the same id.
    ///
    /// # Errors
    /// [`SessionError`] for an id that is unknown or confirmed, or an entry that cannot be kept.
    pub fn correct(&mut self, side: Side, entry: Entry) -> Result<Vec<Change>, SessionError> {
        check(&entry)?;
        let old = self.open(side, entry.id())?;
        let touched = BTreeSet::from([partition_key(old), partition_key(&entry)]);
        let id = entry.id().to_owned();
        self.side_mut(side).insert(id.clone(), entry);
        self.weigh_again(touched, |p| {
            p.has(side, &id).then_some(Because::EntriesChanged)
        })
    }

    /// Forgets an entry.
    ///
    /// # Errors
    /// [`SessionError`] for an id that is unknown or confirmed.
    pub fn remove(&mut self, side: Side, id: &str) -> Result<Vec<Change>, SessionError> {
        let touched = BTreeSet::from([partition_key(self.open(side, id)?)]);
        self.side_mut(side).remove(id);
        self.weigh_again(touched, |p| {
            p.has(side, id).then_some(Because::EntriesChanged)
        })
    }

    /// Makes a match final: it is never broken, and its entries take part in no other. It may be a
    /// proposal, an alternative of a review, or anything else that adds up in one currency.
    ///
    /// # Errors
    /// [`SessionError`] for ids that are unknown or confirmed already, or that do not add up.
    pub fn confirm(&mut self, pairing: &Pairing) -> Result<Vec<Change>, SessionError> {
        self.confirm_all([pairing.clone()])
    }

    /// Confirms many matches at once, which is quicker than one by one; all or none.
    ///
    /// # Errors
    /// As for [`Session::confirm`]; also when two of them share an entry.
    pub fn confirm_all(
        &mut self,
        pairings: impl IntoIterator<Item = Pairing>,
    ) -> Result<Vec<Change>, SessionError> {
        let mut new = Vec::new();
        let mut settled: BTreeSet<(Side, String)> = BTreeSet::new();
        let mut touched = BTreeSet::new();
        for pairing in pairings {
            for (side, id) in pairing.entries() {
                touched.insert(partition_key(self.open(side, id)?));
                if !settled.insert((side, id.to_owned())) {
                    let id = id.to_owned();
                    return Err(SessionError::IsConfirmed { side, id });
                }
            }
            new.push(self.as_confirmed(pairing)?);
        }
        // What was just confirmed is not news.
        let confirmed: BTreeSet<&Pairing> = new.iter().map(|c| &c.pairing).collect();
        for proposals in self.proposals.values_mut() {
            proposals.retain(|pairing, _| !confirmed.contains(pairing));
        }
        let taken = settled.clone();
        self.settled.extend(settled);
        self.confirmed
            .extend(new.into_iter().map(|c| (c.pairing.clone(), c)));
        self.weigh_again(touched, |p| {
            let mut entries = p.entries();
            entries
                .any(|(side, id)| taken.contains(&(side, id.to_owned())))
                .then_some(Because::EntriesChanged)
        })
    }

    /// Says that these entries do not belong together; they are never proposed together again.
    ///
    /// # Errors
    /// [`SessionError`] for ids that are unknown or confirmed.
    pub fn reject(&mut self, pairing: &Pairing) -> Result<Vec<Change>, SessionError> {
        let mut touched = BTreeSet::new();
        for (side, id) in pairing.entries() {
            touched.insert(partition_key(self.open(side, id)?));
        }
        self.rejected.insert(pairing.clone());
        self.weigh_again(touched, |p| (p == pairing).then_some(Because::Rejected))
    }

    /// Takes a confirmation back; its entries are weighed again.
    ///
    /// # Errors
    /// [`SessionError::NotConfirmed`] when there is none of exactly these entries.
    pub fn reopen(&mut self, pairing: &Pairing) -> Result<Vec<Change>, SessionError> {
        self.confirmed
            .remove(pairing)
            .ok_or(SessionError::NotConfirmed)?;
        let mut touched = BTreeSet::new();
        for (side, id) in pairing.entries() {
            self.settled.remove(&(side, id.to_owned()));
            touched.extend(self.side(side).get(id).map(partition_key));
        }
        self.weigh_again(touched, |_| None)
    }

    /// What is proposed now, by entries.
    pub fn proposals(&self) -> impl Iterator<Item = &Standing> {
        let mut all: Vec<&Standing> = self.proposals.values().flat_map(BTreeMap::values).collect();
        all.sort_by(|a, b| a.pairing.cmp(&b.pairing));
        all.into_iter()
    }

    /// What was confirmed, by entries.
    pub fn confirmed(&self) -> impl Iterator<Item = &Confirmed> {
        self.confirmed.values()
    }

    /// How many entries one side has.
    #[must_use]
    pub fn len(&self, side: Side) -> usize {
        self.side(side).len()
    }

    /// Whether there are no entries at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.left.is_empty() && self.right.is_empty()
    }

    fn side(&self, side: Side) -> &BTreeMap<String, Entry> {
        match side {
            Side::Left => &self.left,
            Side::Right => &self.right,
        }
    }

    fn side_mut(&mut self, side: Side) -> &mut BTreeMap<String, Entry> {
        match side {
            Side::Left => &mut self.left,
            Side::Right => &mut self.right,
        }
    }

    /// The entry, if it is there and not confirmed.
    fn open(&self, side: Side, id: &str) -> Result<&Entry, SessionError> {
        let entry = self.side(side).get(id);
        let id = id.to_owned();
        match entry {
            None => Err(SessionError::Unknown { side, id }),
            Some(_) if self.settled.contains(&(side, id.clone())) => {
                Err(SessionError::IsConfirmed { side, id })
            }
            Some(entry) => Ok(entry),
        }
    }

    fn as_confirmed(&self, pairing: Pairing) -> Result<Confirmed, SessionError> {
        if pairing.left.len() + pairing.right.len() < 2 {
            return Err(SessionError::TooFew);
        }
        let proposed = self.proposals.values().find_map(|p| p.get(&pairing));
        if let Some(Standing { kind, balance, .. }) = proposed.cloned() {
            return Ok(Confirmed {
                pairing,
                kind,
                balance,
            });
        }
        let mut sums = [0_i128; 2];
        let mut currencies = BTreeSet::new();
        for (side, id) in pairing.entries() {
            let entry = self.open(side, id)?;
            currencies.insert(partition_key(entry).currency);
            let [left, right] = &mut sums;
            let sum = if side == Side::Left { left } else { right };
            *sum += i128::from(entry.amount());
        }
        let [paid, gross] = sums.map(i64::try_from);
        let residual = gross.ok().zip(paid.ok());
        let residual = residual.and_then(|(gross, paid)| Some((gross, gross.checked_sub(paid)?)));
        let (gross, residual) = residual
            .filter(|_| currencies.len() == 1)
            .ok_or(SessionError::NoSum)?;
        Ok(Confirmed {
            pairing,
            kind: MatchKind::Custom,
            balance: Balance {
                gross,
                residual,
                ..Balance::default()
            },
        })
    }

    /// Solves the accounts that were touched and tells what is different.
    fn weigh_again(
        &mut self,
        touched: BTreeSet<PartitionKey>,
        why_gone: impl Fn(&Pairing) -> Option<Because>,
    ) -> Result<Vec<Change>, SessionError> {
        let mut open: BTreeMap<PartitionKey, [Vec<&Entry>; 2]> = BTreeMap::new();
        for (slot, side) in [Side::Left, Side::Right].into_iter().enumerate() {
            for (id, entry) in self.side(side) {
                if !self.is_settled(side, id) {
                    let of_key = open.entry(partition_key(entry)).or_default();
                    if let Some(list) = of_key.get_mut(slot) {
                        list.push(entry);
                    }
                }
            }
        }
        let scopes = Scopes::of(open.keys());
        let touched: BTreeSet<PartitionKey> =
            touched.into_iter().map(|key| scopes.of_key(key)).collect();
        let mut parts: BTreeMap<PartitionKey, [Vec<&Entry>; 2]> = BTreeMap::new();
        for (key, entries) in open {
            let part = parts.entry(scopes.of_key(key)).or_default();
            part.iter_mut()
                .zip(entries)
                .for_each(|(part, entries)| part.extend(entries));
        }
        let mut solved: BTreeMap<PartitionKey, BTreeMap<Pairing, Standing>> = BTreeMap::new();
        for (key, [left, right]) in &parts {
            if touched.contains(key) || !self.proposals.contains_key(key) {
                solved.insert(key.clone(), self.solve(left, right)?);
            }
        }
        let is_current = |key: &PartitionKey| parts.contains_key(key) && !solved.contains_key(key);
        let stale: Vec<PartitionKey> = self
            .proposals
            .keys()
            .filter(|key| !is_current(key))
            .cloned()
            .collect();
        let mut before = BTreeMap::new();
        for key in stale {
            before.extend(self.proposals.remove(&key).unwrap_or_default());
        }
        let after = solved.values().flatten();
        let after = after.map(|(p, s)| (p.clone(), s.clone())).collect();
        let changes = change::between(&before, &after, why_gone);
        self.proposals.extend(solved);
        Ok(changes)
    }

    fn is_settled(&self, side: Side, id: &str) -> bool {
        !self.settled.is_empty() && self.settled.contains(&(side, id.to_owned()))
    }

    fn solve(
        &self,
        left: &[&Entry],
        right: &[&Entry],
    ) -> Result<BTreeMap<Pairing, Standing>, SessionError> {
        let book = |entries: &[&Entry]| {
            let entries = entries.iter().map(|e| (*e).clone());
            Book::from_entries(entries).map_err(SessionError::TooMuch)
        };
        let (left, right) = (book(left)?, book(right)?);
        let name = |l: &[EntryIndex], r: &[EntryIndex]| {
            let left = l.iter().map(|i| left.id(*i));
            Pairing::new(left, r.iter().map(|i| right.id(*i)))
        };
        let rejected = engine::Rejected::of(&self.rejected, &left, &right);
        let outcome = engine::reconcile_without(&left, &right, &self.plan, rejected);
        let mut standing = BTreeMap::new();
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
        Ok(standing)
    }
}

impl Pairing {
    fn entries(&self) -> impl Iterator<Item = (Side, &str)> {
        self.sides()
            .map(|(is_left, id)| (if is_left { Side::Left } else { Side::Right }, id))
    }

    fn has(&self, side: Side, id: &str) -> bool {
        let ids = match side {
            Side::Left => &self.left,
            Side::Right => &self.right,
        };
        ids.iter().any(|own| own == id)
    }
}

/// Whether a book would take this entry.
fn check(entry: &Entry) -> Result<(), SessionError> {
    let taken = Book::from_entries([entry.clone()]);
    taken.map(drop).map_err(|source| SessionError::BadEntry {
        id: entry.id().to_owned(),
        source,
    })
}
