//! The key of the hash, and the hash itself.

use std::fmt::{self, Write as _};

use aws_lc_rs::hmac;
use client_core::secret::{ExposeSecret as _, SecretString};
use client_core::{Error, Result};

/// The secret key of the `Transaction-Hash`. The provider hands one out per environment, apart
/// from the client secret. `Debug` does not show it.
#[derive(Clone)]
pub struct SecretKey(SecretString);

impl SecretKey {
    /// The key as the provider wrote it: its text is the key, with its hyphens and in its case.
    pub fn new(text: impl Into<SecretString>) -> Self {
        Self(text.into())
    }

    /// The hash of a message: 64 lower-case hexadecimal digits.
    ///
    /// Typed methods do this by themselves. This is for requests of your own, such as one by
    /// [`Matera::request`](crate::Matera::request).
    ///
    /// ```
    /// use matera_client::SecretKey;
    ///
    /// let key = SecretKey::new("IcantTellYou");
    /// let hash = key.hash("99ABCidcpf_cnpj");
    /// assert!(hash.starts_with("93942efb7e07b6ee"));
    /// ```
    pub fn hash(&self, message: &str) -> String {
        let key = hmac::Key::new(hmac::HMAC_SHA256, self.0.expose_secret().as_bytes());
        let tag = hmac::sign(&key, message.as_bytes());
        let mut hex = String::with_capacity(64);
        for byte in tag.as_ref() {
            // Writing to a String cannot fail.
            let _ = write!(hex, "{byte:02x}");
        }
        hex
    }

    /// A key that somebody has pasted with a line break would sign nothing the provider accepts.
    pub(crate) fn check(&self) -> Result<()> {
        let text = self.0.expose_secret();
        if text.is_empty() || text.trim() != text {
            return Err(Error::config(
                "the secret key of the Transaction-Hash is empty or begins or ends with white \
                 space; look for a line break at its end",
            ));
        }
        Ok(())
    }
}

impl From<&str> for SecretKey {
    fn from(text: &str) -> Self {
        Self::new(text)
    }
}

impl fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretKey(..)")
    }
}
