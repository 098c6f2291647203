//! Mexican tax returns.

use client_core::Operation;
use time::Date;

use super::data::{Data, Deletable, Resource, Unlinked, WithPdf};
use crate::model::{LinkId, TaxReturn, TaxReturnId, TaxReturnType};
use crate::operations;
use crate::query::{Lookup, Query};
use crate::retrieval::Retrieve;

impl Resource for TaxReturn {
    type Id = TaxReturnId;
    const LIST: &'static Operation = &operations::tax_returns::LIST;
    const GET: &'static Operation = &operations::tax_returns::GET;
    const RETRIEVE: &'static Operation = &operations::tax_returns::RETRIEVE;
    const RESUME: Option<&'static Operation> = None;
}

impl Deletable for TaxReturn {
    const DELETE: &'static Operation = &operations::tax_returns::DELETE;
}

impl Unlinked for TaxReturn {}

impl WithPdf for TaxReturn {}

impl Data<'_, TaxReturn> {
    /// Has Belvo fetch the monthly returns of this period.
    ///
    /// # Errors
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input) when the period ends before it begins.
    #[doc(alias = "date_from")]
    #[doc(alias = "date_to")]
    pub fn retrieve_monthly(
        &self,
        link: &LinkId,
        from: Date,
        to: Date,
    ) -> Retrieve<Vec<TaxReturn>> {
        self.retrieval(link)
            .between(from, to)
            .of_kind(&TaxReturnType::Monthly)
    }

    /// Has Belvo fetch the yearly returns from one year to another, both included.
    ///
    /// # Errors
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input) when the second is before the first, or
    /// either is not between 1900 and 2099.
    #[doc(alias = "year_from")]
    #[doc(alias = "year_to")]
    pub fn retrieve_yearly(&self, link: &LinkId, from: u16, to: u16) -> Retrieve<Vec<TaxReturn>> {
        self.retrieval(link)
            .between_years(from, to)
            .of_kind(&TaxReturnType::Yearly)
    }
}

impl Query<TaxReturn> {
    /// Only these.
    pub fn ids<'v>(self, values: impl IntoIterator<Item = &'v TaxReturnId>) -> Self {
        self.one_of("id", values)
    }

    /// By when Belvo stored or last changed it.
    pub fn created_at(self, lookup: Lookup<Date>) -> Self {
        self.compare("created_at", &lookup)
    }

    /// By the year (ejercicio).
    #[doc(alias = "ejercicio")]
    pub fn year(self, lookup: Lookup<u16>) -> Self {
        self.compare("ejercicio", &lookup)
    }

    /// Only those that are one of these, such as `Normal`.
    #[doc(alias = "tipo_declaracion")]
    pub fn declaration<'v>(self, values: impl IntoIterator<Item = &'v str>) -> Self {
        self.one_of("tipo_declaracion", values)
    }
}
