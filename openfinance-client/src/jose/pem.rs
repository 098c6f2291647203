//! Private keys out of PEM.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use client_core::secret::{ExposeSecret as _, SecretString};
use client_core::{Error, Result};

/// A private key as its file says it is encoded.
pub(super) enum PrivateKey {
    Pkcs8(Vec<u8>),
    Pkcs1(Vec<u8>),
}

/// The first private key of a PEM text; certificates around it are passed over.
pub(super) fn private_key(pem: &SecretString) -> Result<PrivateKey> {
    let pem = pem.expose_secret();
    if pem.contains("BEGIN ENCRYPTED PRIVATE KEY") || pem.contains("Proc-Type: 4,ENCRYPTED") {
        return Err(Error::config(
            "the private key is encrypted; decrypt it and pass it as PKCS#8 PEM",
        ));
    }
    if let Some(der) = section(pem, "PRIVATE KEY") {
        return der.map(PrivateKey::Pkcs8);
    }
    if let Some(der) = section(pem, "RSA PRIVATE KEY") {
        return der.map(PrivateKey::Pkcs1);
    }
    Err(Error::config(
        "no private key found; pass PEM with BEGIN PRIVATE KEY or BEGIN RSA PRIVATE KEY \
         (take it out of a PKCS#12 file by `openssl pkcs12 -nocerts -noenc`)",
    ))
}

/// The bytes between the marks of the first section of this name.
fn section(pem: &str, name: &str) -> Option<Result<Vec<u8>>> {
    let (_, rest) = pem.split_once(&format!("-----BEGIN {name}-----"))?;
    let damaged = || Error::config("the private key's PEM is damaged");
    let Some((body, _)) = rest.split_once(&format!("-----END {name}-----")) else {
        return Some(Err(damaged()));
    };
    let body: String = body.chars().filter(|c| !c.is_ascii_whitespace()).collect();
    let body = SecretString::from(body);
    // The cause is dropped: it may quote the key.
    Some(STANDARD.decode(body.expose_secret()).map_err(|_| damaged()))
}

/// A private key as PEM.
#[cfg(feature = "sandbox")]
pub(super) fn of_pkcs8(der: &[u8]) -> SecretString {
    let body = STANDARD.encode(der);
    let (lines, last) = body.as_bytes().as_chunks::<64>();
    let lines = lines.iter().map(|line| line.as_slice()).chain([last]);
    let lines: Vec<_> = lines.map(String::from_utf8_lossy).collect();
    let body = lines.join("\n");
    format!("-----BEGIN PRIVATE KEY-----\n{body}\n-----END PRIVATE KEY-----\n").into()
}
