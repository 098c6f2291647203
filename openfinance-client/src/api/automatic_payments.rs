//! Automatic payments, API 2.x.

use std::sync::Arc;

use brazil_types::TaxId;
use client_core::auth::Credential;
use client_core::http::{Call, CallOptions, ConfigureCall};
use client_core::{Action, Operation, Result, wire};
use time::Date;

use crate::bank::{Bank, ClientScope};
use crate::call::BankCall;
use crate::model::{
    EndedBy, LifeCycle as _, NewRecurringConsent, NewRecurringPayment, NewRetry, PaymentStatus,
    RecurringConsent, RecurringConsentEdit, RecurringConsentId, RecurringConsentStatus,
    RecurringPayment, RecurringPaymentId, RecurringRejectionCode, RecurringRevocationCode,
    cancelling, rejecting, revoking,
};
use crate::operations::automatic_payments as operations;
use client_core::watch::{Polling, Tracked, Watched, watch};

/// Automatic payments: reached by [`Bank::automatic_payments`]. Pix Automático, sweeping between
/// accounts of one holder, and variable recurring payments.
///
/// The customer agrees once ([`Authorization::of_recurring_consent`](
/// crate::login::Authorization::of_recurring_consent)); save the login, and pay by
/// [`RelyingParty::recurring_credential`](crate::login::RelyingParty::recurring_credential) from
/// then on.
///
/// [Documented](https://openbanking-brasil.github.io/openapi/swagger-apis/automatic-payments/) by
/// Open Finance Brasil; this client speaks 2.2 and reads 2.1. Every message is signed.
#[doc(alias = "pagamentos automáticos")]
#[derive(Clone, Copy, Debug)]
pub struct AutomaticPayments<'a> {
    pub(crate) bank: &'a Bank,
}

