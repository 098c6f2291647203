//! A session with whole files: what is in them now, and one outcome of everything.

use super::weigh::Touched;
use super::{Change, Entries, Pairing, Session, SessionError, Side};
use crate::bits::Bits;
use crate::book::{Book, EntryIndex};
use crate::entry::Entry;
use crate::evidence::{Clue, Evidence};
use crate::outcome::{Certificate, Match, Outcome};
use crate::partition::{self, Solved};
use std::collections::{BTreeMap, BTreeSet};

/// What a person's word is worth.
const CONFIRMED: Bits = Bits::from_milli(30_000);

impl Session {
    /// Takes entries as they are known now, of both sides at once: new ones are added, changed ones
    /// corrected, and those that are the same make no difference. What is not named stays.
    ///
    /// # Errors
    /// [`SessionError`] for an entry that cannot be kept, an id that comes twice, or a change to an
    /// entry of a confirmed match; nothing has changed then.
    pub fn update(
        &mut self,
        left: impl IntoIterator<Item = Entry>,
        right: impl IntoIterator<Item = Entry>,
    ) -> Result<Vec<Change>, SessionError> {
        let left = self.news(Side::Left, left.into_iter().collect())?;
        let right = self.news(Side::Right, right.into_iter().collect())?;
        let mut touched = Touched::default();
        let mut corrected: BTreeSet<(Side, String)> = BTreeSet::new();
        for (side, news) in [(Side::Left, left), (Side::Right, right)] {
            for entry in news {
                touched.add(side, &entry);
                let id = entry.id().to_owned();
                self.keep_original(side, &id);
                let before = self.side_mut(side).open.insert(id.clone(), entry);
                if let Some(before) = before {
                    touched.add(side, &before);
                    corrected.insert((side, id));
                }
            }
        }
        self.weigh_again(touched, |pairing| {
            let mut entries = pairing.entries();
            entries
                .any(|(side, id)| corrected.contains(&(side, id.to_owned())))
                .then_some(super::Because::EntriesChanged)
        })
    }

    /// Those entries that are new or have changed.
    fn news(&self, side: Side, entries: Vec<Entry>) -> Result<Vec<Entry>, SessionError> {
        super::check(&entries)?;
        let known = self.side(side);
        let mut news = Vec::new();
        for entry in entries {
            match known.settled.get(entry.id()) {
                Some(before) if *before != entry => {
                    let id = entry.id().to_owned();
                    return Err(SessionError::IsConfirmed { side, id });
                }
                Some(_) => {}
                None if known.open.get(entry.id()) == Some(&entry) => {}
                None => news.push(entry),
            }
        }
        Ok(news)
    }

    /// All entries of one side, by id.
    pub fn entries(&self, side: Side) -> impl Iterator<Item = &Entry> {
        let Entries { open, settled } = self.side(side);
        let mut all: Vec<&Entry> = open.values().chain(settled.values()).collect();
        all.sort_by(|a, b| a.id().cmp(b.id()));
        all.into_iter()
    }

    /// Everything as one outcome: what was confirmed as matches with the rule `confirmed`, the rest
    /// as it is proposed now, and why what is open is open. All is weighed anew for it, as
    /// [`Session::refresh_statistics`] does.
    ///
    /// # Errors
    /// [`SessionError::OtherBooks`] unless the books hold exactly the session's
    /// [entries](Session::entries).
    pub fn outcome(&self, left: &Book, right: &Book) -> Result<Outcome, SessionError> {
        let mut solved = Vec::new();
        let (_, parts) = self.open_parts();
        for [lefts, rights] in parts.values() {
            solved.push(self.solve_part(lefts, rights)?);
        }
        solved.push(self.settled()?);
        Ok(partition::merge(left, right, solved)?)
    }

    /// The confirmed matches, in books of their own.
    fn settled(&self) -> Result<Solved, SessionError> {
        let book = |entries: &BTreeMap<String, Entry>| {
            Book::from_entries(entries.values().cloned()).map_err(SessionError::TooMuch)
        };
        let (left, right) = (book(&self.left.settled)?, book(&self.right.settled)?);
        let rows = |book: &Book, ids: &[String]| -> Vec<EntryIndex> {
            let mut rows: Vec<EntryIndex> = ids.iter().filter_map(|id| book.find(id)).collect();
            rows.sort_unstable();
            rows
        };
        let as_match = |confirmed: &super::Confirmed| {
            let Pairing { left: l, right: r } = &confirmed.pairing;
            Match {
                left: rows(&left, l),
                right: rows(&right, r),
                kind: confirmed.kind,
                balance: confirmed.balance,
                score: CONFIRMED,
                margin: None,
                certificate: Certificate::Only,
                rule: "confirmed".into(),
                evidence: vec![Evidence::new(Clue::Confirmed, CONFIRMED)],
                applied: Vec::new(),
                fees: Vec::new(),
            }
        };
        let outcome = Outcome {
            matches: self.confirmed.values().map(as_match).collect(),
            ..Outcome::default()
        };
        Ok(Solved {
            left,
            right,
            outcome,
        })
    }
}
