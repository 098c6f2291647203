//! What the audit log hears: grants, renewals, what was read and what was written.

use std::fmt;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use async_trait::async_trait;
use client_core::Error;
use client_core::audit::{
    Actor, AuditError, AuditEvent, AuditEventBuilder, AuditKind, AuditOutcome, AuditSink as _,
    EventError, JsonLinesSink, LegalBasis, Pseudonymizer, SubjectToken,
};
use client_core::auth::{AuthEvents, TokenEvent};
use client_core::secret::SecretString;
use thiserror::Error as ThisError;
use time::OffsetDateTime;

use crate::story::CalendarMonth;

/// The log's name in the output folder.
pub const AUDIT_LOG: &str = "audit.jsonl";

const PURPOSE: &str = "bookkeeping: month-end bank reconciliation";

/// Why something could not be recorded.
#[derive(Debug, ThisError)]
pub(super) enum Unrecorded {
    #[error("cannot write {AUDIT_LOG}: {0}")]
    Log(#[from] AuditError),
    #[error("cannot write {AUDIT_LOG}: {0}")]
    Event(#[from] EventError),
    #[error("AUDIT_KEY cannot be used: {0}")]
    Key(#[from] client_core::audit::PseudonymError),
}

/// The log of one run. Nothing goes on that it could not record.
pub(super) struct AuditLog {
    sink: JsonLinesSink,
    pseudonyms: Option<Pseudonymizer>,
    /// What went wrong while a token was handed out, where nothing can be returned.
    failed: Mutex<Option<Unrecorded>>,
}

impl AuditLog {
    /// Continues the log in `dir`. With a key, companies are named by pseudonyms.
    pub(super) fn open(dir: &Path, key: Option<&SecretString>) -> Result<Self, Unrecorded> {
        Ok(Self {
            sink: JsonLinesSink::open(dir.join(AUDIT_LOG))?,
            pseudonyms: key.map(Pseudonymizer::new).transpose()?,
            failed: Mutex::new(None),
        })
    }

    /// Records what was read of a source for the month.
    pub(super) async fn pulled(
        &self,
        source: &str,
        company: Option<&str>,
        month: CalendarMonth,
        counts: &[(&str, usize)],
    ) -> Result<(), Unrecorded> {
        let event = event(AuditKind::DATA_PULLED)
            .source(source)
            .date_range(month.first(), month.last());
        self.processing(event, company, counts).await
    }

    /// Records that the results were written.
    pub(super) async fn exported(&self, counts: &[(&str, usize)]) -> Result<(), Unrecorded> {
        let event = event(AuditKind::EXPORT_CREATED).source("month_close");
        self.processing(event, None, counts).await
    }

    async fn processing(
        &self,
        event: AuditEventBuilder,
        company: Option<&str>,
        counts: &[(&str, usize)],
    ) -> Result<(), Unrecorded> {
        if let Some(failed) = self
            .failed
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take()
        {
            return Err(failed);
        }
        let mut event = event
            .legal_basis(LegalBasis::LegalObligation)
            .purpose(PURPOSE)
            .outcome(AuditOutcome::Succeeded);
        if let Some(subject) = company.and_then(|company| self.subject(company)) {
            event = event.subject(subject);
        }
        for (resource, count) in counts {
            event = event.record_count(*resource, u64::try_from(*count).unwrap_or(u64::MAX));
        }
        Ok(self.sink.append(&event.build()?).await?)
    }

    fn subject(&self, company: &str) -> Option<SubjectToken> {
        self.pseudonyms.as_ref()?.opaque(company).ok()
    }

    async fn token_event(&self, kind: AuditKind, outcome: AuditOutcome, about: &TokenEvent<'_>) {
        let mut event = event(kind).outcome(outcome);
        if let Some(grant) = about.grant {
            event = event.source(grant.service());
            if let Some(subject) = self.subject(grant.id()) {
                event = event.subject(subject);
            }
        }
        let recorded = match event.build() {
            Ok(event) => self.sink.append(&event).await.map_err(Unrecorded::from),
            Err(error) => Err(error.into()),
        };
        if let Err(error) = recorded {
            let mut failed = self.failed.lock().unwrap_or_else(PoisonError::into_inner);
            failed.get_or_insert(error);
        }
    }
}

fn event(kind: AuditKind) -> AuditEventBuilder {
    AuditEvent::builder(kind, OffsetDateTime::now_utc())
        .actor(Actor::System("month_close".to_owned()))
}

#[async_trait]
impl AuthEvents for AuditLog {
    async fn granted(&self, event: &TokenEvent<'_>) {
        self.token_event(AuditKind::OAUTH_GRANTED, AuditOutcome::Succeeded, event)
            .await;
    }

    async fn refreshed(&self, event: &TokenEvent<'_>) {
        self.token_event(AuditKind::OAUTH_REFRESHED, AuditOutcome::Succeeded, event)
            .await;
    }

    async fn refresh_failed(&self, event: &TokenEvent<'_>, _error: &Error) {
        self.token_event(AuditKind::OAUTH_REFRESH_FAILED, AuditOutcome::Failed, event)
            .await;
    }

    async fn revoked(&self, event: &TokenEvent<'_>) {
        self.token_event(AuditKind::OAUTH_REVOKED, AuditOutcome::Succeeded, event)
            .await;
    }
}

impl fmt::Debug for AuditLog {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AuditLog").finish_non_exhaustive()
    }
}
