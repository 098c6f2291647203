//! Balances.

use client_core::Operation;
use time::Date;

use super::data::{Resource, RetrievedByLink};
use crate::model::{AccountId, Balance, BalanceId};
use crate::operations;
use crate::query::{Lookup, Query};
use crate::retrieval::Retrieve;

impl Resource for Balance {
    type Id = BalanceId;
    const LIST: &'static Operation = &operations::balances::LIST;
    const GET: &'static Operation = &operations::balances::GET;
    const RETRIEVE: &'static Operation = &operations::balances::RETRIEVE;
    const RESUME: Option<&'static Operation> = None;
}

impl RetrievedByLink for Balance {}

impl Retrieve<Vec<Balance>> {
    /// Only of this account.
    #[doc(alias = "account_id")]
    pub fn account(self, account: &AccountId) -> Self {
        self.map_body(|body| body.account_id = Some(account.clone()))
    }
}

impl Query<Balance> {
    /// Only those with one of these values in `account`.
    pub fn account<'v>(self, values: impl IntoIterator<Item = &'v AccountId>) -> Self {
        self.one_of("account", values)
    }

    /// Only these.
    pub fn ids<'v>(self, values: impl IntoIterator<Item = &'v BalanceId>) -> Self {
        self.one_of("id", values)
    }

    /// By when Belvo fetched it.
    pub fn collected_at(self, lookup: Lookup<Date>) -> Self {
        self.compare("collected_at", &lookup)
    }

    /// By when Belvo stored or last changed it.
    pub fn created_at(self, lookup: Lookup<Date>) -> Self {
        self.compare("created_at", &lookup)
    }
}
