//! Mexican tax status.

use client_core::Operation;
use time::Date;

use super::data::{Deletable, Resource, RetrievedByLink, Unlinked, WithPdf};
use crate::model::{TaxStatus, TaxStatusId};
use crate::operations;
use crate::query::{Lookup, Query};

impl Resource for TaxStatus {
    type Id = TaxStatusId;
    const LIST: &'static Operation = &operations::tax_status::LIST;
    const GET: &'static Operation = &operations::tax_status::GET;
    const RETRIEVE: &'static Operation = &operations::tax_status::RETRIEVE;
    const RESUME: Option<&'static Operation> = None;
}

impl Deletable for TaxStatus {
    const DELETE: &'static Operation = &operations::tax_status::DELETE;
}

impl RetrievedByLink for TaxStatus {}

impl Unlinked for TaxStatus {}

impl WithPdf for TaxStatus {}

impl Query<TaxStatus> {
    /// Only these.
    pub fn ids<'v>(self, values: impl IntoIterator<Item = &'v TaxStatusId>) -> Self {
        self.one_of("id", values)
    }

    /// By when Belvo stored or last changed it.
    pub fn created_at(self, lookup: Lookup<Date>) -> Self {
        self.compare("created_at", &lookup)
    }
}
