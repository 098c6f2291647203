//! Our own private keys, in memory.

use std::fmt;
use std::path::Path;
use std::sync::Arc;

use async_trait::async_trait;
use aws_lc_rs::encoding::{AsDer as _, Pkcs8V1Der};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::{
    KeySize, OAEP_SHA1_MGF1SHA1, OAEP_SHA256_MGF1SHA256, OaepPrivateDecryptingKey,
    PrivateDecryptingKey,
};
use aws_lc_rs::signature::{KeyPair as _, RSA_PSS_SHA256, RsaKeyPair};
use client_core::secret::SecretString;
use client_core::{Error, Result};

use super::pem::{self, PrivateKey};
use super::{Decrypter, Jwk, Signer, encode};

/// An RSA key in memory that signs by PS256. Cheap to clone; `Debug` shows its id only.
#[derive(Clone)]
pub struct SigningKey {
    id: String,
    pair: Arc<RsaKeyPair>,
}

impl SigningKey {
    /// Reads the key from PEM (PKCS#8 or PKCS#1, unencrypted). `id` is its id in the directory.
    ///
    /// # Errors
    /// [`ErrorKind::Config`](client_core::ErrorKind::Config) when there is no key, it is encrypted,
    /// or not RSA of 2048 to 8192 bits.
    pub fn from_pem(id: impl Into<String>, pem: &SecretString) -> Result<Self> {
        Self::of(id.into(), rsa_pair(pem)?)
    }

    /// Reads the key from a PEM file.
    ///
    /// # Errors
    /// As [`SigningKey::from_pem`], and when the file cannot be read.
    pub fn from_pem_file(id: impl Into<String>, path: impl AsRef<Path>) -> Result<Self> {
        Self::from_pem(id, &read(path.as_ref())?)
    }

    /// Makes a new key of 2048 bits. Whoever is to verify needs its [`SigningKey::public_jwk`].
    ///
    /// # Errors
    /// [`ErrorKind::Config`](client_core::ErrorKind::Config) when the system has no randomness.
    pub fn generate(id: impl Into<String>) -> Result<Self> {
        Self::of(id.into(), new_pair()?)
    }

    fn of(id: String, pair: RsaKeyPair) -> Result<Self> {
        check_id(&id)?;
        let pair = Arc::new(pair);
        Ok(Self { id, pair })
    }

    /// The public half, as a key set publishes it.
    pub fn public_jwk(&self) -> Jwk {
        public_jwk(&self.id, &self.pair, "sig", "PS256")
    }

    /// The key itself, for the sandbox to hand out its own.
    #[cfg(feature = "sandbox")]
    pub(crate) fn expose_pem(&self) -> Result<SecretString> {
        exposed_pem(&self.pair)
    }

    pub(crate) fn signature(&self, message: &[u8]) -> Result<Vec<u8>> {
        let mut signature = vec![0_u8; self.pair.public_modulus_len()];
        self.pair
            .sign(
                &RSA_PSS_SHA256,
                &SystemRandom::new(),
                message,
                &mut signature,
            )
            .map_err(|_| Error::config("the signing key failed to sign"))?;
        Ok(signature)
    }
}

#[async_trait]
impl Signer for SigningKey {
    fn key_id(&self) -> &str {
        &self.id
    }

    async fn sign_ps256(&self, message: &[u8]) -> Result<Vec<u8>> {
        self.signature(message)
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SigningKey")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

/// By which algorithm content keys are encrypted to a key of ours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum KeyEncryption {
    /// OAEP with SHA-1, which is what the profile names.
    #[default]
    RsaOaep,
    /// OAEP with SHA-256.
    RsaOaep256,
}

impl KeyEncryption {
    /// Its name in JOSE.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::RsaOaep => "RSA-OAEP",
            Self::RsaOaep256 => "RSA-OAEP-256",
        }
    }
}

/// An RSA key in memory that banks encrypt id tokens to. `Debug` shows its id and algorithm only.
#[derive(Clone)]
pub struct DecryptionKey {
    id: String,
    algorithm: KeyEncryption,
    pair: Arc<RsaKeyPair>,
    decrypting: Arc<OaepPrivateDecryptingKey>,
}

impl DecryptionKey {
    /// Reads the key from PEM (PKCS#8 or PKCS#1, unencrypted). `id` is its id in the directory.
    ///
    /// # Errors
    /// As [`SigningKey::from_pem`].
    pub fn from_pem(id: impl Into<String>, pem: &SecretString) -> Result<Self> {
        Self::of(id.into(), rsa_pair(pem)?)
    }

    /// Reads the key from a PEM file.
    ///
    /// # Errors
    /// As [`SigningKey::from_pem_file`].
    pub fn from_pem_file(id: impl Into<String>, path: impl AsRef<Path>) -> Result<Self> {
        Self::from_pem(id, &read(path.as_ref())?)
    }

    /// Makes a new key of 2048 bits.
    ///
    /// # Errors
    /// As [`SigningKey::generate`].
    pub fn generate(id: impl Into<String>) -> Result<Self> {
        Self::of(id.into(), new_pair()?)
    }

    /// For banks that were told, at registration, to encrypt by another algorithm than the
    /// profile's.
    #[must_use]
    pub fn with_algorithm(mut self, algorithm: KeyEncryption) -> Self {
        self.algorithm = algorithm;
        self
    }

