//! One line of a statement.

use client_core::money::Amount;
use client_core::secret::Redacted;
use client_core::wire;
use serde::Serialize;
use time::Date;

use crate::model::{
    AccountId, CategoryName, ChargeId, CostCenterName, EventId, InstallmentId, Origin, Party,
    PaymentMethod, SettlementId, TransferId,
};

/// What a [`Movement`] is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum MovementKind {
    /// Something to be received.
    Receivable,
    /// Something to be paid.
    Payable,
    /// A transfer between two accounts of the company. It is two movements: out of one account,
    /// into the other.
    Transfer,
}

/// Which way the money goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Direction {
    /// To the company, or onto the account.
    In,
    /// From the company, or off the account.
    Out,
}

/// Where a movement stands on the statement's reference day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum MovementStatus {
    /// The money moved.
    #[doc(alias = "PAGO")]
    Paid,
    /// Open, and due on the reference day or later.
    #[doc(alias = "AGENDADO")]
    Scheduled,
    /// Open, and due before the reference day.
    #[doc(alias = "VENCIDO")]
    Overdue,
}

/// One line of a statement: money that moved, or that is still to move.
///
/// An installment that was settled in parts shows as its settlements and, if something is still
/// open, one movement more for that rest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Movement {
    /// What it is of.
    pub kind: MovementKind,
    /// Which way the money goes.
    pub direction: Direction,
    /// Where it stands on the reference day.
    pub status: MovementStatus,
    /// The day it counts on: when the money moved where that is known, else when it is due.
    #[serde(with = "wire::date")]
    pub date: Date,
    /// When the money moved. `None` while it is open, and always with
    /// [`Detail::Installments`](super::Detail::Installments).
    #[serde(with = "wire::date")]
    pub paid_on: Option<Date>,
    /// When it is due. `None` for transfers.
    #[serde(with = "wire::date")]
    pub due_date: Option<Date>,
    /// How much, in BRL and without a sign: what moved net of interest, fine, discount and fee, or
    /// what is open. As the ERP sent it; see [`Amount::round_to_cents`] for binary noise.
    pub amount: Amount,
    /// The account. Of receivables and payables known for settlements only.
    pub account_id: Option<AccountId>,
    /// Customer or supplier.
    pub counterparty: Option<Party>,
    /// What it is for.
    pub description: Option<Redacted<String>>,
    /// Categories of the event.
    pub categories: Vec<CategoryName>,
    /// Cost centers of the event.
    pub cost_centers: Vec<CostCenterName>,
    /// The installment.
    pub installment_id: Option<InstallmentId>,
    /// The settlement.
    pub settlement_id: Option<SettlementId>,
    /// The transfer.
    pub transfer_id: Option<TransferId>,
    /// The event the installment belongs to. Of settlements only.
    pub event_id: Option<EventId>,
    /// Where the event came from. Of settlements only.
    pub origin: Option<Origin>,
    /// How it was paid. Of settlements only.
    pub payment_method: Option<PaymentMethod>,
    /// The acquirer's number of a card sale. Of settlements only.
    pub nsu: Option<String>,
    /// The charge that was paid. Of settlements only.
    pub charge_id: Option<ChargeId>,
    /// Number of the fiscal document behind it. Of settlements only.
    pub invoice_number: Option<i64>,
}

impl Movement {
    /// What sets the movement apart from every other of the company, the same in every statement
    /// that shows it: the key for storing it. The open rest of an installment keeps its key while
    /// its amount goes down.
    pub fn key(&self) -> String {
        if let Some(settlement) = &self.settlement_id {
            return format!("settlement:{settlement}");
        }
        if let Some(transfer) = &self.transfer_id {
            let leg = match self.direction {
                Direction::In => "in",
                Direction::Out => "out",
            };
            return format!("transfer:{transfer}:{leg}");
        }
        let installment = self.installment_id.as_ref();
        let installment = installment.map_or("?", InstallmentId::as_str);
        match self.status {
            MovementStatus::Paid => format!("paid:{installment}"),
            MovementStatus::Scheduled | MovementStatus::Overdue => format!("open:{installment}"),
        }
    }

    /// The amount with a sign: negative when money goes out.
    pub fn signed_amount(&self) -> Amount {
        match self.direction {
            Direction::In => self.amount,
            Direction::Out => -self.amount,
        }
    }
}
