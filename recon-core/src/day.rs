//! Days as numbers: Julian days for order and windows, weekdays for lags.

use time::Date;

/// The Julian day number.
pub(crate) fn number(date: Date) -> i32 {
    date.to_julian_day()
}

/// How many weekdays lie between `due` and `paid`; negative when paid before due.
///
/// A Saturday or Sunday counts as the Monday after it, so that what falls due on a weekend and is
/// paid on Monday is on time. Holidays are not known here: they widen a lag by a day or two, which
/// the learned distribution absorbs.
pub(crate) fn weekday_lag(due: i32, paid: i32) -> i32 {
    weekday_count(paid) - weekday_count(due)
}

/// Julian day 0 was a Monday.
fn weekday_count(day: i32) -> i32 {
    day.div_euclid(7) * 5 + day.rem_euclid(7).min(5)
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    #[test]
    fn weekends_count_as_the_monday_after() {
        let lag = |due, paid| weekday_lag(number(due), number(paid));
        assert_eq!(lag(date!(2026 - 04 - 10), date!(2026 - 04 - 13)), 1);
        assert_eq!(lag(date!(2026 - 04 - 11), date!(2026 - 04 - 13)), 0);
        assert_eq!(lag(date!(2026 - 04 - 13), date!(2026 - 04 - 17)), 4);
        assert_eq!(lag(date!(2026 - 04 - 17), date!(2026 - 04 - 13)), -4);
    }

    #[test]
    fn the_ends_of_the_calendar_do_not_overflow() {
        let lag = weekday_lag(number(Date::MIN), number(Date::MAX));
        assert!(lag > 0);
    }
}
