//! Rate limits, shared by all clones of a client.
//!
//! One [`Limiter`] belongs to one credential. It holds any number of [`Rate`]s and [`Quota`]s at
//! once, an optional bound on calls in flight, and a pause that a 429 imposes on everybody; one may
//! stand within another ([`LimiterBuilder::within`]). Time is the runtime's, so that tests may pause
//! it.
//!
//! What goes by the calendar and must outlive the process is counted in a [`UsageStore`] and drawn
//! on by single calls as an [`Allowance`].

mod allowance;
mod rate;
mod usage;

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, sleep_until, timeout_at};

pub use self::allowance::Allowance;
use self::rate::Gate;
pub use self::rate::{Quota, Rate};
pub use self::usage::{FileUsageStore, MemoryUsageStore, UsageStore};
use crate::clock::later;
use crate::error::{Error, ErrorKind, Outcome, Result};

/// Gives leave to send, first come first served. Clones share everything.
///
/// Dropping a waiting future costs nothing: its place goes to the next.
///
/// ```
/// use client_core::limit::{Limiter, Rate};
/// # fn main() -> Result<(), client_core::Error> {
/// let limiter = Limiter::builder()
///     .rate(Rate::per_second(10))
///     .rate(Rate::per_minute(600))
///     .max_in_flight(4)
///     .build()?;
/// # Ok(()) }
/// ```
#[derive(Clone)]
pub struct Limiter {
    shared: Arc<Shared>,
}

struct Shared {
    /// Only who holds the turn looks at the clock; all others wait in order of arrival. So a pause
    /// reaches every waiter through the one at the head.
    turn: Semaphore,
    slots: Option<Arc<Semaphore>>,
    state: Mutex<State>,
    outer: Option<Limiter>,
}

struct State {
    gates: Vec<Gate>,
    paused_until: Option<Instant>,
}

/// Leave to send one request. Counts as a call in flight until dropped.
#[derive(Debug)]
#[must_use = "the call stops counting as in flight once its permit is dropped"]
pub struct Permit {
    _slot: Option<OwnedSemaphorePermit>,
    _outer: Option<Box<Permit>>,
}

impl Limiter {
    /// Starts to configure a limiter. Without any rate it only pauses.
    pub fn builder() -> LimiterBuilder {
        LimiterBuilder::default()
    }

    /// Waits for leave, however long it takes.
    pub async fn acquire(&self) -> Permit {
        let own = self.acquire_own().await;
        match &self.shared.outer {
            None => own,
            Some(outer) => Permit {
                _outer: Some(Box::new(Box::pin(outer.acquire()).await)),
                ..own
            },
        }
    }

    async fn acquire_own(&self) -> Permit {
        // In this order a caller that has the turn can go as soon as the clock allows.
        let slot = match &self.shared.slots {
            Some(slots) => slots.clone().acquire_owned().await.ok(),
            None => None,
        };
        // Nobody closes the semaphores, so there is always a turn to be had.
        let _turn = self.shared.turn.acquire().await.ok();
        loop {
            // Taking leave is the last step and has no await after it: a dropped future took none.
            let Err(ready) = self.state().take(Instant::now()) else {
                return Permit {
                    _slot: slot,
                    _outer: None,
                };
            };
            sleep_until(ready).await;
        }
    }

    /// Waits for leave no longer than `limit`, and not at all when it is already clear that it
    /// will not come in time.
    ///
    /// # Errors
    /// [`ErrorKind::RateLimited`] with [`Outcome::NotSent`]. [`Error::retry_after`] is the earliest
    /// time at which there may be room.
    pub async fn acquire_within(&self, limit: Duration) -> Result<Permit> {
        let now = Instant::now();
        let deadline = later(now, limit);
        if self.ready_at(now) > deadline {
            return Err(self.no_room());
        }
        timeout_at(deadline, self.acquire())
            .await
            .map_err(|_| self.no_room())
    }

