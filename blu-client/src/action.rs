//! One call of a typed method, ready to go.

use std::fmt;

use client_core::http::{Call, CallOptions, ConfigureCall};
use client_core::{Executor, Result};
use http::StatusCode;
use serde::de::DeserializeOwned;

use crate::model::Unpublished;

/// What a typed method without optional arguments returns: nothing is sent until
/// [`send`](Self::send). Per-call options come from [`ConfigureCall`].
#[must_use = "nothing is sent before `send()`"]
pub struct Action<T> {
    inner: client_core::Action<T>,
    /// Where an undocumented path is from, for whoever finds nothing there.
    origin_of_path: Option<&'static str>,
}

impl<T> Action<T> {
    /// Sends the call.
    ///
    /// # Errors
    /// See [`Error::kind`](crate::Error::kind) and, before repeating anything by hand,
    /// [`Error::outcome`](crate::Error::outcome). A 404 at a path that Blu does not document says
    /// where the path is from.
    pub async fn send(self) -> Result<T> {
        let answer = self.inner.send().await;
        answer.map_err(|error| match (error.status(), self.origin_of_path) {
            (Some(StatusCode::NOT_FOUND), Some(origin)) => error.with_note(origin),
            _ => error,
        })
    }

    pub(crate) fn noting(mut self, origin_of_path: Option<&'static str>) -> Self {
        self.origin_of_path = origin_of_path;
        self
    }

    fn new(inner: client_core::Action<T>) -> Self {
        Self {
            inner,
            origin_of_path: None,
        }
    }
}

impl<T: DeserializeOwned> Action<T> {
    pub(crate) fn json(executor: &Executor, call: Result<Call>) -> Self {
        Self::new(client_core::Action::json(executor, call))
    }
}

impl Action<()> {
    pub(crate) fn empty(executor: &Executor, call: Result<Call>) -> Self {
        Self::new(client_core::Action::empty(executor, call))
    }
}

impl Action<Unpublished> {
    /// A call of which not even is known whether its answer has a body.
    pub(crate) fn unpublished(executor: &Executor, call: Result<Call>) -> Self {
        let read = |executor: &Executor, operation, response: client_core::http::Response| {
            if response.body.is_empty() {
                return Ok(Unpublished::nothing());
            }
            executor.decode(operation, &response)
        };
        Self::new(client_core::Action::reading(executor, call, read))
    }
}

impl<T> ConfigureCall for Action<T> {
    fn options_mut(&mut self) -> &mut CallOptions {
        self.inner.options_mut()
    }
}

impl<T> fmt::Debug for Action<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.inner, f)
    }
}
