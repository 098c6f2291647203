//! Chilean invoices.

use client_core::Operation;
use time::Date;

use super::data::{Background, Data, Deletable, Resource, Unlinked};
use crate::model::{ChileanInvoice, ChileanInvoiceId, Direction, LinkId};
use crate::operations;
use crate::query::{Lookup, Query};
use crate::retrieval::Retrieve;

impl Resource for ChileanInvoice {
    type Id = ChileanInvoiceId;
    const LIST: &'static Operation = &operations::invoices_chile::LIST;
    const GET: &'static Operation = &operations::invoices_chile::GET;
    const RETRIEVE: &'static Operation = &operations::invoices_chile::RETRIEVE;
    const RESUME: Option<&'static Operation> = None;
}

impl Background for ChileanInvoice {}

impl Deletable for ChileanInvoice {
    const DELETE: &'static Operation = &operations::invoices_chile::DELETE;
}

impl Unlinked for ChileanInvoice {}

impl Data<'_, ChileanInvoice> {
    /// Has Belvo fetch the invoices of this period.
    ///
    /// # Errors
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input) when the period ends before it begins.
    #[doc(alias = "date_from")]
    #[doc(alias = "date_to")]
    pub fn retrieve(&self, link: &LinkId, from: Date, to: Date) -> Retrieve<Vec<ChileanInvoice>> {
        self.retrieval(link).between(from, to)
    }
}

impl Retrieve<Vec<ChileanInvoice>> {
    /// Only those received ([`Direction::Inflow`]) or issued ([`Direction::Outflow`]).
    #[doc(alias = "type")]
    pub fn kind(self, kind: &Direction) -> Self {
        self.of_kind(kind)
    }
}

impl Query<ChileanInvoice> {
    /// Only these.
    pub fn ids<'v>(self, values: impl IntoIterator<Item = &'v ChileanInvoiceId>) -> Self {
        self.one_of("id", values)
    }

    /// By when Belvo stored or last changed it.
    pub fn created_at(self, lookup: Lookup<Date>) -> Self {
        self.compare("created_at", &lookup)
    }
}
