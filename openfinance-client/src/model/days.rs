//! Lists of days.

use client_core::wire;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use time::Date;

#[derive(Deserialize, Serialize)]
#[serde(transparent)]
struct Day(#[serde(with = "wire::date")] Date);

/// Reads a list of days; `null` becomes an empty list.
pub(super) fn deserialize<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Vec<Date>, D::Error> {
    let days: Vec<Day> = wire::null_as_empty(deserializer)?;
    Ok(days.into_iter().map(|Day(day)| day).collect())
}

/// Writes a list of days.
pub(super) fn serialize<S: Serializer>(days: &[Date], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(days.iter().copied().map(Day))
}
