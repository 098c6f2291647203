//! When to try again, and how long to wait.

use std::fmt;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use ::http::StatusCode;

use crate::error::{Error, ErrorKind, Outcome};
use crate::operation::Idempotency;

/// A failed attempt, as a policy sees it.
#[derive(Debug)]
#[non_exhaustive]
pub struct Attempt<'a> {
    /// The operation's name.
    pub operation: &'static str,
    /// What repeating can do.
    pub idempotency: Idempotency,
    /// Number of this attempt, from 1.
    pub number: u32,
    /// Time since the call began.
    pub elapsed: Duration,
    /// What the attempt met. Its outcome is this attempt's alone.
    pub error: &'a Error,
}

impl<'a> Attempt<'a> {
    /// A failed attempt, for testing a policy.
    pub fn new(
        operation: &'static str,
        idempotency: Idempotency,
        number: u32,
        elapsed: Duration,
        error: &'a Error,
    ) -> Self {
        Self {
            operation,
            idempotency,
            number,
            elapsed,
            error,
        }
    }
}

/// What a policy decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Give the error to the caller.
    Stop,
    /// Try again after this wait. The executor waits longer when the provider asks for it, and
    /// stops when the wait does not fit the deadline.
    RetryAfter(Duration),
}

/// Decides about the next attempt.
///
/// Whatever a policy says, the executor never repeats an [`Unsafe`](Idempotency::Unsafe) request
/// that may have been processed.
pub trait RetryPolicy: fmt::Debug + Send + Sync + 'static {
    /// Called after each failed attempt.
    fn decide(&self, attempt: &Attempt<'_>) -> Decision;

    /// The longest wait that the provider may impose by `Retry-After`; a longer one stops the
    /// call and stands in the error.
    fn longest_imposed_wait(&self) -> Duration {
        Duration::from_secs(60)
    }
}

/// Never tries again.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoRetry;

impl RetryPolicy for NoRetry {
    fn decide(&self, _: &Attempt<'_>) -> Decision {
        Decision::Stop
    }
}

/// Exponential backoff with full jitter: the wait before attempt *n + 1* is random between zero
/// and `base · factor^(n-1)`, capped.
///
/// Repeats what may have passed by itself: no connection, a timeout, a torn connection, 408, 429,
/// 500, 502, 503 and 504.
#[derive(Clone, Debug)]
pub struct ExponentialBackoff {
    attempts: u32,
    base: Duration,
    factor: u32,
    cap: Duration,
    jitter: bool,
    longest_imposed_wait: Duration,
}

impl Default for ExponentialBackoff {
    /// Four attempts, 500 ms, factor 2, at most 20 s, full jitter.
    fn default() -> Self {
        Self {
            attempts: 4,
            base: Duration::from_millis(500),
            factor: 2,
            cap: Duration::from_secs(20),
            jitter: true,
            longest_imposed_wait: Duration::from_secs(60),
        }
    }
}

impl ExponentialBackoff {
    /// The default policy.
    pub fn new() -> Self {
        Self::default()
    }

    /// How many attempts in all; 1 means no repetition, 0 counts as 1.
    #[must_use]
    pub fn with_attempts(mut self, attempts: u32) -> Self {
        self.attempts = attempts.max(1);
        self
    }

    /// The first wait, and what it grows by each time.
    #[must_use]
    pub fn with_backoff(mut self, base: Duration, factor: u32) -> Self {
        self.base = base;
        self.factor = factor;
        self
    }

    /// The longest wait of our own.
    #[must_use]
    pub fn with_cap(mut self, cap: Duration) -> Self {
        self.cap = cap;
        self
    }

    /// Waits exactly the computed time. For providers that document fixed waits, and for tests.
    #[must_use]
    pub fn without_jitter(mut self) -> Self {
        self.jitter = false;
        self
    }

    /// The longest `Retry-After` that is obeyed.
    #[must_use]
    pub fn with_longest_imposed_wait(mut self, wait: Duration) -> Self {
        self.longest_imposed_wait = wait;
        self
    }

