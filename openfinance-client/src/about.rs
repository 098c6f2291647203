//! Whether an answer is about what was asked for: an id that differs from the one asked about is
//! another payment, or another person's data.

use std::collections::HashMap;

use client_core::http::Response;
use client_core::{Error, ErrorKind, Outcome, Result};
use serde::Deserialize;
use serde_json::value::RawValue;

/// The ids that an answer must not contradict: of each name, those that were asked about. What an
/// answer does not name, it does not contradict.
#[derive(Debug, Default)]
pub(crate) struct About {
    ids: Vec<(&'static str, Vec<String>)>,
}

#[derive(Deserialize)]
struct Answer<'a> {
    #[serde(borrow)]
    data: &'a RawValue,
}

type Fields<'a> = HashMap<String, &'a RawValue>;

impl About {
    /// Wherever the answer has `name`, it must be one of these.
    pub(crate) fn only<I: ToString>(
        &mut self,
        name: &'static str,
        ids: impl IntoIterator<Item = I>,
    ) {
        let ids = ids.into_iter().map(|id| id.to_string()).collect();
        self.ids.push((name, ids));
    }

    /// Refuses an answer about something else: it was not asked for, and what was is not known.
    pub(crate) fn check(&self, response: &Response) -> Result<()> {
        match self.contradicted_by(&response.body) {
            None => Ok(()),
            Some(name) => Err(Error::new(
                ErrorKind::Decode,
                Outcome::Unknown,
                format!(
                    "data.{name} of the answer is not the one that was asked about: use nothing \
                     of it, ask again, and report it to the bank"
                ),
            )
            .with_status(response.status)
            .with_body(response.body.clone())),
        }
    }

    /// The name of the first id that is another one. Only what decodes is looked at.
    fn contradicted_by(&self, body: &[u8]) -> Option<&'static str> {
        let answer: Answer<'_> = serde_json::from_slice(body).ok()?;
        let things: Vec<Fields<'_>> = match answer.data.get().starts_with('[') {
            true => serde_json::from_str(answer.data.get()).ok()?,
            false => vec![serde_json::from_str(answer.data.get()).ok()?],
        };
        let differs = |(name, ids): &&(&'static str, Vec<String>)| {
            things
                .iter()
                .filter_map(|fields| fields.get(*name))
                .filter_map(|value| serde_json::from_str::<String>(value.get()).ok())
                .any(|found| !ids.contains(&found))
        };
        self.ids.iter().find(differs).map(|(name, _)| *name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contradicted(body: &str) -> Option<&'static str> {
        let mut about = About::default();
        about.only("consentId", ["urn:bank:C1"]);
        about.only("endToEndId", ["E1", "E2"]);
        about.contradicted_by(body.as_bytes())
    }

    #[test]
    fn only_an_id_that_differs_contradicts() {
        for right in [
            r#"{"data":{"consentId":"urn:bank:C1","endToEndId":"E2"}}"#,
            r#"{"data":{"consentId":"urn:bank:C\u0031"}}"#,
            r#"{"data":[{"endToEndId":"E1"},{"endToEndId":"E2"}]}"#,
            r#"{"data":{"other":{"consentId":"urn:bank:C2"}}}"#,
            r#"{"data":{"consentId":null}}"#,
            r#"{"data":[]}"#,
            "<html>",
        ] {
            assert_eq!(contradicted(right), None, "{right}");
        }
        for (wrong, name) in [
            (r#"{"data":{"consentId":"urn:bank:C2"}}"#, "consentId"),
            (r#"{"data":{"consentId":"URN:bank:C1"}}"#, "consentId"),
            (
                r#"{"data":[{"endToEndId":"E1"},{"endToEndId":"E3"}]}"#,
                "endToEndId",
            ),
        ] {
            assert_eq!(contradicted(wrong), Some(name), "{wrong}");
        }
    }
}
