//! Whether Mexican taxpayers comply.

use client_core::Operation;
use time::Date;

use super::data::{Deletable, Resource, RetrievedByLink, Unlinked, WithPdf};
use crate::model::{TaxCompliance, TaxComplianceId};
use crate::operations;
use crate::query::{Lookup, Query};

impl Resource for TaxCompliance {
    type Id = TaxComplianceId;
    const LIST: &'static Operation = &operations::tax_compliance_status::LIST;
    const GET: &'static Operation = &operations::tax_compliance_status::GET;
    const RETRIEVE: &'static Operation = &operations::tax_compliance_status::RETRIEVE;
    const RESUME: Option<&'static Operation> = None;
}

impl Deletable for TaxCompliance {
    const DELETE: &'static Operation = &operations::tax_compliance_status::DELETE;
}

impl RetrievedByLink for TaxCompliance {}

impl Unlinked for TaxCompliance {}

impl WithPdf for TaxCompliance {}

impl Query<TaxCompliance> {
    /// Only these.
    pub fn ids<'v>(self, values: impl IntoIterator<Item = &'v TaxComplianceId>) -> Self {
        self.one_of("id", values)
    }

    /// By when Belvo stored or last changed it.
    pub fn created_at(self, lookup: Lookup<Date>) -> Self {
        self.compare("created_at", &lookup)
    }
}
