use serde::de::{Deserialize, Deserializer, Error};

use super::scalar::{Scalar, Unexpected};

/// What the `Deserialize` of every id type does: text, or a whole number as some providers send.
pub fn read_id<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let expected = "an identifier as text or as a whole number of at most 64 bits";
    match Scalar::deserialize(deserializer)? {
        Scalar::Text(text) => Ok(text.into_owned()),
        Scalar::Integer(digits) => Ok(digits),
        Scalar::Other(found) => Err(D::Error::custom(Unexpected { expected, found })),
    }
}

/// Declares types for identifiers the server issued: opaque text, never validated, because its
/// format is the server's business and changes without notice.
///
/// ```
/// client_core::id_type! {
///     /// Identifies a receivable.
///     pub struct ReceivableId;
/// }
///
/// let ids: Vec<ReceivableId> = serde_json::from_str(r#"["rec_01", 4711]"#)?;
/// assert_eq!(ids[0].as_str(), "rec_01");
/// assert_eq!(ids[1], ReceivableId::new("4711"));
/// assert_eq!(serde_json::to_string(&ids)?, r#"["rec_01","4711"]"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// What each type gets: `new`, `as_str`, `into_string`, `Display`, `FromStr` (never fails),
/// `AsRef<str>`, `From<String>`, `From<&str>`, `Debug`, `Clone`, `Eq`, `Ord`, `Hash` and serde
/// (reads text or a whole number, writes text). The using crate needs no dependency on serde.
#[macro_export]
macro_rules! id_type {
    ($(
        $(#[$attribute:meta])*
        $visibility:vis struct $name:ident;
    )+) => {$(
        $(#[$attribute])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        $visibility struct $name(::std::string::String);

        impl $name {
            /// The identifier with this text.
            #[must_use]
            pub fn new(text: impl ::core::convert::Into<::std::string::String>) -> Self {
                Self(text.into())
            }

            /// The text of the identifier.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// The text of the identifier, by value.
            #[must_use]
            pub fn into_string(self) -> ::std::string::String {
                self.0
            }
        }

        impl ::core::convert::From<::std::string::String> for $name {
            fn from(text: ::std::string::String) -> Self {
                Self(text)
            }
        }

        impl ::core::convert::From<&str> for $name {
            fn from(text: &str) -> Self {
                Self::new(text)
            }
        }

        impl ::core::str::FromStr for $name {
            type Err = ::core::convert::Infallible;

            fn from_str(text: &str) -> ::core::result::Result<Self, Self::Err> {
                ::core::result::Result::Ok(Self::new(text))
            }
        }

        impl ::core::convert::AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl $crate::wire::macro_support::serde::Serialize for $name {
            fn serialize<S: $crate::wire::macro_support::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> $crate::wire::macro_support::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::wire::macro_support::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::wire::macro_support::read_id(deserializer).map(Self)
            }
        }
    )+};
}
