//! How a provider signs: which header, which text, which bytes.

use std::fmt;
use std::time::Duration;

use base64::Engine as _;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use http::{HeaderMap, HeaderName};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use super::error::WebhookError;
use crate::digest::{self, Digest};

/// A provider in rotation sends two signatures; more than this is somebody playing.
const MAX_SIGNATURES: usize = 8;

/// Encoders differ on `=`, and it carries no information.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// The text form of the signature in its header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum SignatureEncoding {
    /// 64 hex digits, in either case.
    Hex,
    /// Base64 with the standard alphabet, padded or not.
    Base64,
}

impl SignatureEncoding {
    fn decode(self, text: &str) -> Option<Digest> {
        match self {
            Self::Hex => digest::from_hex(text),
            Self::Base64 => BASE64.decode(text).ok()?.try_into().ok(),
        }
    }

    #[cfg(any(test, feature = "test-util"))]
    pub(super) fn encode(self, tag: &[u8]) -> String {
        match self {
            Self::Hex => digest::to_hex(tag),
            Self::Base64 => BASE64.encode(tag),
        }
    }
}

/// How the timestamp header writes an instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum TimestampFormat {
    /// Whole seconds since 1970-01-01 UTC.
    UnixSeconds,
    /// Milliseconds since 1970-01-01 UTC.
    UnixMillis,
    /// RFC 3339 with an offset, as `2026-11-21T09:00:00-03:00`.
    Rfc3339,
}

impl TimestampFormat {
    fn parse(self, text: &str) -> Option<OffsetDateTime> {
        match self {
            Self::UnixSeconds => OffsetDateTime::from_unix_timestamp(text.parse().ok()?).ok(),
            Self::UnixMillis => {
                let millis: i64 = text.parse().ok()?;
                OffsetDateTime::from_unix_timestamp_nanos(i128::from(millis) * 1_000_000).ok()
            }
            Self::Rfc3339 => OffsetDateTime::parse(text, &Rfc3339).ok(),
        }
    }

    #[cfg(any(test, feature = "test-util"))]
    pub(super) fn write(self, instant: OffsetDateTime) -> Result<String, time::error::Format> {
        Ok(match self {
            Self::UnixSeconds => instant.unix_timestamp().to_string(),
            Self::UnixMillis => (instant.unix_timestamp_nanos() / 1_000_000).to_string(),
            Self::Rfc3339 => instant.format(&Rfc3339)?,
        })
    }
}

impl fmt::Display for TimestampFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::UnixSeconds => "seconds since 1970",
            Self::UnixMillis => "milliseconds since 1970",
            Self::Rfc3339 => "an RFC 3339 instant",
        })
    }
}

/// Where the sending time stands, whether the signature covers it, and how far it may be off.
///
/// Five minutes are tolerated to either side unless [`with_tolerance`](Self::with_tolerance) says
/// otherwise.
#[derive(Debug, Clone)]
pub struct TimestampRule {
    pub(super) header: HeaderName,
    pub(super) format: TimestampFormat,
    pub(super) signed: bool,
    pub(super) max_age: Duration,
    pub(super) max_ahead: Duration,
}

impl TimestampRule {
    const DEFAULT_TOLERANCE: Duration = Duration::from_secs(300);

    /// The signature covers the header's text, a full stop and the body: `timestamp.body`.
    pub fn signed(header: HeaderName) -> Self {
        Self {
            header,
            format: TimestampFormat::UnixSeconds,
            signed: true,
            max_age: Self::DEFAULT_TOLERANCE,
            max_ahead: Self::DEFAULT_TOLERANCE,
        }
    }

    /// The signature covers the body alone.
    ///
    /// Such a time stops late deliveries, not attackers: whoever repeats a message can date it
    /// anew. Use a replay guard, too.
    pub fn unsigned(header: HeaderName) -> Self {
        Self {
            signed: false,
            ..Self::signed(header)
        }
    }

    /// The header's format; seconds since 1970 if not set.
    #[must_use]
    pub fn with_format(mut self, format: TimestampFormat) -> Self {
        self.format = format;
        self
    }

    /// How old a message may be, and how far ahead of our clock it may be dated.
    #[must_use]
    pub fn with_tolerance(mut self, max_age: Duration, max_ahead: Duration) -> Self {
        self.max_age = max_age;
        self.max_ahead = max_ahead;
        self
    }

