use std::borrow::Cow;
use std::fmt;

use serde::Serialize;

use super::error::EventError;

/// What happened. An open set: the constants, and [`custom`](Self::custom) for your own.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct AuditKind(Cow<'static, str>);

impl AuditKind {
    /// A person granted access and the first tokens arrived.
    pub const OAUTH_GRANTED: Self = Self::known("oauth.granted");
    /// Tokens were refreshed.
    pub const OAUTH_REFRESHED: Self = Self::known("oauth.refreshed");
    /// A refresh was refused or its answer lost.
    pub const OAUTH_REFRESH_FAILED: Self = Self::known("oauth.refresh_failed");
    /// Access was withdrawn.
    pub const OAUTH_REVOKED: Self = Self::known("oauth.revoked");
    /// A consent was asked for.
    pub const CONSENT_CREATED: Self = Self::known("consent.created");
    /// The holder authorised it.
    pub const CONSENT_AUTHORISED: Self = Self::known("consent.authorised");
    /// It was extended.
    pub const CONSENT_RENEWED: Self = Self::known("consent.renewed");
    /// Something else about it changed, such as what it allows.
    pub const CONSENT_CHANGED: Self = Self::known("consent.changed");
    /// It served its purpose and allows no more, as a payment's does once it is made.
    pub const CONSENT_USED: Self = Self::known("consent.used");
    /// It was withdrawn.
    pub const CONSENT_REVOKED: Self = Self::known("consent.revoked");
    /// Its term ended.
    pub const CONSENT_EXPIRED: Self = Self::known("consent.expired");
    /// The holder or the institution refused it.
    pub const CONSENT_REJECTED: Self = Self::known("consent.rejected");
    /// Data were fetched from an institution.
    pub const DATA_PULLED: Self = Self::known("data.pulled");
    /// A payment is about to be sent or was created at the provider.
    pub const PAYMENT_CREATED: Self = Self::known("payment.created");
    /// Somebody approved it.
    pub const PAYMENT_APPROVED: Self = Self::known("payment.approved");
    /// It was handed to the provider.
    pub const PAYMENT_SENT: Self = Self::known("payment.sent");
    /// The money moved.
    pub const PAYMENT_SETTLED: Self = Self::known("payment.settled");
    /// It was refused or failed.
    pub const PAYMENT_FAILED: Self = Self::known("payment.failed");
    /// A Pix limit was changed.
    pub const PIX_LIMIT_CHANGED: Self = Self::known("pix_limit.changed");
    /// Data left the system in a file.
    pub const EXPORT_CREATED: Self = Self::known("export.created");
    /// Data were deleted.
    pub const DELETION_DONE: Self = Self::known("deletion.done");

    const fn known(name: &'static str) -> Self {
        Self(Cow::Borrowed(name))
    }

    /// A kind of your own: lower-case words joined by dots, such as `ledger.closed`.
    ///
    /// # Errors
    /// [`EventError::Malformed`] for another shape or more than 64 characters.
    pub fn custom(name: impl Into<String>) -> Result<Self, EventError> {
        let name = name.into();
        let is_word = |word: &str| {
            word.starts_with(|first: char| first.is_ascii_lowercase())
                && word
                    .bytes()
                    .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
        };
        if name.len() <= 64 && name.contains('.') && name.split('.').all(is_word) {
            return Ok(Self(Cow::Owned(name)));
        }
        Err(EventError::Malformed {
            field: "event",
            expected: "up to 64 characters of lower-case words joined by dots",
            length: name.len(),
        })
    }

    /// The name as written in the log.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the event starts or is a processing of personal data, which needs a legal basis
    /// and a purpose.
    pub fn needs_legal_basis(&self) -> bool {
        [
            Self::CONSENT_CREATED,
            Self::CONSENT_AUTHORISED,
            Self::CONSENT_RENEWED,
            Self::CONSENT_CHANGED,
            Self::DATA_PULLED,
            Self::EXPORT_CREATED,
        ]
        .contains(self)
    }
}

impl fmt::Display for AuditKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
