use std::fmt;
use std::sync::Arc;

use aws_lc_rs::constant_time::verify_slices_are_equal;
use aws_lc_rs::hmac;
use http::HeaderMap;
use secrecy::{ExposeSecret, SecretString};
use time::OffsetDateTime;

use super::error::{VerifierError, WebhookError};
use super::replay::{ReplayGuard, ReplayGuardError, Sight};
use super::scheme::SignatureScheme;
use crate::digest::{hmac_key, hmac_sha256, sha256, to_hex};

/// Checks received webhooks: signature, then time, then replay. Cheap to clone.
#[derive(Clone)]
pub struct Verifier {
    scheme: SignatureScheme,
    secrets: Arc<[Secret]>,
    replay_guard: Option<Arc<dyn ReplayGuard>>,
}

struct Secret {
    id: String,
    key: hmac::Key,
}

/// A message that passed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    secret_id: String,
    sent_at: Option<OffsetDateTime>,
    replay_key: String,
}

impl Verified {
    /// The id of the secret that matched. When the old one no longer shows up here, remove it.
    pub fn secret_id(&self) -> &str {
        &self.secret_id
    }

    /// The timestamp header, if the scheme has one. Trust it only if the signature covers it.
    pub fn sent_at(&self) -> Option<OffsetDateTime> {
        self.sent_at
    }

    /// Names the message to a [`ReplayGuard`] or a database: SHA-256, in hex, of what was signed.
    ///
    /// A second delivery of one event with a newer signed timestamp has another key. To handle an
    /// event once whatever its delivery, also remember the event id *inside* the body; an id in a
    /// header is not signed.
    pub fn replay_key(&self) -> &str {
        &self.replay_key
    }
}

impl Verifier {
    /// Starts a verifier for messages signed by `scheme`.
    pub fn builder(scheme: SignatureScheme) -> VerifierBuilder {
        VerifierBuilder {
            scheme,
            secrets: Vec::new(),
            replay_guard: None,
        }
    }

    /// Accepts a message that a configured secret signed, that is recent, and that was not
    /// accepted before — the last two if a timestamp rule and a replay guard are configured.
    ///
    /// `body` is the body as received. `now` is the current time.
    ///
    /// # Errors
    /// One variant per failed check; [what to answer](super#what-to-answer).
    pub fn verify(
        &self,
        headers: &HeaderMap,
        body: &[u8],
        now: OffsetDateTime,
    ) -> Result<Verified, WebhookError> {
        let verified = self.verify_stored(headers, body)?;
        if let (Some(rule), Some(sent_at)) = (&self.scheme.timestamp, verified.sent_at) {
            rule.check(sent_at, now)?;
        }
        if let Some(guard) = &self.replay_guard {
            match guard.first_sight(&verified.replay_key, now)? {
                Sight::First => {}
                Sight::Again { first_seen } => return Err(WebhookError::Replayed { first_seen }),
            }
        }
        Ok(verified)
    }

    /// Checks the signature alone: for messages of your own store that are processed again.
    ///
    /// Never for messages that arrive: an attacker's copy of an old one passes.
    ///
    /// # Errors
    /// Those of [`verify`](Self::verify) about headers and signature.
    pub fn verify_stored(
        &self,
        headers: &HeaderMap,
        body: &[u8],
    ) -> Result<Verified, WebhookError> {
        let signatures = self.scheme.signatures(headers)?;
        let sent_at = self.scheme.sent_at(headers)?;
        let content = self
            .scheme
            .signed_content(sent_at.map(|(text, _)| text), body);
        let matching = self.secrets.iter().find(|secret| {
            let expected = hmac_sha256(&secret.key, &content);
            signatures
                .iter()
                .any(|signature| verify_slices_are_equal(signature, &expected).is_ok())
        });
        let Some(secret) = matching else {
            return Err(WebhookError::NoSecretMatched {
                tried: self.secrets.len(),
            });
        };
        Ok(Verified {
            secret_id: secret.id.clone(),
            sent_at: sent_at.map(|(_, instant)| instant),
            // Of the content and not of the signature: hex may change case, and the two secrets of
            // a rotation sign one message differently.
            replay_key: to_hex(&sha256(&content)),
        })
    }

    /// Lets the replay guard accept this message again: call it when handling failed.
    ///
    /// Without it the provider's next delivery would be taken for a replay, and the event lost.
    ///
    /// # Errors
    /// When the guard's store fails.
    pub fn forget(&self, verified: &Verified) -> Result<(), ReplayGuardError> {
        self.replay_guard
            .as_ref()
            .map_or(Ok(()), |guard| guard.forget(&verified.replay_key))
    }
}

impl fmt::Debug for Verifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ids: Vec<&str> = self
            .secrets
            .iter()
            .map(|secret| secret.id.as_str())
            .collect();
        f.debug_struct("Verifier")
            .field("scheme", &self.scheme)
            .field("secret_ids", &ids)
            .field("replay_guard", &self.replay_guard.is_some())
            .finish()
    }
}

/// Builds a [`Verifier`].
pub struct VerifierBuilder {
    scheme: SignatureScheme,
    secrets: Vec<(String, SecretString)>,
    replay_guard: Option<Arc<dyn ReplayGuard>>,
}

impl VerifierBuilder {
    /// Accepts messages signed with `secret`; its UTF-8 bytes are the key. `id` is any name that
    /// may be logged. Call once per secret: while one is rotated, both are accepted.
    #[must_use]
    pub fn with_secret(mut self, id: impl Into<String>, secret: SecretString) -> Self {
        self.secrets.push((id.into(), secret));
        self
    }

    /// Refuses messages that `guard` has seen.
    #[must_use]
    pub fn with_replay_guard(mut self, guard: Arc<dyn ReplayGuard>) -> Self {
        self.replay_guard = Some(guard);
        self
    }

    /// The verifier.
    ///
    /// # Errors
    /// No secret, an empty one, two of one id, or a replay guard that forgets too early.
    pub fn build(self) -> Result<Verifier, VerifierError> {
        if self.secrets.is_empty() {
            return Err(VerifierError::NoSecret);
        }
        if let (Some(rule), Some(guard)) = (&self.scheme.timestamp, &self.replay_guard) {
            let needed = rule.max_age.saturating_add(rule.max_ahead);
            let retention = guard.retention();
            if retention < needed {
                return Err(VerifierError::RetentionTooShort { retention, needed });
            }
        }
        let mut secrets: Vec<Secret> = Vec::with_capacity(self.secrets.len());
        for (id, secret) in self.secrets {
            if secret.expose_secret().trim().is_empty() {
                return Err(VerifierError::EmptySecret { id });
            }
            if secrets.iter().any(|known| known.id == id) {
                return Err(VerifierError::DuplicateSecretId { id });
            }
            let key = hmac_key(secret.expose_secret().as_bytes());
            secrets.push(Secret { id, key });
        }
        Ok(Verifier {
            scheme: self.scheme,
            secrets: secrets.into(),
            replay_guard: self.replay_guard,
        })
    }
}

impl fmt::Debug for VerifierBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("VerifierBuilder")
            .field("scheme", &self.scheme)
            .field("secrets", &self.secrets.len())
            .finish_non_exhaustive()
    }
}
