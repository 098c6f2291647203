//! Who we are to the provider: credentials, tokens and where refresh tokens are kept.
//!
//! From the request inwards: a [`Credential`] puts proof on it; [`Bearer`] takes that proof from a
//! [`TokenCache`], which asks a [`TokenSource`] when it has none. Sources are
//! [`oauth::ClientCredentials`], where a new token costs nothing, and [`oauth::GrantTokens`], where
//! it may cost the refresh token: that one keeps its grant in a [`TokenStore`].

mod cache;
mod credentials;
mod events;
pub mod oauth;
pub mod store;
mod token;

use std::fmt;

use async_trait::async_trait;

pub use self::cache::TokenCache;
pub use self::credentials::{Bearer, HeaderCredential};
pub use self::events::{AuthEvents, TokenEvent};
pub use self::store::{GrantKey, StoredGrant, TokenStore};
pub use self::token::{AccessToken, IssuedToken, TokenSource};
use crate::error::Result;
use crate::http::Request;

/// Puts proof of identity on a request. Asked on every attempt, not once per call, so that a
/// repeated attempt never carries a token that expired while waiting.
#[async_trait]
pub trait Credential: fmt::Debug + Send + Sync + 'static {
    /// Adds the credential to `request` and says which generation of it was used.
    ///
    /// # Errors
    /// When no credential can be had. Its outcome is
    /// [`NotSent`](crate::Outcome::NotSent): the request itself has not gone out.
    async fn apply(&self, request: &mut Request) -> Result<Generation>;

    /// The provider answered 401 to a request that carried `generation`. Returns whether another
    /// one can be had, so that one replay makes sense.
    fn rejected(&self, generation: Generation) -> bool {
        let _ = generation;
        false
    }
}

/// Which issue of a credential was used: a late 401 drops only the token it was answered to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Generation(u64);

impl Generation {
    /// The generation of a credential that never changes.
    pub const FIXED: Self = Self(0);

    /// The generation with this number.
    pub fn new(number: u64) -> Self {
        Self(number)
    }

    /// The number.
    pub fn number(self) -> u64 {
        self.0
    }
}

/// No credential at all, for public endpoints.
#[derive(Clone, Copy, Debug, Default)]
pub struct Anonymous;

#[async_trait]
impl Credential for Anonymous {
    async fn apply(&self, _: &mut Request) -> Result<Generation> {
        Ok(Generation::FIXED)
    }
}
