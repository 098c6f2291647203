//! Days and moments as they come.

use std::fmt;

use client_core::wire::{self, LocalRule};
use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime};

/// A day or a moment, as the provider wrote it.
///
/// The API writes days, moments with an offset, moments without one and milliseconds since 1970,
/// and public clients read the same field in different ways. So the text is kept, and read when it
/// is asked for: a new way of writing costs an answer of `None` and not the whole page.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(transparent)]
pub struct Timestamp(#[serde(deserialize_with = "wire::string_or_number::deserialize")] String);

impl Timestamp {
    /// The text as it came.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The moment: with its offset, or in the time of Brasília without one. `None` for a day alone
    /// and for what cannot be read.
    pub fn instant(&self) -> Option<OffsetDateTime> {
        if let Ok(milliseconds) = self.0.parse::<i128>() {
            let nanoseconds = milliseconds.checked_mul(1_000_000)?;
            return OffsetDateTime::from_unix_timestamp_nanos(nanoseconds).ok();
        }
        LocalRule::BRASILIA.read(&self.0).ok()
    }

    /// The day: as written, or that of the moment in the time of Brasília.
    pub fn date(&self) -> Option<Date> {
        match wire::date::parse(&self.0) {
            Ok(day) => Some(day),
            Err(_) => LocalRule::BRASILIA.day_of(self.instant()?).ok(),
        }
    }
}

impl From<&str> for Timestamp {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl From<Date> for Timestamp {
    fn from(day: Date) -> Self {
        let (year, month, day) = (day.year(), u8::from(day.month()), day.day());
        Self(format!("{year:04}-{month:02}-{day:02}"))
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use time::macros::{date, datetime};

    use super::*;

    #[test]
    fn every_way_of_writing_is_read_and_written_back() {
        let moment = datetime!(2019-12-14 22:49:12.713 -3);
        let millis = moment.unix_timestamp_nanos() / 1_000_000;
        let cases = [
            ("2019-12-14T22:49:12.713-03:00".to_owned(), Some(moment)),
            ("2019-12-15T01:49:12.713Z".to_owned(), Some(moment)),
            ("2019-12-14T22:49:12.713".to_owned(), Some(moment)),
            (millis.to_string(), Some(moment)),
            ("2019-12-14".to_owned(), None),
        ];
        for (text, instant) in cases {
            let json = format!("\"{text}\"");
            let read: Timestamp = serde_json::from_str(&json).unwrap();
            assert_eq!(read.instant(), instant, "{text}");
            assert_eq!(read.date(), Some(date!(2019 - 12 - 14)), "{text}");
            assert_eq!(serde_json::to_string(&read).unwrap(), json);
        }
        let number: Timestamp = serde_json::from_str(&millis.to_string()).unwrap();
        assert_eq!(number.instant(), Some(moment));
        assert_eq!(
            Timestamp::from(date!(0987 - 06 - 05)).as_str(),
            "0987-06-05"
        );
        let strange = Timestamp::from("14/12/2019");
        assert_eq!((strange.instant(), strange.date()), (None, None));
    }
}
