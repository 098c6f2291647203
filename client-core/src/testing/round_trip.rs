//! Whether what is read and written again loses anything.

use serde_json::{Map, Value};

/// Compares an answer that was read into types and written again with what was sent: all of it must
/// come out, under the provider's own names, and nothing else. A misspelt name would lose its value.
///
/// ```
/// use client_core::testing::RoundTrip;
///
/// let fixture = r#"{"id":"7","new":1,"paid":null}"#;
/// let round_trip = RoundTrip::ignoring("new");
/// assert_eq!(round_trip.loss(r#"{"id":"7","note":null,"tags":[]}"#, fixture), None);
/// assert_eq!(round_trip.loss("{}", fixture).as_deref(), Some(".id is lost"));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct RoundTrip {
    unknown: &'static str,
    alike: fn(&str, &str) -> bool,
}

impl RoundTrip {
    /// `unknown` is the field of fixtures that no version of the client knows: it may go.
    pub fn ignoring(unknown: &'static str) -> Self {
        Self {
            unknown,
            alike: |_, _| false,
        }
    }

    /// Takes what is written for what was sent where `alike` says so of two values that are no
    /// objects and lists, as JSON: for amounts that were sent as numbers and the like.
    #[must_use]
    pub fn taking(mut self, alike: fn(written: &str, sent: &str) -> bool) -> Self {
        self.alike = alike;
        self
    }

    /// The first difference between two JSON texts and its place; `None` when nothing is lost and
    /// nothing made up. Nulls and empty lists are nothing.
    pub fn loss(&self, written: &str, sent: &str) -> Option<String> {
        let read = |text| serde_json::from_str(text);
        match (read(written), read(sent)) {
            (Ok(written), Ok(sent)) => self.difference(&written, &sent, ""),
            _ => Some("one side is not JSON".to_owned()),
        }
    }

    fn difference(&self, written: &Value, sent: &Value, place: &str) -> Option<String> {
        match (written, sent) {
            (Value::Object(written), Value::Object(sent)) => self.of_fields(written, sent, place),
            (Value::Array(written), Value::Array(sent)) if written.len() == sent.len() => {
                let mut pairs = written.iter().zip(sent).enumerate();
                pairs.find_map(|(index, (written, sent))| {
                    self.difference(written, sent, &format!("{place}[{index}]"))
                })
            }
            (Value::Array(written), Value::Array(sent)) => {
                Some(format!("{place} has {} of {}", written.len(), sent.len()))
            }
            _ if written == sent || (self.alike)(&written.to_string(), &sent.to_string()) => None,
            _ => Some(format!("{place} is {written} for {sent}")),
        }
    }

    fn of_fields(
        &self,
        written: &Map<String, Value>,
        sent: &Map<String, Value>,
        place: &str,
    ) -> Option<String> {
        let counts = |name: &str, value: &Value| name != self.unknown && !is_nothing(value);
        let mut fields = sent.iter().filter(|(name, value)| counts(name, value));
        let lost = fields.find_map(|(name, sent)| {
            let place = format!("{place}.{name}");
            match written.get(name) {
                Some(written) => self.difference(written, sent, &place),
                None => Some(format!("{place} is lost")),
            }
        });
        lost.or_else(|| {
            let mut fields = written.iter().filter(|(name, value)| counts(name, value));
            let extra = fields.find(|(name, _)| !sent.contains_key(*name));
            extra.map(|(name, _)| format!("{place}.{name} was made up"))
        })
    }
}

fn is_nothing(value: &Value) -> bool {
    value.is_null() || value.as_array().is_some_and(Vec::is_empty)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differences_are_told_by_their_place() {
        let sent = r#"{"a":{"b":[1,{"c":"x","new":[{}]}]},"none":null,"empty":[]}"#;
        let loss = |written: &str| RoundTrip::ignoring("new").loss(written, sent);
        assert_eq!(loss(sent), None);
        assert_eq!(loss(r#"{"a":{"b":[1,{"c":"x"}]},"d":null}"#), None);
        for (written, told) in [
            (r#"{"a":{"b":[1,{}]}}"#, ".a.b[1].c is lost"),
            (r#"{"a":{"b":[1]}}"#, ".a.b has 1 of 2"),
            (r#"{"a":{"b":[2,{"c":"x"}]}}"#, ".a.b[0] is 2 for 1"),
            (r#"{"a":{"b":[1,{"c":"x"}],"e":0}}"#, ".a.e was made up"),
            (r#"{"a":1}"#, ".a is 1 for"),
            ("", "not JSON"),
        ] {
            let loss = loss(written).unwrap();
            assert!(loss.contains(told), "{loss}");
        }
    }

    #[test]
    fn what_may_be_written_otherwise_is_the_callers_to_say() {
        let as_text =
            RoundTrip::ignoring("new").taking(|written, sent| written.trim_matches('"') == sent);
        assert_eq!(as_text.loss(r#"{"id":"7"}"#, r#"{"id":7}"#), None);
        assert!(as_text.loss(r#"{"id":"8"}"#, r#"{"id":7}"#).is_some());
    }
}