    fn wait_after(&self, attempt: u32) -> Duration {
        let growth = self.factor.saturating_pow(attempt.saturating_sub(1));
        let full = self.base.saturating_mul(growth).min(self.cap);
        if self.jitter {
            random_below(full)
        } else {
            full
        }
    }
}

impl RetryPolicy for ExponentialBackoff {
    fn decide(&self, attempt: &Attempt<'_>) -> Decision {
        if attempt.number >= self.attempts || !may_pass_by_itself(attempt.error) {
            return Decision::Stop;
        }
        Decision::RetryAfter(self.wait_after(attempt.number))
    }

    fn longest_imposed_wait(&self) -> Duration {
        self.longest_imposed_wait
    }
}

/// Whether the same request may succeed later without anybody doing anything.
pub fn may_pass_by_itself(error: &Error) -> bool {
    match error.kind() {
        ErrorKind::Connect | ErrorKind::Timeout | ErrorKind::Transport => true,
        ErrorKind::RateLimited | ErrorKind::Api => error.status().is_some_and(|status| {
            matches!(
                status,
                StatusCode::REQUEST_TIMEOUT
                    | StatusCode::TOO_MANY_REQUESTS
                    | StatusCode::INTERNAL_SERVER_ERROR
                    | StatusCode::BAD_GATEWAY
                    | StatusCode::SERVICE_UNAVAILABLE
                    | StatusCode::GATEWAY_TIMEOUT
            )
        }),
        _ => false,
    }
}

/// The gate no policy can open: may this request be sent again after what this attempt met?
/// `for_now` says that the provider refused the moment and not the request.
pub(crate) fn may_repeat(idempotency: Idempotency, error: &Error, for_now: bool) -> bool {
    match idempotency {
        Idempotency::Safe | Idempotency::Keyed => true,
        Idempotency::Unsafe => match error.outcome() {
            Outcome::NotSent => true,
            // Any other refusal needs a change of the request first.
            Outcome::Refused => for_now,
            Outcome::Unknown | Outcome::Applied => false,
        },
    }
}

/// The gate for the one replay with a fresh token. A refusal for the token's sake is repeated
/// whatever the request does.
pub(crate) fn may_replay(idempotency: Idempotency, error: &Error) -> bool {
    idempotency != Idempotency::Unsafe || error.outcome() <= Outcome::Refused
}

fn random_below(limit: Duration) -> Duration {
    use aws_lc_rs::rand::{SecureRandom, SystemRandom};
    let mut bytes = [0_u8; 4];
    // Without randomness the full wait is the careful choice.
    if SystemRandom::new().fill(&mut bytes).is_err() {
        return limit;
    }
    let share = u64::from(u32::from_be_bytes(bytes));
    let nanos = u64::try_from(limit.as_nanos()).unwrap_or(u64::MAX);
    let part = (u128::from(nanos) * u128::from(share)) >> 32;
    Duration::from_nanos(u64::try_from(part).unwrap_or(nanos))
}

/// How many repetitions all clones of a client may spend before calls succeed again, so that a
/// provider in trouble is not met by a multiple of the normal load.
#[derive(Debug)]
pub(crate) struct RetryBudget {
    tokens: AtomicU32,
}

impl RetryBudget {
    const CAPACITY: u32 = 500;
    const COST: u32 = 5;

    pub(crate) fn new() -> Self {
        Self {
            tokens: AtomicU32::new(Self::CAPACITY),
        }
    }

    /// Takes the price of one repetition, or says that there is none left.
    pub(crate) fn take(&self) -> bool {
        self.tokens
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| {
                left.checked_sub(Self::COST)
            })
            .is_ok()
    }

    /// A call that succeeded pays a little back.
    pub(crate) fn credit(&self) {
        let _ = self
            .tokens
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| {
                (left < Self::CAPACITY).then(|| left + 1)
            });
    }
}
