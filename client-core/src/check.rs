//! What clients check of their own requests before they are sent.
//!
//! Fields are named as the provider names them. What is wrong is told by its form, never by its
//! value: that may be personal data.

use crate::error::{Error, Result};
use crate::money::Amount;

/// An amount above zero, in whole cents.
///
/// # Errors
/// [`ErrorKind::Input`](crate::ErrorKind::Input), as for all functions here.
pub fn positive(amount: Amount, field: &str) -> Result<()> {
    if amount.is_negative() || amount.is_zero() {
        return Err(Error::input(format!("{field} must be above zero")));
    }
    whole_cents(amount, field)
}

/// An amount of zero or more, in whole cents.
///
/// # Errors
/// When it is another.
pub fn not_negative(amount: Amount, field: &str) -> Result<()> {
    if amount.is_negative() {
        return Err(Error::input(format!(
            "{field} is negative; give it without a sign"
        )));
    }
    whole_cents(amount, field)
}

fn whole_cents(amount: Amount, field: &str) -> Result<()> {
    amount.to_cents().map(drop).map_err(|cause| {
        let what = format!("{field} is not a whole number of cents; round it first");
        Error::input(what).with_source(cause)
    })
}

/// A text with something in it.
///
/// # Errors
/// When it is empty or blank.
pub fn not_empty(text: &str, field: &str) -> Result<()> {
    if text.trim().is_empty() {
        return Err(Error::input(format!("{field} is empty")));
    }
    Ok(())
}

/// A text of at most this many characters.
///
/// # Errors
/// When it has more.
pub fn at_most(text: &str, most: usize, field: &str) -> Result<()> {
    let count = text.chars().count();
    if count > most {
        return Err(Error::input(format!(
            "{field} has {count} characters; the provider takes {most}"
        )));
    }
    Ok(())
}

/// A text of exactly this many characters.
///
/// # Errors
/// When it has more or fewer.
pub fn of_length(text: &str, wanted: usize, field: &str) -> Result<()> {
    let count = text.chars().count();
    if count != wanted {
        return Err(Error::input(format!(
            "{field} has {count} characters; the provider takes exactly {wanted}"
        )));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_and_texts_out_of_bounds_are_told_by_their_field() {
        let amount = |text: &str| Amount::parse(text).unwrap();
        assert!(positive(amount("0.01"), "f").is_ok() && not_negative(amount("0"), "f").is_ok());
        assert!(at_most("ação", 4, "f").is_ok() && of_length("ação", 4, "f").is_ok());
        assert!(not_empty("a", "f").is_ok());
        for (refused, told) in [
            (positive(amount("0"), "total"), "total must be above zero"),
            (positive(amount("-1"), "total"), "total must be above zero"),
            (
                positive(amount("1.005"), "total"),
                "total is not a whole number of cents",
            ),
            (not_negative(amount("-0.01"), "fee"), "fee is negative"),
            (
                not_negative(amount("0.001"), "fee"),
                "fee is not a whole number of cents",
            ),
            (not_empty(" ", "name"), "name is empty"),
            (at_most("segredo", 6, "name"), "name has 7 characters"),
            (of_length("segredo", 8, "name"), "name has 7 characters"),
        ] {
            let error = refused.unwrap_err().to_string();
            assert!(error.contains(told), "{error}");
            assert!(!error.contains("segredo"), "{error}");
        }
    }
}
