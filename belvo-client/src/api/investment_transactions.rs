//! Movements of investments.

use client_core::Operation;
use time::Date;

use super::data::{Deletable, Periodic, Resource, RetrievedByLink};
use crate::model::{Direction, InvestmentTransaction, InvestmentTransactionId};
use crate::operations;
use crate::query::{Lookup, Query};

impl Resource for InvestmentTransaction {
    type Id = InvestmentTransactionId;
    const LIST: &'static Operation = &operations::investment_transactions::LIST;
    const GET: &'static Operation = &operations::investment_transactions::GET;
    const RETRIEVE: &'static Operation = &operations::investment_transactions::RETRIEVE;
    const RESUME: Option<&'static Operation> = None;
}

impl Deletable for InvestmentTransaction {
    const DELETE: &'static Operation = &operations::investment_transactions::DELETE;
}

impl Periodic for InvestmentTransaction {}

impl RetrievedByLink for InvestmentTransaction {}

impl Query<InvestmentTransaction> {
    /// Only these.
    pub fn ids<'v>(self, values: impl IntoIterator<Item = &'v InvestmentTransactionId>) -> Self {
        self.one_of("id", values)
    }

    /// Only those with one of these values in `type`.
    pub fn kind<'v>(self, values: impl IntoIterator<Item = &'v Direction>) -> Self {
        self.one_of("type", values)
    }

    /// By when Belvo stored or last changed it.
    pub fn created_at(self, lookup: Lookup<Date>) -> Self {
        self.compare("created_at", &lookup)
    }
}
