//! Currency exchange, API 1.x.

use client_core::Action;

use crate::connection::Connection;
use crate::list::ListRequest;
use crate::model::{Exchange, ExchangeEvent, ExchangeId, ExchangeSummary};
use crate::operations::exchanges as operations;

/// Currency exchange: reached by [`Connection::exchanges`].
///
/// [Documented](https://openbanking-brasil.github.io/openapi/swagger-apis/exchanges/) by Open
/// Finance Brasil; this client speaks all of 1.x. Banks need not offer it.
#[doc(alias = "cambio")]
#[derive(Clone, Copy, Debug)]
pub struct Exchanges<'a> {
    pub(crate) connection: &'a Connection,
}

impl Exchanges<'_> {
    /// Lists the currency exchanges. May be asked 30 times a month.
    #[doc(alias = "GET /operations")]
    pub fn list(&self) -> ListRequest<ExchangeSummary> {
        self.connection.call(&operations::LIST).list()
    }

    /// Reads a currency exchange as it was agreed on. May be asked 8 times a month.
    #[doc(alias = "GET /operations/{operationId}")]
    pub fn get(&self, id: &ExchangeId) -> Action<Exchange> {
        self.connection
            .call(&operations::GET)
            .argument("operationId", id)
            .one()
    }

    /// Lists what happened to a currency exchange. May be asked 30 times a month.
    #[doc(alias = "GET /operations/{operationId}/events")]
    #[doc(alias = "eventos")]
    pub fn list_events(&self, id: &ExchangeId) -> ListRequest<ExchangeEvent> {
        self.connection
            .call(&operations::LIST_EVENTS)
            .argument("operationId", id)
            .list()
    }
}
