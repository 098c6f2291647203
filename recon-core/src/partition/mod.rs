//! Solving what cannot meet apart: on other threads, other machines, or another day.
//!
//! Entries of two currencies never match, nor do entries of two accounts. [`split`] puts what may
//! meet together, each part is reconciled by itself, and [`merge`] makes one outcome of the parts.
//! Accounts stay together where a payment names an entry of another one, or where money seems to
//! have moved between them.
//!
//! What is merged is exactly what the parts said. Against reconciling everything in one go only
//! statistics differ: how rare an amount or a word is and how late payments come are then counted
//! in each part, as they should be where two accounts have habits of their own.
//!
//! ```
//! use recon_core::{Book, Entry, Plan, Tag, partition, reconcile};
//! use time::{Date, Month};
//! let day = Date::from_calendar_date(2026, Month::April, 10)?;
//! let entry = |id: &str, account: &str| {
//!     Entry::new(id, 184_257, day).with_text("PADARIA AURORA").with_tag(Tag::Account, account)
//! };
//! let (bank, ledger) = ([entry("b1", "a"), entry("b2", "b")], [entry("r1", "b")]);
//! let (left, right) = (Book::from_entries(bank.clone())?, Book::from_entries(ledger.clone())?);
//!
//! let mut parts = Vec::new();
//! for part in partition::split(bank, ledger) {
//!     let (left, right) = (Book::from_entries(part.left)?, Book::from_entries(part.right)?);
//!     let outcome = reconcile(&left, &right, &Plan::brazilian_bank());
//!     parts.push(partition::Solved { left, right, outcome });
//! }
//! let outcome = partition::merge(&left, &right, parts)?;
//! assert_eq!(left.id(outcome.matches[0].left[0]), "b2");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod scope;

pub(crate) use scope::{Scope, Scopes};

use crate::book::{Book, EntryIndex};
use crate::entry::{Entry, Tag};
use crate::outcome::{Match, Open, OpenReason, Outcome, PassReport};
use crate::text;
use std::collections::BTreeMap;
use thiserror::Error;

/// What keeps entries apart: two entries whose keys differ in the currency, or in an account that
/// both have, never match.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct PartitionKey {
    /// ISO 4217, in capitals.
    pub currency: String,
    /// The account, spelt as for comparing; nothing when it may be any.
    pub account: Option<String>,
}

/// The key of an entry.
#[must_use]
pub fn partition_key(entry: &Entry) -> PartitionKey {
    let currency = entry.currency.as_deref().unwrap_or("BRL");
    let account = entry.tag(Tag::Account).map(text::fold);
    PartitionKey {
        currency: currency.to_ascii_uppercase(),
        account: account.filter(|a| !a.is_empty()),
    }
}

/// Entries that may meet each other and no others.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Partition {
    /// The currency, and the account unless the part spans several.
    pub key: PartitionKey,
    /// Left entries, in the order given.
    pub left: Vec<Entry>,
    /// Right entries, in the order given.
    pub right: Vec<Entry>,
}

/// Splits the entries of two books into parts, by key. A single entry without account may meet any,
/// and then all of its currency make one part.
#[must_use]
pub fn split(
    left: impl IntoIterator<Item = Entry>,
    right: impl IntoIterator<Item = Entry>,
) -> Vec<Partition> {
    let keyed = |entry: Entry| (partition_key(&entry), entry);
    let left: Vec<_> = left.into_iter().map(keyed).collect();
    let right: Vec<_> = right.into_iter().map(keyed).collect();
    let scopes = Scopes::of(left.iter().map(|(_, e)| e), right.iter().map(|(_, e)| e));
    let mut parts: BTreeMap<Scope, Partition> = BTreeMap::new();
    let mut put = |key: PartitionKey, entry: Entry, is_left: bool| {
        let scope = scopes.of_key(key);
        let key = scope.key();
        let part = parts.entry(scope).or_insert_with(|| Partition {
            key,
            left: Vec::new(),
            right: Vec::new(),
        });
        let side = if is_left {
            &mut part.left
        } else {
            &mut part.right
        };
        side.push(entry);
    };
    left.into_iter().for_each(|(key, e)| put(key, e, true));
    right.into_iter().for_each(|(key, e)| put(key, e, false));
    parts.into_values().collect()
}

/// A part and what came of it.
#[derive(Debug, Clone)]
pub struct Solved {
    /// The part's left book.
    pub left: Book,
    /// The part's right book.
    pub right: Book,
    /// The answer, in terms of these two books.
    pub outcome: Outcome,
}

/// Why parts do not make a whole.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum MergeError {
    /// A part has an entry that the whole has not.
    #[error(
        "a part has the {side} entry {id:?}, which the whole book does not have; merge into books of all entries"
    )]
    Unknown {
        /// `left` or `right`.
        side: &'static str,
        /// Its id.
        id: String,
    },
    /// An entry was in two parts.
    #[error("the {side} entry {id:?} is in two parts; give every entry to one part only")]
    Twice {
        /// `left` or `right`.
        side: &'static str,
        /// Its id.
        id: String,
    },
    /// An entry was in no part.
    #[error(
        "the {side} entry {id:?} is in no part; reconcile every part, also those with one side only"
    )]
    Missing {
        /// `left` or `right`.
        side: &'static str,
        /// Its id.
        id: String,
    },
}

