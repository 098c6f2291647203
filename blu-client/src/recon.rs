//! Blu's settlements as entries of [`recon_core`].
//!
//! Three books can be made of them:
//!
//! - **What the bank should show.** [`expected_bank_credits`] belongs on the right, against the
//!   statement of the account that Blu pays into: one entry per day and kind, as money arrives.
//! - **What was paid for which sale.** [`installment_entries`] belongs on the left, against the
//!   card sales of the shop's own system on the right, which know NSU and authorization code.
//!
//! - **Sale by sale, what the bank should show.** [`sales_with_fees`] belongs on the right, against
//!   the statement: each sale in full, with what Blu kept of it, so that a credit for many sales is
//!   found, and its fees told, sale by sale.
//!
//! All take anticipations, debit and credit settlements alike; give all three for the whole
//! picture.
//!
//! What customers paid otherwise belongs on the left, against the receivables of one's own system on
//! the right: [`pix_receipt`] and [`conciliation_entry`].

use std::collections::BTreeMap;

use client_core::money::{Amount, AmountError};
use recon_core::{Entry, ReferenceKind, Tag};
use time::Date;

use crate::model::{
    CategoryId, ClientId, ConciliationLine, LiquidatedInstallment, LiquidationId, LiquidationRecord,
};
use crate::period;
use crate::webhook::PixEvent;

/// The value of [`Tag::Acquirer`] on every entry.
pub const ACQUIRER: &str = "BLU";

/// Which amount an installment counts with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Valued {
    /// Before MDR and fees: what the shop's own system booked as sold.
    SettledGross,
    /// After them: what Blu paid.
    SettledNet,
}

/// Why a record cannot stand in a book.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EntryError {
    /// Blu did not say on which day the money became available.
    #[error("liquidation {liquidation} has no released_at, so it belongs to no day")]
    NoDay {
        /// The liquidation.
        liquidation: LiquidationId,
    },
    /// Blu left out the amount that was asked for.
    #[error("liquidation {liquidation} has an installment without {field}")]
    NoAmount {
        /// The liquidation.
        liquidation: LiquidationId,
        /// The field in Blu's words.
        field: &'static str,
    },
    /// Blu left out what every entry of a payment needs.
    #[error("a payment has no {field}")]
    NoField {
        /// The field in Blu's words.
        field: &'static str,
    },
    /// The amount of a payment cannot be counted in cents.
    #[error("a payment has an amount that cannot be counted in cents")]
    PaymentNotCents(#[source] AmountError),
    /// The amount, or the sum of a day, cannot be counted in cents.
    #[error("liquidation {liquidation} has an amount that cannot be counted in cents")]
    NotCents {
        /// The liquidation.
        liquidation: LiquidationId,
        /// What is wrong with it.
        source: AmountError,
    },
}

/// One entry per client, day and category: the sum of what should arrive. For the right book,
/// against the bank.
///
/// Ids are made of these three, so they stay the same from one run to the next and differ within a
/// book as long as all records of a day are given at once. The category is the product.
///
/// # Errors
/// [`EntryError`] for the first record that has no day or no amount in cents.
pub fn expected_bank_credits<'a>(
    records: impl IntoIterator<Item = &'a LiquidationRecord>,
) -> Result<Vec<Entry>, EntryError> {
    type Key<'a> = (Date, Option<&'a ClientId>, Option<&'a CategoryId>);
    let mut sums: BTreeMap<Key<'_>, (Amount, &LiquidationRecord)> = BTreeMap::new();
    for record in records {
        let key = (
            day_of(record)?,
            record.client_id.as_ref(),
            record.category_id.as_ref(),
        );
        let (sum, _) = sums.entry(key).or_insert((Amount::ZERO, record));
        *sum = sum
            .checked_add(record.net_amount)
            .map_err(|source| not_cents(record, source))?;
    }
    sums.into_iter()
        .map(|((day, client, category), (sum, first))| {
            let cents = sum.to_cents().map_err(|source| not_cents(first, source))?;
            let part = |id: Option<&str>| id.unwrap_or("-").to_owned();
            let client = part(client.map(ClientId::as_str));
            let category = part(category.map(CategoryId::as_str));
            let id = format!("blu:{day}:{client}:{category}");
            Ok(tagged(Entry::new(id, cents, day), first))
        })
        .collect()
}

/// One entry per settled installment, with NSU and authorization code. For the left book, against
/// the shop's card sales.
///
/// An installment that several operations settled has an entry for each: the id is made of both.
///
/// # Errors
/// [`EntryError`] when the record has no day, or an installment has not the amount asked for.
pub fn installment_entries(
    record: &LiquidationRecord,
    valued: Valued,
) -> Result<Vec<Entry>, EntryError> {
    let day = day_of(record)?;
    record
        .installments
        .iter()
        .map(|installment| {
            let (amount, field) = match valued {
                Valued::SettledGross => {
                    (installment.settled_gross_amount, "liquidated_gross_value")
                }
                Valued::SettledNet => (installment.settled_net_amount, "liquidated_net_value"),
            };
            let amount = amount.ok_or_else(|| EntryError::NoAmount {
                liquidation: record.id.clone(),
                field,
            })?;
            let cents = amount
                .to_cents()
                .map_err(|source| not_cents(record, source))?;
            let id = format!("blu:{}:{}", record.id, installment.id);
            let entry = tagged(Entry::new(id, cents, day), record);
            Ok(with_references(entry, installment))
        })
        .collect()
}

