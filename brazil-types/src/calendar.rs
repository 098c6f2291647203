//! Business days of the Brazilian banking system (dias úteis).
//!
//! Not business days: Saturdays, Sundays, the national holidays, and the days on which banks stay
//! shut besides: Carnaval Monday and Tuesday, Good Friday, Corpus Christi and 2 November. State
//! and city holidays do not count. Ash Wednesday, 24 December and 31 December are business days
//! for settlement, whatever a branch or the stock exchange does.
//!
//! Holidays are computed, not listed, for the years 1900 to 2199. Of their history only the
//! newest entry is modelled: 20 November counts from 2024 on. The others are today's list applied
//! to every year, which is right for recent decades and a projection before (12 October, for one,
//! became national in 1980).
//!
//! ```
//! use brazil_types::calendar::{self, Roll};
//! use time::macros::date;
//!
//! // Friday before Carnaval to Ash Wednesday:
//! assert_eq!(calendar::add_business_days(date!(2026-02-13), 1)?, date!(2026-02-18));
//! assert_eq!(calendar::roll(date!(2026-11-20), Roll::Following)?, date!(2026-11-23));
//! assert_eq!(calendar::business_days_between(date!(2026-01-01), date!(2027-01-01)), 249);
//! # Ok::<(), brazil_types::ParseError>(())
//! ```

use crate::error::{ParseError, ParseErrorKind};
use time::{Date, Month, OffsetDateTime, UtcOffset, Weekday};

/// A day on which banks are shut throughout the country.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Holiday {
    /// 1 January.
    NewYear,
    /// 48 days before Easter.
    CarnavalMonday,
    /// 47 days before Easter.
    CarnavalTuesday,
    /// Two days before Easter.
    GoodFriday,
    /// 21 April.
    Tiradentes,
    /// 1 May.
    LabourDay,
    /// 60 days after Easter.
    CorpusChristi,
    /// 7 September.
    Independence,
    /// 12 October.
    OurLadyAparecida,
    /// 2 November.
    AllSouls,
    /// 15 November.
    Republic,
    /// 20 November, national since 2024.
    BlackConsciousness,
    /// 25 December.
    Christmas,
}

/// Which way to move a day that is not a business day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Roll {
    /// To the next business day: due dates, card settlements.
    Following,
    /// To the business day before.
    Preceding,
    /// To the next business day, unless it falls in another month; then to the one before.
    ModifiedFollowing,
}

impl Holiday {
    /// All, in the order of a year with a late Easter.
    const ALL: [Self; 13] = [
        Self::NewYear,
        Self::CarnavalMonday,
        Self::CarnavalTuesday,
        Self::GoodFriday,
        Self::Tiradentes,
        Self::LabourDay,
        Self::CorpusChristi,
        Self::Independence,
        Self::OurLadyAparecida,
        Self::AllSouls,
        Self::Republic,
        Self::BlackConsciousness,
        Self::Christmas,
    ];

