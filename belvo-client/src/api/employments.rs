//! Brazilian employments.

use client_core::Operation;
use time::Date;

use super::data::{Background, Deletable, Periodic, Resource, RetrievedByLink};
use crate::model::{Employment, EmploymentId};
use crate::operations;
use crate::query::{Lookup, Query};

impl Resource for Employment {
    type Id = EmploymentId;
    const LIST: &'static Operation = &operations::employments::LIST;
    const GET: &'static Operation = &operations::employments::GET;
    const RETRIEVE: &'static Operation = &operations::employments::RETRIEVE;
    const RESUME: Option<&'static Operation> = None;
}

impl Background for Employment {}

impl Deletable for Employment {
    const DELETE: &'static Operation = &operations::employments::DELETE;
}

impl Periodic for Employment {}

impl RetrievedByLink for Employment {}

impl Query<Employment> {
    /// Only these.
    pub fn ids<'v>(self, values: impl IntoIterator<Item = &'v EmploymentId>) -> Self {
        self.one_of("id", values)
    }

    /// By the first day.
    pub fn start_date(self, lookup: Lookup<Date>) -> Self {
        self.compare("start_date", &lookup)
    }

    /// By the last day.
    pub fn end_date(self, lookup: Lookup<Date>) -> Self {
        self.compare("end_date", &lookup)
    }

    /// By when Belvo stored or last changed it.
    pub fn created_at(self, lookup: Lookup<Date>) -> Self {
        self.compare("created_at", &lookup)
    }
}
