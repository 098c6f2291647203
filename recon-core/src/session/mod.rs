//! Working day by day: what a person confirmed stands, everything else is weighed again.

mod change;
mod epoch;
mod error;
mod nearby;
mod pairing;
mod region;
mod state;
mod weigh;
mod whole;

pub use change::{Because, Change};
pub use error::SessionError;
pub use pairing::{Confirmed, Pairing, Side, Standing};
pub use state::SessionState;

use crate::book::Book;
use crate::entry::Entry;
use crate::outcome::{Balance, MatchKind};
use crate::partition::{Scope, partition_key};
use crate::plan::Plan;
use epoch::Since;
use std::collections::{BTreeMap, BTreeSet};
use weigh::Touched;

/// Entries as they arrive, the matches proposed for them, and those a person confirmed or rejected.
///
/// The proposals depend on the entries, the confirmed and the rejected matches only, never on the
/// order in which they came: they are those of one [`reconcile`](crate::reconcile) over all that is
/// not confirmed, account by account where every entry has one ([`partition`](crate::partition)). An
/// update weighs again only the accounts it touches, so it costs what is still unconfirmed there:
/// confirm what is settled, and for large accounts call [`Session::refresh_statistics`], after which it
/// costs only what is new.
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
    left: Entries,
    right: Entries,
    confirmed: BTreeMap<Pairing, Confirmed>,
    rejected: BTreeSet<Pairing>,
    /// Account by account; empty once statistics are kept.
    proposals: BTreeMap<Scope, BTreeMap<Pairing, Standing>>,
    /// What was proposed when the statistics were taken, and what came since.
    since: Option<Since>,
}

/// One side's entries by id.
#[derive(Debug, Clone, Default)]
struct Entries {
    open: BTreeMap<String, Entry>,
    /// Those of confirmed matches.
    settled: BTreeMap<String, Entry>,
}

impl Entries {
    fn has(&self, id: &str) -> bool {
        self.open.contains_key(id) || self.settled.contains_key(id)
    }

    fn settle(&mut self, id: &str) {
        self.settled.extend(self.open.remove_entry(id));
    }

    fn reopen(&mut self, id: &str) {
        self.open.extend(self.settled.remove_entry(id));
    }
}

impl Session {
    /// An empty session.
    #[must_use]
    pub fn new(plan: Plan) -> Self {
        Self {
            plan,
            left: Entries::default(),
            right: Entries::default(),
            confirmed: BTreeMap::new(),
            rejected: BTreeSet::new(),
            proposals: BTreeMap::new(),
            since: None,
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
            check(std::slice::from_ref(&entry))?;
            let id = entry.id().to_owned();
            if self.side(side).has(&id) || new.contains_key(&id) {
                return Err(SessionError::AlreadyThere { side, id });
            }
            new.insert(id, entry);
        }
        let mut touched = Touched::default();
        new.values().for_each(|entry| touched.add(side, entry));
        self.side_mut(side).open.extend(new);
        self.weigh_again(touched, |_| None)
    }

    /// Replaces an entry by a corrected one with the same id.
    ///
    /// # Errors
    /// [`SessionError`] for an id that is unknown or confirmed, or an entry that cannot be kept.
    pub fn correct(&mut self, side: Side, entry: Entry) -> Result<Vec<Change>, SessionError> {
        check(std::slice::from_ref(&entry))?;
        let mut touched = Touched::default();
        touched.add(side, self.open(side, entry.id())?);
        touched.add(side, &entry);
        let id = entry.id().to_owned();
        self.keep_original(side, &id);
        self.side_mut(side).open.insert(id.clone(), entry);
        self.weigh_again(touched, |p| {
            p.has(side, &id).then_some(Because::EntriesChanged)
        })
    }

