//! Moments in time.

use time::{Date, OffsetDateTime, UtcOffset};

use super::date;
use super::timestamp::{DateError, timestamp};

const LOCAL_FORM: &str = "a moment as YYYY-MM-DDTHH:MM:SS, with or without an offset";

/// How a provider's timestamps without offset are to be read: always in one fixed offset.
///
/// ```
/// use client_core::wire::LocalRule;
/// use time::macros::datetime;
///
/// let rule = LocalRule::BRASILIA;
/// assert_eq!(rule.read("2025-10-22T08:37:05")?, datetime!(2025-10-22 08:37:05 -3));
/// assert_eq!(rule.read("2025-10-22 08:37:05 +0000")?, datetime!(2025-10-22 08:37:05 UTC));
/// assert_eq!(rule.write(datetime!(2025-10-22 11:37:05 UTC))?, "2025-10-22T08:37:05");
/// # Ok::<(), client_core::wire::DateError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct LocalRule {
    offset: UtcOffset,
}

impl LocalRule {
    /// Brasília time, UTC−3 all year. Summer time ended in 2019; a local timestamp from a summer
    /// before that reads one hour late.
    pub const BRASILIA: Self = Self {
        offset: time::macros::offset!(-3),
    };

    /// Reads a timestamp: date and time joined by `T` or a space, seconds and fraction optional;
    /// then nothing, `Z`, or an offset (`-03:00`, `-0300` or `-03`, with or without a space
    /// before). The rule applies if there is no offset. Fractions beyond nanoseconds are cut.
    ///
    /// # Errors
    ///
    /// [`DateError`], which says what is wrong with the text.
    pub fn read(self, text: &str) -> Result<OffsetDateTime, DateError> {
        timestamp(text, self.offset).map_err(|flaw| flaw.into_error(text, LOCAL_FORM))
    }

    /// Writes a moment in local time without offset, to the second: `2025-10-22T08:37:05`.
    /// Fractions of a second are cut.
    ///
    /// # Errors
    ///
    /// [`DateError::OutOfRange`] if the year has not four digits.
    pub fn write(self, moment: OffsetDateTime) -> Result<String, DateError> {
        let local = self.local(moment)?;
        let (hour, minute, second) = local.to_hms();
        let day = date::format(local.date())?;
        Ok(format!("{day}T{hour:02}:{minute:02}:{second:02}"))
    }

    /// The calendar day on which a moment falls in local time.
    ///
    /// # Errors
    ///
    /// [`DateError::OutOfRange`] at the ends of the calendar.
    pub fn day_of(self, moment: OffsetDateTime) -> Result<Date, DateError> {
        self.local(moment).map(OffsetDateTime::date)
    }

    fn local(self, moment: OffsetDateTime) -> Result<OffsetDateTime, DateError> {
        moment
            .checked_to_offset(self.offset)
            .ok_or(DateError::OutOfRange {
                expected: LOCAL_FORM,
            })
    }
}

/// A moment in RFC 3339: `2026-02-03T09:00:12.5Z`, `2026-02-03T06:00:12-03:00`. Written with the
/// offset it has.
pub mod instant {
    use serde::{Deserializer, Serializer};
    use time::OffsetDateTime;
    use time::format_description::well_known::Rfc3339;

    use super::DateError;
    use crate::wire::scalar::Scalar;
    use crate::wire::{Shape, WireField};

    const FORM: &str = "a moment as YYYY-MM-DDTHH:MM:SSZ or with an offset such as -03:00";

    /// Reads RFC 3339.
    ///
    /// # Errors
    ///
    /// [`DateError`], which says what is wrong with the text.
    pub fn parse(text: &str) -> Result<OffsetDateTime, DateError> {
        OffsetDateTime::parse(text, &Rfc3339).map_err(|error| match error {
            time::error::Parse::TryFromParsed(_) => DateError::OutOfRange { expected: FORM },
            _ => DateError::Malformed {
                expected: FORM,
                found: Shape::of_text(text),
            },
        })
    }

    /// Writes RFC 3339, for example into a query.
    ///
    /// # Errors
    ///
    /// [`DateError::OutOfRange`] if the year has not four digits or the offset has seconds.
    pub fn format(moment: OffsetDateTime) -> Result<String, DateError> {
        moment
            .format(&Rfc3339)
            .map_err(|_| DateError::OutOfRange { expected: FORM })
    }

    /// Reads text, for serde's `with`.
    ///
    /// # Errors
    ///
    /// The deserializer's, or a [`DateError`] in its words.
    pub fn deserialize<'de, F: WireField<OffsetDateTime>, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<F, D::Error> {
        F::read_wire(deserializer, |scalar: Scalar<'_>| {
            parse(&scalar.into_text(FORM)?)
        })
    }

    /// Writes text, for serde's `with`.
    ///
    /// # Errors
    ///
    /// The serializer's, or a [`DateError`] in its words.
    pub fn serialize<F: WireField<OffsetDateTime>, S: Serializer>(
        moment: &F,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        moment.write_wire(serializer, |moment| format(*moment))
    }
}

/// A moment whose offset may be missing, read and written by [`LocalRule::BRASILIA`]. Written
/// **without** offset and to the second, as providers demand that send no offset themselves.
pub mod local_instant {
    use serde::{Deserializer, Serializer};
    use time::OffsetDateTime;

    use super::{LOCAL_FORM, LocalRule};
    use crate::wire::WireField;
    use crate::wire::scalar::Scalar;

    /// Reads text, for serde's `with`; [`LocalRule::read`] says which.
    ///
    /// # Errors
    ///
    /// The deserializer's, or a [`DateError`](super::DateError) in its words.
    pub fn deserialize<'de, F: WireField<OffsetDateTime>, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<F, D::Error> {
        F::read_wire(deserializer, |scalar: Scalar<'_>| {
            LocalRule::BRASILIA.read(&scalar.into_text(LOCAL_FORM)?)
        })
    }

    /// Writes text, for serde's `with`.
    ///
    /// # Errors
    ///
    /// The serializer's, or a [`DateError`](super::DateError) in its words.
    pub fn serialize<F: WireField<OffsetDateTime>, S: Serializer>(
        moment: &F,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        moment.write_wire(serializer, |moment| LocalRule::BRASILIA.write(*moment))
    }
}
