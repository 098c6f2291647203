//! Dates in the notations of Brazilian files, with the time of day where it is written.

use time::{Date, Duration, Month, Time, UtcOffset};

/// A calendar day as written, never shifted to another time zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Moment {
    pub(crate) date: Date,
    pub(crate) time: Option<Time>,
    pub(crate) offset: Option<UtcOffset>,
}

impl From<Date> for Moment {
    fn from(date: Date) -> Self {
        Self {
            date,
            time: None,
            offset: None,
        }
    }
}

/// The text is not a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct BadDate;

/// Reads an OFX date: `20260412`, `20260412120000.000[-3:BRT]`. Blank and all zeros are no date.
///
/// The other notations of [`parse`] are accepted too: some banks write them, and none of them can
/// be mistaken for an OFX date.
pub(crate) fn parse_ofx(text: &str) -> Result<Option<Moment>, BadDate> {
    let text = text.trim();
    let (stamp, zone) = text.split_once('[').unwrap_or((text, ""));
    let stamp = stamp.trim();
    let digits = stamp.split('.').next().unwrap_or(stamp);
    if digits.len() < 8 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return parse(text);
    }
    if digits.bytes().all(|b| b == b'0') {
        return Ok(None);
    }
    let (day, clock) = digits.split_at(8);
    let date = compact(day)?;
    Ok(Some(Moment {
        date,
        time: compact_clock(clock),
        offset: zone_offset(zone),
    }))
}

/// Reads the notations of CSV files: `11/04/2026` (also with `-` or `.`, two-digit years, month
/// names), `2026-04-11`, `20260411`, a day followed by a time, and a spreadsheet's serial number.
/// Blank and all zeros are no date.
pub(crate) fn parse(text: &str) -> Result<Option<Moment>, BadDate> {
    let text = text.trim();
    if text.bytes().all(|b| matches!(b, b'0' | b'/' | b'-' | b'.')) {
        return Ok(None);
    }
    let (day, rest) = split_clock(text);
    let date = parse_day(day)?;
    if rest.is_empty() {
        return Ok(Some(date.into()));
    }
    let (time, offset) = clock(rest.get(1..).unwrap_or_default().trim())?;
    Ok(Some(Moment {
        date,
        time: Some(time),
        offset,
    }))
}

/// Splits at a blank, or at a `T` between digits (there is one in `11OUT2026` too).
fn split_clock(text: &str) -> (&str, &str) {
    let between_digits = |at: usize| {
        let is_digit = |at: Option<usize>| {
            at.and_then(|at| text.as_bytes().get(at))
                .is_some_and(u8::is_ascii_digit)
        };
        is_digit(at.checked_sub(1)) && is_digit(at.checked_add(1))
    };
    let at = text
        .find(' ')
        .or_else(|| text.find('T').filter(|&at| between_digits(at)));
    text.split_at(at.unwrap_or(text.len()))
}

fn parse_day(day: &str) -> Result<Date, BadDate> {
    if day.bytes().all(|b| b.is_ascii_digit()) {
        return match day.len() {
            8 => compact(day),
            5 => serial(day),
            _ => Err(BadDate),
        };
    }
    let mut parts = [""; 3];
    let mut pieces = day.split(['/', '-', '.']);
    for part in &mut parts {
        *part = pieces.next().unwrap_or_default();
    }
    if pieces.next().is_some() {
        return Err(BadDate);
    }
    match parts {
        [run, "", ""] => glued(run),
        [y, m, d] if y.len() == 4 => build(number(y)?, number(m)?, number(d)?),
        [d, m, y] => {
            let month = number(m).or_else(|_| month_name(m))?;
            build(full_year(y)?, month, number(d)?)
        }
    }
}

/// `11ABR2026`
fn glued(run: &str) -> Result<Date, BadDate> {
    let letters = run.find(|c: char| c.is_ascii_alphabetic()).ok_or(BadDate)?;
    let (day, rest) = run.split_at(letters);
    let year_at = rest.find(|c: char| c.is_ascii_digit()).ok_or(BadDate)?;
    let (month, year) = rest.split_at(year_at);
    build(full_year(year)?, month_name(month)?, number(day)?)
}

/// `20260411`
fn compact(day: &str) -> Result<Date, BadDate> {
    let part = |range: std::ops::Range<usize>| day.get(range).ok_or(BadDate).and_then(number);
    build(part(0..4)?, part(4..6)?, part(6..8)?)
}

/// Days since 1899-12-30, as spreadsheets count them.
fn serial(day: &str) -> Result<Date, BadDate> {
    const FIRST: i64 = 20_000; // 1954
    const LAST: i64 = 80_000; // 2119
    let days: i64 = day.parse().map_err(|_| BadDate)?;
    let epoch = Date::from_calendar_date(1899, Month::December, 30).map_err(|_| BadDate)?;
    if !(FIRST..=LAST).contains(&days) {
        return Err(BadDate);
    }
    epoch.checked_add(Duration::days(days)).ok_or(BadDate)
}

fn build(year: u16, month: u16, day: u16) -> Result<Date, BadDate> {
    // Programs write years such as 0001 and 9999 for "no date"; neither is one.
    if !(1900..=2199).contains(&year) {
        return Err(BadDate);
    }
    let month = u8::try_from(month)
        .ok()
        .and_then(|m| Month::try_from(m).ok())
        .ok_or(BadDate)?;
    let day = u8::try_from(day).map_err(|_| BadDate)?;
    Date::from_calendar_date(i32::from(year), month, day).map_err(|_| BadDate)
}

