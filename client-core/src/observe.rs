//! What a program may watch: one report per attempt and one per call, without personal data.

use std::fmt;
use std::time::Duration;

use crate::error::{ErrorKind, Outcome};

/// Called from within calls; must return at once. Bridge it to whatever metrics you run.
///
/// Reports hold low-cardinality names and numbers only. The same facts go to `tracing`: one span
/// per call and one per attempt at debug level, a failed attempt as a debug event.
pub trait Observer: fmt::Debug + Send + Sync + 'static {
    /// One attempt ended.
    fn attempted(&self, report: &AttemptReport) {
        let _ = report;
    }

    /// The whole call ended.
    fn finished(&self, report: &CallReport) {
        let _ = report;
    }
}

/// One attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct AttemptReport {
    /// The operation's name.
    pub operation: &'static str,
    /// Number of the attempt, from 1; a replay after a 401 has a number of its own.
    pub attempt: u32,
    /// HTTP status, if an answer came.
    pub status: Option<u16>,
    /// What went wrong, if anything did.
    pub error: Option<ErrorKind>,
    /// Time of this attempt, waiting for the limiter and for a token included.
    pub elapsed: Duration,
    /// The wait before the next attempt; `None` when there is none.
    pub delay: Option<Duration>,
}

/// One call.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CallReport {
    /// The operation's name.
    pub operation: &'static str,
    /// How many attempts were made.
    pub attempts: u32,
    /// HTTP status of the last answer.
    pub status: Option<u16>,
    /// What went wrong, if the call failed.
    pub error: Option<(ErrorKind, Outcome)>,
    /// Time of the whole call.
    pub elapsed: Duration,
}
