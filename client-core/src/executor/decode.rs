//! From bytes to types, and from a misfit to the field that does not fit.

use bytes::Bytes;
use serde::de::DeserializeOwned;

use super::body_or_null;
use crate::error::{Error, ErrorKind, Outcome};

pub(super) fn json<T: DeserializeOwned>(body: &Bytes) -> Result<T, Error> {
    let body = body_or_null(body);
    // Tracking the path costs time, so it is done only for answers that failed once.
    serde_json::from_slice(body).map_err(|_| explain::<T>(body))
}

fn explain<T: DeserializeOwned>(body: &[u8]) -> Error {
    let mut deserializer = serde_json::Deserializer::from_slice(body);
    let misfit = match serde_path_to_error::deserialize::<_, T>(&mut deserializer) {
        Err(misfit) => misfit,
        Ok(_) => return decode_error("the answer goes on after its JSON value".to_owned()),
    };
    let cause = misfit.inner();
    let place = format!("line {}, column {}", cause.line(), cause.column());
    if !cause.is_data() {
        let what = if cause.is_eof() {
            "ends early"
        } else {
            "is not JSON"
        };
        return decode_error(format!("the answer {what} ({place})"));
    }
    let path = misfit.path().to_string();
    decode_error(format!(
        "the answer's field {path} {} ({place})",
        shape(&cause.to_string())
    ))
}

fn decode_error(what: String) -> Error {
    Error::new(ErrorKind::Decode, Outcome::Applied, what)
}

/// Keeps of serde's text what speaks of types and drops what may quote a value.
fn shape(text: &str) -> String {
    let text = text.rsplit_once(" at line ").map_or(text, |(text, _)| text);
    if text.starts_with("missing field") {
        return format!("is incomplete: {text}");
    }
    let found = text.strip_prefix("invalid type: ").map(|rest| {
        rest.chars()
            .take_while(char::is_ascii_alphabetic)
            .collect::<String>()
    });
    let expected = text
        .rsplit_once(", expected ")
        .map(|(_, expected)| expected);
    match (found, expected) {
        (Some(found), Some(expected)) => format!("is a {found}, expected {expected}"),
        (None, Some(expected)) => format!("has an unexpected value, expected {expected}"),
        _ => "does not fit its type".to_owned(),
    }
}
