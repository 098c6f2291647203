//! The limits of banks: how many calls a month and a minute, which limit a bank means, and when to
//! ask again.

mod quota;
mod traffic;

use std::error::Error as _;
use std::time::Duration;

use aws_lc_rs::rand;
use client_core::retry::{Attempt, Decision, ExponentialBackoff, RetryPolicy};
use client_core::{Error, ErrorKind};
use http::StatusCode;
use time::OffsetDateTime;

pub use self::quota::{MonthlyQuotas, QuotaSpent, monthly_minimum};
pub use self::traffic::TrafficLimits;

/// Which of its limits a bank says is used up, or we know to be before anything is sent
/// ([`MonthlyQuotas`], [`TrafficLimits`]).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ExceededLimit {
    /// 423: the calls of this month on this resource. Nothing helps before the first of the next
    /// month, Brasília time; until then work with what is stored.
    MonthlyQuota,
    /// 429: the calls of this minute, of your whole organisation on this endpoint. Waits a minute.
    Traffic,
    /// 529: the bank as a whole has more calls than it takes, from everybody.
    Overload,
}

impl ExceededLimit {
    /// The limit that an error is about, if it is about one of a bank's.
    pub fn of(error: &Error) -> Option<Self> {
        let is_spent = |source: &(dyn std::error::Error + 'static)| source.is::<QuotaSpent>();
        match error.status().map(|status| status.as_u16()) {
            Some(423) => Some(Self::MonthlyQuota),
            Some(429) => Some(Self::Traffic),
            Some(529) => Some(Self::Overload),
            None if error.source().is_some_and(is_spent) => Some(Self::MonthlyQuota),
            None if error.kind() == ErrorKind::RateLimited => Some(Self::Traffic),
            _ => None,
        }
    }
}

/// When a failed call is made again, by default.
///
/// | met | wait |
/// |---|---|
/// | 202 without a body: the bank is still assembling the list | 1, 2, 4 … 30 s, until the deadline |
/// | 423 | never; but a bank that says `Retry-After` with it means 429 |
/// | 429 | `Retry-After`, else until the next minute of the clock begins |
/// | 529 | 5, 15 and 45 s |
/// | no connection, timeout, torn connection, 500, 502, 503, 504 | 3 times, at most 0.5, 1, 2 s |
/// | anything else | never |
///
/// What changes something is repeated only when it cannot have been done, whatever this says.
#[derive(Clone, Debug)]
pub struct BankRetry {
    backoff: ExponentialBackoff,
}

const WAITS_AFTER_OVERLOAD: [u64; 3] = [5, 15, 45];
const LONGEST_ASSEMBLY_WAIT: Duration = Duration::from_secs(30);
/// So that not everybody comes back in the first moment of a minute.
const MINUTE_JITTER: Duration = Duration::from_secs(3);

impl BankRetry {
    /// The policy described above.
    pub fn new() -> Self {
        Self {
            backoff: ExponentialBackoff::new(),
        }
    }
}

impl Default for BankRetry {
    fn default() -> Self {
        Self::new()
    }
}

impl RetryPolicy for BankRetry {
    fn decide(&self, attempt: &Attempt<'_>) -> Decision {
        let failed = attempt.number.saturating_sub(1);
        if attempt.error.status() == Some(StatusCode::ACCEPTED) {
            let seconds = 1_u64.checked_shl(failed).unwrap_or(u64::MAX);
            let wait = Duration::from_secs(seconds).min(LONGEST_ASSEMBLY_WAIT);
            return Decision::RetryAfter(wait);
        }
        if attempt.error.status().is_none() && attempt.error.kind() == ErrorKind::RateLimited {
            // Our own limits have waited as long as the deadline allows.
            return Decision::Stop;
        }
        match ExceededLimit::of(attempt.error) {
            Some(ExceededLimit::MonthlyQuota) => match attempt.error.retry_after() {
                Some(wait) if failed == 0 => Decision::RetryAfter(wait),
                _ => Decision::Stop,
            },
            Some(ExceededLimit::Traffic) if failed < 3 => {
                let told = attempt.error.retry_after();
                Decision::RetryAfter(told.unwrap_or_else(until_the_next_minute))
            }
            Some(ExceededLimit::Traffic) => Decision::Stop,
            Some(ExceededLimit::Overload) => {
                let place = usize::try_from(failed).unwrap_or(usize::MAX);
                match WAITS_AFTER_OVERLOAD.get(place) {
                    Some(seconds) => Decision::RetryAfter(Duration::from_secs(*seconds)),
                    None => Decision::Stop,
                }
            }
            None => self.backoff.decide(attempt),
        }
    }
}

fn until_the_next_minute() -> Duration {
    let second = u64::from(OffsetDateTime::now_utc().second());
    Duration::from_secs(60_u64.saturating_sub(second)) + random_below(MINUTE_JITTER)
}

fn random_below(limit: Duration) -> Duration {
    let mut byte = [0_u8; 1];
    // Without randomness the full wait is the careful choice.
    match rand::fill(&mut byte) {
        Ok(()) => limit * u32::from(byte[0]) / 256,
        Err(_) => limit,
    }
}

#[cfg(test)]
mod tests {
    use client_core::{Idempotency, Outcome};

