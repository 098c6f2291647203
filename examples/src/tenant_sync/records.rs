//! From what the ERP answers to what is stored.

use client_core::money::{Amount, Rounding};
use client_core::secret::Redacted;
use client_core::wire;
use contaazul_client::model::{
    CategoryName, EventKind, Installment, InstallmentStatus, Nfe, Nfse, Party, Payable, Receivable,
    SearchStatus, Settlement,
};
use contaazul_client::statement::{Direction, Movement};
use serde::Serialize;
use thiserror::Error;
use time::Date;

use super::store::{Value, Write};

/// An answer that cannot be kept. Leaving it out would lose money silently.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("the ERP sent a {record} {problem}; tell its support, and run again")]
pub struct Unusable {
    record: &'static str,
    problem: &'static str,
}

/// Which way a bill's money goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// To the company.
    Receivable,
    /// From the company.
    Payable,
}

impl Side {
    /// As it is stored, and in names of lists.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Receivable => "receivable",
            Self::Payable => "payable",
        }
    }
}

const STORE_BILL: &str = "
    INSERT INTO bill (cnpj, id, side, event_id, due_date, accrual_date, status, description,
        counterparty, category, total, paid, open, night, record)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
    ON CONFLICT (cnpj, id) DO UPDATE SET
        side = excluded.side, due_date = excluded.due_date, accrual_date = excluded.accrual_date,
        status = excluded.status, description = excluded.description, total = excluded.total,
        paid = excluded.paid, open = excluded.open, night = excluded.night,
        record = excluded.record,
        -- Neither the searches nor the installments have all of these.
        event_id = coalesce(excluded.event_id, bill.event_id),
        counterparty = coalesce(excluded.counterparty, bill.counterparty),
        category = coalesce(excluded.category, bill.category)";
const NAME_EVENT: &str = "UPDATE bill SET event_id = $1 WHERE cnpj = $2 AND id = $3";
const FORGET_SETTLEMENTS: &str = "DELETE FROM settlement WHERE cnpj = $1 AND installment_id = $2";
const STORE_SETTLEMENT: &str = "
    INSERT INTO settlement (cnpj, id, installment_id, paid_on, amount, method, record)
    VALUES ($1, $2, $3, $4, $5, $6, $7)
    ON CONFLICT (cnpj, id) DO UPDATE SET
        installment_id = excluded.installment_id, paid_on = excluded.paid_on,
        amount = excluded.amount, method = excluded.method, record = excluded.record";
const STORE_TRANSFER: &str = "
    INSERT INTO transfer (cnpj, id, direction, moved_on, amount, description, night)
    VALUES ($1, $2, $3, $4, $5, $6, $7)
    ON CONFLICT (cnpj, id, direction) DO UPDATE SET
        moved_on = excluded.moved_on, amount = excluded.amount,
        description = excluded.description, night = excluded.night";
const STORE_NOTE: &str = "
    INSERT INTO fiscal_note (cnpj, kind, id, number, issued_on, counterparty, status, total, record)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
    ON CONFLICT (cnpj, kind, id) DO UPDATE SET
        number = excluded.number, issued_on = excluded.issued_on,
        counterparty = excluded.counterparty, status = excluded.status, total = excluded.total,
        record = excluded.record";

/// What the searches for both sides tell of an installment.
pub struct Bill {
    /// Which search.
    pub side: Side,
    /// The installment's id.
    pub id: String,
    event_id: Value,
    due_date: Value,
    accrual_date: Value,
    status: Value,
    description: Value,
    counterparty: Value,
    category: Value,
    total: i64,
    /// In cents.
    pub paid: i64,
    open: i64,
    record: String,
}

impl Bill {
    pub(super) fn store(self, cnpj: &str, night: i64) -> Write {
        Write::new(
            STORE_BILL,
            [
                cnpj.into(),
                self.id.into(),
                self.side.name().into(),
                self.event_id,
                self.due_date,
                self.accrual_date,
                self.status,
                self.description,
                self.counterparty,
                self.category,
                self.total.into(),
                self.paid.into(),
                self.open.into(),
                night.into(),
                self.record.into(),
            ],
        )
    }
}

impl TryFrom<&Receivable> for Bill {
    type Error = Unusable;

