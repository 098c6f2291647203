//! Chilean tax status.

use client_core::Operation;
use time::Date;

use super::data::{Deletable, Resource, RetrievedByLink, Unlinked, WithPdf};
use crate::model::{ChileanTaxStatus, ChileanTaxStatusId};
use crate::operations;
use crate::query::{Lookup, Query};

impl Resource for ChileanTaxStatus {
    type Id = ChileanTaxStatusId;
    const LIST: &'static Operation = &operations::tax_status_chile::LIST;
    const GET: &'static Operation = &operations::tax_status_chile::GET;
    const RETRIEVE: &'static Operation = &operations::tax_status_chile::RETRIEVE;
    const RESUME: Option<&'static Operation> = None;
}

impl Deletable for ChileanTaxStatus {
    const DELETE: &'static Operation = &operations::tax_status_chile::DELETE;
}

impl RetrievedByLink for ChileanTaxStatus {}

impl Unlinked for ChileanTaxStatus {}

impl WithPdf for ChileanTaxStatus {}

impl Query<ChileanTaxStatus> {
    /// Only these.
    pub fn ids<'v>(self, values: impl IntoIterator<Item = &'v ChileanTaxStatusId>) -> Self {
        self.one_of("id", values)
    }

    /// By when Belvo stored or last changed it.
    pub fn created_at(self, lookup: Lookup<Date>) -> Self {
        self.compare("created_at", &lookup)
    }
}
