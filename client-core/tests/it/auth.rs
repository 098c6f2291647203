//! Tokens: one fetch for many, nothing lost, nothing spent twice, nothing shown.

mod cache;
mod credentials;
mod grant;
mod oauth;
mod processes;
mod secrets;
mod store;

use std::collections::HashMap;
use std::sync::Arc;

use client_core::auth::oauth::{ClientAuth, OAuthClient, OAuthClientBuilder};
use client_core::auth::store::{MemoryTokenStore, TokenStore};
use client_core::auth::{GrantKey, StoredGrant};
use client_core::http::{Request, Transport};
use client_core::testing::{FakeTransport, Script};
use secrecy::ExposeSecret as _;
use time::OffsetDateTime;
use url::Url;

const TOKEN_URL: &str = "https://login.example.com/oauth/token";

fn url(text: &str) -> Url {
    Url::parse(text).unwrap()
}

fn key() -> GrantKey {
    GrantKey::new("padaria", "11222333000181")
}

/// An OAuth client over `transport`, with HTTP Basic.
fn client_over(transport: Arc<dyn Transport>) -> OAuthClientBuilder {
    OAuthClient::builder("client-1", ClientAuth::basic("client-secret"))
        .token_url(url(TOKEN_URL))
        .transport(transport)
}

/// A token answer with everything a rotating provider sends.
fn tokens(access: &str, refresh: &str, expires_in: u32) -> Script {
    Script::json(
        200,
        format!(
            r#"{{"access_token":"{access}","refresh_token":"{refresh}","expires_in":{expires_in},
                "token_type":"bearer"}}"#
        ),
    )
}

fn oauth_error(code: &str) -> Script {
    Script::json(400, format!(r#"{{"error":"{code}"}}"#))
}

/// A store that holds one grant of which only the refresh token is known.
async fn store_with(refresh_token: &str) -> Arc<MemoryTokenStore> {
    let store = Arc::new(MemoryTokenStore::new());
    let grant = StoredGrant::new(refresh_token, OffsetDateTime::now_utc());
    store.save(&key(), None, &grant).await.unwrap();
    store
}

async fn stored(store: &dyn TokenStore) -> StoredGrant {
    store.load(&key()).await.unwrap().unwrap().value
}

async fn stored_refresh_token(store: &dyn TokenStore) -> String {
    stored(store).await.refresh_token.expose_secret().to_owned()
}

fn form(request: &Request) -> HashMap<String, String> {
    url::form_urlencoded::parse(&request.body)
        .into_owned()
        .collect()
}

/// The refresh tokens that were spent, in order.
fn spent(transport: &FakeTransport) -> Vec<String> {
    transport
        .requests()
        .iter()
        .map(|request| form(request)["refresh_token"].clone())
        .collect()
}
