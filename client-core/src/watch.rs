//! Reading something again and again until nothing more is to come.

use std::fmt::{self, Debug};
use std::time::Duration;

use serde::de::DeserializeOwned;
use tokio::time::{Instant, sleep};

use crate::action::Action;
use crate::error::Result;

/// A status of something that a provider moves on by itself.
///
/// What is read now and then misses statuses in between, so [`may_become`](LifeCycle::may_become)
/// tells what may be seen next, not only the next step.
pub trait LifeCycle: Clone + Debug + PartialEq + Send + Sync + 'static {
    /// Whether nothing comes after it.
    fn is_final(&self) -> bool;

    /// Whether `next` may be read after this. A status never stands in the way of itself, and one
    /// that this version does not know may come anywhere.
    fn may_become(&self, next: &Self) -> bool;

    /// Says so when `next` must not come after this: one of both answers is wrong, and what to do
    /// about it is a person's to decide.
    ///
    /// # Errors
    /// [`IllegalTransition`] with both statuses.
    fn check_next(&self, next: &Self) -> Result<(), IllegalTransition<Self>> {
        match self.may_become(next) {
            true => Ok(()),
            false => Err(IllegalTransition {
                from: self.clone(),
                to: next.clone(),
            }),
        }
    }
}

/// Of what may be told without a status: none says nothing, and stands in nobody's way.
impl<S: LifeCycle> LifeCycle for Option<S> {
    fn is_final(&self) -> bool {
        self.as_ref().is_some_and(S::is_final)
    }

    fn may_become(&self, next: &Self) -> bool {
        match (self, next) {
            (Some(status), Some(next)) => status.may_become(next),
            _ => true,
        }
    }
}

/// A provider showed one status after another that it cannot follow, such as settled, then
/// rejected.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct IllegalTransition<S: Debug> {
    /// What was shown first.
    pub from: S,
    /// What was shown next.
    pub to: S,
}

impl<S: Debug> fmt::Display for IllegalTransition<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { from, to } = self;
        write!(
            f,
            "the provider showed {to:?} after {from:?}, which it cannot follow"
        )
    }
}

impl<S: Debug> std::error::Error for IllegalTransition<S> {}

/// Something that a provider moves on by itself.
pub trait Tracked {
    /// Its status.
    type Status: LifeCycle;

    /// Where it stands.
    fn status(&self) -> &Self::Status;

    /// Whether waiting on is pointless for now: it is final, or the next step takes a person, us or
    /// another day.
    fn is_at_rest(&self) -> bool;
}

/// How often to read, and for how long.
///
/// Waits double from the first to the longest. Providers count calls, so be sparing; webhooks tell
/// when to look at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub struct Polling {
    first_wait: Duration,
    longest_wait: Duration,
    limit: Duration,
}

impl Default for Polling {
    /// After 1, 2, 4 … seconds, at most every 30 seconds, for five minutes.
    fn default() -> Self {
        Self {
            first_wait: Duration::from_secs(1),
            longest_wait: Duration::from_secs(30),
            limit: Duration::from_secs(5 * 60),
        }
    }
}

impl Polling {
    /// The default: for five minutes.
    pub fn new() -> Self {
        Self::default()
    }

    /// How long to wait before the second reading, and from then on at most.
    pub fn with_waits(mut self, first: Duration, longest: Duration) -> Self {
        self.first_wait = first;
        self.longest_wait = longest;
        self
    }

    /// How long to go on in all. What is under way then is read to its end.
    pub fn with_limit(mut self, limit: Duration) -> Self {
        self.limit = limit;
        self
    }
}

/// What was seen while waiting.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Watched<T: Tracked> {
    /// As it was read last. Final or not: ask its status.
    pub last: T,
    /// Whether time ran out before it came to rest.
    pub timed_out: bool,
    /// Statuses that cannot follow each other, and yet did. Empty with a provider in order;
    /// otherwise have a person look at it.
    pub illegal: Vec<IllegalTransition<T::Status>>,
}

/// Reads until it is at rest, or time is up.
///
/// # Errors
/// What a reading fails with after the policy's retries. What is read goes on regardless.
pub async fn watch<T: Tracked + DeserializeOwned>(
    polling: &Polling,
    read: impl Fn() -> Action<T>,
) -> Result<Watched<T>> {
    let started = Instant::now();
    let mut wait = polling.first_wait;
    let mut watched = Watched {
        last: read().send().await?,
        timed_out: false,
        illegal: Vec::new(),
    };
    while !watched.last.is_at_rest() {
        // A wait of nothing would never end within a limit of nothing.
        let wait_now = wait.max(Duration::from_millis(1));
        if started.elapsed().saturating_add(wait_now) > polling.limit {
            watched.timed_out = true;
            break;
        }
        sleep(wait_now).await;
        wait = wait.saturating_mul(2).min(polling.longest_wait);
        let next = read().send().await?;
        if let Err(illegal) = watched.last.status().check_next(next.status()) {
            tracing::warn!(%illegal, "the provider's answers contradict each other");
            watched.illegal.push(illegal);
        }
        watched.last = next;
    }
    Ok(watched)
}
