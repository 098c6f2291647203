//! Id tokens that fail one check each.

use serde_json::{Value, json};
use time::OffsetDateTime;

use super::reply::put;

/// What is wrong with the id tokens of the next login.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Forgery {
    /// None comes.
    Missing,
    /// Signed, not encrypted.
    NotEncrypted,
    /// Encrypted to a key that is not the receiver's, under its name.
    EncryptedToAnother,
    /// `alg: none`, without a signature.
    Unsigned,
    /// Signed by HS256, the bank's public key being the secret.
    SignedWithPublicKey,
    /// Signed by one key, and naming another of the bank's.
    SwappedKey,
    /// Signed by a key that the bank never published.
    UnknownKey,
    /// Bringing the key it is signed by in its header.
    EmbeddedKey,
    /// Without saying until when.
    NoExpiration,
    /// For several clients, without saying which it authorises.
    SeveralAudiences,
    /// Another issuer.
    OtherIssuer,
    /// For another client.
    OtherAudience,
    /// For several clients, authorising another.
    OtherAuthorizedParty,
    /// Over since two minutes.
    Expired,
    /// Issued in two minutes.
    FromTheFuture,
    /// Answering another request.
    OtherNonce,
    /// Without a hash of the state.
    NoStateHash,
    /// With the hash of another state.
    OtherState,
    /// Without a hash of the code.
    NoCodeHash,
    /// With the hash of another code.
    OtherCode,
    /// With the hash of another access token; comes from the token endpoint.
    OtherAccessToken,
    /// Without a level of assurance.
    NoAssurance,
    /// With a level that nobody knows.
    UnknownAssurance,
    /// Without a subject.
    NoSubject,
    /// From the token endpoint, about somebody else than the one before.
    OtherSubject,
}

impl Forgery {
    /// Whether it strikes at the token endpoint, where the token did not come through a browser.
    pub(super) fn is_at_token_endpoint(self) -> bool {
        matches!(self, Self::OtherAccessToken | Self::OtherSubject)
    }

    /// The claims with one of them wrong.
    pub(super) fn spoil(self, claims: &mut Value) {
        let now = OffsetDateTime::now_utc().unix_timestamp();
        let (name, value) = match self {
            Self::OtherIssuer => ("iss", json!("https://another.example")),
            Self::OtherAudience => ("aud", json!("another-client")),
            Self::OtherAuthorizedParty => {
                put(claims, "azp", "another-client");
                ("aud", json!([claims.get("aud"), "another-client"]))
            }
            Self::SeveralAudiences => ("aud", json!([claims.get("aud"), "another-client"])),
            Self::NoExpiration => ("exp", Value::Null),
            Self::Expired => ("exp", json!(now - 120)),
            Self::FromTheFuture => ("iat", json!(now + 120)),
            Self::OtherNonce => ("nonce", json!("another-nonce")),
            Self::NoStateHash => ("s_hash", Value::Null),
            Self::OtherState => ("s_hash", json!("AAAAAAAAAAAAAAAAAAAAAA")),
            Self::NoCodeHash => ("c_hash", Value::Null),
            Self::OtherCode => ("c_hash", json!("AAAAAAAAAAAAAAAAAAAAAA")),
            Self::OtherAccessToken => ("at_hash", json!("AAAAAAAAAAAAAAAAAAAAAA")),
            Self::NoAssurance => ("acr", Value::Null),
            Self::UnknownAssurance => ("acr", json!("urn:brasil:openbanking:loa1")),
            Self::NoSubject => ("sub", Value::Null),
            Self::OtherSubject => ("sub", json!("another-customer")),
            Self::Missing
            | Self::NotEncrypted
            | Self::EncryptedToAnother
            | Self::Unsigned
            | Self::SignedWithPublicKey
            | Self::SwappedKey
            | Self::UnknownKey
            | Self::EmbeddedKey => return,
        };
        put(claims, name, value);
    }
}
