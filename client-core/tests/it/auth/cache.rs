//! The cache, over the real sources, on a paused clock.

use std::sync::Arc;
use std::time::Duration;

use client_core::auth::oauth::GrantTokens;
use client_core::auth::{AccessToken, Bearer, IssuedToken, TokenCache, TokenSource};
use client_core::http::{Call, TransportErrorKind};
use client_core::testing::{FakeTransport, Script};
use client_core::{ErrorKind, Executor, Outcome, Result};
use http::Method;
use secrecy::ExposeSecret as _;
use tokio::time::{Instant, advance, timeout};

use super::{client_over, key, store_with, stored_refresh_token, tokens, url};

fn machine_cache(transport: &Arc<FakeTransport>) -> TokenCache {
    let client = client_over(transport.clone()).build().unwrap();
    TokenCache::new(Arc::new(client.client_credentials()))
}

fn value(token: &AccessToken) -> &str {
    token.secret().expose_secret()
}

fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

#[tokio::test(start_paused = true)]
async fn fifty_callers_with_an_expired_rotating_token_make_one_refresh() {
    let transport = Arc::new(FakeTransport::new([
        tokens("a1", "r2", 60),
        tokens("a2", "r3", 60).after(seconds(2)),
    ]));
    let store = store_with("r1").await;
    let client = client_over(transport.clone()).build().unwrap();
    let source = GrantTokens::new(client, store.clone(), key());
    let cache = TokenCache::new(Arc::new(source));
    assert_eq!(value(&cache.token().await.unwrap()), "a1");
    advance(seconds(61)).await;

    let callers: Vec<_> = (0..50)
        .map(|_| {
            let cache = cache.clone();
            tokio::spawn(async move { cache.token().await })
        })
        .collect();
    for caller in callers {
        assert_eq!(value(&caller.await.unwrap().unwrap()), "a2");
    }
    assert_eq!(super::spent(&transport), ["r1", "r2"]);
    assert_eq!(stored_refresh_token(store.as_ref()).await, "r3");
}

