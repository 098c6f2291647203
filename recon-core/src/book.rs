//! One side's entries, column by column.
#![allow(
    clippy::indexing_slicing,
    reason = "rows and symbols are handed out by the book itself"
)]

use crate::day::{self, BusinessDays};
use crate::entry::{Entry, ReferenceKind, Tag};
use crate::hash;
use crate::radix;
use crate::terms::{RowTerms, Terms};
use crate::text::{self, Found};
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use thiserror::Error;
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

/// Why entries do not make a book. Positions count from 1, in the order given.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum BookError {
    /// Two entries have one id.
    #[error(
        "entries {first} and {second} have the same id {id:?}; give each its own, for example with an occurrence number"
    )]
    DuplicateId {
        /// The id.
        id: String,
        /// Position of the first entry with it.
        first: usize,
        /// Position of the second.
        second: usize,
    },
    /// An entry has no id.
    #[error("entry {position} has an empty id; every entry needs one to be reported under")]
    EmptyId {
        /// Position of the entry.
        position: usize,
    },
    /// A currency is not three letters.
    #[error("entry {position}: the currency is not a three-letter ISO 4217 code such as BRL")]
    BadCurrency {
        /// Position of the entry.
        position: usize,
    },
    /// A fee, discount or due amount that does not go with the amount.
    #[error("entry {position}: {field} {problem}")]
    BadTerms {
        /// Position of the entry.
        position: usize,
        /// Which of them.
        field: &'static str,
        /// What is wrong and what is expected.
        problem: &'static str,
    },
    /// More entries, or more text, than one book holds.
    #[error(
        "entry {position} does not fit: a book holds four thousand million entries and 4 GiB of text; split it by period"
    )]
    TooLarge {
        /// Position of the first entry that did not fit.
        position: usize,
    },
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
    /// or more than fits. The first in the order given is reported.
    pub fn from_entries(entries: impl IntoIterator<Item = Entry>) -> Result<Self, BookError> {
        let mut builder = Builder::default();
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

/// Keys here are hashes already.
#[derive(Default, Clone, Copy)]
pub(crate) struct AsIs(u64);

impl Hasher for AsIs {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        self.0 ^= hash::bytes(bytes);
    }
    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }
}

/// A map from hashes; never iterated, so its order cannot reach a result.
pub(crate) type HashedMap<V> = HashMap<u64, V, BuildHasherDefault<AsIs>>;

/// Distinct folded strings, each once.
#[derive(Clone, Default)]
pub(crate) struct Symbols {
    text: String,
    spans: Vec<Span>,
    known: HashedMap<u32>,
}

impl Symbols {
    pub(crate) fn get(&self, symbol: u32) -> &str {
        self.spans
            .get(symbol as usize)
            .map_or("", |span| slice(&self.text, *span))
    }

    pub(crate) fn len(&self) -> usize {
        self.spans.len()
    }

    /// Numbers the strings by their first use in the rows' final order, so that nothing depends
    /// on the order of arrival; no string can be added afterwards.
    fn renumber(&mut self, rows: &mut [Row]) {
        let mut number = vec![NONE; self.spans.len()];
        let mut spans = Vec::with_capacity(self.spans.len());
        for row in rows {
            let Row {
                words,
                text,
                acquirer,
                product,
                brand,
                ..
            } = row;
            for symbol in [words, text, acquirer, product, brand]
                .into_iter()
                .filter(|s| **s != NONE)
            {
                let at = *symbol as usize;
                if number[at] == NONE {
                    number[at] = u32::try_from(spans.len()).unwrap_or(NONE);
                    spans.push(self.spans[at]);
                }
                *symbol = number[at];
            }
        }
        self.spans = spans;
        self.text.shrink_to_fit();
        self.known = HashedMap::default();
    }

