//! Chilean debt reports.

use client_core::Operation;
use time::Date;

use super::data::{Background, Deletable, Resource, RetrievedByLink, Unlinked, WithPdf};
use crate::model::{ChileanDebtReport, ChileanDebtReportId};
use crate::operations;
use crate::query::{Lookup, Query};

impl Resource for ChileanDebtReport {
    type Id = ChileanDebtReportId;
    const LIST: &'static Operation = &operations::debt_reports_chile::LIST;
    const GET: &'static Operation = &operations::debt_reports_chile::GET;
    const RETRIEVE: &'static Operation = &operations::debt_reports_chile::RETRIEVE;
    const RESUME: Option<&'static Operation> = None;
}

impl Background for ChileanDebtReport {}

impl Deletable for ChileanDebtReport {
    const DELETE: &'static Operation = &operations::debt_reports_chile::DELETE;
}

impl RetrievedByLink for ChileanDebtReport {}

impl Unlinked for ChileanDebtReport {}

impl WithPdf for ChileanDebtReport {}

impl Query<ChileanDebtReport> {
    /// Only these.
    pub fn ids<'v>(self, values: impl IntoIterator<Item = &'v ChileanDebtReportId>) -> Self {
        self.one_of("id", values)
    }

    /// By when Belvo stored or last changed it.
    pub fn created_at(self, lookup: Lookup<Date>) -> Self {
        self.compare("created_at", &lookup)
    }
}