impl AutomaticPayments<'_> {
    /// Asks for a consent. The customer has an hour to agree to it at the bank.
    ///
    /// # Errors
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input), naming the field. Status 422 with
    /// `FUNCIONALIDADE_NAO_HABILITADA`, `DETALHE_PAGAMENTO_INVALIDO`, `DATA_PAGAMENTO_INVALIDA`,
    /// `PARAMETRO_INVALIDO` and others.
    #[doc(alias = "POST /recurring-consents")]
    pub fn create_consent(&self, consent: &NewRecurringConsent) -> Action<RecurringConsent> {
        self.call(&operations::CREATE_CONSENT)
            .body(consent.checked())
            .one()
    }

    /// Reads a consent.
    #[doc(alias = "GET /recurring-consents/{recurringConsentId}")]
    pub fn get_consent(&self, id: &RecurringConsentId) -> Action<RecurringConsent> {
        self.call(&operations::GET_CONSENT)
            .argument("recurringConsentId", id)
            .one()
    }

    /// Reads a consent until the customer, or all people who must, have decided.
    ///
    /// # Errors
    /// What reading it fails with.
    pub async fn wait_until_decided(
        &self,
        id: &RecurringConsentId,
        polling: &Polling,
    ) -> Result<Watched<RecurringConsent>> {
        watch(polling, || self.get_consent(id)).await
    }

    /// Revokes a consent that is in force. Payments of the next day may still be made when a payee
    /// does it after ten in the evening.
    ///
    /// # Errors
    /// Status 422 with `CONSENTIMENTO_NAO_PERMITE_CANCELAMENTO`.
    #[doc(alias = "PATCH /recurring-consents/{recurringConsentId}")]
    pub fn revoke_consent(
        &self,
        id: &RecurringConsentId,
        by: EndedBy,
        reason: RecurringRevocationCode,
        detail: impl Into<String>,
    ) -> Action<RecurringConsent> {
        self.change_consent(id)
            .body(Ok(revoking(by, reason, detail.into())))
            .one()
    }

    /// Rejects a consent that nobody has agreed to yet.
    ///
    /// # Errors
    /// As [`revoke_consent`](AutomaticPayments::revoke_consent).
    #[doc(alias = "PATCH /recurring-consents/{recurringConsentId}")]
    pub fn reject_consent(
        &self,
        id: &RecurringConsentId,
        by: EndedBy,
        reason: RecurringRejectionCode,
        detail: impl Into<String>,
    ) -> Action<RecurringConsent> {
        self.change_consent(id)
            .body(Ok(rejecting(by, reason, detail.into())))
            .one()
    }

    /// Edits a consent to Pix Automático that is in force.
    ///
    /// # Errors
    /// Status 422 with `CAMPO_NAO_PERMITIDO`, `DETALHE_EDICAO_INVALIDO`, `PERMISSAO_INSUFICIENTE`,
    /// `FALTAM_SINAIS_OBRIGATORIOS_PLATAFORMA`.
    #[doc(alias = "PATCH /recurring-consents/{recurringConsentId}")]
    pub fn edit_consent(
        &self,
        id: &RecurringConsentId,
        edit: &RecurringConsentEdit,
    ) -> Action<RecurringConsent> {
        self.change_consent(id).body(edit.checked()).one()
    }

    fn change_consent(&self, id: &RecurringConsentId) -> BankCall {
        self.call(&operations::CHANGE_CONSENT)
            .argument("recurringConsentId", id)
    }

    /// Initiates a payment by the customer's token. Orders of Pix Automático go out two to ten
    /// days before their day.
    ///
    /// # Errors
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input), naming the field. Status 422 with the
    /// codes of [`PaymentRejectionCode`](crate::model::PaymentRejectionCode). When the outcome is
    /// unknown: [`what_became_of`](AutomaticPayments::what_became_of) before anything else.
    #[doc(alias = "POST /pix/recurring-payments")]
    pub fn initiate(
        &self,
        payment: &NewRecurringPayment,
        customer: Arc<dyn Credential>,
    ) -> Action<RecurringPayment> {
        self.bank
            .call(&operations::INITIATE)
            .change(|call| Ok(call.credential(customer)))
            .body(payment.checked())
            .about(CONSENT, [payment.consent_id()])
            .about(END_TO_END_ID, [payment.end_to_end_id()])
            .one()
    }

    /// Looks for a payment whose answer was lost, by its end-to-end id. `None` means that the bank
    /// does not have it: send the same payment again, with the same idempotency key, so that it is
    /// paid once even if the first one arrives after all.
    ///
    /// # Errors
    /// What listing fails with; nothing is known then, so ask again.
    pub async fn what_became_of(
        &self,
        payment: &NewRecurringPayment,
    ) -> Result<Option<RecurringPayment>> {
        let id = payment.end_to_end_id();
        let payments = self.list(payment.consent_id()).send().await?;
        let ours = |one: &RecurringPayment| one.end_to_end_id.as_deref() == Some(id.as_str());
        Ok(payments.into_iter().find(ours))
    }

    /// Reads a payment.
    #[doc(alias = "GET /pix/recurring-payments/{recurringPaymentId}")]
    pub fn get(&self, id: &RecurringPaymentId) -> Action<RecurringPayment> {
        self.call(&operations::GET)
            .argument("recurringPaymentId", id)
            .one()
    }

    /// Reads a payment until it is settled, rejected or cancelled. A scheduled one is waited for
    /// no longer: it comes on its day.
    ///
    /// # Errors
    /// What reading it fails with; the payment goes on regardless.
    pub async fn wait_until_final(
        &self,
        id: &RecurringPaymentId,
        polling: &Polling,
    ) -> Result<Watched<RecurringPayment>> {
        watch(polling, || self.get(id)).await
    }

    /// Lists the payments of a consent.
    #[doc(alias = "GET /pix/recurring-payments")]
    pub fn list(&self, consent: &RecurringConsentId) -> RecurringPaymentsOfConsent {
        let call = self.call(&operations::LIST).about(CONSENT, [consent]);
        RecurringPaymentsOfConsent {
            call: call.change(|call| Ok(call.query(CONSENT, consent))),
            options: CallOptions::default(),
        }
    }

    /// Cancels a payment to come, for whoever may: the payee until ten in the evening of the day
    /// before, the payer until its end.
    ///
    /// # Errors
    /// Status 422 with `PAGAMENTO_NAO_PERMITE_CANCELAMENTO` or
    /// `CANCELAMENTO_FORA_PERIODO_PERMITIDO`.
    #[doc(alias = "PATCH /pix/recurring-payments/{recurringPaymentId}")]
    pub fn cancel(&self, id: &RecurringPaymentId, by: TaxId) -> Action<RecurringPayment> {
        self.call(&operations::CANCEL)
            .argument("recurringPaymentId", id)
            .body(Ok(cancelling(by)))
            .one()
    }

    /// Tries a payment of Pix Automático again that was rejected, on a later day: up to three times
    /// within seven days, when the consent accepts it. Since 2.2.
    ///
    /// # Errors
    /// Status 422 with `LIMITE_TENTATIVAS_EXCEDIDO`, `FORA_PRAZO_PERMITIDO`,
    /// `DETALHE_TENTATIVA_INVALIDO`, `NAO_PERMITIDO`.
    #[doc(alias = "POST /pix/recurring-payments/{originalRecurringPaymentId}/retry")]
    pub fn retry(&self, id: &RecurringPaymentId, retry: &NewRetry) -> Action<RecurringPayment> {
        self.call(&operations::RETRY)
            .argument("originalRecurringPaymentId", id)
            .body(Ok(retry))
            .about(END_TO_END_ID, [retry.end_to_end_id()])
            .one()
    }

    fn call(&self, operation: &'static Operation) -> BankCall {
        self.bank
            .call_as_client(operation, ClientScope::RecurringPayments)
    }
}

