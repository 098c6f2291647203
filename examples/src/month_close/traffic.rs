//! How the conversation with the providers went.

use std::sync::atomic::{AtomicU64, Ordering};

use client_core::observe::{AttemptReport, CallReport, Observer};

use crate::report::Traffic;

/// Counts calls and what had to be repeated.
#[derive(Debug, Default)]
pub(super) struct TrafficCounter {
    calls: AtomicU64,
    attempts: AtomicU64,
    refused_tokens: AtomicU64,
}

impl TrafficCounter {
    pub(super) fn traffic(&self) -> Traffic {
        let read = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
        let (calls, attempts) = (read(&self.calls), read(&self.attempts));
        Traffic {
            calls,
            repeated: attempts.saturating_sub(calls),
            expired_tokens: read(&self.refused_tokens),
        }
    }
}

impl Observer for TrafficCounter {
    fn attempted(&self, report: &AttemptReport) {
        self.attempts.fetch_add(1, Ordering::Relaxed);
        if report.status == Some(401) {
            self.refused_tokens.fetch_add(1, Ordering::Relaxed);
        }
    }

    fn finished(&self, _report: &CallReport) {
        self.calls.fetch_add(1, Ordering::Relaxed);
    }
}
