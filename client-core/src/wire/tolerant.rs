//! Fields whose JSON type varies from answer to answer.

use serde::{Deserialize, Deserializer};

/// Reads a list that some answers send as `null`; `null` becomes an empty list.
///
/// ```
/// use client_core::wire;
///
/// #[derive(serde::Deserialize)]
/// struct Page {
///     #[serde(rename = "itens", default, deserialize_with = "wire::null_as_empty")]
///     items: Vec<u32>,
/// }
///
/// assert!(serde_json::from_str::<Page>(r#"{"itens":null}"#)?.items.is_empty());
/// assert!(serde_json::from_str::<Page>("{}")?.items.is_empty());
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// # Errors
///
/// The deserializer's, if there is something else than a list of `T` or `null`.
pub fn null_as_empty<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Vec<T>, D::Error> {
    Option::deserialize(deserializer).map(Option::unwrap_or_default)
}

/// Text that some answers send as a number, kept as text with the digits as sent. Written as text.
///
/// As with [`Amount`](crate::money::Amount), exact digits are to be had only from `serde_json`
/// directly: not through `flatten`, `untagged` or internally tagged types. For an identifier the
/// server issued prefer [`id_type!`](crate::id_type), which has no such limit.
///
/// ```
/// use client_core::wire;
///
/// #[derive(serde::Deserialize)]
/// struct Address {
///     #[serde(rename = "numero", with = "wire::string_or_number")]
///     number: String,
/// }
///
/// assert_eq!(serde_json::from_str::<Address>(r#"{"numero":120}"#)?.number, "120");
/// assert_eq!(serde_json::from_str::<Address>(r#"{"numero":"120-B"}"#)?.number, "120-B");
/// # Ok::<(), serde_json::Error>(())
/// ```
pub mod string_or_number {
    use std::convert::Infallible;

    use serde::{Deserializer, Serializer};
    use serde_json::value::RawValue;

    use crate::wire::scalar::Unexpected;
    use crate::wire::{Shape, WireField};

    /// Reads text or a number.
    ///
    /// # Errors
    ///
    /// The deserializer's, or one that names the shape found.
    pub fn deserialize<'de, F: WireField<String>, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<F, D::Error> {
        F::read_wire(deserializer, |raw: Box<RawValue>| decode(raw.get()))
    }

    /// Writes text.
    ///
    /// # Errors
    ///
    /// The serializer's.
    pub fn serialize<F: WireField<String>, S: Serializer>(
        text: &F,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        text.write_wire(serializer, |text| Ok::<String, Infallible>(text.clone()))
    }

    fn decode(json: &str) -> Result<String, Unexpected> {
        let unexpected = || Unexpected {
            expected: "text or a number",
            found: Shape::of_json(json),
        };
        if json.starts_with('"') {
            return serde_json::from_str(json).map_err(|_| unexpected());
        }
        match Shape::of_json(json) {
            Shape::Number => Ok(json.to_owned()),
            _ => Err(unexpected()),
        }
    }
}