const CONSENT: &str = "recurringConsentId";
const END_TO_END_ID: &str = "endToEndId";
const START: &str = "startDate";
const END: &str = "endDate";
const ORIGINAL: &str = "originalRecurringPaymentId";

/// The automatic payments of a consent, not asked for yet.
#[derive(Debug)]
#[must_use = "nothing is asked for before `send()`"]
pub struct RecurringPaymentsOfConsent {
    call: BankCall,
    options: CallOptions,
}

impl RecurringPaymentsOfConsent {
    /// From this day on, itself included.
    #[doc(alias = "startDate")]
    pub fn from(self, day: Date) -> Self {
        self.change(|call| on_day(call, START, day))
    }

    /// Until this day, itself included.
    #[doc(alias = "endDate")]
    pub fn to(self, day: Date) -> Self {
        self.change(|call| on_day(call, END, day))
    }

    /// The attempts at one payment alone.
    #[doc(alias = "originalRecurringPaymentId")]
    pub fn retries_of(self, id: &RecurringPaymentId) -> Self {
        self.change(|call| Ok(call.query(ORIGINAL, id)))
    }

    fn change(self, change: impl FnOnce(Call) -> Result<Call>) -> Self {
        Self {
            call: self.call.change(change),
            options: self.options,
        }
    }

    /// Asks for them.
    ///
    /// # Errors
    /// See [`Error::kind`](client_core::Error::kind).
    pub async fn send(self) -> Result<Vec<RecurringPayment>> {
        let options = self.options;
        self.call
            .change(|call| Ok(call.options(options)))
            .one_as_it_is()
            .await
    }
}

impl ConfigureCall for RecurringPaymentsOfConsent {
    fn options_mut(&mut self) -> &mut CallOptions {
        &mut self.options
    }
}

/// A filter by a day.
pub(super) fn on_day(call: Call, name: &'static str, day: Date) -> Result<Call> {
    let text = wire::date::format(day).map_err(|cause| {
        client_core::Error::input(format!("{name} cannot be written")).with_source(cause)
    })?;
    Ok(call.query(name, text))
}

impl Tracked for RecurringPayment {
    type Status = PaymentStatus;

    fn status(&self) -> &PaymentStatus {
        &self.status
    }

    fn is_at_rest(&self) -> bool {
        self.status.is_final() || self.status == PaymentStatus::Scheduled
    }
}

impl Tracked for RecurringConsent {
    type Status = RecurringConsentStatus;

    fn status(&self) -> &RecurringConsentStatus {
        &self.status
    }

    fn is_at_rest(&self) -> bool {
        self.status.is_final() || self.status == RecurringConsentStatus::Authorised
    }
}
