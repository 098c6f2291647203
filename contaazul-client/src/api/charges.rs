//! Charges sent to payers.

use client_core::http::Call;
use client_core::{Action, Operation, Result};

use crate::client::ContaAzul;
use crate::model::{Charge, ChargeId, NewCharge};
use crate::operations;

/// Charges: reached by [`ContaAzul::charges`]. First generation,
/// [documented](https://developers.contaazul.com/docs/charge-apis-openapi/v1).
#[doc(alias = "cobrancas")]
#[derive(Clone, Copy, Debug)]
pub struct Charges<'a> {
    pub(crate) client: &'a ContaAzul,
}

impl Charges<'_> {
    /// Issues a charge for an installment that is to be received.
    ///
    /// The answer has no address yet: ask by [`get`](Self::get) until there is one, or the status
    /// [is final](crate::model::ChargeStatus::is_final).
    ///
    /// # Errors
    /// Status 400 when the account cannot charge; 500 for some mistakes in the body, as measured in
    /// production. A payer without tax id or e-mail shows later, as status
    /// [`Invalid`](crate::model::ChargeStatus::Invalid).
    #[doc(alias = "gerar-cobranca")]
    pub fn create(&self, charge: &NewCharge) -> Action<Charge> {
        let call = create_call(&operations::finance::CREATE_CHARGE, charge);
        Action::json(self.client.executor(), call)
    }

    /// Reads a charge.
    ///
    /// # Errors
    /// Status 404 with an empty body when there is none; also for a moment while one is being
    /// cancelled.
    #[doc(alias = "buscarCobrancaPorId")]
    pub fn get(&self, id: &ChargeId) -> Action<Charge> {
        let call = Call::new(&operations::finance::GET_CHARGE).argument("id_cobranca", id);
        Action::json(self.client.executor(), Ok(call))
    }

    /// Asks to cancel a charge. It is done later: first
    /// [`Cancelling`](crate::model::ChargeStatus::Cancelling), then
    /// [`Cancelled`](crate::model::ChargeStatus::Cancelled).
    ///
    /// # Errors
    /// Status 404 when there is none.
    #[doc(alias = "deletarCobrancaPorId")]
    pub fn cancel(&self, id: &ChargeId) -> Action<()> {
        let call = Call::new(&operations::finance::CANCEL_CHARGE).argument("id_cobranca", id);
        Action::empty(self.client.executor(), Ok(call))
    }
}

pub(super) fn create_call(operation: &'static Operation, charge: &NewCharge) -> Result<Call> {
    charge.check()?;
    Call::new(operation).json(charge)
}
