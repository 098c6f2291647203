//! Transactions of payments.

use std::fmt::Display;

use client_core::Action;
use client_core::http::Call;
use client_core::money::Amount;
use time::Date;

use crate::client::Belvo;
use crate::model::Direction;
use crate::model::payments::{
    BankAccountId, ChargeId, CustomerId, PaymentCurrency, PaymentIntentId, PaymentTransaction,
    PaymentTransactionId,
};
use crate::operations::payment_transactions as rows;
use crate::query::{Lookup, Query};

/// Transactions of payments: reached by [`Belvo::payment_transactions`].
#[derive(Clone, Copy, Debug)]
pub struct PaymentTransactions<'a> {
    pub(crate) client: &'a Belvo,
}

impl PaymentTransactions<'_> {
    /// Lists them.
    #[doc(alias = "ListPaymentTransactionsBrazil")]
    pub fn list(&self) -> Query<PaymentTransaction> {
        Query::new(self.client.executor(), &rows::LIST)
    }

    /// Reads one.
    ///
    /// # Errors
    /// Status 404 when there is none.
    #[doc(alias = "DetailPaymentTransactionsBrazil")]
    pub fn get(&self, id: &PaymentTransactionId) -> Action<PaymentTransaction> {
        let call = Call::new(&rows::GET).argument("id", id);
        Action::json(self.client.executor(), Ok(call))
    }
}

impl Query<PaymentTransaction> {
    /// Only these.
    pub fn ids<'v>(self, ids: impl IntoIterator<Item = &'v PaymentTransactionId>) -> Self {
        self.any_of("id__in", ids)
    }

    /// By when it was made or last changed.
    pub fn created_at(self, lookup: Lookup<Date>) -> Self {
        self.compare("created_at", &lookup)
    }

    /// By amount.
    pub fn amount(self, lookup: Lookup<Amount>) -> Self {
        self.compare("amount", &lookup)
    }

    /// Only those of these charges.
    pub fn charge<'v>(self, ids: impl IntoIterator<Item = &'v ChargeId>) -> Self {
        self.one_of("charge", ids)
    }

    /// Only those to these accounts.
    pub fn beneficiary<'v>(self, ids: impl IntoIterator<Item = &'v BankAccountId>) -> Self {
        self.one_of("beneficiary", ids)
    }

    /// Only those with one of these values in `payer`.
    pub fn payer<V: Display>(self, values: impl IntoIterator<Item = V>) -> Self {
        self.one_of("payer", values)
    }

    /// Only those of these customers.
    pub fn customer<'v>(self, ids: impl IntoIterator<Item = &'v CustomerId>) -> Self {
        self.one_of("customer", ids)
    }

    /// Only those of these payment intents.
    pub fn payment_intent<'v>(self, ids: impl IntoIterator<Item = &'v PaymentIntentId>) -> Self {
        self.one_of("payment_intent", ids)
    }

    /// Only money in, or only money out.
    #[doc(alias = "transaction__type")]
    pub fn direction(self, direction: &Direction) -> Self {
        self.filter("transaction__type", direction)
    }

    /// Only those in this currency.
    pub fn currency(self, currency: &PaymentCurrency) -> Self {
        self.filter("currency", currency)
    }

    /// Only those with this description.
    pub fn description(self, text: &str) -> Self {
        self.filter("description", text)
    }
}
