//! Movements, card transactions and payments as entries of [`recon_core`].
//!
//! Money in is positive, money out negative: amounts of Open Finance have no sign, the direction does.
//! Days are Brasília's.
//!
//! | what | book | date | clues |
//! |---|---|---|---|
//! | [`movement`] | bank | the day in Brasília | document of the other side, texts |
//! | [`card_transaction`] | card | the day it was made, of later instalments the day on the bill | texts, kind, instalments |
//! | [`pix_payment`] | ledger | the day it was initiated, and the day it was settled | end-to-end id, txid, own note, id |
//!
//! The APIs of accounts have no field for the end-to-end id of a Pix. Banks that tell it write it into
//! the text, where `recon_core` finds it; so it does with documents that are written there alone.
//!
//! The payment of a card's bill is in both books: as a movement of the account, and as
//! [`BillPayment`](crate::model::CardTransactionKind::BillPayment) on the card. Keep the two books
//! apart, or leave one of the two out.
//!
//! The bank's id of a movement is no reference: no ledger knows it.
//!
//! No entry is tagged with its account: where the other book is, add
//! [`Tag::Account`] to both in the same words.

use client_core::secret::Redacted;
use client_core::wire::LocalRule;
use recon_core::{Entry, ReferenceKind, Tag};
use time::OffsetDateTime;

use crate::model::{
    AccountId, AccountTransaction, CardAccountId, CardTransaction, CreditDebit, Money,
    PaymentStatus, PixPayment,
};

/// Why something cannot stand in a book.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EntryError {
    /// The bank left out what every entry needs, or wrote a value that this client does not know.
    #[error("{of} has no {field} that can be read; leave it out or ask the bank's support")]
    Missing {
        /// Which one, by the bank's id.
        of: String,
        /// The field in the bank's words.
        field: &'static str,
    },
    /// The amount has a fraction of a cent, or is beyond counting.
    #[error("{of} has in {field} an amount that is not in cents")]
    NotCents {
        /// Which one, by the bank's id.
        of: String,
        /// The field in the bank's words.
        field: &'static str,
    },
}

/// What moved on an account. `None` unless it is
/// [booked](AccountTransaction::is_booked), for the rest may change or vanish, and when it is over
/// nothing.
///
/// The bank's ids are unique within an account, so the entry's id is made of both.
///
/// # Errors
/// [`EntryError`] for a direction that is not known, and an amount that is not in cents.
pub fn movement(
    account: &AccountId,
    movement: &AccountTransaction,
) -> Result<Option<Entry>, EntryError> {
    let source = Source(movement.id.as_str());
    if !movement.is_booked() || movement.amount.amount.is_zero() {
        return Ok(None);
    }
    let sign = source.sign("creditDebitType", &movement.direction)?;
    let cents = source.cents("transactionAmount", &movement.amount)?;
    let id = format!("openfinance:{account}/{}", movement.id);
    let mut entry = Entry::new(id, sign * cents, movement.day())
        .with_currency(movement.amount.currency.as_str());
    if let Some(document) = &movement.counterparty_document {
        entry = entry.with_tax_id(document.expose());
    }
    let texts = [&movement.description, &movement.kind_description];
    Ok(Some(with_texts(entry, texts)))
}

