//! The forms in which providers take proof of identity.

use std::fmt;

use ::http::header::{AUTHORIZATION, HeaderName, HeaderValue};
use async_trait::async_trait;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use secrecy::{ExposeSecret as _, SecretString};

use super::{Credential, Generation, TokenCache};
use crate::error::{Error, ErrorKind, Outcome, Result};
use crate::http::Request;

/// `Authorization: Bearer …` with the token of a cache.
#[derive(Clone, Debug)]
pub struct Bearer {
    cache: TokenCache,
}

impl Bearer {
    /// A credential that always carries the cache's token.
    pub fn new(cache: TokenCache) -> Self {
        Self { cache }
    }
}

#[async_trait]
impl Credential for Bearer {
    async fn apply(&self, request: &mut Request) -> Result<Generation> {
        let token = self.cache.token().await?;
        let value = secret_value("Bearer ", token.secret()).ok_or_else(|| {
            Error::new(
                ErrorKind::Auth,
                Outcome::NotSent,
                "the access token holds characters that no header can carry",
            )
        })?;
        request.headers.insert(AUTHORIZATION, value);
        Ok(token.generation())
    }

    fn rejected(&self, generation: Generation) -> bool {
        self.cache.refuse(generation);
        true
    }
}

/// A header that never changes: an API key, a token from the provider's portal, a user name with
/// password. Its value is marked sensitive, and `Debug` shows its name only.
#[derive(Clone)]
pub struct HeaderCredential {
    name: HeaderName,
    value: HeaderValue,
}

impl HeaderCredential {
    /// The secret alone, in any header: `x-api-key: …`.
    ///
    /// # Errors
    /// [`ErrorKind::Config`] when the secret is empty or holds what no header can carry.
    pub fn new(name: HeaderName, secret: &SecretString) -> Result<Self> {
        Self::prefixed(name, "", secret)
    }

    /// The secret after a prefix, which brings its own space: `Token token=…`.
    ///
    /// # Errors
    /// [`ErrorKind::Config`] when the secret is empty or holds what no header can carry.
    pub fn prefixed(name: HeaderName, prefix: &str, secret: &SecretString) -> Result<Self> {
        if secret.expose_secret().is_empty() {
            return Err(Error::config(format!(
                "the secret for the header {name} is empty"
            )));
        }
        let value = secret_value(prefix, secret).ok_or_else(|| {
            Error::config(format!(
                "the secret for the header {name} holds characters that no header can carry; \
                 look for a line break at its end"
            ))
        })?;
        Ok(Self { name, value })
    }

    /// `Authorization: Bearer …` with a token that never changes.
    ///
    /// # Errors
    /// [`ErrorKind::Config`] when the token is empty or holds what no header can carry.
    pub fn bearer(token: &SecretString) -> Result<Self> {
        Self::prefixed(AUTHORIZATION, "Bearer ", token)
    }

    /// HTTP Basic (RFC 7617), user name and password as they are. For OAuth clients, which encode
    /// both first, see [`ClientAuth`](super::oauth::ClientAuth).
    ///
    /// # Errors
    /// [`ErrorKind::Config`] when the user name holds a colon, where the server would cut it.
    pub fn basic(user: &str, password: &SecretString) -> Result<Self> {
        if user.contains(':') {
            return Err(Error::config(
                "the user name of Basic authentication must not hold a colon",
            ));
        }
        let pair = STANDARD.encode(format!("{user}:{}", password.expose_secret()));
        Self::prefixed(AUTHORIZATION, "Basic ", &SecretString::from(pair))
    }
}

#[async_trait]
impl Credential for HeaderCredential {
    async fn apply(&self, request: &mut Request) -> Result<Generation> {
        request
            .headers
            .insert(self.name.clone(), self.value.clone());
        Ok(Generation::FIXED)
    }
}

impl fmt::Debug for HeaderCredential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HeaderCredential")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

fn secret_value(prefix: &str, secret: &SecretString) -> Option<HeaderValue> {
    let text = SecretString::from(format!("{prefix}{}", secret.expose_secret()));
    let mut value = HeaderValue::from_str(text.expose_secret()).ok()?;
    value.set_sensitive(true);
    Some(value)
}