fn full_year(text: &str) -> Result<u16, BadDate> {
    match (text.len(), number(text)?) {
        (4, year) => Ok(year),
        (2, year @ 0..70) => Ok(2000 + year),
        (2, year) => Ok(1900 + year),
        _ => Err(BadDate),
    }
}

fn number(text: &str) -> Result<u16, BadDate> {
    if text.is_empty() || !text.bytes().all(|b| b.is_ascii_digit()) {
        return Err(BadDate);
    }
    text.parse().map_err(|_| BadDate)
}

fn month_name(text: &str) -> Result<u16, BadDate> {
    const NAMES: [[&str; 2]; 12] = [
        ["jan", "jan"],
        ["fev", "feb"],
        ["mar", "mar"],
        ["abr", "apr"],
        ["mai", "may"],
        ["jun", "jun"],
        ["jul", "jul"],
        ["ago", "aug"],
        ["set", "sep"],
        ["out", "oct"],
        ["nov", "nov"],
        ["dez", "dec"],
    ];
    (1..)
        .zip(NAMES)
        .find(|(_, names)| names.iter().any(|name| text.eq_ignore_ascii_case(name)))
        .map(|(month, _)| month)
        .ok_or(BadDate)
}

/// `HHMM` or `HHMMSS`; anything else is treated as no time, because the day is what counts.
fn compact_clock(clock: &str) -> Option<Time> {
    let part = |range: std::ops::Range<usize>| -> Option<u8> { clock.get(range)?.parse().ok() };
    let second = if clock.len() > 4 { part(4..6)? } else { 0 };
    Time::from_hms(part(0..2)?, part(2..4)?, second).ok()
}

/// The hours in `-3:BRT]`; the name after the colon is noise.
fn zone_offset(zone: &str) -> Option<UtcOffset> {
    let hours = zone.split([':', ']']).next()?.trim().parse().ok()?;
    UtcOffset::from_hms(hours, 0, 0).ok()
}

/// `10:32`, `10:32:05.123-03:00`, `10:32:05Z`
fn clock(text: &str) -> Result<(Time, Option<UtcOffset>), BadDate> {
    let (clock, zone) = match text.find(['Z', '+', '-']) {
        Some(at) => text.split_at(at),
        None => (text, ""),
    };
    let mut parts = clock.trim().split([':', '.']);
    let mut part = || {
        parts
            .next()
            .map_or(Ok(0), |part| part.parse().map_err(|_| BadDate))
    };
    let time = Time::from_hms(part()?, part()?, part()?).map_err(|_| BadDate)?;
    let offset = match zone {
        "" => None,
        "Z" => Some(UtcOffset::UTC),
        zone => {
            let (hours, minutes) = zone.split_once(':').unwrap_or((zone, "0"));
            let hours: i8 = hours.parse().map_err(|_| BadDate)?;
            let minutes: i8 = minutes.parse().map_err(|_| BadDate)?;
            let minutes = if zone.starts_with('-') {
                -minutes
            } else {
                minutes
            };
            Some(UtcOffset::from_hms(hours, minutes, 0).map_err(|_| BadDate)?)
        }
    };
    Ok((time, offset))
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::{date, offset, time};

    #[test]
    fn csv_dates_with_a_time() {
        let moment = parse("2026-04-11T10:32:05.123-03:00").unwrap().unwrap();
        assert_eq!(moment.date, date!(2026 - 04 - 11));
        assert_eq!(moment.time, Some(time!(10:32:05)));
        assert_eq!(moment.offset, Some(offset!(-3)));
        let moment = parse("11/04/2026 10:32").unwrap().unwrap();
        assert_eq!(
            (moment.date, moment.time),
            (date!(2026 - 04 - 11), Some(time!(10:32)))
        );
    }

    #[test]
    fn every_month_has_a_name() {
        for (month, name) in (1..).zip([
            "JAN", "FEV", "mar", "ABR", "MAI", "JUN", "JUL", "AGO", "SET", "OUT", "NOV", "Dez",
        ]) {
            let moment = parse(&format!("07{name}2026")).unwrap().unwrap();
            assert_eq!(u8::from(moment.date.month()), month, "{name}");
            assert_eq!(parse(&format!("07/{name}/26")), Ok(Some(moment)), "{name}");
        }
    }

    #[test]
    fn two_digit_years_turn_at_seventy() {
        assert_eq!(parse("01/01/69"), Ok(Some(date!(2069 - 01 - 01).into())));
        assert_eq!(parse("01/01/70"), Ok(Some(date!(1970 - 01 - 01).into())));
    }

    #[test]
    fn what_is_no_date_and_what_is_a_bad_one() {
        for none in ["", " ", "00/00/0000", "0000-00-00", "00000000"] {
            assert_eq!(parse(none), Ok(None), "{none}");
            assert_eq!(parse_ofx(none), Ok(None), "{none}");
        }
        for bad in [
            "04/13/2026",
            "29/02/2025",
            "1/2",
            "1/2/3/4",
            "99999",
            "12345",
            "SALDO",
            "0001-01-01",
            "11/04/2026 25:00",
            "2026-04-11T",
            "11/xyz/2026",
            "é/é/é",
            "20260412-",
            "1",
        ] {
            assert_eq!(parse(bad), Err(BadDate), "{bad}");
            assert_eq!(parse_ofx(bad), Err(BadDate), "{bad}");
        }
    }

    #[test]
    fn an_ofx_clock_that_makes_no_sense_keeps_the_day() {
        let moment = parse_ofx("20260412990000[xx:YY]").unwrap().unwrap();
        assert_eq!(moment, date!(2026 - 04 - 12).into());
    }
}
