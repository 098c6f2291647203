//! Reading the files in `testdata/`.

use brazil_types::ParseError;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::fmt::Debug;
use time::Date;
use time::macros::format_description;

pub(crate) fn load<T: DeserializeOwned>(file: &str) -> T {
    let path = format!("{}/testdata/{file}", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(&path).expect("test data is readable");
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{file}: {error}"))
}

/// A text that must be refused, and how.
#[derive(Deserialize)]
pub(crate) struct Refused {
    pub(crate) text: String,
    error: String,
    part: Option<String>,
    position: Option<usize>,
    pub(crate) right_check_digits: Option<String>,
}

impl Refused {
    pub(crate) fn assert<T: Debug>(&self, outcome: Result<T, ParseError>) {
        let error = outcome.expect_err(&self.text);
        assert_eq!(error.kind().code(), self.error, "{}: {error}", self.text);
        if self.part.is_some() {
            assert_eq!(error.part(), self.part.as_deref(), "{}", self.text);
        }
        if self.position.is_some() {
            assert_eq!(error.position(), self.position, "{}", self.text);
        }
        if let Some(position) = error.position() {
            assert!(
                self.text.is_char_boundary(position),
                "{}: {position}",
                self.text
            );
        }
    }
}

pub(crate) fn day(text: &str) -> Date {
    Date::parse(text, format_description!("[year]-[month]-[day]")).expect(text)
}
