//! Webhooks of charges, as the description this client was commissioned with has them.
//!
//! Conta Azul publishes no webhooks; its FAQ recommends polling. The contract below is for servers
//! that speak it, such as the crate's sandbox or a poller of your own:
//!
//! ```text
//! POST /webhook/contaazul-pix
//! X-CA-Signature: sha256=<HMAC-SHA256 of the raw body, in hex>
//! ```
//!
//! ```
//! use std::{sync::Arc, time::Duration};
//!
//! use client_core::webhook::MemoryReplayGuard;
//! use contaazul_client::webhook::{EventName, ReceiveError, Receiver};
//! use time::OffsetDateTime;
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let receiver = Receiver::builder()
//!     .with_secret("2026-11", "the secret shared with the sender")
//!     .with_replay_guard(Arc::new(MemoryReplayGuard::new(10_000, Duration::from_secs(86_400))))
//!     .build()?;
//! # let (headers, body) = (http::HeaderMap::new(), b"{}");
//!
//! match receiver.receive(&headers, body, OffsetDateTime::now_utc()) {
//!     Ok(received) if received.event.name == EventName::ChargePaid => { /* book it */ }
//!     Ok(_) => { /* an event of a later version */ }
//!     Err(ReceiveError::Refused(error)) => eprintln!("{error}"),
//!     Err(error) => eprintln!("{error}"),
//! }
//! # Ok(())
//! # }
//! ```
//!
//! What to answer the sender is in [`client_core::webhook`].
//!
//! # Again, late, and out of order
//!
//! The contract promises neither once nor in order, and signs no time of sending. So an event says
//! *that* something happened, never how things stand now:
//!
//! - **Again**: the replay guard refuses it; the events of a charge are told apart by charge, name
//!   and time of payment, whatever bytes they are delivered in. A guard in memory forgets at a
//!   restart; give one over your database where booking twice does harm, or book under
//!   [`Received::replay_key`] as a unique key.
//! - **Late or out of order**: an event about a charge that you do not know yet may overtake your
//!   own record of it. Keep it and look again; do not refuse it. Compare
//!   [`ChargeEvent::paid_at`] with what you have instead of trusting arrival, and read the
//!   [charge](crate::api::Charges::get) or its installment's
//!   [settlements](crate::api::Settlements::list) before anything that cannot be undone.
//! - **Never**: nothing says that every event arrives. Poll what
//!   [changed](crate::api::Changes::list) once a day as well; with the published API that is the
//!   only way.
//!
//! # Changing the secret
//!
//! 1. Build the receiver with the new secret beside the old one; either is accepted.
//! 2. Give the sender the new one.
//! 3. When [`Verified::secret_id`] has not named the old one for as long as the sender tries again,
//!    build the receiver without it. Keep the replay guard: it is the same `Arc`.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use client_core::money::Amount;
use client_core::secret::SecretString;
use client_core::webhook::{
    ReplayGuard, ReplayGuardError, Sight, SignatureScheme, Verified, Verifier, VerifierError,
    WebhookError,
};
use client_core::wire;
use http::{HeaderMap, HeaderName};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use crate::model::ChargeId;

client_core::open_enum! {
    /// What happened. The description names one event.
    pub enum EventName {
        /// A charge was paid.
        ChargePaid = "cobranca.pago",
    }
}

client_core::open_enum! {
    /// How a charge was paid. The description names Pix; the others are guesses.
    #[doc(alias = "metodo")]
    pub enum ChargePaymentMethod {
        /// Pix.
        Pix = "PIX",
        /// Boleto.
        Boleto = "BOLETO",
        /// Card.
        Card = "CARTAO",
    }
}

/// One event. Events of later versions may leave out anything but their name.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct ChargeEvent {
    /// What happened.
    #[serde(rename = "event")]
    pub name: EventName,
    /// The charge.
    #[serde(rename = "cobranca_id")]
    #[doc(alias = "cobranca_id")]
    pub charge_id: Option<ChargeId>,
    /// Amount in BRL.
    #[serde(rename = "valor")]
    #[doc(alias = "valor")]
    pub amount: Option<Amount>,
    /// How it was paid.
    #[serde(rename = "metodo")]
    #[doc(alias = "metodo")]
    pub method: Option<ChargePaymentMethod>,
    /// Called a txid; the one example looks like an end-to-end id instead. Not validated.
    pub txid: Option<String>,
    /// When it was paid.
    #[serde(rename = "pago_em", default, with = "wire::instant")]
    #[doc(alias = "pago_em")]
    pub paid_at: Option<OffsetDateTime>,
    /// Whether the invoice of services was issued.
    #[serde(rename = "nfse_emitida")]
    #[doc(alias = "nfse_emitida")]
    pub nfse_issued: Option<bool>,
}

impl ChargeEvent {
    /// What makes the event the same event when it is delivered again: charge, name and time of
    /// payment. `None` when one of them is missing.
    pub fn replay_key(&self) -> Option<String> {
        let charge = self.charge_id.as_ref()?;
        let paid_at = self.paid_at?.unix_timestamp_nanos();
        Some(format!("{charge}\n{}\n{paid_at}", self.name))
    }
}

/// An event that passed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Received {
    /// The event.
    pub event: ChargeEvent,
    /// Which secret matched, and the digest of the message.
    pub verified: Verified,
    replay_key: String,
}

