//! What is checked before money moves.

use client_core::money::Amount;
use client_core::{Error, Result};

/// An amount that the provider takes: above zero, in whole cents.
pub(crate) fn positive(amount: Amount, field: &str) -> Result<()> {
    if amount.is_negative() || amount.is_zero() {
        return Err(Error::input(format!("{field} must be above zero")));
    }
    cents(amount, field)
}

/// An amount that the provider takes: zero or more, in whole cents.
pub(crate) fn not_negative(amount: Amount, field: &str) -> Result<()> {
    if amount.is_negative() {
        return Err(Error::input(format!(
            "{field} is negative; give it without a sign"
        )));
    }
    cents(amount, field)
}

fn cents(amount: Amount, field: &str) -> Result<()> {
    amount.to_cents().map(drop).map_err(|cause| {
        let what = format!("{field} is not a whole number of cents; round it first");
        Error::input(what).with_source(cause)
    })
}

/// A text of at most this many characters.
pub(crate) fn at_most(text: &str, most: usize, field: &str) -> Result<()> {
    let count = text.chars().count();
    if count > most {
        return Err(Error::input(format!(
            "{field} has {count} characters; the provider takes {most}"
        )));
    }
    Ok(())
}

/// A text that is there.
pub(crate) fn not_empty(text: &str, field: &str) -> Result<()> {
    if text.is_empty() {
        return Err(Error::input(format!("{field} is empty")));
    }
    Ok(())
}
