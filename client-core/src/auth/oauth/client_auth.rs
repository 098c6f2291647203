//! How a client proves to the authorization server that it is the registered one.

use std::fmt;
use std::sync::Arc;

use async_trait::async_trait;
use secrecy::{ExposeSecret as _, SecretString};
use serde::Serialize;
use time::OffsetDateTime;
use url::form_urlencoded::byte_serialize;

use super::pkce::random_text;
use crate::auth::HeaderCredential;
use crate::error::Result;

/// How a client proves to the authorization server that it is the registered one.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum ClientAuth {
    /// Id and secret in `Authorization: Basic`, each form-encoded first, as RFC 6749 §2.3.1 asks.
    Basic(SecretString),
    /// The same without encoding, for servers that do not decode. Only an id or secret with
    /// characters beyond letters, digits and `-._*` tells the two apart.
    PlainBasic(SecretString),
    /// Id and secret in the form body.
    Body(SecretString),
    /// A signed assertion instead of a secret (RFC 7523, `private_key_jwt`).
    PrivateKeyJwt(Arc<dyn AssertionSigner>),
    /// The certificate of the TLS connection (RFC 8705): the transport presents it, the body names
    /// the client.
    Tls,
    /// A public client without any proof, which must use PKCE.
    Public,
}

impl ClientAuth {
    /// [`ClientAuth::Basic`] with this secret.
    pub fn basic(secret: impl Into<SecretString>) -> Self {
        Self::Basic(secret.into())
    }

    /// [`ClientAuth::Body`] with this secret.
    pub fn body(secret: impl Into<SecretString>) -> Self {
        Self::Body(secret.into())
    }

    pub(super) fn proof_in_header(&self, client_id: &str) -> Result<Option<HeaderCredential>> {
        let encoded = |text: &str| byte_serialize(text.as_bytes()).collect::<String>();
        match self {
            Self::Basic(secret) => {
                let secret = SecretString::from(encoded(secret.expose_secret()));
                HeaderCredential::basic(&encoded(client_id), &secret).map(Some)
            }
            Self::PlainBasic(secret) => HeaderCredential::basic(client_id, secret).map(Some),
            Self::Body(_) | Self::PrivateKeyJwt(_) | Self::Tls | Self::Public => Ok(None),
        }
    }

    pub(super) async fn proof_in_body(
        &self,
        client_id: &str,
        audience: &str,
    ) -> Result<Vec<(&'static str, SecretString)>> {
        let id = ("client_id", SecretString::from(client_id));
        Ok(match self {
            Self::Basic(_) | Self::PlainBasic(_) => Vec::new(),
            Self::Body(secret) => vec![id, ("client_secret", secret.clone())],
            Self::Tls | Self::Public => vec![id],
            Self::PrivateKeyJwt(signer) => {
                let claims = AssertionClaims::new(client_id, audience)?;
                let assertion = signer.sign(&claims).await?;
                vec![
                    id,
                    ("client_assertion_type", JWT_BEARER.into()),
                    ("client_assertion", assertion),
                ]
            }
        })
    }
}

const JWT_BEARER: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/// Signs client assertions, with a key in memory or behind a key service.
#[async_trait]
pub trait AssertionSigner: fmt::Debug + Send + Sync + 'static {
    /// Signs `claims`, which serialize as the JWT's payload, and returns the compact JWS.
    ///
    /// # Errors
    /// Best [`ErrorKind::Config`](crate::ErrorKind::Config) for a key that cannot be used, and
    /// without anything of the key.
    async fn sign(&self, claims: &AssertionClaims) -> Result<SecretString>;
}

/// What a client assertion claims. Made afresh for every token request.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct AssertionClaims {
    /// The client.
    pub iss: String,
    /// The client again.
    pub sub: String,
    /// Whom the assertion is for.
    pub aud: String,
    /// Unique for each assertion.
    pub jti: String,
    /// When it was made, in Unix seconds.
    pub iat: i64,
    /// When it ends, in Unix seconds: a minute later.
    pub exp: i64,
}

impl AssertionClaims {
    fn new(client_id: &str, audience: &str) -> Result<Self> {
        let now = OffsetDateTime::now_utc().unix_timestamp();
        Ok(Self {
            iss: client_id.to_owned(),
            sub: client_id.to_owned(),
            aud: audience.to_owned(),
            jti: random_text()?,
            iat: now,
            exp: now.saturating_add(60),
        })
    }
}
