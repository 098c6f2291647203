//! Amounts of money that stay exact from wire to wire.
//!
//! [`Amount`] reads the digits a provider sent, as a JSON number or as text, and either holds them
//! all or refuses them. No binary floating point is involved anywhere, and nothing is rounded
//! unless you call [`Amount::round_to_cents`].
//!
//! How an amount is written is a property of the provider's field, not of the amount, so each form
//! is a serde `with` module named where it is used. Every form reads numbers and text alike and
//! works on `Amount`, `Option<Amount>` and [`Patch<Amount>`](crate::wire::Patch):
//!
//! | form | `R$ 10,10` is written as |
//! |---|---|
//! | none, or [`amount_number`] | `10.1` or `10.10`: the digits the amount holds |
//! | [`amount_string`] | `"10.10"`: always two decimals |
//! | [`amount_string4`] | `"10.1000"`: always four decimals |
//! | [`amount_string_exact`] | `"10.1"` or `"10.10"`: the digits the amount holds |
//! | [`amount_cents`] | `1010` |
//!
//! ```
//! use client_core::money::{Amount, amount_cents, amount_string};
//! use serde::{Deserialize, Serialize};
//!
//! #[derive(Deserialize, Serialize)]
//! struct Charge {
//!     amount: Amount,
//!     #[serde(with = "amount_string")]
//!     fee: Amount,
//!     #[serde(with = "amount_cents", default)]
//!     discount: Option<Amount>,
//! }
//!
//! let charge: Charge = serde_json::from_str(r#"{"amount":1234.50,"fee":"2.5","discount":199}"#)?;
//! assert_eq!(charge.discount, Some(Amount::from_cents(199)));
//! assert_eq!(
//!     serde_json::to_string(&charge)?,
//!     r#"{"amount":1234.50,"fee":"2.50","discount":199}"#,
//! );
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # JSON only, and directly
//!
//! Exact digits are to be had only from `serde_json` itself, through its
//! [`RawValue`](serde_json::value::RawValue). So a type that holds an amount
//!
//! - must not be read through `#[serde(flatten)]`, `#[serde(untagged)]` or an internally tagged
//!   enum: reading fails with an error (externally and adjacently tagged enums with the tag first
//!   are fine);
//! - must not take a detour through [`serde_json::Value`], in or out: `Value` keeps numbers as
//!   `f64` and has already lost digits, which nobody can detect afterwards;
//! - is for JSON. For any other format store [`Amount::to_string`](ToString::to_string) and read it
//!   back with [`Amount::parse`].

mod brazilian;
mod error;
mod notation;
mod wire_form;

use std::borrow::Borrow;
use std::ops::Neg;

use rust_decimal::{Decimal, RoundingStrategy};

pub use brazilian::Brazilian;
pub use error::AmountError;
pub use wire_form::{
    amount_cents, amount_number, amount_string, amount_string_exact, amount_string4,
};

/// The most significant digits an amount holds, and the most of them that can be decimals.
const MAX_DIGITS: u32 = 28;
const FIRST_TOO_LARGE: i128 = 10_i128.pow(MAX_DIGITS);
const CENT_DECIMALS: u32 = 2;

/// An exact decimal amount of money, in the major unit (reais) of a currency it does not name.
///
/// Up to 28 significant digits, of which up to 28 decimals. The decimals it was written with are
/// kept (`10.10` prints as `10.10`) but do not count in comparisons: `10.10 == 10.1`, and both hash
/// alike. There is no negative zero.
///
/// ```
/// use client_core::money::{Amount, Rounding};
///
/// let invoice = Amount::parse("1234.50")?;
/// let paid = invoice.checked_sub(Amount::from_cents(450))?;
/// assert_eq!(paid.to_string(), "1230.00");
/// assert_eq!(paid.to_cents()?, 123_000);
/// assert_eq!(paid.brazilian().to_string(), "R$ 1.230,00");
/// # Ok::<(), client_core::money::AmountError>(())
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Amount(Decimal);

/// What [`Amount::round_to_cents`] does with the digits after the second decimal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Rounding {
    /// To the nearest cent, half a cent away from zero: `2.345` becomes `2.35`.
    HalfUp,
    /// To the nearest cent, half a cent to the even one ("banker's rounding"): `2.345` becomes
    /// `2.34`.
    HalfEven,
    /// Towards zero: `2.349` becomes `2.34`.
    Down,
}

