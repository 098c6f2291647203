//! What nobody has published a shape for.

use std::fmt;

use client_core::{Error, ErrorKind, Outcome, Result};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;

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

    pub(super) fn from_raw(json: Box<RawValue>) -> Self {
        Self(json)
    }

    /// The JSON as it came.
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
