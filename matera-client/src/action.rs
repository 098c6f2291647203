//! Calls of typed methods, ready to go.

use std::fmt;

use client_core::http::{CallOptions, ConfigureCall, IdempotencyKey, Response};
use client_core::wire::null_as_empty;
use client_core::{Executor, Result};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::client::Matera;
use crate::draft::Draft;

/// What a typed method returns: nothing is sent until [`Action::send`]. Per-call options come from
/// [`ConfigureCall`].
#[must_use = "nothing is sent before `send()`"]
pub struct Action<T> {
    client: Matera,
    /// Building a request checks arguments; what it found is told when it is sent.
    draft: Result<Draft>,
    options: CallOptions,
    read: Read<T>,
}

type Read<T> = fn(&Executor, &'static str, &Response) -> Result<T>;

/// The envelope of the core API.
#[derive(Deserialize)]
struct Data<T> {
    data: T,
}

impl<T: DeserializeOwned> Action<T> {
    /// A call whose answer is `{"data": …}`.
    pub(crate) fn data(client: &Matera, draft: Result<Draft>) -> Self {
        Self::reading(client, draft, |executor, operation, response| {
            let envelope: Data<T> = executor.decode(operation, response)?;
            Ok(envelope.data)
        })
    }

    /// A call whose answer is the thing itself, without an envelope.
    pub(crate) fn bare(client: &Matera, draft: Result<Draft>) -> Self {
        Self::reading(client, draft, |executor, operation, response| {
            executor.decode(operation, response)
        })
    }
}

impl<T: DeserializeOwned> Action<Vec<T>> {
    /// A call whose answer is `{"data": […]}`.
    pub(crate) fn list(client: &Matera, draft: Result<Draft>) -> Self {
        #[derive(Deserialize)]
        #[serde(bound = "T: Deserialize<'de>")]
        struct List<T> {
            #[serde(deserialize_with = "null_as_empty")]
            data: Vec<T>,
        }
        Self::reading(client, draft, |executor, operation, response| {
            let envelope: List<T> = executor.decode(operation, response)?;
            Ok(envelope.data)
        })
    }
}

impl Action<()> {
    /// A call whose answer holds nothing of interest.
    pub(crate) fn empty(client: &Matera, draft: Result<Draft>) -> Self {
        Self::reading(client, draft, |_, _, _| Ok(()))
    }
}

impl<T> Action<T> {
    /// A call whose answer `read` turns into a value.
    pub(crate) fn reading(client: &Matera, draft: Result<Draft>, read: Read<T>) -> Self {
        Self {
            client: client.clone(),
            draft,
            options: CallOptions::default(),
            read,
        }
    }

    /// The same call with something more in its request.
    pub(crate) fn change(self, change: impl FnOnce(Draft) -> Result<Draft>) -> Self {
        Self {
            draft: self.draft.and_then(change),
            ..self
        }
    }

    /// The same call with an idempotency key, made now.
    pub(crate) fn keyed(self) -> KeyedAction<T> {
        KeyedAction {
            action: self,
            key: IdempotencyKey::generate(),
        }
    }

    /// Sends the call.
    ///
    /// # Errors
    /// See [`Error::kind`](client_core::Error::kind) and, before repeating anything by hand,
    /// [`Error::outcome`](client_core::Error::outcome).
    pub async fn send(self) -> Result<T> {
        self.send_keyed(None).await
    }

    async fn send_keyed(self, key: Option<&IdempotencyKey>) -> Result<T> {
        let draft = self.draft?;
        let operation = draft.endpoint().operation.name;
        let call = self
            .client
            .prepare(draft, key)
            .map_err(|error| error.with_operation(operation))?
            .options(self.options);
        let executor = self.client.executor();
        executor
            .read(call, |response| (self.read)(executor, operation, &response))
            .await
    }
}

/// A call that the provider recognises when it is repeated. The key is made once, before anything
/// is sent, and stays the same on every attempt: read it by [`KeyedAction::idempotency_key`] and
/// store it first, or bring your own by
/// [`with_idempotency_key`](ConfigureCall::with_idempotency_key).
///
/// The provider documents that a repetition with the same key is not executed again, and not what
/// it answers then. After an [`Outcome::Unknown`](client_core::Outcome::Unknown), look the
/// transaction up by [`TransactionArea::reconcile`](crate::api::TransactionArea::reconcile) or send
/// again with the same key; never with another one.
#[must_use = "nothing is sent before `send()`"]
pub struct KeyedAction<T> {
    action: Action<T>,
    key: Result<IdempotencyKey>,
}

impl<T> KeyedAction<T> {
    /// The key that will be sent: `externalIdentifier` in the body or `Idempotency-Id` in the
    /// header.
    ///
    /// # Errors
    /// [`ErrorKind::Config`](client_core::ErrorKind::Config) when the system has no randomness to
    /// make one; `send` fails alike.
    #[doc(alias = "externalIdentifier")]
    #[doc(alias = "Idempotency-Id")]
    pub fn idempotency_key(&self) -> Result<&IdempotencyKey> {
        self.key.as_ref().map_err(Clone::clone)
    }

    /// Sends the call.
    ///
    /// # Errors
    /// As [`Action::send`].
    pub async fn send(self) -> Result<T> {
        let key = self.key?;
        self.action.send_keyed(Some(&key)).await
    }
}

impl<T> ConfigureCall for Action<T> {
    fn options_mut(&mut self) -> &mut CallOptions {
        &mut self.options
    }
}

impl<T> ConfigureCall for KeyedAction<T> {
    fn options_mut(&mut self) -> &mut CallOptions {
        &mut self.action.options
    }

    /// Uses the caller's key instead of the fresh one.
    fn with_idempotency_key(mut self, key: IdempotencyKey) -> Self {
        self.key = Ok(key);
        self
    }
}

impl<T> fmt::Debug for Action<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Action")
            .field("draft", &self.draft)
            .finish_non_exhaustive()
    }
}

impl<T> fmt::Debug for KeyedAction<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("KeyedAction")
            .field("action", &self.action)
            .field("key", &self.key)
            .finish()
    }
}
