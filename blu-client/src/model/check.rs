//! What is checked of a body before it is sent, beyond what all clients check.

pub(crate) use client_core::check::{at_most, not_empty, positive};
use client_core::{Error, Result};

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
