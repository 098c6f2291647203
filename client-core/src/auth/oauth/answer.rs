//! What a token endpoint answers, read with patience.

use std::time::Duration;

use secrecy::SecretString;
use serde_json::{Map, Value};
use time::OffsetDateTime;

use crate::auth::IssuedToken;
use crate::auth::store::StoredGrant;
use crate::auth::token::LONGEST_LIFETIME;
use crate::error::{Error, ErrorKind, Outcome, Result};
use crate::http::Response;

/// Tokens as the provider answered them. Only the access token must be there: an answer may hold
/// the one copy of a rotated refresh token, so nothing else in it is worth failing for.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct TokenAnswer {
    /// The token for API calls.
    pub access_token: SecretString,
    /// The token that buys the next one, if there is one.
    pub refresh_token: Option<SecretString>,
    /// How long the access token is valid: what the provider said (a number, a numeric string, also
    /// with litter behind it) or the client's default.
    pub lifetime: Duration,
    /// When the tokens were asked for.
    pub obtained_at: OffsetDateTime,
    /// What is allowed, in the provider's words.
    pub scope: Option<String>,
    /// What kind of token it is; `Bearer` in any case of letters.
    pub token_type: Option<String>,
    /// The OpenID Connect token, neither decrypted nor verified.
    pub id_token: Option<SecretString>,
}

impl TokenAnswer {
    pub(super) fn read(
        response: &Response,
        obtained_at: OffsetDateTime,
        default_lifetime: Duration,
    ) -> Result<Self> {
        let fields: Map<String, Value> = serde_json::from_slice(&response.body).map_err(|_| {
            misfit("the token answer is not a JSON object").with_status(response.status)
        })?;
        let text = |name: &str| {
            let text = fields.get(name).and_then(Value::as_str)?;
            (!text.is_empty()).then(|| text.to_owned())
        };
        let access_token = text("access_token").ok_or_else(|| {
            misfit("the token answer's field access_token is missing or no text")
                .with_status(response.status)
        })?;
        let said = fields.get("expires_in").filter(|value| !value.is_null());
        let lifetime = said.and_then(lifetime);
        if said.is_some() && lifetime.is_none() {
            tracing::warn!("the token answer's field expires_in is unreadable; using the default");
        }
        Ok(Self {
            access_token: access_token.into(),
            refresh_token: text("refresh_token").map(SecretString::from),
            lifetime: lifetime.unwrap_or(default_lifetime).min(LONGEST_LIFETIME),
            obtained_at,
            scope: text("scope"),
            token_type: text("token_type"),
            id_token: text("id_token").map(SecretString::from),
        })
    }

    /// The grant to store.
    ///
    /// # Errors
    /// [`ErrorKind::Auth`] when the provider gave no refresh token: then there is nothing that
    /// could outlive the access token. Ask for offline access, or use the answer as it is.
    pub fn into_grant(self) -> Result<StoredGrant> {
        let refresh_token = self.refresh_token.clone().ok_or_else(|| {
            Error::new(
                ErrorKind::Auth,
                Outcome::Applied,
                "the provider gave no refresh token: ask for a scope that brings one",
            )
        })?;
        Ok(StoredGrant::new(refresh_token, self.obtained_at).renewed_by(self))
    }

    /// The token for a cache.
    pub(super) fn into_issued(self) -> IssuedToken {
        let age = OffsetDateTime::now_utc() - self.obtained_at;
        IssuedToken::new(self.access_token)
            .with_lifetime(self.lifetime)
            .with_age(Duration::try_from(age).unwrap_or_default())
            .with_scope(self.scope)
    }

    pub(super) fn check_bearer(&self) -> Result<()> {
        match &self.token_type {
            Some(kind) if !kind.eq_ignore_ascii_case("bearer") => Err(Error::new(
                ErrorKind::Auth,
                Outcome::Applied,
                "the provider issued a token that is not of type Bearer, the only type known here",
            )),
            _ => Ok(()),
        }
    }
}

impl StoredGrant {
    /// The grant after a refresh: what the answer leaves out stays as it was.
    pub(super) fn renewed_by(self, answer: TokenAnswer) -> Self {
        Self {
            refresh_token: answer.refresh_token.unwrap_or(self.refresh_token),
            access_token: Some(answer.access_token),
            expires_at: Some(answer.obtained_at + answer.lifetime),
            obtained_at: answer.obtained_at,
            generation: self.generation.saturating_add(1),
            scope: answer.scope.or(self.scope),
            extra: self.extra,
        }
    }
}

fn misfit(what: &'static str) -> Error {
    Error::new(ErrorKind::Decode, Outcome::Applied, what)
}

/// `3600`, `3600.0`, `"3600"`, and `"36000,"` as one provider documents it. Negative is expired.
fn lifetime(value: &Value) -> Option<Duration> {
    match value {
        Value::Number(number) => match number.as_u64() {
            Some(seconds) => Some(Duration::from_secs(seconds)),
            None => {
                let seconds = number.as_f64()?;
                Some(Duration::try_from_secs_f64(seconds.max(0.0)).unwrap_or(LONGEST_LIFETIME))
            }
        },
        Value::String(text) => {
            let text = text.trim();
            let end = text
                .find(|c: char| !c.is_ascii_digit())
                .unwrap_or(text.len());
            text.get(..end)?.parse().ok().map(Duration::from_secs)
        }
        _ => None,
    }
}
