//! Rate limits, shared by all clones of a client. (placeholder)

use std::time::Duration;

/// One limiter per credential.
#[derive(Debug)]
pub struct Limiter;

/// Leave to send one request.
#[derive(Debug)]
pub struct Permit;

impl Limiter {
    /// Waits for leave.
    pub async fn acquire(&self) -> Permit {
        Permit
    }

    /// Stops all waiters for a while.
    pub fn pause_for(&self, wait: Duration) {
        let _ = wait;
    }
}