#[tokio::test(start_paused = true)]
async fn a_dropped_leader_loses_nothing() {
    let transport = Arc::new(FakeTransport::new([
        tokens("a1", "r2", 300).after(seconds(5))
    ]));
    let store = store_with("r1").await;
    let client = client_over(transport.clone()).build().unwrap();
    let source = GrantTokens::new(client, store.clone(), key());
    let cache = TokenCache::new(Arc::new(source));

    let leader = timeout(seconds(1), cache.token()).await;
    assert!(leader.is_err(), "the leader gave up before the answer");
    cache.settled().await;
    assert_eq!(stored_refresh_token(store.as_ref()).await, "r2");
    assert_eq!(value(&cache.token().await.unwrap()), "a1");
    assert_eq!(transport.requests().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_late_401_does_not_evict_a_newer_token() {
    let transport = Arc::new(FakeTransport::new([
        tokens("a1", "", 300),
        tokens("a2", "", 300),
    ]));
    let cache = machine_cache(&transport);
    let first = cache.token().await.unwrap();
    cache.refuse(first.generation());
    let second = cache.token().await.unwrap();
    assert!(second.generation() > first.generation());

    cache.refuse(first.generation());
    assert_eq!(value(&cache.token().await.unwrap()), "a2");
    assert_eq!(transport.requests().len(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_failed_early_renewal_keeps_the_valid_token_and_waits_before_the_next_try() {
    let transport = Arc::new(FakeTransport::new([
        tokens("a1", "", 300),
        Script::status(503),
        tokens("a2", "", 300),
    ]));
    let cache = machine_cache(&transport);
    cache.token().await.unwrap();
    advance(seconds(239)).await;
    cache.token().await.unwrap();
    assert_eq!(
        transport.requests().len(),
        1,
        "a minute before the end is early enough"
    );

    advance(seconds(2)).await;
    assert_eq!(value(&cache.token().await.unwrap()), "a1");
    assert_eq!(transport.requests().len(), 2);
    advance(seconds(14)).await;
    assert_eq!(value(&cache.token().await.unwrap()), "a1");
    assert_eq!(
        transport.requests().len(),
        2,
        "no second try within the pause"
    );
    advance(seconds(2)).await;
    assert_eq!(value(&cache.token().await.unwrap()), "a2");
}

#[tokio::test(start_paused = true)]
async fn a_short_lived_token_is_renewed_in_its_last_fifth() {
    let transport = Arc::new(FakeTransport::new([
        tokens("a1", "", 20),
        tokens("a2", "", 20),
    ]));
    let cache = machine_cache(&transport);
    cache.token().await.unwrap();
    advance(Duration::from_millis(15_900)).await;
    assert_eq!(value(&cache.token().await.unwrap()), "a1");
    advance(Duration::from_millis(200)).await;
    assert_eq!(value(&cache.token().await.unwrap()), "a2");
}

#[tokio::test(start_paused = true)]
async fn only_the_call_that_notices_waits_for_an_early_renewal() {
    let transport = Arc::new(FakeTransport::new([
        tokens("a1", "", 300),
        tokens("a2", "", 300).after(seconds(10)),
    ]));
    let cache = machine_cache(&transport);
    cache.token().await.unwrap();
    advance(seconds(250)).await;
    let noticing = tokio::spawn({
        let cache = cache.clone();
        async move { cache.token().await }
    });
    tokio::task::yield_now().await;
    let started = Instant::now();
    assert_eq!(value(&cache.token().await.unwrap()), "a1");
    assert_eq!(started.elapsed(), Duration::ZERO);
    assert_eq!(value(&noticing.await.unwrap().unwrap()), "a2");
    assert_eq!(transport.requests().len(), 2);
}

#[tokio::test(start_paused = true)]
async fn an_early_renewal_that_hangs_does_not_hold_up_a_call_with_a_valid_token() {
    let transport = Arc::new(FakeTransport::new([
        tokens("a1", "", 300),
        tokens("a2", "", 300).after(seconds(50)),
    ]));
    let cache = machine_cache(&transport);
    cache.token().await.unwrap();
    advance(seconds(245)).await;
    let started = Instant::now();
    assert_eq!(value(&cache.token().await.unwrap()), "a1");
    assert_eq!(started.elapsed(), seconds(15));
    cache.settled().await;
    assert_eq!(value(&cache.token().await.unwrap()), "a2");
    assert_eq!(transport.requests().len(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_failed_fetch_answers_all_who_wait_and_is_forgotten() {
    let transport = Arc::new(FakeTransport::new([
        super::oauth_error("invalid_client").after(seconds(1)),
        tokens("a1", "", 300),
    ]));
    let cache = machine_cache(&transport);
    let (one, other) = tokio::join!(cache.token(), cache.token());
    for error in [one.unwrap_err(), other.unwrap_err()] {
        assert_eq!(error.kind(), ErrorKind::Auth);
        assert_eq!(error.code(), Some("invalid_client"));
    }
    assert_eq!(transport.requests().len(), 1);
    assert_eq!(value(&cache.token().await.unwrap()), "a1");
}

#[tokio::test(start_paused = true)]
async fn an_idle_cache_asks_for_nothing() {
    let transport = Arc::new(FakeTransport::new([tokens("a1", "", 60)]));
    let cache = machine_cache(&transport);
    cache.token().await.unwrap();
    tokio::time::sleep(seconds(3600)).await;
    assert_eq!(transport.requests().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_token_that_is_born_expired_serves_those_who_waited_for_it() {
    let transport = Arc::new(FakeTransport::new([
        tokens("a1", "", 0),
        tokens("a2", "", 0),
    ]));
    let cache = machine_cache(&transport);
    assert_eq!(value(&cache.token().await.unwrap()), "a1");
    assert_eq!(value(&cache.token().await.unwrap()), "a2");
}

#[tokio::test(start_paused = true)]
async fn a_401_drops_the_token_and_the_call_is_replayed_once_with_the_next() {
    let login = Arc::new(FakeTransport::new([
        tokens("a1", "", 300),
        tokens("a2", "", 300),
    ]));
    let api = Arc::new(FakeTransport::new([
        Script::status(401),
        Script::json(200, "[]"),
        Script::status(401),
        Script::status(401),
    ]));
    let executor = Executor::builder("test", url("https://api.example.com"))
        .transport(api.clone())
        .credential(Arc::new(Bearer::new(machine_cache(&login))))
        .build()
        .unwrap();
    executor
        .send(Call::raw(Method::GET, "/sales"))
        .await
        .unwrap();
    let sent: Vec<_> = api
        .requests()
        .iter()
        .map(|request| request.headers["authorization"].clone())
        .collect();
    assert_eq!(sent, ["Bearer a1", "Bearer a2"]);
    assert!(sent.iter().all(http::HeaderValue::is_sensitive));

    login.push(tokens("a3", "", 300));
    let refused = executor.send(Call::raw(Method::GET, "/sales")).await;
    assert_eq!(refused.unwrap_err().kind(), ErrorKind::Auth);
    assert_eq!(api.requests().len(), 4, "one replay, not more");
}

#[tokio::test(start_paused = true)]
async fn a_call_repeats_a_token_request_that_was_never_sent() {
    let login = Arc::new(FakeTransport::new([
        Script::Fail(TransportErrorKind::Connect),
        tokens("a1", "", 300),
    ]));
    let api = Arc::new(FakeTransport::new([Script::json(200, "[]")]));
    let executor = Executor::builder("test", url("https://api.example.com"))
        .transport(api.clone())
        .credential(Arc::new(Bearer::new(machine_cache(&login))))
        .build()
        .unwrap();
    // Even an order that must not go out twice: without a token it has not gone out at all.
    executor
        .send(Call::raw(Method::POST, "/orders"))
        .await
        .unwrap();
    assert_eq!(login.requests().len(), 2);
    assert_eq!(api.requests().len(), 1);
}

#[derive(Debug)]
struct Panicking;

#[async_trait::async_trait]
impl TokenSource for Panicking {
    async fn fetch(&self, _: Option<&AccessToken>) -> Result<IssuedToken> {
        panic!("a source with a bug");
    }
}

#[tokio::test]
async fn a_source_that_panics_fails_the_call_and_not_the_cache() {
    let cache = TokenCache::new(Arc::new(Panicking));
    for _ in 0..2 {
        let error = cache.token().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Auth);
        assert_eq!(error.outcome(), Outcome::Unknown);
    }
}

#[test]
fn outside_of_a_runtime_there_is_an_error_and_no_panic() {
    let cache = machine_cache(&Arc::new(FakeTransport::default()));
    let error = futures_util::FutureExt::now_or_never(cache.token())
        .expect("answers at once")
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Config);
    assert!(error.to_string().contains("tokio runtime"), "{error}");
}

#[test]
fn a_runtime_that_ends_within_a_fetch_does_not_block_the_next_one() {
    let transport = Arc::new(FakeTransport::new([
        tokens("a1", "", 300).after(seconds(3600)),
        tokens("a2", "", 300),
    ]));
    let cache = machine_cache(&transport);
    let runtime = || {
        tokio::runtime::Builder::new_current_thread()
            .enable_time()
            .build()
            .unwrap()
    };
    runtime().block_on(async {
        let gave_up = timeout(Duration::from_millis(10), cache.token()).await;
        assert!(gave_up.is_err());
    });
    let token = runtime().block_on(cache.token()).unwrap();
    assert_eq!(value(&token), "a2");
}
