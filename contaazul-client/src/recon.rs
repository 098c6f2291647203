//! Receivables, payables and installments as entries of [`recon_core`].
//!
//! All of them belong in the right book, the ledger's, against the bank's lines in the left:
//! receivables are money in and positive, payables money out and negative.
//!
//! - [`receivable`] and [`payable`] take what the searches list: one call per page, and of clues
//!   only name and description.
//! - [`installment`] takes the whole installment: one call each, and with NSU, invoice number,
//!   charges and the day it was paid.
//! - [`movement`] takes a line of a [`statement`](crate::statement), whose settlements are the same
//!   payments with the counterparty's name besides.
//! - [`settlements`] gives one entry per payment, which is what a bank line should equal where the
//!   ERP has booked them.
//!
//! Tax ids are in none of these answers. Where you have them, add them by
//! [`Entry::with_tax_id`].

use client_core::money::{Amount, Rounding};
use recon_core::{Entry, ReferenceKind, Tag};
use time::Date;

use crate::model::{
    EventKind, Installment, InstallmentId, Party, Payable, PaymentMethod, Receivable, Settlement,
    ValueBreakdown,
};
use crate::statement::Movement;

/// Which amount an installment counts with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Valued {
    /// All of it, paid or not.
    Total,
    /// What is still open.
    Open,
    /// What was settled so far.
    Paid,
}

/// Why an answer of the ERP cannot stand in a book.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EntryError {
    /// The ERP left out what every entry needs.
    #[error("installment {installment} has no {field}; leave it out or ask the ERP's support")]
    Missing {
        /// The installment, `?` when the id itself is missing.
        installment: InstallmentId,
        /// The field in the ERP's words.
        field: &'static str,
    },
    /// The amount has a fraction of a cent that is not rounding noise, or is beyond counting.
    #[error("installment {installment} has in {field} an amount that is not in cents")]
    NotCents {
        /// The installment.
        installment: InstallmentId,
        /// The field in the ERP's words.
        field: &'static str,
    },
}

/// A receivable as money in, on its due date. `None` when the amount asked for is zero.
///
/// # Errors
/// [`EntryError`] when id, due date or the amount asked for are missing.
pub fn receivable(item: &Receivable, valued: Valued) -> Result<Option<Entry>, EntryError> {
    let searched = Searched {
        id: item.id.as_ref(),
        due_date: item.due_date,
        amounts: [item.total, item.open, item.paid],
        party: item.customer.as_ref(),
        description: item.description.as_ref().map(|text| text.expose().as_str()),
    };
    searched.entry(valued, 1)
}

/// A payable as money out, on its due date. `None` when the amount asked for is zero.
///
/// # Errors
/// [`EntryError`] when id, due date or the amount asked for are missing.
pub fn payable(item: &Payable, valued: Valued) -> Result<Option<Entry>, EntryError> {
    let searched = Searched {
        id: item.id.as_ref(),
        due_date: item.due_date,
        amounts: [item.total, item.open, item.paid],
        party: item.supplier.as_ref(),
        description: item.description.as_ref().map(|text| text.expose().as_str()),
    };
    searched.entry(valued, -1)
}

/// An installment on its due date, in or out as its event says. Knows the day it was paid when all
/// its settlements share one. `None` when the amount asked for is zero.
///
/// # Errors
/// [`EntryError`] when id, due date, the event's kind or the amount asked for are missing.
pub fn installment(installment: &Installment, valued: Valued) -> Result<Option<Entry>, EntryError> {
    let source = Source::of(installment)?;
    let (amount, field) = match valued {
        Valued::Total => (
            installment.net_total.or_else(|| {
                installment
                    .value
                    .as_ref()
                    .and_then(ValueBreakdown::net_amount)
            }),
            "valor_total_liquido",
        ),
        Valued::Open => (installment.open, "nao_pago"),
        Valued::Paid => (installment.paid, "valor_pago"),
    };
    let cents = cents(&source.id, field, amount)?;
    let due_date = present(&source.id, "data_vencimento", installment.due_date)?;
    if cents == 0 {
        return Ok(None);
    }
    let entry = Entry::new(entry_id(&source.id), source.sign * cents, due_date);
    let entry = with_clues(entry, installment, installment.settlements.iter());
    Ok(Some(match paid_on(&installment.settlements) {
        Some(day) => entry.with_paid_on(day),
        None => entry,
    }))
}

