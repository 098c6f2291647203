//! A change of a consent as an audit event.

use super::{ConsentChange, ConsentEvent, ConsentRecord};
use crate::audit::{Actor, AuditEvent, AuditEventBuilder, AuditKind, AuditTrail, EventError};
use crate::durable::store_error;
use crate::error::{Error, Result};

/// Writes the last change of `record` to the audit log.
pub(super) async fn write(trail: &AuditTrail, record: &ConsentRecord) -> Result<()> {
    let Some(change) = record.history().last() else {
        return Ok(());
    };
    let event = event(record, change).map_err(|error| Error::input(error.to_string()))?;
    match trail.record(&event).await {
        Ok(_) => Ok(()),
        Err(error) => {
            Err(store_error("the change of the consent cannot be audited").with_source(error))
        }
    }
}

fn event(record: &ConsentRecord, change: &ConsentChange) -> Result<AuditEvent, EventError> {
    let facts = base(record, change)?;
    let key = record.key();
    let whole = change
        .scopes
        .iter()
        .fold(facts, |event, scope| event.scope(scope))
        .institution(&key.institution);
    whole.build().or_else(|_| {
        // Scopes and institution are the provider's and may have a form that the log does not take.
        let note = format!("{} scopes", change.scopes.len());
        base(record, change)?.note(note).build()
    })
}

fn base(record: &ConsentRecord, change: &ConsentChange) -> Result<AuditEventBuilder, EventError> {
    let mut event = record
        .audit_event(kind(&change.what)?, change.recorded_at)
        .expires_at(change.until);
    if let Some(person) = record.given_by() {
        event = event.actor(Actor::User(person.clone()));
    }
    if let (ConsentEvent::Asked, Some(evidence)) = (&change.what, record.evidence()) {
        event = event.evidence(evidence.clone());
    }
    let by = change.ended_by.as_ref().map(|by| format!("by {by}"));
    let note: Vec<_> = by.into_iter().chain(change.reason.clone()).collect();
    if !note.is_empty() {
        event = event.note(note.join(": "));
    }
    Ok(event)
}

fn kind(what: &ConsentEvent) -> Result<AuditKind, EventError> {
    Ok(match what {
        ConsentEvent::Asked => AuditKind::CONSENT_CREATED,
        ConsentEvent::Granted => AuditKind::CONSENT_AUTHORISED,
        ConsentEvent::Renewed => AuditKind::CONSENT_RENEWED,
        ConsentEvent::Changed => AuditKind::CONSENT_CHANGED,
        ConsentEvent::Rejected => AuditKind::CONSENT_REJECTED,
        ConsentEvent::Revoked => AuditKind::CONSENT_REVOKED,
        ConsentEvent::Expired => AuditKind::CONSENT_EXPIRED,
        ConsentEvent::Used => AuditKind::CONSENT_USED,
        _ => return AuditKind::custom(format!("consent.{what}")),
    })
}
