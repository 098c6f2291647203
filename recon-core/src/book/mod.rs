//! One side's entries, column by column.
#![allow(
    clippy::indexing_slicing,
    reason = "rows and symbols are handed out by the book itself"
)]

mod build;
mod error;
mod symbols;

pub use error::BookError;
pub(crate) use symbols::{HashedMap, Symbols};

use crate::entry::{Entry, ReferenceKind};
use crate::hash;
use crate::terms::RowTerms;
use build::Builder;
use symbols::slice;
use time::Date;

/// An entry's place in its [`Book`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(transparent)
)]
pub struct EntryIndex(pub(crate) u32);

impl EntryIndex {
    pub(crate) fn row(self) -> usize {
        self.0 as usize
    }
}

/// "Nothing here" in a symbol column.
pub(crate) const NONE: u32 = u32::MAX;

/// A reference of an entry: the hash of its normal spelling, what it is, and whether it was only
/// found in a memo.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Reference {
    pub(crate) key: u64,
    pub(crate) kind: ReferenceKind,
    pub(crate) from_text: bool,
    /// A short number that nothing in the memo calls a reference.
    pub(crate) bare: bool,
}

#[derive(Debug, Clone, Copy)]
struct Span {
    start: u32,
    len: u32,
}

/// The fixed-size part of an entry.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Row {
    pub(crate) amount: i64,
    /// The counterparty's tax id as a hash; zero when unknown.
    pub(crate) tax_id: u64,
    /// The day lags are measured from.
    pub(crate) day: i32,
    /// The number of that day among business days.
    pub(crate) business_day: i32,
    /// Symbol of the folded name, or of the folded text when there is no name.
    pub(crate) words: u32,
    /// Symbol of the folded text.
    pub(crate) text: u32,
    /// The account as a hash, comparable across books; zero when unknown.
    pub(crate) account: u64,
    pub(crate) acquirer: u32,
    pub(crate) product: u32,
    pub(crate) brand: u32,
    id: Span,
    references: Span,
    position: u32,
    pub(crate) currency: [u8; 3],
}

impl Row {
    /// How many business days after `due` this row came; negative when before it.
    pub(crate) fn lag_after(&self, due: &Row) -> i32 {
        self.business_day - due.business_day
    }
}

/// One side of a reconciliation: entries by column, words interned, built once.
///
/// Rows are kept in an order of their own (day, amount, id), so the order in which entries arrive
/// changes nothing in any result.
///
/// ```
/// use recon_core::{Book, Entry};
/// use time::{Date, Month};
/// let day = Date::from_calendar_date(2026, Month::April, 10)?;
/// let book = Book::from_entries([Entry::new("b", 200, day), Entry::new("a", 100, day)])?;
/// let first = book.find("a").ok_or("no such entry")?;
/// assert_eq!((book.id(first), book.amount(first), book.position(first)), ("a", 100, 1));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Default)]
pub struct Book {
    ids: String,
    rows: Vec<Row>,
    references: Vec<Reference>,
    terms: RowTerms,
    pub(crate) symbols: Symbols,
    /// All rows by the hash of their id.
    by_id: Vec<u32>,
}

impl Book {
    /// Reads entries into columns.
    ///
    /// # Errors
    /// [`BookError`] for an id that is empty or used twice, a currency that is not three letters,
    /// a day outside of 1900–2199, terms that do not go with the amount, or more than fits. The first in the order given is reported.
    pub fn from_entries(entries: impl IntoIterator<Item = Entry>) -> Result<Self, BookError> {
        let entries = entries.into_iter();
        let mut builder = Builder::with_capacity(entries.size_hint().0);
        for entry in entries {
            builder.push(entry)?;
        }
        builder.finish()
    }

    /// How many entries there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// All entries, in the book's own order.
    pub fn indices(&self) -> impl Iterator<Item = EntryIndex> + use<> {
        (0..self.rows.len()).map(|row| EntryIndex(u32::try_from(row).unwrap_or(u32::MAX)))
    }

    /// The entry's id. Like every accessor by index, empty or zero for an index of another book.
    #[must_use]
    pub fn id(&self, entry: EntryIndex) -> &str {
        self.rows.get(entry.row()).map_or("", |row| self.id_of(row))
    }

    /// The entry's signed amount in minor units.
    #[must_use]
    pub fn amount(&self, entry: EntryIndex) -> i64 {
        self.rows.get(entry.row()).map_or(0, |row| row.amount)
    }

    /// The day lags are measured from: when it was paid if known, else its date.
    #[must_use]
    pub fn day(&self, entry: EntryIndex) -> Option<Date> {
        self.rows
            .get(entry.row())
            .and_then(|row| Date::from_julian_day(row.day).ok())
    }

    /// Where the entry stood among those given to [`Book::from_entries`], from 0.
    #[must_use]
    pub fn position(&self, entry: EntryIndex) -> usize {
        self.rows
            .get(entry.row())
            .map_or(0, |row| row.position as usize)
    }

    /// The entry with this id.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<EntryIndex> {
        let key = hash::bytes(id.as_bytes());
        let row_of = |row: &u32| &self.rows[*row as usize];
        let hash_of = |row: &u32| hash::bytes(self.id_of(row_of(row)).as_bytes());
        let from = self.by_id.partition_point(|row| hash_of(row) < key);
        self.by_id[from..]
            .iter()
            .take_while(|row| hash_of(row) == key)
            .find(|row| self.id_of(row_of(row)) == id)
            .map(|row| EntryIndex(*row))
    }

    pub(crate) fn rows(&self) -> &[Row] {
        &self.rows
    }

    pub(crate) fn references(&self, row: &Row) -> &[Reference] {
        let start = row.references.start as usize;
        &self.references[start..start + row.references.len as usize]
    }

    /// The references of all rows, row after row.
    pub(crate) fn all_references(&self) -> &[Reference] {
        &self.references
    }

    /// Where a row's references start among all of them.
    pub(crate) fn first_reference(&self, row: &Row) -> usize {
        row.references.start as usize
    }

    /// What few rows carry beside the rest.
    pub(crate) fn terms(&self) -> &RowTerms {
        &self.terms
    }

    fn id_of(&self, row: &Row) -> &str {
        slice(&self.ids, row.id)
    }
}

/// Entries hold personal data; only their number is shown.
impl std::fmt::Debug for Book {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Book")
            .field("entries", &self.rows.len())
            .finish_non_exhaustive()
    }
}
