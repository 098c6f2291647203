//! Where the API is, and who we are there.

use std::fmt;
use std::sync::Arc;

use client_core::auth::oauth::{ClientAuth, OAuthClient};
use client_core::auth::{Bearer, Credential, HeaderCredential, TokenCache};
use client_core::http::Transport;
use client_core::observe::Observer;
use client_core::secret::SecretString;
use client_core::{Error, Result};
use http::HeaderName;
use url::Url;

/// The addresses of one deployment of the Flagship API.
///
/// Other institutions run the same API on hosts of their own ([`Environment::custom`]), and tokens
/// may come from another host than the API's.
#[derive(Clone, Debug)]
pub struct Environment {
    api_url: String,
    auth_url: String,
    realm: String,
}

impl Environment {
    /// Flagship's production. Demands a client certificate.
    pub fn production() -> Self {
        let host = "https://mtls-mp.prd.flagship.maas.link";
        Self::custom(host, host)
    }

    /// Flagship's test environment ("homologação"). Demands a client certificate.
    pub fn homologation() -> Self {
        let host = "https://mtls-mp.hml.flagship.maas.link";
        Self::custom(host, host)
    }

    /// Any other: where the API is, and where tokens come from. They are checked when the client is
    /// built.
    pub fn custom(api_url: impl Into<String>, auth_url: impl Into<String>) -> Self {
        Self {
            api_url: api_url.into(),
            auth_url: auth_url.into(),
            realm: "Matera".to_owned(),
        }
    }

    /// The realm of the identity provider; `Matera` by default.
    #[must_use]
    pub fn with_realm(mut self, realm: impl Into<String>) -> Self {
        self.realm = realm.into();
        self
    }

    pub(crate) fn api_url(&self) -> Result<Url> {
        address(&self.api_url, "the API's address")
    }

    /// Where tokens are asked for: `template` below the address of the identity provider.
    fn token_url(&self, template: &str) -> Result<Url> {
        let mut url = address(&self.auth_url, "the address of the identity provider")?;
        if self.realm.is_empty() {
            return Err(Error::config("the realm is empty; Flagship's is Matera"));
        }
        let segments = template.split('/').filter(|segment| !segment.is_empty());
        let segments = segments.map(|segment| match segment {
            "{realm}" => self.realm.as_str(),
            literal => literal,
        });
        url.path_segments_mut()
            .map_err(|()| Error::config("the address of the identity provider cannot have a path"))?
            .pop_if_empty()
            .extend(segments);
        Ok(url)
    }
}

fn address(text: &str, what: &str) -> Result<Url> {
    Url::parse(text).map_err(|cause| {
        Error::config(format!(
            "{what} is not a URL such as https://api.example.com"
        ))
        .with_source(cause)
    })
}

/// How requests prove who sends them. `Debug` shows no secret.
#[derive(Clone)]
pub struct Credentials(Kind);

#[derive(Clone)]
enum Kind {
    Client { id: String, secret: SecretString },
    AccessKey(SecretString),
    Own(Arc<dyn Credential>),
}

impl Credentials {
    /// Id and secret of a client of the identity provider (OAuth 2.0 `client_credentials`). What
    /// Flagship uses today.
    pub fn client(id: impl Into<String>, secret: impl Into<SecretString>) -> Self {
        Self(Kind::Client {
            id: id.into(),
            secret: secret.into(),
        })
    }

    /// The fixed key that deployments before 2022 take in the header `Api-Access-Key`.
    #[doc(alias = "Api-Access-Key")]
    pub fn access_key(key: impl Into<SecretString>) -> Self {
        Self(Kind::AccessKey(key.into()))
    }

    /// A credential of your own, such as a token that another part of your system keeps fresh.
    pub fn custom(credential: Arc<dyn Credential>) -> Self {
        Self(Kind::Own(credential))
    }

    pub(crate) fn credential(
        self,
        environment: &Environment,
        token_template: &str,
        transport: Option<&Arc<dyn Transport>>,
        observer: Option<&Arc<dyn Observer>>,
    ) -> Result<Arc<dyn Credential>> {
        let (id, secret) = match self.0 {
            Kind::Client { id, secret } => (id, secret),
            Kind::AccessKey(key) => {
                let header = HeaderName::from_static("api-access-key");
                return Ok(Arc::new(HeaderCredential::new(header, &key)?));
            }
            Kind::Own(credential) => return Ok(credential),
        };
        let mut client = OAuthClient::builder(id, ClientAuth::Body(secret))
            .token_url(environment.token_url(token_template)?);
        if let Some(transport) = transport {
            client = client.transport(Arc::clone(transport));
        }
        if let Some(observer) = observer {
            client = client.observer(Arc::clone(observer));
        }
        let tokens = client.build()?.client_credentials();
        Ok(Arc::new(Bearer::new(TokenCache::new(Arc::new(tokens)))))
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match &self.0 {
            Kind::Client { .. } => "Credentials::client(..)",
            Kind::AccessKey(_) => "Credentials::access_key(..)",
            Kind::Own(_) => "Credentials::custom(..)",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_realm_is_one_segment_of_the_token_url() {
        let environment =
            Environment::custom("https://api.example.com", "https://id.example.com/kc/");
        let url = environment
            .with_realm("a/b c")
            .token_url("/auth/realms/{realm}/protocol/openid-connect/token")
            .unwrap();
        assert_eq!(
            url.as_str(),
            "https://id.example.com/kc/auth/realms/a%2Fb%20c/protocol/openid-connect/token"
        );
    }
}
