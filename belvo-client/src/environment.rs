//! Where Belvo is reached, and what proves who asks.

use std::borrow::Cow;
use std::fmt;

use client_core::secret::SecretString;
use client_core::{Error, Result};
use url::Url;

/// Belvo's address. Each environment has keys of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use]
pub struct Environment {
    url: Cow<'static, str>,
}

impl Environment {
    /// `https://api.belvo.com`: real people's data, after a certification by Belvo.
    pub fn production() -> Self {
        Self::custom("https://api.belvo.com")
    }

    /// `https://sandbox.belvo.com`: invented data of banks (Brazil), employment and fiscal (Mexico),
    /// wiped on the first day of each month. It has no payments, no Brazilian employments and
    /// nothing of Chile.
    pub fn sandbox() -> Self {
        Self::custom("https://sandbox.belvo.com")
    }

    /// Any other address, such as a stand-in's.
    pub fn custom(url: impl Into<Cow<'static, str>>) -> Self {
        Self { url: url.into() }
    }

    pub(crate) fn url(&self) -> Result<Url> {
        Url::parse(&self.url).map_err(|cause| {
            Error::config("the URL of Belvo is not an address; write it in full, with https://")
                .with_source(cause)
        })
    }
}

/// A pair of keys from Belvo's dashboard, sent as HTTP Basic.
///
/// Pairs for aggregation and for payments differ: one client serves one of them.
#[derive(Clone)]
pub struct Keys {
    pub(crate) id: String,
    pub(crate) password: SecretString,
}

impl Keys {
    /// Takes `secretId` and `secretPassword`.
    #[doc(alias = "secretId")]
    #[doc(alias = "secretPassword")]
    pub fn new(secret_id: impl Into<String>, secret_password: impl Into<SecretString>) -> Self {
        Self {
            id: secret_id.into(),
            password: secret_password.into(),
        }
    }
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Keys").finish_non_exhaustive()
    }
}
