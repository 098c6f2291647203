//! Amounts in JSON: the default form and the named ones.

use std::borrow::Cow;

use serde::de::Error as _;
use serde::ser::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;

use super::{Amount, AmountError, CENT_DECIMALS, notation};
use crate::wire::Shape;

/// Reads one JSON value, exactly as the provider spelled it.
fn from_json(json: &str) -> Result<Amount, AmountError> {
    let malformed = || AmountError::Malformed {
        found: Shape::of_json(json),
    };
    if json.starts_with('"') {
        let text: Cow<'_, str> = serde_json::from_str(json).map_err(|_| malformed())?;
        return notation::parse_lenient(&text);
    }
    match Shape::of_json(json) {
        Shape::Number => notation::parse_lenient(json),
        _ => Err(malformed()),
    }
}

/// Turns a number of cents, read as if it were an amount, into the amount of so many cents.
fn from_counted_cents(count: Amount) -> Result<Amount, AmountError> {
    // `10.00` in a field of cents is most likely reais, so decimals are refused even if zero.
    match count.0.scale() {
        0 => Amount::from_units(count.0.mantissa(), CENT_DECIMALS),
        _ => Err(AmountError::TooManyDecimals { allowed: 0 }),
    }
}

/// Reads a JSON number or text, exactly or not at all; see the [module](super) for where it cannot
/// be used.
impl<'de> Deserialize<'de> for Amount {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        from_json(raw.get()).map_err(D::Error::custom)
    }
}

/// Writes a JSON number with exactly the digits the amount holds.
impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let raw = RawValue::from_string(self.to_string()).map_err(S::Error::custom)?;
        raw.serialize(serializer)
    }
}

/// A JSON number with the digits the amount holds: `10.10`. Same as no `with` at all, for places
/// where naming the form helps the reader.
pub mod amount_number {
    use std::convert::Infallible;

    use serde::{Deserializer, Serializer};

    use crate::money::Amount;
    use crate::wire::WireField;

    /// Reads a number or text.
    ///
    /// # Errors
    ///
    /// The deserializer's, or an [`AmountError`](super::AmountError) in its words.
    pub fn deserialize<'de, F: WireField<Amount>, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<F, D::Error> {
        F::read_wire(deserializer, Ok::<Amount, Infallible>)
    }

    /// Writes a number.
    ///
    /// # Errors
    ///
    /// The serializer's.
    pub fn serialize<F: WireField<Amount>, S: Serializer>(
        amount: &F,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        amount.write_wire(serializer, |amount| Ok::<Amount, Infallible>(*amount))
    }
}

/// Text with exactly two decimals: `"10.10"`. Writing fails if there is a fraction of a cent.
pub mod amount_string {
    use serde::Serializer;

    use crate::money::{Amount, CENT_DECIMALS};
    use crate::wire::WireField;

    pub use super::amount_number::deserialize;

    /// Writes text with two decimals.
    ///
    /// # Errors
    ///
    /// The serializer's, or [`AmountError::TooManyDecimals`](super::AmountError::TooManyDecimals)
    /// in its words.
    pub fn serialize<F: WireField<Amount>, S: Serializer>(
        amount: &F,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        amount.write_wire(serializer, |amount| {
            amount
                .with_decimals(CENT_DECIMALS)
                .map(|amount| amount.to_string())
        })
    }
}

/// Text with exactly four decimals: `"10.1000"`. Writing fails if there are more.
pub mod amount_string4 {
    use serde::Serializer;

    use crate::money::Amount;
    use crate::wire::WireField;

    pub use super::amount_number::deserialize;

    /// Writes text with four decimals.
    ///
    /// # Errors
    ///
    /// The serializer's, or [`AmountError::TooManyDecimals`](super::AmountError::TooManyDecimals)
    /// in its words.
    pub fn serialize<F: WireField<Amount>, S: Serializer>(
        amount: &F,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        amount.write_wire(serializer, |amount| {
            amount.with_decimals(4).map(|amount| amount.to_string())
        })
    }
}

/// Text with the digits the amount holds: `"10.1"`.
pub mod amount_string_exact {
    use std::convert::Infallible;

    use serde::Serializer;

    use crate::money::Amount;
    use crate::wire::WireField;

    pub use super::amount_number::deserialize;

    /// Writes text with the digits the amount holds.
    ///
    /// # Errors
    ///
    /// The serializer's.
    pub fn serialize<F: WireField<Amount>, S: Serializer>(
        amount: &F,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        amount.write_wire(serializer, |amount| {
            Ok::<String, Infallible>(amount.to_string())
        })
    }
}

/// A whole number of cents: `1010`. Decimals are refused when reading, even `1010.00`: a field
/// that has them is probably not in cents.
pub mod amount_cents {
    use serde::{Deserializer, Serializer};

    use crate::money::Amount;
    use crate::wire::WireField;

    /// Reads a whole number of cents, as a number or text.
    ///
    /// # Errors
    ///
    /// The deserializer's, or an [`AmountError`](super::AmountError) in its words.
    pub fn deserialize<'de, F: WireField<Amount>, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<F, D::Error> {
        F::read_wire(deserializer, super::from_counted_cents)
    }

    /// Writes a whole number of cents.
    ///
    /// # Errors
    ///
    /// The serializer's, or those of [`Amount::to_cents`] in its words.
    pub fn serialize<F: WireField<Amount>, S: Serializer>(
        amount: &F,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        amount.write_wire(serializer, |amount| amount.to_cents())
    }
}