/// One entry per settlement of an installment: its net amount, on the day the money moved.
///
/// # Errors
/// [`EntryError`] when the installment's id or its event's kind are missing, or a settlement's id,
/// day or value.
pub fn settlements(installment: &Installment) -> Result<Vec<Entry>, EntryError> {
    let source = Source::of(installment)?;
    installment
        .settlements
        .iter()
        .map(|settled| {
            let id = present(&source.id, "baixas[].id", settled.id.as_ref())?;
            let day = present(&source.id, "baixas[].data_pagamento", settled.paid_on)?;
            let amount = settled.value.as_ref().and_then(ValueBreakdown::net_amount);
            let cents = cents(&source.id, "baixas[].valor_composicao", amount)?;
            let entry = Entry::new(entry_id(id), source.sign * cents, day).with_paid_on(day);
            Ok(with_clues(entry, installment, [settled]))
        })
        .collect()
}

/// A line of a statement on its day: money that moved or is to move, negative when it goes out.
/// `None` when its amount is zero.
///
/// The entry's id is made of [`Movement::key`]: other than those of the functions above, so take
/// an installment either from there or from here.
///
/// # Errors
/// [`EntryError::NotCents`] when the amount has a fraction of a cent.
pub fn movement(movement: &Movement) -> Result<Option<Entry>, EntryError> {
    let id = movement.key();
    let cents = cents(
        &InstallmentId::new(&id),
        "valor",
        Some(movement.signed_amount()),
    )?;
    if cents == 0 {
        return Ok(None);
    }
    let mut entry = Entry::new(entry_id(&id), cents, movement.date);
    if let Some(day) = movement.paid_on {
        entry = entry.with_paid_on(day);
    }
    let party = movement.counterparty.as_ref();
    if let Some(name) = party.and_then(|party| party.name.as_ref()) {
        entry = entry.with_name(name.expose());
    }
    if let Some(description) = &movement.description {
        entry = entry.with_text(description.expose());
    }
    if let Some(nsu) = &movement.nsu {
        entry = entry.with_reference(ReferenceKind::Nsu, nsu);
    }
    if let Some(number) = movement.invoice_number {
        entry = entry.with_reference(ReferenceKind::InvoiceNumber, number.to_string());
    }
    if let Some(charge) = &movement.charge_id {
        entry = entry.with_reference(ReferenceKind::Free, charge.as_str());
    }
    Ok(Some(with_product(entry, movement.payment_method.as_ref())))
}

/// What the two searches have in common.
struct Searched<'a> {
    id: Option<&'a InstallmentId>,
    due_date: Option<Date>,
    /// Total, open, paid.
    amounts: [Option<Amount>; 3],
    party: Option<&'a Party>,
    description: Option<&'a str>,
}

impl Searched<'_> {
    fn entry(self, valued: Valued, sign: i64) -> Result<Option<Entry>, EntryError> {
        let id = known(self.id)?;
        let due_date = present(&id, "data_vencimento", self.due_date)?;
        let [total, open, paid] = self.amounts;
        let (amount, field) = match valued {
            Valued::Total => (total, "total"),
            Valued::Open => (open, "nao_pago"),
            Valued::Paid => (paid, "pago"),
        };
        let cents = cents(&id, field, amount)?;
        if cents == 0 {
            return Ok(None);
        }
        let mut entry = Entry::new(entry_id(&id), sign * cents, due_date);
        if let Some(name) = self.party.and_then(|party| party.name.as_ref()) {
            entry = entry.with_name(name.expose());
        }
        if let Some(description) = self.description {
            entry = entry.with_text(description);
        }
        Ok(Some(entry))
    }
}

