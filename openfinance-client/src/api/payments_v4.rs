//! Pix payments, API 4.x.

use std::sync::Arc;

use brazil_types::Cpf;
use client_core::auth::Credential;
use client_core::{Action, Result};

use super::OrderFate;
use super::pix::Pix;
use crate::bank::Bank;
use crate::model::{
    CancelledPayment, LifeCycle as _, NewPaymentConsent, PaymentConsent, PaymentConsentId,
    PaymentConsentStatus, PaymentId, PixOrder, PixPayment,
};
use crate::operations::payments_v4 as operations;
use client_core::watch::{Polling, Watched};

/// Pix payments at banks that are still on version 4: reached by [`Bank::payments_v4`]. Prefer
/// [`Payments`](super::Payments) where the bank [offers](Bank::offers) it.
///
/// What version 4 has not: CNPJs with letters, purposes of payments, codes over NFC, the signed charge of dynamic codes
/// (set [`PixOrder::txid`] yourself), and a list of payments, so that
/// [`what_became_of`](PaymentsV4::what_became_of) can tell less.
#[doc(alias = "pagamentos")]
#[derive(Clone, Copy, Debug)]
pub struct PaymentsV4<'a> {
    pix: Pix<'a>,
}

impl<'a> PaymentsV4<'a> {
    pub(crate) fn at(bank: &'a Bank) -> Self {
        let rows = &operations::ROWS;
        Self {
            pix: Pix { bank, rows },
        }
    }

    /// Asks for a consent, as [`Payments::create_consent`](super::Payments::create_consent).
    ///
    /// # Errors
    /// The same, and [`ErrorKind::Input`](client_core::ErrorKind::Input) for what only version 5
    /// can do.
    #[doc(alias = "POST /consents")]
    pub fn create_consent(&self, consent: &NewPaymentConsent) -> Action<PaymentConsent> {
        self.pix.create_consent(consent.checked_for_v4())
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

    /// Initiates the payments of an order, as [`Payments::initiate`](super::Payments::initiate).
    ///
    /// # Errors
    /// The same.
    #[doc(alias = "POST /pix/payments")]
    pub fn initiate(
        &self,
        order: &PixOrder,
        customer: Arc<dyn Credential>,
    ) -> Action<Vec<PixPayment>> {
        self.pix.initiate(order, customer)
    }

    /// What became of an order whose answer was lost, as far as the consent tells. When it is used
    /// up ([`OrderFate::Unclear`]) the order was initiated: send the very same order with the same
    /// idempotency key within a day, and the bank answers with its payments.
    ///
    /// # Errors
    /// What reading fails with; nothing is known then, so ask again.
    pub async fn what_became_of(&self, order: &PixOrder) -> Result<OrderFate> {
        let consent = self.get_consent(order.consent_id()).send().await?;
        Ok(match &consent.status {
            PaymentConsentStatus::Rejected => OrderFate::NeverPaid(consent),
            status if status.is_known() && !status.is_final() => OrderFate::NotInitiated(consent),
            _ => OrderFate::Unclear(consent),
        })
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

    /// Cancels a payment that is scheduled or held back. Takes no idempotency key; when the outcome
    /// is unknown, [read](PaymentsV4::get) it.
    ///
    /// # Errors
    /// Status 422 with `PAGAMENTO_NAO_PERMITE_CANCELAMENTO`: read it, it is too late.
    #[doc(alias = "PATCH /pix/payments/{paymentId}")]
    pub fn cancel(&self, id: &PaymentId, by: Cpf) -> Action<PixPayment> {
        self.pix.cancel(id, by)
    }

    /// Cancels all scheduled payments of a consent from tomorrow on, and lists them.
    ///
    /// # Errors
    /// As [`PaymentsV4::cancel`].
    #[doc(alias = "PATCH /pix/payments/consents/{consentId}")]
    pub fn cancel_all(&self, consent: &PaymentConsentId, by: Cpf) -> Action<Vec<CancelledPayment>> {
        self.pix
            .ending_all(&operations::CANCEL_ALL, consent, by)
            .one()
    }
}
