//! Institutions that take part in payments.

use crate::client::Belvo;
use crate::model::payments::{CustomerType, PaymentInstitution, PaymentInstitutionId};
use crate::operations::payment_institutions as rows;
use crate::query::Query;

/// Institutions that take part in payments: reached by [`Belvo::payment_institutions`].
#[derive(Clone, Copy, Debug)]
pub struct PaymentInstitutions<'a> {
    pub(crate) client: &'a Belvo,
}

impl PaymentInstitutions<'_> {
    /// Lists them.
    #[doc(alias = "ListPaymentInstitutionsBrazil")]
    pub fn list(&self) -> Query<PaymentInstitution> {
        Query::new(self.client.executor(), &rows::LIST)
    }
}

impl Query<PaymentInstitution> {
    /// Only these.
    pub fn ids<'v>(self, ids: impl IntoIterator<Item = &'v PaymentInstitutionId>) -> Self {
        self.any_of("id__in", ids)
    }

    /// Only those with this in their name: three letters or more.
    pub fn name(self, part: &str) -> Self {
        self.part_of("name", part)
    }

    /// Only those that have accounts of people, or of companies.
    pub fn institution_type(self, whose: &CustomerType) -> Self {
        self.filter("institution_type", whose)
    }
}
