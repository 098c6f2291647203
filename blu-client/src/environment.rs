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
    portal_url: Option<Cow<'static, str>>,
}

impl Environment {
    /// `https://api.blu.com.br`: real sales.
    #[doc(alias = "produção")]
    pub fn production() -> Self {
        Self::custom("https://api.blu.com.br").with_portal("https://portal.blu.com.br/api")
    }

    /// `https://api-hlg.blu.com.br`: Blu's test environment.
    #[doc(alias = "homologação")]
    pub fn homologation() -> Self {
        Self::custom("https://api-hlg.blu.com.br").with_portal("https://homologacao.blu.com.br/api")
    }

    /// Another address, such as a proxy in Brazil or a sandbox. Checked when the client is built:
    /// it must be `https`, or `http` on loopback.
    pub fn custom(api_url: impl Into<Cow<'static, str>>) -> Self {
        Self {
            api_url: api_url.into(),
            portal_url: None,
        }
    }

    /// Another address of the API that creates clients, which has a host of its own. In a custom
    /// environment it is `/api` below the API's address unless told otherwise.
    pub fn with_portal(mut self, portal_url: impl Into<Cow<'static, str>>) -> Self {
        self.portal_url = Some(portal_url.into());
        self
    }

    pub(crate) fn api_url(&self) -> Result<Url> {
        address("API", &self.api_url)
    }

    pub(crate) fn portal_url(&self) -> Result<Url> {
        match &self.portal_url {
            Some(portal_url) => address("portal", portal_url),
            None => address(
                "portal",
                &format!("{}/api", self.api_url.trim_end_matches('/')),
            ),
        }
    }
}

fn address(name: &str, url: &str) -> Result<Url> {
    Url::parse(url).map_err(|cause| {
        let what = format!("the {name} URL is not an address; write it in full, with https://");
        Error::config(what).with_source(cause)
    })
}
