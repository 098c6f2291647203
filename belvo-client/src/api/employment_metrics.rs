//! Metrics of Mexican employments.

use client_core::Operation;
use time::Date;

use super::data::{Deletable, Resource, RetrievedByLink, Unlinked};
use crate::model::{EmploymentMetric, EmploymentMetricId};
use crate::operations;
use crate::retrieval::Retrieve;

impl Resource for EmploymentMetric {
    type Id = EmploymentMetricId;
    const LIST: &'static Operation = &operations::employment_metrics::LIST;
    const GET: &'static Operation = &operations::employment_metrics::GET;
    const RETRIEVE: &'static Operation = &operations::employment_metrics::RETRIEVE;
    const RESUME: Option<&'static Operation> = None;
}

impl Deletable for EmploymentMetric {
    const DELETE: &'static Operation = &operations::employment_metrics::DELETE;
}

impl RetrievedByLink for EmploymentMetric {}

impl Unlinked for EmploymentMetric {}

impl Retrieve<Vec<EmploymentMetric>> {
    /// As of this day instead of today.
    pub fn reference_date(self, day: Date) -> Self {
        self.map_body(|body| body.reference_date = Some(day))
    }
}