impl Amount {
    /// No money.
    pub const ZERO: Self = Self(Decimal::ZERO);

    /// An amount from whole cents: `123450` is `1234.50`.
    #[must_use]
    pub const fn from_cents(cents: i64) -> Self {
        let [a, b, c, d, e, f, g, h] = cents.unsigned_abs().to_le_bytes();
        let low = u32::from_le_bytes([a, b, c, d]);
        let mid = u32::from_le_bytes([e, f, g, h]);
        Self(Decimal::from_parts(low, mid, 0, cents < 0, CENT_DECIMALS))
    }

    /// The amount in whole cents.
    ///
    /// # Errors
    ///
    /// [`AmountError::TooManyDecimals`] if there is a fraction of a cent (round first), and
    /// [`AmountError::CentsOverflow`] if the cents do not fit an `i64`.
    pub fn to_cents(self) -> Result<i64, AmountError> {
        i64::try_from(self.units(CENT_DECIMALS)?).map_err(|_| AmountError::CentsOverflow)
    }

    /// An amount from a decimal, with the decimals it has.
    ///
    /// # Errors
    ///
    /// [`AmountError::TooManyDigits`] if it has 29 digits, as the result of a division may: round
    /// it first.
    pub fn from_decimal(decimal: Decimal) -> Result<Self, AmountError> {
        Self::from_units(decimal.mantissa(), decimal.scale())
    }

    /// The decimal inside, for arithmetic such as rates.
    #[must_use]
    pub const fn decimal(self) -> Decimal {
        self.0
    }

    /// Reads the canonical form, the one that `Display` writes: `1234.50`, `-0.1`, `10`.
    ///
    /// This is for text a person or a file supplies, and strict: no exponent (`1e2`), no plus sign,
    /// no leading zeros, no spaces, no thousands separators, no comma.
    ///
    /// # Errors
    ///
    /// [`AmountError::Malformed`] if the text is written in another way, and
    /// [`AmountError::TooManyDigits`] or [`AmountError::TooManyDecimals`] if it holds more than 28.
    pub fn parse(text: &str) -> Result<Self, AmountError> {
        notation::parse_canonical(text)
    }

    /// The exact sum, with the decimals of the operand that has more.
    ///
    /// # Errors
    ///
    /// [`AmountError::TooManyDigits`] if the sum needs more than 28.
    pub fn checked_add(self, other: Self) -> Result<Self, AmountError> {
        let decimals = self.0.scale().max(other.0.scale());
        let sum = self.units(decimals)?.checked_add(other.units(decimals)?);
        Self::from_units(sum.ok_or(AmountError::TooManyDigits)?, decimals)
    }

    /// The exact difference, with the decimals of the operand that has more.
    ///
    /// # Errors
    ///
    /// [`AmountError::TooManyDigits`] if the difference needs more than 28.
    pub fn checked_sub(self, other: Self) -> Result<Self, AmountError> {
        self.checked_add(-other)
    }

    /// The exact sum of all `amounts`; [`Amount::ZERO`] if there are none.
    ///
    /// There is no `Sum` implementation, because `sum()` could only panic on overflow.
    ///
    /// ```
    /// use client_core::money::Amount;
    ///
    /// let parts = [Amount::from_cents(10), Amount::from_cents(20)];
    /// assert_eq!(Amount::checked_sum(&parts)?, Amount::from_cents(30));
    /// # Ok::<(), client_core::money::AmountError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`AmountError::TooManyDigits`] if the sum, at any point, needs more than 28.
    pub fn checked_sum<I>(amounts: I) -> Result<Self, AmountError>
    where
        I: IntoIterator<Item: Borrow<Self>>,
    {
        let mut amounts = amounts.into_iter();
        amounts.try_fold(Self::ZERO, |sum, amount| sum.checked_add(*amount.borrow()))
    }

    /// The amount without its sign.
    #[must_use]
    pub fn abs(self) -> Self {
        Self(self.0.abs())
    }

    /// Whether the amount is below zero.
    #[must_use]
    pub const fn is_negative(self) -> bool {
        self.0.is_sign_negative()
    }