    /// The name in Portuguese.
    pub const fn name(self) -> &'static str {
        match self {
            Self::NewYear => "Confraternização Universal",
            Self::CarnavalMonday => "Carnaval (segunda)",
            Self::CarnavalTuesday => "Carnaval (terça)",
            Self::GoodFriday => "Sexta-feira da Paixão",
            Self::Tiradentes => "Tiradentes",
            Self::LabourDay => "Dia do Trabalho",
            Self::CorpusChristi => "Corpus Christi",
            Self::Independence => "Independência",
            Self::OurLadyAparecida => "Nossa Senhora Aparecida",
            Self::AllSouls => "Finados",
            Self::Republic => "Proclamação da República",
            Self::BlackConsciousness => "Consciência Negra",
            Self::Christmas => "Natal",
        }
    }

    const fn rule(self) -> Rule {
        match self {
            Self::NewYear => Rule::Fixed(Month::January, 1),
            Self::CarnavalMonday => Rule::DaysFromEaster(-48),
            Self::CarnavalTuesday => Rule::DaysFromEaster(-47),
            Self::GoodFriday => Rule::DaysFromEaster(-2),
            Self::Tiradentes => Rule::Fixed(Month::April, 21),
            Self::LabourDay => Rule::Fixed(Month::May, 1),
            Self::CorpusChristi => Rule::DaysFromEaster(60),
            Self::Independence => Rule::Fixed(Month::September, 7),
            Self::OurLadyAparecida => Rule::Fixed(Month::October, 12),
            Self::AllSouls => Rule::Fixed(Month::November, 2),
            Self::Republic => Rule::Fixed(Month::November, 15),
            Self::BlackConsciousness => Rule::Fixed(Month::November, 20),
            Self::Christmas => Rule::Fixed(Month::December, 25),
        }
    }

    fn exists_in(self, year: i32) -> bool {
        self != Self::BlackConsciousness || year >= 2024
    }

    /// The day of this holiday in `year`; `None` in years before it existed.
    pub fn in_year(self, year: i32) -> Option<Date> {
        if !self.exists_in(year) {
            return None;
        }
        match self.rule() {
            Rule::Fixed(month, day) => Date::from_calendar_date(year, month, day).ok(),
            Rule::DaysFromEaster(days) => {
                let ordinal = u16::try_from(easter_ordinal(year) + days).ok()?;
                Date::from_ordinal_date(year, ordinal).ok()
            }
        }
    }
}

/// How the day of a holiday is found.
enum Rule {
    Fixed(Month, u8),
    DaysFromEaster(i32),
}

/// The holidays of `year` with their days, weekends included. Good Friday and Tiradentes can fall
/// on one day.
pub fn holidays(year: i32) -> impl Iterator<Item = (Date, Holiday)> {
    Holiday::ALL
        .into_iter()
        .filter_map(move |holiday| Some((holiday.in_year(year)?, holiday)))
}

/// The holiday on `date`, if any; Good Friday where it coincides with Tiradentes.
pub fn holiday(date: Date) -> Option<Holiday> {
    let month_and_day = (date.month(), date.day());
    let days_from_easter = i32::from(date.ordinal()) - easter_ordinal(date.year());
    Holiday::ALL
        .into_iter()
        .filter(|holiday| holiday.exists_in(date.year()))
        .find(|holiday| match holiday.rule() {
            Rule::Fixed(month, day) => (month, day) == month_and_day,
            Rule::DaysFromEaster(days) => days == days_from_easter,
        })
}

/// Whether banks settle on `date`.
pub fn is_business_day(date: Date) -> bool {
    !is_weekend(date) && holiday(date).is_none()
}

/// The first business day after `date`.
///
/// # Errors
///
/// `BadDate` when the way leads outside 1900–2199.
pub fn next_business_day(date: Date) -> Result<Date, ParseError> {
    add_business_days(date, 1)
}

/// The last business day before `date`.
///
/// # Errors
///
/// `BadDate` when the way leads outside 1900–2199.
pub fn previous_business_day(date: Date) -> Result<Date, ParseError> {
    add_business_days(date, -1)
}

/// The `count`-th business day after `date`, or before it if negative. `date` itself never counts
/// and need not be a business day; count 0 leaves it alone (see [`roll`]).
///
/// # Errors
///
/// `BadDate` when the way leads outside 1900–2199.
pub fn add_business_days(date: Date, count: i32) -> Result<Date, ParseError> {
    let step = if count < 0 {
        Date::previous_day
    } else {
        Date::next_day
    };
    let mut day = in_range(Some(date))?;
    for _ in 0..count.unsigned_abs() {
        day = in_range(step(day))?;
        while !is_business_day(day) {
            day = in_range(step(day))?;
        }
    }
    Ok(day)
}

