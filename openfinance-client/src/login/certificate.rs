//! Which certificate a token is bound to.

use aws_lc_rs::digest::{SHA256, digest};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use client_core::secret::{ExposeSecret as _, SecretString};
use client_core::{Error, ErrorKind, Outcome, Result};
use serde::Deserialize;

use crate::jose::{decode, encode};

/// The SHA-256 of a certificate, as tokens name the one they are bound to (RFC 8705).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct CertificateThumbprint(String);

impl CertificateThumbprint {
    /// Of a certificate in DER.
    pub fn of_der(der: &[u8]) -> Self {
        Self(encode(digest(&SHA256, der)))
    }

    /// Of the first certificate of a PEM text: our own, when it is our chain.
    ///
    /// # Errors
    /// [`ErrorKind::Config`] when there is no certificate.
    pub fn of_pem(pem: &str) -> Result<Self> {
        let certificate = || {
            let (_, rest) = pem.split_once("-----BEGIN CERTIFICATE-----")?;
            let (body, _) = rest.split_once("-----END CERTIFICATE-----")?;
            let body: String = body.chars().filter(|c| !c.is_ascii_whitespace()).collect();
            STANDARD.decode(body).ok()
        };
        certificate()
            .map(|der| Self::of_der(&der))
            .ok_or_else(|| Error::config("no certificate found; pass PEM with BEGIN CERTIFICATE"))
    }

    /// The thumbprint in base64url, as in `x5t#S256`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Fails when the token says that it is bound to another certificate. Tokens that say nothing
    /// we can read pass: their binding is between the bank's own houses.
    pub(super) fn check(&self, access_token: &SecretString) -> Result<()> {
        match bound_to(access_token.expose_secret()) {
            Some(other) if other != self.0 => Err(Error::new(
                ErrorKind::Auth,
                Outcome::Applied,
                "the access token is bound to another certificate than ours: the connection shows \
                 another one than the client was told of, or the token is not meant for us",
            )),
            _ => Ok(()),
        }
    }
}

fn bound_to(access_token: &str) -> Option<String> {
    #[derive(Deserialize)]
    struct Claims {
        cnf: Confirmation,
    }
    #[derive(Deserialize)]
    struct Confirmation {
        #[serde(rename = "x5t#S256")]
        thumbprint: String,
    }
    let payload = decode(access_token.split('.').nth(1)?)?;
    let claims: Claims = serde_json::from_slice(&payload).ok()?;
    Some(claims.cnf.thumbprint)
}