    /// Stops everybody for `wait`, those who wait already included. Of several pauses the one that
    /// ends last counts.
    pub fn pause_for(&self, wait: Duration) {
        let until = later(Instant::now(), wait);
        let mut state = self.state();
        state.paused_until = state.paused_until.max(Some(until));
    }

    fn no_room(&self) -> Error {
        let now = Instant::now();
        let wait = self.ready_at(now).saturating_duration_since(now);
        Error::new(
            ErrorKind::RateLimited,
            Outcome::NotSent,
            "our own rate limit leaves no room in the time given",
        )
        .with_retry_after(Some(wait))
    }

    /// When a call may go, as things stand here and in what this limiter stands within.
    fn ready_at(&self, now: Instant) -> Instant {
        let own = self.state().ready_at(now);
        let outer = self.shared.outer.as_ref();
        outer.map_or(own, |outer| own.max(outer.ready_at(now)))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.shared
            .state
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Limiter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Limiter")
            .field("gates", &self.state().gates.len())
            .field(
                "free_slots",
                &self
                    .shared
                    .slots
                    .as_ref()
                    .map(|slots| slots.available_permits()),
            )
            .finish_non_exhaustive()
    }
}

impl State {
    /// When the next call may go, as things stand.
    fn ready_at(&self, now: Instant) -> Instant {
        self.gates
            .iter()
            .map(|gate| gate.ready_at(now))
            .chain(self.paused_until)
            .fold(now, Instant::max)
    }

    /// Takes leave in every gate, or in none and says when to ask again.
    fn take(&mut self, now: Instant) -> Result<(), Instant> {
        let ready = self.ready_at(now);
        if ready > now {
            return Err(ready);
        }
        for gate in &mut self.gates {
            gate.take(now);
        }
        Ok(())
    }
}

/// Configures a [`Limiter`].
#[derive(Debug, Default)]
#[must_use]
pub struct LimiterBuilder {
    rates: Vec<Rate>,
    quotas: Vec<Quota>,
    max_in_flight: Option<usize>,
    outer: Option<Limiter>,
}

impl LimiterBuilder {
    /// Adds a rate. All rates and quotas hold at once.
    pub fn rate(mut self, rate: Rate) -> Self {
        self.rates.push(rate);
        self
    }

    /// Adds a quota. All rates and quotas hold at once.
    pub fn quota(mut self, quota: Quota) -> Self {
        self.quotas.push(quota);
        self
    }

    /// Bounds how many calls may be under way at the same time.
    pub fn max_in_flight(mut self, calls: usize) -> Self {
        self.max_in_flight = Some(calls);
        self
    }

    /// Every call needs the leave of `outer`, too: what many limiters share, such as the limit of a
    /// whole server around those of its endpoints.
    pub fn within(mut self, outer: &Limiter) -> Self {
        self.outer = Some(outer.clone());
        self
    }

    /// Builds the limiter.
    ///
    /// # Errors
    /// [`ErrorKind::Config`] when a rate, a quota or the bound on calls in flight allows nothing,
    /// or a period is zero.
    pub fn build(self) -> Result<Limiter> {
        let now = Instant::now();
        let rates = self.rates.iter().map(Rate::gate);
        let quotas = self.quotas.iter().map(|quota| quota.gate(now));
        let gates = rates.chain(quotas).collect::<Result<Vec<_>>>()?;
        let slots = match self.max_in_flight {
            None => None,
            Some(calls) if (1..=Semaphore::MAX_PERMITS).contains(&calls) => {
                Some(Arc::new(Semaphore::new(calls)))
            }
            Some(_) => {
                return Err(Error::config(
                    "max_in_flight must be at least 1 and fit the runtime's semaphore",
                ));
            }
        };
        Ok(Limiter {
            shared: Arc::new(Shared {
                turn: Semaphore::new(1),
                slots,
                state: Mutex::new(State {
                    gates,
                    paused_until: None,
                }),
                outer: self.outer,
            }),
        })
    }
}
