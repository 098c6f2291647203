//! From a rule and a request to the message that is hashed.

use std::borrow::Cow;
use std::collections::HashMap;

use client_core::{Error, Result};
use http::Method;
use serde::Deserialize;
use serde_json::value::RawValue;

use super::{HashAmbiguity, HashReading, HashRule, Part};

/// A request as it is about to be sent.
pub(crate) struct Sent<'a> {
    pub(crate) method: &'a Method,
    /// From the first slash, without host and query, arguments as the caller gave them.
    pub(crate) path: &'a str,
    /// The same with arguments as they stand in the URL.
    pub(crate) encoded_path: &'a str,
    pub(crate) arguments: &'a [(&'static str, String)],
    pub(crate) query: &'a [(&'static str, String)],
    pub(crate) body: &'a [u8],
}

/// The message that `rule` makes of `sent`; none for an operation without a hash.
///
/// # Errors
/// [`ErrorKind::Input`](client_core::ErrorKind::Input) when a field that must be hashed is missing
/// or has a form that cannot be.
pub(crate) fn message(
    rule: &HashRule,
    sent: &Sent<'_>,
    reading: &HashReading,
) -> Result<Option<String>> {
    let path = match reading.is_other(HashAmbiguity::EncodedPath) {
        true => sent.encoded_path,
        false => sent.path,
    };
    let method = sent.method.as_str().to_ascii_lowercase();
    let body = Body::of(sent.body);
    let reader = Reader { sent, reading };
    Ok(Some(match rule {
        HashRule::None => return Ok(None),
        HashRule::Values(parts) => reader.all(parts, &body)?,
        HashRule::MethodAndPath => format!("{method}:{path}"),
        HashRule::MethodThenPath => format!("{method}{path}"),
        HashRule::MethodPathAnd(parts) => {
            let mut message = format!("{method}:{path}");
            for part in *parts {
                message.push(':');
                message.push_str(&reader.required(part, &body)?);
            }
            message
        }
        HashRule::Open(ambiguity, likely, other) => {
            let rule = match reading.is_other(*ambiguity) {
                true => other,
                false => likely,
            };
            return self::message(rule, sent, reading);
        }
    }))
}

struct Reader<'a> {
    sent: &'a Sent<'a>,
    reading: &'a HashReading,
}

impl Reader<'_> {
    fn all(&self, parts: &[Part], body: &Body<'_>) -> Result<String> {
        parts.iter().map(|part| self.required(part, body)).collect()
    }

    fn required(&self, part: &Part, body: &Body<'_>) -> Result<String> {
        self.part(part, body)?.ok_or_else(|| missing(part))
    }

    /// The text of a part, `None` when it is not there.
    fn part(&self, part: &Part, body: &Body<'_>) -> Result<Option<String>> {
        match part {
            Part::Argument(name) => Ok(value_of(self.sent.arguments, name)),
            Part::Query(name) => Ok(Some(value_of(self.sent.query, name).unwrap_or_default())),
            Part::Literal(text) => Ok(Some((*text).to_owned())),
            Part::Field(path) => body.text(path),
            Part::Whole(path) => {
                let amount = body.text(path)?;
                amount.map(|text| integer_part(&text, path)).transpose()
            }
            Part::First(count, path) => {
                let text = body.text(path)?;
                Ok(text.map(|text| text.chars().take(*count).collect()))
            }
            Part::FirstOf(alternatives) => {
                for parts in *alternatives {
                    if let Some(text) = self.complete(parts, body)? {
                        return Ok(Some(text));
                    }
                }
                Ok(None)
            }
            Part::EachOf(path, parts) => {
                let first_only = self.reading.is_other(HashAmbiguity::SeveralRecipients);
                let count = if first_only { 1 } else { usize::MAX };
                self.items(path, parts, body, count)
            }
            Part::EveryOf(path, parts) => self.items(path, parts, body, usize::MAX),
        }
    }

    /// The parts of an alternative, `None` when one of them is not there.
    fn complete(&self, parts: &[Part], body: &Body<'_>) -> Result<Option<String>> {
        let mut text = String::new();
        for part in parts {
            match self.part(part, body)? {
                Some(value) => text.push_str(&value),
                None => return Ok(None),
            }
        }
        Ok(Some(text))
    }

    fn items(
        &self,
        path: &str,
        parts: &[Part],
        body: &Body<'_>,
        count: usize,
    ) -> Result<Option<String>> {
        let Some(items) = body.list(path)? else {
            return Ok(None);
        };
        let texts = items.iter().take(count).map(|item| self.all(parts, item));
        texts.collect::<Result<String>>().map(Some)
    }
}

