//! What an auditor wants to know of tokens, without the tokens.

use std::fmt;

use async_trait::async_trait;
use time::OffsetDateTime;

use super::store::GrantKey;
use crate::error::Error;

/// Told of grants and tokens as they come and go: for the audit log, and for an application that
/// must tell its customer that a connection has to be authorised again.
///
/// Awaited before the token is handed out. There is no way to answer no: by then the token is
/// issued and stored, and refusing it would undo nothing. What must not lose an event keeps it
/// itself.
#[async_trait]
pub trait AuthEvents: fmt::Debug + Send + Sync + 'static {
    /// A person authorised, and the grant is stored; or a client's own token was issued.
    async fn granted(&self, event: &TokenEvent<'_>) {
        let _ = event;
    }

    /// A grant gave a new access token, and what came with it is stored.
    async fn refreshed(&self, event: &TokenEvent<'_>) {
        let _ = event;
    }

    /// No new token could be had. [`Error::code`] is the provider's reason, such as
    /// `access_revoked`; [`Error::provider_message`] may hold personal data.
    async fn refresh_failed(&self, event: &TokenEvent<'_>, error: &Error) {
        let _ = (event, error);
    }

    /// A grant was given back or removed from the store.
    async fn revoked(&self, event: &TokenEvent<'_>) {
        let _ = event;
    }
}

/// What an event is about.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct TokenEvent<'a> {
    /// The OAuth client's id at the provider.
    pub client_id: &'a str,
    /// Whose grant it is; `None` for a client's own token. Its id may be personal data:
    /// pseudonymise it before writing it down.
    pub grant: Option<&'a GrantKey>,
    /// What is allowed, in the provider's words.
    pub scope: Option<&'a str>,
    /// When the access token expires, if there is one.
    pub expires_at: Option<OffsetDateTime>,
    /// How many access tokens this grant has given, this one included; 0 where nobody counts.
    pub generation: u64,
}

/// Watches nothing.
#[derive(Debug)]
pub(super) struct Unwatched;

impl AuthEvents for Unwatched {}
