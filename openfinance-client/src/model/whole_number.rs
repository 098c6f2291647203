//! Whole numbers, for serde's `with`: some banks send them as text, or with a fraction of zero.

use client_core::wire::WireField;
use serde::{Deserializer, Serializer};
use serde_json::value::RawValue;
use thiserror::Error;

#[derive(Debug, Error)]
#[error("expected a whole number of at most 32 bits")]
struct NotWhole;

pub(in crate::model) fn deserialize<'de, F: WireField<u32>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<F, D::Error> {
    F::read_wire(deserializer, |raw: Box<RawValue>| parse(raw.get()))
}

pub(in crate::model) fn serialize<F: WireField<u32>, S: Serializer>(
    number: &F,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    number.write_wire(serializer, |number| Ok::<u32, NotWhole>(*number))
}

fn parse(json: &str) -> Result<u32, NotWhole> {
    let text = json.trim_matches('"');
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let is_whole = fraction.bytes().all(|byte| byte == b'0');
    let number = whole.parse().ok().filter(|_| is_whole);
    number.ok_or(NotWhole)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_texts_are_read_and_nothing_is_cut() {
        for (json, number) in [
            ("3", 3),
            ("\"03\"", 3),
            ("12.0", 12),
            ("2147483647", 2_147_483_647),
        ] {
            assert_eq!(parse(json).unwrap(), number, "{json}");
        }
        for json in ["1.5", "-1", "4294967296", "\"\"", "[]", "1e2", "true"] {
            assert!(parse(json).is_err(), "{json}");
        }
    }
}
