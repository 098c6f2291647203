//! When something took place, as banks write it.

use std::fmt;

use client_core::secret::Redacted;
use client_core::wire::{self, DateError, LocalRule};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use time::{Date, Month, OffsetDateTime, Time};

/// When a transaction took place: the text of the bank, kept as it came, and what it means.
///
/// Banks write moments in UTC, and statements are read by the day in Brasília, which is three hours
/// behind: `2026-03-01T01:10:00.000Z` belongs to 28 February. A bank that knows the day only
/// writes it as midnight, `2026-03-01T00:00:00.000Z`, and means 1 March.
///
/// ```
/// use openfinance_client::model::TransactionTime;
/// use time::macros::date;
///
/// let evening: TransactionTime = serde_json::from_str(r#""2026-03-01T01:10:00.000Z""#)?;
/// assert_eq!(evening.brasilia_day(), date!(2026 - 02 - 28));
/// let day_only: TransactionTime = serde_json::from_str(r#""2026-03-01T00:00:00.000Z""#)?;
/// assert_eq!(day_only.brasilia_day(), date!(2026 - 03 - 01));
/// assert_eq!(day_only.instant(), None);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[doc(alias = "transactionDateTime")]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TransactionTime {
    text: Box<str>,
    utc: OffsetDateTime,
    day: Date,
}

impl TransactionTime {
    /// Reads what a bank wrote: RFC 3339, or a day alone.
    ///
    /// # Errors
    /// [`DateError`], which says what is wrong with the text.
    pub fn parse(text: &str) -> Result<Self, DateError> {
        let utc = match wire::date::parse(text) {
            Ok(day) => day.midnight().assume_utc(),
            Err(_) => wire::instant::parse(text)?,
        };
        let day = match utc.time() == Time::MIDNIGHT && utc.offset().is_utc() {
            true => utc.date(),
            false => LocalRule::BRASILIA.day_of(utc)?,
        };
        let text = text.into();
        Ok(Self { text, utc, day })
    }

    /// The text of the bank.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The moment; `None` when the bank told a day only.
    pub fn instant(&self) -> Option<OffsetDateTime> {
        let knows_time = self.utc.time() != Time::MIDNIGHT || !self.utc.offset().is_utc();
        knows_time.then_some(self.utc)
    }

    /// The day in Brasília on which it took place. Weekends and holidays are days like any other:
    /// the bank's printed statement may show their movements on the business day after.
    ///
    /// What took place at 21:00:00 sharp, to the millisecond, cannot be told from the day after.
    pub fn brasilia_day(&self) -> Date {
        self.day
    }
}

impl fmt::Display for TransactionTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

impl Serialize for TransactionTime {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

impl<'de> Deserialize<'de> for TransactionTime {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // Errors must not repeat the value; a text of any kind is read first for that.
        let text = Redacted::<String>::deserialize(deserializer)?.expose_owned();
        Self::parse(&text).map_err(D::Error::custom)
    }
}

/// A month of a year, written `YYYY-MM`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BillMonth {
    year: i32,
    month: Month,
}

impl BillMonth {
    /// The month of a year from 0 to 9999.
    pub fn new(year: i32, month: Month) -> Option<Self> {
        (0..=9_999).contains(&year).then_some(Self { year, month })
    }

    /// The year.
    pub fn year(self) -> i32 {
        self.year
    }

    /// The month.
    pub fn month(self) -> Month {
        self.month
    }

    fn parse(text: &str) -> Option<Self> {
        let (year, month) = text.split_once('-')?;
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if year.len() != 4 || !digits(year) || !digits(month) {
            return None;
        }
        let month = Month::try_from(month.parse::<u8>().ok()?).ok()?;
        Self::new(year.parse().ok()?, month)
    }
}

impl fmt::Display for BillMonth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, u8::from(self.month))
    }
}

impl Serialize for BillMonth {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for BillMonth {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| D::Error::custom("expected a month as YYYY-MM"))
    }
}

#[cfg(test)]
mod tests {
    use time::macros::{date, datetime};

    use super::*;

    fn time(text: &str) -> TransactionTime {
        TransactionTime::parse(text).unwrap()
    }

    #[test]
    fn days_are_brasilias_and_midnight_is_a_day_without_a_time() {
        let days = [
            ("2026-03-01T02:59:59.999Z", date!(2026 - 02 - 28)),
            ("2026-03-01T03:00:00.000Z", date!(2026 - 03 - 01)),
            ("2026-03-01T00:00:00.001Z", date!(2026 - 02 - 28)),
            ("2026-03-01T00:00:00.000Z", date!(2026 - 03 - 01)),
            ("2026-03-01T00:00:00Z", date!(2026 - 03 - 01)),
            ("2026-03-01", date!(2026 - 03 - 01)),
            ("2026-02-28T23:30:00.000-03:00", date!(2026 - 02 - 28)),
            ("2026-03-01T00:00:00-03:00", date!(2026 - 03 - 01)),
        ];
        for (text, day) in days {
            assert_eq!(time(text).brasilia_day(), day, "{text}");
            assert_eq!(time(text).as_str(), text);
        }
        assert_eq!(time("2026-03-01").instant(), None);
        let early = time("2026-03-01T00:00:00-03:00").instant();
        assert_eq!(early, Some(datetime!(2026-03-01 03:00 UTC)));
    }

    #[test]
    fn what_is_no_moment_is_refused_without_being_repeated() {
        for text in ["2026-03-01T10:00:00", "52998224725", "", "2026-13-01"] {
            let json = serde_json::to_string(text).unwrap();
            let error = serde_json::from_str::<TransactionTime>(&json).unwrap_err();
            assert!(!error.to_string().contains("5299"), "{error}");
        }
    }

    #[test]
    fn months_are_read_and_written_alike() {
        let month: BillMonth = serde_json::from_str(r#""2027-01""#).unwrap();
        assert_eq!((month.year(), month.month()), (2027, Month::January));
        assert_eq!(serde_json::to_string(&month).unwrap(), r#""2027-01""#);
        assert_eq!(
            BillMonth::parse("2026-9"),
            BillMonth::new(2026, Month::September)
        );
        for text in ["2026", "2026-13", "26-01", "2026-+1", "2026-00"] {
            assert_eq!(BillMonth::parse(text), None, "{text}");
        }
    }
}
