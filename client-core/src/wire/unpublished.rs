//! What nobody has published a shape for, or only a part of it.

use std::fmt;
use std::ops::Deref;

use serde::de::{DeserializeOwned, Error as _};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;

use crate::error::{Error, ErrorKind, Outcome, Result};

/// A part of an answer or of a request, or a whole one, that the provider has published no shape
/// for, as JSON.
///
/// `Debug` does not show it, for it may hold personal data.
#[derive(Clone)]
pub struct Unpublished(Box<RawValue>);

impl Unpublished {
    /// Something of your own, to be sent where the provider has published no shape.
    ///
    /// # Errors
    /// [`ErrorKind::Input`] when it cannot be written as JSON.
    pub fn of(value: &impl Serialize) -> Result<Self> {
        // The cause is dropped: its text may quote the value.
        let json = serde_json::value::to_raw_value(value);
        json.map(Self)
            .map_err(|_| Error::input("this value cannot be written as JSON"))
    }

    /// The JSON as it came; `null` when nothing did.
    pub fn as_json(&self) -> &str {
        self.0.get()
    }

    /// Reads it into a type of your own.
    ///
    /// # Errors
    /// [`ErrorKind::Decode`] when it does not fit.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T> {
        serde_json::from_str(self.0.get()).map_err(|_| {
            Error::new(
                ErrorKind::Decode,
                Outcome::Applied,
                "this part of the answer, whose shape the provider does not publish, does not fit \
                 the type it is read into",
            )
        })
    }
}

impl<'de> Deserialize<'de> for Unpublished {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Box::deserialize(deserializer).map(Self)
    }
}

impl Serialize for Unpublished {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl PartialEq for Unpublished {
    fn eq(&self, other: &Self) -> bool {
        self.as_json() == other.as_json()
    }
}

impl Eq for Unpublished {}

impl fmt::Debug for Unpublished {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Unpublished")
            .field("bytes", &self.as_json().len())
            .finish()
    }
}

/// An answer whose shape is not published, but some of whose fields show in filters and samples of
/// the provider's pages: those are typed and reached as if this were `T`, and
/// [`json`](Self::json) has all of it.
#[derive(Clone, PartialEq, Eq)]
pub struct PartlyPublished<T> {
    known: T,
    json: Unpublished,
}

impl<T> PartlyPublished<T> {
    /// All of it.
    pub fn json(&self) -> &Unpublished {
        &self.json
    }

    /// Reads all of it into a type of your own.
    ///
    /// # Errors
    /// [`ErrorKind::Decode`](crate::ErrorKind::Decode) when it does not fit.
    pub fn read<U: DeserializeOwned>(&self) -> Result<U> {
        self.json.read()
    }
}

impl<T> Deref for PartlyPublished<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.known
    }
}

impl<'de, T: DeserializeOwned> Deserialize<'de> for PartlyPublished<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let json = <Box<RawValue>>::deserialize(deserializer)?;
        // The cause is not passed on: its text may quote a value.
        let known = serde_json::from_str(json.get()).map_err(|cause| {
            let column = cause.column();
            D::Error::custom(format!(
                "has a known field of another type at its column {column}"
            ))
        })?;
        let json = Unpublished(json);
        Ok(Self { known, json })
    }
}

impl<T> Serialize for PartlyPublished<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.json.serialize(serializer)
    }
}

impl<T: fmt::Debug> fmt::Debug for PartlyPublished<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PartlyPublished")
            .field("known", &self.known)
            .field("json", &self.json)
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Deserialize)]
    struct Known {
        status: Option<String>,
    }

    #[test]
    fn known_fields_are_read_and_the_rest_is_kept_and_not_shown() {
        let text = r#"{"status":"OPEN","holder":"Joana Ficticia","amount":10.10}"#;
        let read: PartlyPublished<Known> = serde_json::from_str(text).unwrap();
        assert_eq!(read.status.as_deref(), Some("OPEN"));
        assert_eq!(serde_json::to_string(&read).unwrap(), text);
        assert!(!format!("{read:?}").contains("Joana"));
        #[derive(Deserialize)]
        struct Mine {
            amount: crate::money::Amount,
        }
        let mine: Mine = read.read().unwrap();
        assert_eq!(mine.amount.to_string(), "10.10");
    }

    #[test]
    fn a_known_field_of_another_type_is_an_error_that_quotes_nothing() {
        let text = r#"{"status":{"holder":"Joana Ficticia"}}"#;
        let error = serde_json::from_str::<PartlyPublished<Known>>(text).unwrap_err();
        assert!(!error.to_string().contains("Joana"), "{error}");
    }
}
