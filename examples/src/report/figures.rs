//! Amounts and days as they are written.

use std::fmt;

use serde::{Serialize, Serializer};
use time::Date;

/// Cents as a decimal with two places, for machines: `-1234.56`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Plain(pub(crate) i128);

impl fmt::Display for Plain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let cents = self.0.unsigned_abs();
        write!(f, "{sign}{}.{:02}", cents / 100, cents % 100)
    }
}

/// Cents as Brazilians write money: `-R$ 1.234,56`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Money<'a> {
    cents: i128,
    /// `R$` where there is none.
    currency: Option<&'a str>,
}

impl<'a> Money<'a> {
    pub(crate) fn reais(cents: impl Into<i128>) -> Self {
        Self::of(cents, None)
    }

    pub(super) fn of(cents: impl Into<i128>, currency: Option<&'a str>) -> Self {
        Self {
            cents: cents.into(),
            currency,
        }
    }
}

impl fmt::Display for Money<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.cents < 0 { "-" } else { "" };
        let cents = self.cents.unsigned_abs();
        let whole = grouped(cents / 100, '.');
        let currency = self.currency.unwrap_or("R$");
        // A no-break space: the sign of the currency never stands alone at the end of a line.
        write!(f, "{sign}{currency}\u{a0}{whole},{:02}", cents % 100)
    }
}

/// A sum in reais: `R$ 1.234,56` for people, `"1234.56"` in JSON, so that no reader takes it for a
/// float.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reais(pub(super) i128);

impl Reais {
    /// A sum in cents.
    #[must_use]
    pub fn from_cents(cents: i128) -> Self {
        Self(cents)
    }

    /// The sum in cents.
    #[must_use]
    pub fn cents(self) -> i128 {
        self.0
    }
}

impl fmt::Display for Reais {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Money::reais(self.0).fmt(f)
    }
}

impl Serialize for Reais {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&Plain(self.0))
    }
}

/// A number with a mark after every three digits.
pub(super) fn grouped(number: u128, mark: char) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() * 4 / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(mark);
        }
        text.push(digit);
    }
    text
}

/// A day as `dd/mm/yyyy`.
pub(crate) struct Day(pub(crate) Date);

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.0.to_calendar_date();
        write!(f, "{day:02}/{:02}/{year:04}", u8::from(month))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_written_the_brazilian_way() {
        let text = |cents: i64| Money::reais(cents).to_string().replace('\u{a0}', " ");
        assert_eq!(text(123_456_789), "R$ 1.234.567,89");
        assert_eq!(text(-5), "-R$ 0,05");
        assert_eq!(text(i64::MIN), "-R$ 92.233.720.368.547.758,08");
        assert_eq!(Money::of(100, Some("USD")).to_string(), "USD\u{a0}1,00");
        assert_eq!(Plain(-5).to_string(), "-0.05");
    }
}
