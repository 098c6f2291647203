//! Reading a log back.

use std::fmt;
use std::io::BufRead;

use serde::Deserialize;
use time::OffsetDateTime;

use super::chain::{ChainBreak, ChainFault, ChainHead, Link, read_line};
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
        lines: 0,
        past_breaks: false,
        is_unproved: false,
        behind_break: None,
        ended: false,
    }
}

/// The records of a log in their order, up to the first break of its chain; made by
/// [`read_entries`].
pub struct AuditEntries<R> {
    log: R,
    head: ChainHead,
    lines: u64,
    past_breaks: bool,
    /// The line before had no hash of its own to follow.
    is_unproved: bool,
    /// A record that holds by itself and does not follow the one before: told after the break.
    behind_break: Option<AuditEntry>,
    ended: bool,
}

impl<R: BufRead> AuditEntries<R> {
    /// Goes on after a break, to show what a broken log still says. What follows a break is
    /// proved against itself only: it may stand where somebody put it. A line whose content does
    /// not have its hash is told as a break and not as a record.
    #[must_use]
    pub fn past_breaks(mut self) -> Self {
        self.past_breaks = true;
        self
    }

    /// The end of the chain as far as it was read: compare it with your anchors.
    pub fn head(&self) -> ChainHead {
        self.head
    }

    /// The next record, its break from the one before if it has one, or the fault of the line.
    fn read(&mut self) -> Result<Option<(AuditEntry, Option<ChainFault>)>, ChainFault> {
        let mut line = Vec::new();
        if !read_line(&mut self.log, &mut line)? {
            return Ok(None);
        }
        let link = Link::read(&line)?;
        let fault = match self.is_unproved {
            true => None,
            false => self.head.fault_before(&link),
        };
        if fault.is_none() || self.past_breaks {
            self.head = link.head();
        }
        let line = String::from_utf8(line).map_err(|_| ChainFault::Malformed)?;
        let indexed = serde_json::from_str(&line).map_err(|_| ChainFault::Malformed)?;
        Ok(Some((AuditEntry { indexed, line }, fault)))
    }

    /// Whether there is more to read after a line with this fault.
    fn goes_on_after(&mut self, fault: &ChainFault) -> bool {
        match fault {
            _ if !self.past_breaks => false,
            ChainFault::Unreadable(_) | ChainFault::Unterminated => false,
            ChainFault::TooLong => self.log.skip_until(b'\n').is_ok(),
            _ => true,
        }
    }
}

impl<R: BufRead> Iterator for AuditEntries<R> {
    type Item = Result<AuditEntry, ChainBreak>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(entry) = self.behind_break.take() {
            return Some(Ok(entry));
        }
        if self.ended {
            return None;
        }
        self.lines += 1;
        let broken = |line, what| Some(Err(ChainBreak { line, what }));
        match self.read() {
            Ok(None) => {
                self.ended = true;
                None
            }
            Ok(Some((entry, None))) => {
                self.is_unproved = false;
                Some(Ok(entry))
            }
            Ok(Some((entry, Some(fault)))) => {
                self.ended = !self.past_breaks;
                self.behind_break = self.past_breaks.then_some(entry);
                broken(self.lines, fault)
            }
            Err(fault) => {
                self.ended = !self.goes_on_after(&fault);
                self.is_unproved = true;
                broken(self.lines, fault)
            }
        }
    }
}

impl<R> fmt::Debug for AuditEntries<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AuditEntries")
            .field("head", &self.head)
            .finish_non_exhaustive()
    }
}
