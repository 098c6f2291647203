//! Where Conta Azul is reached.

use std::borrow::Cow;

use client_core::auth::oauth::ClientAuth;
use client_core::secret::SecretString;
use client_core::{Error, Result};
use url::Url;

/// Where the API and its authorization server are, and how an application proves itself there.
///
/// Conta Azul has no sandbox host: development apps of its portal use the same addresses with an
/// invented company.
///
/// | preset | authorize | token | application | PKCE |
/// |---|---|---|---|---|
/// | [`current`](Self::current) | `login.contaazul.com/#/oauth/authorize` | `api-v2.contaazul.com/oauth/token` | Basic | yes |
/// | [`cognito`](Self::cognito) | `auth.contaazul.com/login` | `auth.contaazul.com/oauth2/token` | Basic | no |
/// | [`seed`](Self::seed) | `api.contaazul.com/auth/authorize` | `api.contaazul.com/oauth2/token` | in the body | yes |
///
/// Addresses are checked when an [`Application`](crate::Application) or a client is built: each
/// must be `https`, or `http` on loopback.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use]
pub struct Environment {
    api_url: Address,
    authorize_url: Address,
    token_url: Address,
    client_auth: ClientAuthentication,
    pkce: bool,
}

type Address = Cow<'static, str>;

/// How the application proves itself when it asks for tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ClientAuthentication {
    /// Id and secret in the header `Authorization: Basic`.
    Basic,
    /// Id and secret in the form.
    Body,
}

impl ClientAuthentication {
    pub(crate) fn with_secret(self, secret: SecretString) -> ClientAuth {
        match self {
            Self::Basic => ClientAuth::Basic(secret),
            Self::Body => ClientAuth::Body(secret),
        }
    }
}

impl Environment {
    /// The addresses of the provider's pages since about August 2026.
    ///
    /// PKCE is on because the server's metadata offer it. The step-by-step guides never mention it
    /// and nobody has published a test: if the token endpoint refuses the verifier, switch it off
    /// by [`Environment::without_pkce`].
    pub fn current() -> Self {
        Self::custom(
            "https://api-v2.contaazul.com",
            "https://login.contaazul.com/#/oauth/authorize",
            "https://api-v2.contaazul.com/oauth/token",
        )
    }

    /// The addresses of 2025 to mid-2026, an Amazon Cognito front that most integrations still
    /// use. Whether they have an end date is not known.
    pub fn cognito() -> Self {
        Self::custom(
            "https://api-v2.contaazul.com",
            "https://auth.contaazul.com/login",
            "https://auth.contaazul.com/oauth2/token",
        )
        .without_pkce()
    }

    /// The addresses of the description this client was commissioned with.
    ///
    /// **They are dead**: `api.contaazul.com` was switched off on 2025-11-05, and tokens of the
    /// current host are refused there. Kept for stand-ins that speak this form, through
    /// [`Environment::with_api_url`] and its siblings.
    pub fn seed() -> Self {
        Self::custom(
            "https://api.contaazul.com",
            "https://api.contaazul.com/auth/authorize",
            "https://api.contaazul.com/oauth2/token",
        )
        .with_client_authentication(ClientAuthentication::Body)
    }

    /// Any other addresses, such as a stand-in's; Basic authentication and PKCE.
    pub fn custom(
        api_url: impl Into<Cow<'static, str>>,
        authorize_url: impl Into<Cow<'static, str>>,
        token_url: impl Into<Cow<'static, str>>,
    ) -> Self {
        Self {
            api_url: api_url.into(),
            authorize_url: authorize_url.into(),
            token_url: token_url.into(),
            client_auth: ClientAuthentication::Basic,
            pkce: true,
        }
    }

    /// Another address of the API.
    pub fn with_api_url(mut self, url: impl Into<Cow<'static, str>>) -> Self {
        self.api_url = url.into();
        self
    }

    /// Another address for the person's browser. If it has a fragment, the query goes after it.
    pub fn with_authorize_url(mut self, url: impl Into<Cow<'static, str>>) -> Self {
        self.authorize_url = url.into();
        self
    }

    /// Another address for tokens.
    pub fn with_token_url(mut self, url: impl Into<Cow<'static, str>>) -> Self {
        self.token_url = url.into();
        self
    }

    /// Another way for the application to prove itself.
    pub fn with_client_authentication(mut self, client_auth: ClientAuthentication) -> Self {
        self.client_auth = client_auth;
        self
    }

    /// Sends PKCE S256 with authorizations.
    pub fn with_pkce(mut self) -> Self {
        self.pkce = true;
        self
    }

    /// Leaves PKCE out.
    pub fn without_pkce(mut self) -> Self {
        self.pkce = false;
        self
    }

    pub(crate) fn api_url(&self) -> Result<Url> {
        address(&self.api_url, "API")
    }

    pub(crate) fn authorize_url(&self) -> Result<Url> {
        address(&self.authorize_url, "authorize")
    }

    pub(crate) fn token_url(&self) -> Result<Url> {
        address(&self.token_url, "token")
    }

    pub(crate) fn client_authentication(&self) -> ClientAuthentication {
        self.client_auth
    }

    pub(crate) fn uses_pkce(&self) -> bool {
        self.pkce
    }
}

pub(crate) fn address(text: &str, which: &str) -> Result<Url> {
    Url::parse(text).map_err(|cause| {
        Error::config(format!(
            "the {which} URL is not an address; write it in full, with https://"
        ))
        .with_source(cause)
    })
}
