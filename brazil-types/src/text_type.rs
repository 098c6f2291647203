//! The traits that every value type has, because each is a checked text.
//!
//! Coherence rules out blanket implementations of foreign traits, hence a macro.

/// Implements the text traits of a type that has `parse(&str)`.
///
/// `plain` types show themselves: `as_str`, `Display`, a `Debug` with the text.
/// `personal` types hide: no `Display`, and a `Debug` of `log_mask()`; the text is in `expose()`.
/// `traced` types are plain with a `Debug` of `log_mask()`: they may carry a CPF inside.
macro_rules! text_type {
    ($type:ident, plain) => {
        crate::text_type::text_type!(@read $type);
        crate::text_type::text_type!(@show $type);
        crate::text_type::text_type!(@serialize $type, as_str);
        impl ::std::fmt::Debug for $type {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                write!(f, concat!(stringify!($type), "({})"), self.as_str())
            }
        }
    };
    ($type:ident, traced) => {
        crate::text_type::text_type!(@read $type);
        crate::text_type::text_type!(@show $type);
        crate::text_type::text_type!(@serialize $type, as_str);
        crate::text_type::text_type!(@mask $type);
    };
    ($type:ident, personal) => {
        crate::text_type::text_type!(@read $type);
        crate::text_type::text_type!(@serialize $type, expose);
        crate::text_type::text_type!(@mask $type);
    };
    (@read $type:ident) => {
        impl ::std::str::FromStr for $type {
            type Err = crate::ParseError;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::parse(text)
            }
        }
        impl TryFrom<&str> for $type {
            type Error = crate::ParseError;
            fn try_from(text: &str) -> Result<Self, Self::Error> {
                Self::parse(text)
            }
        }
        #[cfg(feature = "serde")]
        impl<'de> ::serde::Deserialize<'de> for $type {
            fn deserialize<D: ::serde::Deserializer<'de>>(source: D) -> Result<Self, D::Error> {
                crate::serde_text::deserialize(source, Self::parse)
            }
        }
    };
    (@show $type:ident) => {
        impl ::std::fmt::Display for $type {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad(self.as_str())
            }
        }
        impl AsRef<str> for $type {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }
    };
    (@mask $type:ident) => {
        impl ::std::fmt::Debug for $type {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                write!(f, concat!(stringify!($type), "({})"), self.log_mask())
            }
        }
    };
    (@serialize $type:ident, $text:ident) => {
        #[cfg(feature = "serde")]
        impl ::serde::Serialize for $type {
            fn serialize<S: ::serde::Serializer>(&self, sink: S) -> Result<S::Ok, S::Error> {
                sink.serialize_str(self.$text())
            }
        }
    };
}

pub(crate) use text_type;
