//! What both versions of Pix payments do alike, each by rows of its own.

use std::sync::Arc;

use brazil_types::{Cpf, TaxId};
use client_core::auth::Credential;
use client_core::{Action, Operation, Result};
use serde::Serialize;

use crate::bank::{Bank, ClientScope};
use crate::call::BankCall;
use crate::model::{PaymentConsent, PaymentConsentId, PaymentId, PixOrder, PixPayment, cancelling};
use crate::operations::payments::PixRows;
use client_core::watch::{Polling, Watched, watch};

/// Pix payments of one version at one bank.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pix<'a> {
    pub(super) bank: &'a Bank,
    pub(super) rows: &'static PixRows,
}

impl Pix<'_> {
    pub(super) fn create_consent(self, body: Result<impl Serialize>) -> Action<PaymentConsent> {
        self.call(self.rows.create_consent).body(body).one()
    }

    pub(super) fn get_consent(self, id: &PaymentConsentId) -> Action<PaymentConsent> {
        self.call(self.rows.get_consent)
            .argument("consentId", id)
            .one()
    }

    pub(super) async fn wait_until_decided(
        self,
        id: &PaymentConsentId,
        polling: &Polling,
    ) -> Result<Watched<PaymentConsent>> {
        watch(polling, || self.get_consent(id)).await
    }

    pub(super) fn initiate(
        self,
        order: &PixOrder,
        customer: Arc<dyn Credential>,
    ) -> Action<Vec<PixPayment>> {
        self.bank
            .call(self.rows.initiate)
            .change(|call| Ok(call.credential(customer)))
            .body(order.checked())
            .about("consentId", [order.consent_id()])
            .about("endToEndId", order.end_to_end_ids())
            .one()
    }

    pub(super) fn get(self, id: &PaymentId) -> Action<PixPayment> {
        self.call(self.rows.get).argument("paymentId", id).one()
    }

    pub(super) async fn wait_until_final(
        self,
        id: &PaymentId,
        polling: &Polling,
    ) -> Result<Watched<PixPayment>> {
        watch(polling, || self.get(id)).await
    }

    pub(super) fn cancel(self, id: &PaymentId, by: Cpf) -> Action<PixPayment> {
        self.call(self.rows.cancel)
            .argument("paymentId", id)
            .body(Ok(cancelling(TaxId::Cpf(by))))
            .one()
    }

    /// What ends all payments of a consent, its answer still to be named.
    pub(super) fn ending_all(
        self,
        operation: &'static Operation,
        consent: &PaymentConsentId,
        by: Cpf,
    ) -> BankCall {
        self.call(operation)
            .argument("consentId", consent)
            .body(Ok(cancelling(TaxId::Cpf(by))))
    }

    pub(super) fn call(self, operation: &'static Operation) -> BankCall {
        self.bank.call_as_client(operation, ClientScope::Payments)
    }
}
