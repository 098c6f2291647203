//! Mexican tax retentions.

use client_core::Operation;
use time::Date;

use super::data::{Data, Deletable, Resource, Unlinked, WithXml};
use crate::model::{Direction, LinkId, TaxRetention, TaxRetentionId};
use crate::operations;
use crate::query::{Lookup, Query};
use crate::retrieval::Retrieve;

impl Resource for TaxRetention {
    type Id = TaxRetentionId;
    const LIST: &'static Operation = &operations::tax_retentions::LIST;
    const GET: &'static Operation = &operations::tax_retentions::GET;
    const RETRIEVE: &'static Operation = &operations::tax_retentions::RETRIEVE;
    const RESUME: Option<&'static Operation> = None;
}

impl Deletable for TaxRetention {
    const DELETE: &'static Operation = &operations::tax_retentions::DELETE;
}

impl Unlinked for TaxRetention {}

impl WithXml for TaxRetention {}

impl Data<'_, TaxRetention> {
    /// Has Belvo fetch the retentions of this period that were received
    /// ([`Direction::Inflow`]) or issued ([`Direction::Outflow`]).
    ///
    /// # Errors
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input) when the period ends before it begins.
    #[doc(alias = "date_from")]
    #[doc(alias = "date_to")]
    #[doc(alias = "type")]
    pub fn retrieve(
        &self,
        link: &LinkId,
        kind: &Direction,
        from: Date,
        to: Date,
    ) -> Retrieve<Vec<TaxRetention>> {
        self.retrieval(link).between(from, to).of_kind(kind)
    }
}

impl Query<TaxRetention> {
    /// By when Belvo stored or last changed it.
    pub fn created_at(self, lookup: Lookup<Date>) -> Self {
        self.compare("created_at", &lookup)
    }
}
