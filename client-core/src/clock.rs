//! Arithmetic on the runtime's clock that cannot overflow.

use std::time::Duration;

use tokio::time::Instant;

/// `from + wait`; a wait beyond what a clock can count is a century.
pub(crate) fn later(from: Instant, wait: Duration) -> Instant {
    const CENTURY: Duration = Duration::from_secs(100 * 365 * 24 * 60 * 60);
    from.checked_add(wait.min(CENTURY)).unwrap_or(from)
}
