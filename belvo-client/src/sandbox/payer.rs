//! What payers and banks do, which no call of Belvo's can.

use client_core::{Error, Result};

use super::request::Reply;
use super::{Sandbox, Webhook};
use crate::model::payments::{ChargeId, PaymentAuthorizationId, PaymentIntentId};

impl Sandbox {
    /// The payer agrees to a payment at their bank. It is under way then, or waits for its days.
    ///
    /// # Errors
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input) when they are not asked to.
    pub fn payer_agrees(&self, intent: &PaymentIntentId) -> Result<()> {
        done(self.router.desk().payments.payer_agrees(intent.as_str()))
    }

    /// The payer does not agree to a payment.
    ///
    /// # Errors
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input) when they are not asked to.
    pub fn payer_refuses(&self, intent: &PaymentIntentId) -> Result<()> {
        done(self.router.desk().payments.payer_refuses(intent.as_str()))
    }

    /// The payer agrees to an authorization.
    ///
    /// # Errors
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input) when they are not asked to.
    pub fn payer_authorizes(&self, authorization: &PaymentAuthorizationId) -> Result<()> {
        let id = authorization.as_str();
        done(self.router.desk().payments.payer_authorizes(id))
    }

    /// The banks make the Pix of a charge.
    ///
    /// # Errors
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input) when there is none that waits.
    pub fn settle(&self, charge: &ChargeId) -> Result<()> {
        done(self.router.desk().payments.settle(charge.as_str(), None))
    }

    /// The banks do not make the Pix of a charge, and say why, such as `insufficient_funds`.
    ///
    /// # Errors
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input) when there is none that waits.
    pub fn reject(&self, charge: &ChargeId, reason: &str) -> Result<()> {
        let charge = charge.as_str();
        done(self.router.desk().payments.settle(charge, Some(reason)))
    }

    /// The webhooks of payments since the last time, in the order of what happened.
    pub fn take_payment_webhooks(&self) -> Vec<Webhook> {
        let bodies = self.router.desk().payments.take_webhooks();
        bodies.into_iter().map(|body| Webhook { body }).collect()
    }
}

fn done(result: Result<(), Reply>) -> Result<()> {
    result.map_err(|_| Error::input("it is not there, or not in a status in which this can be"))
}