    fn try_from(item: &Receivable) -> Result<Self, Unusable> {
        let id = item.id.as_ref().ok_or_else(|| without_id("receivable"))?;
        Ok(Self {
            side: Side::Receivable,
            id: id.to_string(),
            event_id: Value::Null,
            due_date: day(item.due_date),
            accrual_date: day(item.accrual_date),
            status: item.status.as_ref().map(|status| status.as_str()).into(),
            description: shown(item.description.as_ref()),
            counterparty: name(item.customer.as_ref()),
            category: category(&item.categories),
            total: cents("receivable", item.total)?,
            paid: cents("receivable", item.paid)?,
            open: cents("receivable", item.open)?,
            record: json("receivable", item)?,
        })
    }
}

impl TryFrom<&Payable> for Bill {
    type Error = Unusable;

    fn try_from(item: &Payable) -> Result<Self, Unusable> {
        let id = item.id.as_ref().ok_or_else(|| without_id("payable"))?;
        Ok(Self {
            side: Side::Payable,
            id: id.to_string(),
            event_id: Value::Null,
            due_date: day(item.due_date),
            accrual_date: day(item.accrual_date),
            status: item.status.as_ref().map(|status| status.as_str()).into(),
            description: shown(item.description.as_ref()),
            counterparty: name(item.supplier.as_ref()),
            category: category(&item.categories),
            total: cents("payable", item.total)?,
            paid: cents("payable", item.paid)?,
            open: cents("payable", item.open)?,
            record: json("payable", item)?,
        })
    }
}

/// An installment as its own answer tells it: without the counterparty, with its event.
impl TryFrom<&Installment> for Bill {
    type Error = Unusable;

    fn try_from(item: &Installment) -> Result<Self, Unusable> {
        const RECORD: &str = "installment";
        let unusable = |problem| Unusable {
            record: RECORD,
            problem,
        };
        let id = item.id.as_ref().ok_or_else(|| without_id(RECORD))?;
        let event = item.event.as_ref();
        let side = match event.and_then(|event| event.kind.as_ref()) {
            Some(EventKind::Income) => Side::Receivable,
            Some(EventKind::Expense) => Side::Payable,
            _ => return Err(unusable("that is neither income nor expense")),
        };
        let (paid, open) = (cents(RECORD, item.paid)?, cents(RECORD, item.open)?);
        let sum = paid.checked_add(open);
        let total = match item.net_total {
            Some(total) => cents(RECORD, Some(total))?,
            None => sum.ok_or_else(|| unusable("of an amount beyond counting"))?,
        };
        let categories = event.map_or(&[][..], |event| &event.allocations);
        let categories = categories.iter();
        let categories: Vec<_> = categories
            .filter_map(|part| part.category_name.clone())
            .collect();
        Ok(Self {
            side,
            id: id.to_string(),
            event_id: event
                .and_then(|event| event.id.as_ref())
                .map(ToString::to_string)
                .into(),
            due_date: day(item.due_date),
            accrual_date: day(event.and_then(|event| event.accrual_date)),
            status: item.status.as_ref().map(word_of_searches).into(),
            description: shown(item.description.as_ref()),
            counterparty: Value::Null,
            category: joined(categories),
            total,
            paid,
            open,
            record: json(RECORD, item)?,
        })
    }
}

/// The searches and the installment itself have different words for the same.
fn word_of_searches(status: &InstallmentStatus) -> &str {
    match status {
        InstallmentStatus::Pending => const { &SearchStatus::Open }.as_str(),
        InstallmentStatus::Settled => const { &SearchStatus::Received }.as_str(),
        other => other.as_str(),
    }
}

/// The settlements of an installment, in place of those it had: one that was undone goes.
pub(super) fn store_settlements(cnpj: &str, item: &Installment) -> Result<Vec<Write>, Unusable> {
    let id = item.id.as_ref().ok_or_else(|| without_id("installment"))?;
    let mut writes = vec![Write::new(
        FORGET_SETTLEMENTS,
        [cnpj.into(), id.as_str().into()],
    )];
    for settlement in &item.settlements {
        writes.push(store_settlement(cnpj, id.as_str(), settlement)?);
    }
    let event = item.event.as_ref().and_then(|event| event.id.as_ref());
    if let Some(event) = event {
        let values = [event.as_str().into(), cnpj.into(), id.as_str().into()];
        writes.push(Write::new(NAME_EVENT, values));
    }
    Ok(writes)
}

