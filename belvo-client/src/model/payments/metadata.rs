//! What you write onto payments for yourself.

use std::collections::BTreeMap;

use client_core::secret::Redacted;
use client_core::{Error, Result};
use serde::{Deserialize, Serialize};

/// Keys and values of your own, which Belvo keeps and sends back: at most 50, of ASCII, keys of at
/// most 50 characters and values of at most 500. No personal data.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(transparent)]
pub struct Metadata(Redacted<BTreeMap<String, serde_json::Value>>);

impl Metadata {
    /// None yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one, or replaces the one of this key.
    #[must_use]
    pub fn with(self, key: impl Into<String>, value: impl Into<String>) -> Self {
        let (key, value) = (key.into(), value.into());
        Self(self.0.map(|mut entries| {
            entries.insert(key, value.into());
            entries
        }))
    }

    /// The value of a key. Belvo documents texts; anything else is passed over.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.0.expose().get(key)?.as_str()
    }

    /// Whether there is nothing.
    pub fn is_empty(&self) -> bool {
        self.0.expose().is_empty()
    }

    pub(super) fn check(&self) -> Result<()> {
        let entries = self.0.expose();
        if entries.len() > 50 {
            return Err(Error::input("metadata has more than 50 keys"));
        }
        for (key, value) in entries {
            let value = value.as_str().unwrap_or_default();
            if !(1..=50).contains(&key.len()) || value.len() > 500 {
                return Err(Error::input(
                    "metadata has a key that is empty or longer than 50 characters, or a value \
                     longer than 500",
                ));
            }
            if !key.is_ascii() || !value.is_ascii() {
                return Err(Error::input(
                    "metadata has a character that is not ASCII; leave accents out",
                ));
            }
        }
        Ok(())
    }
}
