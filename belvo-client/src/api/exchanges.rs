//! Foreign exchange.

use client_core::Operation;
use client_core::http::Call;
use time::Date;

use super::data::{Data, Deletable, Periodic, Resource, RetrievedByLink};
use crate::model::{Exchange, ExchangeEvent, ExchangeId};
use crate::operations;
use crate::query::{Lookup, Query};

impl Resource for Exchange {
    type Id = ExchangeId;
    const LIST: &'static Operation = &operations::exchanges::LIST;
    const GET: &'static Operation = &operations::exchanges::GET;
    const RETRIEVE: &'static Operation = &operations::exchanges::RETRIEVE;
    const RESUME: Option<&'static Operation> = None;
}

impl Deletable for Exchange {
    const DELETE: &'static Operation = &operations::exchanges::DELETE;
}

impl Periodic for Exchange {}

impl RetrievedByLink for Exchange {}

impl Data<'_, Exchange> {
    /// Lists what happened to an operation.
    pub fn history(&self, id: &ExchangeId) -> Query<ExchangeEvent> {
        let call = Call::new(&operations::exchanges::HISTORY).argument("id", id);
        Query::of(
            self.client().executor(),
            &operations::exchanges::HISTORY,
            call,
        )
    }
}

impl Query<Exchange> {
    /// Only these.
    pub fn ids<'v>(self, values: impl IntoIterator<Item = &'v ExchangeId>) -> Self {
        self.one_of("id", values)
    }

    /// By when Belvo fetched it.
    pub fn collected_at(self, lookup: Lookup<Date>) -> Self {
        self.compare("collected_at", &lookup)
    }

    /// By when Belvo stored or last changed it.
    pub fn created_at(self, lookup: Lookup<Date>) -> Self {
        self.compare("created_at", &lookup)
    }
}
