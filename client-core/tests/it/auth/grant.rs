//! A rotating grant: nothing spent twice, nothing lost, nothing hammered on.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use client_core::auth::oauth::GrantTokens;
use client_core::auth::store::{
    MemoryTokenStore, SaveError, StoreLock, TokenStore, Version, Versioned,
};
use client_core::auth::{
    AuthEvents, Bearer, GrantKey, StoredGrant, TokenCache, TokenEvent, TokenSource as _,
};
use client_core::http::{Call, Request, Response, Transport, TransportError, TransportErrorKind};
use client_core::testing::{FakeTransport, Script};
use client_core::{Error, ErrorKind, Executor, Outcome, Result};
use http::Method;
use secrecy::{ExposeSecret as _, SecretString};
use time::OffsetDateTime;

use super::{
    client_over, form, key, oauth_error, spent, store_with, stored, stored_refresh_token, tokens,
    url,
};

fn source(transport: &Arc<FakeTransport>, store: &Arc<MemoryTokenStore>) -> GrantTokens {
    let client = client_over(transport.clone()).build().unwrap();
    GrantTokens::new(client, store.clone(), key())
}

async fn token(cache: &TokenCache) -> Result<String> {
    let token = cache.token().await?;
    Ok(token.secret().expose_secret().to_owned())
}

fn fresh(refresh: &str, access: &str) -> StoredGrant {
    let now = OffsetDateTime::now_utc();
    let mut grant = StoredGrant::new(refresh, now);
    grant.access_token = Some(SecretString::from(access));
    grant.expires_at = Some(now + Duration::from_secs(3600));
    grant
}

#[tokio::test]
async fn what_an_answer_leaves_out_stays_as_it_was() {
    let answer = Script::json(200, r#"{"access_token":"a1","expires_in":60}"#);
    let transport = Arc::new(FakeTransport::new([answer]));
    let store = store_with("r1").await;
    let mut grant = stored(store.as_ref()).await.with_extra("company", "c-1");
    grant.scope = Some("openid".to_owned());
    source(&transport, &store).install(grant).await.unwrap();

    source(&transport, &store).fetch(None).await.unwrap();
    let grant = stored(store.as_ref()).await;
    assert_eq!(grant.refresh_token.expose_secret(), "r1");
    assert_eq!(grant.access_token.unwrap().expose_secret(), "a1");
    assert_eq!(grant.scope.as_deref(), Some("openid"));
    assert_eq!(grant.extra["company"], "c-1");
    assert_eq!(grant.generation, 1);
}

#[tokio::test]
async fn the_next_process_takes_the_stored_access_token_and_spends_nothing() {
    let transport = Arc::new(FakeTransport::new([tokens("a1", "r2", 3600)]));
    let store = store_with("r1").await;
    let first = TokenCache::new(Arc::new(source(&transport, &store)));
    assert_eq!(token(&first).await.unwrap(), "a1");
    let second = TokenCache::new(Arc::new(source(&transport, &store)));
    let taken_over = second.token().await.unwrap();
    assert_eq!(taken_over.secret().expose_secret(), "a1");
    let left = taken_over.time_left().unwrap();
    assert!(
        left <= Duration::from_secs(3600) && left > Duration::from_secs(3500),
        "{left:?}"
    );
    assert_eq!(transport.requests().len(), 1);

    // Refused by the API, the stored token is not offered again.
    transport.push(tokens("a2", "r3", 3600));
    second.refuse(taken_over.generation());
    assert_eq!(token(&second).await.unwrap(), "a2");
    // And the first one takes over what the second fetched.
    first.refuse(first.token().await.unwrap().generation());
    assert_eq!(token(&first).await.unwrap(), "a2");
    assert_eq!(spent(&transport), ["r1", "r2"]);
}

#[tokio::test]
async fn a_refused_grant_is_asked_about_once() {
    let body = r#"{"error":"invalid_grant","error_subtype":"access_revoked"}"#;
    let transport = Arc::new(FakeTransport::new([Script::json(400, body)]));
    let store = store_with("r1").await;
    let error = source(&transport, &store).fetch(None).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Auth);
    assert_eq!(error.code(), Some("access_revoked"));
    assert_eq!(spent(&transport), ["r1"]);
    assert_eq!(stored_refresh_token(store.as_ref()).await, "r1");
}