    use super::*;

    fn met(status: u16) -> Error {
        let kind = if status == 429 {
            ErrorKind::RateLimited
        } else {
            ErrorKind::Api
        };
        let status = StatusCode::from_u16(status).unwrap();
        Error::new(kind, Outcome::Refused, "test").with_status(status)
    }

    fn decide(number: u32, error: &Error) -> Decision {
        let attempt = Attempt::new("test", Idempotency::Safe, number, Duration::ZERO, error);
        BankRetry::new().decide(&attempt)
    }

    #[test]
    fn each_limit_has_a_name() {
        let limits = [423, 429, 529, 503].map(|status| ExceededLimit::of(&met(status)));
        let named = [
            Some(ExceededLimit::MonthlyQuota),
            Some(ExceededLimit::Traffic),
            Some(ExceededLimit::Overload),
            None,
        ];
        assert_eq!(limits, named);
    }

    #[test]
    fn a_spent_month_is_not_asked_again_unless_the_bank_says_when() {
        assert_eq!(decide(1, &met(423)), Decision::Stop);
        let soon = Duration::from_secs(7);
        let told = met(423).with_retry_after(Some(soon));
        assert_eq!(decide(1, &told), Decision::RetryAfter(soon));
        assert_eq!(decide(2, &told), Decision::Stop);
    }

    #[test]
    fn traffic_waits_for_the_banks_time_or_the_next_minute() {
        let told = met(429).with_retry_after(Some(Duration::from_secs(4)));
        assert_eq!(
            decide(1, &told),
            Decision::RetryAfter(Duration::from_secs(4))
        );
        let Decision::RetryAfter(wait) = decide(1, &met(429)) else {
            panic!("stopped");
        };
        assert!((Duration::from_secs(1)..=Duration::from_secs(63)).contains(&wait));
        assert_eq!(decide(4, &met(429)), Decision::Stop);
    }

    #[test]
    fn overload_waits_longer_each_time_and_then_gives_up() {
        let waits: Vec<_> = (1..=4).map(|number| decide(number, &met(529))).collect();
        let after = |seconds| Decision::RetryAfter(Duration::from_secs(seconds));
        assert_eq!(waits, [after(5), after(15), after(45), Decision::Stop]);
    }

    #[test]
    fn a_list_in_the_making_is_asked_for_until_the_deadline() {
        let waits: Vec<_> = [1, 2, 3, 6, 40, 400].map(|n| decide(n, &met(202))).into();
        let after = |seconds| Decision::RetryAfter(Duration::from_secs(seconds));
        assert_eq!(
            waits,
            [
                after(1),
                after(2),
                after(4),
                after(30),
                after(30),
                after(30)
            ]
        );
    }

    #[test]
    fn what_needs_a_change_is_not_asked_again() {
        for status in [400, 401, 403, 404, 405, 406, 410, 415, 422] {
            assert_eq!(decide(1, &met(status)), Decision::Stop, "{status}");
        }
    }
}
