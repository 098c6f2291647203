//! The first generation of operations that the areas take from the second.

use client_core::http::Call;
use client_core::{Action, Operation};

use crate::client::ContaAzul;
use crate::model::{AcceptedEvent, EventForm, NewEvent, Protocol, ProtocolId};
use crate::operations;

/// Creation as it was before 2026: reached by [`ContaAzul::first_generation`].
///
/// [Documented](https://developers.contaazul.com/docs/financial-apis-openapi/v1) and measured in
/// production. Until October 2026 creation was asynchronous, with a protocol to ask about; since
/// then, as announced, it answers with the event's id. Prefer
/// [`Receivables::create`](crate::api::Receivables::create) and
/// [`Payables::create`](crate::api::Payables::create).
#[derive(Clone, Copy, Debug)]
pub struct FirstGeneration<'a> {
    pub(crate) client: &'a ContaAzul,
}

impl FirstGeneration<'_> {
    /// Creates a receivable. An [`external_reference`](NewEvent::external_reference) has no place
    /// here and is not sent.
    #[doc(alias = "contas-a-receber")]
    pub fn create_receivable(&self, event: &NewEvent) -> Action<AcceptedEvent> {
        self.create(&operations::first_generation::CREATE_RECEIVABLE, event)
    }

    /// Creates a payable. An [`external_reference`](NewEvent::external_reference) has no place
    /// here and is not sent.
    #[doc(alias = "contas-a-pagar")]
    pub fn create_payable(&self, event: &NewEvent) -> Action<AcceptedEvent> {
        self.create(&operations::first_generation::CREATE_PAYABLE, event)
    }

    fn create(&self, operation: &'static Operation, event: &NewEvent) -> Action<AcceptedEvent> {
        let call = event
            .body(EventForm::FirstGeneration)
            .and_then(|body| Call::new(operation).json(&body));
        Action::json(self.client.executor(), call)
    }

    /// The result of an asynchronous creation. The provider announced the end of protocols for
    /// 2026-10-18.
    #[doc(alias = "protocolo")]
    pub fn protocol(&self, id: &ProtocolId) -> Action<Protocol> {
        let call = Call::new(&operations::first_generation::PROTOCOL).argument("id", id);
        Action::json(self.client.executor(), Ok(call))
    }
}
