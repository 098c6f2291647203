//! What is to be paid.

use client_core::Action;
use client_core::http::Call;
use time::Date;

use crate::client::ContaAzul;
use crate::model::{CreatedEvent, EventForm, NewEvent, Payable};
use crate::operations;
use crate::query::Query;

/// What is to be paid: reached by [`ContaAzul::payables`].
#[doc(alias = "contas-a-pagar")]
#[derive(Clone, Copy, Debug)]
pub struct Payables<'a> {
    pub(crate) client: &'a ContaAzul,
}

impl Payables<'_> {
    /// Searches installments due from `due_from` to `due_to`, both included.
    ///
    /// The ERP demands this window even when another date is what matters: then give a wide one.
    /// It has no filter by supplier: compare [`Payable::supplier`].
    ///
    /// First generation, documented and
    /// [measured in production](https://developers.contaazul.com/docs/financial-apis-openapi/v1).
    #[doc(alias = "buscar")]
    pub fn search(&self, due_from: Date, due_to: Date) -> Query<Payable> {
        Query::new(
            self.client.executor(),
            &operations::finance::SEARCH_PAYABLES,
        )
        .due_between(due_from, due_to)
    }

    /// Creates a payable with its installments; the person of `event` is the supplier. An account
    /// of kind [`ReceivingByCard`](crate::model::AccountKind::ReceivingByCard) is refused.
    ///
    /// Second generation,
    /// [documented](https://developers.contaazul.com/docs/financial-apis-openapi/v1/createpayable).
    /// Never repeated by itself when the outcome is unknown: search for your own
    /// [`external_reference`](NewEvent::external_reference) or description first.
    ///
    /// # Errors
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input) before anything is sent when sums do not
    /// fit; status 400 with all the ERP's complaints at once, in words only
    /// ([`Error::provider_message`](client_core::Error::provider_message)).
    #[doc(alias = "criarDespesa")]
    pub fn create(&self, event: &NewEvent) -> Action<CreatedEvent> {
        let call = event
            .body(EventForm::Payable)
            .and_then(|body| Call::new(&operations::finance::CREATE_PAYABLE).json(&body));
        Action::json(self.client.executor(), call)
    }
}
