//! Proof Key for Code Exchange (RFC 7636), method S256.

use aws_lc_rs::digest::{SHA256, digest};
use aws_lc_rs::rand::{SecureRandom as _, SystemRandom};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use secrecy::{ExposeSecret as _, SecretString};

use crate::error::{Error, Result};

/// The secret that ties a code to the program that asked for it.
#[derive(Clone, Debug)]
pub struct PkceVerifier(SecretString);

impl PkceVerifier {
    /// A fresh verifier of 43 characters.
    ///
    /// # Errors
    /// [`ErrorKind::Config`](crate::ErrorKind::Config) when the system has no randomness.
    pub fn generate() -> Result<Self> {
        random_text().map(|text| Self(text.into()))
    }

    /// A verifier that was kept, such as in the session of a person who is logging in.
    ///
    /// # Errors
    /// [`ErrorKind::Input`](crate::ErrorKind::Input) unless it has 43 to 128 characters, all of
    /// them letters, digits or `-._~`.
    pub fn new(verifier: impl Into<SecretString>) -> Result<Self> {
        let verifier = verifier.into();
        let text = verifier.expose_secret();
        let unreserved =
            |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_' | b'~');
        if (43..=128).contains(&text.len()) && text.bytes().all(unreserved) {
            Ok(Self(verifier))
        } else {
            Err(Error::input(
                "a PKCE verifier has 43 to 128 characters, letters, digits and -._~ only",
            ))
        }
    }

    /// The verifier itself, to be kept until the callback.
    pub fn secret(&self) -> &SecretString {
        &self.0
    }

    /// What is shown beforehand: the base64url of the verifier's SHA-256.
    pub fn challenge(&self) -> String {
        URL_SAFE_NO_PAD.encode(digest(&SHA256, self.0.expose_secret().as_bytes()))
    }
}

/// 256 random bits as 43 characters that any URL carries.
pub(super) fn random_text() -> Result<String> {
    let mut bytes = [0_u8; 32];
    SystemRandom::new()
        .fill(&mut bytes)
        .map_err(|_| Error::config("the system's random source failed"))?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}
