//! The statement query.

use client_core::money::Amount;
use client_core::secret::Redacted;
use client_core::wire;
use serde::{Deserialize, Serialize};
use time::Date;

use super::Partner;
use crate::model::EventKind;
use crate::operations;
use crate::query::{Query, Seed};

client_core::open_enum! {
    /// Where a movement stands. The description shows the first two in a request and speaks of
    /// scheduled ones without spelling them.
    pub enum StatementStatus {
        /// Paid.
        Paid = "PAGO",
        /// Past due.
        Overdue = "VENCIDO",
        /// Scheduled; the spelling is a guess.
        Scheduled = "AGENDADO",
    }
}

/// One movement of the statement.
#[doc(alias = "lancamento")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct StatementLine {
    /// Identifier.
    pub id: Option<String>,
    /// Income or expense.
    #[serde(rename = "tipo")]
    #[doc(alias = "tipo")]
    pub kind: Option<EventKind>,
    /// Amount in BRL, without a sign.
    #[serde(rename = "valor")]
    #[doc(alias = "valor")]
    pub amount: Option<Amount>,
    /// Day the money moved.
    #[serde(rename = "data_pagamento", default, with = "wire::date")]
    #[doc(alias = "data_pagamento")]
    pub paid_on: Option<Date>,
    /// Category, such as `Vendas / Pix`.
    #[serde(rename = "categoria")]
    #[doc(alias = "categoria")]
    pub category: Option<String>,
    /// The customer's tax id, formatted.
    #[serde(rename = "cliente_cnpj")]
    #[doc(alias = "cliente_cnpj")]
    pub customer_tax_id: Option<Redacted<String>>,
    /// Where it came from, such as `OPEN_FINANCE_BB`.
    #[serde(rename = "origem")]
    #[doc(alias = "origem")]
    pub origin: Option<String>,
}

impl Partner<'_> {
    /// The movements from `from` to `to`, both included.
    ///
    /// Not published. The published way: [`ContaAzul::receivables`](crate::ContaAzul::receivables)
    /// and [`ContaAzul::payables`](crate::ContaAzul::payables) with
    /// [`paid_between`](Query::paid_between) for what was paid, and by status for what is overdue;
    /// the payment day is in the installment's settlements.
    #[doc(alias = "lancamentos")]
    #[doc(alias = "extrato")]
    pub fn statement(&self, from: Date, to: Date) -> Query<StatementLine, Seed> {
        self.list(&operations::partner::STATEMENT)
            .date_range(("data_inicio", from), ("data_fim", to))
    }
}

impl Query<StatementLine, Seed> {
    /// Only those that stand in one of these ways; sent as one list with commas.
    pub fn status(self, statuses: &[StatementStatus]) -> Self {
        let names: Vec<_> = statuses.iter().map(StatementStatus::as_str).collect();
        self.filter("status", names.join(","))
    }
}
