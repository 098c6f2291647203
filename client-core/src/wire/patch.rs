use serde::ser::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A field of a PATCH body: left as it is, emptied, or set.
///
/// Give the field both `default` and `skip_serializing_if`:
///
/// ```
/// use client_core::wire::Patch;
///
/// #[derive(Default, serde::Deserialize, serde::Serialize)]
/// struct ContactPatch {
///     #[serde(default, skip_serializing_if = "Patch::is_absent")]
///     email: Patch<String>,
///     #[serde(default, skip_serializing_if = "Patch::is_absent")]
///     phone: Patch<String>,
/// }
///
/// let patch = ContactPatch { phone: Patch::Null, ..ContactPatch::default() };
/// assert_eq!(serde_json::to_string(&patch)?, r#"{"phone":null}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// Without `skip_serializing_if`, writing an absent field is an error, because writing `null`
/// would empty it. Without `default`, serde reads a missing field as [`Patch::Null`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Patch<T> {
    /// The field is not in the body: leave it as it is.
    #[default]
    Absent,
    /// The field is `null`: empty it.
    Null,
    /// Set the field.
    Value(T),
}

impl<T> Patch<T> {
    /// Whether the field is not in the body.
    #[must_use]
    pub const fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// Whether the field is to be emptied.
    #[must_use]
    pub const fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// The value to set, if there is one.
    #[must_use]
    pub const fn value(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// The same patch with the value borrowed.
    #[must_use]
    pub const fn as_ref(&self) -> Patch<&T> {
        match self {
            Self::Absent => Patch::Absent,
            Self::Null => Patch::Null,
            Self::Value(value) => Patch::Value(value),
        }
    }
}

impl<T> From<T> for Patch<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

impl<T: Serialize> Serialize for Patch<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Absent => Err(S::Error::custom(
                "an absent Patch field must not be written; \
                 put skip_serializing_if = \"Patch::is_absent\" on it",
            )),
            Self::Null => serializer.serialize_none(),
            Self::Value(value) => serializer.serialize_some(value),
        }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Patch<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Option::deserialize(deserializer)?.map_or(Self::Null, Self::Value))
    }
}
