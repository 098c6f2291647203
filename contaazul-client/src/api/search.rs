//! The filters that the searches for receivables and payables share.

use client_core::money::{Amount, Rounding};
use time::{Date, OffsetDateTime};

use crate::model::value::check_amount;
use crate::model::{AccountId, CategoryId, CostCenterId, Payable, Receivable, SearchStatus};
use crate::query::Query;

/// What the searches list: [`Receivable`] and [`Payable`].
pub trait Searched {}
impl Searched for Receivable {}
impl Searched for Payable {}

impl<T: Searched> Query<T> {
    pub(super) fn due_between(self, from: Date, to: Date) -> Self {
        self.date_range(("data_vencimento_de", from), ("data_vencimento_ate", to))
    }

    /// Only those that accrue from `from` to `to`, both included.
    #[doc(alias = "data_competencia_de")]
    #[doc(alias = "data_competencia_ate")]
    pub fn accrued_between(self, from: Date, to: Date) -> Self {
        self.date_range(("data_competencia_de", from), ("data_competencia_ate", to))
    }

    /// Only those with a payment from `from` to `to`, both included.
    #[doc(alias = "data_pagamento_de")]
    #[doc(alias = "data_pagamento_ate")]
    pub fn paid_between(self, from: Date, to: Date) -> Self {
        self.date_range(("data_pagamento_de", from), ("data_pagamento_ate", to))
    }

    /// Only those that changed from `from` to `to`: at most 365 days apart, sent in Brasília time
    /// and cut to the second.
    #[doc(alias = "data_alteracao_de")]
    #[doc(alias = "data_alteracao_ate")]
    pub fn changed_between(self, from: OffsetDateTime, to: OffsetDateTime) -> Self {
        self.moment_range(("data_alteracao_de", from), ("data_alteracao_ate", to))
    }

    /// Only those of at least this amount in BRL, in whole cents.
    #[doc(alias = "valor_de")]
    pub fn amount_from(self, amount: Amount) -> Self {
        self.amount("valor_de", amount)
    }

    /// Only those of at most this amount in BRL, in whole cents.
    #[doc(alias = "valor_ate")]
    pub fn amount_to(self, amount: Amount) -> Self {
        self.amount("valor_ate", amount)
    }

    fn amount(self, name: &'static str, amount: Amount) -> Self {
        match check_amount(amount, name) {
            Ok(()) => self.filter(name, amount.round_to_cents(Rounding::HalfEven)),
            Err(error) => self.fail(error),
        }
    }

    /// Only those whose description holds this text.
    #[doc(alias = "descricao")]
    pub fn description(self, text: impl AsRef<str>) -> Self {
        self.filter("descricao", text.as_ref())
    }

    /// Only those that stand so; call again to add another.
    pub fn status(self, status: SearchStatus) -> Self {
        self.also("status", status)
    }

    /// Only those on this account; call again to add another.
    #[doc(alias = "ids_contas_financeiras")]
    pub fn account(self, account: &AccountId) -> Self {
        self.also("ids_contas_financeiras", account)
    }

    /// Only those of this category; call again to add another.
    #[doc(alias = "ids_categorias")]
    pub fn category(self, category: &CategoryId) -> Self {
        self.also("ids_categorias", category)
    }

    /// Only those of this cost center; call again to add another.
    #[doc(alias = "ids_centros_de_custo")]
    pub fn cost_center(self, cost_center: &CostCenterId) -> Self {
        self.also("ids_centros_de_custo", cost_center)
    }
}
