//! What an authorization server says of itself.

use std::sync::Arc;

use client_core::http::{Call, Transport};
use client_core::{Error, ErrorKind, Outcome, Result};
use http::Method;
use serde::Deserialize;
use url::Url;

use crate::jose::public_executor;

/// The discovery document of an authorization server, as far as the profile uses it.
///
/// Its `scopes_supported` is not read: banks must list scopes of what they do not offer. What they
/// offer stands in the directory.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct ServerMetadata {
    /// The server's name in its tokens.
    pub issuer: String,
    /// Where customers agree.
    pub authorization_endpoint: Url,
    /// Where tokens are asked for; read it by [`ServerMetadata::token_url`].
    pub token_endpoint: Url,
    /// Where requests are pushed to.
    pub pushed_authorization_request_endpoint: Option<Url>,
    /// Where clients register.
    pub registration_endpoint: Option<Url>,
    /// Where tokens are given back.
    pub revocation_endpoint: Option<Url>,
    /// Where the server's keys are.
    pub jwks_uri: Url,
    /// The same endpoints where a client certificate is shown.
    #[serde(default)]
    pub mtls_endpoint_aliases: MtlsAliases,
}

/// Endpoints for clients that show a certificate; those that are missing are the plain ones.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct MtlsAliases {
    /// Where tokens are asked for.
    pub token_endpoint: Option<Url>,
    /// Where requests are pushed to.
    pub pushed_authorization_request_endpoint: Option<Url>,
    /// Where clients register.
    pub registration_endpoint: Option<Url>,
    /// Where tokens are given back.
    pub revocation_endpoint: Option<Url>,
}

impl ServerMetadata {
    /// Fetches the document at `url`, the directory's `OpenIDDiscoveryDocument`, and checks that
    /// it is the `issuer`'s.
    ///
    /// # Errors
    /// [`ErrorKind::Auth`] when it is another's: somebody stands between you and the bank, or the
    /// directory is out of date.
    pub async fn fetch(url: &Url, issuer: &str, transport: Arc<dyn Transport>) -> Result<Self> {
        let executor = public_executor(url, transport)?;
        let call = Call::raw(Method::GET, "/").at_link(url.clone());
        let metadata: Self = executor.json(call).await?;
        if metadata.issuer != issuer {
            return Err(Error::new(
                ErrorKind::Auth,
                Outcome::Applied,
                "the discovery document is of another issuer than the directory says",
            ));
        }
        Ok(metadata)
    }

    /// Where tokens are asked for, with our certificate.
    pub fn token_url(&self) -> &Url {
        let alias = self.mtls_endpoint_aliases.token_endpoint.as_ref();
        alias.unwrap_or(&self.token_endpoint)
    }

    /// Where requests are pushed to, with our certificate.
    pub fn pushed_authorization_url(&self) -> Option<&Url> {
        let aliases = &self.mtls_endpoint_aliases;
        let alias = aliases.pushed_authorization_request_endpoint.as_ref();
        alias.or(self.pushed_authorization_request_endpoint.as_ref())
    }

    /// Where clients register, with our certificate.
    pub fn registration_url(&self) -> Option<&Url> {
        let alias = self.mtls_endpoint_aliases.registration_endpoint.as_ref();
        alias.or(self.registration_endpoint.as_ref())
    }

    /// Where tokens are given back, with our certificate.
    pub fn revocation_url(&self) -> Option<&Url> {
        let alias = self.mtls_endpoint_aliases.revocation_endpoint.as_ref();
        alias.or(self.revocation_endpoint.as_ref())
    }
}
