//! Days as numbers: Julian days for order and windows, business days for lags.

use brazil_types::calendar;
use std::ops::RangeInclusive;
use std::sync::LazyLock;
use time::{Date, Weekday};

/// The years whose bank holidays are known. A book takes no other.
pub(crate) const YEARS: RangeInclusive<i32> = 1900..=2199;

/// The Julian day number.
pub(crate) fn number(date: Date) -> i32 {
    date.to_julian_day()
}

/// Numbers business days, so that a lag is a difference.
///
/// A weekend or holiday has the number of the business day after it: what falls due on a Sunday
/// and is paid on Monday is on time.
#[derive(Clone, Copy)]
pub(crate) struct BusinessDays {
    /// Julian days of the bank holidays of all [`YEARS`] that fall on weekdays, in order.
    holidays: &'static [i32],
}

/// Worked out once: most books are small, and sessions make many of them.
static HOLIDAYS: LazyLock<Vec<i32>> = LazyLock::new(|| {
    let is_weekend = |day: Date| matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
    let mut holidays: Vec<i32> = YEARS
        .flat_map(calendar::holidays)
        .filter(|(day, _)| !is_weekend(*day))
        .map(|(day, _)| number(day))
        .collect();
    holidays.sort_unstable();
    holidays.dedup();
    holidays
});

impl BusinessDays {
    /// Those of Brazilian banks.
    pub(crate) fn of_banks() -> Self {
        Self {
            holidays: &HOLIDAYS,
        }
    }

    /// How many business days come before the Julian day `day`, counted from a fixed one.
    pub(crate) fn before(&self, day: i32) -> i32 {
        let holidays = self.holidays.partition_point(|holiday| *holiday < day);
        // Julian day 0 was a Monday.
        let weekdays = day.div_euclid(7) * 5 + day.rem_euclid(7).min(5);
        weekdays - i32::try_from(holidays).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    fn lag(due: Date, paid: Date) -> i32 {
        let calendar = BusinessDays::of_banks();
        calendar.before(number(paid)) - calendar.before(number(due))
    }

    #[test]
    fn weekends_count_as_the_monday_after() {
        assert_eq!(lag(date!(2026 - 04 - 10), date!(2026 - 04 - 13)), 1);
        assert_eq!(lag(date!(2026 - 04 - 11), date!(2026 - 04 - 13)), 0);
        assert_eq!(lag(date!(2026 - 04 - 13), date!(2026 - 04 - 17)), 4);
        assert_eq!(lag(date!(2026 - 04 - 17), date!(2026 - 04 - 13)), -4);
    }

    #[test]
    fn bank_holidays_do_not_count() {
        // Carnaval: Monday 16 and Tuesday 17 February 2026.
        assert_eq!(lag(date!(2026 - 02 - 13), date!(2026 - 02 - 18)), 1);
        assert_eq!(lag(date!(2026 - 02 - 16), date!(2026 - 02 - 18)), 0);
        // Good Friday and Tiradentes on one day, in 2000.
        assert_eq!(lag(date!(2000 - 04 - 20), date!(2000 - 04 - 24)), 1);
    }

    #[test]
    fn agrees_with_the_calendar_it_is_made_from() {
        let from = date!(2026 - 01 - 01);
        for days in 0..800 {
            let to = from + time::Duration::days(days);
            assert_eq!(lag(from, to), calendar::business_days_between(from, to));
        }
    }
}
