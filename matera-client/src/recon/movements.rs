//! The bank's side: what moved on an account.

use std::collections::HashMap;

use client_core::money::Amount;
use recon_core::{Entry, ReferenceKind};

use super::{EntryError, Source, with_party, with_texts};
use crate::model::{
    EntryKind, Participant, StatementEntry, TaxIdentifier, Transaction, TransactionId,
    TransactionStatus,
};

/// Whether money came in or went out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// It came in.
    In,
    /// It went out.
    Out,
}

impl Direction {
    fn sign(self) -> i64 {
        match self {
            Self::In => 1,
            Self::Out => -1,
        }
    }
}

/// Makes entries of the lines of one account's statement, in the order of the statement.
///
/// A transaction may have several lines (its amount and its fee) under one id, and some lines have
/// none. Entries are therefore numbered: the first line of a transaction is `matera:<id>`, the
/// second `matera:<id>#2`. They stay the same from one run to the next as long as a statement
/// begins at the same day.
#[derive(Debug, Default)]
pub struct StatementBook {
    seen: HashMap<String, u32>,
    leaves_out_transactions: bool,
}

impl StatementBook {
    /// A book without lines.
    pub fn new() -> Self {
        Self::default()
    }

    /// The same without the transaction's id as a reference: for a ledger that is not made of the
    /// provider's answers. There no entry has such an id, and one that differs counts against a
    /// match.
    #[must_use]
    pub fn without_transactions(mut self) -> Self {
        self.leaves_out_transactions = true;
        self
    }

    /// The next line. `None` for lines that show a balance, and for amounts of zero.
    ///
    /// # Errors
    /// [`EntryError`] when amount or day are missing, or it is not known whether money came in.
    pub fn entry(&mut self, line: &StatementEntry) -> Result<Option<Entry>, EntryError> {
        if line.kind == Some(EntryKind::Balance) {
            return Ok(None);
        }
        let id = line.transaction_id.as_ref();
        let source = Source(id.map(TransactionId::as_str));
        let amount = source.present("amount", line.amount)?;
        let cents = source.cents("type", line.signed_amount())?;
        let day = line.posted_on.as_ref().or(line.entered_at.as_ref());
        let day = source.day("creditDate", day)?;
        if amount.is_zero() {
            return Ok(None);
        }
        let name = match id {
            Some(id) => format!("matera:{id}"),
            None => format!("matera:line:{day}"),
        };
        let mut entry = Entry::new(self.numbered(name), cents, day);
        if let Some(id) = id.filter(|_| !self.leaves_out_transactions) {
            entry = entry.with_reference(ReferenceKind::Free, id.as_str());
        }
        if let Some(other) = &line.counterparty {
            entry = with_party(entry, other.name.as_ref(), other.tax_identifier.as_ref());
        }
        let texts = [&line.description, &line.comment, &line.additional_info];
        Ok(Some(with_texts(entry, texts.map(Option::as_ref))))
    }

    fn numbered(&mut self, name: String) -> String {
        let count = self.seen.entry(name.clone()).or_default();
        *count += 1;
        match *count {
            1 => name,
            count => format!("{name}#{count}"),
        }
    }
}

/// Whether a transaction brought money in, as far as it says so: by its kind
/// (`WithdrawInstantPayment`), by the Pix that paid it, or by who of its Pix is the other side.
/// `None` where nothing says it, as for a payment between accounts of one holder; then the caller
/// has to know, or take the statement, which always says it.
pub fn direction(transaction: &Transaction) -> Option<Direction> {
    let kind = transaction.kind.as_deref().unwrap_or_default();
    if kind.starts_with("Withdraw") {
        return Some(Direction::Out);
    }
    if kind.starts_with("Deposit") {
        return Some(Direction::In);
    }
    let pix = transaction.pix.as_ref()?;
    if !pix.received.is_empty() {
        return Some(Direction::In);
    }
    let other = transaction.counterparty.as_ref()?;
    let other = tax_id(other.tax_identifier.as_ref())?;
    let is_other = |side: &Option<Participant>| {
        let side = side.as_ref()?;
        Some(tax_id(side.tax_identifier.as_ref())? == other)
    };
    match (is_other(&pix.sender), is_other(&pix.recipient)) {
        (Some(true), Some(false) | None) => Some(Direction::In),
        (Some(false) | None, Some(true)) => Some(Direction::Out),
        _ => None,
    }
}

fn tax_id(identifier: Option<&TaxIdentifier>) -> Option<&str> {
    let tax_id = identifier?.tax_id.as_ref()?;
    Some(tax_id.expose())
}

/// A transaction that moved money, in this [`direction`]. `None` for those that did not: waiting,
/// refused, cancelled, failed, or over nothing.
///
/// The amount is what was paid; where that is not said of an approved one, what was asked for. What
/// was given back later is a transaction of its own.
///
/// # Errors
/// [`EntryError`] when id, day, status or amount are missing.
pub fn transaction(
    transaction: &Transaction,
    direction: Direction,
) -> Result<Option<Entry>, EntryError> {
    let source = Source(transaction.id.as_ref().map(TransactionId::as_str));
    let status = source.present("transactionStatus", transaction.status.as_ref())?;
    let paid = transaction.paid.filter(|paid| !paid.is_zero());
    let amount = match status {
        TransactionStatus::Approved | TransactionStatus::Captured => paid.or(transaction.total),
        TransactionStatus::Partial
        | TransactionStatus::Unfinished
        | TransactionStatus::Overfilled => Some(paid.unwrap_or(Amount::ZERO)),
        _ => return Ok(None),
    };
    let cents = source.cents("totalAmount", amount.map(Amount::abs))?;
    let day = source.day("transactionDate", transaction.date.as_ref())?;
    let id = source.entry_id("transactionId")?;
    if cents == 0 {
        return Ok(None);
    }
    let mut entry = Entry::new(id, direction.sign() * cents, day);
    for name in end_to_end_ids(transaction) {
        entry = entry.with_reference(ReferenceKind::EndToEndId, name);
    }
    if let Some(key) = &transaction.external_identifier {
        entry = entry.with_reference(ReferenceKind::Free, key.as_str());
    }
    if let Some(id) = &transaction.id {
        entry = entry.with_reference(ReferenceKind::Free, id.as_str());
    }
    let pix = transaction.pix.as_ref();
    let received = pix.and_then(|pix| pix.received.first());
    let payer = received.and_then(|received| received.sender.as_ref());
    entry = match (&transaction.counterparty, payer) {
        (Some(other), _) => with_party(entry, other.name.as_ref(), other.tax_identifier.as_ref()),
        (None, Some(payer)) => {
            with_party(entry, payer.name.as_ref(), payer.tax_identifier.as_ref())
        }
        (None, None) => entry,
    };
    let texts = [
        transaction.recipient_description.as_ref(),
        pix.and_then(|pix| pix.additional_information.as_ref()),
        received.and_then(|received| received.additional_information.as_ref()),
    ];
    Ok(Some(with_texts(entry, texts)))
}

/// Every name of its Pix, once.
fn end_to_end_ids(transaction: &Transaction) -> Vec<&str> {
    let pix = transaction.pix.as_ref();
    let own = transaction.end_to_end_id.iter();
    let inner = pix.into_iter().flat_map(|pix| {
        let received = pix.received.iter();
        let received = received.filter_map(|received| received.end_to_end_id.as_ref());
        pix.end_to_end_id.iter().chain(received)
    });
    let mut names: Vec<&str> = Vec::new();
    for name in own.chain(inner) {
        if !names.contains(&name.as_str()) {
            names.push(name.as_str());
        }
    }
    names
}
