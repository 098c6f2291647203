//! Incomes.

use client_core::Operation;

use super::data::{
    Deletable, Periodic, Resource, Resumable, RetrievedByLink, TokenAhead, Unlinked,
};
use crate::model::{AccountId, Confidence, IncomeId, IncomeReport, IncomeType};
use crate::operations;
use crate::query::Query;
use crate::retrieval::Retrieve;

impl Resource for IncomeReport {
    type Id = IncomeId;
    const LIST: &'static Operation = &operations::incomes::LIST;
    const GET: &'static Operation = &operations::incomes::GET;
    const RETRIEVE: &'static Operation = &operations::incomes::RETRIEVE;
    const RESUME: Option<&'static Operation> = Some(&operations::incomes::RESUME);
}

impl Deletable for IncomeReport {
    const DELETE: &'static Operation = &operations::incomes::DELETE;
}

impl Periodic for IncomeReport {}

impl Resumable for IncomeReport {}

impl TokenAhead for IncomeReport {}

impl RetrievedByLink for IncomeReport {}

impl Unlinked for IncomeReport {}

impl Retrieve<Vec<IncomeReport>> {
    /// Only incomes of these kinds.
    #[doc(alias = "allowed_income_types")]
    pub fn kinds<'k>(self, kinds: impl IntoIterator<Item = &'k IncomeType>) -> Self {
        let names = kinds.into_iter().map(|kind| kind.as_str().to_owned());
        self.map_body(|body| body.allowed_income_types = names.collect())
    }

    /// Only incomes that Belvo is at least this sure of.
    #[doc(alias = "minimum_confidence_level")]
    pub fn at_least(self, confidence: &Confidence) -> Self {
        let level = confidence.as_str().to_owned();
        self.map_body(|body| body.minimum_confidence_level = Some(level))
    }
}

impl Query<IncomeReport> {
    /// Only those with one of these values in `account`.
    pub fn account<'v>(self, values: impl IntoIterator<Item = &'v AccountId>) -> Self {
        self.one_of("account", values)
    }
}