fn store_settlement(cnpj: &str, bill: &str, item: &Settlement) -> Result<Write, Unusable> {
    const RECORD: &str = "settlement";
    let unusable = |problem| Unusable {
        record: RECORD,
        problem,
    };
    let id = item.id.as_ref().ok_or_else(|| without_id(RECORD))?;
    let paid_on = item.paid_on.ok_or_else(|| unusable("without its day"))?;
    let net = item.value.as_ref().and_then(|value| value.net_amount());
    let net = net.ok_or_else(|| unusable("without its amount"))?;
    Ok(Write::new(
        STORE_SETTLEMENT,
        [
            cnpj.into(),
            id.as_str().into(),
            bill.into(),
            day(Some(paid_on)),
            cents(RECORD, Some(net))?.into(),
            item.payment_method
                .as_ref()
                .map(|method| method.as_str())
                .into(),
            json(RECORD, item)?.into(),
        ],
    ))
}

pub(super) fn store_transfer(cnpj: &str, night: i64, leg: &Movement) -> Result<Write, Unusable> {
    const RECORD: &str = "transfer";
    let id = leg.transfer_id.as_ref();
    let id = id.ok_or_else(|| without_id(RECORD))?;
    let direction = match leg.direction {
        Direction::In => "in",
        Direction::Out => "out",
    };
    Ok(Write::new(
        STORE_TRANSFER,
        [
            cnpj.into(),
            id.as_str().into(),
            direction.into(),
            day(Some(leg.date)),
            cents(RECORD, Some(leg.amount))?.into(),
            shown(leg.description.as_ref()),
            night.into(),
        ],
    ))
}

pub(super) fn store_nfe(cnpj: &str, note: &Nfe) -> Result<Write, Unusable> {
    let key = note.access_key.as_deref();
    let issued_on = note.issued_at.map(|moment| moment.date());
    Ok(Write::new(
        STORE_NOTE,
        [
            cnpj.into(),
            "NF-e".into(),
            key.ok_or_else(|| without_id("NF-e"))?.into(),
            note.number.into(),
            day(issued_on),
            shown(note.recipient_name.as_ref()),
            note.status.as_ref().map(|status| status.as_str()).into(),
            // The list does not tell it; the invoice's XML does.
            Value::Null,
            json("NF-e", note)?.into(),
        ],
    ))
}

pub(super) fn store_nfse(cnpj: &str, note: &Nfse) -> Result<Write, Unusable> {
    let id = note.id.as_ref().ok_or_else(|| without_id("NFS-e"))?;
    Ok(Write::new(
        STORE_NOTE,
        [
            cnpj.into(),
            "NFS-e".into(),
            id.as_str().into(),
            note.number.into(),
            day(note.accrual_date),
            shown(note.customer_name.as_ref()),
            note.status.as_ref().map(|status| status.as_str()).into(),
            match note.total {
                Some(total) => cents("NFS-e", Some(total))?.into(),
                None => Value::Null,
            },
            json("NFS-e", note)?.into(),
        ],
    ))
}

fn without_id(record: &'static str) -> Unusable {
    Unusable {
        record,
        problem: "without an id",
    }
}

/// An amount that the ERP computed may end in binary noise; a missing one is no amount to guess.
fn cents(record: &'static str, amount: Option<Amount>) -> Result<i64, Unusable> {
    let unusable = |problem| Unusable { record, problem };
    let amount = amount.ok_or_else(|| unusable("without an amount"))?;
    let amount = amount.round_to_cents(Rounding::HalfEven);
    amount
        .to_cents()
        .map_err(|_| unusable("of an amount beyond counting"))
}

fn json(record: &'static str, item: &impl Serialize) -> Result<String, Unusable> {
    serde_json::to_string(item).map_err(|_| Unusable {
        record,
        problem: "with a day that no calendar has",
    })
}

fn day(day: Option<Date>) -> Value {
    day.and_then(|day| wire::date::format(day).ok()).into()
}

fn shown(text: Option<&Redacted<String>>) -> Value {
    text.map(|text| text.expose().as_str()).into()
}

fn name(party: Option<&Party>) -> Value {
    shown(party.and_then(|party| party.name.as_ref()))
}

fn category(categories: &[CategoryName]) -> Value {
    let names = categories.iter().filter_map(|one| one.name.clone());
    joined(names.collect())
}

fn joined(names: Vec<String>) -> Value {
    Some(names.join(", "))
        .filter(|names| !names.is_empty())
        .into()
}
