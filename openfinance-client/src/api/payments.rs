//! Pix payments, API 5.x.

use std::sync::Arc;

use brazil_types::Cpf;
use client_core::auth::Credential;
use client_core::http::CallOptions;
use client_core::http::ConfigureCall;
use client_core::{Action, Result};
use time::Date;

use super::automatic_payments::on_day;
use super::pix::Pix;
use crate::bank::Bank;
use crate::call::BankCall;
use crate::model::{
    LifeCycle as _, NewPaymentConsent, PaymentConsent, PaymentConsentId, PaymentConsentStatus,
    PaymentId, PaymentStatus, PaymentSummary, PixOrder, PixPayment,
};
use crate::operations::payments as operations;
use client_core::watch::{Polling, Tracked, Watched};

/// Pix payments: reached by [`Bank::payments`].
///
/// 1. [`create_consent`](Payments::create_consent), then the customer agrees at the bank
///    ([`Authorization::of_payment`](crate::login::Authorization::of_payment)).
/// 2. [`get_consent`](Payments::get_consent), and [`PixOrder::under`] it: store the order.
/// 3. [`initiate`](Payments::initiate) with the customer's token, within the hour.
/// 4. [`wait_until_final`](Payments::wait_until_final), or webhooks.
///
/// When initiating fails with an [`Outcome`](client_core::Outcome) that is unknown or applied, do
/// not make a new order: ask [`what_became_of`](Payments::what_became_of) the one you stored.
///
/// [Documented](https://openbanking-brasil.github.io/openapi/swagger-apis/payments/) by Open
/// Finance Brasil. Every message is signed: the bank needs
/// [`with_signed_messages`](crate::BankBuilder::with_signed_messages).
#[doc(alias = "pagamentos")]
#[derive(Clone, Copy, Debug)]
pub struct Payments<'a> {
    pix: Pix<'a>,
}

impl<'a> Payments<'a> {
    pub(crate) fn at(bank: &'a Bank) -> Self {
        let rows = &operations::ROWS;
        Self {
            pix: Pix { bank, rows },
        }
    }

    /// Asks for a consent. The customer has five minutes to agree to it at the bank. Repeated with
    /// the same key it gives the same consent.
    ///
    /// # Errors
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input), naming the field, for what cannot be
    /// paid. Status 422 with `FORMA_PAGAMENTO_INVALIDA`, `DATA_PAGAMENTO_INVALIDA`,
    /// `DETALHE_PAGAMENTO_INVALIDO`, `PROPOSITO_INVALIDO`, `PARAMETRO_INVALIDO`,
    /// `PARAMETRO_NAO_INFORMADO`, or `ERRO_IDEMPOTENCIA` when the key was used for something else.
    #[doc(alias = "POST /consents")]
    pub fn create_consent(&self, consent: &NewPaymentConsent) -> Action<PaymentConsent> {
        self.pix.create_consent(consent.checked())
    }

    /// Reads a consent.
    #[doc(alias = "GET /consents/{consentId}")]
    pub fn get_consent(&self, id: &PaymentConsentId) -> Action<PaymentConsent> {
        self.pix.get_consent(id)
    }

    /// Reads a consent until the customer, or all people who must, have decided.
    ///
    /// # Errors
    /// What reading it fails with.
    pub async fn wait_until_decided(
        &self,
        id: &PaymentConsentId,
        polling: &Polling,
    ) -> Result<Watched<PaymentConsent>> {
        self.pix.wait_until_decided(id, polling).await
    }

    /// Initiates the payments of an order, by the token that the customer's agreement gave
    /// ([`Login::credential`](crate::login::Login::credential)). The answer is one payment for each
    /// of the order, in any status from received to settled or rejected.
    ///
    /// Attempts of one call share a key. To repeat a call, give both the same by
    /// [`with_idempotency_key`](ConfigureCall::with_idempotency_key); banks keep keys for a day.
    ///
    /// # Errors
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input), naming the field. Status 422 with
    /// `CONSENTIMENTO_PENDENTE_AUTORIZACAO` (others have to agree first; nothing is lost),
    /// `CONSENTIMENTO_INVALIDO`, `PAGAMENTO_DIVERGENTE_CONSENTIMENTO`, `SALDO_INSUFICIENTE`,
    /// `VALOR_ACIMA_LIMITE`, `COBRANCA_INVALIDA`, `PAGAMENTO_RECUSADO_DETENTORA` and others.
    /// When the outcome is unknown: [`what_became_of`](Payments::what_became_of).
    #[doc(alias = "POST /pix/payments")]
    pub fn initiate(
        &self,
        order: &PixOrder,
        customer: Arc<dyn Credential>,
    ) -> Action<Vec<PixPayment>> {
        self.pix.initiate(order, customer)
    }

    /// Reads a payment.
    #[doc(alias = "GET /pix/payments/{paymentId}")]
    pub fn get(&self, id: &PaymentId) -> Action<PixPayment> {
        self.pix.get(id)
    }

    /// Reads a payment until it is settled, rejected or cancelled. A scheduled one is waited for
    /// no longer: it comes on its day.
    ///
    /// # Errors
    /// What reading it fails with; the payment goes on regardless.
    pub async fn wait_until_final(
        &self,
        id: &PaymentId,
        polling: &Polling,
    ) -> Result<Watched<PixPayment>> {
        self.pix.wait_until_final(id, polling).await
    }

    /// Cancels a payment that is scheduled (until the end of the day before, in Brasília) or held
    /// back, for a person who may.
    ///
    /// # Errors
    /// Status 422 with `PAGAMENTO_NAO_PERMITE_CANCELAMENTO`: read it, it is too late.
    #[doc(alias = "PATCH /pix/payments/{paymentId}")]
    pub fn cancel(&self, id: &PaymentId, by: Cpf) -> Action<PixPayment> {
        self.pix.cancel(id, by)
    }

    /// Lists the payments of a consent, of all days or some. In our own name: the official description
    /// has it under the scope `payments`.
    #[doc(alias = "GET /consents/{consentId}/pix/payments")]
    pub fn list(&self, consent: &PaymentConsentId) -> PaymentsOfConsent {
        PaymentsOfConsent {
            call: self
                .pix
                .call(&operations::LIST)
                .argument("consentId", consent),
            options: CallOptions::default(),
        }
    }

    /// Cancels all scheduled payments of a consent from tomorrow on; until ten in the evening in
    /// Brasília. The bank takes up to an hour: [list](Payments::list) them then.
    ///
    /// # Errors
    /// Status 404 for a consent the bank does not know; 422 with
    /// `PAGAMENTO_NAO_PERMITE_CANCELAMENTO`.
    #[doc(alias = "PATCH /consents/{consentId}/pix/payments")]
    pub fn cancel_all(&self, consent: &PaymentConsentId, by: Cpf) -> Action<()> {
        self.pix
            .ending_all(&operations::CANCEL_ALL, consent, by)
            .nothing()
    }

    /// What became of an order whose answer was lost: to be asked before it is sent again.
    ///
    /// # Errors
    /// What reading fails with; nothing is known then, so ask again.
    pub async fn what_became_of(&self, order: &PixOrder) -> Result<OrderFate> {
        // The consent first: what was initiated after it was read is in the list.
        let consent = self.get_consent(order.consent_id()).send().await?;
        let mut payments = self.list(order.consent_id()).send().await?;
        let ids: Vec<_> = order.end_to_end_ids().collect();
        payments.retain(|payment| {
            let id = payment.end_to_end_id.as_deref();
            ids.iter().any(|ours| Some(ours.as_str()) == id)
        });
        Ok(match (payments.is_empty(), &consent.status) {
            (false, _) => OrderFate::Initiated(payments),
            (true, PaymentConsentStatus::Rejected) => OrderFate::NeverPaid(consent),
            (true, status) if status.is_known() && !status.is_final() => {
                OrderFate::NotInitiated(consent)
            }
            (true, _) => OrderFate::Unclear(consent),
        })
    }
}

