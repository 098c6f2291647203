//! What the audit log hears of payments: from the state, so that a restart loses and repeats none.

use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use client_core::audit::{
    Actor, AuditError, AuditEvent, AuditKind, AuditOutcome, ChainBreak, EventError,
    JsonLinesOptions, JsonLinesSink, LegalBasis, read_entries,
};
use thiserror::Error;

use super::stage::Kind;
use super::state::{Event, State, StateError};

/// The log's name in the folder.
pub const AUDIT_LOG: &str = "audit.jsonl";

const PURPOSE: &str = "payment of suppliers' bills presented by DDA";

/// Why something could not be recorded.
#[derive(Debug, Error)]
pub enum Unrecorded {
    /// The log cannot be written, or another run has it.
    #[error("{AUDIT_LOG}: {0}")]
    Log(#[from] AuditError),
    /// The log was tampered with.
    #[error("{AUDIT_LOG} is not as it was written: {0}")]
    Chain(#[from] ChainBreak),
    /// An event cannot be recorded.
    #[error("{AUDIT_LOG}: {0}")]
    Event(#[from] EventError),
    /// The state.
    #[error(transparent)]
    State(#[from] StateError),
}

/// The log, held by one run at a time: no two runs work on one state.
pub(super) struct AuditLog(JsonLinesSink);

impl AuditLog {
    /// Continues the log, and tells it what a run that was killed could not.
    pub(super) fn open(folder: &Path, state: &State) -> Result<Self, Unrecorded> {
        let path = folder.join(AUDIT_LOG);
        // Cutting loses nothing: what it was to hear is in the state until it was heard.
        let sink = JsonLinesOptions::new().with_torn_tail_cut().open(&path)?;
        let log = Self(sink);
        if let Some(first) = state.unlogged()?.first() {
            // The run may have been killed between the log's line and the state's note of it.
            if heard(&path, first)? {
                state.logged(first)?;
            }
        }
        log.catch_up(state)?;
        Ok(log)
    }

    /// Tells the log what it has not heard.
    pub(super) fn catch_up(&self, state: &State) -> Result<(), Unrecorded> {
        for one in state.unlogged()? {
            self.0.append_blocking(&event(&one)?)?;
            state.logged(&one)?;
        }
        Ok(())
    }
}

fn heard(path: &Path, event: &Event) -> Result<bool, Unrecorded> {
    let file = File::open(path).map_err(AuditError::sink)?;
    let mark = format!("\"{}\"", mark(event));
    for entry in read_entries(BufReader::new(file)) {
        if entry?.line().contains(&mark) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Tells the events of one state apart.
fn mark(event: &Event) -> String {
    format!("{}:{}:{}", event.reference, event.kind.as_str(), event.id)
}

fn event(event: &Event) -> Result<AuditEvent, EventError> {
    let (kind, outcome) = match event.kind {
        Kind::Created => (AuditKind::PAYMENT_CREATED, AuditOutcome::Succeeded),
        Kind::Approved => (AuditKind::PAYMENT_APPROVED, AuditOutcome::Succeeded),
        Kind::Sent => (AuditKind::PAYMENT_SENT, AuditOutcome::Succeeded),
        Kind::Settled => (AuditKind::PAYMENT_SETTLED, AuditOutcome::Succeeded),
        Kind::Failed => (AuditKind::PAYMENT_FAILED, AuditOutcome::Refused),
    };
    AuditEvent::builder(kind, event.at)
        .actor(Actor::System("dda_batch".to_owned()))
        .source("contaazul")
        .legal_basis(LegalBasis::Contract)
        .purpose(PURPOSE)
        .reference(&event.reference)
        .request_id(mark(event))
        .outcome(outcome)
        .build()
}
