//! The parts that Pix ids share: days and minutes without punctuation, and the sequence.

use crate::error::ParseError;
use crate::layout::{self, Layout};
use time::{Date, Month, OffsetDateTime, PrimitiveDateTime, Time, UtcOffset};

/// The 11 letters or digits at the end of an id of the given type.
pub(crate) fn sequence(type_name: &'static str, text: &str) -> Result<[u8; 11], ParseError> {
    let layout = Layout {
        type_name,
        separators: b"",
        fix: "a sequence has 11 letters or digits",
    };
    let characters: [u8; 11] = layout.read(text)?;
    layout.require(text, &characters, 0..11, u8::is_ascii_alphanumeric)?;
    Ok(characters)
}

/// Reads `yyyyMMddHHmm`.
pub(crate) fn minute(digits: &[u8]) -> Option<OffsetDateTime> {
    let (day, time) = digits.split_at_checked(8)?;
    let (hour, minute) = time.split_at_checked(2)?;
    let time = Time::from_hms(small(hour)?, small(minute)?, 0).ok()?;
    Some(PrimitiveDateTime::new(date(day)?, time).assume_utc())
}

/// Reads `yyyyMMdd`.
pub(crate) fn date(digits: &[u8]) -> Option<Date> {
    let (year, rest) = digits.split_at_checked(4)?;
    let (month, day) = rest.split_at_checked(2)?;
    let year = i32::try_from(layout::number(year)).ok()?;
    let month = Month::try_from(small(month)?).ok()?;
    Date::from_calendar_date(year, month, small(day)?).ok()
}

/// Writes `yyyyMMdd`; `None` for a year outside 0–9999.
pub(crate) fn written_date(date: Date) -> Option<[u8; 8]> {
    let year = u64::try_from(date.year()).ok()?;
    layout::digits(year * 10_000 + u64::from(u8::from(date.month())) * 100 + u64::from(date.day()))
}

/// Writes `yyyyMMddHHmm` in UTC, with the instant it stands for.
pub(crate) fn written_minute(at: OffsetDateTime) -> Option<([u8; 12], OffsetDateTime)> {
    let utc = at.checked_to_offset(UtcOffset::UTC)?;
    let day = layout::number(&written_date(utc.date())?);
    let time = u64::from(utc.hour()) * 100 + u64::from(utc.minute());
    let text = layout::digits(day * 10_000 + time)?;
    let timestamp = minute(&text)?;
    Some((text, timestamp))
}

fn small(digits: &[u8]) -> Option<u8> {
    u8::try_from(layout::number(digits)).ok()
}
