//! OAuth 2.0 as the five providers speak it: client credentials, authorization code with PKCE,
//! refresh with and without rotation, revocation.
//!
//! ```no_run
//! # async fn login(callback: &str) -> client_core::Result<()> {
//! use std::sync::Arc;
//!
//! use client_core::auth::oauth::{ClientAuth, GrantTokens, OAuthClient};
//! use client_core::auth::store::FileTokenStore;
//! use client_core::auth::{Bearer, GrantKey, TokenCache};
//! # let url = |text: &str| url::Url::parse(text).map_err(|_| client_core::Error::config("URL"));
//!
//! let client = OAuthClient::builder("my-client", ClientAuth::basic("secret"))
//!     .token_url(url("https://api.example.com/oauth/token")?)
//!     .authorize_url(url("https://login.example.com/#/oauth/authorize")?)
//!     .build()?;
//!
//! // The person opens the address, agrees, and comes back to the redirect URI.
//! let (address, pending) = client.authorize("https://app.example.com/cb").scope("openid").start()?;
//! let returned = pending.read_callback(callback)?;
//! let answer = client.exchange(&pending, &returned.code).await?;
//!
//! // From now on the grant lives in the store and renews itself.
//! let store = Arc::new(FileTokenStore::open("/var/lib/my-app/grants")?);
//! let tokens = GrantTokens::new(client, store, GrantKey::new("example", "company-1"));
//! tokens.install(answer.into_grant()?).await?;
//! let credential = Bearer::new(TokenCache::new(Arc::new(tokens)));
//! # Ok(())
//! # }
//! ```

mod answer;
mod authorization;
mod builder;
mod client_auth;
mod client_credentials;
mod endpoint;
mod grant_tokens;
mod pkce;
mod pushed;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use secrecy::{ExposeSecret as _, SecretString};
use time::OffsetDateTime;
use url::Url;

pub use self::answer::TokenAnswer;
pub use self::authorization::{AuthorizationRequest, CallbackAnswer, PendingAuthorization};
pub use self::builder::OAuthClientBuilder;
pub use self::client_auth::{AssertionClaims, AssertionSigner, ClientAuth};
pub use self::client_credentials::ClientCredentials;
use self::endpoint::Endpoint;
pub use self::grant_tokens::GrantTokens;
pub use self::pkce::PkceVerifier;
pub use self::pushed::PushedAuthorization;
use super::AuthEvents;
use crate::error::{Error, Result};
use crate::http::Response;
use crate::operation::{Idempotency, Operation, Paging};

static CLIENT_CREDENTIALS: Operation = operation("oauth.client_credentials", Idempotency::Safe);
static EXCHANGE_CODE: Operation = operation("oauth.exchange_code", Idempotency::Unsafe);
static REFRESH: Operation = operation("oauth.refresh", Idempotency::Unsafe);
static REVOKE: Operation = operation("oauth.revoke", Idempotency::Safe);
static PUSH_AUTHORIZATION: Operation = operation("oauth.push_authorization", Idempotency::Safe);

const fn operation(name: &'static str, idempotency: Idempotency) -> Operation {
    Operation {
        name,
        method: http::Method::POST,
        path: "/",
        idempotency,
        paging: Paging::None,
        mark: "doc",
    }
}

/// A client registered with one authorization server. Cheap to clone.
///
/// Token requests go through the same executor as all others: no redirects, one deadline, spans
/// without secrets. They are tried once: the call that needs a token has a retry policy of its own,
/// and asks again where that can do no harm.
#[derive(Clone)]
pub struct OAuthClient {
    shared: Arc<Shared>,
}

struct Shared {
    client_id: String,
    authentication: ClientAuth,
    audience: String,
    authorize_url: Option<Url>,
    token: Endpoint,
    revocation: Option<Endpoint>,
    pushed_authorization: Option<Endpoint>,
    default_lifetime: Duration,
    events: Arc<dyn AuthEvents>,
}

