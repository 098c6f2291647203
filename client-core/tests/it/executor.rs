//! One call's path: order, deadline, outcomes, replay, reports.

use std::sync::Arc;
use std::time::Duration;

use client_core::http::{Call, ConfigureCall as _, Response, TransportErrorKind};
use client_core::limit::{Limiter, Quota, Rate};
use client_core::retry::NoRetry;
use client_core::testing::Script;
use client_core::{Action, Dialect, Error, ErrorKind, Outcome, outcome_of_status};
use http::header::AUTHORIZATION;
use http::{Method, StatusCode};
use tokio::time::Instant;
use url::Url;

use crate::rig::{NoToken, Rig, Setup, create, pay, read};
use crate::span_log::SpanLog;

const SECOND: Duration = Duration::from_secs(1);

fn ok() -> Script {
    Script::json(200, "{}")
}

// Order and limiter

#[tokio::test(start_paused = true)]
async fn waits_for_the_limiter_then_takes_a_credential_then_sends_on_every_attempt() {
    let limiter = Limiter::builder()
        .rate(Rate::new(1, 10 * SECOND))
        .build()
        .unwrap();
    drop(limiter.acquire().await);
    let setup = Setup {
        token_delay: 3 * SECOND,
        ..Setup::with(|builder| builder.limiter(limiter))
    };
    let rig = setup.build([Script::status(500), ok()]);
    rig.executor.empty(read()).await.unwrap();
    assert_eq!(
        rig.journal.lines(),
        [
            "10000 credential",
            "13000 transport",
            "20000 credential",
            "23000 transport"
        ]
    );
}

#[tokio::test(start_paused = true)]
async fn a_call_that_waits_to_try_again_leaves_its_place_in_flight() {
    let limiter = Limiter::builder().max_in_flight(1).build().unwrap();
    let setup = Setup::with(|builder| builder.limiter(limiter));
    let rig = setup.build([Script::status(500), ok().after(SECOND / 2), ok()]);
    let start = Instant::now();
    let other = async {
        tokio::time::sleep(SECOND / 10).await;
        rig.executor.empty(read()).await.unwrap();
        start.elapsed()
    };
    let (first, other) = tokio::join!(rig.executor.empty(read()), other);
    first.unwrap();
    assert_eq!(other, SECOND * 6 / 10);
}

#[tokio::test(start_paused = true)]
async fn a_429_pauses_every_caller_of_the_limiter() {
    let limiter = Limiter::builder().build().unwrap();
    let shared = limiter.clone();
    let setup = Setup::with(|builder| builder.limiter(shared).retry_policy(Arc::new(NoRetry)));
    let rig = setup.build([Script::status(429).with_header("retry-after", "20"), ok()]);
    let error = rig.executor.empty(read()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::RateLimited);

    let start = Instant::now();
    let too_short = rig.executor.empty(read().with_deadline(19 * SECOND)).await;
    assert_eq!(too_short.unwrap_err().retry_after(), Some(20 * SECOND));
    assert_eq!(start.elapsed(), Duration::ZERO);
    rig.executor.empty(read()).await.unwrap();
    assert_eq!(start.elapsed(), 20 * SECOND);
}

