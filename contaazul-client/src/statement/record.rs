//! What the lists hold, and the movements in it.

use client_core::http::ConfigureCall as _;
use client_core::money::Amount;
use client_core::secret::Redacted;
use client_core::{Error, ErrorKind, Outcome, Result};
use time::Date;

use super::movement::{Direction, Movement, MovementKind, MovementStatus};
use super::plan::Plan;
use crate::model::{
    AccountRef, CategoryName, CostCenterName, Installment, InstallmentId, Party, Payable,
    Receivable, SearchStatus, Settlement, Transfer, TransferSide, ValueBreakdown,
};

/// One item of a list.
pub(super) enum Record {
    Installment(Box<Found>),
    Transfer(Box<Transfer>),
}

/// What the two searches have in common.
pub(super) struct Found {
    kind: MovementKind,
    id: Option<InstallmentId>,
    description: Option<Redacted<String>>,
    due_date: Option<Date>,
    status: Option<SearchStatus>,
    open: Option<Amount>,
    paid: Option<Amount>,
    categories: Vec<CategoryName>,
    cost_centers: Vec<CostCenterName>,
    party: Option<Party>,
}

impl From<Receivable> for Record {
    fn from(item: Receivable) -> Self {
        Self::Installment(Box::new(Found {
            kind: MovementKind::Receivable,
            id: item.id,
            description: item.description,
            due_date: item.due_date,
            status: item.status,
            open: item.open,
            paid: item.paid,
            categories: item.categories,
            cost_centers: item.cost_centers,
            party: item.customer,
        }))
    }
}

impl From<Payable> for Record {
    fn from(item: Payable) -> Self {
        Self::Installment(Box::new(Found {
            kind: MovementKind::Payable,
            id: item.id,
            description: item.description,
            due_date: item.due_date,
            status: item.status,
            open: item.open,
            paid: item.paid,
            categories: item.categories,
            cost_centers: item.cost_centers,
            party: item.supplier,
        }))
    }
}

impl From<Transfer> for Record {
    fn from(transfer: Transfer) -> Self {
        Self::Transfer(Box::new(transfer))
    }
}

/// What of a record belongs to the statement.
#[derive(Clone, Copy, Debug)]
pub(super) enum Sought {
    /// Settlements of this day.
    SettledOn(Date),
    /// All that was paid so far.
    PaidSoFar,
    /// What is open.
    OpenRest,
    /// Both sides of a transfer.
    Legs,
}

impl Record {
    /// What the records of a page are sorted by: their own order is the ERP's secret.
    pub(super) fn order(&self) -> (Option<Date>, &str) {
        let date = match self {
            Self::Installment(found) => found.due_date,
            Self::Transfer(transfer) => transfer.date,
        };
        (date, self.id())
    }

    /// The ERP's id, empty when it gave none.
    pub(super) fn id(&self) -> &str {
        match self {
            Self::Installment(found) => found.id.as_ref().map(InstallmentId::as_str),
            Self::Transfer(transfer) => transfer.id.as_ref().map(|id| id.as_str()),
        }
        .unwrap_or_default()
    }

    /// The movements of this record that belong to the statement. Reads the installment where
    /// settlements are sought.
    pub(super) async fn movements(&self, plan: &Plan, sought: Sought) -> Result<Vec<Movement>> {
        match self {
            Self::Installment(found) => {
                let wanted = plan.counterparty.as_ref();
                let party = found.party.as_ref().and_then(|party| party.id.as_ref());
                // The search for payables cannot be narrowed to a supplier.
                if wanted.is_some() && wanted != party {
                    return Ok(Vec::new());
                }
                match sought {
                    Sought::SettledOn(day) => found.settled_on(day, plan).await,
                    Sought::PaidSoFar => found.paid_so_far(),
                    Sought::OpenRest => found.open_rest(plan.as_of),
                    Sought::Legs => Ok(Vec::new()),
                }
            }
            Self::Transfer(transfer) => legs(transfer, plan),
        }
    }
}

impl Found {
    async fn settled_on(&self, day: Date, plan: &Plan) -> Result<Vec<Movement>> {
        let id = self.known_id()?;
        let mut call = plan.client.installments().get(id);
        call.options_mut().clone_from(&plan.options);
        let installment = call.send().await?;
        let mut movements = Vec::new();
        for settled in &installment.settlements {
            let paid_on = self.present("baixas[].data_pagamento", settled.paid_on)?;
            let account = settled.account.as_ref().and_then(AccountRef::id);
            let account = account.or(installment.account_id.as_ref());
            if paid_on == day && plan.wants_account(account) {
                let movement = self.settlement(&installment, settled, paid_on)?;
                movements.push(Movement {
                    account_id: account.cloned(),
                    ..movement
                });
            }
        }
        movements.sort_by(|a, b| a.settlement_id.cmp(&b.settlement_id));
        Ok(movements)
    }

