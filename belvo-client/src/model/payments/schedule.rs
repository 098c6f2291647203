//! On which days a payment is made.

use std::collections::BTreeSet;

use client_core::secret::Redacted;
use client_core::{Error, Result, wire};
use serde::{Deserialize, Serialize};
use time::{Date, Weekday};

client_core::open_enum! {
    /// A day of the week.
    pub enum DayOfWeek {
        /// Monday.
        Monday = "MONDAY",
        /// Tuesday.
        Tuesday = "TUESDAY",
        /// Wednesday.
        Wednesday = "WEDNESDAY",
        /// Thursday.
        Thursday = "THURSDAY",
        /// Friday.
        Friday = "FRIDAY",
        /// Saturday.
        Saturday = "SATURDAY",
        /// Sunday.
        Sunday = "SUNDAY",
    }
}

impl From<Weekday> for DayOfWeek {
    fn from(day: Weekday) -> Self {
        match day {
            Weekday::Monday => Self::Monday,
            Weekday::Tuesday => Self::Tuesday,
            Weekday::Wednesday => Self::Wednesday,
            Weekday::Thursday => Self::Thursday,
            Weekday::Friday => Self::Friday,
            Weekday::Saturday => Self::Saturday,
            Weekday::Sunday => Self::Sunday,
        }
    }
}

/// On which days a payment is made, in the calendar of Brasília. The first is tomorrow or later.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum PaymentSchedule {
    /// Once, within 720 days.
    #[doc(alias = "single")]
    #[serde(rename = "single")]
    Once {
        /// The day.
        #[serde(with = "wire::date")]
        date: Date,
    },
    /// Every day.
    Daily {
        /// The first day.
        #[serde(with = "wire::date")]
        start_date: Date,
        /// How often, 2 to 60 times.
        occurrences: u8,
    },
    /// Every week on one day.
    Weekly {
        /// The first day; it falls on that day of the week.
        #[serde(with = "wire::date")]
        start_date: Date,
        /// The day of the week.
        day_of_week: DayOfWeek,
        /// How often, 2 to 60 times.
        occurrences: u8,
    },
    /// Every month on one day.
    Monthly {
        /// The first day; it falls on that day of the month.
        #[serde(with = "wire::date")]
        start_date: Date,
        /// The day of the month, 1 to 31.
        day_of_month: u8,
        /// How often, 2 to 24 times.
        occurrences: u8,
    },
    /// On these days, 2 to 60 different ones within 720 days.
    Custom {
        /// The days.
        #[serde(with = "wire_days")]
        dates: Vec<Date>,
        /// What the payer is shown about them, of at most 256 characters; write Portuguese.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        description: Option<Redacted<String>>,
    },
    /// A kind that this version does not know, as Belvo sent it. It is never sent.
    #[serde(untagged)]
    Other(UnknownSchedule),
}

/// A schedule of a kind that this version does not know.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(transparent)]
pub struct UnknownSchedule(serde_json::Value);

impl UnknownSchedule {
    /// The schedule as JSON.
    pub fn to_json(&self) -> String {
        self.0.to_string()
    }
}

impl PaymentSchedule {
    /// Weekly from this day on, on its day of the week.
    pub fn weekly_from(start_date: Date, occurrences: u8) -> Self {
        Self::Weekly {
            start_date,
            day_of_week: start_date.weekday().into(),
            occurrences,
        }
    }

    /// Monthly from this day on, on its day of the month.
    pub fn monthly_from(start_date: Date, occurrences: u8) -> Self {
        Self::Monthly {
            start_date,
            day_of_month: start_date.day(),
            occurrences,
        }
    }

    pub(super) fn check(&self, today: Date) -> Result<()> {
        match self {
            Self::Once { date } => within_720_days("schedule.single.date", *date, today),
            Self::Daily {
                start_date,
                occurrences,
            } => {
                times("schedule.daily.occurrences", *occurrences, 60)?;
                after_today("schedule.daily.start_date", *start_date, today)
            }
            Self::Weekly {
                start_date,
                day_of_week,
                occurrences,
            } => {
                times("schedule.weekly.occurrences", *occurrences, 60)?;
                let fits = *day_of_week == DayOfWeek::from(start_date.weekday());
                falls("schedule.weekly.start_date", "day_of_week", fits)?;
                after_today("schedule.weekly.start_date", *start_date, today)
            }
            Self::Monthly {
                start_date,
                day_of_month,
                occurrences,
            } => {
                times("schedule.monthly.occurrences", *occurrences, 24)?;
                let fits = *day_of_month == start_date.day();
                falls("schedule.monthly.start_date", "day_of_month", fits)?;
                after_today("schedule.monthly.start_date", *start_date, today)
            }
            Self::Custom { dates, description } => {
                check_days(dates, today)?;
                match description {
                    Some(text) => {
                        let field = "schedule.custom.description";
                        super::check::length(text.expose(), 0, 256, field)
                    }
                    None => Ok(()),
                }
            }
            Self::Other(_) => Err(Error::input(
                "schedule is of a kind that this version does not know; build one",
            )),
        }
    }
}

fn check_days(dates: &[Date], today: Date) -> Result<()> {
    let different: BTreeSet<_> = dates.iter().collect();
    if different.len() != dates.len() || !(2..=60).contains(&dates.len()) {
        return Err(Error::input(
            "schedule.custom.dates are not 2 to 60 different days",
        ));
    }
    dates
        .iter()
        .try_for_each(|date| within_720_days("schedule.custom.dates", *date, today))
}