/// One entry per settled installment: what was sold, with what Blu kept of it
/// ([`Entry::with_fee`]). For the right book, against the bank.
///
/// What was paid more than sold, such as a correction in the shop's favour, stands with what was
/// paid and without a fee. Ids are those of [`installment_entries`].
///
/// # Errors
/// [`EntryError`] when the record has no day, or an installment has no gross or net amount.
pub fn sales_with_fees(record: &LiquidationRecord) -> Result<Vec<Entry>, EntryError> {
    let gross = installment_entries(record, Valued::SettledGross)?;
    let net = installment_entries(record, Valued::SettledNet)?;
    let both = gross.into_iter().zip(net);
    let sale = |(gross, net): (Entry, Entry)| match gross.amount().checked_sub(net.amount()) {
        Some(kept) if (0..=gross.amount()).contains(&kept) => gross.with_fee(kept),
        _ => net,
    };
    Ok(both.map(sale).collect())
}

/// A Pix that was paid, with its end-to-end id and who paid. For the left book, against
/// receivables. Ask Blu for the charge before believing the event.
///
/// # Errors
/// [`EntryError`] without end-to-end id, day or amount in cents.
pub fn pix_receipt(event: &PixEvent) -> Result<Entry, EntryError> {
    let id = present(event.end_to_end_id.as_deref(), "e2e_id")?;
    let paid_at = present(event.created_at, "created_at")?;
    let cents = payment_cents(event.amount)?;
    let day = period::day_in_brasilia(paid_at);
    let mut entry = Entry::new(format!("blu:pix:{id}"), cents, day)
        .with_paid_on(day)
        .with_reference(ReferenceKind::EndToEndId, id);
    if let Some(payer) = &event.payer {
        if let Some(tax_id) = &payer.tax_id {
            entry = entry.with_tax_id(tax_id.expose());
        }
        if let Some(name) = &payer.name {
            entry = entry.with_name(name.expose());
        }
    }
    Ok(entry)
}

/// What a retailer paid on a day by PagBlu, with the number of the invoice. For the left book,
/// against receivables.
///
/// # Errors
/// [`EntryError`] without payment id or amount in cents.
pub fn conciliation_entry(line: &ConciliationLine, paid_on: Date) -> Result<Entry, EntryError> {
    let payment = present(line.payment_id.as_ref(), "payment_id")?;
    let cents = payment_cents(line.amount)?;
    let invoice = line.invoice_number.as_deref();
    let id = format!("blu:pagblu:{payment}:{}", invoice.unwrap_or("-"));
    let mut entry = Entry::new(id, cents, paid_on).with_paid_on(paid_on);
    if let Some(number) = invoice {
        entry = entry.with_reference(ReferenceKind::InvoiceNumber, number);
    }
    Ok(match line.charged_digits() {
        Some(tax_id) => entry.with_tax_id(tax_id.expose()),
        None => entry,
    })
}

fn present<T>(value: Option<T>, field: &'static str) -> Result<T, EntryError> {
    value.ok_or(EntryError::NoField { field })
}

fn payment_cents(amount: Option<Amount>) -> Result<i64, EntryError> {
    let amount = present(amount, "value")?;
    amount.to_cents().map_err(EntryError::PaymentNotCents)
}

fn day_of(record: &LiquidationRecord) -> Result<Date, EntryError> {
    record.released_on.ok_or_else(|| EntryError::NoDay {
        liquidation: record.id.clone(),
    })
}

fn not_cents(record: &LiquidationRecord, source: AmountError) -> EntryError {
    EntryError::NotCents {
        liquidation: record.id.clone(),
        source,
    }
}

fn tagged(entry: Entry, record: &LiquidationRecord) -> Entry {
    let entry = entry.with_tag(Tag::Acquirer, ACQUIRER);
    let name = record.category.as_deref();
    match name.or(record.category_id.as_ref().map(CategoryId::as_str)) {
        Some(product) => entry.with_tag(Tag::Product, product),
        None => entry,
    }
}

fn with_references(mut entry: Entry, installment: &LiquidatedInstallment) -> Entry {
    if let Some(nsu) = &installment.nsu {
        entry = entry.with_reference(ReferenceKind::Nsu, nsu.as_str());
    }
    if let Some(code) = &installment.authorization_code {
        entry = entry.with_reference(ReferenceKind::AuthorizationCode, code.as_str());
    }
    entry
}