    /// Forgets an entry.
    ///
    /// # Errors
    /// [`SessionError`] for an id that is unknown or confirmed.
    pub fn remove(&mut self, side: Side, id: &str) -> Result<Vec<Change>, SessionError> {
        let mut touched = Touched::default();
        touched.add(side, self.open(side, id)?);
        self.keep_original(side, id);
        self.side_mut(side).open.remove(id);
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
        let mut touched = Touched::default();
        for pairing in pairings {
            for (side, id) in pairing.entries() {
                touched.add(side, self.open(side, id)?);
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
        for (side, id) in &settled {
            self.side_mut(*side).settle(id);
        }
        self.confirmed
            .extend(new.into_iter().map(|c| (c.pairing.clone(), c)));
        self.weigh_again(touched, |p| {
            let mut entries = p.entries();
            entries
                .any(|(side, id)| settled.contains(&(side, id.to_owned())))
                .then_some(Because::EntriesChanged)
        })
    }

    /// Says that these entries do not belong together; they are never proposed together again.
    ///
    /// # Errors
    /// [`SessionError`] for ids that are unknown or confirmed.
    pub fn reject(&mut self, pairing: &Pairing) -> Result<Vec<Change>, SessionError> {
        let mut touched = Touched::default();
        for (side, id) in pairing.entries() {
            touched.add(side, self.open(side, id)?);
        }
        if self.rejected.insert(pairing.clone()) {
            self.note_rejection(pairing);
        }
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
        let mut touched = Touched::default();
        for (side, id) in pairing.entries() {
            self.side_mut(side).reopen(id);
            if let Some(entry) = self.side(side).open.get(id) {
                touched.add(side, entry);
            }
        }
        self.weigh_again(touched, |_| None)
    }

    /// What is proposed now, by entries.
    pub fn proposals(&self) -> impl Iterator<Item = &Standing> {
        let of_accounts = self.proposals.values().flat_map(BTreeMap::values);
        let since = self.since.iter().flat_map(Since::standing);
        let mut all: Vec<&Standing> = of_accounts.chain(since).collect();
        all.sort_by(|a, b| a.pairing.cmp(&b.pairing));
        all.into_iter()
    }

    /// What was confirmed, by entries.
    pub fn confirmed(&self) -> impl Iterator<Item = &Confirmed> {
        self.confirmed.values()
    }

    /// What was rejected, by entries.
    pub fn rejected(&self) -> impl Iterator<Item = &Pairing> {
        self.rejected.iter()
    }

    /// How many entries one side has.
    #[must_use]
    pub fn len(&self, side: Side) -> usize {
        let entries = self.side(side);
        entries.open.len() + entries.settled.len()
    }

    /// Whether there are no entries at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len(Side::Left) + self.len(Side::Right) == 0
    }

    fn side(&self, side: Side) -> &Entries {
        match side {
            Side::Left => &self.left,
            Side::Right => &self.right,
        }
    }

    fn side_mut(&mut self, side: Side) -> &mut Entries {
        match side {
            Side::Left => &mut self.left,
            Side::Right => &mut self.right,
        }
    }

    /// The entry, if it is there and not confirmed.
    fn open(&self, side: Side, id: &str) -> Result<&Entry, SessionError> {
        let entries = self.side(side);
        let not_open = || {
            let id = id.to_owned();
            if entries.settled.contains_key(&id) {
                SessionError::IsConfirmed { side, id }
            } else {
                SessionError::Unknown { side, id }
            }
        };
        entries.open.get(id).ok_or_else(not_open)
    }

    fn as_confirmed(&self, pairing: Pairing) -> Result<Confirmed, SessionError> {
        if pairing.left.len() + pairing.right.len() < 2 {
            return Err(SessionError::TooFew);
        }
        let of_accounts = self.proposals.values().find_map(|p| p.get(&pairing));
        let proposed = of_accounts.or_else(|| self.since.as_ref()?.find(&pairing));
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
}

/// Whether a book would take these entries.
fn check(entries: &[Entry]) -> Result<(), SessionError> {
    let taken = Book::from_entries(entries.iter().cloned());
    taken.map(drop).map_err(|source| {
        let at = source.position().checked_sub(1);
        let entry = at.and_then(|at| entries.get(at));
        SessionError::BadEntry {
            id: entry.map_or_else(String::new, |e| e.id().to_owned()),
            source,
        }
    })
}
