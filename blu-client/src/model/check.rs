//! What is checked of a body before it is sent. Fields are named as Blu names them.

use client_core::money::Amount;
use client_core::{Error, Result};

/// An amount above zero, in whole cents.
pub(crate) fn positive(amount: Amount, field: &str) -> Result<()> {
    if amount.is_negative() || amount.is_zero() {
        return Err(Error::input(format!("{field} must be above zero")));
    }
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
            "{field} has {count} characters; Blu takes {most}"
        )));
    }
    Ok(())
}

/// A text with something in it.
pub(crate) fn not_empty(text: &str, field: &str) -> Result<()> {
    if text.trim().is_empty() {
        return Err(Error::input(format!("{field} is empty")));
    }
    Ok(())
}

/// Something like an e-mail address; Blu knows better.
pub(crate) fn email(text: &str, field: &str) -> Result<()> {
    match text.split_once('@') {
        Some((name, host)) if !name.is_empty() && !host.is_empty() => Ok(()),
        _ => Err(Error::input(format!("{field} is not an e-mail address"))),
    }
}

/// The 10 or 11 digits of a Brazilian phone, without punctuation and country code.
pub(crate) fn phone(text: &str, field: &str) -> Result<String> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let is_long = digits.len() > 11;
    let national = match digits.strip_prefix("55") {
        Some(rest) if is_long => rest,
        _ => &digits,
    };
    if matches!(national.len(), 10 | 11) {
        return Ok(national.to_owned());
    }
    Err(Error::input(format!(
        "{field} must have 10 or 11 digits with the area code, found {}",
        national.len()
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phones_lose_their_country_code_and_their_punctuation() {
        for (given, sent) in [
            ("+55 (11) 98765-4321", "11987654321"),
            ("551133334444", "1133334444"),
            // Area code 55 is in Rio Grande do Sul.
            ("55987654321", "55987654321"),
            ("1133334444", "1133334444"),
        ] {
            assert_eq!(phone(given, "phone").unwrap(), sent);
        }
        let error = phone("98765-4321", "phone").unwrap_err().to_string();
        assert!(
            error.contains("phone") && error.contains("found 9"),
            "{error}"
        );
        assert!(!error.contains("4321"), "{error}");
    }
}
