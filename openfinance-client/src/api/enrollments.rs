//! Devices that agree to payments without a redirect, API 2.x.

use std::sync::Arc;

use client_core::auth::Credential;
use client_core::{Action, Operation};

use crate::bank::{Bank, ClientScope};
use crate::call::BankCall;
use crate::model::{
    Agreement, ConsentToSign, EndEnrollment, Enrollment, EnrollmentId, FidoAssertion, FidoPlatform,
    FidoRegistration, FidoRegistrationOptions, FidoSignOptions, NewEnrollment, RiskSignals,
    Signing,
};
use crate::operations::enrollments as operations;

/// Devices that agree to payments without a redirect: reached by [`Bank::enrollments`].
///
/// 1. [`create`](Enrollments::create), [`send_risk_signals`](Enrollments::send_risk_signals).
/// 2. The customer agrees once at the bank
///    ([`Authorization::of_enrollment`](crate::login::Authorization::of_enrollment)); save the
///    login, and take its credential by
///    [`RelyingParty::enrollment_credential`](crate::login::RelyingParty::enrollment_credential).
/// 3. [`registration_options`](Enrollments::registration_options), the device makes a key,
///    [`register`](Enrollments::register).
/// 4. For every payment: a consent, [`sign_options`](Enrollments::sign_options), the device signs,
///    [`authorise`](Enrollments::authorise), and the payment
///    ([`PixOrder::agreed_by`](crate::model::PixOrder::agreed_by)) by the same credential.
///
/// What bank and device say to each other by FIDO2 is typed and passed through; nothing of it is
/// checked here. `rp` is the host in the transport certificate's common name.
///
/// [Documented](https://openbanking-brasil.github.io/openapi/swagger-apis/enrollments/) by Open
/// Finance Brasil. Every message is signed.
#[doc(alias = "jornada sem redirecionamento")]
#[derive(Clone, Copy, Debug)]
pub struct Enrollments<'a> {
    pub(crate) bank: &'a Bank,
    pub(crate) scope: ClientScope,
}