#[tokio::test]
async fn without_a_grant_there_is_nothing_to_ask() {
    let transport = Arc::new(FakeTransport::default());
    let store = Arc::new(MemoryTokenStore::new());
    let error = source(&transport, &store).fetch(None).await.unwrap_err();
    assert_eq!(
        (error.kind(), error.outcome()),
        (ErrorKind::Auth, Outcome::NotSent)
    );
    assert!(error.to_string().contains("authorise it first"), "{error}");
    assert!(transport.requests().is_empty());
}

/// A transport behind whose back the stored grant changes while the first request is under way: a
/// process on another machine, whose store has no lock that reaches here.
#[derive(Debug)]
struct Meanwhile {
    inner: FakeTransport,
    store: Arc<MemoryTokenStore>,
    change: Mutex<Option<Option<StoredGrant>>>,
}

impl Meanwhile {
    /// `None` deletes the grant.
    fn new(
        store: &Arc<MemoryTokenStore>,
        change: Option<StoredGrant>,
        scripts: impl IntoIterator<Item = Script>,
    ) -> Arc<Self> {
        Arc::new(Self {
            inner: FakeTransport::new(scripts),
            store: store.clone(),
            change: Mutex::new(Some(change)),
        })
    }

    fn source(self: &Arc<Self>) -> GrantTokens {
        let client = client_over(self.clone()).build().unwrap();
        GrantTokens::new(client, self.store.clone(), key())
    }
}

#[async_trait]
impl Transport for Meanwhile {
    async fn call(&self, request: Request, limit: Duration) -> Result<Response, TransportError> {
        let change = self.change.lock().unwrap().take();
        match change {
            Some(Some(grant)) => {
                let current = self.store.load(&key()).await.unwrap().unwrap();
                let expected = Some(current.version);
                self.store.save(&key(), expected, &grant).await.unwrap();
            }
            Some(None) => assert!(self.store.delete(&key()).await.unwrap()),
            None => {}
        }
        self.inner.call(request, limit).await
    }
}

#[tokio::test]
async fn after_invalid_grant_the_grant_of_a_quicker_process_is_used() {
    let store = store_with("r1").await;
    let theirs = fresh("r2", "a2");
    let transport = Meanwhile::new(&store, Some(theirs), [oauth_error("invalid_grant")]);
    let cache = TokenCache::new(Arc::new(transport.source()));
    assert_eq!(token(&cache).await.unwrap(), "a2");
    assert_eq!(spent(&transport.inner), ["r1"]);
}

#[tokio::test]
async fn without_a_usable_access_token_theirs_is_renewed_once() {
    let store = store_with("r1").await;
    let theirs = StoredGrant::new("r2", OffsetDateTime::now_utc());
    let scripts = [oauth_error("invalid_grant"), tokens("a3", "r3", 60)];
    let transport = Meanwhile::new(&store, Some(theirs), scripts);
    let cache = TokenCache::new(Arc::new(transport.source()));
    assert_eq!(token(&cache).await.unwrap(), "a3");
    assert_eq!(spent(&transport.inner), ["r1", "r2"]);
    assert_eq!(stored_refresh_token(store.as_ref()).await, "r3");
}

#[tokio::test]
async fn a_note_made_meanwhile_does_not_cost_the_new_refresh_token() {
    let store = store_with("r1").await;
    let noted = stored(store.as_ref()).await.with_extra("company", "c-1");
    let transport = Meanwhile::new(&store, Some(noted), [tokens("a2", "r2", 60)]);
    transport.source().fetch(None).await.unwrap();
    let grant = stored(store.as_ref()).await;
    assert_eq!(grant.refresh_token.expose_secret(), "r2");
    assert_eq!(grant.extra["company"], "c-1");
}