impl OAuthClient {
    /// Starts to configure a client with the id it is registered under.
    pub fn builder(client_id: impl Into<String>, authentication: ClientAuth) -> OAuthClientBuilder {
        OAuthClientBuilder::new(client_id.into(), authentication)
    }

    /// The id the client is registered under.
    pub fn client_id(&self) -> &str {
        &self.shared.client_id
    }

    /// Tokens of the client itself, without a person. Give it to a
    /// [`TokenCache`](super::TokenCache).
    pub fn client_credentials(&self) -> ClientCredentials {
        ClientCredentials::new(self.clone())
    }

    /// Starts asking a person for a grant. `redirect_uri` is sent exactly as written, for most
    /// providers compare it letter by letter with the registered one.
    pub fn authorize(&self, redirect_uri: impl Into<String>) -> AuthorizationRequest<'_> {
        AuthorizationRequest::new(self, redirect_uri.into())
    }

    /// Exchanges the code of a callback for tokens. A code can be used once and for a few minutes.
    /// Store the answer ([`GrantTokens::install`]) before anything else: nothing here keeps it.
    ///
    /// # Errors
    /// [`ErrorKind::Auth`](crate::ErrorKind::Auth) when the provider refuses the code; then, and
    /// after an unknown outcome, the person has to start again.
    pub async fn exchange(
        &self,
        pending: &PendingAuthorization,
        code: &SecretString,
    ) -> Result<TokenAnswer> {
        let mut fields = vec![
            ("grant_type", "authorization_code"),
            ("code", code.expose_secret()),
            ("redirect_uri", pending.redirect_uri()),
        ];
        if let Some(verifier) = pending.verifier() {
            fields.push(("code_verifier", verifier.secret().expose_secret()));
        }
        let answer = self.token_request(&EXCHANGE_CODE, &fields).await?;
        answer.check_bearer()?;
        Ok(answer)
    }

    /// Gives a token back (RFC 7009). An unknown or expired token is no error.
    ///
    /// # Errors
    /// [`ErrorKind::Config`](crate::ErrorKind::Config) when the client was built without a
    /// revocation URL.
    pub async fn revoke(&self, token: &SecretString) -> Result<()> {
        let endpoint = self.shared.revocation.as_ref().ok_or_else(|| {
            Error::config("this client has no revocation URL: give one to its builder")
        })?;
        let fields = [("token", token.expose_secret())];
        self.post(endpoint, &REVOKE, &fields).await.map(drop)
    }

    async fn refresh(&self, refresh_token: &SecretString) -> Result<TokenAnswer> {
        let fields = [
            ("grant_type", "refresh_token"),
            ("refresh_token", refresh_token.expose_secret()),
        ];
        self.token_request(&REFRESH, &fields).await
    }

    async fn token_request(
        &self,
        operation: &'static Operation,
        fields: &[(&str, &str)],
    ) -> Result<TokenAnswer> {
        // A token's life begins at the server before the answer gets here.
        let asked_at = OffsetDateTime::now_utc();
        let response = self.post(&self.shared.token, operation, fields).await?;
        TokenAnswer::read(&response, asked_at, self.shared.default_lifetime)
            .map_err(|error| error.with_operation(operation.name))
    }

    async fn post(
        &self,
        endpoint: &Endpoint,
        operation: &'static Operation,
        fields: &[(&str, &str)],
    ) -> Result<Response> {
        let shared = &self.shared;
        let proof = shared
            .authentication
            .proof_in_body(&shared.client_id, &shared.audience)
            .await?;
        let fields: Vec<_> = fields
            .iter()
            .copied()
            .chain(
                proof
                    .iter()
                    .map(|(name, value)| (*name, value.expose_secret())),
            )
            .collect();
        endpoint.post(operation, &fields).await
    }

    fn events(&self) -> &dyn AuthEvents {
        self.shared.events.as_ref()
    }
}

impl fmt::Debug for OAuthClient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OAuthClient")
            .field("client_id", &self.shared.client_id)
            .field("authentication", &self.shared.authentication)
            .field("token", &self.shared.token)
            .finish_non_exhaustive()
    }
}
