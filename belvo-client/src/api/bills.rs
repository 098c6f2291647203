//! Credit card bills.

use client_core::Operation;
use time::Date;

use super::data::{Deletable, Resource, RetrievedByLink};
use crate::model::{AccountId, Bill, BillId};
use crate::operations;
use crate::query::{Lookup, Query};

impl Resource for Bill {
    type Id = BillId;
    const LIST: &'static Operation = &operations::bills::LIST;
    const GET: &'static Operation = &operations::bills::GET;
    const RETRIEVE: &'static Operation = &operations::bills::RETRIEVE;
    const RESUME: Option<&'static Operation> = None;
}

impl Deletable for Bill {
    const DELETE: &'static Operation = &operations::bills::DELETE;
}

impl RetrievedByLink for Bill {}

impl Query<Bill> {
    /// Only these.
    pub fn ids<'v>(self, values: impl IntoIterator<Item = &'v BillId>) -> Self {
        self.one_of("id", values)
    }

    /// Only those with one of these values in `account`.
    pub fn account<'v>(self, values: impl IntoIterator<Item = &'v AccountId>) -> Self {
        self.one_of("account", values)
    }

    /// By the day it is due.
    pub fn due_date(self, lookup: Lookup<Date>) -> Self {
        self.compare("due_date", &lookup)
    }

    /// By when Belvo fetched it. An exact value is not documented for this one.
    pub fn collected_at(self, lookup: Lookup<Date>) -> Self {
        self.compare("collected_at", &lookup)
    }

    /// By when Belvo stored or last changed it.
    pub fn created_at(self, lookup: Lookup<Date>) -> Self {
        self.compare("created_at", &lookup)
    }
}
