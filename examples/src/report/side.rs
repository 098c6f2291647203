//! One side of a reconciliation, and what a person reads about each entry.

use std::collections::BTreeMap;

use recon_core::{Book, BookError, Entry, EntryIndex, ReferenceKind, Tag};

/// Longer references are for machines.
const READABLE_REFERENCE: usize = 20;

/// A [`Book`] and a caption for each of its entries, kept side by side because books keep no texts.
#[derive(Debug)]
pub struct Side {
    book: Book,
    captions: Captions,
    /// By position; only those that are not in reais. Sums leave them out.
    currencies: BTreeMap<usize, String>,
}

impl Side {
    /// Reads entries one by one; none of them is kept.
    ///
    /// # Errors
    /// [`BookError`], as [`Book::from_entries`].
    pub fn from_entries(entries: impl IntoIterator<Item = Entry>) -> Result<Self, BookError> {
        let mut captions = Captions::default();
        let mut currencies = BTreeMap::new();
        let captioned = entries.into_iter().enumerate().map(|(position, entry)| {
            captions.push(&entry);
            if entry.currency() != "BRL" {
                currencies.insert(position, entry.currency().to_owned());
            }
            entry
        });
        Ok(Self {
            book: Book::from_entries(captioned)?,
            captions,
            currencies,
        })
    }

    /// The entries as they are matched.
    #[must_use]
    pub fn book(&self) -> &Book {
        &self.book
    }

    /// Memo or name, and what else a person knows the entry by. Personal data.
    #[must_use]
    pub fn caption(&self, entry: EntryIndex) -> &str {
        self.captions.get(self.book.position(entry))
    }

    /// How many entries are in another currency than reais.
    #[must_use]
    pub fn foreign_entries(&self) -> usize {
        self.currencies.len()
    }

    /// The currency, where it is not reais.
    #[must_use]
    pub fn foreign_currency(&self, entry: EntryIndex) -> Option<&str> {
        let code = self.currencies.get(&self.book.position(entry))?;
        Some(code)
    }
}

/// Texts one after the other in one string, by position.
#[derive(Default)]
struct Captions {
    text: String,
    ends: Vec<usize>,
}

impl Captions {
    fn push(&mut self, entry: &Entry) {
        let start = self.text.len();
        let short_reference = entry
            .references()
            .find(|(kind, value)| {
                *kind != ReferenceKind::EndToEndId && value.len() <= READABLE_REFERENCE
            })
            .map(|(_, value)| value)
            // A memo speaks for itself; its references are the bank's.
            .filter(|_| entry.text().is_none());
        let parts = [
            entry.name(),
            entry.text(),
            short_reference,
            entry.tag(Tag::Product),
        ];
        for part in parts.into_iter().flatten().filter(|part| !part.is_empty()) {
            if self.text.len() > start {
                self.text.push_str(" · ");
            }
            self.text.push_str(part);
        }
        self.ends.push(self.text.len());
    }

    fn get(&self, position: usize) -> &str {
        let end = |at: usize| self.ends.get(at).copied();
        let start = position.checked_sub(1).map_or(Some(0), end);
        let span = start.zip(end(position));
        span.and_then(|(start, end)| self.text.get(start..end))
            .unwrap_or_default()
    }
}

/// Captions are personal data; only their number is shown.
impl std::fmt::Debug for Captions {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Captions")
            .field("entries", &self.ends.len())
            .finish_non_exhaustive()
    }
}
