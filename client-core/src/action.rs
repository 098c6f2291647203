//! One call of a typed method, ready to go.

use std::fmt;

use serde::de::DeserializeOwned;

use crate::error::Result;
use crate::executor::Executor;
use crate::http::{Call, CallOptions, ConfigureCall, Response};

/// What a typed method without optional arguments returns: nothing is sent until
/// [`Action::send`]. Per-call options come from [`ConfigureCall`].
#[must_use = "nothing is sent before `send()`"]
pub struct Action<T> {
    executor: Executor,
    /// Building a call checks arguments; what it found is told when the call is sent.
    call: Result<Call>,
    options: CallOptions,
    read: fn(&Executor, &'static str, Response) -> Result<T>,
}

impl<T> Action<T> {
    /// A call whose answer `read` turns into a value; for answers that are not JSON.
    pub fn reading(
        executor: &Executor,
        call: Result<Call>,
        read: fn(&Executor, &'static str, Response) -> Result<T>,
    ) -> Self {
        Self {
            executor: executor.clone(),
            call,
            options: CallOptions::default(),
            read,
        }
    }

    /// Sends the call.
    ///
    /// # Errors
    /// See [`Error::kind`](crate::Error::kind) and, before repeating anything by hand,
    /// [`Error::outcome`](crate::Error::outcome).
    pub async fn send(self) -> Result<T> {
        let call = self.call?.options(self.options);
        let operation = call.name();
        self.executor
            .read(call, |response| {
                (self.read)(&self.executor, operation, response)
            })
            .await
    }
}

impl<T: DeserializeOwned> Action<T> {
    /// A call whose answer is JSON.
    pub fn json(executor: &Executor, call: Result<Call>) -> Self {
        Self::reading(executor, call, |executor, operation, response| {
            executor.decode(operation, &response)
        })
    }
}

impl Action<()> {
    /// A call whose answer holds nothing of interest.
    pub fn empty(executor: &Executor, call: Result<Call>) -> Self {
        Self::reading(executor, call, |_, _, _| Ok(()))
    }
}

impl<T> ConfigureCall for Action<T> {
    fn options_mut(&mut self) -> &mut CallOptions {
        &mut self.options
    }
}

impl<T> fmt::Debug for Action<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Action")
            .field("call", &self.call)
            .finish_non_exhaustive()
    }
}
