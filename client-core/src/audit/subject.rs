use std::fmt;
use std::str::FromStr;

use aws_lc_rs::hmac;
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize, Serializer};

use super::error::PseudonymError;
use crate::digest::{hmac_key, hmac_sha256, to_hex};

const LABEL: &str = "hmac-sha256:";
const TOKEN_DIGITS: usize = 16;

/// Shorter keys can be searched, and then every CPF: there are only a billion.
const MINIMUM_KEY_BYTES: usize = 16;

/// A person or company in the log: the same for the same key and value, and nothing without the
/// key. Written `hmac-sha256:` and 16 hex digits.
///
/// Made by a [`Pseudonymizer`]; parsing serves to read tokens back from where they were stored.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(try_from = "String")]
pub struct SubjectToken(String);

impl SubjectToken {
    /// The token as written in the log.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SubjectToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for SubjectToken {
    type Err = PseudonymError;

    fn from_str(text: &str) -> Result<Self, PseudonymError> {
        let is_digit = |b: u8| b.is_ascii_digit() || (b'a'..=b'f').contains(&b);
        match text.strip_prefix(LABEL) {
            Some(digits) if digits.len() == TOKEN_DIGITS && digits.bytes().all(is_digit) => {
                Ok(Self(text.to_owned()))
            }
            _ => Err(malformed(
                "subject token",
                "`hmac-sha256:` and 16 hex digits",
                text,
            )),
        }
    }
}

impl TryFrom<String> for SubjectToken {
    type Error = PseudonymError;

    fn try_from(text: String) -> Result<Self, PseudonymError> {
        text.parse()
    }
}

impl Serialize for SubjectToken {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

/// Turns identifiers of persons into [`SubjectToken`]s with a tenant's key.
///
/// A token is the first 16 hex digits of `HMAC-SHA256(tenant key, normalised value)`. Pseudonymous
/// data are still personal data for whoever has the key: keep it apart from the log. Give every
/// tenant its own, so that logs cannot be joined; deleting a tenant's key anonymises its log.
/// Another key gives other tokens, so a subject cannot be followed across a change of key.
pub struct Pseudonymizer {
    key: hmac::Key,
}

impl Pseudonymizer {
    /// A pseudonymizer with a tenant's key.
    ///
    /// # Errors
    /// [`PseudonymError::KeyTooShort`] below 16 bytes.
    pub fn new(tenant_key: &SecretString) -> Result<Self, PseudonymError> {
        let key = tenant_key.expose_secret().as_bytes();
        if key.len() < MINIMUM_KEY_BYTES {
            return Err(PseudonymError::KeyTooShort {
                length: key.len(),
                minimum: MINIMUM_KEY_BYTES,
            });
        }
        Ok(Self { key: hmac_key(key) })
    }

    /// A CPF or CNPJ; punctuation and case do not matter. Check digits are not checked.
    ///
    /// # Errors
    /// [`PseudonymError::Malformed`] unless 11 or 14 letters and digits remain.
    pub fn tax_id(&self, tax_id: &str) -> Result<SubjectToken, PseudonymError> {
        let bare: String = tax_id
            .chars()
            .filter(|c| !matches!(c, '.' | '-' | '/') && !c.is_whitespace())
            .map(|c| c.to_ascii_uppercase())
            .collect();
        if !matches!(bare.len(), 11 | 14) || !bare.bytes().all(|b| b.is_ascii_alphanumeric()) {
            return Err(malformed(
                "tax id",
                "a CPF (11 digits) or a CNPJ (14 characters)",
                tax_id,
            ));
        }
        Ok(self.token(&bare))
    }

    /// An e-mail address; case does not matter.
    ///
    /// # Errors
    /// [`PseudonymError::Malformed`] without an `@` between two texts.
    pub fn email(&self, address: &str) -> Result<SubjectToken, PseudonymError> {
        let lower = address.trim().to_lowercase();
        match lower.split_once('@') {
            Some((local, domain)) if !local.is_empty() && !domain.is_empty() => {
                Ok(self.token(&lower))
            }
            _ => Err(malformed("e-mail", "an address with an `@`", address)),
        }
    }

    /// A Brazilian phone number; punctuation and a missing country code do not matter.
    ///
    /// # Errors
    /// [`PseudonymError::Malformed`] unless it has area code and number: 10 or 11 digits, or 12
    /// or 13 with `55` in front.
    pub fn phone(&self, number: &str) -> Result<SubjectToken, PseudonymError> {
        let digits: String = number.chars().filter(char::is_ascii_digit).collect();
        match digits.len() {
            10 | 11 => Ok(self.token(&format!("+55{digits}"))),
            12 | 13 if digits.starts_with("55") => Ok(self.token(&format!("+{digits}"))),
            _ => Err(malformed(
                "phone",
                "area code and number, 10 or 11 digits",
                number,
            )),
        }
    }

    /// Anything else, taken as it is but for blanks around it: a user id, an IP address, an
    /// account, a random Pix key.
    ///
    /// # Errors
    /// [`PseudonymError::Malformed`] for a blank text.
    pub fn opaque(&self, value: &str) -> Result<SubjectToken, PseudonymError> {
        match value.trim() {
            "" => Err(malformed("identifier", "a text that is not blank", value)),
            trimmed => Ok(self.token(trimmed)),
        }
    }

    fn token(&self, normalised: &str) -> SubjectToken {
        let mut digits = to_hex(&hmac_sha256(&self.key, &[normalised.as_bytes()]));
        digits.truncate(TOKEN_DIGITS);
        SubjectToken(format!("{LABEL}{digits}"))
    }
}

impl fmt::Debug for Pseudonymizer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pseudonymizer").finish_non_exhaustive()
    }
}

fn malformed(what: &'static str, expected: &'static str, value: &str) -> PseudonymError {
    PseudonymError::Malformed {
        what,
        expected,
        length: value.len(),
    }
}
