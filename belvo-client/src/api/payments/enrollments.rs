//! Enrolments for biometric Pix.

use client_core::http::Call;
use client_core::watch::{Polling, Watched, watch};
use client_core::{Action, Result};

use crate::client::Belvo;
use crate::model::payments::{
    CustomerId, Enrollment, EnrollmentId, EnrollmentStatus, ExternalId, NewEnrollment,
    PaymentInstitutionId, Redirection,
};
use crate::operations::enrollments as rows;
use crate::query::Query;

/// Enrolments of devices for biometric Pix: reached by [`Belvo::enrollments`].
///
/// 1. [`create`](Self::create), and send the owner to the `redirect_url`.
/// 2. [`complete_redirection`](Self::complete_redirection) with what the bank sent back.
/// 3. Pay by the [widget](Belvo::payment_widget).
#[derive(Clone, Copy, Debug)]
pub struct Enrollments<'a> {
    pub(crate) client: &'a Belvo,
}

impl Enrollments<'_> {
    /// Begins to enrol a device. Not repeated when the answer was lost; one that nobody goes on
    /// with is cancelled by itself.
    ///
    /// # Errors
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input), naming the field.
    #[doc(alias = "CreateEnrollmentBrazil")]
    pub fn create(&self, enrollment: &NewEnrollment) -> Action<Enrollment> {
        let call = enrollment
            .check()
            .and_then(|()| Call::new(&rows::CREATE).json(enrollment));
        Action::json(self.client.executor(), call)
    }

    /// Lists enrolments.
    #[doc(alias = "ListEnrollmentsBrazil")]
    pub fn list(&self) -> Query<Enrollment> {
        Query::new(self.client.executor(), &rows::LIST)
    }

    /// Reads an enrolment.
    ///
    /// # Errors
    /// Status 404 when there is none.
    #[doc(alias = "DetailEnrollmentBrazil")]
    pub fn get(&self, id: &EnrollmentId) -> Action<Enrollment> {
        let call = Call::new(&rows::GET).argument("enrollment_id", id);
        Action::json(self.client.executor(), Ok(call))
    }

    /// Hands on what the bank sent back with the owner of the device.
    #[doc(alias = "CompleteEnrollmentRedirectionBrazil")]
    pub fn complete_redirection(&self, redirection: &Redirection) -> Action<Enrollment> {
        let call = Call::new(&rows::COMPLETE_REDIRECTION).json(redirection);
        Action::json(self.client.executor(), call)
    }

    /// Reads an enrolment until it succeeded, failed or was cancelled.
    ///
    /// # Errors
    /// What reading it fails with.
    pub async fn wait_until_final(
        &self,
        id: &EnrollmentId,
        polling: &Polling,
    ) -> Result<Watched<Enrollment>> {
        watch(polling, || self.get(id)).await
    }
}

impl Query<Enrollment> {
    /// Only those of who has this CPF: how Belvo wants them to be found.
    #[doc(alias = "customer__identifier")]
    pub fn customer_identifier(self, cpf: impl AsRef<str>) -> Self {
        self.filter("customer__identifier", cpf.as_ref())
    }

    /// Only those of this customer.
    pub fn customer(self, id: &CustomerId) -> Self {
        self.filter("customer", id)
    }

    /// Only those with one of these ids of yours.
    pub fn external_id<'v>(self, ids: impl IntoIterator<Item = &'v ExternalId>) -> Self {
        self.one_of("external_id", ids)
    }

    /// Only those at this institution.
    pub fn institution(self, id: &PaymentInstitutionId) -> Self {
        self.filter("institution", id)
    }

    /// Only those that stand at one of these.
    pub fn status<'v>(self, values: impl IntoIterator<Item = &'v EnrollmentStatus>) -> Self {
        self.one_of("status", values)
    }
}
