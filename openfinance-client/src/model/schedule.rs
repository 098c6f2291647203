//! On which days a scheduled payment is made.

use std::collections::BTreeSet;

use client_core::secret::Redacted;
use client_core::wire;
use client_core::{Error, Result};
use serde::{Deserialize, Serialize};
use time::{Date, Duration, Month, Weekday};

/// On which days a scheduled payment is made, in the calendar of Brasília.
#[doc(alias = "agendamento")]
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PaymentDates {
    /// Once, tomorrow or later.
    Once(Date),
    /// Every day from the first on; 2 to 60 times.
    Daily {
        /// The first day.
        start: Date,
        /// How many payments.
        count: u8,
    },
    /// Every week on one day, from the first such day on; 2 to 60 times.
    Weekly {
        /// On which day of the week.
        day: Weekday,
        /// From when on.
        start: Date,
        /// How many payments.
        count: u8,
    },
    /// Every month on one day, from the first such day on; 2 to 24 times. In a month without that
    /// day it is the first of the next.
    Monthly {
        /// On which day of the month, 1 to 31.
        day: u8,
        /// From when on.
        start: Date,
        /// How many payments.
        count: u8,
    },
    /// On these days, 2 to 60 different ones.
    Custom(Vec<Date>),
}

impl PaymentDates {
    /// The days, earliest first.
    ///
    /// # Errors
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input) when a count or day is out of its range,
    /// a day is there twice, or the calendar ends.
    pub fn days(&self) -> Result<Vec<Date>> {
        let days: Option<Vec<Date>> = match self {
            Self::Once(day) => Some(vec![*day]),
            Self::Daily { start, count } => {
                within("daily.quantity", *count, 2, 60)?;
                (0..i64::from(*count))
                    .map(|n| start.checked_add(Duration::days(n)))
                    .collect()
            }
            Self::Weekly { day, start, count } => {
                within("weekly.quantity", *count, 2, 60)?;
                let wait = (7 + day.number_days_from_monday()
                    - start.weekday().number_days_from_monday())
                    % 7;
                (0..i64::from(*count))
                    .map(|n| start.checked_add(Duration::days(i64::from(wait) + 7 * n)))
                    .collect()
            }
            Self::Monthly { day, start, count } => {
                within("monthly.quantity", *count, 2, 24)?;
                within("monthly.dayOfMonth", *day, 1, 31)?;
                monthly(*day, *start, *count)
            }
            Self::Custom(days) => {
                let unique: BTreeSet<Date> = days.iter().copied().collect();
                if unique.len() != days.len() || !(2..=60).contains(&days.len()) {
                    return Err(Error::input(
                        "payment.schedule.custom.dates must be 2 to 60 different days",
                    ));
                }
                Some(unique.into_iter().collect())
            }
        };
        days.ok_or_else(|| Error::input("payment.schedule goes beyond the calendar"))
    }

    pub(super) fn is_recurrent(&self) -> bool {
        !matches!(self, Self::Once(_))
    }
}

fn within(field: &str, value: u8, least: u8, most: u8) -> Result<()> {
    match (least..=most).contains(&value) {
        true => Ok(()),
        false => Err(Error::input(format!(
            "payment.schedule.{field} must be {least} to {most}"
        ))),
    }
}

fn monthly(day: u8, start: Date, count: u8) -> Option<Vec<Date>> {
    let (mut year, mut month) = (start.year(), start.month());
    let mut days = Vec::new();
    while days.len() < usize::from(count) {
        let next_year = if month == Month::December {
            year.checked_add(1)?
        } else {
            year
        };
        let this = match Date::from_calendar_date(year, month, day) {
            Ok(day) => day,
            Err(_) => Date::from_calendar_date(next_year, month.next(), 1).ok()?,
        };
        if this >= start {
            days.push(this);
        }
        (year, month) = (next_year, month.next());
    }
    Some(days)
}

/// A schedule as it is written: one of its kinds is there.
#[doc(alias = "schedule")]
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase", default)]
#[non_exhaustive]
pub struct PaymentSchedule {
    /// What the payer is told of it when they agree.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub additional_information: Option<Redacted<String>>,
    /// Once.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub single: Option<SingleDay>,
    /// Every day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub daily: Option<EveryDay>,
    /// Every week.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weekly: Option<EveryWeek>,
    /// Every month.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub monthly: Option<EveryMonth>,
    /// On given days.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub custom: Option<GivenDays>,
}

