use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;

use super::chain::ChainHead;
use super::error::AuditError;
use super::event::AuditEvent;

/// Keeps audit events. Asynchronous, because yours may be a database.
#[async_trait]
pub trait AuditSink: Send + Sync {
    /// Keeps `event`; returns when it is as durable as this sink makes it.
    ///
    /// A caller that drops the future does not know whether the event was kept. Asked again with
    /// the same [`record_id`](AuditEvent::record_id), a sink may keep it twice.
    ///
    /// # Errors
    /// When it was not kept, or nobody knows.
    async fn append(&self, event: &AuditEvent) -> Result<(), AuditError>;
}

/// What a caller does when an event cannot be kept. There is no default: it is a decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OnAuditFailure {
    /// Stop: nothing happens without a record ("fail closed"). For money and consents.
    ///
    /// Record the intent *before* the act (`payment.created` before sending): an error afterwards
    /// cannot undo it, and must not make anybody repeat it.
    Stop,
    /// Go on ("fail open"): the loss is logged at error level and returned. For reads that a full
    /// disk should not stop, if your obligations allow.
    Continue,
}

/// What became of an event.
#[derive(Debug)]
pub enum Recording {
    /// It was kept.
    Kept,
    /// It was not, and the caller goes on, as [`OnAuditFailure::Continue`] says.
    Lost(AuditError),
}

/// A sink with the rule for its failures. Cheap to clone.
#[derive(Clone)]
pub struct AuditTrail {
    sink: Arc<dyn AuditSink>,
    on_failure: OnAuditFailure,
}

impl AuditTrail {
    /// Records into `sink`.
    pub fn new(sink: Arc<dyn AuditSink>, on_failure: OnAuditFailure) -> Self {
        Self { sink, on_failure }
    }

    /// Records `event`.
    ///
    /// # Errors
    /// Under [`OnAuditFailure::Stop`], that it could not be kept: do not go on.
    pub async fn record(&self, event: &AuditEvent) -> Result<Recording, AuditError> {
        match (self.sink.append(event).await, self.on_failure) {
            (Ok(()), _) => Ok(Recording::Kept),
            (Err(error), OnAuditFailure::Stop) => Err(error),
            (Err(error), OnAuditFailure::Continue) => {
                tracing::error!(
                    record_id = event.record_id(),
                    kind = event.kind().as_str(),
                    error = &error as &(dyn std::error::Error + 'static),
                    "audit event lost"
                );
                Ok(Recording::Lost(error))
            }
        }
    }
}

impl fmt::Debug for AuditTrail {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AuditTrail")
            .field("on_failure", &self.on_failure)
            .finish_non_exhaustive()
    }
}

/// A chain in memory, for tests and short programs. It grows without limit.
#[derive(Debug)]
pub struct MemorySink {
    log: Mutex<Log>,
}

#[derive(Debug)]
struct Log {
    json_lines: String,
    head: ChainHead,
}

impl MemorySink {
    /// An empty chain.
    pub fn new() -> Self {
        let log = Log {
            json_lines: String::new(),
            head: ChainHead::GENESIS,
        };
        Self {
            log: Mutex::new(log),
        }
    }

    /// The log so far, as a file would have it.
    pub fn json_lines(&self) -> String {
        self.log().json_lines.clone()
    }

    /// The end of the chain.
    pub fn head(&self) -> ChainHead {
        self.log().head
    }

    fn log(&self) -> MutexGuard<'_, Log> {
        self.log.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Default for MemorySink {
    fn default() -> Self {
        Self::new()
    }
}

#[async_trait]
impl AuditSink for MemorySink {
    async fn append(&self, event: &AuditEvent) -> Result<(), AuditError> {
        let mut log = self.log();
        let record = log.head.seal(event)?;
        log.json_lines.push_str(record.line());
        log.json_lines.push('\n');
        log.head = record.head();
        Ok(())
    }
}
