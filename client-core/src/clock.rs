//! The time: the calendar's, which programs and tests may choose, and arithmetic on the runtime's.

use std::time::Duration;

use time::OffsetDateTime;
use tokio::time::Instant;

/// Tells the time of the calendar. Any function that returns a moment is one.
pub trait Clock: Send + Sync + 'static {
    /// This moment.
    fn now(&self) -> OffsetDateTime;
}

/// The clock of this machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> OffsetDateTime {
        OffsetDateTime::now_utc()
    }
}

impl<F: Fn() -> OffsetDateTime + Send + Sync + 'static> Clock for F {
    fn now(&self) -> OffsetDateTime {
        self()
    }
}

/// `from + wait`; a wait beyond what a clock can count is a century.
pub(crate) fn later(from: Instant, wait: Duration) -> Instant {
    const CENTURY: Duration = Duration::from_secs(100 * 365 * 24 * 60 * 60);
    from.checked_add(wait.min(CENTURY)).unwrap_or(from)
}
