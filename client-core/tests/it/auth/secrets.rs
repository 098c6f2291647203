//! Secrets and personal data, planted everywhere, must show up nowhere.

use std::fmt::{self, Write as _};
use std::sync::{Arc, Mutex};

use client_core::auth::oauth::{ClientAuth, GrantTokens, PendingAuthorization, PkceVerifier};
use client_core::auth::store::{FileTokenStore, MemoryTokenStore, TokenStore};
use client_core::auth::{
    Bearer, Credential as _, GrantKey, HeaderCredential, IssuedToken, StoredGrant, TokenCache,
    TokenSource as _,
};
use client_core::http::Request;
use client_core::testing::{FakeTransport, Script};
use http::Method;
use secrecy::SecretString;
use time::OffsetDateTime;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

use super::{client_over, tokens, url};

/// Every planted value holds this word.
const PLANTED: &str = "pl4nted";

/// Writes everything that `tracing` is told, at every level, into one text.
#[derive(Clone, Default)]
struct Listener(Arc<Mutex<String>>);

struct Write<'a>(&'a mut String);

impl Visit for Write<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        writeln!(self.0, "{field}={value:?}").unwrap();
    }
}

impl Subscriber for Listener {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("client_core")
    }

    fn new_span(&self, attributes: &Attributes<'_>) -> Id {
        attributes.record(&mut Write(&mut self.0.lock().unwrap()));
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        values.record(&mut Write(&mut self.0.lock().unwrap()));
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        event.record(&mut Write(&mut self.0.lock().unwrap()));
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

fn planted(what: &str) -> String {
    format!("{PLANTED}-{what}")
}

fn secret(what: &str) -> SecretString {
    planted(what).into()
}

fn assert_clean(text: &str) {
    assert!(!text.contains(PLANTED), "a planted value shows: {text}");
}

#[tokio::test]
async fn no_debug_display_or_span_shows_a_secret() {
    let listener = Listener::default();
    let _listening = tracing::subscriber::set_default(listener.clone());
    let body = format!(
        r#"{{"error":"{PLANTED} is no code","error_description":"{PLANTED}","access_token":"{PLANTED}"}}"#
    );
    let transport = Arc::new(FakeTransport::new([
        tokens(&planted("access"), &planted("refresh"), 3600),
        tokens(&planted("access-2"), &planted("refresh-2"), 3600),
        Script::json(400, body.clone()),
        Script::json(200, body),
        Script::json(
            200,
            format!(r#"{{"access_token":["{PLANTED}"],"expires_in":"{PLANTED}"}}"#),
        ),
        Script::json(200, format!("{PLANTED}, not JSON")),
    ]));
    let client = client_over(transport)
        .authorize_url(url("https://login.example.com/authorize"))
        .build()
        .unwrap();
    let mut shown = String::new();
    let mut show = |value: &dyn fmt::Debug| writeln!(shown, "{value:?} {value:#?}").unwrap();

    let verifier = PkceVerifier::new("pl4nted".repeat(7)).unwrap();
    let pending = PendingAuthorization::resume("https://app.example.com/cb", secret("state"))
        .with_verifier(verifier);
    show(&pending);
    let callback = format!("code={PLANTED}&id_token={PLANTED}&state={PLANTED}-state");
    let returned = pending.read_callback(&callback).unwrap();
    show(&returned);
    let answer = client.exchange(&pending, &returned.code).await.unwrap();
    show(&answer);
    let mut grant = answer
        .into_grant()
        .unwrap()
        .with_extra("note", planted("extra"));
    show(&grant);
    // Not used up, so that the first fetch renews it.
    grant.expires_at = Some(grant.obtained_at);

    let key = GrantKey::new("padaria", planted("cnpj"));
    let store = Arc::new(MemoryTokenStore::new());
    let source = Arc::new(GrantTokens::new(client.clone(), store.clone(), key.clone()));
    source.install(grant).await.unwrap();
    let cache = TokenCache::new(source.clone());
    let bearer = Bearer::new(cache.clone());
    let mut request = Request::new(Method::GET, url("https://api.example.com/?q=pl4nted"));
    bearer.apply(&mut request).await.unwrap();
    show(&request);
    show(&request.headers);
    show(&(
        &bearer,
        cache.token().await.unwrap(),
        &source,
        &store,
        &key,
        &client,
    ));
    show(&IssuedToken::new(secret("issued")));
    show(&HeaderCredential::basic("user", &secret("password")).unwrap());
    show(&(
        ClientAuth::basic(secret("s")),
        ClientAuth::body(secret("s")),
    ));

    let token = cache.token().await.unwrap();
    for _ in 0..4 {
        let error = source.fetch(Some(&token)).await.unwrap_err();
        show(&error);
        assert_clean(&error.to_string());
    }

    let directory = tempfile::tempdir().unwrap();
    let files = FileTokenStore::open(directory.path().join("grants")).unwrap();
    let stored = StoredGrant::new(secret("filed"), OffsetDateTime::now_utc());
    let version = files.save(&key, None, &stored).await.unwrap();
    show(&(&files, version, files.load(&key).await.unwrap()));
    show(&files.save(&key, None, &stored).await.unwrap_err());

    assert_clean(&shown);
    let heard = listener.0.lock().unwrap();
    assert!(
        heard.contains("oauth.refresh"),
        "the listener heard nothing: {heard}"
    );
    assert_clean(&heard);
}