/// What became of an order whose answer was lost.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use]
pub enum OrderFate {
    /// The bank has it: follow these payments, and do not send it again.
    Initiated(Vec<PaymentSummary>),
    /// The bank does not have it, and the consent stands. Send the same order again, with the same
    /// idempotency key: should the first one arrive after all, it is still paid once.
    NotInitiated(PaymentConsent),
    /// The bank does not have it, and the consent was rejected: nothing was paid and nothing will.
    /// To pay, ask for a new consent.
    NeverPaid(PaymentConsent),
    /// The consent is used up, but the bank shows no payment of this order. Ask again in a minute,
    /// and do not pay otherwise before the bank shows one or says what happened.
    Unclear(PaymentConsent),
}

/// The payments of a consent, not asked for yet.
#[derive(Debug)]
#[must_use = "nothing is asked for before `send()`"]
pub struct PaymentsOfConsent {
    call: BankCall,
    options: CallOptions,
}

const START: &str = "startDate";
const END: &str = "endDate";

impl PaymentsOfConsent {
    /// From this day on, itself included.
    #[doc(alias = "startDate")]
    pub fn from(self, day: Date) -> Self {
        self.day(START, day)
    }

    /// Until this day, itself included.
    #[doc(alias = "endDate")]
    pub fn to(self, day: Date) -> Self {
        self.day(END, day)
    }

    fn day(self, name: &'static str, day: Date) -> Self {
        Self {
            call: self.call.change(|call| on_day(call, name, day)),
            options: self.options,
        }
    }

    /// Asks for them.
    ///
    /// # Errors
    /// See [`Error::kind`](client_core::Error::kind).
    pub async fn send(self) -> Result<Vec<PaymentSummary>> {
        let options = self.options;
        self.call
            .change(|call| Ok(call.options(options)))
            .one_as_it_is()
            .await
    }
}

impl ConfigureCall for PaymentsOfConsent {
    fn options_mut(&mut self) -> &mut CallOptions {
        &mut self.options
    }
}

impl Tracked for PixPayment {
    type Status = PaymentStatus;

    fn status(&self) -> &PaymentStatus {
        &self.status
    }

    fn is_at_rest(&self) -> bool {
        self.status.is_final() || self.status == PaymentStatus::Scheduled
    }
}

impl Tracked for PaymentConsent {
    type Status = PaymentConsentStatus;

    fn status(&self) -> &PaymentConsentStatus {
        &self.status
    }

    fn is_at_rest(&self) -> bool {
        self.status.is_final() || self.status == PaymentConsentStatus::Authorised
    }
}
