//! Transactions.

use std::fmt::Display;

use client_core::Operation;
use client_core::money::Amount;
use time::Date;

use super::data::{Background, Data, Deletable, Resource, Resumable, TokenAhead};
use crate::model::{AccountId, Direction, LinkId, Transaction, TransactionId, TransactionStatus};
use crate::operations;
use crate::query::{Lookup, Query};
use crate::retrieval::Retrieve;

impl Resource for Transaction {
    type Id = TransactionId;
    const LIST: &'static Operation = &operations::transactions::LIST;
    const GET: &'static Operation = &operations::transactions::GET;
    const RETRIEVE: &'static Operation = &operations::transactions::RETRIEVE;
    const RESUME: Option<&'static Operation> = Some(&operations::transactions::RESUME);
}

impl Background for Transaction {}

impl Deletable for Transaction {
    const DELETE: &'static Operation = &operations::transactions::DELETE;
}

impl Resumable for Transaction {}

impl TokenAhead for Transaction {}

impl Data<'_, Transaction> {
    /// Has Belvo fetch the transactions of a period that ends today or earlier. Open Finance goes
    /// back 365 days, and allows four such retrievals a month for periods of six days and more.
    pub fn retrieve(&self, link: &LinkId, from: Date, to: Date) -> Retrieve<Vec<Transaction>> {
        self.retrieval(link).between(from, to)
    }
}

impl Retrieve<Vec<Transaction>> {
    /// Only of this account.
    pub fn account(self, account: &AccountId) -> Self {
        self.map_body(|body| body.account = Some(account.clone()))
    }
}

impl Query<Transaction> {
    /// Only those with one of these values in `account`.
    pub fn account<'v>(self, values: impl IntoIterator<Item = &'v AccountId>) -> Self {
        self.one_of("account", values)
    }

    /// By what can be spent of the account.
    pub fn account_balance_available(self, lookup: Lookup<Amount>) -> Self {
        self.compare("account__balance__available", &lookup)
    }

    /// By the balance of the account.
    pub fn account_balance_current(self, lookup: Lookup<Amount>) -> Self {
        self.compare("account__balance__current", &lookup)
    }

    /// Only those with one of these values in `account_type`.
    pub fn account_type<V: Display>(self, values: impl IntoIterator<Item = V>) -> Self {
        self.one_of("account_type", values)
    }

    /// By the day it was booked.
    pub fn accounting_date(self, lookup: Lookup<Date>) -> Self {
        self.compare("accounting_date", &lookup)
    }

    /// By the amount.
    pub fn amount(self, lookup: Lookup<Amount>) -> Self {
        self.compare("amount", &lookup)
    }

    /// By when Belvo fetched it.
    pub fn collected_at(self, lookup: Lookup<Date>) -> Self {
        self.compare("collected_at", &lookup)
    }

    /// By when Belvo stored or last changed it.
    pub fn created_at(self, lookup: Lookup<Date>) -> Self {
        self.compare("created_at", &lookup)
    }

    /// Only those with one of these values in `currency`.
    pub fn currency<V: Display>(self, values: impl IntoIterator<Item = V>) -> Self {
        self.one_of("currency", values)
    }

    /// Only those with one of these values in `credit_card_data__bill_name`.
    pub fn credit_card_data_bill_name<V: Display>(
        self,
        values: impl IntoIterator<Item = V>,
    ) -> Self {
        self.any_of("credit_card_data__bill_name__in", values)
    }

    /// Only those with one of these values in `reference`.
    pub fn reference<V: Display>(self, values: impl IntoIterator<Item = V>) -> Self {
        self.one_of("reference", values)
    }

    /// Only those with one of these values in `status`.
    pub fn status<'v>(self, values: impl IntoIterator<Item = &'v TransactionStatus>) -> Self {
        self.one_of("status", values)
    }

    /// Only those with one of these values in `type`.
    pub fn kind<'v>(self, values: impl IntoIterator<Item = &'v Direction>) -> Self {
        self.one_of("type", values)
    }

    /// By the day of the transaction.
    pub fn value_date(self, lookup: Lookup<Date>) -> Self {
        self.compare("value_date", &lookup)
    }
}
