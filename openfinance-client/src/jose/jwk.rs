//! Public keys as the directory and banks publish them.

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

/// One public key. Members that are not about RSA are not read.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Jwk {
    /// The kind of key: `RSA` for all of the profile's.
    #[serde(rename = "kty")]
    #[doc(alias = "kty")]
    pub kind: String,
    /// Its id.
    #[serde(rename = "kid", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "kid")]
    pub key_id: Option<String>,
    /// What it is for: `sig` or `enc`.
    #[serde(rename = "use", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "use")]
    pub usage: Option<String>,
    /// The one algorithm it is for.
    #[serde(rename = "alg", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "alg")]
    pub algorithm: Option<String>,
    /// The modulus, base64url.
    #[serde(rename = "n", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "n")]
    pub modulus: Option<String>,
    /// The public exponent, base64url.
    #[serde(rename = "e", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "e")]
    pub exponent: Option<String>,
}

/// Public keys by their ids.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct JwkSet {
    keys: Vec<Jwk>,
}

impl JwkSet {
    /// A set of these keys.
    pub fn new(keys: impl IntoIterator<Item = Jwk>) -> Self {
        Self {
            keys: keys.into_iter().collect(),
        }
    }

    /// The keys, in the order published.
    pub fn keys(&self) -> &[Jwk] {
        &self.keys
    }

    /// The key with this id that may verify signatures by `algorithm`. A set may hold one id
    /// twice, for two uses.
    pub(crate) fn for_signatures(&self, key_id: &str, algorithm: &str) -> Option<&Jwk> {
        self.find(key_id, "sig", algorithm)
    }

    pub(crate) fn find(&self, key_id: &str, usage: &str, algorithm: &str) -> Option<&Jwk> {
        let suits =
            |wish: &Option<String>, value: &str| wish.as_deref().is_none_or(|wish| wish == value);
        self.keys.iter().find(|key| {
            key.key_id.as_deref() == Some(key_id)
                && suits(&key.usage, usage)
                && suits(&key.algorithm, algorithm)
        })
    }
}

impl<'de> Deserialize<'de> for JwkSet {
    /// A key that cannot be read is left out: one odd key must not lock out the others.
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct Wire {
            keys: Vec<Box<RawValue>>,
        }
        let wire = Wire::deserialize(deserializer)?;
        let keys = wire.keys.iter();
        Ok(Self::new(
            keys.filter_map(|key| serde_json::from_str(key.get()).ok()),
        ))
    }
}