/// Makes one outcome, in terms of the whole books, of the outcomes of their parts. Reports are added
/// up pass by pass.
///
/// # Errors
/// [`MergeError`] unless every entry of the whole is in exactly one part.
pub fn merge(
    left: &Book,
    right: &Book,
    parts: impl IntoIterator<Item = Solved>,
) -> Result<Outcome, MergeError> {
    let mut whole = Outcome::default();
    let mut places = (Places::of(left, "left"), Places::of(right, "right"));
    for part in parts {
        let (lefts, rights) = (places.0.map(&part.left)?, places.1.map(&part.right)?);
        add(&mut whole, part.outcome, &lefts, &rights);
    }
    places.0.all_filled()?;
    places.1.all_filled()?;
    let order = |m: &Match| (m.left.first().copied(), m.right.first().copied());
    whole.matches.sort_by_cached_key(order);
    whole.reviews.sort_by_cached_key(|r| order(&r.proposal));
    whole.open_left.sort_by_key(|o| o.entry);
    whole.open_right.sort_by_key(|o| o.entry);
    Ok(whole)
}

/// Which entries of a whole book some part has had.
struct Places<'b> {
    book: &'b Book,
    side: &'static str,
    filled: Vec<bool>,
}

impl<'b> Places<'b> {
    fn of(book: &'b Book, side: &'static str) -> Self {
        Self {
            book,
            side,
            filled: vec![false; book.len()],
        }
    }

    /// Where each entry of the part is in the whole.
    fn map(&mut self, part: &Book) -> Result<Vec<EntryIndex>, MergeError> {
        part.indices()
            .map(|index| {
                let (side, id) = (self.side, part.id(index));
                let unknown = || MergeError::Unknown {
                    side,
                    id: id.to_owned(),
                };
                let place = self.book.find(id).ok_or_else(unknown)?;
                let filled = self.filled.get_mut(place.row()).ok_or_else(unknown)?;
                if std::mem::replace(filled, true) {
                    return Err(MergeError::Twice {
                        side,
                        id: id.to_owned(),
                    });
                }
                Ok(place)
            })
            .collect()
    }

    fn all_filled(&self) -> Result<(), MergeError> {
        let missing = self.book.indices().zip(&self.filled).find(|(_, f)| !**f);
        missing.map_or(Ok(()), |(index, _)| {
            Err(MergeError::Missing {
                side: self.side,
                id: self.book.id(index).to_owned(),
            })
        })
    }
}

fn add(whole: &mut Outcome, part: Outcome, lefts: &[EntryIndex], rights: &[EntryIndex]) {
    let of = |places: &[EntryIndex], index: EntryIndex| {
        places.get(index.row()).copied().unwrap_or(index)
    };
    let list = |places: &[EntryIndex], indices: &mut Vec<EntryIndex>| {
        indices.iter_mut().for_each(|i| *i = of(places, *i));
        indices.sort_unstable();
    };
    let moved = |mut found: Match| {
        list(lefts, &mut found.left);
        list(rights, &mut found.right);
        found
    };
    whole.matches.extend(part.matches.into_iter().map(moved));
    for mut review in part.reviews {
        review.proposal = moved(review.proposal);
        for alternative in &mut review.alternatives {
            list(lefts, &mut alternative.left);
            list(rights, &mut alternative.right);
        }
        whole.reviews.push(review);
    }
    let open = |own: &[EntryIndex], other: &[EntryIndex], open: Open| Open {
        entry: of(own, open.entry),
        reason: moved_reason(open.reason, |i| of(own, i), |i| of(other, i)),
        ..open
    };
    let open_left = part.open_left.into_iter().map(|o| open(lefts, rights, o));
    whole.open_left.extend(open_left);
    let open_right = part.open_right.into_iter().map(|o| open(rights, lefts, o));
    whole.open_right.extend(open_right);
    for report in part.reports {
        match whole.reports.iter_mut().find(|r| r.rule == report.rule) {
            Some(sum) => add_report(sum, &report),
            None => whole.reports.push(report),
        }
    }
}

fn moved_reason(
    reason: OpenReason,
    own: impl Fn(EntryIndex) -> EntryIndex,
    other: impl Fn(EntryIndex) -> EntryIndex,
) -> OpenReason {
    match reason {
        OpenReason::Nearest { candidate, differs } => OpenReason::Nearest {
            candidate: other(candidate),
            differs,
        },
        OpenReason::TakenByBetterClaim { candidate, by } => OpenReason::TakenByBetterClaim {
            candidate: other(candidate),
            by: own(by),
        },
        OpenReason::LooksLikeDuplicate { of } => OpenReason::LooksLikeDuplicate { of: own(of) },
        OpenReason::LooksLikeReversal { of } => OpenReason::LooksLikeReversal { of: own(of) },
        unchanged @ (OpenReason::NoCandidate | OpenReason::LooksLikeFee) => unchanged,
    }
}

fn add_report(sum: &mut PassReport, more: &PassReport) {
    sum.candidates += more.candidates;
    sum.matches += more.matches;
    sum.reviews += more.reviews;
    sum.blocks_cut += more.blocks_cut;
    sum.budgets_hit += more.budgets_hit;
}
