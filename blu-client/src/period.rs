//! Which days can be asked for, and how a range is cut into what Blu accepts.

use std::fmt;
use std::sync::Arc;

use time::{Date, Duration, OffsetDateTime, Time, UtcOffset};

const BRASILIA: UtcOffset = time::macros::offset!(-3);
/// Yesterday's data are whole from this hour on, in Brasília.
const WHOLE_FROM: Time = time::macros::time!(9:00);

/// Where the client has the time from.
#[derive(Clone)]
pub(crate) struct Clock(pub(crate) Arc<dyn Fn() -> OffsetDateTime + Send + Sync>);

impl Clock {
    pub(crate) fn system() -> Self {
        Self(Arc::new(OffsetDateTime::now_utc))
    }

    pub(crate) fn now(&self) -> OffsetDateTime {
        (self.0)()
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Clock")
    }
}

pub(crate) fn day_in_brasilia(now: OffsetDateTime) -> Date {
    now.checked_to_offset(BRASILIA).unwrap_or(now).date()
}

/// The last day whose data are whole at `now`.
pub(crate) fn newest_whole_day(now: OffsetDateTime) -> Date {
    let now = now.checked_to_offset(BRASILIA).unwrap_or(now);
    let whole_days_ago = if now.time() >= WHOLE_FROM { 1 } else { 2 };
    now.date().saturating_sub(Duration::days(whole_days_ago))
}

/// Days from `begin` to `end`, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Period {
    pub(crate) begin: Date,
    pub(crate) end: Date,
}

impl Period {
    /// What is wrong with a period that runs backwards; the names are those of its parameters.
    pub(crate) fn check_order(self, begin: &str, end: &str) -> Result<(), String> {
        if self.begin <= self.end {
            return Ok(());
        }
        Err(format!(
            "{begin} {} is after {end} {}; swap them",
            self.begin, self.end
        ))
    }

    /// Why a period whose last day is not whole at `now` should not be asked for.
    pub(crate) fn check_whole(self, now: OffsetDateTime) -> Result<(), String> {
        let (today, newest) = (day_in_brasilia(now), newest_whole_day(now));
        if self.end <= newest {
            return Ok(());
        }
        let why = if self.end < today {
            "yesterday's data are whole from 09:00 Brasília time on"
        } else {
            "reports reach to yesterday only (D-1)"
        };
        Err(format!(
            "endDate {}: {why}; ask for days up to {newest}, or call `even_if_incomplete`",
            self.end
        ))
    }

    /// The part of the period from `day` to the end of its month: Blu answers for at most a month.
    pub(crate) fn month_from(self, day: Date) -> Self {
        let last =
            Date::from_calendar_date(day.year(), day.month(), day.month().length(day.year()))
                .unwrap_or(day);
        Self {
            begin: day,
            end: last.min(self.end),
        }
    }

    /// Where the period goes on after a part of it.
    pub(crate) fn after(self, part: Self) -> Option<Date> {
        part.end.next_day().filter(|day| *day <= self.end)
    }

    pub(crate) fn contains(self, day: Date) -> bool {
        (self.begin..=self.end).contains(&day)
    }
}

#[cfg(test)]
mod tests {
    use time::macros::{date, datetime};

    use super::*;

    fn period(begin: Date, end: Date) -> Period {
        Period { begin, end }
    }

    fn months(whole: Period) -> Vec<(Date, Date)> {
        let mut months = Vec::new();
        let mut from = Some(whole.begin);
        while let Some(day) = from {
            let month = whole.month_from(day);
            months.push((month.begin, month.end));
            from = whole.after(month);
        }
        months
    }

    #[test]
    fn a_period_is_cut_at_the_ends_of_months() {
        assert_eq!(
            months(period(date!(2023 - 12 - 30), date!(2024 - 03 - 01))),
            [
                (date!(2023 - 12 - 30), date!(2023 - 12 - 31)),
                (date!(2024 - 01 - 01), date!(2024 - 01 - 31)),
                (date!(2024 - 02 - 01), date!(2024 - 02 - 29)),
                (date!(2024 - 03 - 01), date!(2024 - 03 - 01)),
            ]
        );
        assert_eq!(
            months(period(date!(2026 - 02 - 01), date!(2026 - 02 - 28))),
            [(date!(2026 - 02 - 01), date!(2026 - 02 - 28))]
        );
        assert_eq!(
            months(period(Date::MAX, Date::MAX)),
            [(Date::MAX, Date::MAX)]
        );
    }

    #[test]
    fn yesterday_is_whole_from_nine_in_brasilia_on() {
        let whole = |end, now| period(end, end).check_whole(now).is_ok();
        let (yesterday, today) = (date!(2026 - 02 - 02), date!(2026 - 02 - 03));
        assert!(!whole(yesterday, datetime!(2026-02-03 11:59:59 UTC)));
        assert!(whole(yesterday, datetime!(2026-02-03 12:00 UTC)));
        assert!(whole(
            date!(2026 - 02 - 01),
            datetime!(2026-02-03 03:00 UTC)
        ));
        assert!(!whole(today, datetime!(2026-02-03 23:00 UTC)));
        // 02:59 UTC on the 4th is still the 3rd in Brasília.
        assert!(!whole(today, datetime!(2026-02-04 02:59 UTC)));
        assert!(whole(yesterday, datetime!(2026-02-04 02:59 UTC)));
        assert!(!whole(today, datetime!(2026-02-04 03:00 UTC)));
    }

    #[test]
    fn the_refusal_says_why_and_what_to_do() {
        let now = datetime!(2026-02-03 08:00 -3);
        let refusal = |end| period(end, end).check_whole(now).unwrap_err();
        let early = refusal(date!(2026 - 02 - 02));
        assert!(early.contains("09:00"), "{early}");
        assert!(early.contains("up to 2026-02-01"), "{early}");
        let today = refusal(date!(2026 - 02 - 03));
        assert!(today.contains("D-1"), "{today}");
        assert!(today.contains("even_if_incomplete"), "{today}");
    }

    #[test]
    fn a_period_backwards_is_refused() {
        let backwards = period(date!(2026 - 02 - 03), date!(2026 - 02 - 02));
        let flaw = backwards.check_order("beginDate", "endDate").unwrap_err();
        assert!(flaw.contains("beginDate 2026-02-03"), "{flaw}");
    }
}