    fn settlement(
        &self,
        installment: &Installment,
        settled: &Settlement,
        paid_on: Date,
    ) -> Result<Movement> {
        let id = self.present("baixas[].id", settled.id.as_ref())?;
        let net = settled.value.as_ref().and_then(ValueBreakdown::net_amount);
        let amount = self.present("baixas[].valor_composicao", net)?;
        let event = installment.event.as_ref();
        let method = settled.payment_method.as_ref();
        let invoice = installment.invoice.as_ref();
        Ok(Movement {
            paid_on: Some(paid_on),
            settlement_id: Some(id.clone()),
            event_id: event.and_then(|event| event.id.clone()),
            origin: event
                .and_then(|event| event.reference.as_ref())
                .and_then(|reference| reference.origin.clone()),
            payment_method: method.or(installment.payment_method.as_ref()).cloned(),
            nsu: settled.nsu.clone().or_else(|| installment.nsu.clone()),
            charge_id: settled.charge_id.clone(),
            invoice_number: invoice.and_then(|invoice| invoice.number),
            ..self.movement(MovementStatus::Paid, paid_on, amount)?
        })
    }

    fn paid_so_far(&self) -> Result<Vec<Movement>> {
        let paid = self.present("pago", self.paid)?;
        let due = self.present("data_vencimento", self.due_date)?;
        if paid.is_zero() {
            return Ok(Vec::new());
        }
        Ok(vec![self.movement(MovementStatus::Paid, due, paid)?])
    }

    fn open_rest(&self, as_of: Date) -> Result<Vec<Movement>> {
        let closed = matches!(
            self.status,
            Some(
                SearchStatus::Received
                    | SearchStatus::Renegotiated
                    | SearchStatus::Lost
                    | SearchStatus::Cancelled
            )
        );
        let open = self.present("nao_pago", self.open)?;
        if closed || open.is_zero() || open.is_negative() {
            return Ok(Vec::new());
        }
        let due = self.present("data_vencimento", self.due_date)?;
        let status = match due < as_of {
            true => MovementStatus::Overdue,
            false => MovementStatus::Scheduled,
        };
        Ok(vec![self.movement(status, due, open)?])
    }

    fn movement(&self, status: MovementStatus, date: Date, amount: Amount) -> Result<Movement> {
        Ok(Movement {
            kind: self.kind,
            direction: match self.kind {
                MovementKind::Receivable => Direction::In,
                MovementKind::Payable | MovementKind::Transfer => Direction::Out,
            },
            status,
            date,
            paid_on: None,
            due_date: self.due_date,
            amount,
            account_id: None,
            counterparty: self.party.clone(),
            description: self.description.clone(),
            categories: self.categories.clone(),
            cost_centers: self.cost_centers.clone(),
            installment_id: Some(self.known_id()?.clone()),
            settlement_id: None,
            transfer_id: None,
            event_id: None,
            origin: None,
            payment_method: None,
            nsu: None,
            charge_id: None,
            invoice_number: None,
        })
    }

    fn known_id(&self) -> Result<&InstallmentId> {
        self.present("id", self.id.as_ref())
    }

    fn present<T>(&self, field: &str, value: Option<T>) -> Result<T> {
        let id = self.id.as_ref().map_or("?", InstallmentId::as_str);
        value.ok_or_else(|| incomplete("installment", id, field))
    }
}

/// Money off one account and onto another.
fn legs(transfer: &Transfer, plan: &Plan) -> Result<Vec<Movement>> {
    let id = transfer.id.as_ref();
    let shown = id.map_or("?", |id| id.as_str());
    let missing = |field: &str| incomplete("transfer", shown, field);
    let id = id.ok_or_else(|| missing("id"))?;
    let amount = transfer.amount.ok_or_else(|| missing("valor"))?;
    let date = transfer.date.ok_or_else(|| missing("data"))?;
    let leg = |direction, side: Option<&TransferSide>| {
        let account = side.and_then(|side| side.account.as_ref());
        Movement {
            kind: MovementKind::Transfer,
            direction,
            status: MovementStatus::Paid,
            date,
            paid_on: Some(date),
            due_date: None,
            amount,
            account_id: account.and_then(|account| account.id.clone()),
            counterparty: None,
            description: transfer.description.clone(),
            categories: Vec::new(),
            cost_centers: Vec::new(),
            installment_id: None,
            settlement_id: None,
            transfer_id: Some(id.clone()),
            event_id: None,
            origin: None,
            payment_method: None,
            nsu: None,
            charge_id: None,
            invoice_number: None,
        }
    };
    let legs = [
        leg(Direction::Out, transfer.from.as_ref()),
        leg(Direction::In, transfer.to.as_ref()),
    ];
    Ok(legs
        .into_iter()
        .filter(|leg| plan.wants_account(leg.account_id.as_ref()))
        .collect())
}

/// An answer that a statement cannot be made of. Leaving the record out would lose money.
fn incomplete(record: &str, id: &str, field: &str) -> Error {
    Error::new(
        ErrorKind::Decode,
        Outcome::Applied,
        format!(
            "{record} {id} has no {field}; look at it in the ERP, or go on without it by pass_over()"
        ),
    )
    .with_operation(super::NAME)
}
