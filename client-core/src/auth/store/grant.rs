//! What is kept of a grant.

use std::collections::BTreeMap;
use std::fmt;

use secrecy::{ExposeSecret as _, SecretString};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use crate::durable::store_error;
use crate::error::Result;

/// What a person's or company's consent to us is made of, as it is stored.
///
/// `Debug` shows no secret and nothing of `extra`. There is no `Serialize`: writing the secrets
/// out takes [`StoredGrant::expose_as_json`].
#[derive(Clone)]
#[non_exhaustive]
pub struct StoredGrant {
    /// The token that buys access tokens; where the provider rotates it, for one use only.
    pub refresh_token: SecretString,
    /// The last access token, kept so that the next process need not spend the refresh token.
    pub access_token: Option<SecretString>,
    /// When the access token expires.
    pub expires_at: Option<OffsetDateTime>,
    /// When the tokens were asked for.
    pub obtained_at: OffsetDateTime,
    /// How many access tokens this grant has given.
    pub generation: u64,
    /// What is allowed, in the provider's words.
    pub scope: Option<String>,
    /// What else belongs to the grant, such as the provider's ids of company and consent.
    pub extra: BTreeMap<String, String>,
}

impl StoredGrant {
    /// A grant of which only the refresh token is known, such as one taken over from another
    /// program. Its first use fetches an access token.
    pub fn new(refresh_token: impl Into<SecretString>, obtained_at: OffsetDateTime) -> Self {
        Self {
            refresh_token: refresh_token.into(),
            access_token: None,
            expires_at: None,
            obtained_at,
            generation: 0,
            scope: None,
            extra: BTreeMap::new(),
        }
    }

    /// Adds something that belongs to the grant.
    #[must_use]
    pub fn with_extra(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.extra.insert(name.into(), value.into());
        self
    }

    /// Everything, secrets in the clear, as JSON for a store to encrypt or guard.
    ///
    /// # Errors
    /// [`ErrorKind::Store`](crate::ErrorKind::Store) when a time is outside the years 0 to 9999.
    pub fn expose_as_json(&self) -> Result<SecretString> {
        let wire = Wire {
            refresh_token: self.refresh_token.expose_secret().into(),
            access_token: self.access_token.as_ref().map(|t| t.expose_secret().into()),
            expires_at: self.expires_at.map(in_words).transpose()?,
            obtained_at: in_words(self.obtained_at)?,
            generation: self.generation,
            scope: self.scope.clone(),
            extra: self.extra.clone(),
        };
        serde_json::to_string(&wire)
            .map(SecretString::from)
            .map_err(|_| store_error("the grant cannot be written as JSON"))
    }

    /// Reads what [`StoredGrant::expose_as_json`] wrote.
    ///
    /// # Errors
    /// [`ErrorKind::Store`](crate::ErrorKind::Store) for anything else. The error quotes nothing
    /// of the text.
    pub fn from_exposed_json(json: &SecretString) -> Result<Self> {
        let wire: Wire = serde_json::from_str(json.expose_secret()).map_err(|cause| {
            store_error(format!(
                "the stored grant is damaged: not the expected JSON at line {}, column {}",
                cause.line(),
                cause.column()
            ))
        })?;
        Ok(Self {
            refresh_token: wire.refresh_token.into(),
            access_token: wire.access_token.map(SecretString::from),
            expires_at: wire.expires_at.as_deref().map(instant).transpose()?,
            obtained_at: instant(&wire.obtained_at)?,
            generation: wire.generation,
            scope: wire.scope,
            extra: wire.extra,
        })
    }
}

impl fmt::Debug for StoredGrant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StoredGrant")
            .field("has_access_token", &self.access_token.is_some())
            .field("expires_at", &self.expires_at)
            .field("obtained_at", &self.obtained_at)
            .field("generation", &self.generation)
            .field("scope", &self.scope)
            .finish_non_exhaustive()
    }
}

#[derive(Serialize, Deserialize)]
struct Wire {
    refresh_token: String,
    access_token: Option<String>,
    expires_at: Option<String>,
    obtained_at: String,
    generation: u64,
    scope: Option<String>,
    extra: BTreeMap<String, String>,
}

fn in_words(instant: OffsetDateTime) -> Result<String> {
    instant
        .format(&Rfc3339)
        .map_err(|_| store_error("the grant holds a time outside the years 0 to 9999"))
}

fn instant(text: &str) -> Result<OffsetDateTime> {
    OffsetDateTime::parse(text, &Rfc3339)
        .map_err(|_| store_error("the stored grant is damaged: a time is not RFC 3339"))
}
