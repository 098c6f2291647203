//! Statements, transactions, withdrawals and charges as entries of [`recon_core`].
//!
//! Money in is positive, money out negative.
//!
//! | what | book | date | clues |
//! |---|---|---|---|
//! | [`StatementBook::entry`] | bank | the day it is posted on | other side, texts, transaction |
//! | [`transaction`] | bank | the day it happened | end-to-end ids, other side, transaction |
//! | [`receipts`] | bank | the day it was paid | end-to-end id, txid |
//! | [`withdrawal`] | ledger | the day it was sent | end-to-end id, own key, transaction |
//! | [`payment`] | ledger | its due date, or the day it was made | txid, own key, transaction |
//! | [`charge`] | ledger | its due date | txid, end-to-end ids, recurrence |
//!
//! Take *either* the statement or the transactions of an account into the bank's book, never both,
//! and receipts only where neither has them: each shows the same money. The statement has the exact
//! postings, the transactions have the end-to-end ids.
//!
//! No entry is tagged with its account: where the other book is, add
//! [`Tag::Account`](recon_core::Tag::Account) to both in the same words.

mod charges;
mod movements;

pub use self::charges::{charge, payment, receipts, withdrawal};
pub use self::movements::{Direction, StatementBook, direction, transaction};

use client_core::money::Amount;
use client_core::secret::Redacted;
use recon_core::Entry;
use time::Date;

use crate::model::{TaxIdentifier, Timestamp};

/// Why an answer cannot stand in a book.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EntryError {
    /// The provider left out what every entry needs.
    #[error("{of} has no {field} that can be read; leave it out or ask the provider's support")]
    Missing {
        /// Which one, by the provider's id; `?` when that itself is missing.
        of: String,
        /// The field in the provider's words.
        field: &'static str,
    },
    /// The amount has a fraction of a cent, or is beyond counting.
    #[error("{of} has in {field} an amount that is not in cents")]
    NotCents {
        /// Which one, by the provider's id.
        of: String,
        /// The field in the provider's words.
        field: &'static str,
    },
}

/// What an entry is made of, for its errors.
struct Source<'a>(Option<&'a str>);

impl Source<'_> {
    fn name(&self) -> String {
        self.0.unwrap_or("?").to_owned()
    }

    fn present<T>(&self, field: &'static str, value: Option<T>) -> Result<T, EntryError> {
        value.ok_or_else(|| EntryError::Missing {
            of: self.name(),
            field,
        })
    }

    fn entry_id(&self, field: &'static str) -> Result<String, EntryError> {
        let id = self.present(field, self.0)?;
        Ok(format!("matera:{id}"))
    }

    fn day(&self, field: &'static str, at: Option<&Timestamp>) -> Result<Date, EntryError> {
        self.present(field, at.and_then(Timestamp::date))
    }

    fn cents(&self, field: &'static str, amount: Option<Amount>) -> Result<i64, EntryError> {
        let amount = self.present(field, amount)?;
        amount.to_cents().map_err(|_| EntryError::NotCents {
            of: self.name(),
            field,
        })
    }
}

fn with_party(
    mut entry: Entry,
    name: Option<&Redacted<String>>,
    tax: Option<&TaxIdentifier>,
) -> Entry {
    if let Some(name) = name {
        entry = entry.with_name(name.expose());
    }
    match tax.and_then(|tax| tax.tax_id.as_ref()) {
        Some(tax_id) => entry.with_tax_id(tax_id.expose()),
        None => entry,
    }
}

/// The texts that are there, as one.
fn with_texts<'a>(
    entry: Entry,
    texts: impl IntoIterator<Item = Option<&'a Redacted<String>>>,
) -> Entry {
    let texts = texts
        .into_iter()
        .flatten()
        .map(|text| text.expose().as_str());
    let text = texts.collect::<Vec<_>>().join(" ");
    match text.is_empty() {
        true => entry,
        false => entry.with_text(text),
    }
}
