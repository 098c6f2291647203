//! Counts, which the descriptions call numbers.

use std::fmt;

use serde::Deserializer;
use serde::de::{self, Visitor};

/// Reads a count that some banks write with a fraction of zero (`73.0`), or `null`.
pub(super) fn deserialize<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<u32>, D::Error> {
    deserializer.deserialize_option(Count)
}

struct Count;

impl<'de> Visitor<'de> for Count {
    type Value = Option<u32>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a whole number from 0 to 4294967295")
    }

    fn visit_none<E: de::Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_unit<E: de::Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Self::Value, E> {
        let count = u32::try_from(number).ok();
        count
            .map(Some)
            .ok_or_else(|| E::custom("the count is too large"))
    }

    fn visit_f64<E: de::Error>(self, number: f64) -> Result<Self::Value, E> {
        // A whole number prints without a fraction, and exactly at this size.
        let count = number.to_string().parse().ok();
        count
            .map(Some)
            .ok_or_else(|| E::custom("the count is negative, too large or not whole"))
    }
}
