//! Amounts written as decimal digits.

use std::fmt;
use std::str::FromStr;

use super::{Amount, AmountError, MAX_DIGITS};
use crate::wire::Shape;

/// A decimal number taken apart: `-12.50e1` is negative, `12`, `50` and `1`.
struct Notation<'a> {
    negative: bool,
    integer: &'a str,
    fraction: &'a str,
    exponent: Option<&'a str>,
}

/// Reads what [`Amount`]'s `Display` writes and nothing else.
pub(super) fn parse_canonical(text: &str) -> Result<Amount, AmountError> {
    match Notation::scan(text) {
        Some(notation) if notation.is_canonical() => notation.to_amount(),
        _ => Err(AmountError::Malformed {
            found: Shape::of_text(text),
        }),
    }
}

/// Reads what providers write: also an exponent and leading zeros, which are odd but unambiguous.
pub(super) fn parse_lenient(text: &str) -> Result<Amount, AmountError> {
    Notation::scan(text)
        .ok_or_else(|| AmountError::Malformed {
            found: Shape::of_text(text),
        })?
        .to_amount()
}

impl<'a> Notation<'a> {
    fn scan(text: &'a str) -> Option<Self> {
        let unsigned = text.strip_prefix('-');
        let negative = unsigned.is_some();
        let (significand, exponent) = split_at_mark(unsigned.unwrap_or(text), &['e', 'E']);
        let (integer, fraction) = split_at_mark(significand, &['.']);

        let exponent_is_number =
            exponent.is_none_or(|e| is_digits(e.strip_prefix(['+', '-']).unwrap_or(e)));
        let is_number = is_digits(integer) && fraction.is_none_or(is_digits) && exponent_is_number;
        is_number.then_some(Self {
            negative,
            integer,
            fraction: fraction.unwrap_or_default(),
            exponent,
        })
    }

    fn is_canonical(&self) -> bool {
        self.exponent.is_none() && (self.integer == "0" || !self.integer.starts_with('0'))
    }

    fn to_amount(&self) -> Result<Amount, AmountError> {
        let mut units: i128 = 0;
        for digit in self.integer.bytes().chain(self.fraction.bytes()) {
            units = units
                .checked_mul(10)
                .and_then(|tens| tens.checked_add(i128::from(digit - b'0')))
                .ok_or(AmountError::TooManyDigits)?;
        }
        if self.negative {
            units = -units;
        }

        let decimals = self.decimals()?;
        if let Ok(decimals) = u32::try_from(decimals) {
            return Amount::from_units(units, decimals);
        }
        if units == 0 {
            return Ok(Amount::ZERO);
        }
        // Zeros are missing before the point, as in 1e2.
        let whole = 10_i128
            .checked_pow(decimals.unsigned_abs())
            .and_then(|f| units.checked_mul(f));
        Amount::from_units(whole.ok_or(AmountError::TooManyDigits)?, 0)
    }

    /// How many decimals the written digits have once the exponent has moved the point; negative
    /// if zeros are missing before it.
    fn decimals(&self) -> Result<i32, AmountError> {
        let written = i64::try_from(self.fraction.len()).ok();
        let exponent = self.exponent.unwrap_or("0");
        let decimals = written
            .zip(exponent.parse::<i64>().ok())
            .and_then(|(written, exponent)| written.checked_sub(exponent))
            .and_then(|decimals| i32::try_from(decimals).ok());
        match decimals {
            Some(decimals) => Ok(decimals),
            None if exponent.starts_with('-') => Err(AmountError::TooManyDecimals {
                allowed: MAX_DIGITS,
            }),
            None => Err(AmountError::TooManyDigits),
        }
    }
}

fn split_at_mark<'a>(text: &'a str, marks: &[char]) -> (&'a str, Option<&'a str>) {
    match text.split_once(marks) {
        Some((before, after)) => (before, Some(after)),
        None => (text, None),
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The canonical form: `1234.50`, with the decimals the amount holds. Width and fill apply; a
/// precision (`{:.1}`) is ignored, because it would drop cents.
impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad_integral(!self.is_negative(), "", &self.decimal().abs().to_string())
    }
}

impl FromStr for Amount {
    type Err = AmountError;

    /// Same as [`Amount::parse`].
    fn from_str(text: &str) -> Result<Self, AmountError> {
        Self::parse(text)
    }
}
