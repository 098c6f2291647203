//! Mexican invoices.

use client_core::Operation;
use client_core::money::Amount;
use time::Date;

use super::data::{Background, Data, Deletable, Resource, Resumable, Unlinked, WithXml};
use crate::model::{Direction, Invoice, InvoiceId, LinkId};
use crate::operations;
use crate::query::{Lookup, Query};
use crate::retrieval::Retrieve;

impl Resource for Invoice {
    type Id = InvoiceId;
    const LIST: &'static Operation = &operations::invoices::LIST;
    const GET: &'static Operation = &operations::invoices::GET;
    const RETRIEVE: &'static Operation = &operations::invoices::RETRIEVE;
    const RESUME: Option<&'static Operation> = Some(&operations::invoices::RESUME);
}

impl Background for Invoice {}

impl Deletable for Invoice {
    const DELETE: &'static Operation = &operations::invoices::DELETE;
}

impl Resumable for Invoice {}

impl Unlinked for Invoice {}

impl WithXml for Invoice {}

impl Data<'_, Invoice> {
    /// Has Belvo fetch the invoices of this period that were received
    /// ([`Direction::Inflow`]) or issued ([`Direction::Outflow`]). Ask for a year at most
    /// (inferred).
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
    ) -> Retrieve<Vec<Invoice>> {
        self.retrieval(link).between(from, to).of_kind(kind)
    }
}

impl Query<Invoice> {
    /// Only these.
    pub fn ids<'v>(self, values: impl IntoIterator<Item = &'v InvoiceId>) -> Self {
        self.one_of("id", values)
    }

    /// By when Belvo stored or last changed it.
    pub fn created_at(self, lookup: Lookup<Date>) -> Self {
        self.compare("created_at", &lookup)
    }

    /// By when it was issued.
    pub fn invoice_date(self, lookup: Lookup<Date>) -> Self {
        self.compare("invoice_date", &lookup)
    }

    /// Only those with one of these values in `invoice_identification`.
    pub fn identification<'v>(self, values: impl IntoIterator<Item = &'v str>) -> Self {
        self.one_of("invoice_identification", values)
    }

    /// Only those of which the tax office says one of these.
    pub fn status<'v>(self, values: impl IntoIterator<Item = &'v str>) -> Self {
        self.one_of("status", values)
    }

    /// Only those received or issued.
    #[doc(alias = "type")]
    pub fn kind<'v>(self, values: impl IntoIterator<Item = &'v Direction>) -> Self {
        self.one_of("type", values)
    }

    /// By the total.
    pub fn total_amount(self, lookup: Lookup<Amount>) -> Self {
        self.compare("total_amount", &lookup)
    }
}
