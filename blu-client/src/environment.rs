//! Where Blu is reached.

use std::borrow::Cow;

use client_core::{Error, Result};
use url::Url;

/// Which Blu a client talks to. Each environment has tokens of its own.
///
/// Blu lets only requests from Brazil and the United States through and recommends a fixed source
/// address.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use]
pub struct Environment {
    api_url: Cow<'static, str>,
}

impl Environment {
    /// `https://api.blu.com.br`: real sales.
    #[doc(alias = "produção")]
    pub fn production() -> Self {
        Self::custom("https://api.blu.com.br")
    }

    /// `https://api-hlg.blu.com.br`: Blu's test environment.
    #[doc(alias = "homologação")]
    pub fn homologation() -> Self {
        Self::custom("https://api-hlg.blu.com.br")
    }

    /// Another address, such as a proxy in Brazil or a sandbox. Checked when the client is built:
    /// it must be `https`, or `http` on loopback.
    pub fn custom(api_url: impl Into<Cow<'static, str>>) -> Self {
        Self {
            api_url: api_url.into(),
        }
    }

    pub(crate) fn api_url(&self) -> Result<Url> {
        Url::parse(&self.api_url).map_err(|cause| {
            Error::config("the API URL is not an address; write it in full, with https://")
                .with_source(cause)
        })
    }
}