/// `date` itself if it is a business day, otherwise the one that `rule` leads to.
///
/// # Errors
///
/// `BadDate` when the way leads outside 1900–2199.
pub fn roll(date: Date, rule: Roll) -> Result<Date, ParseError> {
    let date = in_range(Some(date))?;
    if is_business_day(date) {
        return Ok(date);
    }
    match rule {
        Roll::Following => next_business_day(date),
        Roll::Preceding => previous_business_day(date),
        Roll::ModifiedFollowing => {
            let next = next_business_day(date)?;
            if next.month() == date.month() {
                Ok(next)
            } else {
                previous_business_day(date)
            }
        }
    }
}

/// How many business days lie from `start`, included, to `end`, excluded; negative if `end` comes
/// first.
pub fn business_days_between(start: Date, end: Date) -> i32 {
    if end < start {
        return -business_days_between(end, start);
    }
    let holidays_on_weekdays: i32 = (start.year()..=end.year())
        .flat_map(holidays)
        .filter(|&(day, name)| {
            // The comparison counts two holidays on one day once.
            start <= day && day < end && !is_weekend(day) && holiday(day) == Some(name)
        })
        .map(|_| 1)
        .sum();
    weekdays_before(end) - weekdays_before(start) - holidays_on_weekdays
}

/// Easter Sunday.
///
/// # Errors
///
/// `BadDate` outside 1900–2199.
pub fn easter(year: i32) -> Result<Date, ParseError> {
    let ordinal = u16::try_from(easter_ordinal(year)).ok();
    in_range(ordinal.and_then(|ordinal| Date::from_ordinal_date(year, ordinal).ok()))
}

/// The day in Brasília at `instant`: the one that legal deadlines and statements go by.
///
/// Uses UTC−03:00, which holds all year since 2019; in the summers before, instants between 23:00
/// and midnight belonged to the next day.
///
/// ```
/// use brazil_types::calendar::brasilia_date;
/// use time::macros::{date, datetime};
///
/// assert_eq!(brasilia_date(datetime!(2026-04-13 02:30 UTC)), date!(2026-04-12));
/// ```
pub fn brasilia_date(instant: OffsetDateTime) -> Date {
    const BRASILIA: UtcOffset = time::macros::offset!(-3);
    // Only the first hours of the calendar's range have no day before them.
    instant
        .checked_to_offset(BRASILIA)
        .unwrap_or(instant)
        .date()
}

fn in_range(date: Option<Date>) -> Result<Date, ParseError> {
    date.filter(|date| (1900..=2199).contains(&date.year()))
        .ok_or(ParseError::new(
            ParseErrorKind::BadDate,
            "business calendar",
            "stay within the years 1900 to 2199",
        ))
}

fn is_weekend(date: Date) -> bool {
    matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday)
}

/// Mondays to Fridays since the start of the Julian day count, which was a Monday.
fn weekdays_before(date: Date) -> i32 {
    let days = date.to_julian_day();
    days.div_euclid(7) * 5 + days.rem_euclid(7).min(5)
}

/// Easter Sunday as a day of the year, by the Gregorian computus known as Meeus/Jones/Butcher.
fn easter_ordinal(year: i32) -> i32 {
    let golden = year.rem_euclid(19);
    let (century, of_century) = (year.div_euclid(100), year.rem_euclid(100));
    let lunar_correction = (century - (century + 8).div_euclid(25) + 1).div_euclid(3);
    let epact =
        (19 * golden + century - century.div_euclid(4) - lunar_correction + 15).rem_euclid(30);
    let to_sunday =
        (32 + 2 * century.rem_euclid(4) + 2 * (of_century / 4) - epact - of_century % 4)
            .rem_euclid(7);
    let late_moon = (golden + 11 * epact + 22 * to_sunday) / 451;
    let since_22_march = epact + to_sunday - 7 * late_moon;
    let ordinal_of_22_march = if time::util::is_leap_year(year) {
        82
    } else {
        81
    };
    ordinal_of_22_march + since_22_march
}
