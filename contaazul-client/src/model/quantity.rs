//! How much of something is sold.

use std::fmt;
use std::str::FromStr;

use client_core::money::{Amount, AmountError};
use serde::{Deserialize, Serialize};

/// A quantity, exact: `2`, `0.5`, `1.375`. Travels as a JSON number with the digits it holds.
///
/// ```
/// use client_core::money::Amount;
/// use contaazul_client::model::Quantity;
///
/// let flour = Quantity::parse("1.25")?;
/// let price = Amount::parse("8.40")?;
/// assert_eq!(flour.times(price)?, Amount::parse("10.50")?);
/// assert_eq!(Quantity::from(3_u32).to_string(), "3");
/// # Ok::<(), client_core::money::AmountError>(())
/// ```
// An amount keeps every digit from wire to wire; that is what a quantity needs too.
#[doc(alias = "quantidade")]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[serde(transparent)]
pub struct Quantity(Amount);

impl Quantity {
    /// Reads digits with an optional fraction after a point.
    ///
    /// # Errors
    /// As [`Amount::parse`].
    pub fn parse(text: &str) -> Result<Self, AmountError> {
        Amount::parse(text).map(Self)
    }

    /// The exact price of so much at `unit_price`; not rounded to cents.
    ///
    /// # Errors
    /// [`AmountError::TooManyDigits`] when the product has more than 28.
    pub fn times(self, unit_price: Amount) -> Result<Amount, AmountError> {
        product(self.0, unit_price)
    }

    pub(crate) fn is_positive(self) -> bool {
        !self.0.is_negative() && !self.0.is_zero()
    }
}

/// The exact product.
pub(crate) fn product(one: Amount, other: Amount) -> Result<Amount, AmountError> {
    if one.is_zero() || other.is_zero() {
        return Ok(Amount::ZERO);
    }
    let (one, other) = (one.decimal(), other.decimal());
    let exact = one.mantissa().checked_mul(other.mantissa());
    // A product with too many digits comes back rounded, which only its mantissa tells.
    one.checked_mul(other)
        .filter(|found| {
            Some(found.mantissa()) == exact && found.scale() == one.scale() + other.scale()
        })
        .ok_or(AmountError::TooManyDigits)
        .and_then(Amount::from_decimal)
}

impl From<u32> for Quantity {
    fn from(count: u32) -> Self {
        // An amount holds 28 digits, so every count fits.
        Self(Amount::from_decimal(count.into()).unwrap_or_default())
    }
}

impl FromStr for Quantity {
    type Err = AmountError;

    fn from_str(text: &str) -> Result<Self, AmountError> {
        Self::parse(text)
    }
}

impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn amount(text: &str) -> Amount {
        Amount::parse(text).unwrap()
    }

    #[test]
    fn products_are_exact_or_refused() {
        assert_eq!(
            product(amount("1.005"), amount("33.33")).unwrap(),
            amount("33.49665")
        );
        assert_eq!(product(amount("0"), amount("9.99")).unwrap(), Amount::ZERO);
        let long = amount("1234567890123.4567");
        assert_eq!(
            product(long, long),
            Err(AmountError::TooManyDigits),
            "34 digits are not rounded"
        );
    }

    #[test]
    fn digits_travel_as_they_are() {
        let read: Quantity = serde_json::from_str("1.50").unwrap();
        assert_eq!(serde_json::to_string(&read).unwrap(), "1.50");
        assert_eq!(read, Quantity::parse("1.5").unwrap());
        assert!(!Quantity::from(0).is_positive());
    }
}
