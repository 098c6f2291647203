//! What is repeated, when, and what stands in the error when it is not.

use std::sync::Arc;
use std::time::Duration;

use client_core::http::{Call, ConfigureCall as _, IdempotencyKey, Response, TransportErrorKind};
use client_core::retry::{Attempt, Decision, ExponentialBackoff, NoRetry, RetryPolicy};
use client_core::testing::Script;
use client_core::{Dialect, Error, ErrorKind, Idempotency, Outcome};
use http::StatusCode;
use tokio::time::Instant;

use crate::rig::{KEY_HEADER, NoToken, Rig, Setup, create, doubling, pay, read};

const SECOND: Duration = Duration::from_secs(1);

fn ok() -> Script {
    Script::json(200, "{}")
}

fn throttled() -> Script {
    Script::status(429)
}

/// What leaves it open whether the provider acted.
fn uncertain() -> [Script; 9] {
    [
        Script::Fail(TransportErrorKind::Timeout),
        Script::Fail(TransportErrorKind::Interrupted),
        Script::Fail(TransportErrorKind::Body),
        Script::Fail(TransportErrorKind::Other),
        Script::TornBody(StatusCode::OK),
        Script::TornBody(StatusCode::BAD_GATEWAY),
        Script::status(408),
        Script::status(500),
        Script::status(503).with_header("retry-after", "1"),
    ]
}

#[tokio::test(start_paused = true)]
async fn an_unsafe_call_is_never_repeated_once_a_byte_may_have_arrived() {
    for script in uncertain() {
        let rig = Rig::new([script.clone(), ok()]);
        let error = rig.executor.empty(create()).await.unwrap_err();
        assert_eq!(rig.sent(), 1, "{script:?}");
        assert!(error.outcome() >= Outcome::Unknown, "{script:?}");
        assert_eq!(error.attempts(), 1);
    }
}

#[tokio::test(start_paused = true)]
async fn an_unsafe_call_that_outlasts_its_attempt_is_not_repeated() {
    let rig = Rig::new([ok().after(60 * SECOND), ok()]);
    let call = create().with_attempt_timeout(5 * SECOND);
    let error = rig.executor.empty(call).await.unwrap_err();
    assert_eq!(rig.sent(), 1);
    assert_eq!(
        (error.kind(), error.outcome()),
        (ErrorKind::Timeout, Outcome::Unknown)
    );
    assert_eq!(error.elapsed(), 5 * SECOND);
}

#[tokio::test(start_paused = true)]
async fn an_unsafe_call_is_repeated_when_it_was_not_sent_or_throttled() {
    for script in [Script::Fail(TransportErrorKind::Connect), throttled()] {
        let rig = Rig::new([script, ok()]);
        rig.executor.empty(create()).await.unwrap();
        assert_eq!(rig.sent(), 2);
    }
}

/// Repeats after anything.
#[derive(Debug)]
struct Always;

impl RetryPolicy for Always {
    fn decide(&self, _: &Attempt<'_>) -> Decision {
        Decision::RetryAfter(Duration::ZERO)
    }
}

/// A provider that words "not now" as 423, and says so even with a failure of unknown outcome.
#[derive(Debug)]
struct Locks;

impl Dialect for Locks {
    fn refuses_for_now(&self, response: &Response) -> bool {
        matches!(response.status.as_u16(), 423 | 500)
    }
}

#[tokio::test(start_paused = true)]
async fn an_unsafe_call_is_repeated_when_the_dialect_reads_a_refusal_for_now() {
    for (status, sent) in [(423, 2), (422, 1), (500, 1), (429, 1)] {
        let rig = Setup::with(|builder| builder.dialect(Arc::new(Locks)))
            .build([Script::status(status), ok()]);
        let call = create().with_retry_policy(Arc::new(Always));
        assert_eq!(
            rig.executor.empty(call).await.is_ok(),
            sent == 2,
            "{status}"
        );
        assert_eq!(rig.sent(), sent, "{status}");
    }
}

#[tokio::test(start_paused = true)]
async fn no_policy_can_open_the_gate() {
    for script in uncertain()
        .into_iter()
        .chain([Script::status(422), Script::status(403)])
    {
        let rig = Rig::new([script, ok()]);
        let call = create().with_retry_policy(Arc::new(Always));
        assert!(rig.executor.empty(call).await.is_err());
        assert_eq!(rig.sent(), 1);
    }
}

