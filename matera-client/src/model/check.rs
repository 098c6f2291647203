//! What is checked before money moves, beyond what all clients check.

use brazil_types::{Cnpj, Cpf};
pub(crate) use client_core::check::{at_most, not_empty, not_negative, of_length, positive};
use client_core::money::Amount;
use client_core::{Error, Result};
use url::Url;

use super::TaxIdentifier;
use super::party::BRAZIL;

/// An amount above zero, in whole cents, and not above the largest that most operations take.
pub(crate) fn bounded(amount: Amount, field: &str) -> Result<()> {
    const LARGEST: i64 = 999_999_999_999_900;
    positive(amount, field)?;
    if amount > Amount::from_cents(LARGEST) {
        return Err(Error::input(format!("{field} is above 9999999999999")));
    }
    Ok(())
}

/// The same, and more than a cent.
pub(crate) fn above_a_cent(amount: Amount, field: &str) -> Result<()> {
    bounded(amount, field)?;
    if amount <= Amount::from_cents(1) {
        return Err(Error::input(format!("{field} must be above 0.01")));
    }
    Ok(())
}

/// A bar code of 44 digits or a typeable line of 47 or 48.
pub(crate) fn boleto(barcode: Option<&str>, line: Option<&str>) -> Result<()> {
    let (digits, lengths): (_, &[usize]) = match barcode {
        Some(barcode) => (barcode, &[44]),
        None => (line.unwrap_or_default(), &[47, 48]),
    };
    if !lengths.iter().any(|length| self::digits(digits, *length)) {
        return Err(Error::input(
            "a boleto is a bar code of 44 digits or a typeable line of 47 or 48, without dots and \
             spaces",
        ));
    }
    Ok(())
}

/// An amount as the Pix system writes it: above zero, whole cents, ten digits before the point.
pub(crate) fn pix_amount(amount: Amount, field: &str) -> Result<()> {
    const LARGEST_CENTS: i64 = 999_999_999_999;
    positive(amount, field)?;
    if amount > Amount::from_cents(LARGEST_CENTS) {
        return Err(Error::input(format!("{field} is above 9999999999.99")));
    }
    Ok(())
}

/// A CPF without punctuation, with its check digits.
pub(crate) fn cpf(text: &str, field: &str) -> Result<()> {
    if !digits(text, 11) {
        return Err(Error::input(format!(
            "{field} must be a CPF of 11 digits, without dots and dash"
        )));
    }
    Cpf::parse(text)
        .map(drop)
        .map_err(|cause| Error::input(format!("{field}: {cause}")).with_source(cause))
}

/// A CNPJ without punctuation, with its check digits. It may hold letters.
pub(crate) fn cnpj(text: &str, field: &str) -> Result<()> {
    if text.len() != 14 || !text.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return Err(Error::input(format!(
            "{field} must be a CNPJ of 14 digits or letters, without dots, slash and dash"
        )));
    }
    Cnpj::parse(text)
        .map(drop)
        .map_err(|cause| Error::input(format!("{field}: {cause}")).with_source(cause))
}

/// Digits and nothing else, so many of them.
pub(crate) fn digits(text: &str, count: usize) -> bool {
    text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The code of a municipality (IBGE).
pub(crate) fn municipality(code: &str, field: &str) -> Result<()> {
    if digits(code, 7) {
        return Ok(());
    }
    Err(Error::input(format!(
        "{field} must be the IBGE's code of 7 digits, such as 4209102"
    )))
}

/// A Brazilian telephone: area code and number.
pub(crate) fn phone(number: &str, field: &str) -> Result<()> {
    if digits(number, 10) || digits(number, 11) {
        return Ok(());
    }
    Err(Error::input(format!(
        "{field} must be area code and number, 10 or 11 digits without punctuation"
    )))
}

/// A Brazilian CPF or CNPJ that must be there; documents of other countries are not judged.
pub(crate) fn tax_identifier(identifier: Option<&TaxIdentifier>, field: &str) -> Result<()> {
    let is_foreign = identifier
        .and_then(|identifier| identifier.country.as_deref())
        .is_some_and(|country| country != BRAZIL);
    match identifier.and_then(|identifier| identifier.tax_id.as_ref()) {
        Some(foreign) if is_foreign => not_empty(foreign.expose(), field),
        Some(id) => tax_id(id.expose(), field),
        None => Err(Error::input(format!("{field} is missing"))),
    }
}

/// An address that the provider can call: `https`, or `http` on loopback.
pub(crate) fn callback_url(url: &Url, field: &str) -> Result<()> {
    let on_loopback = matches!(url.host_str(), Some("127.0.0.1" | "localhost" | "[::1]"));
    match url.scheme() {
        "https" => Ok(()),
        "http" if on_loopback => Ok(()),
        _ => Err(Error::input(format!("{field} must be an https URL"))),
    }
}

/// A CPF or CNPJ without punctuation, with its check digits.
pub(crate) fn tax_id(text: &str, field: &str) -> Result<()> {
    match text.len() {
        11 => cpf(text, field),
        14 => cnpj(text, field),
        _ => Err(Error::input(format!(
            "{field} must be a CPF of 11 digits or a CNPJ of 14, without punctuation"
        ))),
    }
}
