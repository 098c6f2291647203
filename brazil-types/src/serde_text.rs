//! Reading a value type from a serialised string.

use crate::ParseError;
use serde::de::{Deserializer, Error, Visitor};
use std::fmt;

/// Reads a string and parses it strictly.
///
/// serde's own error for a wrong type repeats the value; ours must not, since a CPF sent as a
/// number would end up in a log. Formats that describe themselves report such errors on their own
/// unless asked for any type.
pub(crate) fn deserialize<'de, D: Deserializer<'de>, T>(
    source: D,
    parse: fn(&str) -> Result<T, ParseError>,
) -> Result<T, D::Error> {
    if source.is_human_readable() {
        source.deserialize_any(Text(parse))
    } else {
        source.deserialize_str(Text(parse))
    }
}

struct Text<T>(fn(&str) -> Result<T, ParseError>);

fn not_a_string<T, E: Error>() -> Result<T, E> {
    Err(E::custom(
        "expected a string: identifiers sent as numbers lose zeros and letters",
    ))
}

impl<T> Visitor<'_> for Text<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        (self.0)(text).map_err(E::custom)
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<T, E> {
        not_a_string()
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<T, E> {
        not_a_string()
    }

    fn visit_i128<E: Error>(self, _: i128) -> Result<T, E> {
        not_a_string()
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<T, E> {
        not_a_string()
    }

    fn visit_u128<E: Error>(self, _: u128) -> Result<T, E> {
        not_a_string()
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<T, E> {
        not_a_string()
    }
}
