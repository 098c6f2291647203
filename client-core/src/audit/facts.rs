//! What a record of the log says, read back.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer};
use time::{Date, OffsetDateTime};

use super::basis::LegalBasis;
use super::chain::ChainFault;
use super::entry::AuditEntry;
use super::fact::{Evidence, Expiry};
use super::subject::SubjectToken;
use crate::wire;

/// Everything that one record says, by [`AuditEntry::facts`]. What the record does not have is
/// `None` or empty; members of a later version are passed over.
#[derive(Debug, Clone, Deserialize)]
#[non_exhaustive]
pub struct AuditFacts {
    /// The record's id, a ULID.
    pub record_id: Option<String>,
    /// When it happened.
    #[serde(with = "wire::instant")]
    pub recorded_at: OffsetDateTime,
    /// What happened, such as `data.pulled`.
    pub event: String,
    /// How it ended: `succeeded`, `refused`, `failed` or `unknown`.
    pub outcome: Option<String>,
    /// Who did it.
    pub actor: Option<RecordedActor>,
    /// The company that decides about the processing.
    pub controller: Option<String>,
    /// The company that processes on the controller's behalf.
    pub processor: Option<String>,
    /// Whose data or money it was about.
    pub subject: Option<SubjectToken>,
    /// The system the data came from or the order went to.
    pub source: Option<String>,
    /// The institution behind it.
    pub institution: Option<String>,
    /// The consent it rested on or changed, as
    /// [`ConsentKey::id_in_log`](crate::consent::ConsentKey::id_in_log) writes it.
    pub consent_id: Option<String>,
    /// On which legal basis.
    pub legal_basis: Option<LegalBasis>,
    /// What for.
    pub purpose: Option<String>,
    /// The permissions used or granted.
    #[serde(default)]
    pub scopes: Vec<String>,
    /// First and last day of the data concerned.
    pub date_range: Option<RecordedRange>,
    /// How many records of each resource were fetched, written or deleted.
    #[serde(default)]
    pub record_counts: BTreeMap<String, u64>,
    /// When the consent or access ended or would have; `None` where the record does not say.
    #[serde(default, deserialize_with = "written_expiry")]
    pub expires_at: Option<Expiry>,
    /// What was shown to the holder.
    pub evidence: Option<Evidence>,
    /// The thing acted on.
    pub reference: Option<String>,
    /// The provider's id of the request.
    pub request_id: Option<String>,
    /// Anything else.
    pub note: Option<String>,
}

/// Who acted, as a record says it; one of the two.
#[derive(Debug, Clone, Deserialize)]
#[non_exhaustive]
pub struct RecordedActor {
    /// A logged-in person.
    pub user: Option<SubjectToken>,
    /// A program, by the name of its job.
    pub system: Option<String>,
}

/// First and last day of the data concerned, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct RecordedRange {
    /// The first day.
    #[serde(with = "wire::date")]
    pub from: Date,
    /// The last day.
    #[serde(with = "wire::date")]
    pub to: Date,
}

impl AuditEntry {
    /// Everything that the record says. Reading a log for one subject in a million lines, ask for
    /// it only where [`concerns`](Self::concerns) says so.
    ///
    /// # Errors
    /// [`ChainFault::Malformed`] when a member has another form than we write: the record is
    /// proved all the same, and [`line`](Self::line) has it.
    pub fn facts(&self) -> Result<AuditFacts, ChainFault> {
        serde_json::from_str(self.line()).map_err(|_| ChainFault::Malformed)
    }
}

/// `null` says that there is no end, which is not the same as saying nothing.
fn written_expiry<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Expiry>, D::Error> {
    Expiry::deserialize(deserializer).map(Some)
}
