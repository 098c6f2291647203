//! The structured values an event may carry.

use serde::ser::{Error as _, SerializeMap};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use time::format_description::well_known::Rfc3339;
use time::{Date, OffsetDateTime, UtcOffset};

use super::hash::Sha256Hash;
use super::subject::SubjectToken;
use crate::wire;

/// Who acted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Actor {
    /// A logged-in person.
    User(SubjectToken),
    /// A program, by the name of its job, such as `nightly-sync`.
    System(String),
}

/// How the act ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum AuditOutcome {
    /// It was done.
    Succeeded,
    /// It was refused and nothing changed.
    Refused,
    /// It failed and nothing changed.
    Failed,
    /// Nobody knows yet: to be reconciled.
    Unknown,
}

/// When a consent or access ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expiry {
    /// At this instant.
    At(OffsetDateTime),
    /// Never by itself. Written as `null`.
    Indefinite,
}

impl Serialize for Expiry {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::At(instant) => serialize_instant(instant, serializer),
            Self::Indefinite => serializer.serialize_none(),
        }
    }
}

impl<'de> Deserialize<'de> for Expiry {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let end: Option<OffsetDateTime> = wire::instant::deserialize(deserializer)?;
        Ok(end.map_or(Self::Indefinite, Self::At))
    }
}

/// What was shown to the holder, and how. The text stays in your archive, found by its hash.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    text_sha256: Sha256Hash,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) text_version: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) channel: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ip: Option<SubjectToken>,
}

impl Evidence {
    /// Evidence of a text, contract or document, by its bytes.
    pub fn of(text: &[u8]) -> Self {
        Self::with_hash(Sha256Hash::of(text))
    }

    /// Evidence of a text whose hash is known.
    pub fn with_hash(hash: Sha256Hash) -> Self {
        Self {
            text_sha256: hash,
            text_version: None,
            channel: None,
            ip: None,
        }
    }

    /// The version of the text, such as `2026-10-01`.
    #[must_use]
    pub fn text_version(mut self, version: impl Into<String>) -> Self {
        self.text_version = Some(version.into());
        self
    }

    /// How it was shown, such as `redirect` or `app`.
    #[must_use]
    pub fn channel(mut self, channel: impl Into<String>) -> Self {
        self.channel = Some(channel.into());
        self
    }

    /// The IP address it was shown to, as a pseudonym.
    #[must_use]
    pub fn ip(mut self, ip: SubjectToken) -> Self {
        self.ip = Some(ip);
        self
    }
}

/// First and last day of the data concerned, both included.
#[derive(Debug, Clone, Copy)]
pub(super) struct DateRange {
    pub(super) from: Date,
    pub(super) to: Date,
}

impl Serialize for DateRange {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut range = serializer.serialize_map(Some(2))?;
        // `Date` displays as ISO 8601.
        range.serialize_entry("from", &self.from.to_string())?;
        range.serialize_entry("to", &self.to.to_string())?;
        range.end()
    }
}

/// RFC 3339 in UTC; `None` for an instant outside of the years 0 to 9999.
pub(super) fn utc_text(instant: OffsetDateTime) -> Option<String> {
    instant
        .checked_to_offset(UtcOffset::UTC)?
        .format(&Rfc3339)
        .ok()
}

pub(super) fn serialize_instant<S: Serializer>(
    instant: &OffsetDateTime,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let text = utc_text(*instant).ok_or_else(|| S::Error::custom("year outside of 0 to 9999"))?;
    serializer.serialize_str(&text)
}
