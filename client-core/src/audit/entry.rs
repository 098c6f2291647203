//! Reading a log back.

use std::fmt;
use std::io::BufRead;

use serde::Deserialize;
use time::OffsetDateTime;

use super::chain::{ChainBreak, ChainFault, ChainHead, read_line};
use super::subject::SubjectToken;
use crate::wire;

/// One record of a log, with what it is looked up by; the rest is in its [`line`](Self::line).
#[derive(Debug, Clone)]
pub struct AuditEntry {
    indexed: Indexed,
    line: String,
}

/// Members that a record may have, in any version.
#[derive(Debug, Clone, Deserialize)]
struct Indexed {
    seq: u64,
    #[serde(with = "wire::instant")]
    recorded_at: OffsetDateTime,
    event: String,
    subject: Option<SubjectToken>,
    actor: Option<ActorMember>,
    consent_id: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
struct ActorMember {
    user: Option<SubjectToken>,
}

impl AuditEntry {
    /// Its number, counted from 1.
    pub fn seq(&self) -> u64 {
        self.indexed.seq
    }

    /// When it happened.
    pub fn recorded_at(&self) -> OffsetDateTime {
        self.indexed.recorded_at
    }

    /// What happened, such as `consent.revoked`.
    pub fn kind(&self) -> &str {
        &self.indexed.event
    }

    /// Whose data or money it was about.
    pub fn subject(&self) -> Option<&SubjectToken> {
        self.indexed.subject.as_ref()
    }

    /// The consent it rests on or changes.
    pub fn consent_id(&self) -> Option<&str> {
        self.indexed.consent_id.as_deref()
    }

    /// Whether it is about this subject, or something that they did.
    pub fn concerns(&self, subject: &SubjectToken) -> bool {
        let actor = self.indexed.actor.as_ref();
        let user = actor.and_then(|actor| actor.user.as_ref());
        self.subject() == Some(subject) || user == Some(subject)
    }

    /// The record as it stands in the log: one JSON object.
    pub fn line(&self) -> &str {
        &self.line
    }
}

/// Reads a log from its first line, verifying the chain as it goes: what comes before the first
/// error is proved, as far as [`verify_chain`](super::verify_chain) proves anything. One line at a
/// time is in memory.
///
/// All that concerns one subject in a period:
///
/// ```
/// # use std::sync::Arc;
/// # use client_core::audit::{AuditEvent, AuditKind, AuditSink as _, MemorySink, Pseudonymizer};
/// use client_core::audit::read_entries;
/// # use time::{Duration, OffsetDateTime};
/// # async fn run() -> Result<(), Box<dyn std::error::Error>> {
/// # let pseudonyms = Pseudonymizer::new(&"one secret key for each tenant".into())?;
/// # let (sink, now) = (MemorySink::new(), OffsetDateTime::now_utc());
/// # let (from, to) = (now - Duration::DAY, now + Duration::DAY);
/// # sink.append(&AuditEvent::builder(AuditKind::OAUTH_REVOKED, now)
/// #     .subject(pseudonyms.tax_id("529.982.247-25")?).build()?).await?;
/// # let log = sink.json_lines();
/// let subject = pseudonyms.tax_id("529.982.247-25")?;
/// let mut found = Vec::new();
/// for entry in read_entries(log.as_bytes()) {
///     let entry = entry?;
///     if entry.concerns(&subject) && (from..to).contains(&entry.recorded_at()) {
///         found.push(entry);
///     }
/// }
/// assert_eq!(found.len(), 1);
/// # Ok(())
/// # }
/// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(run()).unwrap();
/// ```
pub fn read_entries<R: BufRead>(log: R) -> AuditEntries<R> {
    AuditEntries {
        log,
        head: ChainHead::GENESIS,
        ended: false,
    }
}

/// The records of a log in their order, up to the first break of its chain; made by
/// [`read_entries`].
pub struct AuditEntries<R> {
    log: R,
    head: ChainHead,
    ended: bool,
}

impl<R: BufRead> AuditEntries<R> {
    /// The end of the chain as far as it was read: compare it with your anchors.
    pub fn head(&self) -> ChainHead {
        self.head
    }

    fn read(&mut self) -> Result<Option<AuditEntry>, ChainFault> {
        let mut line = Vec::new();
        if !read_line(&mut self.log, &mut line)? {
            return Ok(None);
        }
        self.head = self.head.advance(&line)?;
        let line = String::from_utf8(line).map_err(|_| ChainFault::Malformed)?;
        let indexed = serde_json::from_str(&line).map_err(|_| ChainFault::Malformed)?;
        Ok(Some(AuditEntry { indexed, line }))
    }
}

impl<R: BufRead> Iterator for AuditEntries<R> {
    type Item = Result<AuditEntry, ChainBreak>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let line = self.head.records() + 1;
        let read = self.read();
        self.ended = !matches!(read, Ok(Some(_)));
        read.map_err(|what| ChainBreak { line, what }).transpose()
    }
}

impl<R> fmt::Debug for AuditEntries<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AuditEntries")
            .field("head", &self.head)
            .finish_non_exhaustive()
    }
}