/// Payment on one day.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct SingleDay {
    /// The day.
    #[serde(with = "wire::date")]
    pub date: Date,
}

/// Payment every day.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct EveryDay {
    /// The first day.
    #[serde(with = "wire::date")]
    pub start_date: Date,
    /// How many payments.
    pub quantity: u8,
}

/// Payment every week.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct EveryWeek {
    /// On which day.
    pub day_of_week: WeekDay,
    /// From when on.
    #[serde(with = "wire::date")]
    pub start_date: Date,
    /// How many payments.
    pub quantity: u8,
}

/// Payment every month.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct EveryMonth {
    /// On which day.
    pub day_of_month: u8,
    /// From when on.
    #[serde(with = "wire::date")]
    pub start_date: Date,
    /// How many payments.
    pub quantity: u8,
}

/// Payment on given days.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct GivenDays {
    /// The days.
    pub dates: Vec<Day>,
    /// What the payer is told of it when they agree; here in API 4 only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub additional_information: Option<Redacted<String>>,
}

/// One day of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[serde(transparent)]
pub struct Day(#[serde(with = "wire::date")] pub Date);

client_core::open_enum! {
    /// A day of the week.
    pub enum WeekDay {
        /// Monday.
        Monday = "SEGUNDA_FEIRA",
        /// Tuesday.
        Tuesday = "TERCA_FEIRA",
        /// Wednesday.
        Wednesday = "QUARTA_FEIRA",
        /// Thursday.
        Thursday = "QUINTA_FEIRA",
        /// Friday.
        Friday = "SEXTA_FEIRA",
        /// Saturday.
        Saturday = "SABADO",
        /// Sunday.
        Sunday = "DOMINGO",
    }
}

impl From<Weekday> for WeekDay {
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

impl WeekDay {
    fn day(&self) -> Option<Weekday> {
        const ALL: [Weekday; 7] = [
            Weekday::Monday,
            Weekday::Tuesday,
            Weekday::Wednesday,
            Weekday::Thursday,
            Weekday::Friday,
            Weekday::Saturday,
            Weekday::Sunday,
        ];
        ALL.into_iter().find(|day| Self::from(*day) == *self)
    }
}

impl PaymentSchedule {
    pub(super) fn of(dates: &PaymentDates, told: &str) -> Self {
        let mut schedule = Self {
            additional_information: Some(Redacted::new(told.to_owned())),
            ..Self::default()
        };
        match dates {
            PaymentDates::Once(date) => schedule.single = Some(SingleDay { date: *date }),
            PaymentDates::Daily { start, count } => {
                schedule.daily = Some(EveryDay {
                    start_date: *start,
                    quantity: *count,
                });
            }
            PaymentDates::Weekly { day, start, count } => {
                schedule.weekly = Some(EveryWeek {
                    day_of_week: (*day).into(),
                    start_date: *start,
                    quantity: *count,
                });
            }
            PaymentDates::Monthly { day, start, count } => {
                schedule.monthly = Some(EveryMonth {
                    day_of_month: *day,
                    start_date: *start,
                    quantity: *count,
                });
            }
            PaymentDates::Custom(days) => {
                let dates = days.iter().copied().map(Day).collect();
                schedule.custom = Some(GivenDays {
                    dates,
                    additional_information: None,
                });
            }
        }
        schedule
    }

    /// As version 4 writes it: only given days are described to the customer.
    pub(super) fn for_v4(mut self) -> Self {
        let told = self.additional_information.take();
        if let Some(custom) = &mut self.custom {
            custom.additional_information = told;
        }
        self
    }

    /// The days it means; `None` for a kind that this version does not know.
    pub fn dates(&self) -> Option<PaymentDates> {
        if let Some(single) = &self.single {
            return Some(PaymentDates::Once(single.date));
        }
        if let Some(daily) = &self.daily {
            return Some(PaymentDates::Daily {
                start: daily.start_date,
                count: daily.quantity,
            });
        }
        if let Some(weekly) = &self.weekly {
            return Some(PaymentDates::Weekly {
                day: weekly.day_of_week.day()?,
                start: weekly.start_date,
                count: weekly.quantity,
            });
        }
        if let Some(monthly) = &self.monthly {
            return Some(PaymentDates::Monthly {
                day: monthly.day_of_month,
                start: monthly.start_date,
                count: monthly.quantity,
            });
        }
        let days = self.custom.as_ref()?.dates.iter().map(|day| day.0);
        Some(PaymentDates::Custom(days.collect()))
    }
}
