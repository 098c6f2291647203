//! The text of days, times and offsets.

use std::error::Error;
use std::fmt;
use std::iter;
use std::str::FromStr;

use time::{Date, Month, OffsetDateTime, Time, UtcOffset};

use super::Shape;
use super::scalar::Unexpected;

/// Why something is not a day or a moment, or not one that can be written.
///
/// Messages describe what was found by its shape and never repeat it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DateError {
    /// The value is not written as expected.
    Malformed {
        /// The expected form, for people.
        expected: &'static str,
        /// What was there instead.
        found: Shape,
    },
    /// The form is right, but there is no such day or time, or its year has not four digits.
    OutOfRange {
        /// The expected form, for people.
        expected: &'static str,
    },
}

impl DateError {
    /// The same error where something else, or more, was acceptable.
    pub(super) fn expecting(self, expected: &'static str) -> Self {
        match self {
            Self::Malformed { found, .. } => Self::Malformed { expected, found },
            Self::OutOfRange { .. } => Self::OutOfRange { expected },
        }
    }
}

impl fmt::Display for DateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Malformed { expected, found } => write!(f, "expected {expected}, found {found}"),
            Self::OutOfRange { expected } => {
                write!(
                    f,
                    "expected {expected}, but there is no such day or time in years 0 to 9999"
                )
            }
        }
    }
}

impl Error for DateError {}

impl From<Unexpected> for DateError {
    fn from(Unexpected { expected, found }: Unexpected) -> Self {
        Self::Malformed { expected, found }
    }
}

/// What is wrong with a text, while it is not known yet what the whole should have been.
#[derive(Debug, Clone, Copy)]
pub(super) enum Flaw {
    Form,
    Range,
}

impl Flaw {
    pub(super) fn into_error(self, text: &str, expected: &'static str) -> DateError {
        match self {
            Self::Form => DateError::Malformed {
                expected,
                found: Shape::of_text(text),
            },
            Self::Range => DateError::OutOfRange { expected },
        }
    }
}

/// `YYYY-MM-DD`.
pub(super) fn dashed_day(text: &str) -> Result<Date, Flaw> {
    let mut parts = text.split('-');
    match (parts.next(), parts.next(), parts.next(), parts.next()) {
        (Some(year), Some(month), Some(day), None) => calendar_day(year, month, day),
        _ => Err(Flaw::Form),
    }
}

/// `YYYYMMDD`.
pub(super) fn compact_day(text: &str) -> Result<Date, Flaw> {
    match (text.get(..4), text.get(4..6), text.get(6..)) {
        (Some(year), Some(month), Some(day)) => calendar_day(year, month, day),
        _ => Err(Flaw::Form),
    }
}

fn calendar_day(year: &str, month: &str, day: &str) -> Result<Date, Flaw> {
    let year = number(year, 4)?;
    let month: u8 = number(month, 2)?;
    let day = number(day, 2)?;
    let month = Month::try_from(month).map_err(|_| Flaw::Range)?;
    Date::from_calendar_date(year, month, day).map_err(|_| Flaw::Range)
}

/// The year, month and day to be written, with four, two and two digits.
pub(super) fn calendar_parts(
    day: Date,
    expected: &'static str,
) -> Result<(i32, u8, u8), DateError> {
    let (year, month, day) = day.to_calendar_date();
    match year {
        0..=9999 => Ok((year, u8::from(month), day)),
        _ => Err(DateError::OutOfRange { expected }),
    }
}

/// A day and a time joined by `T` or a space, and an offset that may be missing.
pub(super) fn timestamp(text: &str, missing_offset: UtcOffset) -> Result<OffsetDateTime, Flaw> {
    let (day, rest) = text.split_at_checked(10).ok_or(Flaw::Form)?;
    let rest = rest.strip_prefix(['T', 't', ' ']).ok_or(Flaw::Form)?;
    let offset_start = rest.find(['Z', 'z', '+', '-']);
    let (time, offset) = match offset_start.and_then(|start| rest.split_at_checked(start)) {
        Some((time, offset)) => (
            time.strip_suffix(' ').unwrap_or(time),
            written_offset(offset)?,
        ),
        None => (rest, missing_offset),
    };
    Ok(dashed_day(day)?
        .with_time(clock_time(time)?)
        .assume_offset(offset))
}

/// `HH:MM`, `HH:MM:SS` or `HH:MM:SS.f`.
fn clock_time(text: &str) -> Result<Time, Flaw> {
    let (clock, fraction) = match text.split_once('.') {
        Some((clock, fraction)) => (clock, Some(fraction)),
        None => (text, None),
    };
    let mut parts = clock.split(':');
    let (hour, minute, second) = match (parts.next(), parts.next(), parts.next(), parts.next()) {
        (Some(hour), Some(minute), Some(second), None) => (hour, minute, second),
        (Some(hour), Some(minute), None, None) if fraction.is_none() => (hour, minute, "00"),
        _ => return Err(Flaw::Form),
    };
    let nanosecond = fraction.map_or(Ok(0), nanoseconds)?;
    Time::from_hms_nano(
        number(hour, 2)?,
        number(minute, 2)?,
        number(second, 2)?,
        nanosecond,
    )
    .map_err(|_| Flaw::Range)
}

fn nanoseconds(fraction: &str) -> Result<u32, Flaw> {
    if fraction.is_empty() || !is_digits(fraction) {
        return Err(Flaw::Form);
    }
    let digits: String = fraction.chars().chain(iter::repeat('0')).take(9).collect();
    number(&digits, 9)
}

/// `Z`, `-03:00`, `-0300` or `-03`.
fn written_offset(text: &str) -> Result<UtcOffset, Flaw> {
    if matches!(text, "Z" | "z") {
        return Ok(UtcOffset::UTC);
    }
    let (sign, digits) = match (text.strip_prefix('+'), text.strip_prefix('-')) {
        (Some(digits), _) => (1_i8, digits),
        (_, Some(digits)) => (-1, digits),
        _ => return Err(Flaw::Form),
    };
    let (hours, minutes) = match digits.split_at_checked(2).ok_or(Flaw::Form)? {
        (hours, "") => (hours, "00"),
        (hours, minutes) => (hours, minutes.strip_prefix(':').unwrap_or(minutes)),
    };
    let hours: i8 = number(hours, 2)?;
    let minutes: i8 = number(minutes, 2)?;
    UtcOffset::from_hms(sign * hours, sign * minutes, 0).map_err(|_| Flaw::Range)
}

/// The number that exactly `length` digits write.
fn number<N: FromStr>(digits: &str, length: usize) -> Result<N, Flaw> {
    if digits.len() != length || !is_digits(digits) {
        return Err(Flaw::Form);
    }
    digits.parse().map_err(|_| Flaw::Range)
}

fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}