impl Enrollments<'_> {
    /// In our own name for automatic payments instead of payments: where enrolments may agree to
    /// those alone.
    #[must_use]
    pub fn for_recurring_payments(mut self) -> Self {
        self.scope = ClientScope::RecurringPayments;
        self
    }

    /// Asks for an enrolment.
    ///
    /// # Errors
    /// Status 422 with `PERMISSOES_INVALIDAS` or `CONTA_INVALIDA`.
    #[doc(alias = "POST /enrollments")]
    pub fn create(&self, enrollment: &NewEnrollment) -> Action<Enrollment> {
        self.call(&operations::CREATE)
            .body(enrollment.checked())
            .one()
    }

    /// Reads an enrolment.
    #[doc(alias = "GET /enrollments/{enrollmentId}")]
    pub fn get(&self, id: &EnrollmentId) -> Action<Enrollment> {
        self.call(&operations::GET)
            .argument("enrollmentId", id)
            .one()
    }

    /// Ends an enrolment.
    ///
    /// # Errors
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input) for another reason that is not told.
    /// Status 422 with `STATUS_INVALIDO`, `MOTIVO_REJEICAO`, `MOTIVO_REVOGACAO`.
    #[doc(alias = "PATCH /enrollments/{enrollmentId}")]
    pub fn cancel(&self, id: &EnrollmentId, end: &EndEnrollment) -> Action<()> {
        self.call(&operations::CANCEL)
            .argument("enrollmentId", id)
            .body(end.checked())
            .nothing()
    }

    /// Tells the bank what the customer's device shows of itself.
    ///
    /// # Errors
    /// Status 422 with `STATUS_VINCULO_INVALIDO`, `FALTAM_SINAIS_OBRIGATORIOS_DA_PLATAFORMA`.
    #[doc(alias = "POST /enrollments/{enrollmentId}/risk-signals")]
    pub fn send_risk_signals(&self, id: &EnrollmentId, signals: &RiskSignals) -> Action<()> {
        self.call(&operations::SEND_RISK_SIGNALS)
            .argument("enrollmentId", id)
            .body(Ok(signals))
            .nothing()
    }

    /// Asks what the device needs to make a key, by the customer's token.
    ///
    /// # Errors
    /// Status 422 with `RP_INVALIDA`, `STATUS_VINCULO_INVALIDO`, `MAXIMO_CHALLENGES_ATINGIDO`.
    #[doc(alias = "POST /enrollments/{enrollmentId}/fido-registration-options")]
    pub fn registration_options(
        &self,
        id: &EnrollmentId,
        rp: impl Into<String>,
        platform: FidoPlatform,
        customer: Arc<dyn Credential>,
    ) -> Action<FidoRegistrationOptions> {
        let body = Signing {
            rp: rp.into(),
            platform,
            consent: None,
        };
        self.as_customer(&operations::REGISTRATION_OPTIONS, customer)
            .argument("enrollmentId", id)
            .body(Ok(body))
            .one()
    }

    /// Registers the key that the device made, by the customer's token.
    ///
    /// # Errors
    /// Status 422 with `ORIGEM_FIDO_INVALIDA`, `RP_ID_HASH_INVALIDO`, `CHALLENGE_INVALIDO`,
    /// `PUBLIC_KEY_INVALIDA`, `EXTENSION_INVALIDA`.
    #[doc(alias = "POST /enrollments/{enrollmentId}/fido-registration")]
    pub fn register(
        &self,
        id: &EnrollmentId,
        registration: &FidoRegistration,
        customer: Arc<dyn Credential>,
    ) -> Action<()> {
        self.as_customer(&operations::REGISTER, customer)
            .argument("enrollmentId", id)
            .body(Ok(registration))
            .nothing()
    }

    /// Asks what the device is to sign to agree to a consent.
    ///
    /// # Errors
    /// Status 422 with `STATUS_CONSENTIMENTO_INVALIDO`, `RP_INVALIDA`,
    /// `PERMISSAO_INVALIDA_VINCULO_CONSENTIMENTO`.
    #[doc(alias = "POST /enrollments/{enrollmentId}/fido-sign-options")]
    pub fn sign_options(
        &self,
        id: &EnrollmentId,
        rp: impl Into<String>,
        platform: FidoPlatform,
        consent: &ConsentToSign,
    ) -> Action<FidoSignOptions> {
        let body = Signing {
            rp: rp.into(),
            platform,
            consent: Some(consent.clone()),
        };
        self.call(&operations::SIGN_OPTIONS)
            .argument("enrollmentId", id)
            .body(Ok(body))
            .one()
    }

    /// Agrees to a consent by what the device signed, by the customer's token.
    ///
    /// # Errors
    /// Status 422 with `RISCO` (the bank wants the customer to come by redirect),
    /// `CONTA_DEBITO_DIVERGENTE_CONSENTIMENTO_VINCULO`, `STATUS_CONSENTIMENTO_INVALIDO`,
    /// `FALTAM_SINAIS_OBRIGATORIOS_DA_PLATAFORMA`.
    #[doc(alias = "POST /consents/{consentId}/authorise")]
    #[doc(alias = "POST /recurring-consents/{recurringConsentId}/authorise")]
    pub fn authorise(
        &self,
        consent: &ConsentToSign,
        id: &EnrollmentId,
        signals: &RiskSignals,
        assertion: &FidoAssertion,
        customer: Arc<dyn Credential>,
    ) -> Action<()> {
        let call = match consent {
            ConsentToSign::ConsentId(consent) => self
                .as_customer(&operations::AUTHORISE, customer)
                .argument("consentId", consent),
            ConsentToSign::RecurringConsentId(consent) => self
                .as_customer(&operations::AUTHORISE_RECURRING, customer)
                .argument("recurringConsentId", consent),
        };
        let body = Agreement {
            enrollment_id: id.clone(),
            risk_signals: signals.clone(),
            fido_assertion: assertion.clone(),
        };
        call.body(Ok(body)).nothing()
    }

    fn call(&self, operation: &'static Operation) -> BankCall {
        self.bank.call_as_client(operation, self.scope)
    }

    fn as_customer(
        &self,
        operation: &'static Operation,
        customer: Arc<dyn Credential>,
    ) -> BankCall {
        let call = self.bank.call(operation);
        call.change(|call| Ok(call.credential(customer)))
    }
}
