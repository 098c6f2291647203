//! Foreign exchange.

use client_core::Operation;
use client_core::http::Call;
use time::Date;

use super::data::{Data, Deletable, Resource};
use crate::model::{Exchange, ExchangeEvent, ExchangeId, LinkId};
use crate::operations;
use crate::query::{Lookup, Query};
use crate::retrieval::Retrieve;

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

impl Data<'_, Exchange> {
    /// Has Belvo fetch the operations; without [`Retrieve::period`] those of the last 365 days.
    pub fn retrieve(&self, link: &LinkId) -> Retrieve<Vec<Exchange>> {
        self.retrieval(link)
    }

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

impl Retrieve<Vec<Exchange>> {
    /// Only of this period.
    pub fn period(self, from: Date, to: Date) -> Self {
        self.between(from, to)
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
