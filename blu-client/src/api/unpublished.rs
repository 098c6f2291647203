//! Calls of which Blu publishes neither body nor answer.

use client_core::http::{Call, CallOptions, ConfigureCall};
use client_core::{Action, Result};
use serde::Serialize;

use crate::client::Blu;
use crate::model::Unpublished;
use crate::operations::Endpoint;

/// A call that changes something and of which Blu publishes neither body nor answer. Without
/// [`json`](Self::json) it goes without a body.
#[derive(Clone, Debug)]
#[must_use = "nothing is sent before `send()`"]
pub struct UnpublishedCall {
    blu: Blu,
    endpoint: &'static Endpoint,
    call: Result<Call>,
    options: CallOptions,
}

impl UnpublishedCall {
    pub(crate) fn new(blu: &Blu, endpoint: &'static Endpoint, call: Call) -> Self {
        Self {
            blu: blu.clone(),
            endpoint,
            call: Ok(call),
            options: CallOptions::default(),
        }
    }

    /// Sends `body` as JSON.
    pub fn json(mut self, body: &(impl Serialize + ?Sized)) -> Self {
        self.call = self.call.and_then(|call| call.json(body));
        self
    }

    /// Sends the call.
    ///
    /// # Errors
    /// As [`Action::send`].
    pub async fn send(self) -> Result<Unpublished> {
        let mut action: Action<Unpublished> = self.blu.json(self.endpoint, self.call);
        *action.options_mut() = self.options;
        action.send().await
    }
}

impl ConfigureCall for UnpublishedCall {
    fn options_mut(&mut self) -> &mut CallOptions {
        &mut self.options
    }
}
