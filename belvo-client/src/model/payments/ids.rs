//! Identifiers of payments: those that Belvo issued, and your own.

use std::fmt;
use std::str::FromStr;

use aws_lc_rs::digest::{SHA256, digest};
use client_core::http::IdempotencyKey;
use client_core::{Error, Result};
use serde::{Deserialize, Serialize};

client_core::id_type! {
    /// An institution that takes part in payments.
    pub struct PaymentInstitutionId;

    /// A customer: somebody who pays.
    pub struct CustomerId;

    /// A bank account that is paid to.
    pub struct BankAccountId;

    /// A payment intent.
    pub struct PaymentIntentId;

    /// A charge: one Pix of a payment.
    pub struct ChargeId;

    /// A payment authorization.
    pub struct PaymentAuthorizationId;

    /// A transaction of a payment.
    pub struct PaymentTransactionId;

    /// An enrolment for biometric Pix.
    pub struct EnrollmentId;
}

/// Your own id of something you ask Belvo to make, by which it is found again. Payments take UUIDs
/// and nothing else.
///
/// Store it before you send: when an answer is lost, it is how to learn what became of the payment.
///
/// ```
/// use belvo_client::model::payments::ExternalId;
///
/// // The same order gives the same id, on every machine and after every crash.
/// let order = ExternalId::derived_from("order 10233, first payment");
/// assert_eq!(order, ExternalId::derived_from("order 10233, first payment"));
/// assert_eq!(order, ExternalId::new(order.as_str())?);
/// # Ok::<(), belvo_client::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[serde(transparent)]
pub struct ExternalId(String);

impl ExternalId {
    /// A UUID of your own, with hyphens.
    ///
    /// # Errors
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input) for any other text.
    pub fn new(uuid: impl Into<String>) -> Result<Self> {
        let text = uuid.into().to_ascii_lowercase();
        match is_uuid(&text) {
            true => Ok(Self(text)),
            false => Err(Error::input(
                "external_id is not a UUID with hyphens; derive one from your own id by \
                 ExternalId::derived_from",
            )),
        }
    }

    /// A fresh random one.
    ///
    /// # Errors
    /// [`ErrorKind::Config`](client_core::ErrorKind::Config) when the system has no randomness.
    pub fn generate() -> Result<Self> {
        Self::new(IdempotencyKey::generate()?.as_str())
    }

    /// The one that belongs to this text, such as the number of an order: the same for the same
    /// text. It is a hash, so the text cannot be read from it, but it can be guessed.
    pub fn derived_from(text: &str) -> Self {
        let hash = digest(&SHA256, text.as_bytes());
        let bytes = hash.as_ref().iter().take(16);
        let number = bytes.fold(0_u128, |number, byte| (number << 8) | u128::from(*byte));
        // RFC 9562, version 8: the bits are the maker's own.
        let uuid = (number & !(0xF << 76) & !(0x3 << 62)) | (0x8 << 76) | (0x2 << 62);
        let part = |from: u32, digits: u32| (uuid >> from) & ((1 << (4 * digits)) - 1);
        Self(format!(
            "{:08x}-{:04x}-{:04x}-{:04x}-{:012x}",
            part(96, 8),
            part(80, 4),
            part(64, 4),
            part(48, 4),
            part(0, 12)
        ))
    }

    /// The text of it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is what Belvo sent back.
    pub(crate) fn is(&self, sent: &str) -> bool {
        self.0.eq_ignore_ascii_case(sent)
    }
}

impl fmt::Display for ExternalId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for ExternalId {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        Self::new(text)
    }
}

fn is_uuid(text: &str) -> bool {
    let lengths = text.split('-').map(str::len);
    lengths.eq([8, 4, 4, 4, 12])
        && text
            .bytes()
            .all(|byte| byte == b'-' || byte.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_derived_id_is_a_uuid_of_version_8_and_the_hash_of_its_text() {
        let id = ExternalId::derived_from("abc");
        // SHA-256 of abc begins ba7816bf 8f01cfea 414140de 5dae2223.
        assert_eq!(id.as_str(), "ba7816bf-8f01-8fea-8141-40de5dae2223");
        assert_eq!(ExternalId::new(id.as_str()).unwrap(), id);
        assert_ne!(ExternalId::derived_from("abd"), id);
    }

    #[test]
    fn nothing_but_a_uuid_is_taken() {
        for text in [
            "",
            "order-1",
            "ba7816bf8f018fea814140de5dae2223",
            "ga7816bf-8f01-8fea-8141-40de5dae2223",
        ] {
            let error = ExternalId::new(text).unwrap_err().to_string();
            assert!(error.contains("external_id is not a UUID"), "{error}");
        }
        let upper = ExternalId::new("BA7816BF-8F01-8FEA-8141-40DE5DAE2223").unwrap();
        assert_eq!(upper, ExternalId::derived_from("abc"), "case says nothing");
        assert!(ExternalId::generate().is_ok());
    }
}