#[tokio::test]
async fn a_new_authorisation_made_meanwhile_stays() {
    let store = store_with("r1").await;
    let new = fresh("new", "a-new");
    let transport = Meanwhile::new(&store, Some(new), [tokens("a2", "r2", 60)]);
    let cache = TokenCache::new(Arc::new(transport.source()));
    assert_eq!(token(&cache).await.unwrap(), "a-new");
    assert_eq!(stored_refresh_token(store.as_ref()).await, "new");
}

#[tokio::test]
async fn a_grant_deleted_meanwhile_does_not_come_back() {
    let store = store_with("r1").await;
    let transport = Meanwhile::new(&store, None, [tokens("a2", "r2", 60)]);
    let error = transport.source().fetch(None).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Auth);
    assert!(store.load(&key()).await.unwrap().is_none());
}

#[tokio::test(start_paused = true)]
async fn after_an_unknown_outcome_the_token_is_tried_once_at_each_call_and_not_in_a_loop() {
    for lost in [
        Script::Fail(TransportErrorKind::Interrupted),
        Script::TornBody(http::StatusCode::OK),
        Script::status(502),
        tokens("never", "seen", 60).after(Duration::from_secs(3600)),
    ] {
        let login = Arc::new(FakeTransport::new([lost, tokens("a1", "r2", 300)]));
        let api = Arc::new(FakeTransport::new([Script::json(200, "[]")]));
        let store = store_with("r1").await;
        let cache = TokenCache::new(Arc::new(source(&login, &store)));
        let executor = Executor::builder("test", url("https://api.example.com"))
            .transport(api)
            .credential(Arc::new(Bearer::new(cache)))
            .build()
            .unwrap();
        let error = executor
            .send(Call::raw(Method::GET, "/sales"))
            .await
            .unwrap_err();
        assert_eq!(
            (error.kind(), error.outcome()),
            (ErrorKind::Auth, Outcome::NotSent)
        );
        assert!(error.to_string().contains("may be spent"), "{error}");
        assert_eq!(spent(&login), ["r1"]);

        executor
            .send(Call::raw(Method::GET, "/sales"))
            .await
            .unwrap();
        assert_eq!(spent(&login), ["r1", "r1"]);
        assert_eq!(stored_refresh_token(store.as_ref()).await, "r2");
    }
}

#[tokio::test(start_paused = true)]
async fn a_token_that_does_not_rotate_may_be_repeated_by_the_call() {
    let lost = Script::Fail(TransportErrorKind::Interrupted);
    let login = Arc::new(FakeTransport::new([lost, tokens("a1", "", 300)]));
    let api = Arc::new(FakeTransport::new([Script::json(200, "[]")]));
    let store = store_with("r1").await;
    let source = source(&login, &store).without_rotation();
    let executor = Executor::builder("test", url("https://api.example.com"))
        .transport(api)
        .credential(Arc::new(Bearer::new(TokenCache::new(Arc::new(source)))))
        .build()
        .unwrap();
    executor
        .send(Call::raw(Method::GET, "/sales"))
        .await
        .unwrap();
    assert_eq!(spent(&login), ["r1", "r1"]);
}

/// A store whose first saves fail, as on a full disk.
#[derive(Debug)]
struct FullDisk {
    inner: Arc<MemoryTokenStore>,
    failures: AtomicU32,
}

#[async_trait]
impl TokenStore for FullDisk {
    async fn load(&self, key: &GrantKey) -> Result<Option<Versioned<StoredGrant>>> {
        self.inner.load(key).await
    }

    async fn save(
        &self,
        key: &GrantKey,
        expected: Option<Version>,
        grant: &StoredGrant,
    ) -> Result<Version, SaveError> {
        let left = self.failures.load(Ordering::Relaxed);
        if left > 0 {
            self.failures.store(left - 1, Ordering::Relaxed);
            let full = Error::new(ErrorKind::Store, Outcome::NotSent, "the disk is full");
            return Err(full.into());
        }
        self.inner.save(key, expected, grant).await
    }

    async fn delete(&self, key: &GrantKey) -> Result<bool> {
        self.inner.delete(key).await
    }

    async fn lock(&self, key: &GrantKey) -> Result<StoreLock> {
        self.inner.lock(key).await
    }
}

