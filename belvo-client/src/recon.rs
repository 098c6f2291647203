//! Bank transactions as entries of [`recon_core`].
//!
//! They belong in the left book, the bank's. Money in is positive, money out negative: Belvo's
//! amounts have no sign, the direction does.

use recon_core::Entry;

use crate::model::{Direction, Transaction, TransactionId, TransactionStatus};

/// Why a transaction cannot stand in a book.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EntryError {
    /// Belvo left out what every entry needs: leave the transaction out, or read it again without
    /// narrowing its fields.
    #[error("transaction {transaction} has no {field}; read it with all its fields")]
    Missing {
        /// The transaction, `?` when the id itself is missing.
        transaction: TransactionId,
        /// The field in Belvo's words.
        field: &'static str,
    },
    /// The amount has a fraction of a cent or is beyond counting.
    #[error("transaction {transaction} has an amount that is not in cents")]
    NotCents {
        /// The transaction.
        transaction: TransactionId,
    },
}

/// A transaction on the day it happened. `None` while it is pending, for the bank may still change
/// it, and when it moves nothing.
///
/// Its id is made of the bank's ids of account and transaction where Belvo tells both, so that the
/// same transaction has the same id after a link was made anew; it is Belvo's otherwise.
///
/// # Errors
/// [`EntryError`] when id, day, direction or amount are missing.
pub fn transaction(item: &Transaction) -> Result<Option<Entry>, EntryError> {
    let id = entry_id(item).ok_or_else(|| missing("?", "id"))?;
    if item.status == Some(TransactionStatus::Pending) {
        return Ok(None);
    }
    let sign = match item.kind {
        Some(Direction::Inflow) => 1,
        Some(Direction::Outflow) => -1,
        _ => return Err(missing(&id, "type")),
    };
    let day = item.value_date.ok_or_else(|| missing(&id, "value_date"))?;
    let amount = item.amount.ok_or_else(|| missing(&id, "amount"))?;
    let cents = amount.abs().to_cents().map_err(|_| EntryError::NotCents {
        transaction: TransactionId::new(&id),
    })?;
    if cents == 0 {
        return Ok(None);
    }
    Ok(Some(with_clues(Entry::new(id, sign * cents, day), item)))
}

/// The bank's id of a transaction is unique within its account only.
fn entry_id(item: &Transaction) -> Option<String> {
    let account = item.account.as_ref();
    let account = account.and_then(|account| account.internal_identification.as_deref());
    match (account, item.internal_identification.as_deref()) {
        (Some(account), Some(of_bank)) => Some(format!("{account}/{of_bank}")),
        _ => item.id.as_ref().map(|id| id.as_str().to_owned()),
    }
}

fn with_clues(mut entry: Entry, item: &Transaction) -> Entry {
    if let Some(description) = &item.description {
        entry = entry.with_text(description.expose());
    }
    let counterparty = item.counterparty.as_ref();
    let document = counterparty.and_then(|party| party.document_number.as_ref());
    if let Some(document) = document {
        entry = entry.with_tax_id(document.expose());
    }
    if let Some(currency) = &item.currency {
        entry = entry.with_currency(currency);
    }
    entry
}

fn missing(id: &str, field: &'static str) -> EntryError {
    EntryError::Missing {
        transaction: TransactionId::new(id),
        field,
    }
}