#[tokio::test(start_paused = true)]
async fn safe_and_keyed_calls_are_repeated_after_anything_that_may_pass() {
    for call in [read(), pay()] {
        for script in uncertain() {
            let rig = Rig::new([script.clone(), ok()]);
            rig.executor.empty(call.clone()).await.unwrap();
            assert_eq!(rig.sent(), 2, "{script:?}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_refusal_is_not_repeated_whatever_the_call_is() {
    for status in [400, 403, 404, 409, 422, 423, 501] {
        for call in [read(), pay(), create()] {
            let rig = Rig::new([Script::status(status), ok()]);
            let error = rig.executor.empty(call).await.unwrap_err();
            assert_eq!(rig.sent(), 1, "{status}");
            assert_eq!(error.status().unwrap(), status);
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_keyed_call_keeps_its_key_on_every_attempt() {
    let torn = || Script::TornBody(StatusCode::OK);
    let rig = Rig::new([torn(), Script::status(401), Script::status(500), ok(), ok()]);
    rig.executor.empty(pay()).await.unwrap();
    rig.executor.empty(pay()).await.unwrap();
    let keys = rig.header(&KEY_HEADER);
    let first = keys[0].clone().unwrap();
    assert_eq!(first.len(), 36);
    assert_eq!(keys[..4], vec![Some(first.clone()); 4]);
    assert_ne!(keys[4], Some(first), "a new call has a new key");
}

#[tokio::test(start_paused = true)]
async fn the_callers_own_key_wins() {
    let rig = Rig::new([Script::status(500), ok()]);
    let key = IdempotencyKey::new("order-4711").unwrap();
    rig.executor
        .empty(pay().with_idempotency_key(key))
        .await
        .unwrap();
    assert_eq!(
        rig.header(&KEY_HEADER),
        vec![Some("order-4711".to_owned()); 2]
    );

    let rig = Rig::new([ok()]);
    let header = http::HeaderValue::from_static("set-by-hand");
    rig.executor
        .empty(pay().header(KEY_HEADER, header))
        .await
        .unwrap();
    assert_eq!(rig.header(&KEY_HEADER), [Some("set-by-hand".to_owned())]);
}

#[tokio::test(start_paused = true)]
async fn a_key_that_would_protect_nobody_is_refused() {
    let rig = Rig::new([ok()]);
    let key = IdempotencyKey::new("order-4711").unwrap();
    let error = rig
        .executor
        .empty(create().with_idempotency_key(key))
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Input);
    assert_eq!(error.outcome(), Outcome::NotSent);
    assert_eq!(rig.sent(), 0);
}

#[tokio::test(start_paused = true)]
async fn calls_that_are_not_keyed_send_no_key() {
    let rig = Rig::new([ok(), ok()]);
    rig.executor.empty(read()).await.unwrap();
    rig.executor.empty(create()).await.unwrap();
    assert_eq!(rig.header(&KEY_HEADER), [None, None]);
}

#[tokio::test(start_paused = true)]
async fn the_worst_outcome_over_all_attempts_stands() {
    let cases = [
        (
            vec![Script::TornBody(StatusCode::OK), Script::status(422)],
            Outcome::Applied,
            ErrorKind::Api,
        ),
        (
            vec![
                Script::status(500),
                Script::Fail(TransportErrorKind::Connect),
            ],
            Outcome::Unknown,
            ErrorKind::Connect,
        ),
        (
            vec![throttled(), Script::Fail(TransportErrorKind::Connect)],
            Outcome::Refused,
            ErrorKind::Connect,
        ),
    ];
    for (scripts, outcome, kind) in cases {
        let rig = Rig::new(scripts);
        let policy = doubling().with_attempts(2);
        let error = rig
            .executor
            .empty(pay().with_retry_policy(Arc::new(policy)))
            .await
            .unwrap_err();
        assert_eq!((error.outcome(), error.kind()), (outcome, kind));
        assert_eq!(error.attempts(), 2);
    }
}

#[tokio::test(start_paused = true)]
async fn backs_off_by_the_factor_up_to_the_cap() {
    let rig = Rig::new((0..6).map(|_| Script::status(503)));
    let policy = doubling().with_attempts(5).with_cap(3 * SECOND);
    let call = read().with_retry_policy(Arc::new(policy));
    let error = rig.executor.empty(call).await.unwrap_err();
    assert_eq!(error.attempts(), 5);
    assert_eq!(error.elapsed(), (1 + 2 + 3 + 3) * SECOND);
}

#[tokio::test(start_paused = true)]
async fn full_jitter_spreads_from_nothing_to_the_whole_wait() {
    let policy = ExponentialBackoff::new()
        .with_attempts(100)
        .with_backoff(SECOND, 3)
        .with_cap(20 * SECOND);
    let error = Error::new(ErrorKind::Connect, Outcome::NotSent, "no connection");
    for (number, bound) in [(1, 1), (2, 3), (3, 9), (4, 20), (99, 20)] {
        let waits: Vec<_> = (0..400)
            .map(|_| {
                let attempt = Attempt::new("x", Idempotency::Safe, number, SECOND, &error);
                match policy.decide(&attempt) {
                    Decision::RetryAfter(wait) => wait,
                    Decision::Stop => panic!("attempt {number} stopped"),
                }
            })
            .collect();
        let bound = bound * SECOND;
        assert!(waits.iter().all(|wait| *wait < bound));
        // The chance that 400 draws miss an eighth at either end is below 10⁻²².
        assert!(waits.iter().any(|wait| *wait < bound / 8));
        assert!(waits.iter().any(|wait| *wait > bound - bound / 8));
    }
}

#[tokio::test(start_paused = true)]
async fn a_retry_after_in_seconds_is_waited_for() {
    let rig = Rig::new([throttled().with_header("retry-after", "17"), ok()]);
    let start = Instant::now();
    rig.executor.empty(create()).await.unwrap();
    assert_eq!(start.elapsed(), 17 * SECOND);
}

#[tokio::test(start_paused = true)]
async fn a_retry_after_shorter_than_the_backoff_does_not_shorten_it() {
    for value in ["0", "3"] {
        let rig = Rig::new([throttled().with_header("retry-after", value), ok()]);
        let policy = doubling().with_backoff(5 * SECOND, 1);
        let start = Instant::now();
        let call = read().with_retry_policy(Arc::new(policy));
        rig.executor.empty(call).await.unwrap();
        assert_eq!(start.elapsed(), 5 * SECOND);
    }
}

#[tokio::test(start_paused = true)]
async fn a_retry_after_date_counts_from_the_servers_own_clock() {
    // The server's clock is years off; only the difference matters.
    let later = throttled()
        .with_header("retry-after", "Sun, 06 Nov 1994 08:50:07 GMT")
        .with_header("date", "Sun, 06 Nov 1994 08:49:37 GMT");
    let past = throttled()
        .with_header("retry-after", "Sun, 06 Nov 1994 08:49:00 GMT")
        .with_header("date", "Sun, 06 Nov 1994 08:49:37 GMT");
    for (script, wait) in [(later, 30), (past, 1)] {
        let rig = Rig::new([script, ok()]);
        let start = Instant::now();
        rig.executor.empty(read()).await.unwrap();
        assert_eq!(start.elapsed(), wait * SECOND);
    }
}

#[tokio::test(start_paused = true)]
async fn an_unreadable_retry_after_counts_as_none() {
    for value in ["soon", "-5", "1.5", "Sun, 99 Nov 1994 08:49:37 GMT", ""] {
        let rig = Rig::new([throttled().with_header("retry-after", value), ok()]);
        let start = Instant::now();
        rig.executor.empty(read()).await.unwrap();
        assert_eq!(start.elapsed(), SECOND, "{value}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_retry_after_beyond_the_deadline_stops_at_once_and_says_so() {
    let rig = Rig::new([throttled().with_header("retry-after", "45"), ok()]);
    let start = Instant::now();
    let call = read().with_deadline(30 * SECOND);
    let error = rig.executor.empty(call).await.unwrap_err();
    assert_eq!(start.elapsed(), Duration::ZERO);
    assert_eq!(rig.sent(), 1);
    assert_eq!(error.kind(), ErrorKind::RateLimited);
    assert_eq!(error.retry_after(), Some(45 * SECOND));
    assert_eq!(
        error.to_string(),
        "test.things.get: the provider allows no further call now; a wait of 45 s would pass the \
         deadline (HTTP 429) — refused"
    );
}

#[tokio::test(start_paused = true)]
async fn a_retry_after_beyond_its_ceiling_stops_at_once_and_says_so() {
    for (value, seconds) in [("61", 61), ("18446744073709551615", u64::MAX)] {
        let rig = Rig::new([throttled().with_header("retry-after", value), ok()]);
        let start = Instant::now();
        let call = read().with_deadline(Duration::MAX);
        let error = rig.executor.empty(call).await.unwrap_err();
        assert_eq!(start.elapsed(), Duration::ZERO);
        assert_eq!(rig.sent(), 1);
        assert_eq!(error.retry_after(), Some(Duration::from_secs(seconds)));
        assert!(
            error
                .to_string()
                .contains("longer than the retry policy accepts")
        );
    }
}

#[tokio::test(start_paused = true)]
async fn a_ceiling_of_its_own_lets_longer_waits_through() {
    let rig = Rig::new([throttled().with_header("retry-after", "90"), ok()]);
    let policy = doubling().with_longest_imposed_wait(100 * SECOND);
    let start = Instant::now();
    let call = read().with_retry_policy(Arc::new(policy));
    rig.executor.empty(call).await.unwrap();
    assert_eq!(start.elapsed(), 90 * SECOND);
}

#[tokio::test(start_paused = true)]
async fn a_backoff_beyond_the_deadline_stops_at_once() {
    let rig = Rig::new([Script::status(500), Script::status(500), ok()]);
    let call = read().with_deadline(Duration::from_millis(2_500));
    let error = rig.executor.empty(call).await.unwrap_err();
    assert_eq!(error.elapsed(), SECOND);
    assert_eq!(error.attempts(), 2);
    assert!(
        error
            .to_string()
            .contains("a wait of 2 s would pass the deadline")
    );
}

#[tokio::test(start_paused = true)]
async fn the_budget_runs_out_and_recovers_with_successes() {
    let rig = Rig::new([]);
    let policy = Arc::new(doubling().with_attempts(2));
    let call = || read().with_retry_policy(policy.clone());
    let spent = |error: &Error| error.to_string().contains("retry budget");

    // The transport is at the end of its script, so nothing connects: each call repeats once.
    let mut repeated = 0;
    loop {
        let error = rig.executor.clone().empty(call()).await.unwrap_err();
        if spent(&error) {
            assert_eq!(error.attempts(), 1);
            break;
        }
        assert_eq!(error.attempts(), 2);
        repeated += 1;
        assert!(repeated <= 1_000, "the budget never runs out");
    }
    assert_eq!(repeated, 100);

    // Five successes pay for one repetition, four do not.
    for (successes, attempts) in [(4, 1), (1, 2), (5, 2), (0, 1)] {
        for _ in 0..successes {
            rig.transport.push(ok());
            rig.executor.empty(call()).await.unwrap();
        }
        let error = rig.executor.empty(call()).await.unwrap_err();
        assert_eq!(error.attempts(), attempts, "after {successes} more");
    }
}

#[tokio::test(start_paused = true)]
async fn no_retry_means_one_attempt() {
    let rig = Rig::new([Script::status(500), ok()]);
    let call = read().with_retry_policy(Arc::new(NoRetry));
    assert_eq!(rig.executor.empty(call).await.unwrap_err().attempts(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_token_that_cannot_be_had_for_now_is_asked_for_again_even_for_unsafe_calls() {
    let rig = Rig::new([]);
    let no_token = NoToken(|| {
        // The token request may have arrived; the call itself was not sent.
        Error::new(ErrorKind::Timeout, Outcome::Unknown, "no answer in time")
    });
    let call = create().credential(Arc::new(no_token));
    let error = rig.executor.empty(call).await.unwrap_err();
    assert_eq!(
        (error.kind(), error.outcome()),
        (ErrorKind::Timeout, Outcome::NotSent)
    );
    assert_eq!(error.attempts(), 4);
    assert_eq!(rig.sent(), 0);
}

#[tokio::test(start_paused = true)]
async fn waits_beyond_what_a_clock_can_count_do_not_panic() {
    #[derive(Debug)]
    struct Forever;
    impl RetryPolicy for Forever {
        fn decide(&self, _: &Attempt<'_>) -> Decision {
            Decision::RetryAfter(Duration::MAX)
        }
        fn longest_imposed_wait(&self) -> Duration {
            Duration::MAX
        }
    }
    let setup = Setup::with(|builder| {
        builder
            .deadline(Duration::MAX)
            .attempt_timeout(Duration::MAX)
    });
    let rig = setup.build([Script::status(500), ok()]);
    let call = read().with_retry_policy(Arc::new(Forever));
    let error = rig.executor.empty(call).await.unwrap_err();
    assert!(error.to_string().contains("would pass the deadline"));
    rig.executor.empty(read()).await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn a_raw_call_is_repeated_only_when_its_method_is_safe() {
    for (method, sent) in [
        ("GET", 2),
        ("HEAD", 2),
        ("POST", 1),
        ("PUT", 1),
        ("DELETE", 1),
    ] {
        let rig = Rig::new([Script::status(500), ok()]);
        let call = Call::raw(method.parse().unwrap(), "/v1/anything");
        let _ = rig.executor.empty(call).await;
        assert_eq!(rig.sent(), sent, "{method}");
    }
}

#[tokio::test(start_paused = true)]
async fn what_could_not_be_made_ready_was_not_sent() {
    let rig = Rig::new([Script::Fail(TransportErrorKind::NotReady), ok()]);
    let error = rig.executor.empty(pay()).await.unwrap_err();
    let met = (error.kind(), error.outcome());
    assert_eq!(met, (ErrorKind::Config, Outcome::NotSent));
}

#[tokio::test(start_paused = true)]
async fn an_answer_that_cannot_be_trusted_settles_nothing_and_is_not_asked_for_again() {
    for call in [read(), pay(), create()] {
        let rig = Rig::new([Script::Fail(TransportErrorKind::Untrusted), ok()]);
        let error = rig.executor.empty(call).await.unwrap_err();
        let met = (error.kind(), error.outcome());
        assert_eq!(met, (ErrorKind::Untrusted, Outcome::Unknown));
        assert_eq!(rig.sent(), 1);
    }
}
