//! Reading one thing.

use std::fmt;

use client_core::http::{Call, CallOptions, ConfigureCall};
use client_core::{Error, ErrorKind, Executor, Outcome, Result};
use serde::de::DeserializeOwned;

use super::Selectable;
use crate::retrieval::one_or_many;

/// Reads one `T` that Belvo has stored, ready to go. Nothing is sent before [`Get::send`].
#[must_use = "nothing is sent before `send()`"]
pub struct Get<T> {
    executor: Executor,
    call: Call,
    selection: Vec<(&'static str, String)>,
    options: CallOptions,
    item: std::marker::PhantomData<fn() -> T>,
}

impl<T> Get<T> {
    pub(crate) fn new(executor: &Executor, call: Call, id: impl fmt::Display) -> Self {
        Self {
            executor: executor.clone(),
            call: call.argument("id", id),
            selection: Vec::new(),
            options: CallOptions::default(),
            item: std::marker::PhantomData,
        }
    }
}

impl<T: Selectable> Get<T> {
    /// Leaves these fields out.
    pub fn omit(self, fields: impl IntoIterator<Item = T::Field>) -> Self {
        self.select("omit", fields)
    }

    /// Asks for these fields and no others.
    #[doc(alias = "fields")]
    pub fn only(self, fields: impl IntoIterator<Item = T::Field>) -> Self {
        self.select("fields", fields)
    }

    fn select(mut self, name: &'static str, fields: impl IntoIterator<Item = T::Field>) -> Self {
        let names: Vec<_> = fields.into_iter().map(|field| field.to_string()).collect();
        self.selection.push((name, names.join(",")));
        self
    }
}

impl<T: DeserializeOwned> Get<T> {
    /// Reads it.
    ///
    /// # Errors
    /// Status 404 when there is none; [`ErrorKind::Decode`] when
    /// the answer does not hold exactly one.
    pub async fn send(self) -> Result<T> {
        let operation = self.call.name();
        let call = self
            .selection
            .into_iter()
            .fold(self.call, |call, (name, value)| call.query(name, value));
        let executor = self.executor.clone();
        self.executor
            .read(call.options(self.options), |response| {
                // Some are described as a list of one.
                let mut found = one_or_many(&executor, operation, &response)?;
                match (found.pop(), found.is_empty()) {
                    (Some(only), true) => Ok(only),
                    _ => Err(Error::new(
                        ErrorKind::Decode,
                        Outcome::Applied,
                        "the answer is a list of none or several where one was asked for",
                    )),
                }
            })
            .await
    }
}

impl<T> ConfigureCall for Get<T> {
    fn options_mut(&mut self) -> &mut CallOptions {
        &mut self.options
    }
}

impl<T> fmt::Debug for Get<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Get")
            .field("call", &self.call)
            .finish_non_exhaustive()
    }
}
