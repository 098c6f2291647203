//! Where in a list a pager is, in a form that can be kept.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::list::List;
use super::style::pagination;
use crate::error::{Error, Result};

/// One page of one list with its filters. Serialises as a text and stays readable by later
/// versions.
///
/// Filters are in it as a short hash only. What the provider handed out to go on from — a link, an
/// opaque text, a key — is encoded, not encrypted; of a link the values of filters are left out
/// where they are found. `Debug` shows none of it.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Cursor {
    list: Cow<'static, str>,
    fingerprint: u32,
    place: Place,
}

/// The page itself.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) enum Place {
    Start,
    /// `seen` counts the items of all earlier pages.
    Number {
        page: u64,
        seen: u64,
    },
    Offset(u64),
    /// Path and query of a link, values of filters left out. Its origin comes from the client, never
    /// from a kept text.
    Link(String),
    Cursor(String),
    After(String),
}

impl Cursor {
    /// The name of the list this is a page of.
    pub fn list(&self) -> &str {
        &self.list
    }

    pub(super) fn new(list: &List, place: Place) -> Self {
        Self {
            list: Cow::Borrowed(list.name()),
            fingerprint: list.fingerprint(),
            place,
        }
    }

    /// Another page of the same list.
    pub(super) fn at(&self, place: Place) -> Self {
        Self {
            list: self.list.clone(),
            fingerprint: self.fingerprint,
            place,
        }
    }

    pub(super) fn place(&self) -> &Place {
        &self.place
    }

    pub(super) fn is_of(&self, list: &List) -> bool {
        self.list == list.name() && self.fingerprint == list.fingerprint()
    }
}

/// Marks the text form and its version.
const TAG: &str = "page1";

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{TAG}:{}:{:06x}:", self.list, self.fingerprint)?;
        match &self.place {
            Place::Start => f.write_str("start"),
            Place::Number { page, seen } => write!(f, "number:{page}:{seen}"),
            Place::Offset(offset) => write!(f, "offset:{offset}"),
            Place::Link(link) => write!(f, "link:{}", URL_SAFE_NO_PAD.encode(link)),
            Place::Cursor(text) => write!(f, "cursor:{}", URL_SAFE_NO_PAD.encode(text)),
            Place::After(key) => write!(f, "after:{}", URL_SAFE_NO_PAD.encode(key)),
        }
    }
}

impl FromStr for Cursor {
    type Err = Error;

    /// # Errors
    /// [`ErrorKind::Pagination`](crate::ErrorKind::Pagination) when the text is not a cursor.
    fn from_str(text: &str) -> Result<Self> {
        parse(text).ok_or_else(|| {
            pagination("the text is not a cursor as written by this library; start without one")
        })
    }
}

fn parse(text: &str) -> Option<Cursor> {
    let mut parts = text.split(':');
    if parts.next()? != TAG {
        return None;
    }
    let list = parts.next().filter(|list| is_list_name(list))?;
    let fingerprint = u32::from_str_radix(parts.next()?, 16).ok()?;
    let place = match parts.next()? {
        "start" => Place::Start,
        "number" => Place::Number {
            page: parts.next()?.parse().ok()?,
            seen: parts.next()?.parse().ok()?,
        },
        "offset" => Place::Offset(parts.next()?.parse().ok()?),
        "link" => Place::Link(decode(parts.next()?)?),
        "cursor" => Place::Cursor(decode(parts.next()?)?),
        "after" => Place::After(decode(parts.next()?)?),
        _ => return None,
    };
    parts.next().is_none().then(|| Cursor {
        list: Cow::Owned(list.to_owned()),
        fingerprint,
        place,
    })
}

/// What names of operations are made of.
fn is_list_name(text: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-');
    !text.is_empty() && text.bytes().all(plain)
}

fn decode(text: &str) -> Option<String> {
    String::from_utf8(URL_SAFE_NO_PAD.decode(text).ok()?).ok()
}

impl fmt::Debug for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Cursor(..)")
    }
}

impl Serialize for Cursor {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Cursor {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}
