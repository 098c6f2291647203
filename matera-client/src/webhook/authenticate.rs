//! Who sent a notice.

use std::fmt;

use aws_lc_rs::constant_time::verify_slices_are_equal;
use client_core::secret::{ExposeSecret, SecretString};
use client_core::webhook::Verifier;
use client_core::{Error, Result};
use http::{HeaderMap, HeaderName};
use time::OffsetDateTime;

/// Decides whether a notice is from the provider. Implement it where the provider has told you what
/// it does not publish; a closure `Fn(&HeaderMap, &[u8]) -> bool` is one too.
pub trait Authenticate: Send + Sync {
    /// Whether headers and body, as received, are from the provider. Compare secrets in constant
    /// time.
    fn accepts(&self, headers: &HeaderMap, body: &[u8]) -> bool;
}

impl<F: Fn(&HeaderMap, &[u8]) -> bool + Send + Sync> Authenticate for F {
    fn accepts(&self, headers: &HeaderMap, body: &[u8]) -> bool {
        self(headers, body)
    }
}

/// A secret in a header, as registered by
/// [`NewPayerWebhook::header`](crate::model::autopix_payer::NewPayerWebhook::header).
pub struct SharedHeader {
    name: HeaderName,
    secrets: Vec<SecretString>,
}

/// Shorter ones can be guessed.
const SHORTEST_SECRET: usize = 16;

impl SharedHeader {
    /// Accepts what brings this secret.
    ///
    /// # Errors
    /// [`ErrorKind::Config`](client_core::ErrorKind::Config) when the secret has less than 16
    /// bytes.
    pub fn new(name: HeaderName, secret: SecretString) -> Result<Self> {
        let header = Self {
            name,
            secrets: Vec::new(),
        };
        header.or(secret)
    }

    /// Accepts this secret as well, for as long as both are in use.
    ///
    /// # Errors
    /// As [`new`](Self::new).
    pub fn or(mut self, secret: SecretString) -> Result<Self> {
        if secret.expose_secret().len() < SHORTEST_SECRET {
            return Err(Error::config(format!(
                "the webhook's secret has less than {SHORTEST_SECRET} bytes"
            )));
        }
        self.secrets.push(secret);
        Ok(self)
    }
}

impl Authenticate for SharedHeader {
    fn accepts(&self, headers: &HeaderMap, _: &[u8]) -> bool {
        // Two headers of the name leave open which of them counts.
        let mut values = headers.get_all(&self.name).iter();
        let (Some(given), None) = (values.next(), values.next()) else {
            return false;
        };
        self.secrets.iter().any(|secret| {
            let secret = secret.expose_secret().as_bytes();
            verify_slices_are_equal(given.as_bytes(), secret).is_ok()
        })
    }
}

impl fmt::Debug for SharedHeader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SharedHeader")
            .field("name", &self.name)
            .field("secrets", &self.secrets.len())
            .finish()
    }
}

/// An HMAC-SHA256 over the body in a header, as [`Verifier`] checks it. Which header the provider
/// uses, if any, is not published: name, prefix, encoding and timestamp are of the verifier's
/// [`SignatureScheme`](client_core::webhook::SignatureScheme).
#[derive(Debug)]
pub struct Hmac(Verifier);

impl Hmac {
    /// Accepts what this verifier accepts.
    pub fn new(verifier: Verifier) -> Self {
        Self(verifier)
    }
}

impl Authenticate for Hmac {
    fn accepts(&self, headers: &HeaderMap, body: &[u8]) -> bool {
        let now = OffsetDateTime::now_utc();
        self.0.verify(headers, body, now).is_ok()
    }
}

/// Accepts everything: only where something before your program has checked the sender, such as
/// mTLS.
#[derive(Clone, Copy, Debug, Default)]
pub struct Unauthenticated;

impl Authenticate for Unauthenticated {
    fn accepts(&self, _: &HeaderMap, _: &[u8]) -> bool {
        true
    }
}