    pub(super) fn check(
        &self,
        sent_at: OffsetDateTime,
        now: OffsetDateTime,
    ) -> Result<(), WebhookError> {
        let since = now - sent_at;
        let distance = since.unsigned_abs();
        if since.is_positive() && distance > self.max_age {
            return Err(WebhookError::TooOld {
                age: distance,
                tolerance: self.max_age,
            });
        }
        if since.is_negative() && distance > self.max_ahead {
            return Err(WebhookError::TooNew {
                ahead: distance,
                tolerance: self.max_ahead,
            });
        }
        Ok(())
    }
}

/// How a provider signs its webhooks with HMAC-SHA256.
///
/// The header may hold several signatures separated by spaces (or be sent several times), as
/// providers do while they rotate a secret; one that matches is enough. Signatures with another
/// prefix are passed over.
#[derive(Debug, Clone)]
pub struct SignatureScheme {
    pub(super) header: HeaderName,
    pub(super) prefix: String,
    pub(super) encoding: SignatureEncoding,
    pub(super) timestamp: Option<TimestampRule>,
}

impl SignatureScheme {
    /// Hex in `header`, without prefix, over the raw body.
    pub fn new(header: HeaderName) -> Self {
        Self {
            header,
            prefix: String::new(),
            encoding: SignatureEncoding::Hex,
            timestamp: None,
        }
    }

    /// Text in front of the signature, such as `sha256=`. Compared exactly.
    #[must_use]
    pub fn with_prefix(mut self, prefix: impl Into<String>) -> Self {
        self.prefix = prefix.into();
        self
    }

    /// The text form of the signature.
    #[must_use]
    pub fn with_encoding(mut self, encoding: SignatureEncoding) -> Self {
        self.encoding = encoding;
        self
    }

    /// Demands a timestamp header and checks it.
    #[must_use]
    pub fn with_timestamp(mut self, rule: TimestampRule) -> Self {
        self.timestamp = Some(rule);
        self
    }

    /// The signatures sent, decoded. Never empty.
    pub(super) fn signatures(&self, headers: &HeaderMap) -> Result<Vec<Digest>, WebhookError> {
        if !headers.contains_key(&self.header) {
            return Err(WebhookError::MissingHeader {
                header: self.header.clone(),
            });
        }
        let values = headers.get_all(&self.header);
        let sent: Vec<&str> = values
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(str::split_ascii_whitespace)
            .map(|signature| signature.trim_end_matches(','))
            .take(MAX_SIGNATURES + 1)
            .collect();
        if sent.len() > MAX_SIGNATURES {
            return Err(WebhookError::TooManySignatures {
                header: self.header.clone(),
                limit: MAX_SIGNATURES,
            });
        }
        let tags: Vec<Digest> = sent
            .iter()
            .filter_map(|signature| signature.strip_prefix(self.prefix.as_str()))
            .filter_map(|signature| self.encoding.decode(signature))
            .collect();
        if tags.is_empty() {
            return Err(WebhookError::MalformedSignature {
                header: self.header.clone(),
                expected: self.expected_shape(),
                length: values.iter().map(http::HeaderValue::len).sum(),
            });
        }
        Ok(tags)
    }

    fn expected_shape(&self) -> String {
        let digits = match self.encoding {
            SignatureEncoding::Hex => "64 hex digits",
            SignatureEncoding::Base64 => "32 bytes in base64",
        };
        if self.prefix.is_empty() {
            digits.to_owned()
        } else {
            format!("`{}` and {digits}", self.prefix)
        }
    }

    /// The timestamp sent, if the scheme has one: its text, which may be signed, and its meaning.
    pub(super) fn sent_at<'h>(
        &self,
        headers: &'h HeaderMap,
    ) -> Result<Option<(&'h str, OffsetDateTime)>, WebhookError> {
        let Some(rule) = &self.timestamp else {
            return Ok(None);
        };
        let mut values = headers.get_all(&rule.header).iter();
        let Some(value) = values.next() else {
            return Err(WebhookError::MissingHeader {
                header: rule.header.clone(),
            });
        };
        let only = values.next().is_none();
        value
            .to_str()
            .ok()
            .filter(|_| only)
            .and_then(|text| Some((text, rule.format.parse(text)?)))
            .map(Some)
            .ok_or_else(|| WebhookError::MalformedTimestamp {
                header: rule.header.clone(),
                expected: rule.format,
            })
    }

    /// What the signature is computed over, in pieces, so that the body is not copied.
    pub(super) fn signed_content<'m>(
        &self,
        timestamp: Option<&'m str>,
        body: &'m [u8],
    ) -> [&'m [u8]; 3] {
        let signed = self.timestamp.as_ref().is_some_and(|rule| rule.signed);
        match timestamp {
            Some(text) if signed => [text.as_bytes(), b".", body],
            _ => [b"", b"", body],
        }
    }
}
