//! The identity provider: client credentials, and tokens that end.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use serde_json::json;
use wiremock::Request;

use super::request::Reply;

pub(super) const CLIENT_ID: &str = "sandbox-marketplace";
pub(super) const CLIENT_SECRET: &str = "sandbox-client-secret";
const REALM: &str = "Matera";

#[derive(Debug)]
pub(super) struct Realm {
    lifetime: Duration,
    tokens: HashMap<String, Instant>,
    issued: u64,
}

impl Realm {
    pub(super) fn new(lifetime: Duration) -> Self {
        Self {
            lifetime,
            tokens: HashMap::new(),
            issued: 0,
        }
    }

    pub(super) fn expire_all(&mut self) {
        self.tokens.clear();
    }

    /// Answers a token request, with the quirk of the provider's sample: the lifetime is a text
    /// with a comma behind it.
    pub(super) fn token(&mut self, realm: &str, request: &Request) -> Reply {
        let fields: HashMap<_, _> = url::form_urlencoded::parse(&request.body)
            .into_owned()
            .collect();
        let is = |name: &str, value: &str| fields.get(name).is_some_and(|given| given == value);
        if realm != REALM {
            return Reply::json(404, json!({"error": "Realm does not exist"}));
        }
        if !is("grant_type", "client_credentials") {
            let body = json!({"error": "unsupported_grant_type", "error_description": ""});
            return Reply::json(400, body);
        }
        if !is("client_id", CLIENT_ID) || !is("client_secret", CLIENT_SECRET) {
            let description = "Invalid client or Invalid client credentials";
            let body = json!({"error": "unauthorized_client", "error_description": description});
            return Reply::json(401, body);
        }
        self.issued += 1;
        let token = format!("sandbox-token-{:06}", self.issued);
        self.tokens
            .insert(token.clone(), Instant::now() + self.lifetime);
        Reply::ok(json!({
            "access_token": token,
            "expires_in": format!("{},", self.lifetime.as_secs()),
            "refresh_expires_in": 0,
            "token_type": "Bearer",
            "not-before-policy": 0,
            "scope": "profile email",
        }))
    }

    pub(super) fn accepts(&self, request: &Request) -> bool {
        let header = request.headers.get("authorization");
        let token = header
            .and_then(|value| value.to_str().ok())
            .and_then(|value| value.strip_prefix("Bearer "));
        let end = token.and_then(|token| self.tokens.get(token));
        end.is_some_and(|end| *end > Instant::now())
    }
}
