//! What must not appear in logs: credentials and personal data.
//!
//! Credentials (tokens, client secrets, webhook keys) are [`SecretString`]s: wiped from memory when
//! dropped, and no way to print or serialize them. Personal data (names, e-mails, addresses, birth
//! dates) is [`Redacted`]: it travels in requests and responses like any other value, and only
//! printing it is blocked.

use std::fmt;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

pub use secrecy::{ExposeSecret, SecretString};

const MARK: &str = "[redacted]";
const UNREADABLE: &str = "personal data of an unexpected form, not shown; \
                          compare the type of this field with what the provider documents";

/// Personal data: `Debug` and `Display` print `[redacted]`, everything else behaves as `T` does.
///
/// Serde passes the value through, because it belongs in the request or the response; so do not
/// serialize it into logs. An error while reading it says that there was one, and where, but not
/// what the text was.
///
/// ```
/// use client_core::secret::Redacted;
///
/// #[derive(Debug, serde::Deserialize, serde::Serialize)]
/// struct Payer {
///     name: Redacted<String>,
/// }
///
/// let payer: Payer = serde_json::from_str(r#"{"name":"Lia Fictícia"}"#)?;
/// assert_eq!(format!("{payer:?}"), "Payer { name: [redacted] }");
/// assert_eq!(payer.name.expose(), "Lia Fictícia");
/// assert_eq!(serde_json::to_string(&payer)?, r#"{"name":"Lia Fictícia"}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Redacted<T>(T);

impl<T> Redacted<T> {
    /// Marks a value as personal data.
    pub const fn new(value: T) -> Self {
        Self(value)
    }

    /// The value in the clear. Search for this name to find every place that sees personal data.
    pub const fn expose(&self) -> &T {
        &self.0
    }

    /// The value in the clear, by value.
    pub fn expose_owned(self) -> T {
        self.0
    }

    /// Another value derived from this one, still redacted.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Redacted<U> {
        Redacted(change(self.0))
    }
}

impl<T> From<T> for Redacted<T> {
    fn from(value: T) -> Self {
        Self(value)
    }
}

impl<T> fmt::Debug for Redacted<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(MARK)
    }
}

impl<T> fmt::Display for Redacted<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(MARK)
    }
}

impl<T: Serialize> Serialize for Redacted<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Redacted<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // Serde's own messages quote the value (`invalid type: string "..."`), so they stop here.
        T::deserialize(deserializer)
            .map(Self)
            .map_err(|_| D::Error::custom(UNREADABLE))
    }
}
