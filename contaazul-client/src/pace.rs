//! How fast to ask, and when to ask again.

use std::time::Duration;

use client_core::Result;
use client_core::limit::{Limiter, Rate};
use client_core::retry::{Attempt, Decision, ExponentialBackoff, RetryPolicy};
use http::StatusCode;

/// How many calls a client makes for its company.
///
/// The provider allows 10 calls a second and 600 a minute per connected company, whoever makes
/// them. One limiter serves one company: hand the same one to all clients of a company, and to no
/// other.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub enum Pace {
    /// What the provider publishes: 10 a second and 600 a minute, evenly spaced, with a twentieth
    /// kept back so that calls bunched by the network do not break the limit.
    #[default]
    Published,
    /// What others found to run without 429: 5 a second, 3 at a time.
    Careful,
    /// A limiter of your own, or one shared with other clients of the same company.
    Limiter(Limiter),
    /// No limit, for stand-ins.
    Unlimited,
}

impl Pace {
    pub(crate) fn limiter(self) -> Result<Option<Limiter>> {
        // 10 in 1.05 s are 571 in a minute, so the limit per minute holds by itself; it stands here
        // because it is the provider's.
        let published = Rate::new(10, Duration::from_millis(1_050));
        match self {
            Self::Published => Limiter::builder()
                .rate(published)
                .rate(Rate::per_minute(600))
                .build()
                .map(Some),
            Self::Careful => Limiter::builder()
                .rate(Rate::per_second(5))
                .rate(Rate::per_minute(600))
                .max_in_flight(3)
                .build()
                .map(Some),
            Self::Limiter(limiter) => Ok(Some(limiter)),
            Self::Unlimited => Ok(None),
        }
    }
}

/// When a failed call is made again.
///
/// | met | reading | writing |
/// |---|---|---|
/// | no connection | up to 3 times, 0.5, 2, 8 s at most | the same: nothing was sent |
/// | a timeout or a torn connection | the same | never: it may have been done |
/// | 429 | after 3, 8 and 15 s | the same: the provider did not process it |
/// | 502, 503, 504 | up to 3 times, 0.5, 2, 8 s at most | never |
/// | 500 | once | never |
/// | anything else | never | never |
///
/// The waits of 429 are fixed, because shorter ones were seen not to clear it; `Retry-After` is
/// obeyed when it is longer. The others have full jitter.
#[derive(Clone, Debug)]
pub struct ErpRetry {
    backoff: ExponentialBackoff,
}

const WAITS_AFTER_429: [Duration; 3] = [
    Duration::from_secs(3),
    Duration::from_secs(8),
    Duration::from_secs(15),
];

impl ErpRetry {
    /// The policy described above.
    pub fn new() -> Self {
        Self {
            backoff: ExponentialBackoff::new()
                .with_attempts(4)
                .with_backoff(Duration::from_millis(500), 4),
        }
    }
}

impl Default for ErpRetry {
    fn default() -> Self {
        Self::new()
    }
}

impl RetryPolicy for ErpRetry {
    fn decide(&self, attempt: &Attempt<'_>) -> Decision {
        if attempt.error.status() == Some(StatusCode::TOO_MANY_REQUESTS) {
            let failed = usize::try_from(attempt.number.saturating_sub(1)).unwrap_or(usize::MAX);
            return match WAITS_AFTER_429.get(failed) {
                Some(wait) => Decision::RetryAfter(*wait),
                None => Decision::Stop,
            };
        }
        let server_error = attempt.error.status() == Some(StatusCode::INTERNAL_SERVER_ERROR);
        if server_error && attempt.number > 1 {
            // Some 500s are mistakes of the caller, which no repetition cures.
            return Decision::Stop;
        }
        self.backoff.decide(attempt)
    }
}

#[cfg(test)]
mod tests {
    use client_core::{Error, ErrorKind, Idempotency, Outcome};

    use super::*;

    fn decide(number: u32, status: u16) -> Decision {
        let status = StatusCode::from_u16(status).unwrap();
        let kind = match status {
            StatusCode::TOO_MANY_REQUESTS => ErrorKind::RateLimited,
            _ => ErrorKind::Api,
        };
        let error = Error::new(kind, Outcome::Unknown, "test").with_status(status);
        let attempt = Attempt::new("test", Idempotency::Safe, number, Duration::ZERO, &error);
        ErpRetry::new().decide(&attempt)
    }

    #[test]
    fn throttling_waits_three_eight_and_fifteen_seconds() {
        let waits: Vec<_> = (1..=4).map(|number| decide(number, 429)).collect();
        let after = |seconds| Decision::RetryAfter(Duration::from_secs(seconds));
        assert_eq!(waits, [after(3), after(8), after(15), Decision::Stop]);
    }

    #[test]
    fn a_server_error_is_tried_again_once_and_a_gateway_error_three_times() {
        assert!(matches!(decide(1, 500), Decision::RetryAfter(_)));
        assert_eq!(decide(2, 500), Decision::Stop);
        let longest = [500, 2_000, 8_000].map(Duration::from_millis);
        for (number, longest) in (1..).zip(longest) {
            let Decision::RetryAfter(wait) = decide(number, 503) else {
                panic!("stopped after attempt {number}");
            };
            assert!(wait <= longest);
        }
        assert_eq!(decide(4, 503), Decision::Stop);
    }

    #[test]
    fn our_own_limit_is_not_waited_for_twice() {
        let error = Error::new(ErrorKind::RateLimited, Outcome::NotSent, "no room");
        let attempt = Attempt::new("test", Idempotency::Safe, 1, Duration::ZERO, &error);
        assert_eq!(ErpRetry::new().decide(&attempt), Decision::Stop);
    }

    #[test]
    fn what_needs_a_change_is_not_tried_again() {
        for status in [400, 403, 404, 405, 409, 415] {
            assert_eq!(decide(1, status), Decision::Stop, "{status}");
        }
    }
}