    /// The symbol of a folded string; `None` when the table is full.
    fn intern(&mut self, folded: &str) -> Option<u32> {
        if folded.is_empty() {
            return Some(NONE);
        }
        let mut key = hash::bytes(folded.as_bytes());
        while let Some(symbol) = self.known.get(&key) {
            if self.get(*symbol) == folded {
                return Some(*symbol);
            }
            key = key.wrapping_add(1);
        }
        let symbol = u32::try_from(self.spans.len())
            .ok()
            .filter(|s| *s != NONE)?;
        self.spans.push(append(&mut self.text, folded)?);
        self.known.insert(key, symbol);
        Some(symbol)
    }
}

fn slice(text: &str, span: Span) -> &str {
    let start = span.start as usize;
    &text[start..start + span.len as usize]
}

fn append(text: &mut String, part: &str) -> Option<Span> {
    let start = u32::try_from(text.len()).ok()?;
    let len = u32::try_from(part.len()).ok()?;
    start.checked_add(len)?;
    text.push_str(part);
    Some(Span { start, len })
}

#[derive(Default)]
struct Builder {
    book: Book,
}

impl Builder {
    fn push(&mut self, entry: Entry) -> Result<(), BookError> {
        let position = self.book.rows.len() + 1;
        if entry.id.trim().is_empty() {
            return Err(BookError::EmptyId { position });
        }
        let currency =
            currency(entry.currency.as_deref()).ok_or(BookError::BadCurrency { position })?;
        let terms = Terms::of(&entry).map_err(|(field, problem)| BookError::BadTerms {
            position,
            field,
            problem,
        })?;
        let row = self
            .row(&entry, currency)
            .ok_or(BookError::TooLarge { position })?;
        self.book.terms.push(row.position, terms);
        self.book.rows.push(row);
        Ok(())
    }

    /// `None` when something does not fit any more.
    fn row(&mut self, entry: &Entry, currency: [u8; 3]) -> Option<Row> {
        let mut tax_id = entry.tax_id.as_deref().map_or(0, tax_id_hash);
        let start = u32::try_from(self.book.references.len()).ok()?;
        for (kind, value) in &entry.references {
            self.reference(*kind, value, (false, false));
        }
        for found in entry.text.as_deref().into_iter().flat_map(text::extract) {
            match found {
                Found::TaxId(value) if tax_id == 0 => tax_id = tax_id_hash(value),
                Found::TaxId(_) => {}
                Found::Reference(kind, value) => self.reference(kind, value, (true, false)),
                Found::Number(value) => self.reference(ReferenceKind::Free, value, (true, true)),
            }
        }
        self.dedup_references(start as usize);
        let len = u32::try_from(self.book.references.len())
            .ok()?
            .checked_sub(start)?;
        let symbols = &mut self.book.symbols;
        let mut symbol = |value: Option<&str>| symbols.intern(&text::fold(value.unwrap_or("")));
        let tag = |wanted| entry.tag(wanted);
        let name = symbol(entry.name.as_deref())?;
        let text = symbol(entry.text.as_deref())?;
        Some(Row {
            amount: entry.amount,
            tax_id,
            day: day::number(entry.paid_on.unwrap_or(entry.date)),
            business_day: 0,
            words: if name == NONE { text } else { name },
            text,
            account: tag(Tag::Account).map_or(0, |a| hash::bytes(text::fold(a).as_bytes())),
            acquirer: symbol(tag(Tag::Acquirer))?,
            product: symbol(tag(Tag::Product))?,
            brand: symbol(tag(Tag::Brand))?,
            id: append(&mut self.book.ids, &entry.id)?,
            references: Span { start, len },
            position: u32::try_from(self.book.rows.len())
                .ok()
                .filter(|p| *p != NONE)?,
            currency,
        })
    }

    fn reference(&mut self, kind: ReferenceKind, value: &str, (from_text, bare): (bool, bool)) {
        if let Some(key) = text::reference_key(value) {
            self.book.references.push(Reference {
                key: hash::bytes(key.as_bytes()),
                kind,
                from_text,
                bare,
            });
        }
    }

