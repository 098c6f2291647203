//! Lists whose entries may be null, as Belvo allows for most of them.

use serde::{Deserialize, Deserializer};

/// The entries that are there; a list that is null is empty.
pub(crate) fn items<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Vec<T>, D::Error> {
    let entries: Option<Vec<Option<T>>> = Option::deserialize(deserializer)?;
    Ok(entries.unwrap_or_default().into_iter().flatten().collect())
}
