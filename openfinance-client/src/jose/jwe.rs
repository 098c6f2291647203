//! Decrypting what was encrypted to us: RSA-OAEP or RSA-OAEP-256 with A256GCM.

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use client_core::Result;
use client_core::secret::SecretString;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::jws::FORBIDDEN_MEMBERS;
use super::{Decrypter, DecryptionKeys, JoseError, decode};

const CONTENT_ENCRYPTION: &str = "A256GCM";
const TAG_BYTES: usize = 16;

#[derive(Deserialize)]
struct Header {
    alg: String,
    enc: String,
    kid: Option<String>,
}

/// Decrypts a compact JWE with the one of our keys that it names, or with any if it names none.
///
/// # Errors
/// [`ErrorKind::Auth`](client_core::ErrorKind::Auth) with the [`JoseError`] that failed as its
/// source. Whatever fails after the header was accepted is [`JoseError::Undecryptable`], so that
/// nobody learns from us how near they came. And what a key outside of this process fails with.
pub async fn decrypt(token: &str, keys: &DecryptionKeys) -> Result<SecretString> {
    let parts = Parts::of(token)?;
    let header = read_header(parts.protected)?;
    for key in candidates(keys, &header)? {
        let content_key = key.decrypt_key(&parts.encrypted_key).await?;
        if let Some(text) = content_key.and_then(|content_key| parts.open(&content_key)) {
            return Ok(text);
        }
    }
    Err(JoseError::Undecryptable.into())
}

/// Our keys that the token may have been encrypted to, if there are any.
fn candidates<'a>(
    keys: &'a DecryptionKeys,
    header: &Header,
) -> Result<Vec<&'a dyn Decrypter>, JoseError> {
    let mut keys: Vec<_> = keys.named(header.kid.as_deref()).collect();
    if keys.is_empty() {
        return Err(JoseError::UnknownKey);
    }
    keys.retain(|key| key.algorithm().as_str() == header.alg);
    match keys.is_empty() {
        true => Err(JoseError::Algorithm),
        false => Ok(keys),
    }
}

fn read_header(encoded: &str) -> Result<Header, JoseError> {
    let bytes = decode(encoded).ok_or(JoseError::NotEncrypted)?;
    let members: Map<String, Value> =
        serde_json::from_slice(&bytes).map_err(|_| JoseError::Header)?;
    let header: Header = serde_json::from_slice(&bytes).map_err(|_| JoseError::Header)?;
    // A compressed text may unfold without end.
    let forbidden = FORBIDDEN_MEMBERS.iter().chain(&["zip"]);
    if forbidden
        .into_iter()
        .any(|name| members.contains_key(*name))
    {
        return Err(JoseError::ForbiddenMember);
    }
    if header.enc != CONTENT_ENCRYPTION {
        return Err(JoseError::ContentEncryption);
    }
    Ok(header)
}

struct Parts<'a> {
    protected: &'a str,
    encrypted_key: Vec<u8>,
    nonce: Vec<u8>,
    /// The content with its tag behind it.
    sealed: Vec<u8>,
}

impl<'a> Parts<'a> {
    fn of(token: &'a str) -> Result<Self, JoseError> {
        let parts: Vec<&str> = token.split('.').collect();
        let [protected, key, nonce, content, tag] = parts.as_slice() else {
            return Err(JoseError::NotEncrypted);
        };
        let part = |text| decode(text).ok_or(JoseError::NotEncrypted);
        let (mut sealed, tag) = (part(content)?, part(tag)?);
        if tag.len() != TAG_BYTES {
            return Err(JoseError::Undecryptable);
        }
        sealed.extend_from_slice(&tag);
        Ok(Self {
            protected,
            encrypted_key: part(key)?,
            nonce: part(nonce)?,
            sealed,
        })
    }

    fn open(&self, content_key: &[u8]) -> Option<SecretString> {
        let key = LessSafeKey::new(UnboundKey::new(&AES_256_GCM, content_key).ok()?);
        let nonce = Nonce::try_assume_unique_for_key(&self.nonce).ok()?;
        let mut content = self.sealed.clone();
        let opened = key
            .open_in_place(nonce, Aad::from(self.protected.as_bytes()), &mut content)
            .ok()?;
        std::str::from_utf8(opened).ok().map(SecretString::from)
    }
}

/// Encrypts to a public key, as a bank does with id tokens.
#[cfg(feature = "sandbox")]
pub(crate) fn encrypt(text: &str, to: &super::Jwk) -> client_core::Result<String> {
    use aws_lc_rs::aead::NONCE_LEN;
    use aws_lc_rs::encoding::AsDer as _;
    use aws_lc_rs::rand;
    use aws_lc_rs::rsa::{OAEP_SHA1_MGF1SHA1, OaepPublicEncryptingKey, PublicEncryptingKey};
    use aws_lc_rs::signature::RsaPublicKeyComponents;
    use client_core::Error;

    use super::encode;

    let failed = |_| Error::config("the sandbox cannot encrypt to this key");
    let (n, e) = super::jws::components(to)?;
    let der = RsaPublicKeyComponents { n: &n, e: &e }
        .as_der()
        .map_err(failed)?;
    let public = PublicEncryptingKey::from_der(der.as_ref())
        .map_err(|_| Error::config("the sandbox cannot read this key"))?;
    let public = OaepPublicEncryptingKey::new(public).map_err(failed)?;

    let (mut content_key, mut nonce) = ([0_u8; 32], [0_u8; NONCE_LEN]);
    rand::fill(&mut content_key).map_err(failed)?;
    rand::fill(&mut nonce).map_err(failed)?;
    let mut encrypted_key = vec![0_u8; public.ciphertext_size()];
    let encrypted_key = public
        .encrypt(&OAEP_SHA1_MGF1SHA1, &content_key, &mut encrypted_key, None)
        .map_err(failed)?;
    let header = serde_json::json!({
        "alg": "RSA-OAEP",
        "enc": CONTENT_ENCRYPTION,
        "kid": to.key_id,
        "cty": "JWT",
    });
    let header = encode(header.to_string());
    let key = LessSafeKey::new(UnboundKey::new(&AES_256_GCM, &content_key).map_err(failed)?);
    let mut content = text.as_bytes().to_vec();
    let tag = key
        .seal_in_place_separate_tag(
            Nonce::assume_unique_for_key(nonce),
            Aad::from(header.as_bytes()),
            &mut content,
        )
        .map_err(failed)?;
    Ok(format!(
        "{header}.{}.{}.{}.{}",
        encode(encrypted_key),
        encode(nonce),
        encode(content),
        encode(tag.as_ref())
    ))
}
