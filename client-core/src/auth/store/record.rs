//! The bytes of one grant's file: a header that proves the rest, and the grant.
//!
//! ```text
//! {"format":1,"name":"<file name>","key":["<service>","<id>"],"version":7,"sha256":"<…>"}
//! {"refresh_token":"…", …}
//! ```

use aws_lc_rs::digest::{SHA256, digest};
use secrecy::{ExposeSecret as _, SecretString};
use serde::{Deserialize, Serialize};

use super::{GrantKey, StoredGrant, Version, Versioned, store_error};
use crate::error::{Error, Result};

const FORMAT: u32 = 1;

#[derive(Serialize, Deserialize)]
struct Header {
    format: u32,
    /// The name of the file this was written to: a copy under another name would hand one
    /// company's tokens to another.
    name: String,
    /// Service and id, to list the grants by. Files of earlier versions have none.
    #[serde(default)]
    key: Option<(String, String)>,
    version: u64,
    sha256: String,
}

pub(super) fn write(
    name: &str,
    key: &GrantKey,
    version: Version,
    grant: &StoredGrant,
) -> Result<SecretString> {
    let body = grant.expose_as_json()?;
    let mut header = Header {
        format: FORMAT,
        name: name.to_owned(),
        key: Some((key.service().to_owned(), key.id().to_owned())),
        version: version.number(),
        sha256: String::new(),
    };
    header.sha256 = checksum(&header, body.expose_secret());
    let header = serde_json::to_string(&header)
        .map_err(|_| store_error("the grant's header cannot be written as JSON"))?;
    Ok(format!("{header}\n{}\n", body.expose_secret()).into())
}

/// The grant, and the key it says it is of.
pub(super) fn read(
    name: &str,
    bytes: Vec<u8>,
) -> Result<(Option<GrantKey>, Versioned<StoredGrant>)> {
    let text = String::from_utf8(bytes).map_err(|_| damaged(name, "it is not text"))?;
    let text = SecretString::from(text);
    let (header, body) = text
        .expose_secret()
        .split_once('\n')
        .ok_or_else(|| damaged(name, "it ends early"))?;
    let header: Header =
        serde_json::from_str(header).map_err(|_| damaged(name, "its header cannot be read"))?;
    if header.format != FORMAT {
        return Err(store_error(format!(
            "the grant file {name} has format {}, and this version reads {FORMAT}: upgrade",
            header.format
        )));
    }
    if header.name != name {
        return Err(damaged(
            name,
            "it was written under another name: files here must not be copied or renamed",
        ));
    }
    let body = body
        .strip_suffix('\n')
        .ok_or_else(|| damaged(name, "it ends early"))?;
    if checksum(&header, body) != header.sha256 {
        return Err(damaged(name, "its content does not match its checksum"));
    }
    let key = header.key.map(|(service, id)| GrantKey::new(service, id));
    let grant = Versioned {
        version: Version::new(header.version),
        value: StoredGrant::from_exposed_json(&body.to_owned().into())?,
    };
    Ok((key, grant))
}

pub(super) fn damaged(name: &str, how: &str) -> Error {
    store_error(format!(
        "the grant file {name} is damaged: {how}; restore it, or delete it and authorise again"
    ))
}

/// Of all that the file holds, but for the checksum itself.
fn checksum(header: &Header, body: &str) -> String {
    let Header { name, version, .. } = header;
    let key = match &header.key {
        // The length first, so that no two keys run together into one text.
        Some((service, id)) => format!("{}:{service}{id}\n", service.len()),
        None => String::new(),
    };
    let text = SecretString::from(format!("{name}\n{key}{version}\n{body}"));
    hex(digest(&SHA256, text.expose_secret().as_bytes()).as_ref())
}

pub(super) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
