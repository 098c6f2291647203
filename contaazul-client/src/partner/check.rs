//! Checks that several requests share.

use brazil_types::TaxId;
use client_core::money::Amount;
use client_core::{Error, Result};

use crate::model::value::check_amount;

/// A text of 1 to `longest` characters.
pub(super) fn text(field: &str, value: &str, longest: usize) -> Result<()> {
    let characters = value.trim().chars().count();
    if characters == 0 {
        return Err(Error::input(format!("{field} is empty; give one")));
    }
    if characters > longest {
        return Err(Error::input(format!(
            "{field} has {characters} characters; give {longest} at most"
        )));
    }
    Ok(())
}

/// The caller's reference: what a lost answer is looked up by.
pub(super) fn reference(value: &str) -> Result<()> {
    text("referencia_externa", value, 60)
}

/// Digits only, as many as one of `lengths` says.
pub(super) fn digits(field: &str, value: &str, lengths: &[usize]) -> Result<()> {
    if lengths.contains(&value.len()) && value.bytes().all(|byte| byte.is_ascii_digit()) {
        return Ok(());
    }
    let lengths: Vec<_> = lengths.iter().map(ToString::to_string).collect();
    Err(Error::input(format!(
        "{field} is not of {} digits; give it without punctuation",
        lengths.join(" or ")
    )))
}

/// An amount of at least a cent.
pub(super) fn paid_amount(field: &str, amount: Amount) -> Result<()> {
    check_amount(amount, field)?;
    positive(field, amount)
}

pub(super) fn positive(field: &str, number: Amount) -> Result<()> {
    if number.is_zero() || number.is_negative() {
        return Err(Error::input(format!("{field} is not above zero")));
    }
    Ok(())
}

/// A CPF or CNPJ, digits and letters only.
pub(super) fn tax_id(field: &str, value: &str) -> Result<TaxId> {
    TaxId::parse(value)
        .map_err(|cause| Error::input(format!("{field}: {cause}")).with_source(cause))
}
