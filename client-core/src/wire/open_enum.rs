use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, Error};

use super::scalar::Scalar;

/// An enum made by [`open_enum!`](crate::open_enum), for code that works with any of them.
pub trait OpenEnum: Sized {
    /// The wire values written for the named variants, in order.
    const KNOWN: &'static [&'static str];

    /// The named variant that a wire value stands for.
    fn known(wire: &str) -> Option<Self>;

    /// The variant that keeps a wire value without a name.
    fn unrecognized(value: Unrecognized<Self>) -> Self;

    /// The value as it goes over the wire.
    fn as_str(&self) -> &str;
}

/// A value that the enum `E` has no variant for.
///
/// It comes only from reading, and only if no variant stands for the text, so it never equals a
/// named one.
pub struct Unrecognized<E> {
    wire: Box<str>,
    of: PhantomData<fn() -> E>,
}

impl<E> Unrecognized<E> {
    /// The value as it goes over the wire.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.wire
    }
}

impl<E> Clone for Unrecognized<E> {
    fn clone(&self) -> Self {
        Self {
            wire: self.wire.clone(),
            of: PhantomData,
        }
    }
}

impl<E> PartialEq for Unrecognized<E> {
    fn eq(&self, other: &Self) -> bool {
        self.wire == other.wire
    }
}

impl<E> Eq for Unrecognized<E> {}

impl<E> PartialOrd for Unrecognized<E> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<E> Ord for Unrecognized<E> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.wire.cmp(&other.wire)
    }
}

impl<E> Hash for Unrecognized<E> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.wire.hash(state);
    }
}

impl<E> fmt::Debug for Unrecognized<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.wire, f)
    }
}

/// The variant for a wire value; the only place that makes an [`Unrecognized`].
pub fn from_text<E: OpenEnum>(wire: &str) -> E {
    E::known(wire).unwrap_or_else(|| {
        E::unrecognized(Unrecognized {
            wire: wire.into(),
            of: PhantomData,
        })
    })
}

/// What the `Deserialize` of every open enum does.
pub fn read_open_enum<'de, E: OpenEnum, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<E, D::Error> {
    let scalar = Scalar::deserialize(deserializer)?;
    let wire = scalar.into_text("text").map_err(D::Error::custom)?;
    Ok(from_text(&wire))
}

/// Declares enums of wire values that the provider may extend at any time.
///
/// Each variant names its wire value, which also becomes a search alias in the documentation (one
/// that names none travels under its own name); further spellings the provider uses can follow
/// after `|` and are read, never written. A value
/// without a variant is kept as it came, in the variant `Unrecognized`, and written back
/// unchanged, so one new status does not lose a page. Two variants with one wire value are an
/// `unreachable_patterns` warning; an empty wire value, or one with a quote in it, does not compile.
///
/// ```
/// client_core::open_enum! {
///     /// Where an instalment stands.
///     pub enum InstallmentStatus {
///         /// Not paid yet.
///         Pending = "PENDENTE",
///         /// Paid in full.
///         Paid = "QUITADO" | "PAGO",
///     }
/// }
///
/// let statuses: Vec<InstallmentStatus> =
///     serde_json::from_str(r#"["PENDENTE","PAGO","RENEGOCIADO"]"#)?;
/// assert_eq!(statuses[0], InstallmentStatus::Pending);
/// assert_eq!(statuses[1].as_str(), "QUITADO");
/// assert!(!statuses[2].is_known());
/// assert_eq!(serde_json::to_string(&statuses[2])?, r#""RENEGOCIADO""#);
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// Match on a value that has no variant yet by its text. That keeps working after an update of the
/// crate has given it one, which matching on `Unrecognized` would not:
///
/// ```
/// # client_core::open_enum! {
/// #     /// Where an instalment stands.
/// #     pub enum InstallmentStatus {
/// #         /// Paid in full.
/// #         Paid = "QUITADO",
/// #     }
/// # }
/// # let status: InstallmentStatus = "RENEGOCIADO".into();
/// match status {
///     InstallmentStatus::Paid => println!("settled"),
///     other if other.as_str() == "RENEGOCIADO" => println!("renegotiated"),
///     _ => println!("open"),
/// }
/// ```
///
/// What each enum gets: `as_str`, `is_known`, the list `KNOWN`, `Display` (the wire value),
/// `FromStr` and `From<&str>` (never fail), `Debug`, `Clone`, `Eq`, `Ord` (order of declaration),
/// `Hash`, serde, and [`OpenEnum`](crate::wire::OpenEnum). The using crate needs no dependency on
/// serde.
#[macro_export]
macro_rules! open_enum {
    (@wire $variant:ident) => { ::core::stringify!($variant) };
    (@wire $variant:ident $wire:literal) => { $wire };
    ($(
        $(#[$attribute:meta])*
        $visibility:vis enum $name:ident {
            $(
                $(#[$variant_attribute:meta])*
                $variant:ident $(= $wire:literal $(| $alias:literal)*)?
            ),+ $(,)?
        }
    )+) => {$(
        $(#[$attribute])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        $visibility enum $name {
            $(
                $(#[$variant_attribute])*
                $(
                    #[doc(alias = $wire)]
                    $(#[doc(alias = $alias)])*
                )?
                $variant,
            )+
            /// A value this version has no name for, kept as it came. Match on it by
            /// [`as_str`](Self::as_str), which still works once it has a name.
            Unrecognized($crate::wire::Unrecognized<$name>),
        }

        impl $name {
            /// The wire values written for the named variants, in order of declaration.
            pub const KNOWN: &'static [&'static str] =
                &[$($crate::open_enum!(@wire $variant $($wire)?)),+];

            /// The value as it goes over the wire.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $crate::open_enum!(@wire $variant $($wire)?),)+
                    Self::Unrecognized(value) => value.as_str(),
                }
            }

            /// Whether the value has a named variant.
            #[must_use]
            pub const fn is_known(&self) -> bool {
                !::core::matches!(self, Self::Unrecognized(_))
            }
        }

        impl $crate::wire::OpenEnum for $name {
            const KNOWN: &'static [&'static str] = Self::KNOWN;

            fn known(wire: &str) -> ::core::option::Option<Self> {
                match wire {
                    $(
                        $crate::open_enum!(@wire $variant $($wire)?) $($(| $alias)*)? => {
                            ::core::option::Option::Some(Self::$variant)
                        }
                    )+
                    _ => ::core::option::Option::None,
                }
            }

            fn unrecognized(value: $crate::wire::Unrecognized<Self>) -> Self {
                Self::Unrecognized(value)
            }

            fn as_str(&self) -> &str {
                self.as_str()
            }
        }

        impl ::core::convert::From<&str> for $name {
            fn from(wire: &str) -> Self {
                $crate::wire::macro_support::from_text(wire)
            }
        }

        impl ::core::str::FromStr for $name {
            type Err = ::core::convert::Infallible;

            fn from_str(wire: &str) -> ::core::result::Result<Self, Self::Err> {
                ::core::result::Result::Ok(wire.into())
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
                $crate::wire::macro_support::read_open_enum(deserializer)
            }
        }
    )+};
}
