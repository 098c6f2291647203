use crate::data::{day, load};
use brazil_types::ParseErrorKind;
use brazil_types::calendar::{
    self, Roll, add_business_days, business_days_between, holiday, holidays, is_business_day, roll,
};
use serde::Deserialize;
use time::format_description::well_known::Rfc3339;
use time::macros::date;
use time::{Date, Duration, OffsetDateTime, Weekday};

#[derive(Deserialize)]
struct File {
    holidays: Vec<HolidayCase>,
    easter: Vec<String>,
    same_or_next: Vec<(String, String)>,
    added: Vec<(String, i32, String)>,
    between: Vec<(String, String, i32)>,
    monthly_settlements: Vec<(String, Vec<String>)>,
    brasilia_dates: Vec<(String, String)>,
}

#[derive(Deserialize)]
struct HolidayCase {
    date: String,
    weekday: String,
    name: String,
}

#[test]
fn holidays_of_five_years() {
    let cases = load::<File>("calendar.json").holidays;
    for case in &cases {
        let date = day(&case.date);
        assert!(
            date.weekday().to_string().starts_with(&case.weekday),
            "{date}"
        );
        assert_eq!(
            holiday(date).map(|holiday| holiday.name()),
            Some(&*case.name),
            "{date}"
        );
        assert!(!is_business_day(date));
    }
    let computed: Vec<_> = (2024..=2028)
        .flat_map(holidays)
        .map(|(date, _)| date)
        .collect();
    let listed: Vec<_> = cases.iter().map(|case| day(&case.date)).collect();
    assert_eq!(computed, listed);
}

#[test]
fn easter() {
    for text in load::<File>("calendar.json").easter {
        let easter = day(&text);
        assert_eq!(calendar::easter(easter.year()), Ok(easter));
    }
    // The extremes of the computus, and the century years of the range.
    assert_eq!(calendar::easter(2008), Ok(date!(2008 - 03 - 23)));
    assert_eq!(calendar::easter(2038), Ok(date!(2038 - 04 - 25)));
    assert_eq!(calendar::easter(1900), Ok(date!(1900 - 04 - 15)));
    assert_eq!(calendar::easter(2100), Ok(date!(2100 - 03 - 28)));
    assert!((1900..=2199).all(|year| calendar::easter(year).unwrap().weekday() == Weekday::Sunday));
    assert_eq!(
        calendar::easter(2200).unwrap_err().kind(),
        ParseErrorKind::BadDate
    );
}

/// Oudin's formula, which shares no step with the one in the crate.
fn easter_by_oudin(year: i32) -> Date {
    let (golden, century) = (year % 19, year / 100);
    let moon = (century - century / 4 - (8 * century + 13) / 25 + 19 * golden + 15) % 30;
    let full_moon = moon - (moon / 28) * (1 - (29 / (moon + 1)) * ((21 - golden) / 11));
    let weekday = (year + year / 4 + full_moon + 2 - century + century / 4) % 7;
    date!(2000 - 03 - 28).replace_year(year).unwrap() + Duration::days((full_moon - weekday).into())
}

#[test]
fn easter_agrees_with_another_formula() {
    for year in 1900..=2199 {
        assert_eq!(calendar::easter(year), Ok(easter_by_oudin(year)), "{year}");
    }
}

#[test]
fn day_of_black_consciousness_is_national_since_2024() {
    assert!(is_business_day(date!(2023 - 11 - 20)));
    assert!(!is_business_day(date!(2024 - 11 - 20)));
    assert_eq!(holidays(2023).count(), 12);
    assert_eq!(holidays(2024).count(), 13);
}

#[test]
fn rolling_and_adding() {
    let file: File = load("calendar.json");
    for (from, to) in &file.same_or_next {
        assert_eq!(roll(day(from), Roll::Following), Ok(day(to)), "{from}");
    }
    for (from, count, to) in &file.added {
        assert_eq!(
            add_business_days(day(from), *count),
            Ok(day(to)),
            "{from} + {count}"
        );
    }
    for (sale, instalments) in &file.monthly_settlements {
        for (number, settles) in (1..).zip(instalments) {
            let nominal = day(sale) + Duration::days(30 * number);
            assert_eq!(
                roll(nominal, Roll::Following),
                Ok(day(settles)),
                "{sale} {number}"
            );
        }
    }
    for (start, end, count) in &file.between {
        assert_eq!(
            business_days_between(day(start), day(end)),
            *count,
            "{start} {end}"
        );
    }
    assert_eq!(
        roll(date!(2026 - 05 - 31), Roll::Preceding),
        Ok(date!(2026 - 05 - 29))
    );
    assert_eq!(
        roll(date!(2026 - 05 - 31), Roll::ModifiedFollowing),
        Ok(date!(2026 - 05 - 29))
    );
    assert_eq!(
        roll(date!(2026 - 05 - 30), Roll::Following),
        Ok(date!(2026 - 06 - 01))
    );
    assert_eq!(
        roll(date!(2026 - 05 - 23), Roll::ModifiedFollowing),
        Ok(date!(2026 - 05 - 25))
    );
    assert_eq!(
        add_business_days(date!(2026 - 02 - 18), -1),
        Ok(date!(2026 - 02 - 13))
    );
    assert_eq!(
        add_business_days(date!(2026 - 02 - 14), 0),
        Ok(date!(2026 - 02 - 14))
    );
}

#[test]
fn counting_agrees_with_looking_at_every_day() {
    let start = date!(1999 - 12 - 27);
    let mut counted = 0;
    let mut day = start;
    // Includes 2000, when Good Friday fell on Tiradentes.
    while day < date!(2006 - 01 - 01) {
        assert_eq!(business_days_between(start, day), counted, "{day}");
        assert_eq!(business_days_between(day, start), -counted);
        counted += i32::from(is_business_day(day));
        day = day.next_day().unwrap();
    }
}

#[test]
fn every_holiday_is_found_by_its_date_in_300_years() {
    for year in 1900..=2199 {
        for (date, name) in holidays(year) {
            let coincides = date.month() == time::Month::April && date.day() == 21;
            assert!(holiday(date) == Some(name) || coincides, "{date} {name:?}");
        }
    }
}

#[test]
fn nothing_leaves_the_range_in_silence() {
    assert_eq!(
        add_business_days(date!(2199 - 12 - 30), 1),
        Ok(date!(2199 - 12 - 31))
    );
    for outcome in [
        add_business_days(date!(2199 - 12 - 31), 1),
        add_business_days(date!(1900 - 01 - 02), -1),
        add_business_days(date!(2026 - 01 - 02), i32::MAX),
        add_business_days(date!(2026 - 01 - 02), i32::MIN),
        add_business_days(Date::MAX, 0),
        roll(Date::MIN, Roll::Preceding),
        calendar::next_business_day(date!(1899 - 12 - 31)),
        calendar::previous_business_day(date!(2200 - 01 - 01)),
    ] {
        assert_eq!(outcome.unwrap_err().kind(), ParseErrorKind::BadDate);
    }
    assert!(business_days_between(Date::MIN, Date::MAX) > 0);
}

#[test]
fn brasilia_date() {
    for (instant, expected) in load::<File>("calendar.json").brasilia_dates {
        let instant = OffsetDateTime::parse(&instant, &Rfc3339).unwrap();
        assert_eq!(calendar::brasilia_date(instant), day(&expected));
    }
    let first = Date::MIN.midnight().assume_utc();
    assert_eq!(calendar::brasilia_date(first), Date::MIN);
}
