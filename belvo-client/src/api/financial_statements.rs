//! Financial statements of Mexican companies.

use client_core::Operation;
use time::Date;

use super::data::{Background, Deletable, Resource, RetrievedByLink, Unlinked};
use crate::model::{FinancialStatement, FinancialStatementId};
use crate::operations;
use crate::query::{Lookup, Query};

impl Resource for FinancialStatement {
    type Id = FinancialStatementId;
    const LIST: &'static Operation = &operations::financial_statements::LIST;
    const GET: &'static Operation = &operations::financial_statements::GET;
    const RETRIEVE: &'static Operation = &operations::financial_statements::RETRIEVE;
    const RESUME: Option<&'static Operation> = None;
}

impl Background for FinancialStatement {}

impl Deletable for FinancialStatement {
    const DELETE: &'static Operation = &operations::financial_statements::DELETE;
}

impl RetrievedByLink for FinancialStatement {}

impl Unlinked for FinancialStatement {}

impl Query<FinancialStatement> {
    /// Only these.
    pub fn ids<'v>(self, values: impl IntoIterator<Item = &'v FinancialStatementId>) -> Self {
        self.one_of("id", values)
    }

    /// By when Belvo stored or last changed it.
    pub fn created_at(self, lookup: Lookup<Date>) -> Self {
        self.compare("created_at", &lookup)
    }
}
