//! The days that are read.

use serde::{Deserialize, Serialize};
use time::{Date, Duration, OffsetDateTime, UtcOffset};

use client_core::wire;

const BRASILIA: UtcOffset = time::macros::offset!(-3);
/// Blu's data of yesterday are whole from this hour on.
const WHOLE_FROM_HOUR: u8 = 9;
/// The ERP refuses longer windows of moments.
const LONGEST_WINDOW: Duration = Duration::days(365);

/// Days from the first to the last, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// The first day.
    #[serde(with = "wire::date")]
    pub from: Date,
    /// The last day.
    #[serde(with = "wire::date")]
    pub to: Date,
}

impl Period {
    /// What is looked at in an ERP unless somebody says otherwise: long-forgotten bills, and those
    /// of the next years.
    pub fn around(now: OffsetDateTime) -> Self {
        let today = now.to_offset(BRASILIA).date();
        Self {
            from: years_after(today, -5),
            to: years_after(today, 2),
        }
    }

    /// The five years up to the last day whose data are whole at an acquirer that reports once a
    /// day.
    pub fn up_to_whole_day(now: OffsetDateTime) -> Self {
        let now = now.to_offset(BRASILIA);
        let days_back = if now.hour() >= WHOLE_FROM_HOUR { 1 } else { 2 };
        let to = now.date().saturating_sub(Duration::days(days_back));
        Self {
            from: years_after(to, -5),
            to,
        }
    }

    /// What banks tell by Open Finance, which is no more than a year: short of it by some days, so
    /// that a dump can still be resumed after them.
    pub fn of_a_year(now: OffsetDateTime) -> Self {
        let to = now.to_offset(BRASILIA).date();
        Self {
            from: to.saturating_sub(Duration::days(358)),
            to,
        }
    }

    /// The five years up to today.
    pub fn up_to_today(now: OffsetDateTime) -> Self {
        let to = now.to_offset(BRASILIA).date();
        Self {
            from: years_after(to, -5),
            to,
        }
    }

    /// From its first moment to its last in Brasília.
    pub(super) fn moments(self) -> (OffsetDateTime, OffsetDateTime) {
        let begin = self.from.midnight().assume_offset(BRASILIA);
        let end = self.to.midnight().assume_offset(BRASILIA) + Duration::seconds(86_399);
        (begin, end)
    }

    /// Windows of at most 365 days, each from its first moment to its last in Brasília.
    pub(super) fn windows(self) -> impl Iterator<Item = (OffsetDateTime, OffsetDateTime)> {
        let mut next = Some(self.from);
        std::iter::from_fn(move || {
            let first = next?;
            let last = first
                .saturating_add(LONGEST_WINDOW - Duration::DAY)
                .min(self.to);
            next = last.next_day().filter(|day| *day <= self.to);
            let window = Self {
                from: first,
                to: last,
            };
            Some(window.moments())
        })
    }
}

/// The same day of another year; the 28th for a leap day.
fn years_after(day: Date, years: i32) -> Date {
    let year = day.year().saturating_add(years);
    day.replace_year(year)
        .or_else(|_| day.replace_day(28).and_then(|day| day.replace_year(year)))
        .unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use time::macros::{date, datetime};

    use super::*;

    #[test]
    fn windows_touch_and_cover_every_day_once() {
        let period = Period {
            from: date!(2024 - 02 - 28),
            to: date!(2026 - 03 - 01),
        };
        let windows: Vec<_> = period.windows().collect();
        assert_eq!(windows.len(), 3);
        assert_eq!(windows[0].0, datetime!(2024-02-28 0:00 -3));
        assert_eq!(windows[2].1, datetime!(2026-03-01 23:59:59 -3));
        for pair in windows.windows(2) {
            assert_eq!(pair[1].0 - pair[0].1, Duration::SECOND);
        }
        for (begin, end) in windows {
            assert!(end - begin <= Duration::days(365));
        }
    }

    #[test]
    fn yesterday_counts_as_whole_from_nine_on() {
        let early = Period::up_to_whole_day(datetime!(2026-11-21 11:59 UTC));
        assert_eq!(early.to, date!(2026 - 11 - 19));
        let late = Period::up_to_whole_day(datetime!(2026-11-21 12:00 UTC));
        assert_eq!(late.to, date!(2026 - 11 - 20));
        assert_eq!(late.from, date!(2021 - 11 - 20));
    }

    #[test]
    fn a_leap_day_has_a_neighbor_in_other_years() {
        let period = Period::around(datetime!(2028-02-29 12:00 -3));
        assert_eq!(period.from, date!(2023 - 02 - 28));
        assert_eq!(period.to, date!(2030 - 02 - 28));
    }
}
