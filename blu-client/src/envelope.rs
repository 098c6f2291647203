//! The list in an answer, whatever it is wrapped in.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

/// A list as Blu sends it: bare, or as `body`, `data` or `items` of an object. Which endpoint wraps
/// it how is documented by examples only, so every form is read everywhere.
#[derive(Debug)]
pub(crate) struct Envelope<T> {
    pub(crate) items: Vec<T>,
    /// Whether there is another page. A bare list is all there is; an object may not say.
    pub(crate) has_more: Option<bool>,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Key {
    #[serde(alias = "data", alias = "items")]
    Body,
    HasMore,
    #[serde(other)]
    Other,
}

struct EnvelopeVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for EnvelopeVisitor<T> {
    type Value = Envelope<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list, or an object with a list as `body`, `data` or `items`")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = list.next_element()? {
            items.push(item);
        }
        Ok(Envelope {
            items,
            has_more: Some(false),
        })
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Self::Value, A::Error> {
        let mut items: Option<Vec<T>> = None;
        let mut has_more = None;
        while let Some(key) = object.next_key()? {
            match key {
                Key::Body => {
                    let list: Option<Vec<T>> = object.next_value()?;
                    // One of two lists would be lost in silence.
                    if items.replace(list.unwrap_or_default()).is_some() {
                        return Err(A::Error::custom("two lists in one answer, expected one"));
                    }
                }
                Key::HasMore => has_more = object.next_value()?,
                Key::Other => {
                    object.next_value::<IgnoredAny>()?;
                }
            }
        }
        let items = items.ok_or_else(|| A::Error::missing_field("items"))?;
        Ok(Envelope { items, has_more })
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Envelope<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(EnvelopeVisitor(PhantomData))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Result<Envelope<u8>, serde_json::Error> {
        serde_json::from_str(json)
    }

    #[test]
    fn every_wrapping_gives_the_list() {
        for (json, has_more) in [
            ("[1,2]", Some(false)),
            (r#"{"body":[1,2]}"#, None),
            (r#"{"data":[1,2],"news":{"x":[3]}}"#, None),
            (r#"{"page":1,"items":[1,2],"has_more":null}"#, None),
            (
                r#"{"has_more":true,"itemsPerPage":2,"items":[1,2]}"#,
                Some(true),
            ),
        ] {
            let envelope = read(json).unwrap();
            assert_eq!(envelope.items, [1, 2], "{json}");
            assert_eq!(envelope.has_more, has_more, "{json}");
        }
    }

    #[test]
    fn a_null_list_is_empty_and_a_missing_or_second_one_is_an_error() {
        assert!(read(r#"{"body":null}"#).unwrap().items.is_empty());
        for json in [r#"{"page":1}"#, r#"{"items":[1],"data":[2]}"#, "7", "null"] {
            assert!(read(json).is_err(), "{json}");
        }
    }
}
