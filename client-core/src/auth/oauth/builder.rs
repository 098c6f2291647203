//! Configuring an OAuth client.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use url::Url;

use super::endpoint::Endpoint;
use super::{ClientAuth, OAuthClient, Shared};
use crate::auth::AuthEvents;
use crate::auth::events::Unwatched;
use crate::error::{Error, Result};
use crate::http::Transport;
use crate::observe::Observer;

/// Configures an [`OAuthClient`]; only the token URL is required.
#[must_use]
pub struct OAuthClientBuilder {
    client_id: String,
    authentication: ClientAuth,
    token_url: Option<Url>,
    authorize_url: Option<Url>,
    revocation_url: Option<Url>,
    pushed_authorization_url: Option<Url>,
    audience: Option<String>,
    default_lifetime: Duration,
    events: Arc<dyn AuthEvents>,
    pub(super) transport: Option<Arc<dyn Transport>>,
    pub(super) observer: Option<Arc<dyn Observer>>,
    pub(super) timeout: Duration,
}

impl OAuthClientBuilder {
    pub(super) fn new(client_id: String, authentication: ClientAuth) -> Self {
        Self {
            client_id,
            authentication,
            token_url: None,
            authorize_url: None,
            revocation_url: None,
            pushed_authorization_url: None,
            audience: None,
            default_lifetime: Duration::from_secs(5 * 60),
            events: Arc::new(Unwatched),
            transport: None,
            observer: None,
            timeout: Duration::from_secs(60),
        }
    }

    /// Where tokens are asked for.
    pub fn token_url(mut self, url: Url) -> Self {
        self.token_url = Some(url);
        self
    }

    /// Where a person agrees. When it has a fragment (`https://login.example.com/#/authorize`),
    /// the page behind it reads the parameters from there, so they go after it.
    pub fn authorize_url(mut self, url: Url) -> Self {
        self.authorize_url = Some(url);
        self
    }

    /// Where tokens are given back (RFC 7009).
    pub fn revocation_url(mut self, url: Url) -> Self {
        self.revocation_url = Some(url);
        self
    }

    /// Where authorization requests are pushed to (RFC 9126).
    pub fn pushed_authorization_url(mut self, url: Url) -> Self {
        self.pushed_authorization_url = Some(url);
        self
    }

    /// Whom signed client assertions are for: the token URL by default; some servers want their
    /// issuer.
    pub fn audience(mut self, audience: impl Into<String>) -> Self {
        self.audience = Some(audience.into());
        self
    }

    /// How long a token is taken to be valid when the provider does not say, or says it in a way
    /// that cannot be read; 5 minutes by default.
    pub fn default_lifetime(mut self, lifetime: Duration) -> Self {
        self.default_lifetime = lifetime;
        self
    }

    /// Who is told of grants and tokens.
    pub fn events(mut self, events: Arc<dyn AuthEvents>) -> Self {
        self.events = events;
        self
    }

    /// Carries token requests by `transport` instead of the default one: the same as the API's
    /// where the provider binds tokens to a client certificate.
    pub fn transport(mut self, transport: Arc<dyn Transport>) -> Self {
        self.transport = Some(transport);
        self
    }

    /// Who watches token requests.
    pub fn observer(mut self, observer: Arc<dyn Observer>) -> Self {
        self.observer = Some(observer);
        self
    }

    /// How long to wait for an answer; 60 seconds by default. Calls have their own, shorter
    /// patience: this one is long because giving up on a refresh may lose the token in its answer.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// Builds the client.
    ///
    /// # Errors
    /// [`ErrorKind::Config`](crate::ErrorKind::Config) when the token URL is missing, an address
    /// is not `https` (plain `http` goes to loopback only), or the client id is empty.
    pub fn build(self) -> Result<OAuthClient> {
        if self.client_id.is_empty() {
            return Err(Error::config("the OAuth client id is empty"));
        }
        let token_url = self
            .token_url
            .clone()
            .ok_or_else(|| Error::config("the OAuth client needs a token URL"))?;
        if let Some(url) = &self.authorize_url {
            super::endpoint::origin(url)?;
        }
        let proof = self.authentication.proof_in_header(&self.client_id)?;
        let revocation = self
            .revocation_url
            .clone()
            .map(|url| Endpoint::new(url, &self, proof.clone()))
            .transpose()?;
        let pushed_authorization = self
            .pushed_authorization_url
            .clone()
            .map(|url| Endpoint::new(url, &self, proof.clone()))
            .transpose()?;
        let token = Endpoint::new(token_url.clone(), &self, proof)?;
        Ok(OAuthClient {
            shared: Arc::new(Shared {
                client_id: self.client_id,
                authentication: self.authentication,
                audience: self.audience.unwrap_or_else(|| token_url.into()),
                authorize_url: self.authorize_url,
                token,
                revocation,
                pushed_authorization,
                default_lifetime: self.default_lifetime,
                events: self.events,
            }),
        })
    }
}

impl fmt::Debug for OAuthClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OAuthClientBuilder")
            .field("client_id", &self.client_id)
            .field("authentication", &self.authentication)
            .finish_non_exhaustive()
    }
}
