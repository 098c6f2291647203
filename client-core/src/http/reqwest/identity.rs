//! Who we are at the TLS layer.

use std::fmt;
use std::sync::Arc;

use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::sign::{CertifiedKey, SingleCertAndKey};
use secrecy::{ExposeSecret as _, SecretString};

use super::tls;
use crate::error::{Error, Result};

/// A client certificate with its private key, for servers that demand mTLS. Cheap to clone.
///
/// `Debug` shows neither.
#[derive(Clone)]
pub struct ClientIdentity(Arc<CertifiedKey>);

impl ClientIdentity {
    /// Reads the certificate chain, the client's own certificate first, and its unencrypted
    /// private key (PKCS#8, PKCS#1 or SEC1), both in PEM.
    ///
    /// ```no_run
    /// # fn load() -> Result<(), Box<dyn std::error::Error>> {
    /// use client_core::http::ClientIdentity;
    /// use secrecy::SecretString;
    ///
    /// let chain = std::fs::read("client.pem")?;
    /// let key = SecretString::from(std::fs::read_to_string("client.key")?);
    /// let identity = ClientIdentity::from_pem(&chain, &key)?;
    /// # drop(identity);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Config`](crate::ErrorKind::Config) when either is missing or malformed, when
    /// the key is encrypted or of an unknown kind, or when it does not belong to the first
    /// certificate.
    pub fn from_pem(chain: impl AsRef<[u8]>, key: &SecretString) -> Result<Self> {
        let chain = tls::certificates(chain.as_ref(), "the client certificate chain")?;
        let key = private_key(key)?;
        certified(chain, key).map(|certified| Self(Arc::new(certified)))
    }

    pub(super) fn resolver(&self) -> Arc<SingleCertAndKey> {
        Arc::new(SingleCertAndKey::from(Arc::clone(&self.0)))
    }
}

fn private_key(pem: &SecretString) -> Result<PrivateKeyDer<'static>> {
    let pem = pem.expose_secret();
    // The parser's own error may quote a line of the key, so it is not kept as a source.
    PrivateKeyDer::from_pem_slice(pem.as_bytes()).map_err(|_| {
        Error::config(if pem.contains("ENCRYPTED") {
            "the client's private key is encrypted; decrypt it and pass it as PKCS#8 PEM"
        } else {
            "the client's private key is not a PKCS#8, PKCS#1 or SEC1 key in PEM"
        })
    })
}

fn certified(
    chain: Vec<CertificateDer<'static>>,
    key: PrivateKeyDer<'static>,
) -> Result<CertifiedKey> {
    CertifiedKey::from_der(chain, key, &tls::provider()).map_err(|cause| {
        let what = match &cause {
            rustls::Error::InconsistentKeys(_) => {
                "the client's private key does not belong to the first certificate of the chain"
            }
            rustls::Error::InvalidCertificate(_) => {
                "the first certificate of the client's chain cannot be read"
            }
            _ => "the client's private key is of a kind that TLS cannot use",
        };
        Error::config(what).with_source(cause)
    })
}

impl fmt::Debug for ClientIdentity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientIdentity")
            .field("certificates", &self.0.cert.len())
            .finish_non_exhaustive()
    }
}
