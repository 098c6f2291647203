//! Movements of investments.

use client_core::Operation;
use time::Date;

use super::data::{Data, Deletable, Resource};
use crate::model::{Direction, InvestmentTransaction, InvestmentTransactionId, LinkId};
use crate::operations;
use crate::query::{Lookup, Query};
use crate::retrieval::Retrieve;

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

impl Data<'_, InvestmentTransaction> {
    /// Has Belvo fetch the movements; without [`Retrieve::period`] those of the last 365 days.
    pub fn retrieve(&self, link: &LinkId) -> Retrieve<Vec<InvestmentTransaction>> {
        self.retrieval(link)
    }
}

impl Retrieve<Vec<InvestmentTransaction>> {
    /// Only of this period.
    pub fn period(self, from: Date, to: Date) -> Self {
        self.between(from, to)
    }
}

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
