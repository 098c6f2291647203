//! Pix charges.

use client_core::Action;
use client_core::http::Call;

use super::UnpublishedCall;
use crate::client::Blu;
use crate::model::{CreatedPixCharge, NewPixCharge, PixCharge, PixToken};
use crate::operations::pix;
use crate::period;

/// Pix charges, from [`Blu::pix`].
#[derive(Clone, Copy, Debug)]
pub struct Pix<'a> {
    pub(crate) blu: &'a Blu,
}

impl Pix<'_> {
    /// Creates a charge. The answer is its token only: ask for what the payer needs by
    /// [`get`](Self::get).
    ///
    /// `POST /b2b/pix/`, as [documented](https://integracao.useblu.com.br/).
    ///
    /// # Errors
    /// Status 422 when Blu does not take value or expiry. With
    /// [`Outcome::Unknown`](crate::Outcome::Unknown) there may be a charge whose token nobody has;
    /// nobody can pay it either, and another may be created.
    pub fn create(&self, charge: &NewPixCharge) -> Action<CreatedPixCharge> {
        let today = period::day_in_brasilia(self.blu.now());
        let call = charge
            .check(today)
            .and_then(|()| self.blu.call(&pix::CREATE).json(charge));
        self.blu.json(&pix::CREATE, call)
    }

    /// Reads a charge. Code and image may come a moment later than the charge itself: ask again
    /// while they are missing.
    ///
    /// `GET /b2b/pix/{transaction_token}`, as [documented](https://integracao.useblu.com.br/).
    pub fn get(&self, token: &PixToken) -> Action<PixCharge> {
        let call = self.charge(&pix::GET, token);
        self.blu.json(&pix::GET, Ok(call))
    }

    /// Gives a payment back. Blu publishes neither path nor body: set the path by
    /// [`with_path`](crate::BluBuilder::with_path), and the body if there is one.
    ///
    /// `POST /b2b/pix/{transaction_token}/refund` is a guess.
    #[doc(alias = "devolução de Pix")]
    pub fn refund(&self, token: &PixToken) -> UnpublishedCall {
        UnpublishedCall::new(self.blu, &pix::REFUND, self.charge(&pix::REFUND, token))
    }

    /// Asks for a test delivery to the webhook that Blu has of you.
    ///
    /// `PUT /b2b/webhook/pix`, as [documented](https://integracao.useblu.com.br/); of body and
    /// answer nothing is.
    pub fn test_webhook(&self) -> Action<()> {
        let call = self.blu.call(&pix::TEST_WEBHOOK);
        self.blu.empty(&pix::TEST_WEBHOOK, Ok(call))
    }

    fn charge(&self, endpoint: &'static crate::operations::Endpoint, token: &PixToken) -> Call {
        let call = self.blu.call(endpoint);
        call.argument("transaction_token", token)
    }
}
