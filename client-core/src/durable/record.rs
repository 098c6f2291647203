//! The bytes of one record's file: a header that proves the rest, and the record.
//!
//! ```text
//! {"format":1,"name":"<file name>","key":["<scope>","<id>"],"version":7,"sha256":"<…>"}
//! {"refresh_token":"…", …}
//! ```

use aws_lc_rs::digest::{SHA256, digest};
use secrecy::{ExposeSecret as _, SecretString};
use serde::{Deserialize, Serialize};

use super::{Kind, RecordKey, store_error};
use crate::digest::to_hex;
use crate::error::{Error, Result};

const FORMAT: u32 = 1;

/// A record as its file holds it.
pub(crate) struct Stored {
    /// What it says it is found by; files of earlier versions do not say.
    pub(crate) key: Option<RecordKey>,
    pub(crate) version: u64,
    /// One line of JSON.
    pub(crate) body: SecretString,
}

#[derive(Serialize, Deserialize)]
struct Header {
    format: u32,
    /// The name of the file this was written to: a copy under another name would hand one
    /// company's tokens to another.
    name: String,
    /// Scope and id, to list the records by. Files of earlier versions have none.
    #[serde(default)]
    key: Option<(String, String)>,
    version: u64,
    sha256: String,
}

pub(super) fn write(
    kind: &Kind,
    name: &str,
    key: &RecordKey,
    version: u64,
    body: &SecretString,
) -> Result<SecretString> {
    let mut header = Header {
        format: FORMAT,
        name: name.to_owned(),
        key: Some((key.scope.clone(), key.id.clone())),
        version,
        sha256: String::new(),
    };
    header.sha256 = checksum(&header, body.expose_secret());
    let header = serde_json::to_string(&header).map_err(|_| {
        let one = kind.one;
        store_error(format!("the {one}'s header cannot be written as JSON"))
    })?;
    Ok(format!("{header}\n{}\n", body.expose_secret()).into())
}

pub(super) fn read(kind: &Kind, name: &str, bytes: Vec<u8>) -> Result<Stored> {
    let damaged = |how| damaged(kind, name, how);
    let text = String::from_utf8(bytes).map_err(|_| damaged("it is not text"))?;
    let text = SecretString::from(text);
    let (header, body) = text
        .expose_secret()
        .split_once('\n')
        .ok_or_else(|| damaged("it ends early"))?;
    let header: Header =
        serde_json::from_str(header).map_err(|_| damaged("its header cannot be read"))?;
    if header.format != FORMAT {
        return Err(store_error(format!(
            "the {} file {name} has format {}, and this version reads {FORMAT}: upgrade",
            kind.one, header.format
        )));
    }
    if header.name != name {
        return Err(damaged(
            "it was written under another name: files here must not be copied or renamed",
        ));
    }
    let body = body
        .strip_suffix('\n')
        .ok_or_else(|| damaged("it ends early"))?;
    if checksum(&header, body) != header.sha256 {
        return Err(damaged("its content does not match its checksum"));
    }
    Ok(Stored {
        key: header.key.map(|(scope, id)| RecordKey { scope, id }),
        version: header.version,
        body: body.to_owned().into(),
    })
}

pub(super) fn damaged(kind: &Kind, name: &str, how: &str) -> Error {
    store_error(format!(
        "the {} file {name} is damaged: {how}; {}",
        kind.one, kind.remedy
    ))
}

/// Of all that the file holds, but for the checksum itself.
fn checksum(header: &Header, body: &str) -> String {
    let Header { name, version, .. } = header;
    let key = match &header.key {
        // The length first, so that no two keys run together into one text.
        Some((scope, id)) => format!("{}:{scope}{id}\n", scope.len()),
        None => String::new(),
    };
    let text = SecretString::from(format!("{name}\n{key}{version}\n{body}"));
    to_hex(digest(&SHA256, text.expose_secret().as_bytes()).as_ref())
}
