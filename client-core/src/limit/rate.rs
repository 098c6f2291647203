//! How much is allowed: a rate spreads calls, a quota counts them.

use std::collections::VecDeque;
use std::time::Duration;

use tokio::time::Instant;

use crate::clock::later;
use crate::error::{Error, Result};

/// So many calls per period, spread evenly (GCRA).
///
/// With the default burst of 1 no window of one period ever holds more than `calls` calls. A burst
/// of *b* lets *b* calls go at once after a quiet time, and a window may then hold up to *b* − 1
/// calls more.
#[derive(Clone, Debug)]
pub struct Rate {
    calls: u32,
    period: Duration,
    burst: u32,
}

impl Rate {
    /// `calls` per `period`.
    pub fn new(calls: u32, period: Duration) -> Self {
        Self {
            calls,
            period,
            burst: 1,
        }
    }

    /// `calls` per second.
    pub fn per_second(calls: u32) -> Self {
        Self::new(calls, Duration::from_secs(1))
    }

    /// `calls` per minute.
    pub fn per_minute(calls: u32) -> Self {
        Self::new(calls, Duration::from_secs(60))
    }

    /// How many calls may go at once after a quiet time.
    #[must_use]
    pub fn with_burst(mut self, calls: u32) -> Self {
        self.burst = calls;
        self
    }

    pub(super) fn gate(&self) -> Result<Gate> {
        if self.calls == 0 || self.burst == 0 || self.period.is_zero() {
            return Err(Error::config(
                "a rate needs at least one call, a burst of at least one and a period above zero",
            ));
        }
        // Rounded up: never faster than allowed.
        let interval = self.period.as_nanos().div_ceil(u128::from(self.calls));
        let interval = Duration::from_nanos(u64::try_from(interval).unwrap_or(u64::MAX));
        Ok(Gate::Spread {
            interval,
            tolerance: interval.saturating_mul(self.burst - 1),
            arrival: None,
        })
    }
}

/// So many calls in any window of a length, as fast as one likes, then none until the oldest
/// leaves the window.
///
/// The count lives in memory: after a restart tell it by [`Quota::with_used`]. What a provider counts
/// by the calendar, such as calls a month, is better kept in a [`UsageStore`](super::UsageStore).
#[derive(Clone, Debug)]
pub struct Quota {
    calls: u32,
    window: Duration,
    used: u32,
}

impl Quota {
    /// `calls` in any window of this length. Memory grows to one instant per call allowed.
    pub fn new(calls: u32, window: Duration) -> Self {
        Self {
            calls,
            window,
            used: 0,
        }
    }

    /// Counts this many calls as made when the limiter is built.
    #[must_use]
    pub fn with_used(mut self, calls: u32) -> Self {
        self.used = calls;
        self
    }

    pub(super) fn gate(&self, now: Instant) -> Result<Gate> {
        if self.calls == 0 || self.window.is_zero() {
            return Err(Error::config(
                "a quota needs at least one call and a window above zero",
            ));
        }
        let calls = usize::try_from(self.calls)
            .map_err(|_| Error::config("a quota counts no more calls than memory can hold"))?;
        let used = usize::try_from(self.used.min(self.calls)).unwrap_or(calls);
        Ok(Gate::Counted {
            calls,
            window: self.window,
            made: std::iter::repeat_n(now, used).collect(),
        })
    }
}

/// The running state of one rate or quota.
pub(super) enum Gate {
    /// GCRA: `arrival` is when the next call is due if all calls came evenly.
    Spread {
        interval: Duration,
        tolerance: Duration,
        arrival: Option<Instant>,
    },
    /// When each of the last calls was made, oldest first.
    Counted {
        calls: usize,
        window: Duration,
        made: VecDeque<Instant>,
    },
}

impl Gate {
    /// When the next call may go; `now` or earlier means at once.
    pub(super) fn ready_at(&self, now: Instant) -> Instant {
        match self {
            Self::Spread {
                tolerance, arrival, ..
            } => arrival
                .and_then(|arrival| arrival.checked_sub(*tolerance))
                .unwrap_or(now),
            Self::Counted {
                calls,
                window,
                made,
            } => match made.front() {
                Some(oldest) if made.len() >= *calls => later(*oldest, *window),
                _ => now,
            },
        }
    }

    /// Counts a call that goes now.
    pub(super) fn take(&mut self, now: Instant) {
        match self {
            Self::Spread {
                interval, arrival, ..
            } => {
                let due = arrival.map_or(now, |arrival| arrival.max(now));
                *arrival = Some(later(due, *interval));
            }
            Self::Counted {
                calls,
                window,
                made,
            } => {
                while made
                    .front()
                    .is_some_and(|oldest| made.len() >= *calls || later(*oldest, *window) <= now)
                {
                    made.pop_front();
                }
                made.push_back(now);
            }
        }
    }
}