#[tokio::test(start_paused = true)]
async fn no_token_is_handed_out_that_is_not_stored_and_none_is_lost_for_it() {
    let transport = Arc::new(FakeTransport::new([tokens("a1", "r2", 300)]));
    let inner = store_with("r1").await;
    let store = Arc::new(FullDisk {
        inner: inner.clone(),
        failures: AtomicU32::new(3),
    });
    let client = client_over(transport.clone()).build().unwrap();
    let source = GrantTokens::new(client, store, key());
    let cache = TokenCache::new(Arc::new(source));

    let error = cache.token().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Store);
    assert!(error.to_string().contains("waits in memory"), "{error}");
    assert_eq!(stored_refresh_token(inner.as_ref()).await, "r1");

    assert_eq!(token(&cache).await.unwrap(), "a1");
    assert_eq!(stored_refresh_token(inner.as_ref()).await, "r2");
    assert_eq!(spent(&transport), ["r1"]);
}

/// Writes down what it is told, and what the store held at that moment.
#[derive(Debug)]
struct Witness {
    store: Arc<MemoryTokenStore>,
    seen: Mutex<Vec<String>>,
}

impl Witness {
    async fn note(&self, what: &str, event: &TokenEvent<'_>) {
        assert_eq!((event.client_id, event.grant), ("client-1", Some(&key())));
        let held = match self.store.load(&key()).await.unwrap() {
            Some(stored) => stored.value.refresh_token.expose_secret().to_owned(),
            None => "nothing".to_owned(),
        };
        let line = format!("{what} {} {held}", event.generation);
        self.seen.lock().unwrap().push(line);
    }
}

#[async_trait]
impl AuthEvents for Witness {
    async fn granted(&self, event: &TokenEvent<'_>) {
        self.note("granted", event).await;
    }

    async fn refreshed(&self, event: &TokenEvent<'_>) {
        self.note("refreshed", event).await;
    }

    async fn refresh_failed(&self, event: &TokenEvent<'_>, error: &Error) {
        let what = format!("failed {}", error.code().unwrap());
        self.note(&what, event).await;
    }

    async fn revoked(&self, event: &TokenEvent<'_>) {
        self.note("revoked", event).await;
    }
}

#[tokio::test]
async fn witnesses_hear_of_everything_after_it_is_stored() {
    let transport = Arc::new(FakeTransport::new([
        tokens("a1", "r2", 0),
        oauth_error("invalid_grant"),
        Script::status(200),
    ]));
    let store = Arc::new(MemoryTokenStore::new());
    let witness = Arc::new(Witness {
        store: store.clone(),
        seen: Mutex::default(),
    });
    let client = client_over(transport.clone())
        .revocation_url(url("https://login.example.com/oauth/revoke"))
        .events(witness.clone())
        .build()
        .unwrap();
    let source = GrantTokens::new(client, store.clone(), key());
    let grant = StoredGrant::new("r1", OffsetDateTime::now_utc());
    source.install(grant).await.unwrap();
    source.fetch(None).await.unwrap();
    source.fetch(None).await.unwrap_err();
    source.revoke().await.unwrap();
    let expected = [
        "granted 0 r1",
        "refreshed 1 r2",
        "failed invalid_grant 0 r2",
        "revoked 0 nothing",
    ];
    assert_eq!(*witness.seen.lock().unwrap(), expected);

    let revocation = transport.requests().remove(2);
    assert_eq!(revocation.url.path(), "/oauth/revoke");
    assert_eq!(form(&revocation)["token"], "r2");
}

#[tokio::test]
async fn a_grant_that_the_provider_does_not_take_back_stays_stored() {
    let transport = Arc::new(FakeTransport::new([Script::status(503)]));
    let store = store_with("r1").await;
    let client = client_over(transport.clone())
        .revocation_url(url("https://login.example.com/oauth/revoke"))
        .build()
        .unwrap();
    let source = GrantTokens::new(client, store.clone(), key());
    source.revoke().await.unwrap_err();
    assert_eq!(stored_refresh_token(store.as_ref()).await, "r1");
}