    fn of(id: String, pair: RsaKeyPair) -> Result<Self> {
        check_id(&id)?;
        let unusable = || Error::config("the key cannot be used to decrypt");
        let der: Pkcs8V1Der<'_> = pair.as_der().map_err(|_| unusable())?;
        let key = PrivateDecryptingKey::from_pkcs8(der.as_ref()).map_err(|_| unusable())?;
        let decrypting = OaepPrivateDecryptingKey::new(key).map_err(|_| unusable())?;
        Ok(Self {
            id,
            algorithm: KeyEncryption::default(),
            pair: Arc::new(pair),
            decrypting: Arc::new(decrypting),
        })
    }

    /// The public half, as a key set publishes it.
    pub fn public_jwk(&self) -> Jwk {
        public_jwk(&self.id, &self.pair, "enc", self.algorithm.as_str())
    }

    /// The key itself, for the sandbox to hand out its own.
    #[cfg(feature = "sandbox")]
    pub(crate) fn expose_pem(&self) -> Result<SecretString> {
        exposed_pem(&self.pair)
    }
}

#[async_trait]
impl Decrypter for DecryptionKey {
    fn key_id(&self) -> &str {
        &self.id
    }

    fn algorithm(&self) -> KeyEncryption {
        self.algorithm
    }

    async fn decrypt_key(&self, encrypted: &[u8]) -> Result<Option<Vec<u8>>> {
        let algorithm = match self.algorithm {
            KeyEncryption::RsaOaep => &OAEP_SHA1_MGF1SHA1,
            KeyEncryption::RsaOaep256 => &OAEP_SHA256_MGF1SHA256,
        };
        let mut out = vec![0_u8; self.decrypting.min_output_size()];
        let content_key = self
            .decrypting
            .decrypt(algorithm, encrypted, &mut out, None);
        Ok(content_key.ok().map(|content_key| content_key.to_vec()))
    }
}

impl fmt::Debug for DecryptionKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DecryptionKey")
            .field("id", &self.id)
            .field("algorithm", &self.algorithm)
            .finish_non_exhaustive()
    }
}

/// The keys that id tokens may be encrypted to: the present one, and retired ones for as long as
/// banks may still use them.
#[derive(Clone, Debug, Default)]
pub struct DecryptionKeys {
    keys: Vec<Arc<dyn Decrypter>>,
    of_any_id: bool,
}

impl DecryptionKeys {
    /// These keys in memory.
    pub fn new(keys: impl IntoIterator<Item = DecryptionKey>) -> Self {
        keys.into_iter()
            .fold(Self::default(), |keys, key| keys.with(Arc::new(key)))
    }

    /// One key more, wherever it is.
    #[must_use]
    pub fn with(mut self, key: Arc<dyn Decrypter>) -> Self {
        self.keys.push(key);
        self
    }

    /// Tries every key, whichever a token names: for keys whose id in the directory is not known.
    #[must_use]
    pub fn of_any_id(mut self) -> Self {
        self.of_any_id = true;
        self
    }

    /// The key of this id; all of them when no id is given, or none counts.
    pub(super) fn named(&self, id: Option<&str>) -> impl Iterator<Item = &dyn Decrypter> {
        let id = id.filter(|_| !self.of_any_id);
        let keys = self.keys.iter().map(AsRef::as_ref);
        keys.filter(move |key| id.is_none_or(|id| id == key.key_id()))
    }
}

impl From<DecryptionKey> for DecryptionKeys {
    fn from(key: DecryptionKey) -> Self {
        Self::new([key])
    }
}

impl From<Arc<dyn Decrypter>> for DecryptionKeys {
    fn from(key: Arc<dyn Decrypter>) -> Self {
        Self::default().with(key)
    }
}

fn rsa_pair(pem: &SecretString) -> Result<RsaKeyPair> {
    match pem::private_key(pem)? {
        PrivateKey::Pkcs8(der) => RsaKeyPair::from_pkcs8(&der),
        PrivateKey::Pkcs1(der) => RsaKeyPair::from_der(&der),
    }
    .map_err(|_| Error::config("the private key is not an RSA key of 2048 to 8192 bits"))
}

fn new_pair() -> Result<RsaKeyPair> {
    RsaKeyPair::generate(KeySize::Rsa2048).map_err(|_| Error::config("no RSA key can be made"))
}

fn read(path: &Path) -> Result<SecretString> {
    std::fs::read_to_string(path)
        .map(SecretString::from)
        .map_err(|cause| Error::config("the key file cannot be read").with_source(cause))
}

#[cfg(feature = "sandbox")]
fn exposed_pem(pair: &RsaKeyPair) -> Result<SecretString> {
    let der: Pkcs8V1Der<'_> = pair
        .as_der()
        .map_err(|_| Error::config("the key cannot be written"))?;
    Ok(pem::of_pkcs8(der.as_ref()))
}

fn check_id(id: &str) -> Result<()> {
    if id.is_empty() {
        return Err(Error::config(
            "the key id is empty; take it from the directory's key set",
        ));
    }
    Ok(())
}

fn public_jwk(id: &str, pair: &RsaKeyPair, usage: &str, algorithm: &str) -> Jwk {
    let public = pair.public_key();
    Jwk {
        kind: "RSA".to_owned(),
        key_id: Some(id.to_owned()),
        usage: Some(usage.to_owned()),
        algorithm: Some(algorithm.to_owned()),
        modulus: Some(encode(public.modulus().big_endian_without_leading_zero())),
        exponent: Some(encode(public.exponent().big_endian_without_leading_zero())),
    }
}