/// What every entry of an installment needs.
struct Source {
    id: InstallmentId,
    sign: i64,
}

impl Source {
    fn of(installment: &Installment) -> Result<Self, EntryError> {
        let id = known(installment.id.as_ref())?;
        let kind = installment
            .event
            .as_ref()
            .and_then(|event| event.kind.as_ref());
        let sign = match kind {
            Some(EventKind::Income) => 1,
            Some(EventKind::Expense) => -1,
            _ => {
                return Err(EntryError::Missing {
                    installment: id,
                    field: "evento.tipo",
                });
            }
        };
        Ok(Self { id, sign })
    }
}

fn with_clues<'a>(
    mut entry: Entry,
    installment: &Installment,
    settled: impl IntoIterator<Item = &'a Settlement>,
) -> Entry {
    if let Some(description) = &installment.description {
        entry = entry.with_text(description.expose());
    }
    if let Some(nsu) = &installment.nsu {
        entry = entry.with_reference(ReferenceKind::Nsu, nsu);
    }
    let invoice = installment.invoice.as_ref();
    if let Some(number) = invoice.and_then(|invoice| invoice.number) {
        entry = entry.with_reference(ReferenceKind::InvoiceNumber, number.to_string());
    }
    let mut method = installment.payment_method.as_ref();
    for settlement in settled {
        if let Some(nsu) = &settlement.nsu {
            entry = entry.with_reference(ReferenceKind::Nsu, nsu);
        }
        if let Some(charge) = &settlement.charge_id {
            entry = entry.with_reference(ReferenceKind::Free, charge.as_str());
        }
        method = settlement.payment_method.as_ref().or(method);
    }
    for charge in installment
        .charges
        .iter()
        .filter_map(|charge| charge.id.as_ref())
    {
        entry = entry.with_reference(ReferenceKind::Free, charge.as_str());
    }
    with_product(entry, method)
}

/// The tag names a row of the fee contract, so only what acquirers take a fee of has one.
fn with_product(entry: Entry, method: Option<&PaymentMethod>) -> Entry {
    match method {
        Some(
            card @ (PaymentMethod::CreditCard
            | PaymentMethod::DebitCard
            | PaymentMethod::CreditCardLink),
        ) => entry.with_tag(Tag::Product, card.as_str()),
        _ => entry,
    }
}

fn paid_on(settlements: &[Settlement]) -> Option<Date> {
    let (first, rest) = settlements.split_first()?;
    let day = first.paid_on?;
    rest.iter()
        .all(|other| other.paid_on == Some(day))
        .then_some(day)
}

fn entry_id(id: impl std::fmt::Display) -> String {
    format!("contaazul:{id}")
}

fn known(id: Option<&InstallmentId>) -> Result<InstallmentId, EntryError> {
    id.cloned().ok_or_else(|| EntryError::Missing {
        installment: InstallmentId::new("?"),
        field: "id",
    })
}

fn present<T>(
    installment: &InstallmentId,
    field: &'static str,
    value: Option<T>,
) -> Result<T, EntryError> {
    value.ok_or_else(|| EntryError::Missing {
        installment: installment.clone(),
        field,
    })
}

/// Computed amounts of the ERP may carry the noise of binary floating point, such as
/// `10.000000000000002`: that much is rounded away, and no more.
fn cents(
    installment: &InstallmentId,
    field: &'static str,
    amount: Option<Amount>,
) -> Result<i64, EntryError> {
    let amount = present(installment, field, amount)?;
    let not_cents = || EntryError::NotCents {
        installment: installment.clone(),
        field,
    };
    let rounded = amount.round_to_cents(Rounding::HalfUp);
    let noise = rounded.checked_sub(amount).map_err(|_| not_cents())?.abs();
    let tolerated = Amount::parse("0.000001").map_err(|_| not_cents())?;
    if noise > tolerated {
        return Err(not_cents());
    }
    rounded.to_cents().map_err(|_| not_cents())
}
