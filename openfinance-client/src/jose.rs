//! Signed and encrypted messages: PS256, and RSA-OAEP with A256GCM, the only ones of the profile.
//!
//! Nothing algorithmic is taken from a token: which algorithm a key is for is ours to say, and a
//! token that names another is refused before any key is touched. Keys come from the directory's
//! or the bank's key set, never from inside a token. Error messages are constant: they tell which
//! check failed and nothing of the token.

mod jwe;
mod jwk;
mod jws;
mod key;
mod pem;
mod source;

use async_trait::async_trait;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use client_core::{Error, ErrorKind, Outcome, Result};

pub use self::jwe::decrypt;
#[cfg(feature = "sandbox")]
pub(crate) use self::jwe::encrypt;
pub use self::jwk::{Jwk, JwkSet};
#[cfg(feature = "sandbox")]
pub(crate) use self::jws::sign_at_once;
pub use self::jws::{VerifiedJws, sign, verify};
pub use self::key::{DecryptionKey, DecryptionKeys, KeyEncryption, SigningKey};
pub use self::source::KeySource;
pub(crate) use self::source::public_executor;

/// Signs with a key that may be anywhere: in memory ([`SigningKey`]) or in a security module that
/// never lets it out.
///
/// The certificate of the key (BRSEAL, or the software's own signing key) is in the directory,
/// under the same key id.
#[async_trait]
pub trait Signer: std::fmt::Debug + Send + Sync + 'static {
    /// The id of the key in the directory's key set: goes into the header as `kid`.
    fn key_id(&self) -> &str;

    /// The PS256 signature of `message`: RSASSA-PSS with SHA-256, MGF1 with SHA-256, and a salt of
    /// 32 bytes.
    ///
    /// # Errors
    /// [`ErrorKind::Config`] for a key that cannot be used, and without anything of the key.
    async fn sign_ps256(&self, message: &[u8]) -> Result<Vec<u8>>;
}

/// Decrypts with a key that may be anywhere: in memory ([`DecryptionKey`]) or in a security module
/// that never lets it out.
///
/// Its public half is in the directory, `use: enc`, under the same key id.
#[async_trait]
pub trait Decrypter: std::fmt::Debug + Send + Sync + 'static {
    /// The id of the key in the directory's key set: banks name it as `kid`.
    fn key_id(&self) -> &str;

    /// By which algorithm banks encrypt to it; what the profile names by default.
    fn algorithm(&self) -> KeyEncryption {
        KeyEncryption::RsaOaep
    }

    /// The content key that `encrypted` holds; `None` when it was not encrypted to this key.
    ///
    /// # Errors
    /// When the key cannot be used now, and without anything of the key.
    async fn decrypt_key(&self, encrypted: &[u8]) -> Result<Option<Vec<u8>>>;
}

/// Why a token is refused. One reason per check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum JoseError {
    /// It is not three parts of base64url with points between them.
    #[error("the token is not a compact JWS")]
    NotSigned,
    /// It is not five parts of base64url with points between them.
    #[error("the token is not a compact JWE: the profile demands that it is encrypted")]
    NotEncrypted,
    /// Its header is not a JSON object with text where text belongs.
    #[error("the token's header cannot be read")]
    Header,
    /// Its header brings a key or a reference to one, or an extension that must be understood.
    #[error("the token's header holds a member that the profile forbids")]
    ForbiddenMember,
    /// It names another algorithm than the one we expect, `none` and HS256 included.
    #[error("the token names another algorithm than the profile's")]
    Algorithm,
    /// It does not say which key it was made with.
    #[error("the token names no key")]
    NoKeyId,
    /// It names a key that is not in the key set, or is there for another use.
    #[error("the token names a key that is not in the key set for this use")]
    UnknownKey,
    /// The key in the key set is no RSA key of 2048 bits or more.
    #[error("the key set's key is not an RSA key of at least 2048 bits")]
    UnusableKey,
    /// The signature is not of this message by this key.
    #[error("the token's signature does not hold")]
    Signature,
    /// Its content encryption is not A256GCM.
    #[error("the token names another content encryption than the profile's")]
    ContentEncryption,
    /// It was not encrypted to our key, or was changed since.
    #[error("the token cannot be decrypted")]
    Undecryptable,
}

impl From<JoseError> for Error {
    fn from(reason: JoseError) -> Self {
        Self::new(ErrorKind::Auth, Outcome::Applied, reason.to_string()).with_source(reason)
    }
}

pub(crate) fn encode(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

pub(crate) fn decode(text: &str) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(text).ok()
}
