//! Current Mexican employments. Their answers cannot be narrowed to some fields.

use client_core::Operation;
use time::Date;

use super::data::{Deletable, Resource, RetrievedByLink, Unlinked};
use crate::model::{CurrentEmployment, CurrentEmploymentId};
use crate::operations;
use crate::query::{Lookup, Query};

impl Resource for CurrentEmployment {
    type Id = CurrentEmploymentId;
    const LIST: &'static Operation = &operations::current_employments::LIST;
    const GET: &'static Operation = &operations::current_employments::GET;
    const RETRIEVE: &'static Operation = &operations::current_employments::RETRIEVE;
    const RESUME: Option<&'static Operation> = None;
}

impl Deletable for CurrentEmployment {
    const DELETE: &'static Operation = &operations::current_employments::DELETE;
}

impl RetrievedByLink for CurrentEmployment {}

impl Unlinked for CurrentEmployment {}

impl Query<CurrentEmployment> {
    /// Only these.
    pub fn ids<'v>(self, values: impl IntoIterator<Item = &'v CurrentEmploymentId>) -> Self {
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