#[tokio::test(start_paused = true)]
async fn a_nonsensical_retry_after_does_not_stop_all_callers_for_good() {
    let limiter = Limiter::builder().build().unwrap();
    let setup = Setup::with(|builder| builder.limiter(limiter));
    let nonsense = Script::status(429).with_header("retry-after", "18446744073709551615");
    let rig = setup.build([nonsense, ok()]);
    rig.executor.empty(read()).await.unwrap_err();
    let error = rig.executor.empty(read()).await.unwrap_err();
    assert_eq!(error.retry_after(), Some(3600 * SECOND));
    tokio::time::sleep(3600 * SECOND).await;
    rig.executor.empty(read()).await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn a_spent_quota_fails_at_once_and_unsent() {
    let quota = Quota::new(1, 3600 * SECOND);
    let limiter = Limiter::builder().quota(quota).build().unwrap();
    let rig = Setup::with(|builder| builder.limiter(limiter)).build([ok(), ok()]);
    rig.executor.empty(read()).await.unwrap();
    let error = rig.executor.empty(read()).await.unwrap_err();
    assert_eq!(error.elapsed(), Duration::ZERO);
    assert_eq!(
        (error.kind(), error.outcome()),
        (ErrorKind::RateLimited, Outcome::NotSent)
    );
    assert_eq!(rig.sent(), 1);
}

// Deadline

#[tokio::test(start_paused = true)]
async fn one_deadline_covers_limiter_credential_attempts_and_waits() {
    let limiter = Limiter::builder().max_in_flight(1).build().unwrap();
    let held = limiter.acquire().await;
    let shared = limiter.clone();
    let setup = Setup {
        token_delay: 4 * SECOND,
        ..Setup::with(|builder| builder.limiter(shared))
    };
    let rig = setup.build([Script::status(500).after(SECOND), ok().after(60 * SECOND)]);
    let waiting = tokio::spawn({
        let executor = rig.executor.clone();
        async move { executor.empty(read().with_deadline(20 * SECOND)).await }
    });
    tokio::time::sleep(3 * SECOND).await;
    drop(held);
    let error = waiting.await.unwrap().unwrap_err();
    // 3 s limiter, 4 s credential, 1 s attempt, 1 s wait, 4 s credential; 7 s are left.
    assert_eq!(error.elapsed(), 20 * SECOND);
    assert_eq!(
        (error.kind(), error.outcome()),
        (ErrorKind::Timeout, Outcome::Unknown)
    );
    assert_eq!(error.attempts(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_limiter_that_stays_full_past_the_deadline_leaves_the_call_unsent() {
    let limiter = Limiter::builder().max_in_flight(1).build().unwrap();
    let _held = limiter.acquire().await;
    let rig = Setup::with(|builder| builder.limiter(limiter)).build([ok()]);
    let error = rig
        .executor
        .empty(create().with_deadline(5 * SECOND))
        .await
        .unwrap_err();
    assert_eq!(error.elapsed(), 5 * SECOND);
    assert_eq!(
        (error.kind(), error.outcome()),
        (ErrorKind::RateLimited, Outcome::NotSent)
    );
    assert_eq!(rig.sent(), 0);
}

#[tokio::test(start_paused = true)]
async fn nothing_is_sent_once_the_deadline_has_come() {
    for (token_delay, deadline) in [(9 * SECOND, 5 * SECOND), (5 * SECOND, 5 * SECOND)] {
        let setup = Setup {
            token_delay,
            ..Setup::default()
        };
        let rig = setup.build([ok()]);
        let call = create().with_deadline(deadline);
        let error = rig.executor.empty(call).await.unwrap_err();
        assert_eq!(
            (error.kind(), error.outcome()),
            (ErrorKind::Timeout, Outcome::NotSent)
        );
        assert_eq!(rig.sent(), 0);
    }
}

// Outcomes

#[tokio::test(start_paused = true)]
async fn every_kind_of_error_says_whether_it_may_have_happened() {
    use TransportErrorKind::{Body, Connect, Interrupted, Other, Timeout};
    let cases = [
        (Script::Fail(Connect), ErrorKind::Connect, Outcome::NotSent),
        (Script::Fail(Timeout), ErrorKind::Timeout, Outcome::Unknown),
        (
            Script::Fail(Interrupted),
            ErrorKind::Transport,
            Outcome::Unknown,
        ),
        (Script::Fail(Other), ErrorKind::Transport, Outcome::Unknown),
        (Script::Fail(Body), ErrorKind::Transport, Outcome::Unknown),
        (
            Script::TornBody(StatusCode::CREATED),
            ErrorKind::Transport,
            Outcome::Applied,
        ),
        (
            Script::TornBody(StatusCode::CONFLICT),
            ErrorKind::Transport,
            Outcome::Unknown,
        ),
        (Script::status(400), ErrorKind::Api, Outcome::Refused),
        (Script::status(401), ErrorKind::Auth, Outcome::Refused),
        (Script::status(403), ErrorKind::Api, Outcome::Refused),
        (Script::status(408), ErrorKind::Api, Outcome::Unknown),
        (Script::status(422), ErrorKind::Api, Outcome::Refused),
        (
            Script::status(429),
            ErrorKind::RateLimited,
            Outcome::Refused,
        ),
        (Script::status(500), ErrorKind::Api, Outcome::Unknown),
        (Script::status(504), ErrorKind::Api, Outcome::Unknown),
        (Script::json(200, "[]"), ErrorKind::Decode, Outcome::Applied),
    ];
    for (script, kind, outcome) in cases {
        let setup = Setup {
            renewable: false,
            ..Setup::with(|builder| builder.retry_policy(Arc::new(NoRetry)))
        };
        let rig = setup.build([script.clone()]);
        let error = rig.executor.json::<String>(create()).await.unwrap_err();
        assert_eq!(
            (error.kind(), error.outcome()),
            (kind, outcome),
            "{script:?}"
        );
        assert_eq!(error.operation(), Some("test.things.create"));
        assert_eq!(error.attempts(), 1);
    }
}

#[tokio::test]
async fn whatever_became_of_the_token_the_call_itself_is_unsent() {
    let failures: [fn() -> Error; 4] = [
        || Error::new(ErrorKind::Auth, Outcome::Refused, "the grant was revoked"),
        || {
            Error::new(
                ErrorKind::Store,
                Outcome::Unknown,
                "the token store cannot be written",
            )
        },
        || {
            Error::new(
                ErrorKind::Audit,
                Outcome::Applied,
                "the audit log cannot be written",
            )
        },
        || Error::new(ErrorKind::Config, Outcome::NotSent, "no key"),
    ];
    for failure in failures {
        let rig = Rig::without_retry([ok()]);
        let call = create().credential(Arc::new(NoToken(failure)));
        let error = rig.executor.empty(call).await.unwrap_err();
        assert_eq!(error.kind(), failure().kind());
        assert_eq!(error.outcome(), Outcome::NotSent);
        assert_eq!(rig.sent(), 0);
    }
}

#[tokio::test]
async fn the_answer_stands_in_the_error() {
    let script = Script::json(422, r#"{"x":1}"#).with_header("x-request-id", "req-77");
    let rig = Rig::new([script]);
    let error = rig.executor.empty(create()).await.unwrap_err();
    assert_eq!(error.status(), Some(StatusCode::UNPROCESSABLE_ENTITY));
    assert_eq!(error.request_id(), Some("req-77"));
    assert_eq!(error.body().unwrap().as_ref(), br#"{"x":1}"#);
    assert_eq!(
        error.to_string(),
        "test.things.create: the provider answered with an error (HTTP 422) — refused"
    );
}

// Replay after 401

#[tokio::test(start_paused = true)]
async fn a_401_drops_its_token_and_is_replayed_once_at_once() {
    for call in [read(), pay(), create()] {
        let rig = Rig::without_retry([Script::status(401), ok()]);
        let start = Instant::now();
        rig.executor.empty(call).await.unwrap();
        assert_eq!(start.elapsed(), Duration::ZERO);
        assert_eq!(
            rig.header(&AUTHORIZATION),
            ["Bearer token-1", "Bearer token-2"].map(|token| Some(token.to_owned()))
        );
        assert!(rig.journal.lines().contains(&"0 rejected 1".to_owned()));
    }
}

#[tokio::test(start_paused = true)]
async fn a_second_401_is_an_error() {
    let rig = Rig::new([Script::status(401), Script::status(401), ok()]);
    let error = rig.executor.empty(read()).await.unwrap_err();
    assert_eq!(
        (error.kind(), error.outcome()),
        (ErrorKind::Auth, Outcome::Refused)
    );
    assert_eq!((rig.sent(), error.attempts()), (2, 2));
}

#[tokio::test(start_paused = true)]
async fn a_401_to_a_credential_that_cannot_change_is_an_error_at_once() {
    let setup = Setup {
        renewable: false,
        ..Setup::default()
    };
    let rig = setup.build([Script::status(401), ok()]);
    let error = rig.executor.empty(read()).await.unwrap_err();
    assert_eq!((error.kind(), rig.sent()), (ErrorKind::Auth, 1));
}

/// A provider that wraps complaints about the token into a server error.
#[derive(Debug)]
struct WrapsAuth;

impl Dialect for WrapsAuth {
    fn rejects_token(&self, response: &Response) -> bool {
        response.status == StatusCode::INTERNAL_SERVER_ERROR
    }
}

#[tokio::test(start_paused = true)]
async fn an_unsafe_call_is_not_replayed_when_the_complaint_promises_nothing() {
    let setup = || {
        Setup::with(|builder| {
            builder
                .dialect(Arc::new(WrapsAuth))
                .retry_policy(Arc::new(NoRetry))
        })
    };
    let rig = setup().build([Script::status(500), ok()]);
    assert!(rig.executor.empty(create()).await.is_err());
    assert_eq!(rig.sent(), 1);
    assert_eq!(rig.journal.lines().last().unwrap(), "0 rejected 1");
    let rig = setup().build([Script::status(500), ok()]);
    assert!(rig.executor.empty(pay()).await.is_ok());
    assert_eq!(rig.sent(), 2);
}

/// A provider that says 200 and means an error.
#[derive(Debug)]
struct SmilingErrors;

impl Dialect for SmilingErrors {
    fn is_failure(&self, response: &Response) -> bool {
        !response.status.is_success() || response.body.starts_with(b"{\"error\"")
    }

    fn outcome(&self, response: &Response) -> Outcome {
        match response.status.is_success() {
            true => Outcome::Refused,
            false => outcome_of_status(response.status),
        }
    }
}

#[tokio::test]
async fn a_dialect_may_find_a_failure_in_a_200() {
    let setup = Setup::with(|builder| builder.dialect(Arc::new(SmilingErrors)));
    let rig = setup.build([Script::json(200, r#"{"error":"no"}"#)]);
    let error = rig.executor.empty(create()).await.unwrap_err();
    assert_eq!(
        (error.kind(), error.outcome()),
        (ErrorKind::Api, Outcome::Refused)
    );
}

// Reports and spans

#[tokio::test(start_paused = true)]
async fn the_observer_gets_one_report_per_attempt_and_one_per_call() {
    let rig = Rig::new([
        Script::status(401),
        Script::status(503).after(SECOND),
        ok().after(2 * SECOND),
    ]);
    rig.executor.empty(read()).await.unwrap();
    let attempts = rig.watcher.attempts.lock().unwrap().clone();
    let seen: Vec<_> = attempts
        .iter()
        .map(|report| {
            (
                report.attempt,
                report.status,
                report.error,
                report.elapsed,
                report.delay,
            )
        })
        .collect();
    assert_eq!(
        seen,
        [
            (
                1,
                Some(401),
                Some(ErrorKind::Auth),
                Duration::ZERO,
                Some(Duration::ZERO)
            ),
            (2, Some(503), Some(ErrorKind::Api), SECOND, Some(2 * SECOND)),
            (3, Some(200), None, 2 * SECOND, None),
        ]
    );
    let calls = rig.watcher.calls.lock().unwrap().clone();
    assert_eq!(calls.len(), 1);
    assert_eq!(calls[0].operation, "test.things.get");
    assert_eq!((calls[0].attempts, calls[0].status), (3, Some(200)));
    assert_eq!(calls[0].error, None);
    assert_eq!(calls[0].elapsed, 5 * SECOND);
}

#[tokio::test(start_paused = true)]
async fn an_answer_that_does_not_fit_is_reported_as_the_calls_failure() {
    let rig = Rig::new([
        Script::status(500),
        Script::json(200, "[]"),
        Script::json(200, "[]"),
    ]);
    let error = rig.executor.json::<String>(read()).await.unwrap_err();
    assert_eq!((error.attempts(), error.elapsed()), (2, SECOND));
    let from_action = Action::<String>::json(&rig.executor, Ok(read()));
    assert_eq!(from_action.send().await.unwrap_err().attempts(), 1);
    for report in rig.watcher.calls.lock().unwrap().iter() {
        assert_eq!(report.error, Some((ErrorKind::Decode, Outcome::Applied)));
        assert_eq!(report.status, Some(200));
    }
}

#[tokio::test(start_paused = true)]
async fn the_observer_hears_of_calls_that_could_not_even_be_built() {
    let rig = Rig::new([]);
    let call = Call::new(&crate::rig::READ);
    let error = rig.executor.empty(call).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Input);
    let calls = rig.watcher.calls.lock().unwrap().clone();
    assert_eq!(calls[0].error, Some((ErrorKind::Input, Outcome::NotSent)));
    assert_eq!((calls[0].attempts, calls[0].status), (0, None));
}

#[tokio::test(start_paused = true)]
async fn spans_name_operation_template_and_status_and_nothing_else() {
    let rig = Rig::new([Script::status(503), ok(), ok(), ok()]);
    let log = SpanLog::listen();
    rig.executor.empty(read().query("name", "x")).await.unwrap();
    let call = "span call service=\"test\" operation=\"test.things.get\" method=GET \
                template=\"/v1/things/{id}\"";
    assert_eq!(
        log.take(),
        [
            call,
            "span attempt number=1",
            "record status=503",
            "event message=attempt failed attempt=1 status=503 error=\"api\" delay=Some(1s)",
            "span attempt number=2",
            "record status=200",
        ]
    );

    let path = format!("/v1/people/{}", 52_998_224_725_u64);
    rig.executor
        .empty(Call::raw(Method::GET, path))
        .await
        .unwrap();
    let link = Url::parse("https://api.example.com/v1/people/52998224725").unwrap();
    rig.executor.empty(read().at_link(link)).await.unwrap();
    let lines = log.take();
    assert!(lines[0].ends_with("operation=\"raw\" method=GET template=\"custom\""));
    assert!(lines[3].ends_with("template=\"link\""));
    assert!(!lines.concat().contains("52998224725"));
}
