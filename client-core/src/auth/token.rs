//! Access tokens, and where they come from.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use secrecy::{ExposeSecret as _, SecretString};
use time::OffsetDateTime;
use tokio::time::Instant;

use super::Generation;
use crate::error::Result;

/// Where access tokens come from. [`TokenCache`](super::TokenCache) asks one at a time and only
/// when a call needs a token.
#[async_trait]
pub trait TokenSource: fmt::Debug + Send + Sync + 'static {
    /// Fetches a token.
    ///
    /// `replacing` is the token the cache wants to be rid of: it is about to expire, has expired,
    /// or the provider refused it. A source that keeps tokens must not give the same one again.
    ///
    /// The future runs in a task of its own and to its end, whatever becomes of the call that
    /// needed the token.
    ///
    /// # Errors
    /// The error goes to every call that waits for this token, and is then forgotten: the next call
    /// asks anew.
    async fn fetch(&self, replacing: Option<&AccessToken>) -> Result<IssuedToken>;
}

/// A token as a [`TokenSource`] hands it over.
#[derive(Clone, Debug)]
pub struct IssuedToken {
    value: SecretString,
    lifetime: Option<Duration>,
    age: Duration,
    scope: Option<String>,
}

impl IssuedToken {
    /// A token that was issued just now and is used until the provider refuses it.
    pub fn new(value: impl Into<SecretString>) -> Self {
        Self {
            value: value.into(),
            lifetime: None,
            age: Duration::ZERO,
            scope: None,
        }
    }

    /// How long the token is valid from its issue.
    #[must_use]
    pub fn with_lifetime(mut self, lifetime: Duration) -> Self {
        self.lifetime = Some(lifetime);
        self
    }

    /// How long ago the token was issued, for one that was kept somewhere or took long to arrive.
    #[must_use]
    pub fn with_age(mut self, age: Duration) -> Self {
        self.age = age;
        self
    }

    /// What the token allows, in the provider's words.
    #[must_use]
    pub fn with_scope(mut self, scope: Option<String>) -> Self {
        self.scope = scope;
        self
    }
}

/// A token in use. Cheap to clone; `Debug` does not show it, and there is no `Display`.
#[derive(Clone)]
pub struct AccessToken(Arc<Inner>);

struct Inner {
    value: SecretString,
    generation: Generation,
    scope: Option<String>,
    expiry: Option<Expiry>,
}

/// The end of a token on the runtime's clock, which decides, and on the wall's, which is shown.
struct Expiry {
    lifetime: Duration,
    at: Instant,
    wall: OffsetDateTime,
}

impl AccessToken {
    pub(super) fn new(issued: IssuedToken, generation: Generation) -> Self {
        let age = issued.age;
        let expiry = issued.lifetime.map(|lifetime| {
            let lifetime = lifetime.min(LONGEST_LIFETIME);
            let left = lifetime.saturating_sub(age);
            Expiry {
                lifetime,
                at: Instant::now() + left,
                wall: OffsetDateTime::now_utc() + left,
            }
        });
        Self(Arc::new(Inner {
            value: issued.value,
            generation,
            scope: issued.scope,
            expiry,
        }))
    }

    /// The token itself, to be put on a request and nowhere else.
    pub fn secret(&self) -> &SecretString {
        &self.0.value
    }

    /// Which token of its cache this is; later ones have greater numbers.
    pub fn generation(&self) -> Generation {
        self.0.generation
    }

    /// What the token allows, in the provider's words, if it said so.
    pub fn scope(&self) -> Option<&str> {
        self.0.scope.as_deref()
    }

    /// When the token expires, in UTC; `None` when nobody said.
    pub fn expires_at(&self) -> Option<OffsetDateTime> {
        self.0.expiry.as_ref().map(|expiry| expiry.wall)
    }

    /// How long the token is still valid; `None` when nobody said, zero when it no longer is.
    pub fn time_left(&self) -> Option<Duration> {
        let expiry = self.0.expiry.as_ref()?;
        Some(expiry.at.saturating_duration_since(Instant::now()))
    }

    pub(super) fn is_valid(&self) -> bool {
        self.time_left().is_none_or(|left| left > Duration::ZERO)
    }

    /// Whether it is time to fetch the next one, though this one may still be valid.
    pub(super) fn is_due(&self) -> bool {
        match &self.0.expiry {
            Some(expiry) => expiry.at <= Instant::now() + renewal_margin(expiry.lifetime),
            None => false,
        }
    }

    /// How long to wait for the next token while this one is valid, and how long to leave it at
    /// this one after fetching the next has failed.
    pub(super) fn renewal_pause(&self) -> Duration {
        match &self.0.expiry {
            Some(expiry) => renewal_margin(expiry.lifetime) / 4,
            None => Duration::ZERO,
        }
    }

    pub(super) fn is(&self, value: &SecretString) -> bool {
        self.0.value.expose_secret() == value.expose_secret()
    }
}

impl fmt::Debug for AccessToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AccessToken")
            .field("generation", &self.0.generation)
            .field("scope", &self.0.scope)
            .field("time_left", &self.time_left())
            .finish_non_exhaustive()
    }
}

/// Ten years: beyond it a lifetime is a unit mistaken, and clocks overflow.
pub(super) const LONGEST_LIFETIME: Duration = Duration::from_secs(10 * 365 * 24 * 60 * 60);

/// How long before its end a token is renewed: a fifth of its lifetime and at most a minute, so
/// that a token of a few minutes is not renewed on every call.
pub(super) fn renewal_margin(lifetime: Duration) -> Duration {
    (lifetime / 5).min(Duration::from_secs(60))
}
