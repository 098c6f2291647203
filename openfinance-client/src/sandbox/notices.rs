//! What the bank tells of changes: that something changed, not what it became.

use serde_json::json;

use super::reply::{now, put};

/// The body of a notification to `place`, the path behind the receiver's base.
pub(super) fn body(place: &str) -> String {
    let mut data = json!({"timestamp": now()});
    if place.contains("/recurring-consents/") || place.contains("/enrollments/") {
        put(&mut data, "eventType", "STATE_CHANGED");
    }
    json!({"data": data}).to_string()
}

/// Only devices are at home at a server instead of an API.
pub(super) fn names_the_server(place: &str) -> bool {
    place.starts_with("enrollments/")
}
