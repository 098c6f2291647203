//! Calendar days.

/// A calendar day written `YYYY-MM-DD`.
pub mod date {
    use serde::{Deserializer, Serializer};
    use time::Date;

    use crate::wire::scalar::Scalar;
    use crate::wire::timestamp::{calendar_parts, dashed_day};
    use crate::wire::{DateError, WireField};

    const FORM: &str = "a day as YYYY-MM-DD";

    /// Reads `YYYY-MM-DD` and nothing else.
    ///
    /// # Errors
    ///
    /// [`DateError`], which says what is wrong with the text.
    pub fn parse(text: &str) -> Result<Date, DateError> {
        dashed_day(text).map_err(|flaw| flaw.into_error(text, FORM))
    }

    /// Writes `YYYY-MM-DD`, for example into a query.
    ///
    /// # Errors
    ///
    /// [`DateError::OutOfRange`] if the year has not four digits.
    pub fn format(day: Date) -> Result<String, DateError> {
        let (year, month, day) = calendar_parts(day, FORM)?;
        Ok(format!("{year:04}-{month:02}-{day:02}"))
    }

    /// Reads text, for serde's `with`.
    ///
    /// # Errors
    ///
    /// The deserializer's, or a [`DateError`] in its words.
    pub fn deserialize<'de, F: WireField<Date>, D: Deserializer<'de>>(
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
    pub fn serialize<F: WireField<Date>, S: Serializer>(
        day: &F,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        day.write_wire(serializer, |day| format(*day))
    }
}

/// A calendar day written `YYYYMMDD`.
pub mod date_compact {
    use serde::{Deserializer, Serializer};
    use time::Date;

    use crate::wire::scalar::Scalar;
    use crate::wire::timestamp::{calendar_parts, compact_day};
    use crate::wire::{DateError, WireField};

    const FORM: &str = "a day as YYYYMMDD";

    /// Reads `YYYYMMDD` and nothing else.
    ///
    /// # Errors
    ///
    /// [`DateError`], which says what is wrong with the text.
    pub fn parse(text: &str) -> Result<Date, DateError> {
        compact_day(text).map_err(|flaw| flaw.into_error(text, FORM))
    }

    /// Writes `YYYYMMDD`, for example into a query.
    ///
    /// # Errors
    ///
    /// [`DateError::OutOfRange`] if the year has not four digits.
    pub fn format(day: Date) -> Result<String, DateError> {
        let (year, month, day) = calendar_parts(day, FORM)?;
        Ok(format!("{year:04}{month:02}{day:02}"))
    }

    /// Reads text or a number, for serde's `with`.
    ///
    /// # Errors
    ///
    /// The deserializer's, or a [`DateError`] in its words.
    pub fn deserialize<'de, F: WireField<Date>, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<F, D::Error> {
        F::read_wire(deserializer, |scalar: Scalar<'_>| match scalar {
            Scalar::Integer(digits) => parse(&digits),
            other => parse(&other.into_text(FORM)?),
        })
    }

    /// Writes text, for serde's `with`.
    ///
    /// # Errors
    ///
    /// The serializer's, or a [`DateError`] in its words.
    pub fn serialize<F: WireField<Date>, S: Serializer>(
        day: &F,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        day.write_wire(serializer, |day| format(*day))
    }
}

/// A calendar day in Brasília that some answers send as a moment: `2026-03-01T01:10:00Z` is still
/// 28 February there. Moments are read by [`LocalRule::BRASILIA`](crate::wire::LocalRule); written
/// as `YYYY-MM-DD`.
pub mod day_or_instant {
    use serde::Deserializer;
    use time::Date;

    use crate::wire::scalar::Scalar;
    use crate::wire::{DateError, LocalRule, WireField, date};

    pub use crate::wire::date::serialize;

    const FORM: &str = "a day as YYYY-MM-DD or a moment as YYYY-MM-DDTHH:MM:SSZ";

    /// Reads `YYYY-MM-DD`, or the day on which a moment falls in Brasília.
    ///
    /// # Errors
    ///
    /// [`DateError`], which says what is wrong with the text.
    pub fn parse(text: &str) -> Result<Date, DateError> {
        let has_time = text.contains(':');
        let day = if has_time {
            LocalRule::BRASILIA
                .read(text)
                .and_then(|moment| LocalRule::BRASILIA.day_of(moment))
        } else {
            date::parse(text)
        };
        day.map_err(|error| error.expecting(FORM))
    }

    /// Reads text, for serde's `with`.
    ///
    /// # Errors
    ///
    /// The deserializer's, or a [`DateError`] in its words.
    pub fn deserialize<'de, F: WireField<Date>, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<F, D::Error> {
        F::read_wire(deserializer, |scalar: Scalar<'_>| {
            parse(&scalar.into_text(FORM)?)
        })
    }
}
