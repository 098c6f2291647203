//! Signing and verifying, PS256 only.

use aws_lc_rs::signature::{RSA_PSS_2048_8192_SHA256, RsaPublicKeyComponents};
use client_core::{Error, Result};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{JoseError, Jwk, JwkSet, Signer, decode, encode};

const ALGORITHM: &str = "PS256";

/// What a token may not bring: keys of its own, references to keys, and extensions that must be
/// understood.
pub(super) const FORBIDDEN_MEMBERS: [&str; 5] = ["x5u", "x5c", "jku", "jwk", "crit"];

#[derive(Serialize)]
struct Header<'a> {
    alg: &'static str,
    typ: &'static str,
    kid: &'a str,
}

/// Signs `claims` and returns the compact JWS, of type `JWT`.
///
/// # Errors
/// What the signer says; [`ErrorKind::Input`](client_core::ErrorKind::Input) when the claims cannot
/// be written as JSON.
pub async fn sign(signer: &dyn Signer, claims: &(impl Serialize + Sync)) -> Result<String> {
    let message = message(signer.key_id(), claims)?;
    let signature = signer.sign_ps256(message.as_bytes()).await?;
    Ok(format!("{message}.{}", encode(signature)))
}

/// The same with a key in memory, for servers that answer at once.
#[cfg(feature = "sandbox")]
pub(crate) fn sign_at_once(key: &super::SigningKey, claims: &impl Serialize) -> Result<String> {
    let message = message(key.key_id(), claims)?;
    let signature = key.signature(message.as_bytes())?;
    Ok(format!("{message}.{}", encode(signature)))
}

/// Header and payload, which the signature is of.
fn message(key_id: &str, claims: &impl Serialize) -> Result<String> {
    let unwritable = |_| Error::input("the claims cannot be written as JSON");
    let header = Header {
        alg: ALGORITHM,
        typ: "JWT",
        kid: key_id,
    };
    let header = serde_json::to_vec(&header).map_err(unwritable)?;
    let claims = serde_json::to_vec(claims).map_err(unwritable)?;
    Ok(format!("{}.{}", encode(header), encode(claims)))
}

/// What a token said, once its signature was found to hold.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct VerifiedJws {
    /// Which key signed it.
    pub key_id: String,
    /// What was signed: JSON, most often with personal data.
    pub payload: Vec<u8>,
}

impl std::fmt::Debug for VerifiedJws {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("VerifiedJws")
            .field("key_id", &self.key_id)
            .field("payload_bytes", &self.payload.len())
            .finish()
    }
}

/// Verifies a compact JWS by the key of `keys` that it names. Says nothing about its claims.
///
/// # Errors
/// The check that failed. [`JoseError::UnknownKey`] may mean that the keys were changed since the
/// set was fetched.
pub fn verify(token: &str, keys: &JwkSet) -> Result<VerifiedJws, JoseError> {
    let (message, signature) = token.rsplit_once('.').ok_or(JoseError::NotSigned)?;
    let (header, payload) = message.split_once('.').ok_or(JoseError::NotSigned)?;
    if payload.contains('.') {
        return Err(JoseError::NotSigned);
    }
    let key_id = read_header(header)?;
    let signature = decode(signature).ok_or(JoseError::NotSigned)?;
    let payload = decode(payload).ok_or(JoseError::NotSigned)?;
    let key = keys
        .for_signatures(&key_id, ALGORITHM)
        .ok_or(JoseError::UnknownKey)?;
    let (n, e) = components(key)?;
    RsaPublicKeyComponents { n: &n, e: &e }
        .verify(&RSA_PSS_2048_8192_SHA256, message.as_bytes(), &signature)
        .map_err(|_| JoseError::Signature)?;
    Ok(VerifiedJws { key_id, payload })
}

/// The key id of a header that the profile allows.
fn read_header(encoded: &str) -> Result<String, JoseError> {
    #[derive(Deserialize)]
    struct Named {
        alg: String,
        kid: Option<String>,
    }
    let bytes = decode(encoded).ok_or(JoseError::NotSigned)?;
    // Read twice: as names, to see what must not be there, and as the two that count.
    let members: Map<String, Value> =
        serde_json::from_slice(&bytes).map_err(|_| JoseError::Header)?;
    let named: Named = serde_json::from_slice(&bytes).map_err(|_| JoseError::Header)?;
    if named.alg != ALGORITHM {
        return Err(JoseError::Algorithm);
    }
    if FORBIDDEN_MEMBERS
        .iter()
        .any(|name| members.contains_key(*name))
    {
        return Err(JoseError::ForbiddenMember);
    }
    named
        .kid
        .filter(|kid| !kid.is_empty())
        .ok_or(JoseError::NoKeyId)
}

/// Modulus and exponent of an RSA key that is large enough.
pub(super) fn components(key: &Jwk) -> Result<(Vec<u8>, Vec<u8>), JoseError> {
    const SMALLEST_MODULUS: usize = 2048 / 8;
    let part = |text: &Option<String>| {
        let bytes = decode(text.as_deref()?)?;
        let zeros = bytes.iter().take_while(|&&byte| byte == 0).count();
        Some(bytes.into_iter().skip(zeros).collect::<Vec<u8>>())
    };
    match (part(&key.modulus), part(&key.exponent)) {
        (Some(n), Some(e)) if key.kind == "RSA" && n.len() >= SMALLEST_MODULUS => Ok((n, e)),
        _ => Err(JoseError::UnusableKey),
    }
}