impl Received {
    /// Names the event to a [`ReplayGuard`] or a database: [`ChargeEvent::replay_key`], or the
    /// digest of the body where the event has none.
    pub fn replay_key(&self) -> &str {
        &self.replay_key
    }
}

/// Why an event was not accepted. Neither body nor secret appears in it.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReceiveError {
    /// Not from the sender, dated in the future, or seen before.
    #[error(transparent)]
    Refused(#[from] WebhookError),
    /// From the sender, but not an event: report it to them.
    #[error("webhook refused: the signed body is not an event, at line {line}, column {column}")]
    Malformed {
        /// Line of the body at which reading failed.
        line: usize,
        /// Column of that line.
        column: usize,
    },
}

/// How the sender signs: `X-CA-Signature: sha256=` and hex of HMAC-SHA256 over the raw body. That
/// it is hex of the whole body is inferred from one shortened example.
pub fn signature_scheme() -> SignatureScheme {
    SignatureScheme::new(HeaderName::from_static("x-ca-signature")).with_prefix("sha256=")
}

/// Accepts events. Cheap to clone.
#[derive(Clone)]
pub struct Receiver {
    verifier: Verifier,
    replay_guard: Option<Arc<dyn ReplayGuard>>,
    max_ahead: Duration,
}

impl Receiver {
    /// Starts to configure a receiver.
    pub fn builder() -> ReceiverBuilder {
        ReceiverBuilder {
            secrets: Vec::new(),
            replay_guard: None,
            max_ahead: Duration::from_secs(300),
        }
    }

    /// Accepts an event that a configured secret signed, that was not paid in the future and, with
    /// a replay guard, that was not accepted before. The contract signs no time of sending, so an
    /// old event is not refused for its age.
    ///
    /// `body` is the body as received. `now` is the current time.
    ///
    /// # Errors
    /// One variant per failed check.
    pub fn receive(
        &self,
        headers: &HeaderMap,
        body: &[u8],
        now: OffsetDateTime,
    ) -> Result<Received, ReceiveError> {
        let verified = self.verifier.verify_stored(headers, body)?;
        let event: ChargeEvent =
            serde_json::from_slice(body).map_err(|cause| ReceiveError::Malformed {
                line: cause.line(),
                column: cause.column(),
            })?;
        self.check_time(&event, now)?;
        let replay_key = event
            .replay_key()
            .unwrap_or_else(|| verified.replay_key().to_owned());
        if let Some(guard) = &self.replay_guard
            && let Sight::Again { first_seen } = guard
                .first_sight(&replay_key, now)
                .map_err(WebhookError::from)?
        {
            return Err(WebhookError::Replayed { first_seen }.into());
        }
        Ok(Received {
            event,
            verified,
            replay_key,
        })
    }

    /// Lets the replay guard accept this event again: call it when handling failed, or the next
    /// delivery would be taken for a replay.
    ///
    /// # Errors
    /// When the guard's store fails.
    pub fn forget(&self, received: &Received) -> Result<(), ReplayGuardError> {
        self.replay_guard
            .as_ref()
            .map_or(Ok(()), |guard| guard.forget(&received.replay_key))
    }

    fn check_time(&self, event: &ChargeEvent, now: OffsetDateTime) -> Result<(), WebhookError> {
        let Some(paid_at) = event.paid_at else {
            return Ok(());
        };
        let ahead = paid_at - now;
        if ahead.is_positive() && ahead.unsigned_abs() > self.max_ahead {
            return Err(WebhookError::TooNew {
                ahead: ahead.unsigned_abs(),
                tolerance: self.max_ahead,
            });
        }
        Ok(())
    }
}

impl fmt::Debug for Receiver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Receiver")
            .field("verifier", &self.verifier)
            .field("replay_guard", &self.replay_guard.is_some())
            .finish_non_exhaustive()
    }
}

/// Configures a [`Receiver`].
#[must_use]
pub struct ReceiverBuilder {
    secrets: Vec<(String, SecretString)>,
    replay_guard: Option<Arc<dyn ReplayGuard>>,
    max_ahead: Duration,
}

impl ReceiverBuilder {
    /// Accepts events signed with `secret`; `id` is any name that may be logged. Call once per
    /// secret: while one is rotated, both are accepted.
    pub fn with_secret(mut self, id: impl Into<String>, secret: impl Into<SecretString>) -> Self {
        self.secrets.push((id.into(), secret.into()));
        self
    }

    /// Refuses events that `guard` has seen.
    pub fn with_replay_guard(mut self, guard: Arc<dyn ReplayGuard>) -> Self {
        self.replay_guard = Some(guard);
        self
    }

    /// How far ahead of our clock a payment may be dated; 5 minutes by default.
    pub fn with_max_ahead(mut self, tolerance: Duration) -> Self {
        self.max_ahead = tolerance;
        self
    }

    /// Builds the receiver.
    ///
    /// # Errors
    /// No secret, an empty one, or two of one id.
    pub fn build(self) -> Result<Receiver, VerifierError> {
        let verifier = self
            .secrets
            .into_iter()
            .fold(
                Verifier::builder(signature_scheme()),
                |verifier, (id, secret)| verifier.with_secret(id, secret),
            )
            .build()?;
        Ok(Receiver {
            verifier,
            replay_guard: self.replay_guard,
            max_ahead: self.max_ahead,
        })
    }
}

impl fmt::Debug for ReceiverBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReceiverBuilder")
            .field("secrets", &self.secrets.len())
            .finish_non_exhaustive()
    }
}