fn times(field: &str, count: u8, most: u8) -> Result<()> {
    match (2..=most).contains(&count) {
        true => Ok(()),
        false => Err(Error::input(format!("{field} is not 2 to {most}"))),
    }
}

fn falls(field: &str, on: &str, fits: bool) -> Result<()> {
    match fits {
        true => Ok(()),
        false => Err(Error::input(format!("{field} does not fall on {on}"))),
    }
}

fn after_today(field: &str, day: Date, today: Date) -> Result<()> {
    match day > today {
        true => Ok(()),
        false => Err(Error::input(format!(
            "{field} is not tomorrow or later in Brasília"
        ))),
    }
}

fn within_720_days(field: &str, day: Date, today: Date) -> Result<()> {
    after_today(field, day, today)?;
    match (day - today).whole_days() <= 720 {
        true => Ok(()),
        false => Err(Error::input(format!("{field} is more than 720 days ahead"))),
    }
}

/// Lists of days, for serde's `with`.
pub(super) mod wire_days {
    use client_core::wire;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};
    use time::Date;

    #[derive(Deserialize, Serialize)]
    #[serde(transparent)]
    struct Day(#[serde(with = "wire::date")] Date);

    pub(crate) fn serialize<S: Serializer>(
        days: &[Date],
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(days.iter().map(|day| Day(*day)))
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Vec<Date>, D::Error> {
        let days: Option<Vec<Day>> = Option::deserialize(deserializer)?;
        Ok(days
            .unwrap_or_default()
            .into_iter()
            .map(|day| day.0)
            .collect())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use time::macros::date;

    use super::*;

    const TODAY: Date = date!(2026 - 11 - 22);

    #[test]
    fn every_kind_is_written_under_its_own_key_and_read_back() {
        for (schedule, expected) in [
            (
                PaymentSchedule::Once {
                    date: date!(2026 - 11 - 23),
                },
                json!({"single": {"date": "2026-11-23"}}),
            ),
            (
                PaymentSchedule::Daily {
                    start_date: date!(2026 - 11 - 23),
                    occurrences: 2,
                },
                json!({"daily": {"start_date": "2026-11-23", "occurrences": 2}}),
            ),
            (
                PaymentSchedule::weekly_from(date!(2026 - 11 - 24), 60),
                json!({"weekly": {"start_date": "2026-11-24", "day_of_week": "TUESDAY",
                    "occurrences": 60}}),
            ),
            (
                PaymentSchedule::monthly_from(date!(2026 - 12 - 31), 24),
                json!({"monthly": {"start_date": "2026-12-31", "day_of_month": 31,
                    "occurrences": 24}}),
            ),
            (
                PaymentSchedule::Custom {
                    dates: vec![date!(2026 - 12 - 01), date!(2027 - 01 - 15)],
                    description: Some(Redacted::new("duas parcelas".to_owned())),
                },
                json!({"custom": {"dates": ["2026-12-01", "2027-01-15"],
                    "description": "duas parcelas"}}),
            ),
        ] {
            schedule.check(TODAY).unwrap();
            let written = serde_json::to_value(&schedule).unwrap();
            assert_eq!(written, expected);
            let read: PaymentSchedule = serde_json::from_value(written).unwrap();
            assert_eq!(read, schedule);
        }
    }

    #[test]
    fn a_new_kind_is_kept_as_it_came_and_not_sent() {
        let text = json!({"NEW_KIND": {"start_date": "2026-11-23"}});
        let read: PaymentSchedule = serde_json::from_value(text.clone()).unwrap();
        assert_eq!(serde_json::to_value(&read).unwrap(), text);
        assert!(read.check(TODAY).unwrap_err().to_string().contains("kind"));
    }

    #[test]
    fn days_that_belvo_would_refuse_are_named() {
        let weekly = |day_of_week, occurrences| PaymentSchedule::Weekly {
            start_date: date!(2026 - 11 - 24),
            day_of_week,
            occurrences,
        };
        let custom = |dates| PaymentSchedule::Custom {
            dates,
            description: None,
        };
        for (schedule, says) in [
            (
                PaymentSchedule::Once { date: TODAY },
                "single.date is not tomorrow",
            ),
            (
                PaymentSchedule::Once {
                    date: date!(2028 - 11 - 12),
                },
                "720 days",
            ),
            (
                PaymentSchedule::Daily {
                    start_date: date!(2026 - 11 - 23),
                    occurrences: 1,
                },
                "daily.occurrences is not 2 to 60",
            ),
            (weekly(DayOfWeek::Monday, 2), "does not fall on day_of_week"),
            (weekly(DayOfWeek::Tuesday, 61), "weekly.occurrences"),
            (
                PaymentSchedule::monthly_from(date!(2026 - 12 - 31), 25),
                "2 to 24",
            ),
            (
                PaymentSchedule::Monthly {
                    start_date: date!(2026 - 12 - 31),
                    day_of_month: 30,
                    occurrences: 2,
                },
                "day_of_month",
            ),
            (custom(vec![date!(2026 - 12 - 01)]), "2 to 60 different"),
            (custom(vec![date!(2026 - 12 - 01); 2]), "2 to 60 different"),
            (custom(vec![date!(2026 - 12 - 01), TODAY]), "tomorrow"),
        ] {
            let error = schedule.check(TODAY).unwrap_err().to_string();
            assert!(error.contains(says), "{error}");
        }
        let last = PaymentSchedule::Once {
            date: date!(2028 - 11 - 11),
        };
        last.check(TODAY).unwrap();
    }
}
