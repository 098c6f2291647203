//! Money by day, week, month or year, whichever gives columns one can tell apart.

use std::collections::BTreeMap;

use time::{Date, Duration, Month};

use crate::report::Report;
use crate::report::totals::{Ended, Tally};

/// More columns than this are too thin on a phone.
const COLUMNS: i64 = 62;

/// How long a column lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Day,
    Week,
    Month,
    Year,
}

/// The bank's money over time.
pub(super) struct Timeline {
    pub(super) unit: Unit,
    /// By first day, gaps filled in up to months.
    pub(super) columns: BTreeMap<Date, Tally>,
}

impl Timeline {
    /// Nothing when the bank has no lines.
    pub(super) fn of(report: &Report<'_>) -> Option<Self> {
        let days = days(report);
        let (first, _) = days.first_key_value()?;
        let (last, _) = days.last_key_value()?;
        let unit = Unit::fitting(*first, *last);
        let mut columns: BTreeMap<Date, Tally> = BTreeMap::new();
        for (day, tally) in &days {
            columns.entry(unit.start(*day)).or_default().join(tally);
        }
        let mut at = unit.start(*first);
        while let Some(next) = unit.next(at).filter(|next| next <= last) {
            columns.entry(next).or_default();
            at = next;
        }
        Some(Self { unit, columns })
    }
}

fn days(report: &Report<'_>) -> BTreeMap<Date, Tally> {
    let mut days: BTreeMap<Date, Tally> = BTreeMap::new();
    let bank = report.bank;
    Ended::of_left(report.outcome, |entry, how| {
        if let Some(day) = bank.book().day(entry) {
            how.sum(days.entry(day).or_default()).add(bank, entry);
        }
    });
    days
}

impl Unit {
    fn fitting(first: Date, last: Date) -> Self {
        let days = (last - first).whole_days();
        if days < COLUMNS {
            Self::Day
        } else if days < COLUMNS * 7 {
            Self::Week
        } else if days < COLUMNS * 30 {
            Self::Month
        } else {
            Self::Year
        }
    }

    /// The first day of the column that has this day.
    fn start(self, day: Date) -> Date {
        match self {
            Self::Day => day,
            Self::Week => {
                let since_monday = i64::from(day.weekday().number_days_from_monday());
                day.checked_sub(Duration::days(since_monday)).unwrap_or(day)
            }
            Self::Month => day.replace_day(1).unwrap_or(day),
            Self::Year => Date::from_calendar_date(day.year(), Month::January, 1).unwrap_or(day),
        }
    }

    /// The first day of the next column; none after years, whose gaps may be centuries.
    fn next(self, start: Date) -> Option<Date> {
        let days = match self {
            Self::Day => 1,
            Self::Week => 7,
            // From the first of a month, 31 days lead into the next one.
            Self::Month => 31,
            Self::Year => return None,
        };
        let next = start.checked_add(Duration::days(days))?;
        Some(self.start(next))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    #[test]
    fn columns_are_as_fine_as_fits() {
        let unit = |last| Unit::fitting(date!(2026 - 01 - 01), last);
        assert_eq!(unit(date!(2026 - 03 - 03)), Unit::Day);
        assert_eq!(unit(date!(2026 - 03 - 04)), Unit::Week);
        assert_eq!(unit(date!(2027 - 06 - 01)), Unit::Month);
        assert_eq!(unit(date!(9999 - 12 - 31)), Unit::Year);
    }

    #[test]
    fn columns_follow_each_other_without_gap_or_overlap() {
        let month = |start| Unit::Month.next(start).unwrap();
        assert_eq!(month(date!(2026 - 01 - 01)), date!(2026 - 02 - 01));
        assert_eq!(month(date!(2026 - 02 - 01)), date!(2026 - 03 - 01));
        assert_eq!(
            Unit::Week.start(date!(2026 - 04 - 05)),
            date!(2026 - 03 - 30)
        );
        assert_eq!(
            Unit::Week.next(date!(2026 - 03 - 30)),
            Some(date!(2026 - 04 - 06))
        );
        assert_eq!(Unit::Day.next(Date::MAX), None);
        assert_eq!(
            Unit::Year.start(date!(2026 - 04 - 05)),
            date!(2026 - 01 - 01)
        );
    }
}
