//! JSON as the sandbox writes it: by hand, so that no mistake of the client's own types can hide,
//! and with the digits of every amount as given.

use std::fmt::{self, Write as _};

use client_core::money::Amount;
use client_core::wire;
use time::{Date, OffsetDateTime};

/// One JSON value.
#[derive(Clone, Debug)]
pub(super) enum Json {
    Null,
    Bool(bool),
    /// A number by its digits.
    Number(String),
    Text(String),
    /// What a request held, as it was written.
    Raw(String),
    List(Vec<Json>),
    Object(Vec<(&'static str, Json)>),
}

impl Json {
    pub(super) fn object<const N: usize>(fields: [(&'static str, Json); N]) -> Self {
        Self::Object(fields.into())
    }

    pub(super) fn list(items: impl IntoIterator<Item = Json>) -> Self {
        Self::List(items.into_iter().collect())
    }

    /// An amount in BRL with two decimals.
    pub(super) fn money(cents: i64) -> Self {
        Self::Number(Amount::from_cents(cents).to_string())
    }

    pub(super) fn date(day: Date) -> Self {
        wire::date::format(day).map_or(Self::Null, Self::Text)
    }

    /// A moment in Brasília time without offset, as the ERP sends most of its own.
    pub(super) fn moment(moment: OffsetDateTime) -> Self {
        wire::LocalRule::BRASILIA
            .write(moment)
            .map_or(Self::Null, Self::Text)
    }
}

impl From<bool> for Json {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<i64> for Json {
    fn from(value: i64) -> Self {
        Self::Number(value.to_string())
    }
}

impl From<usize> for Json {
    fn from(value: usize) -> Self {
        Self::Number(value.to_string())
    }
}

impl From<Amount> for Json {
    fn from(value: Amount) -> Self {
        Self::Number(value.to_string())
    }
}

impl From<&str> for Json {
    fn from(value: &str) -> Self {
        Self::Text(value.to_owned())
    }
}

impl From<&String> for Json {
    fn from(value: &String) -> Self {
        Self::Text(value.clone())
    }
}

impl From<String> for Json {
    fn from(value: String) -> Self {
        Self::Text(value)
    }
}

impl<T: Into<Json>> From<Option<T>> for Json {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

impl fmt::Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Bool(value) => value.fmt(f),
            Self::Number(written) | Self::Raw(written) => f.write_str(written),
            Self::Text(text) => write_text(f, text),
            Self::List(items) => {
                f.write_char('[')?;
                for (place, item) in items.iter().enumerate() {
                    write!(f, "{}{item}", separator(place))?;
                }
                f.write_char(']')
            }
            Self::Object(fields) => {
                f.write_char('{')?;
                for (place, (name, value)) in fields.iter().enumerate() {
                    f.write_str(separator(place))?;
                    write_text(f, name)?;
                    write!(f, ":{value}")?;
                }
                f.write_char('}')
            }
        }
    }
}

fn separator(place: usize) -> &'static str {
    if place == 0 { "" } else { "," }
}

fn write_text(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    let quoted = serde_json::to_string(text).map_err(|_| fmt::Error)?;
    f.write_str(&quoted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_keep_their_digits_and_texts_are_escaped() {
        let json = Json::object([
            ("valor", Json::money(184_250)),
            ("nome", "a \"b\"\n".into()),
            ("lista", Json::list([Json::Null, true.into(), 7_i64.into()])),
        ]);
        assert_eq!(
            json.to_string(),
            r#"{"valor":1842.50,"nome":"a \"b\"\n","lista":[null,true,7]}"#
        );
    }
}
