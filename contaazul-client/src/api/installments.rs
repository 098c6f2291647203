//! Installments of receivables and payables.

use client_core::http::Call;
use client_core::{Action, Operation, Result};

use crate::client::ContaAzul;
use crate::model::{EventId, Installment, InstallmentId, InstallmentUpdate, UpdatedInstallment};
use crate::operations;

/// Installments: reached by [`ContaAzul::installments`].
#[doc(alias = "parcelas")]
#[derive(Clone, Copy, Debug)]
pub struct Installments<'a> {
    pub(crate) client: &'a ContaAzul,
}

impl Installments<'_> {
    /// Reads one installment with its event, settlements, attachments and charges. The one way to
    /// the payment date, the account and the invoice of a search item.
    ///
    /// First generation,
    /// [documented](https://developers.contaazul.com/docs/financial-apis-openapi/v1) and measured
    /// in production.
    #[doc(alias = "parcela")]
    pub fn get(&self, id: &InstallmentId) -> Action<Installment> {
        let call = Call::new(&operations::finance::GET_INSTALLMENT).argument("id", id);
        Action::json(self.client.executor(), Ok(call))
    }

    /// Changes one installment. It does not settle it: see
    /// [`Settlements::create`](crate::api::Settlements::create).
    ///
    /// First generation,
    /// [documented](https://developers.contaazul.com/docs/financial-apis-openapi/v1) and measured
    /// in production.
    ///
    /// # Errors
    /// Status 409 when the version is stale: somebody changed it meanwhile. Read it again.
    pub fn update(
        &self,
        id: &InstallmentId,
        update: &InstallmentUpdate,
    ) -> Action<UpdatedInstallment> {
        let call = update_call(&operations::finance::UPDATE_INSTALLMENT, id, update);
        Action::json(self.client.executor(), call)
    }

    /// All installments of an event, such as one of [`Changes::list`](crate::api::Changes::list).
    ///
    /// First generation,
    /// [documented](https://developers.contaazul.com/docs/financial-apis-openapi/v1); takes legacy
    /// ids too.
    #[doc(alias = "evento_financeiro")]
    pub fn of_event(&self, event: &EventId) -> Action<Vec<Installment>> {
        let call =
            Call::new(&operations::finance::INSTALLMENTS_OF_EVENT).argument("id_evento", event);
        Action::json(self.client.executor(), Ok(call))
    }
}

pub(super) fn update_call(
    operation: &'static Operation,
    id: &InstallmentId,
    update: &InstallmentUpdate,
) -> Result<Call> {
    update.check()?;
    Call::new(operation).argument("id", id).json(update)
}
