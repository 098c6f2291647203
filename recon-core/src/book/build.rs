//! From entries to columns.
#![allow(
    clippy::indexing_slicing,
    reason = "rows are handed out by the book itself"
)]

use super::symbols::{append, slice};
use super::{Book, BookError, NONE, Reference, Row, Span};
use crate::day::{self, BusinessDays};
use crate::entry::{Entry, ReferenceKind, Tag};
use crate::hash;
use crate::radix;
use crate::terms::Terms;
use crate::text::{self, Found};

/// What an iterator says of its length is believed up to here.
const MOST_EXPECTED: usize = 1 << 22;

#[derive(Default)]
pub(super) struct Builder {
    book: Book,
    /// The hash of each entry's id, in the order given.
    id_hashes: Vec<u64>,
    /// Room for what one entry's texts are read into.
    letters: String,
}

impl Builder {
    /// Makes room for about so many entries.
    pub(super) fn with_capacity(entries: usize) -> Self {
        let mut builder = Self::default();
        let entries = entries.min(MOST_EXPECTED);
        builder.book.rows.reserve(entries);
        builder.book.references.reserve(entries);
        builder.id_hashes.reserve(entries);
        builder
    }

    pub(super) fn push(&mut self, entry: Entry) -> Result<(), BookError> {
        let position = self.book.rows.len() + 1;
        if entry.id.trim().is_empty() {
            return Err(BookError::EmptyId { position });
        }
        let currency =
            currency(entry.currency.as_deref()).ok_or(BookError::BadCurrency { position })?;
        check_days(&entry, position)?;
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
        self.id_hashes.push(hash::bytes(entry.id.as_bytes()));
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
        let (symbols, letters) = (&mut self.book.symbols, &mut self.letters);
        let mut symbol = |value: Option<&str>| {
            text::fold_into(value.unwrap_or(""), letters);
            symbols.intern(letters)
        };
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
        if let Some(key) = text::reference_key_in(value, &mut self.letters) {
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
        let references = &mut self.book.references;
        if references.len() < start + 2 {
            return;
        }
        references[start..].sort_by_key(|r| (r.key, r.from_text, r.bare, r.kind));
        let mut kept = start;
        for at in start..references.len() {
            if at == start || references[at].key != references[kept - 1].key {
                references[kept] = references[at];
                kept += 1;
            }
        }
        references.truncate(kept);
    }

    pub(super) fn finish(self) -> Result<Book, BookError> {
        let mut book = self.book;
        let mut rows = std::mem::take(&mut book.rows);
        sort_rows(&mut rows, &book.ids);
        book.symbols.renumber(&mut rows);
        number_business_days(&mut rows);
        book.terms.renumber(rows.iter().map(|row| row.position));
        let hash_of = |row: &Row| self.id_hashes[row.position as usize];
        let hashes: Vec<(u64, u32)> = rows.iter().map(hash_of).zip(0..).collect();
        book.references = in_order_of(&mut rows, &book.references);
        book.rows = rows;
        book.ids.shrink_to_fit();
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
    let order = (0_u32..).zip(rows.iter());
    let order: Vec<(i32, i64, u32)> = order.map(|(at, r)| (r.day, r.amount, at)).collect();
    let scale = Scale::of(rows);
    let mut order = radix::sort_by_hash(order, |(day, amount, _)| scale.place(*day, *amount));
    for alike in order.chunk_by_mut(|a, b| (a.0, a.1) == (b.0, b.1)) {
        if alike.len() > 1 {
            alike.sort_unstable_by(|a, b| id(a.2).cmp(&id(b.2)));
        }
    }
    *rows = order.iter().map(|(_, _, at)| rows[*at as usize]).collect();
}

/// Days and amounts as numbers over the whole of 64 bits, in their order.
struct Scale {
    first_day: i32,
    day_shift: u32,
    least: i64,
    amount_shift: u32,
}

impl Scale {
    fn of(rows: &[Row]) -> Self {
        let days = rows.iter().map(|row| row.day);
        let amounts = rows.iter().map(|row| row.amount);
        let first_day = days.clone().min().unwrap_or(0);
        let least = amounts.clone().min().unwrap_or(0);
        let days = days.max().unwrap_or(0).abs_diff(first_day);
        let amounts = amounts.max().unwrap_or(0).abs_diff(least);
        Self {
            first_day,
            day_shift: u64::from(days).leading_zeros().min(63),
            least,
            amount_shift: amounts.leading_zeros(),
        }
    }

    fn place(&self, day: i32, amount: i64) -> u64 {
        let days = u64::from(day.abs_diff(self.first_day)) << self.day_shift;
        let amounts = amount.abs_diff(self.least) << self.amount_shift.min(63);
        days | amounts >> 1 >> (63 - self.day_shift)
    }
}

/// The references in the order of the rows, which are told where theirs are now.
fn in_order_of(rows: &mut [Row], references: &[Reference]) -> Vec<Reference> {
    let mut ordered = Vec::with_capacity(references.len());
    for row in rows {
        let from = row.references.start as usize;
        row.references.start = u32::try_from(ordered.len()).unwrap_or(NONE);
        ordered.extend_from_slice(&references[from..from + row.references.len as usize]);
    }
    ordered
}

/// Rows come in day order.
fn number_business_days(rows: &mut [Row]) {
    let calendar = BusinessDays::of_banks();
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

fn check_days(entry: &Entry, position: usize) -> Result<(), BookError> {
    let days = [
        ("date", Some(entry.date)),
        ("paid_on", entry.paid_on),
        ("discount", entry.discount.map(|d| d.until)),
    ];
    let given = days
        .into_iter()
        .filter_map(|(field, day)| Some((field, day?.year())));
    match given
        .into_iter()
        .find(|(_, year)| !day::YEARS.contains(year))
    {
        Some((field, year)) => Err(BookError::DateOutOfRange {
            position,
            id: entry.id.clone(),
            field,
            year,
        }),
        None => Ok(()),
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    #[test]
    fn places_keep_the_order_of_days_and_amounts() {
        let days = [
            date!(1900 - 01 - 01),
            date!(2026 - 04 - 10),
            date!(2199 - 12 - 31),
        ];
        let amounts = [i64::MIN, -1, 0, 1, i64::MAX];
        for days in [&days[..], &days[1..2]] {
            let entries = days.iter().flat_map(|day| {
                let of_day =
                    move |amount: &i64| Entry::new(format!("{day}{amount}"), *amount, *day);
                amounts.iter().map(of_day)
            });
            let book = Book::from_entries(entries).unwrap();
            let scale = Scale::of(&book.rows);
            let places = book.rows.iter().map(|row| scale.place(row.day, row.amount));
            assert!(places.is_sorted());
            let rows = book.rows.iter().map(|row| (row.day, row.amount));
            assert!(rows.is_sorted());
        }
    }
}