    /// Whether the amount is zero, with whatever decimals.
    #[must_use]
    pub const fn is_zero(self) -> bool {
        self.0.is_zero()
    }

    /// The amount with at most two decimals. One that has no more is returned as it is.
    #[must_use]
    pub fn round_to_cents(self, rounding: Rounding) -> Self {
        let strategy = match rounding {
            Rounding::HalfUp => RoundingStrategy::MidpointAwayFromZero,
            Rounding::HalfEven => RoundingStrategy::MidpointNearestEven,
            Rounding::Down => RoundingStrategy::ToZero,
        };
        Self(self.0.round_dp_with_strategy(CENT_DECIMALS, strategy)).without_negative_zero()
    }

    /// Splits the amount into `parts` of whole cents that differ by at most one cent and add up to
    /// it. The odd cents go to the first parts, as Brazilian instalment plans do.
    ///
    /// ```
    /// use client_core::money::Amount;
    ///
    /// let instalments: Vec<String> =
    ///     Amount::parse("100.00")?.split(3)?.map(|part| part.to_string()).collect();
    /// assert_eq!(instalments, ["33.34", "33.33", "33.33"]);
    /// # Ok::<(), client_core::money::AmountError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`AmountError::NoParts`] if `parts` is 0, and the errors of [`Amount::to_cents`].
    pub fn split(
        self,
        parts: u32,
    ) -> Result<impl ExactSizeIterator<Item = Self> + Clone, AmountError> {
        let cents = self.to_cents()?;
        let count = i64::from(parts);
        let base = cents.checked_div(count).ok_or(AmountError::NoParts)?;
        let odd = cents.checked_rem(count).ok_or(AmountError::NoParts)?;
        Ok((0..parts).map(move |index| {
            let takes_odd_cent = u64::from(index) < odd.unsigned_abs();
            Self::from_cents(if takes_odd_cent {
                base + odd.signum()
            } else {
                base
            })
        }))
    }

    /// The amount as people in Brazil write it: `R$ 1.234,56`.
    #[must_use]
    pub const fn brazilian(self) -> Brazilian {
        Brazilian(self)
    }

    /// The same amount with exactly that many decimals.
    fn with_decimals(self, decimals: u32) -> Result<Self, AmountError> {
        Self::from_units(self.units(decimals)?, decimals)
    }

    /// The whole number of units of `10^-decimals` in the amount: cents for 2.
    fn units(self, decimals: u32) -> Result<i128, AmountError> {
        let (mantissa, own_decimals) = (self.0.mantissa(), self.0.scale());
        if own_decimals <= decimals {
            let factor = 10_i128.pow(decimals - own_decimals);
            return mantissa
                .checked_mul(factor)
                .ok_or(AmountError::TooManyDigits);
        }
        let divisor = 10_i128.pow(own_decimals - decimals);
        if mantissa % divisor != 0 {
            return Err(AmountError::TooManyDecimals { allowed: decimals });
        }
        Ok(mantissa / divisor)
    }

    /// The one place that holds amounts to their limits.
    fn from_units(units: i128, decimals: u32) -> Result<Self, AmountError> {
        if units <= -FIRST_TOO_LARGE || units >= FIRST_TOO_LARGE {
            return Err(AmountError::TooManyDigits);
        }
        Decimal::try_from_i128_with_scale(units, decimals)
            .map(Self)
            .map_err(|_| AmountError::TooManyDecimals {
                allowed: MAX_DIGITS,
            })
    }

    fn without_negative_zero(self) -> Self {
        if self.is_zero() { self.abs() } else { self }
    }
}

/// Cannot overflow: every amount has its opposite.
impl Neg for Amount {
    type Output = Self;

    fn neg(self) -> Self {
        Self(-self.0).without_negative_zero()
    }
}

impl TryFrom<Decimal> for Amount {
    type Error = AmountError;

    /// Same as [`Amount::from_decimal`].
    fn try_from(decimal: Decimal) -> Result<Self, AmountError> {
        Self::from_decimal(decimal)
    }
}

impl From<Amount> for Decimal {
    fn from(amount: Amount) -> Self {
        amount.0
    }
}
