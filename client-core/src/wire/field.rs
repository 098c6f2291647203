use std::fmt::Display;

use serde::de::Error as _;
use serde::ser::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Patch;
use crate::secret::Redacted;

/// A struct field that holds a `T` in one of the ways our types do: `T` itself, `Option<T>`,
/// [`Patch<T>`], [`Redacted<T>`] or `Option<Redacted<T>>`.
///
/// It is what lets one `with` module, such as [`wire::date`](super::date), serve all of them. Use
/// it to write such a module for a wire form of your own:
///
/// ```
/// /// A duration as a whole number of seconds.
/// mod seconds {
///     use std::convert::Infallible;
///     use std::time::Duration;
///
///     use client_core::wire::WireField;
///     use serde::{Deserializer, Serializer};
///
///     pub fn deserialize<'de, F: WireField<Duration>, D: Deserializer<'de>>(
///         deserializer: D,
///     ) -> Result<F, D::Error> {
///         F::read_wire(deserializer, |seconds| {
///             Ok::<Duration, Infallible>(Duration::from_secs(seconds))
///         })
///     }
///
///     pub fn serialize<F: WireField<Duration>, S: Serializer>(
///         duration: &F,
///         serializer: S,
///     ) -> Result<S::Ok, S::Error> {
///         duration.write_wire(serializer, |duration| Ok::<u64, Infallible>(duration.as_secs()))
///     }
/// }
///
/// #[derive(serde::Deserialize, serde::Serialize)]
/// struct QrCode {
///     #[serde(rename = "expiracao", with = "seconds")]
///     valid_for: Option<std::time::Duration>,
/// }
///
/// let code: QrCode = serde_json::from_str(r#"{"expiracao":3600}"#)?;
/// assert_eq!(code.valid_for, Some(std::time::Duration::from_secs(3600)));
/// assert_eq!(serde_json::to_string(&code)?, r#"{"expiracao":3600}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "this wire form reads and writes `{T}`, which a field of type `{Self}` does not hold",
    note = "declare the field as `{T}`, or that inside `Option`, `Patch` or `Redacted`"
)]
pub trait WireField<T>: Sized {
    /// The field with a value in it.
    fn holding(value: T) -> Self;

    /// The field after the provider sent `null`; `None` if it cannot be empty.
    fn holding_null() -> Option<Self>;

    /// What is in the field.
    fn held(&self) -> Patch<&T>;

    /// Reads the form `W` that travels, or `null`, into the field.
    ///
    /// # Errors
    ///
    /// The deserializer's, or that of `decode` in its words; also if there is `null` and the field
    /// cannot be empty.
    fn read_wire<'de, W, E, D>(
        deserializer: D,
        decode: impl FnOnce(W) -> Result<T, E>,
    ) -> Result<Self, D::Error>
    where
        W: Deserialize<'de>,
        E: Display,
        D: Deserializer<'de>,
    {
        match Option::<W>::deserialize(deserializer)? {
            Some(wire) => decode(wire).map(Self::holding).map_err(D::Error::custom),
            None => Self::holding_null().ok_or_else(|| D::Error::custom(NULL)),
        }
    }

    /// Writes the field in the form `W` that travels, or as `null`.
    ///
    /// # Errors
    ///
    /// The serializer's, or that of `encode` in its words; also if the field is
    /// [`Patch::Absent`], see there.
    fn write_wire<W, E, S>(
        &self,
        serializer: S,
        encode: impl FnOnce(&T) -> Result<W, E>,
    ) -> Result<S::Ok, S::Error>
    where
        W: Serialize,
        E: Display,
        S: Serializer,
    {
        let encoded = match self.held() {
            Patch::Absent => Patch::Absent,
            Patch::Null => Patch::Null,
            Patch::Value(value) => Patch::Value(encode(value).map_err(S::Error::custom)?),
        };
        encoded.serialize(serializer)
    }
}

const NULL: &str = "found null in a field that always holds a value; \
                    if the provider may leave it empty, declare it as an Option";

impl<T> WireField<T> for T {
    fn holding(value: T) -> Self {
        value
    }

    fn holding_null() -> Option<Self> {
        None
    }

    fn held(&self) -> Patch<&T> {
        Patch::Value(self)
    }
}

impl<T> WireField<T> for Option<T> {
    fn holding(value: T) -> Self {
        Some(value)
    }

    fn holding_null() -> Option<Self> {
        Some(None)
    }

    fn held(&self) -> Patch<&T> {
        self.as_ref().map_or(Patch::Null, Patch::Value)
    }
}

impl<T> WireField<T> for Patch<T> {
    fn holding(value: T) -> Self {
        Self::Value(value)
    }

    fn holding_null() -> Option<Self> {
        Some(Self::Null)
    }

    fn held(&self) -> Patch<&T> {
        self.as_ref()
    }
}

impl<T> WireField<T> for Redacted<T> {
    fn holding(value: T) -> Self {
        Self::new(value)
    }

    fn holding_null() -> Option<Self> {
        None
    }

    fn held(&self) -> Patch<&T> {
        Patch::Value(self.expose())
    }
}

impl<T> WireField<T> for Option<Redacted<T>> {
    fn holding(value: T) -> Self {
        Some(Redacted::new(value))
    }

    fn holding_null() -> Option<Self> {
        Some(None)
    }

    fn held(&self) -> Patch<&T> {
        self.as_ref()
            .map_or(Patch::Null, |value| Patch::Value(value.expose()))
    }
}
