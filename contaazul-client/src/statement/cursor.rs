//! Where in a statement a reader is, in a form that can be kept.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use client_core::page::Cursor as PageCursor;
use client_core::{Error, ErrorKind, Outcome};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use url::form_urlencoded;

/// A place in a statement, just behind a movement that was handed out.
///
/// Serialises as one line of text and stays readable by later versions. It holds ids of the ERP
/// and a hash of the statement's filters, no names and no amounts.
#[derive(Clone, PartialEq, Eq)]
pub struct StatementCursor {
    /// Of the statement, so that no other one is resumed here.
    pub(super) statement: u64,
    pub(super) place: Place,
}

/// The place itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Place {
    /// Which slice of the period, from 0.
    pub(super) slice: u32,
    /// Which list of the slice, from 0.
    pub(super) lane: u8,
    /// The page of that list; `None` for its beginning.
    pub(super) page: Option<PageCursor>,
    /// How many records of the page were handed out whole.
    pub(super) done: usize,
    /// The record that was handed out last, whole or in part: proof that the page is still the
    /// same.
    pub(super) record: Option<String>,
    /// The key of the movement that was handed out last, where its record has more to give.
    pub(super) part: Option<String>,
}

const TAG: &str = "statement1";

impl fmt::Display for StatementCursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = &self.place;
        write!(f, "{TAG}:{:016x}:", self.statement)?;
        write!(f, "{}:{}:{}:", place.slice, place.lane, place.done)?;
        write!(f, "{}:{}:", encode(&place.record), encode(&place.part))?;
        match &place.page {
            Some(page) => page.fmt(f),
            None => Ok(()),
        }
    }
}

impl FromStr for StatementCursor {
    type Err = Error;

    /// # Errors
    /// [`ErrorKind::Pagination`] when the text is not a cursor of a statement.
    fn from_str(text: &str) -> Result<Self, Error> {
        parse(text).ok_or_else(|| {
            Error::new(
                ErrorKind::Pagination,
                Outcome::NotSent,
                "the text is not a statement's cursor as written by this library; start without \
                 one",
            )
        })
    }
}

fn parse(text: &str) -> Option<StatementCursor> {
    let mut parts = text.splitn(8, ':');
    if parts.next()? != TAG {
        return None;
    }
    let statement = u64::from_str_radix(parts.next()?, 16).ok()?;
    let slice = parts.next()?.parse().ok()?;
    let lane = parts.next()?.parse().ok()?;
    let done = parts.next()?.parse().ok()?;
    let record = decode(parts.next()?);
    let part = decode(parts.next()?);
    let page = match parts.next()? {
        "" => None,
        page => Some(page.parse().ok()?),
    };
    let place = Place {
        slice,
        lane,
        page,
        done,
        record,
        part,
    };
    Some(StatementCursor { statement, place })
}

/// Ids are the ERP's business and may hold anything; encoded, they hold no colon.
fn encode(text: &Option<String>) -> String {
    let bytes = text.as_deref().unwrap_or_default().as_bytes();
    form_urlencoded::byte_serialize(bytes).collect()
}

fn decode(text: &str) -> Option<String> {
    let (decoded, _) = form_urlencoded::parse(text.as_bytes()).next()?;
    Some(decoded.into_owned())
}

impl fmt::Debug for StatementCursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("StatementCursor(..)")
    }
}

impl Serialize for StatementCursor {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for StatementCursor {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Cow::<str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_survives_being_written() {
        let page = "page1:contaazul.receivables.search:00ffee:number:3:200";
        let whole = StatementCursor {
            statement: 0x0102,
            place: Place {
                slice: 29,
                lane: 4,
                page: Some(page.parse().unwrap()),
                done: 17,
                record: Some("a:b=c&d é%".to_owned()),
                part: Some("transfer:t1:out".to_owned()),
            },
        };
        let bare = StatementCursor {
            statement: u64::MAX,
            place: Place::default(),
        };
        for cursor in [whole, bare] {
            let json = serde_json::to_string(&cursor).unwrap();
            let back: StatementCursor = serde_json::from_str(&json).unwrap();
            assert_eq!(back.to_string(), cursor.to_string());
            assert!(back == cursor);
        }
    }

    #[test]
    fn other_texts_are_refused() {
        let good = "statement1:0000000000000001:0:0:0:::";
        assert!(good.parse::<StatementCursor>().is_ok());
        for bad in [
            "",
            "page1:x:0:start",
            "statement2:0000000000000001:0:0:0:::",
            "statement1:x:0:0:0:::",
            "statement1:0000000000000001:0:300:0:::",
            "statement1:0000000000000001:0:0:-1:::",
            "statement1:0000000000000001:0:0:0:::page1:x",
            "statement1:0000000000000001:0:0:0",
        ] {
            let error = bad.parse::<StatementCursor>().unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Pagination, "{bad}");
        }
    }
}
