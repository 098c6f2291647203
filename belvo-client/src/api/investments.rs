//! Investments.

use client_core::Operation;
use time::Date;

use super::data::{Deletable, Resource, RetrievedByLink};
use crate::model::{Investment, InvestmentId, InvestmentType};
use crate::operations;
use crate::query::{Lookup, Query};

impl Resource for Investment {
    type Id = InvestmentId;
    const LIST: &'static Operation = &operations::investments::LIST;
    const GET: &'static Operation = &operations::investments::GET;
    const RETRIEVE: &'static Operation = &operations::investments::RETRIEVE;
    const RESUME: Option<&'static Operation> = None;
}

impl Deletable for Investment {
    const DELETE: &'static Operation = &operations::investments::DELETE;
}

impl RetrievedByLink for Investment {}

impl Query<Investment> {
    /// Only these.
    pub fn ids<'v>(self, values: impl IntoIterator<Item = &'v InvestmentId>) -> Self {
        self.one_of("id", values)
    }

    /// Only those with one of these values in `type`.
    pub fn kind<'v>(self, values: impl IntoIterator<Item = &'v InvestmentType>) -> Self {
        self.one_of("type", values)
    }

    /// By when Belvo stored or last changed it.
    pub fn created_at(self, lookup: Lookup<Date>) -> Self {
        self.compare("created_at", &lookup)
    }
}
