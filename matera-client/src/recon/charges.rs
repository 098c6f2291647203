//! The ledger's side: what was charged and what was sent; and the Pix that paid charges.

use client_core::money::Amount;
use recon_core::{Entry, ReferenceKind};
use time::Date;

use super::{EntryError, Source, with_texts};
use crate::model::autopix_receiver::{Charge, ChargeStatus, PixReceipt};
use crate::model::{EndToEndId, Payment, TransactionId, TransactionStatus, Txid, Withdrawal};

/// Money that was sent: the answer of a withdrawal, with the amount and the day of its request and,
/// where the look-up of a Pix key gave one, the name of its Pix. `None` when it was refused,
/// cancelled or failed. Money that may still go out is in: it is what the ledger expects.
///
/// # Errors
/// [`EntryError`] when the transaction's id is missing or the amount is not in cents.
pub fn withdrawal(
    withdrawal: &Withdrawal,
    amount: Amount,
    sent_on: Date,
    end_to_end_id: Option<&EndToEndId>,
) -> Result<Option<Entry>, EntryError> {
    if withdrawal.status.as_ref().is_some_and(came_to_nothing) {
        return Ok(None);
    }
    let source = Source(withdrawal.id.as_ref().map(TransactionId::as_str));
    let cents = source.cents("totalAmount", Some(amount.abs()))?;
    let mut entry = Entry::new(source.entry_id("transactionId")?, -cents, sent_on);
    if let Some(name) = end_to_end_id {
        entry = entry.with_reference(ReferenceKind::EndToEndId, name.as_str());
    }
    if let Some(key) = &withdrawal.external_identifier {
        entry = entry.with_reference(ReferenceKind::Free, key.as_str());
    }
    if let Some(id) = &withdrawal.id {
        entry = entry.with_reference(ReferenceKind::Free, id.as_str());
    }
    Ok(Some(entry))
}

fn came_to_nothing(status: &TransactionStatus) -> bool {
    matches!(
        status,
        TransactionStatus::Rejected
            | TransactionStatus::Canceled
            | TransactionStatus::Expired
            | TransactionStatus::Error
            | TransactionStatus::FatalError
    )
}

/// A charge that was made by [`payments`](crate::Matera::payments), such as a Pix QR code, as money
/// to come. Its reference, where the provider gives one, is taken for the txid. `None` when it was
/// refused, cancelled, failed or expired, or is over nothing.
///
/// # Errors
/// [`EntryError`] when id, day or amount are missing.
pub fn payment(payment: &Payment) -> Result<Option<Entry>, EntryError> {
    if payment.status().is_some_and(came_to_nothing) {
        return Ok(None);
    }
    let source = Source(payment.id.as_ref().map(TransactionId::as_str));
    let cents = source.cents("totalAmount", payment.total.map(Amount::abs))?;
    let day = payment.due_date.as_ref().or(payment.date.as_ref());
    let day = source.day("dueDate", day)?;
    let id = source.entry_id("transactionId")?;
    if cents == 0 {
        return Ok(None);
    }
    let mut entry = Entry::new(id, cents, day);
    let reference = payment.pix.as_ref().and_then(|pix| pix.reference.as_ref());
    if let Some(txid) = reference {
        entry = entry.with_reference(ReferenceKind::Txid, txid);
    }
    if let Some(key) = &payment.external_identifier {
        entry = entry.with_reference(ReferenceKind::Free, key.as_str());
    }
    if let Some(id) = &payment.id {
        entry = entry.with_reference(ReferenceKind::Free, id.as_str());
    }
    Ok(Some(with_texts(
        entry,
        [payment.recipient_description.as_ref()],
    )))
}

/// A charge of Pix Automático as money to come, on its due date; with the day and the names of the
/// Pix that paid it, if any did. `None` when it was refused, cancelled or expired.
///
/// # Errors
/// [`EntryError`] when txid, due date or amount are missing.
pub fn charge(charge: &Charge) -> Result<Option<Entry>, EntryError> {
    let ended = matches!(
        charge.status,
        Some(ChargeStatus::Rejected | ChargeStatus::Canceled | ChargeStatus::Expired)
    );
    if ended {
        return Ok(None);
    }
    let source = Source(charge.txid.as_ref().map(Txid::as_str));
    let cents = source.cents("valor.original", charge.amount())?;
    let due_date = source.present("calendario.dataDeVencimento", charge.due_date())?;
    let mut entry = Entry::new(source.entry_id("txid")?, cents, due_date);
    if let Some(txid) = &charge.txid {
        entry = entry.with_reference(ReferenceKind::Txid, txid.as_str());
    }
    for pix in &charge.pix {
        if let Some(name) = &pix.end_to_end_id {
            entry = entry.with_reference(ReferenceKind::EndToEndId, name.as_str());
        }
        if let Some(day) = pix.paid_at.as_ref().and_then(|at| at.date()) {
            entry = entry.with_paid_on(day);
        }
    }
    if let Some(recurrence) = &charge.recurrence_id {
        entry = entry.with_reference(ReferenceKind::Free, recurrence.as_str());
    }
    Ok(Some(with_texts(entry, [charge.message.as_ref()])))
}

/// The Pix that paid a charge of Pix Automático, one entry each, as money that came in.
///
/// # Errors
/// [`EntryError`] when end-to-end id, day or amount of one are missing.
pub fn receipts(charge: &Charge) -> Result<Vec<Entry>, EntryError> {
    let receipt = |pix: &PixReceipt| {
        let source = Source(pix.end_to_end_id.as_ref().map(EndToEndId::as_str));
        let cents = source.cents("pix[].valor", pix.amount)?;
        let day = source.day("pix[].horario", pix.paid_at.as_ref())?;
        let mut entry = Entry::new(source.entry_id("pix[].endToEndId")?, cents, day);
        if let Some(name) = &pix.end_to_end_id {
            entry = entry.with_reference(ReferenceKind::EndToEndId, name.as_str());
        }
        if let Some(txid) = pix.txid.as_ref().or(charge.txid.as_ref()) {
            entry = entry.with_reference(ReferenceKind::Txid, txid.as_str());
        }
        Ok(with_texts(entry, [pix.message.as_ref()]))
    };
    charge.pix.iter().map(receipt).collect()
}
