//! One call of a typed method, ready to go.

use std::fmt;

use ::http::HeaderValue;
use ::http::header::{ACCEPT, CONTENT_TYPE};
use serde::de::DeserializeOwned;

use crate::document::Document;
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
    read: Read<T>,
}

type Read<T> = Box<dyn FnOnce(&Executor, &'static str, Response) -> Result<T> + Send + Sync>;

impl<T> Action<T> {
    /// A call whose answer `read` turns into a value; for answers that are not JSON.
    pub fn reading(
        executor: &Executor,
        call: Result<Call>,
        read: impl FnOnce(&Executor, &'static str, Response) -> Result<T> + Send + Sync + 'static,
    ) -> Self {
        Self {
            executor: executor.clone(),
            call,
            options: CallOptions::default(),
            read: Box::new(read),
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

impl Action<Document> {
    /// A call whose answer is a file of `media_type`, such as `application/pdf`, of at most
    /// `max_bytes`. A larger one is not read to its end.
    ///
    /// An answer that is empty, larger, or says that it is something else is
    /// [`ErrorKind::Decode`](crate::ErrorKind::Decode) when sent.
    pub fn bytes(
        executor: &Executor,
        call: Result<Call>,
        media_type: &'static str,
        max_bytes: usize,
    ) -> Self {
        let call = call.map(|call| {
            call.header(ACCEPT, HeaderValue::from_static(media_type))
                .max_response_bytes(max_bytes)
        });
        Self::reading(executor, call, move |_, _, response| {
            let status = response.status;
            let content_type = response.headers.get(CONTENT_TYPE);
            Document::read(content_type, response.body, media_type, max_bytes)
                .map_err(|error| error.with_status(status))
        })
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
