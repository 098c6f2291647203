//! From bytes to types, and from a misfit to the field that does not fit.

use std::fmt::Write as _;

use bytes::Bytes;
use serde::de::DeserializeOwned;
use serde_path_to_error::{Path, Segment};

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
    let field = field(misfit.path());
    let shape = shape(&cause.to_string());
    decode_error(format!("{field} {shape} ({place})"))
}

fn decode_error(what: String) -> Error {
    Error::new(ErrorKind::Decode, Outcome::Applied, what)
}

/// The path of the misfit. Keys of a map are data and may be documents or names, so only what
/// looks like a field's name shows.
fn field(path: &Path) -> String {
    let mut text = String::new();
    for segment in path {
        match segment {
            // Writing to a String cannot fail.
            Segment::Seq { index } => drop(write!(text, "[{index}]")),
            Segment::Map { key: name } | Segment::Enum { variant: name } => {
                if !text.is_empty() {
                    text.push('.');
                }
                text.push_str(if is_field_name(name) { name } else { "{key}" });
            }
            Segment::Unknown => text.push_str(".?"),
        }
    }
    if text.is_empty() {
        "the answer as a whole".to_owned()
    } else {
        format!("the answer's field {text}")
    }
}

fn is_field_name(name: &str) -> bool {
    let digits = name.bytes().filter(u8::is_ascii_digit).count();
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    (1..=64).contains(&name.len()) && digits <= 4 && name.bytes().all(plain)
}

/// Keeps of serde's text what speaks of types and drops what may quote a value.
fn shape(text: &str) -> String {
    let text = text.rsplit_once(" at line ").map_or(text, |(text, _)| text);
    if text.starts_with("missing field") || text.starts_with("duplicate field") {
        return format!("does not fit: {text}");
    }
    let found = text.strip_prefix("invalid type: ").map(|rest| {
        rest.chars()
            .take_while(char::is_ascii_alphabetic)
            .collect::<String>()
    });
    // Only serde's own wordings end with what a type expects; a type's own may end with anything.
    let expected = ["invalid ", "unknown variant ", "unknown field "]
        .iter()
        .any(|start| text.starts_with(start))
        .then(|| text.rsplit_once(", expected "))
        .flatten()
        .map(|(_, expected)| expected);
    match (found, expected) {
        (Some(found), Some(expected)) => format!("is of type {found}, expected {expected}"),
        (None, Some(expected)) => format!("has an unexpected value, expected {expected}"),
        _ => "does not fit its type".to_owned(),
    }
}