fn value_of(values: &[(&'static str, String)], name: &str) -> Option<String> {
    let (_, value) = values.iter().find(|(known, _)| *known == name)?;
    Some(value.clone())
}

fn missing(part: &Part) -> Error {
    let name = match part {
        Part::FirstOf(alternatives) => {
            let names = alternatives.iter().filter_map(|parts| parts.first());
            names.map(name_of).collect::<Vec<_>>().join(", or ")
        }
        part => name_of(part),
    };
    Error::input(format!(
        "{name} is missing, which the Transaction-Hash of this operation needs; set it"
    ))
}

fn name_of(part: &Part) -> String {
    match part {
        Part::Argument(name)
        | Part::Query(name)
        | Part::Literal(name)
        | Part::Field(name)
        | Part::Whole(name)
        | Part::First(_, name)
        | Part::EachOf(name, _)
        | Part::EveryOf(name, _) => (*name).to_owned(),
        Part::FirstOf(_) => "a value".to_owned(),
    }
}

/// A JSON value read only as far as it is asked for, so that numbers keep every digit.
struct Body<'a>(Option<&'a RawValue>);

impl<'a> Body<'a> {
    fn of(bytes: &'a [u8]) -> Self {
        Self(serde_json::from_slice(bytes).ok())
    }

    /// The value at a path of field names; `None` when it is missing or `null`.
    fn at(&self, path: &str) -> Option<&'a RawValue> {
        let mut value = self.0?;
        for name in path.split('.') {
            let fields: HashMap<Cow<'a, str>, &'a RawValue> =
                serde_json::from_str(value.get()).ok()?;
            value = fields.get(name).copied()?;
        }
        (value.get() != "null").then_some(value)
    }

    fn text(&self, path: &str) -> Result<Option<String>> {
        let Some(value) = self.at(path) else {
            return Ok(None);
        };
        match value.get().as_bytes().first() {
            Some(b'"') => String::deserialize(value)
                .map(Some)
                .map_err(|_| wrong_form(path, "text")),
            Some(b'{' | b'[') | None => Err(wrong_form(path, "text, a number or a boolean")),
            Some(_) => Ok(Some(value.get().to_owned())),
        }
    }

    fn list(&self, path: &str) -> Result<Option<Vec<Body<'a>>>> {
        let Some(value) = self.at(path) else {
            return Ok(None);
        };
        let items: Vec<&'a RawValue> =
            serde_json::from_str(value.get()).map_err(|_| wrong_form(path, "a list"))?;
        Ok(Some(
            items.into_iter().map(|item| Body(Some(item))).collect(),
        ))
    }
}

fn wrong_form(path: &str, expected: &str) -> Error {
    Error::input(format!(
        "{path} must be {expected} to go into the Transaction-Hash"
    ))
}

/// The digits before the decimal point: no sign, no leading zeros, cut and not rounded.
fn integer_part(amount: &str, path: &str) -> Result<String> {
    let unsigned = amount.trim_start_matches('-');
    let (whole, decimals) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole) || !digits(decimals) {
        return Err(wrong_form(path, "an amount such as 150.99"));
    }
    let significant = whole.trim_start_matches('0');
    Ok(if significant.is_empty() {
        "0"
    } else {
        significant
    }
    .to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_cut_and_never_rounded() {
        let cases = [
            ("150.99", "150"),
            ("0.50", "0"),
            ("1637.13", "1637"),
            ("10", "10"),
            ("-3.99", "3"),
            ("007.5", "7"),
            ("99999999999999.98", "99999999999999"),
        ];
        for (amount, whole) in cases {
            assert_eq!(integer_part(amount, "amount").unwrap(), whole);
        }
        for wrong in ["", ".5", "1e3", "1,50", "10.", "--"] {
            assert!(integer_part(wrong, "amount").is_err(), "{wrong}");
        }
    }

    #[test]
    fn numbers_of_the_body_keep_every_digit() {
        let body = br#"{"amount":12345678901234567890.99,"deep":{"flag":true,"none":null}}"#;
        let body = Body::of(body);
        let amount = body.text("amount").unwrap().unwrap();
        assert_eq!(
            integer_part(&amount, "amount").unwrap(),
            "12345678901234567890"
        );
        assert_eq!(body.text("deep.flag").unwrap().unwrap(), "true");
        assert_eq!(body.text("deep.none").unwrap(), None);
        assert!(body.text("deep").is_err());
    }
}
