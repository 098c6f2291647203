//! Who may deliver, and what was delivered before.

use std::fmt;
use std::hint::black_box;
use std::sync::Arc;

use client_core::secret::{ExposeSecret as _, SecretString};
use client_core::webhook::{ReplayGuard, ReplayGuardError, Sight};
use http::{HeaderMap, HeaderName};
use serde::de::DeserializeOwned;
use time::OffsetDateTime;
use url::form_urlencoded;

use super::event::{PaymentLinkEvent, PixEvent};

/// The query parameter that others use.
const TOKEN: &str = "token";

/// Why a delivery was not accepted. Neither body nor secret appears in it.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReceiveError {
    /// It brought no secret, or a wrong one. Answer 401.
    #[error("webhook refused: it does not bring the secret")]
    Stranger,
    /// The body is not such an event. Answer 400; ask for the charge or link instead.
    #[error("webhook refused: the body is not this event, at line {line}, column {column}")]
    Malformed {
        /// Line of the body at which reading failed.
        line: usize,
        /// Column of that line.
        column: usize,
    },
    /// It was accepted before. Answer 200.
    #[error("webhook refused: it was accepted before")]
    Replayed {
        /// When.
        first_seen: OffsetDateTime,
    },
    /// The replay guard failed. Answer 500, so that it is delivered again.
    #[error("webhook not checked: the replay guard failed")]
    Guard(#[from] ReplayGuardError),
}

/// No secret was given, or an empty one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a receiver needs a secret, and none may be empty")]
pub struct UnusableSecret;

/// Accepts deliveries that bring the secret. Cheap to clone.
#[derive(Clone)]
pub struct Receiver {
    shared: Arc<ReceiverBuilder>,
}

/// Configures a [`Receiver`].
#[must_use]
pub struct ReceiverBuilder {
    secrets: Vec<SecretString>,
    header: Option<HeaderName>,
    replay_guard: Option<Arc<dyn ReplayGuard>>,
}

impl Receiver {
    /// Starts to configure a receiver.
    pub fn builder() -> ReceiverBuilder {
        ReceiverBuilder {
            secrets: Vec::new(),
            header: None,
            replay_guard: None,
        }
    }

    /// Accepts a payment of a Pix charge. `query` is that of the request's address, `body` as
    /// received.
    ///
    /// # Errors
    /// One variant per failed check.
    pub fn receive_pix(
        &self,
        query: Option<&str>,
        headers: &HeaderMap,
        body: &[u8],
        now: OffsetDateTime,
    ) -> Result<PixEvent, ReceiveError> {
        let event: PixEvent = self.read(query, headers, body)?;
        self.see(event.replay_key().as_deref(), now)?;
        Ok(event)
    }

    /// Accepts news of a payment link. `query` is that of the request's address, `body` as
    /// received.
    ///
    /// # Errors
    /// One variant per failed check.
    pub fn receive_payment_link(
        &self,
        query: Option<&str>,
        headers: &HeaderMap,
        body: &[u8],
        now: OffsetDateTime,
    ) -> Result<PaymentLinkEvent, ReceiveError> {
        let event: PaymentLinkEvent = self.read(query, headers, body)?;
        self.see(Some(&event.replay_key()), now)?;
        Ok(event)
    }

    /// Lets the replay guard accept an event again, by its `replay_key`: call it when handling
    /// failed, or the next delivery would be taken for a replay.
    ///
    /// # Errors
    /// When the guard's store fails.
    pub fn forget(&self, replay_key: &str) -> Result<(), ReplayGuardError> {
        let guard = self.shared.replay_guard.as_ref();
        guard.map_or(Ok(()), |guard| guard.forget(replay_key))
    }

    fn read<E: DeserializeOwned>(
        &self,
        query: Option<&str>,
        headers: &HeaderMap,
        body: &[u8],
    ) -> Result<E, ReceiveError> {
        if !self.is_known(query, headers) {
            return Err(ReceiveError::Stranger);
        }
        serde_json::from_slice(body).map_err(|cause| ReceiveError::Malformed {
            line: cause.line(),
            column: cause.column(),
        })
    }

    fn is_known(&self, query: Option<&str>, headers: &HeaderMap) -> bool {
        let header = self.shared.header.as_ref().map(|name| headers.get(name));
        match header {
            Some(sent) => sent.is_some_and(|sent| self.is_secret(sent.as_bytes())),
            None => form_urlencoded::parse(query.unwrap_or_default().as_bytes())
                .any(|(name, sent)| name == TOKEN && self.is_secret(sent.as_bytes())),
        }
    }

    fn is_secret(&self, sent: &[u8]) -> bool {
        let secrets = self.shared.secrets.iter();
        secrets.fold(false, |known, secret| {
            known | is_same(secret.expose_secret().as_bytes(), sent)
        })
    }

    fn see(&self, key: Option<&str>, now: OffsetDateTime) -> Result<(), ReceiveError> {
        let (Some(guard), Some(key)) = (&self.shared.replay_guard, key) else {
            return Ok(());
        };
        match guard.first_sight(key, now)? {
            Sight::Again { first_seen } => Err(ReceiveError::Replayed { first_seen }),
            _ => Ok(()),
        }
    }
}

/// Takes as long for a secret that is almost right as for one that is all wrong.
fn is_same(secret: &[u8], sent: &[u8]) -> bool {
    let pairs = secret.iter().zip(sent);
    let difference = pairs.fold(0, |difference, (a, b)| black_box(difference | (a ^ b)));
    secret.len() == sent.len() && difference == 0
}

impl ReceiverBuilder {
    /// Accepts deliveries with this secret. Call once per secret: while one is replaced, both are
    /// accepted.
    pub fn with_secret(mut self, secret: impl Into<SecretString>) -> Self {
        self.secrets.push(secret.into());
        self
    }

    /// Looks for the secret in this header instead of the query parameter `token`.
    pub fn with_header(mut self, name: HeaderName) -> Self {
        self.header = Some(name);
        self
    }

    /// Refuses events that `guard` has seen.
    pub fn with_replay_guard(mut self, guard: Arc<dyn ReplayGuard>) -> Self {
        self.replay_guard = Some(guard);
        self
    }

    /// Builds the receiver.
    ///
    /// # Errors
    /// [`UnusableSecret`] without a secret, or with an empty one.
    pub fn build(self) -> Result<Receiver, UnusableSecret> {
        let is_empty = |secret: &SecretString| secret.expose_secret().is_empty();
        if self.secrets.is_empty() || self.secrets.iter().any(is_empty) {
            return Err(UnusableSecret);
        }
        Ok(Receiver {
            shared: Arc::new(self),
        })
    }
}

impl fmt::Debug for Receiver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.shared, f)
    }
}

impl fmt::Debug for ReceiverBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Receiver")
            .field("secrets", &self.secrets.len())
            .field("header", &self.header)
            .field("replay_guard", &self.replay_guard.is_some())
            .finish()
    }
}
