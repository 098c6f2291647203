//! The month of a story.

use std::fmt;
use std::str::FromStr;

use brazil_types::ParseError;
use brazil_types::calendar::{self, Roll};
use thiserror::Error;
use time::{Date, Duration, Month};

/// A month of a year, written `2026-04`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CalendarMonth {
    first: Date,
}

/// Why a text is not a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("not a month; write year and month from 2000-01 to 2099-12, such as 2026-04")]
pub struct BadMonth;

impl CalendarMonth {
    /// The month `month` of `year`.
    ///
    /// # Errors
    /// [`BadMonth`] outside of the years 2000 to 2099, for which payment systems of today are
    /// told of.
    pub fn new(year: i32, month: Month) -> Result<Self, BadMonth> {
        if !(2000..=2099).contains(&year) {
            return Err(BadMonth);
        }
        let first = Date::from_calendar_date(year, month, 1).map_err(|_| BadMonth)?;
        Ok(Self { first })
    }

    /// The first day.
    #[must_use]
    pub fn first(self) -> Date {
        self.first
    }

    /// The last day.
    #[must_use]
    pub fn last(self) -> Date {
        let length = i64::from(self.first.month().length(self.first.year()));
        self.plus(length - 1)
    }

    /// The month that a day lies in.
    #[must_use]
    pub fn of(day: Date) -> Self {
        let since_first = i64::from(day.day()) - 1;
        Self {
            first: day.saturating_sub(Duration::days(since_first)),
        }
    }

    /// Whether a day lies in it.
    #[must_use]
    pub fn contains(self, day: Date) -> bool {
        (self.first..=self.last()).contains(&day)
    }

    /// All days.
    pub fn days(self) -> impl Iterator<Item = Date> {
        (0..31)
            .map(move |days| self.plus(days))
            .filter(move |day| self.contains(*day))
    }

    /// So many days after the first, before it if negative.
    pub(super) fn plus(self, days: i64) -> Date {
        self.first.saturating_add(Duration::days(days))
    }

    /// The first business day from day number `day` of the month on; the last one of the month
    /// when there is none.
    pub(super) fn business_day(self, day: i64) -> Result<Date, ParseError> {
        calendar::roll(self.plus(day - 1).min(self.last()), Roll::ModifiedFollowing)
    }

    /// A number that no other month has.
    pub(super) fn seed(self) -> u64 {
        u64::try_from(self.first.to_julian_day()).unwrap_or_default()
    }
}

impl fmt::Display for CalendarMonth {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:04}-{:02}",
            self.first.year(),
            u8::from(self.first.month())
        )
    }
}

impl FromStr for CalendarMonth {
    type Err = BadMonth;

    fn from_str(text: &str) -> Result<Self, BadMonth> {
        let (year, month) = text.split_once('-').ok_or(BadMonth)?;
        let is_number = |text: &str, digits| {
            text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit())
        };
        if !is_number(year, 4) || !is_number(month, 2) {
            return Err(BadMonth);
        }
        let month: u8 = month.parse().map_err(|_| BadMonth)?;
        Self::new(
            year.parse().map_err(|_| BadMonth)?,
            Month::try_from(month).map_err(|_| BadMonth)?,
        )
    }
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    #[test]
    fn a_month_knows_its_days() {
        let february: CalendarMonth = "2028-02".parse().unwrap();
        assert_eq!(february.last(), date!(2028 - 02 - 29));
        assert_eq!(february.days().count(), 29);
        assert_eq!(february.to_string(), "2028-02");
        // The 29th is Carnaval Tuesday, the day before its Monday.
        assert_eq!(february.business_day(28), Ok(date!(2028 - 02 - 25)));
    }

    #[test]
    fn what_is_no_month_is_refused() {
        for text in [
            "2026-4",
            "2026-13",
            "2026-00",
            "04-2026",
            "2026-04-01",
            "1899-01",
            "+026-04",
            "",
        ] {
            assert_eq!(text.parse::<CalendarMonth>(), Err(BadMonth), "{text}");
        }
    }
}
