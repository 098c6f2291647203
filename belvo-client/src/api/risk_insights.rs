//! Risk insights.

use client_core::Operation;

use super::data::{Deletable, Resource, Resumable, RetrievedByLink, TokenAhead, Unlinked};
use crate::model::{AccountId, RiskInsights, RiskInsightsId};
use crate::operations;
use crate::query::Query;

impl Resource for RiskInsights {
    type Id = RiskInsightsId;
    const LIST: &'static Operation = &operations::risk_insights::LIST;
    const GET: &'static Operation = &operations::risk_insights::GET;
    const RETRIEVE: &'static Operation = &operations::risk_insights::RETRIEVE;
    const RESUME: Option<&'static Operation> = Some(&operations::risk_insights::RESUME);
}

impl Deletable for RiskInsights {
    const DELETE: &'static Operation = &operations::risk_insights::DELETE;
}

impl Resumable for RiskInsights {}

impl RetrievedByLink for RiskInsights {}

impl TokenAhead for RiskInsights {}

impl Unlinked for RiskInsights {}

impl Query<RiskInsights> {
    /// Only these.
    pub fn ids<'v>(self, values: impl IntoIterator<Item = &'v RiskInsightsId>) -> Self {
        self.one_of("id", values)
    }

    /// Only those with one of these values in `account`.
    pub fn account<'v>(self, values: impl IntoIterator<Item = &'v AccountId>) -> Self {
        self.one_of("account", values)
    }
}