/// What moved on a credit card, in reais: what adds to the debt is negative. `None` when it is over
/// nothing, and for instalments after the first that are on no bill yet, which some banks tell in
/// advance.
///
/// The [kind](CardTransaction::kind) is the entry's [`Tag::Product`], in the bank's word.
///
/// # Errors
/// As [`movement`].
pub fn card_transaction(
    card: &CardAccountId,
    transaction: &CardTransaction,
) -> Result<Option<Entry>, EntryError> {
    let source = Source(transaction.id.as_str());
    let is_later = transaction.instalment.is_some_and(|number| number > 1);
    let day = match (is_later, transaction.posted_on()) {
        (true, None) => return Ok(None),
        (true, Some(day)) => day,
        (false, _) => transaction.day(),
    };
    if transaction.amount.amount.is_zero() {
        return Ok(None);
    }
    let sign = source.sign("creditDebitType", &transaction.direction)?;
    let cents = source.cents("brazilianAmount", &transaction.amount)?;
    let id = format!("openfinance:{card}/{}", transaction.id);
    let mut entry = Entry::new(id, sign * cents, day)
        .with_currency(transaction.amount.currency.as_str())
        .with_tag(Tag::Product, transaction.kind.as_str());
    if let Some(count) = transaction.instalments {
        entry = entry.with_installments(count);
    }
    let texts = [
        &transaction.description,
        &transaction.kind_description,
        &transaction.fee_description,
        &transaction.credit_description,
    ];
    Ok(Some(with_texts(entry, texts)))
}

/// A Pix that was initiated here, as money that the payer's ledger expects to go. `None` once it was
/// rejected or cancelled.
///
/// # Errors
/// [`EntryError`] when its amount or the moment of its initiation is missing.
pub fn pix_payment(payment: &PixPayment) -> Result<Option<Entry>, EntryError> {
    if [PaymentStatus::Rejected, PaymentStatus::Cancelled].contains(&payment.status) {
        return Ok(None);
    }
    let source = Source(payment.id.as_str());
    let amount = source.present("payment", payment.payment.as_ref())?;
    let cents = source.cents("payment.amount", amount)?;
    let made = source.day("creationDateTime", payment.created_at)?;
    let mut entry = Entry::new(format!("openfinance:{}", payment.id), -cents, made)
        .with_currency(amount.currency.as_str());
    if payment.status == PaymentStatus::Settled && payment.status_since.is_some() {
        entry = entry.with_paid_on(source.day("statusUpdateDateTime", payment.status_since)?);
    }
    let clues = [
        (ReferenceKind::EndToEndId, payment.end_to_end_id.as_deref()),
        (ReferenceKind::Txid, payment.txid.as_deref()),
        (ReferenceKind::Free, Some(payment.id.as_str())),
    ];
    for (kind, value) in clues {
        if let Some(value) = value {
            entry = entry.with_reference(kind, value);
        }
    }
    Ok(Some(with_texts(entry, [&payment.note])))
}

/// What an entry is made of, for its errors.
struct Source<'a>(&'a str);

impl Source<'_> {
    fn present<T>(&self, field: &'static str, value: Option<T>) -> Result<T, EntryError> {
        value.ok_or_else(|| EntryError::Missing {
            of: self.0.to_owned(),
            field,
        })
    }

    fn sign(&self, field: &'static str, direction: &CreditDebit) -> Result<i64, EntryError> {
        let sign = match direction {
            CreditDebit::Credit => Some(1),
            CreditDebit::Debit => Some(-1),
            _ => None,
        };
        self.present(field, sign)
    }

    /// Without its sign, which some banks write all the same.
    fn cents(&self, field: &'static str, money: &Money) -> Result<i64, EntryError> {
        money
            .amount
            .abs()
            .to_cents()
            .map_err(|_| EntryError::NotCents {
                of: self.0.to_owned(),
                field,
            })
    }

    fn day(
        &self,
        field: &'static str,
        at: Option<OffsetDateTime>,
    ) -> Result<time::Date, EntryError> {
        let day = at.and_then(|at| LocalRule::BRASILIA.day_of(at).ok());
        self.present(field, day)
    }
}

/// The texts that are there, as one.
fn with_texts<'a>(
    entry: Entry,
    texts: impl IntoIterator<Item = &'a Option<Redacted<String>>>,
) -> Entry {
    let texts = texts.into_iter().flatten();
    let text = texts.map(|text| text.expose().as_str()).collect::<Vec<_>>();
    match text.is_empty() {
        true => entry,
        false => entry.with_text(text.join(" ")),
    }
}
