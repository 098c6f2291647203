//! One call of one operation at one bank: where every typed method starts.

use std::fmt;

use client_core::http::{Call, Response};
use client_core::{Action, Error, Executor, Operation, Result};
use http::{HeaderName, HeaderValue};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use url::Url;

use crate::about::About;
use crate::list::ListRequest;

/// A call in the making. What is wrong with it is told when it is sent.
#[derive(Debug)]
pub(crate) struct BankCall {
    executor: Executor,
    operation: &'static Operation,
    call: Result<Call>,
    about: About,
}

impl BankCall {
    pub(crate) fn new(
        executor: Executor,
        operation: &'static Operation,
        call: Result<Call>,
    ) -> Self {
        Self {
            executor,
            operation,
            call,
            about: About::default(),
        }
    }

    /// Fills `{name}` of the path. An answer that names another one is refused.
    pub(crate) fn argument(self, name: &'static str, value: impl fmt::Display) -> Self {
        let value = value.to_string();
        self.about(name, [&value])
            .change(|call| Ok(call.argument(name, value)))
    }

    /// Wherever the answer has `name`, it must be one of these.
    pub(crate) fn about<I: ToString>(
        mut self,
        name: &'static str,
        ids: impl IntoIterator<Item = I>,
    ) -> Self {
        self.about.only(name, ids);
        self
    }

    pub(crate) fn header(self, name: HeaderName, value: HeaderValue) -> Self {
        self.change(|call| Ok(call.header(name, value)))
    }

    /// Sends `{"data": …}`, once `body` is checked.
    pub(crate) fn body(self, body: Result<impl Serialize>) -> Self {
        self.change(|call| call.json(&Outgoing { data: body? }))
    }

    pub(crate) fn change(self, change: impl FnOnce(Call) -> Result<Call>) -> Self {
        let operation = self.operation.name;
        let call = self
            .call
            .and_then(change)
            .map_err(|error| error.with_operation(operation));
        Self { call, ..self }
    }

    /// Where it would go.
    pub(crate) fn address(self) -> Result<Url> {
        self.executor.address(&self.call?)
    }

    /// An answer of one thing: the envelope's `data`.
    pub(crate) fn one<T: DeserializeOwned + 'static>(self) -> Action<T> {
        let about = self.about;
        Action::reading(
            &self.executor,
            self.call,
            move |executor, operation, response| read_data(executor, operation, &about, &response),
        )
    }

    /// The same at once, for calls whose options are set already.
    pub(crate) async fn one_as_it_is<T: DeserializeOwned>(self) -> Result<T> {
        let call = self.call?;
        let (operation, about) = (self.operation.name, self.about);
        let read = |response| read_data(&self.executor, operation, &about, &response);
        self.executor.read(call, read).await
    }

    /// An answer without content.
    pub(crate) fn nothing(self) -> Action<()> {
        Action::empty(&self.executor, self.call)
    }

    /// A list in pages.
    pub(crate) fn list<T>(self) -> ListRequest<T> {
        ListRequest::new(self.executor, self.operation, self.call)
    }
}

#[derive(Serialize)]
struct Outgoing<T> {
    data: T,
}

#[derive(Deserialize)]
struct Incoming<T> {
    data: T,
}

fn read_data<T: DeserializeOwned>(
    executor: &Executor,
    operation: &'static str,
    about: &About,
    response: &Response,
) -> Result<T> {
    let document: Incoming<T> = executor.decode(operation, response)?;
    about.check(response)?;
    Ok(document.data)
}

/// The bank has no such endpoint in the directory.
pub(crate) fn not_offered(operation: &'static Operation) -> Error {
    Error::config(
        "the bank has not registered this operation in the directory; \
         ask `Bank::offers` before calling",
    )
    .with_operation(operation.name)
}

/// Messages must be signed here, and nobody was told by whom.
pub(crate) fn not_signing(operation: &'static Operation) -> Error {
    Error::config(
        "this operation speaks signed messages; give the bank's builder `with_signed_messages`",
    )
    .with_operation(operation.name)
}
