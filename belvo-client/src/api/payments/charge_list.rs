//! The charges of one payment.

use client_core::http::{CallOptions, ConfigureCall};
use client_core::page::Pager;
use serde::de::DeserializeOwned;

use crate::model::payments::ChargeStatus;
use crate::query::Query;

/// The charges of one payment, not asked for yet. They are filtered by status and nothing else.
#[derive(Debug)]
#[must_use = "nothing is asked for before `send()`, and then before the pager is polled"]
pub struct ChargeList<T>(pub(super) Query<T>);

impl<T> ChargeList<T> {
    /// Only those that stand at one of these.
    pub fn status<'v>(self, values: impl IntoIterator<Item = &'v ChargeStatus>) -> Self {
        Self(self.0.one_of("status", values))
    }

    /// How many to ask for at a time: 1 to 1,000, which is the default.
    pub fn page_size(self, items: u32) -> Self {
        Self(self.0.page_size(items))
    }
}

impl<T: DeserializeOwned + Send + 'static> ChargeList<T> {
    /// The list, page by page. Nothing is asked for before the pager is polled.
    pub fn send(self) -> Pager<T> {
        self.0.send()
    }
}

impl<T> ConfigureCall for ChargeList<T> {
    fn options_mut(&mut self) -> &mut CallOptions {
        self.0.options_mut()
    }
}
