//! Signatures and encryption against vectors that another library made, and every way a token can
//! be forged. The keys and tokens of `tests/fixtures/jose` are Python's `cryptography`'s.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use aws_lc_rs::hmac;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use openfinance_client::jose::{
    Decrypter, DecryptionKey, DecryptionKeys, JoseError, JwkSet, KeyEncryption, Signer as _,
    SigningKey, decrypt, sign, verify,
};
use openfinance_client::{Error, ErrorKind, ExposeSecret as _, Result, SecretString};
use serde_json::{Value, json};

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures/jose")
        .join(name)
}

fn read(name: &str) -> String {
    let text = std::fs::read_to_string(path(name)).unwrap();
    text.trim_end().to_owned()
}

fn published() -> JwkSet {
    serde_json::from_str(&read("jwks.json")).unwrap()
}

fn encode(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// A token of this header whose signature is a good one of the message, by our key.
async fn signed_with(header: Value, payload: &Value) -> String {
    let key = SigningKey::from_pem_file("sig-1", path("signing.pem")).unwrap();
    let message = format!(
        "{}.{}",
        encode(header.to_string()),
        encode(payload.to_string())
    );
    let signature = key.sign_ps256(message.as_bytes()).await.unwrap();
    format!("{message}.{}", encode(signature))
}

#[test]
fn what_another_library_signed_holds() {
    let verified = verify(&read("signed.txt"), &published()).unwrap();
    assert_eq!(verified.key_id, "sig-1");
    assert_eq!(verified.payload, r#"{"sub":"Lia Fictícia"}"#.as_bytes());
    assert!(!format!("{verified:?}").contains("Lia"));
}

#[tokio::test]
async fn both_encodings_of_a_key_sign_for_the_same_public_key() {
    for file in ["signing.pem", "signing-pkcs1.pem"] {
        let key = SigningKey::from_pem_file("sig-1", path(file)).unwrap();
        let token = sign(&key, &json!({"a": 1})).await.unwrap();
        let verified = verify(&token, &published()).unwrap();
        assert_eq!(verified.payload, br#"{"a":1}"#);
        assert!(published().keys().contains(&key.public_jwk()));
    }
}

/// Why a token cannot be decrypted by us.
async fn refusal(token: &str, keys: &DecryptionKeys) -> JoseError {
    let error = decrypt(token, keys).await.unwrap_err();
    let source = std::error::Error::source(&error).unwrap();
    *source.downcast_ref().unwrap()
}

#[tokio::test]
async fn what_another_library_encrypted_opens() {
    let key = DecryptionKey::from_pem_file("enc-1", path("encryption.pem")).unwrap();
    assert!(published().keys().contains(&key.public_jwk()));
    let opened = decrypt(&read("encrypted.txt"), &key.clone().into())
        .await
        .unwrap();
    assert_eq!(opened.expose_secret(), "the inner token");

    let key = key.with_algorithm(KeyEncryption::RsaOaep256);
    let opened = decrypt(&read("encrypted-256.txt"), &key.into())
        .await
        .unwrap();
    assert_eq!(opened.expose_secret(), "the inner token");
}

#[tokio::test]
async fn an_algorithm_that_the_token_chooses_is_refused() {
    let payload = json!({"sub": "x"});
    for algorithm in ["none", "None", "HS256", "RS256", "PS384", "ES256", ""] {
        let header = json!({"alg": algorithm, "kid": "sig-1"});
        let token = signed_with(header, &payload).await;
        assert_eq!(verify(&token, &published()), Err(JoseError::Algorithm));
    }
    let unsigned = format!("{}.{}.", encode(r#"{"alg":"none"}"#), encode("{}"));
    assert_eq!(verify(&unsigned, &published()), Err(JoseError::Algorithm));
}

#[test]
fn a_public_key_is_no_shared_secret() {
    let set = published();
    let key = set
        .keys()
        .iter()
        .find(|key| key.key_id.as_deref() == Some("sig-1"));
    let modulus = key.unwrap().modulus.clone().unwrap();
    for secret in [
        modulus.clone().into_bytes(),
        URL_SAFE_NO_PAD.decode(&modulus).unwrap(),
    ] {
        for algorithm in ["HS256", "PS256"] {
            let header = json!({"alg": algorithm, "kid": "sig-1"}).to_string();
            let message = format!("{}.{}", encode(header), encode("{}"));
            let tag = hmac::sign(
                &hmac::Key::new(hmac::HMAC_SHA256, &secret),
                message.as_bytes(),
            );
            let token = format!("{message}.{}", encode(tag));
            let refused = verify(&token, &set).unwrap_err();
            let expected = match algorithm {
                "HS256" => JoseError::Algorithm,
                _ => JoseError::Signature,
            };
            assert_eq!(refused, expected);
        }
    }
}

#[tokio::test]
async fn a_key_is_known_by_its_id_and_only_for_its_use() {
    let forger = SigningKey::generate("sig-1").unwrap();
    let forged = sign(&forger, &json!({})).await.unwrap();
    assert_eq!(verify(&forged, &published()), Err(JoseError::Signature));

    let stranger = SigningKey::generate("sig-2").unwrap();
    let foreign = sign(&stranger, &json!({})).await.unwrap();
    assert_eq!(verify(&foreign, &published()), Err(JoseError::UnknownKey));

    // The bank's other key, under the name of a token that the first one signed.
    let both = JwkSet::new([
        SigningKey::from_pem_file("sig-1", path("signing.pem"))
            .unwrap()
            .public_jwk(),
        stranger.public_jwk(),
    ]);
    let swapped = signed_with(json!({"alg": "PS256", "kid": "sig-2"}), &json!({})).await;
    assert_eq!(verify(&swapped, &both), Err(JoseError::Signature));

    for kid in ["enc-1", "curve"] {
        let token = signed_with(json!({"alg": "PS256", "kid": kid}), &json!({})).await;
        let refused = verify(&token, &published()).unwrap_err();
        let expected = match kid {
            "enc-1" => JoseError::UnknownKey,
            _ => JoseError::UnusableKey,
        };
        assert_eq!(refused, expected, "{kid}");
    }
    for header in [json!({"alg": "PS256"}), json!({"alg": "PS256", "kid": ""})] {
        let token = signed_with(header, &json!({})).await;
        assert_eq!(verify(&token, &published()), Err(JoseError::NoKeyId));
    }
}

#[tokio::test]
async fn a_token_brings_no_key_and_no_extension() {
    let forger = SigningKey::generate("sig-1").unwrap();
    for (name, value) in [
        ("jwk", serde_json::to_value(forger.public_jwk()).unwrap()),
        ("jku", json!("https://forger.example/jwks")),
        ("x5c", json!(["MIIB"])),
        ("x5u", json!("https://forger.example/x5u")),
        ("crit", json!(["exp"])),
    ] {
        let mut header = json!({"alg": "PS256", "kid": "sig-1"});
        header[name] = value;
        let token = signed_with(header, &json!({})).await;
        assert_eq!(
            verify(&token, &published()),
            Err(JoseError::ForbiddenMember)
        );
    }
}

#[test]
fn a_changed_token_does_not_hold() {
    let token = read("signed.txt");
    let parts: Vec<_> = token.split('.').collect();
    let payload = encode(r#"{"sub":"Other"}"#);
    let changed = format!("{}.{payload}.{}", parts[0], parts[2]);
    assert_eq!(verify(&changed, &published()), Err(JoseError::Signature));
    let cut = format!("{}.{}.{}", parts[0], parts[1], &parts[2][..340]);
    assert_eq!(verify(&cut, &published()), Err(JoseError::Signature));
    for text in ["", ".", "..", "a.b", "a.b.c.d", "!.e30.e30"] {
        let refused = verify(text, &published()).unwrap_err();
        assert!(
            matches!(refused, JoseError::NotSigned | JoseError::Header),
            "{text}"
        );
    }
    let headerless = format!("{}.{}.{}", encode("[]"), parts[1], parts[2]);
    assert_eq!(verify(&headerless, &published()), Err(JoseError::Header));
}

#[test]
fn a_small_key_is_no_key() {
    let mut small = published().keys()[1].clone();
    small.modulus = Some(encode([0xC3; 128]));
    let refused = verify(&read("signed.txt"), &JwkSet::new([small]));
    assert_eq!(refused, Err(JoseError::UnusableKey));
}

#[tokio::test]
async fn what_was_not_encrypted_to_us_by_the_profiles_rules_is_refused() {
    let keys = || {
        let key = DecryptionKey::from_pem_file("enc-1", path("encryption.pem")).unwrap();
        DecryptionKeys::from(key)
    };
    let token = read("encrypted.txt");
    let (_, rest) = token.split_once('.').unwrap();
    let with_header = |header: Value| format!("{}.{rest}", encode(header.to_string()));

    let plain = read("signed.txt");
    assert_eq!(refusal(&plain, &keys()).await, JoseError::NotEncrypted);
    for (header, reason) in [
        (
            json!({"alg": "RSA1_5", "enc": "A256GCM", "kid": "enc-1"}),
            JoseError::Algorithm,
        ),
        (
            json!({"alg": "dir", "enc": "A256GCM", "kid": "enc-1"}),
            JoseError::Algorithm,
        ),
        (
            json!({"alg": "RSA-OAEP-256", "enc": "A256GCM", "kid": "enc-1"}),
            JoseError::Algorithm,
        ),
        (
            json!({"alg": "RSA-OAEP", "enc": "A128CBC-HS256", "kid": "enc-1"}),
            JoseError::ContentEncryption,
        ),
        (
            json!({"alg": "RSA-OAEP", "enc": "A256GCM", "kid": "enc-9"}),
            JoseError::UnknownKey,
        ),
        (
            json!({"alg": "RSA-OAEP", "enc": "A256GCM", "kid": "enc-1", "zip": "DEF"}),
            JoseError::ForbiddenMember,
        ),
        (
            json!({"alg": "RSA-OAEP", "enc": "A256GCM", "jwk": {}}),
            JoseError::ForbiddenMember,
        ),
        (json!("text"), JoseError::Header),
        // A good header, but not the one that was sealed with the content.
        (
            json!({"alg": "RSA-OAEP", "enc": "A256GCM", "kid": "enc-1"}),
            JoseError::Undecryptable,
        ),
    ] {
        assert_eq!(refusal(&with_header(header), &keys()).await, reason);
    }

    let other = DecryptionKeys::from(DecryptionKey::generate("enc-1").unwrap());
    assert_eq!(refusal(&token, &other).await, JoseError::Undecryptable);
    let mut parts: Vec<_> = token.split('.').collect();
    let short_tag = encode([0; 12]);
    parts[4] = &short_tag;
    assert_eq!(
        refusal(&parts.join("."), &keys()).await,
        JoseError::Undecryptable
    );
    parts[1] = "e30";
    let flipped = encode([0; 16]);
    parts[4] = &flipped;
    assert_eq!(
        refusal(&parts.join("."), &keys()).await,
        JoseError::Undecryptable
    );
}

#[tokio::test]
async fn a_retired_key_still_opens_what_was_sealed_to_it() {
    let retired = DecryptionKey::from_pem_file("enc-1", path("encryption.pem")).unwrap();
    let present = DecryptionKey::generate("enc-2").unwrap();
    let keys = DecryptionKeys::new([present, retired]);
    decrypt(&read("encrypted.txt"), &keys).await.unwrap();
}

/// A security module: does as its key in memory does, or is away.
#[derive(Debug)]
struct Module {
    key: DecryptionKey,
    is_away: bool,
}

#[async_trait::async_trait]
impl Decrypter for Module {
    fn key_id(&self) -> &str {
        self.key.key_id()
    }

    async fn decrypt_key(&self, encrypted: &[u8]) -> Result<Option<Vec<u8>>> {
        match self.is_away {
            true => Err(Error::config("the security module does not answer")),
            false => self.key.decrypt_key(encrypted).await,
        }
    }
}

#[tokio::test]
async fn a_key_may_stay_in_its_security_module() {
    let key = DecryptionKey::from_pem_file("enc-1", path("encryption.pem")).unwrap();
    let module = |is_away| -> Arc<dyn Decrypter> {
        let key = key.clone();
        Arc::new(Module { key, is_away })
    };
    let opened = decrypt(&read("encrypted.txt"), &module(false).into()).await;
    assert_eq!(opened.unwrap().expose_secret(), "the inner token");
    let error = decrypt(&read("encrypted.txt"), &module(true).into()).await;
    let error = error.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Config);
    assert!(error.to_string().contains("does not answer"), "{error}");
}

#[test]
fn keys_that_cannot_be_used_say_why_and_show_nothing() {
    let told = |pem: &str| SigningKey::from_pem("k", &SecretString::from(pem)).unwrap_err();
    for (pem, complaint) in [
        (read("signing-encrypted.pem"), "decrypt it"),
        (String::new(), "no private key found"),
        ("-----BEGIN PRIVATE KEY-----\nTUlJ".to_owned(), "damaged"),
        (
            "-----BEGIN PRIVATE KEY-----\n§\n-----END PRIVATE KEY-----".to_owned(),
            "damaged",
        ),
        (
            "-----BEGIN PRIVATE KEY-----\nTUlJ\n-----END PRIVATE KEY-----".to_owned(),
            "not an RSA key",
        ),
    ] {
        let error = told(&pem);
        assert_eq!(error.kind(), ErrorKind::Config);
        assert!(error.to_string().contains(complaint), "{error}");
        assert!(!format!("{error:?}").contains("TUlJ"));
    }
    assert!(SigningKey::from_pem("", &read("signing.pem").into()).is_err());
    let missing = SigningKey::from_pem_file("k", path("none.pem")).unwrap_err();
    assert!(missing.to_string().contains("cannot be read"));
    let key = SigningKey::from_pem_file("k", path("signing.pem")).unwrap();
    assert_eq!(format!("{key:?}"), r#"SigningKey { id: "k", .. }"#);
}

#[test]
fn a_refused_token_is_an_error_that_keeps_its_reason() {
    let error = Error::from(JoseError::Signature);
    assert_eq!(error.kind(), ErrorKind::Auth);
    let reason = std::error::Error::source(&error)
        .unwrap()
        .downcast_ref::<JoseError>();
    assert_eq!(reason, Some(&JoseError::Signature));
}
