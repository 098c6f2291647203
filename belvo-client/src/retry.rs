//! When to ask again.

use std::time::Duration;

use client_core::retry::{Attempt, Decision, RetryPolicy};
use client_core::{Error, ErrorKind};
use http::StatusCode;

use crate::error::{BelvoError as _, ErrorCode};

/// Belvo's own policy: up to five repetitions, after 3, 6, 12, 24 and 48 seconds.
///
/// | met | asked again |
/// |---|---|
/// | 5xx, 429 | yes |
/// | 400 with `too_many_sessions` | yes: the person is logged in elsewhere |
/// | any other 4xx, 408 and 428 among them | never |
/// | no connection | yes: nothing was sent |
/// | a timeout or a torn connection | reading Belvo's data yes, retrieving from an institution never |
///
/// A retrieval whose answer was lost is not repeated, because Belvo may be reading the institution
/// still, and each reading costs a login or a part of the regulator's monthly quota. What has
/// lasting effects (registering a link, deleting, asking for a payment) is repeated only when nothing
/// was sent or Belvo answered 429 or `too_many_sessions`, for then it did not begin; a payment under
/// a key that Belvo knows
/// ([`create_keyed`](crate::api::payments::PaymentIntents::create_keyed)) as readings are.
#[derive(Clone, Copy, Debug, Default)]
pub struct BelvoRetry;

const WAITS: [Duration; 5] = [
    Duration::from_secs(3),
    Duration::from_secs(6),
    Duration::from_secs(12),
    Duration::from_secs(24),
    Duration::from_secs(48),
];

impl RetryPolicy for BelvoRetry {
    fn decide(&self, attempt: &Attempt<'_>) -> Decision {
        let reads_institution = attempt.operation.ends_with(".retrieve");
        let again = match attempt.error.kind() {
            ErrorKind::Connect => true,
            ErrorKind::Timeout | ErrorKind::Transport => !reads_institution,
            ErrorKind::Api | ErrorKind::RateLimited => passes_by_itself(attempt.error),
            _ => false,
        };
        let failed = usize::try_from(attempt.number.saturating_sub(1)).unwrap_or(usize::MAX);
        match WAITS.get(failed) {
            Some(wait) if again => Decision::RetryAfter(*wait),
            _ => Decision::Stop,
        }
    }
}

fn passes_by_itself(error: &Error) -> bool {
    error.status().is_some_and(|status| {
        status.is_server_error()
            || status == StatusCode::TOO_MANY_REQUESTS
            || error.belvo_code() == Some(ErrorCode::TooManySessions)
    })
}

#[cfg(test)]
mod tests {
    use client_core::{Idempotency, Outcome};

    use super::*;

    fn decide(operation: &'static str, number: u32, error: &Error) -> Decision {
        let attempt = Attempt::new(operation, Idempotency::Safe, number, Duration::ZERO, error);
        BelvoRetry.decide(&attempt)
    }

    fn answered(status: u16, code: &str) -> Error {
        let kind = match status {
            401 => ErrorKind::Auth,
            429 => ErrorKind::RateLimited,
            _ => ErrorKind::Api,
        };
        Error::new(kind, Outcome::Unknown, "test")
            .with_status(StatusCode::from_u16(status).unwrap())
            .with_code(Some(code.to_owned()))
    }

    #[test]
    fn five_repetitions_that_double_from_three_seconds() {
        let error = answered(500, "unexpected_error");
        let waits: Vec<_> = (1..=6)
            .map(|number| decide("belvo.accounts.list", number, &error))
            .collect();
        let after = |seconds| Decision::RetryAfter(Duration::from_secs(seconds));
        let expected = [3, 6, 12, 24, 48].map(after);
        assert_eq!(waits[..5], expected);
        assert_eq!(waits[5], Decision::Stop);
    }

    #[test]
    fn of_4xx_only_too_many_sessions_and_throttling_are_repeated() {
        for (status, code) in [
            (400, "login_error"),
            (400, "institution_down"),
            (401, "consent_without_accounts"),
            (404, "not_found"),
            (408, "request_timeout"),
            (409, "link_refreshed"),
            (422, "idempotency_payload_mismatch"),
            (428, "token_required"),
        ] {
            let error = answered(status, code);
            assert_eq!(
                decide("belvo.accounts.list", 1, &error),
                Decision::Stop,
                "{code}"
            );
        }
        for (status, code) in [(400, "too_many_sessions"), (429, ""), (503, "")] {
            let decision = decide("belvo.accounts.retrieve", 1, &answered(status, code));
            assert_eq!(
                decision,
                Decision::RetryAfter(Duration::from_secs(3)),
                "{status}"
            );
        }
    }

    #[test]
    fn a_retrieval_whose_answer_was_lost_is_left_alone() {
        let lost = Error::new(ErrorKind::Timeout, Outcome::Unknown, "no answer");
        assert_eq!(decide("belvo.bills.retrieve", 1, &lost), Decision::Stop);
        assert_ne!(decide("belvo.bills.list", 1, &lost), Decision::Stop);
        let unsent = Error::new(ErrorKind::Connect, Outcome::NotSent, "no connection");
        assert_ne!(decide("belvo.bills.retrieve", 1, &unsent), Decision::Stop);
    }
}
