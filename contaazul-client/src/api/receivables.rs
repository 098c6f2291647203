//! What is to be received.

use client_core::Action;
use client_core::http::Call;
use time::Date;

use crate::client::ContaAzul;
use crate::model::{CreatedEvent, EventForm, NewEvent, PersonId, Receivable};
use crate::operations;
use crate::query::Query;

/// What is to be received: reached by [`ContaAzul::receivables`].
#[doc(alias = "contas-a-receber")]
#[derive(Clone, Copy, Debug)]
pub struct Receivables<'a> {
    pub(crate) client: &'a ContaAzul,
}

impl Receivables<'_> {
    /// Searches installments due from `due_from` to `due_to`, both included.
    ///
    /// The ERP demands this window even when another date is what matters: then give a wide one,
    /// such as five years back and two ahead, and narrow it by
    /// [`paid_between`](Query::paid_between) or its siblings.
    ///
    /// First generation, documented and
    /// [measured in production](https://developers.contaazul.com/docs/financial-apis-openapi/v1).
    #[doc(alias = "buscar")]
    pub fn search(&self, due_from: Date, due_to: Date) -> Query<Receivable> {
        Query::new(
            self.client.executor(),
            &operations::finance::SEARCH_RECEIVABLES,
        )
        .due_between(due_from, due_to)
    }

    /// Creates a receivable with its installments; the person of `event` is the customer.
    ///
    /// Second generation,
    /// [documented](https://developers.contaazul.com/docs/financial-apis-openapi/v1/createreceivable).
    /// Never repeated by itself when the outcome is unknown: search for your own
    /// [`external_reference`](NewEvent::external_reference) or description first.
    ///
    /// # Errors
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input) before anything is sent when sums do not
    /// fit; status 400 with all the ERP's complaints at once, in words only
    /// ([`Error::provider_message`](client_core::Error::provider_message)).
    #[doc(alias = "criarReceita")]
    pub fn create(&self, event: &NewEvent) -> Action<CreatedEvent> {
        let call = event
            .body(EventForm::Receivable)
            .and_then(|body| Call::new(&operations::finance::CREATE_RECEIVABLE).json(&body));
        Action::json(self.client.executor(), call)
    }
}

impl Query<Receivable> {
    /// Only those of this customer; call again to add another.
    #[doc(alias = "ids_clientes")]
    pub fn customer(self, customer: &PersonId) -> Self {
        self.also("ids_clientes", customer)
    }
}