    /// A reference given and found again in the memo counts once, as given.
    fn dedup_references(&mut self, start: usize) {
        let mut own = self.book.references.split_off(start);
        own.sort_by_key(|r| (r.key, r.from_text, r.bare, r.kind));
        own.dedup_by_key(|r| r.key);
        self.book.references.append(&mut own);
    }

    fn finish(self) -> Result<Book, BookError> {
        let mut book = self.book;
        let mut rows = std::mem::take(&mut book.rows);
        sort_rows(&mut rows, &book.ids);
        book.symbols.renumber(&mut rows);
        number_business_days(&mut rows);
        book.terms.renumber(rows.iter().map(|row| row.position));
        book.rows = rows;
        book.references.shrink_to_fit();
        book.ids.shrink_to_fit();
        let hashes: Vec<(u64, u32)> = book
            .indices()
            .zip(&book.rows)
            .map(|(index, row)| (hash::bytes(slice(&book.ids, row.id).as_bytes()), index.0))
            .collect();
        let by_id = radix::sort_by_hash(hashes, |id| id.0);
        book.by_id = by_id.iter().map(|(_, row)| *row).collect();
        match first_duplicate(&book, &by_id) {
            Some(error) => Err(error),
            None => Ok(book),
        }
    }
}

/// By day, amount and id. Keys are sorted and rows then moved once: rows are long.
fn sort_rows(rows: &mut Vec<Row>, ids: &str) {
    let id = |at: u32| {
        let row = &rows[at as usize];
        (row.id.len, slice(ids, row.id))
    };
    let mut order: Vec<(i32, i64, u32)> = (0_u32..)
        .zip(rows.iter())
        .map(|(at, row)| (row.day, row.amount, at))
        .collect();
    order.sort_unstable_by(|a, b| {
        (a.0, a.1)
            .cmp(&(b.0, b.1))
            .then_with(|| id(a.2).cmp(&id(b.2)))
    });
    *rows = order.iter().map(|(_, _, at)| rows[*at as usize]).collect();
}

/// Rows come in day order.
fn number_business_days(rows: &mut [Row]) {
    let Some(last) = rows.last() else { return };
    let calendar = BusinessDays::up_to(last.day);
    for of_day in rows.chunk_by_mut(|a, b| a.day == b.day) {
        let number = of_day.first().map_or(0, |row| calendar.before(row.day));
        for row in of_day {
            row.business_day = number;
        }
    }
}

/// The pair of equal ids whose second comes first in the order given.
fn first_duplicate(book: &Book, by_id: &[(u64, u32)]) -> Option<BookError> {
    let mut first: Option<(usize, usize, &str)> = None;
    for group in by_id.chunk_by(|a, b| a.0 == b.0).filter(|g| g.len() > 1) {
        let mut rows: Vec<&Row> = group
            .iter()
            .map(|(_, row)| &book.rows[*row as usize])
            .collect();
        rows.sort_unstable_by_key(|row| (book.id_of(row), row.position));
        for pair in rows.windows(2) {
            let (a, b) = (pair[0], pair[1]);
            let found = (b.position as usize, a.position as usize, book.id_of(b));
            if book.id_of(a) == found.2 && first.is_none_or(|f| found < f) {
                first = Some(found);
            }
        }
    }
    first.map(|(second, first, id)| BookError::DuplicateId {
        id: id.to_owned(),
        first: first + 1,
        second: second + 1,
    })
}

fn currency(code: Option<&str>) -> Option<[u8; 3]> {
    let code: [u8; 3] = code.map_or(*b"BRL", |c| c.as_bytes().try_into().unwrap_or([0; 3]));
    code.iter()
        .all(u8::is_ascii_alphabetic)
        .then(|| code.map(|b| b.to_ascii_uppercase()))
}

fn tax_id_hash(value: &str) -> u64 {
    text::tax_id_key(value).map_or(0, |key| hash::bytes(key.as_bytes()))
}
