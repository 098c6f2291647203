//! Access tokens out of a stored grant, without ever losing the grant.

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use secrecy::{ExposeSecret as _, SecretString};
use time::OffsetDateTime;
use tokio::sync::Mutex;
use tokio::time::sleep;

use super::OAuthClient;
use crate::auth::events::TokenEvent;
use crate::auth::store::{SaveError, TokenStore, Versioned, changed_meanwhile};
use crate::auth::token::renewal_margin;
use crate::auth::{AccessToken, GrantKey, IssuedToken, StoredGrant, TokenSource};
use crate::error::{Error, ErrorKind, Outcome, Result};

/// Access tokens of one stored grant. Give it to a [`TokenCache`](crate::auth::TokenCache); make
/// one per grant and process.
///
/// To renew, it takes the grant's lock, loads the grant, and
/// - takes over what another process has fetched meanwhile; otherwise
/// - spends the refresh token, stores the new one, and only then hands the access token out.
///
/// When the provider refuses the refresh token, the grant is loaded once more: a process without
/// the lock may have been quicker. When nobody knows whether the provider saw the request, likewise;
/// if nothing changed, the call fails with [`ErrorKind::Auth`], so that no retry policy hammers on
/// a token that is perhaps spent, and the *next* call tries it once more: it is the only one left.
///
/// When the store fails at the worst moment, the new refresh token is kept in memory, no access
/// token is handed out, and the next call stores it first. Only the process's end can lose it then.
#[derive(Debug)]
pub struct GrantTokens {
    client: OAuthClient,
    store: Arc<dyn TokenStore>,
    key: GrantKey,
    rotates: bool,
    unsaved: Mutex<Option<Renewal>>,
}

/// A grant that the provider has renewed, until it is stored.
#[derive(Debug)]
struct Renewal {
    spent: SecretString,
    grant: StoredGrant,
}

/// A grant with an access token to hand out, and who renewed it.
enum Obtained {
    FromStore(StoredGrant),
    Renewed(StoredGrant),
}

const SAVE_TRIES: u32 = 3;

impl GrantTokens {
    /// Tokens of the grant that `store` keeps under `key`.
    pub fn new(client: OAuthClient, store: Arc<dyn TokenStore>, key: GrantKey) -> Self {
        Self {
            client,
            store,
            key,
            rotates: true,
            unsaved: Mutex::default(),
        }
    }

    /// For providers that document that a refresh token stays valid when used: a request whose
    /// outcome is unknown may then be repeated by the retry policy of the call.
    #[must_use]
    pub fn without_rotation(mut self) -> Self {
        self.rotates = false;
        self
    }

    /// Stores a new grant, in place of an older one if there is one.
    ///
    /// # Errors
    /// [`ErrorKind::Store`] when it cannot be stored; keep the grant and try again, for the
    /// provider gives it once.
    pub async fn install(&self, grant: StoredGrant) -> Result<()> {
        let lock = self.store.lock(&self.key).await?;
        for _ in 0..SAVE_TRIES {
            let current = self.store.load(&self.key).await?;
            let expected = current.map(|stored| stored.version);
            match self.store.save(&self.key, expected, &grant).await {
                Ok(_) => {
                    drop(lock);
                    self.client.events().granted(&self.event(&grant)).await;
                    return Ok(());
                }
                Err(SaveError::Conflict { .. }) => {}
                Err(SaveError::Failed(error)) => return Err(error),
            }
        }
        Err(changed_meanwhile())
    }

    /// Gives the grant back to the provider (RFC 7009) and removes it from the store.
    ///
    /// Tokens in caches go on working until they expire, as far as the provider lets them.
    ///
    /// # Errors
    /// When the provider does not confirm, the grant stays stored.
    pub async fn revoke(&self) -> Result<()> {
        let _lock = self.store.lock(&self.key).await?;
        let stored = self.load().await?;
        self.client.revoke(&stored.value.refresh_token).await?;
        self.forget().await
    }

    /// Removes the grant from the store, when it was revoked in the provider's own way.
    ///
    /// # Errors
    /// [`ErrorKind::Store`] when the store cannot be written.
    pub async fn forget(&self) -> Result<()> {
        if self.store.delete(&self.key).await? {
            self.client
                .events()
                .revoked(&self.event_without_grant())
                .await;
        }
        Ok(())
    }

    async fn obtain(&self, replacing: Option<&AccessToken>) -> Result<Obtained> {
        let stored = self.load().await?;
        if serves(&stored.value, replacing) {
            return Ok(Obtained::FromStore(stored.value));
        }
        let _lock = self.store.lock(&self.key).await?;
        if let Some(renewed) = self.save_renewal().await?
            && serves(&renewed, replacing)
        {
            return Ok(Obtained::Renewed(renewed));
        }
        let first = self.load().await?;
        if serves(&first.value, replacing) {
            return Ok(Obtained::FromStore(first.value));
        }
        let spent = first.value.refresh_token.clone();
        let error = match self.renew(first.value).await {
            Err(error) if error.outcome() != Outcome::NotSent => error,
            obtained_or_not_sent => return obtained_or_not_sent,
        };
        let second = self.load().await?;
        if is_same(&spent, &second.value.refresh_token) {
            return Err(error);
        }
        if serves(&second.value, replacing) {
            return Ok(Obtained::FromStore(second.value));
        }
        self.renew(second.value).await
    }

    /// Spends the refresh token. Called under the grant's lock.
    async fn renew(&self, grant: StoredGrant) -> Result<Obtained> {
        // Nothing is asked of the token's type: the grant was taken when its type was known, and
        // failing here would throw away a refresh token that cannot be had again.
        let answer = self
            .client
            .refresh(&grant.refresh_token)
            .await
            .map_err(|error| self.explain(error))?;
        let renewal = Renewal {
            spent: grant.refresh_token.clone(),
            grant: grant.renewed_by(answer),
        };
        *self.unsaved.lock().await = Some(renewal);
        if let Some(renewed) = self.save_renewal().await? {
            return Ok(Obtained::Renewed(renewed));
        }
        let theirs = self.load().await?.value;
        if serves(&theirs, None) {
            Ok(Obtained::FromStore(theirs))
        } else {
            Err(changed_meanwhile())
        }
    }

    /// Stores a renewed grant that is not stored yet. `None` when there is none, or when the
    /// stored grant was replaced or deleted meanwhile, which then counts.
    async fn save_renewal(&self) -> Result<Option<StoredGrant>> {
        let mut unsaved = self.unsaved.lock().await;
        let Some(renewal) = unsaved.as_ref() else {
            return Ok(None);
        };
        let mut failure = changed_meanwhile();
        for attempt in 0..SAVE_TRIES {
            if attempt > 0 {
                sleep(Duration::from_millis(200) * attempt).await;
            }
            match self.try_save(renewal).await {
                Ok(saved) => {
                    *unsaved = None;
                    return Ok(saved);
                }
                Err(error) => failure = error.into(),
            }
        }
        Err(failure
            .with_note("the renewed grant waits in memory, and the next call stores it first"))
    }

    async fn try_save(&self, renewal: &Renewal) -> Result<Option<StoredGrant>, SaveError> {
        let Some(current) = self.store.load(&self.key).await? else {
            return Ok(None);
        };
        if !is_same(&current.value.refresh_token, &renewal.spent) {
            return Ok(None);
        }
        let mut grant = renewal.grant.clone();
        // The application may have noted something beside the tokens meanwhile.
        grant.extra = current.value.extra;
        self.store
            .save(&self.key, Some(current.version), &grant)
            .await?;
        Ok(Some(grant))
    }

    async fn load(&self) -> Result<Versioned<StoredGrant>> {
        self.store.load(&self.key).await?.ok_or_else(|| {
            Error::new(
                ErrorKind::Auth,
                Outcome::NotSent,
                "no grant is stored for this account: authorise it first",
            )
        })
    }

    fn explain(&self, error: Error) -> Error {
        let error = error.with_note("while renewing the access token");
        let perhaps_spent = matches!(error.outcome(), Outcome::Unknown | Outcome::Applied);
        if self.rotates && perhaps_spent {
            error
                .with_kind(ErrorKind::Auth)
                .with_note("the refresh token may be spent, and the next call tries it once more")
        } else {
            error
        }
    }

    fn event<'a>(&'a self, grant: &'a StoredGrant) -> TokenEvent<'a> {
        TokenEvent {
            scope: grant.scope.as_deref(),
            expires_at: grant.expires_at,
            generation: grant.generation,
            ..self.event_without_grant()
        }
    }

    fn event_without_grant(&self) -> TokenEvent<'_> {
        TokenEvent {
            client_id: self.client.client_id(),
            grant: Some(&self.key),
            scope: None,
            expires_at: None,
            generation: 0,
        }
    }
}

#[async_trait]
impl TokenSource for GrantTokens {
    async fn fetch(&self, replacing: Option<&AccessToken>) -> Result<IssuedToken> {
        let grant = match self.obtain(replacing).await {
            Ok(Obtained::FromStore(grant)) => grant,
            Ok(Obtained::Renewed(grant)) => {
                self.client.events().refreshed(&self.event(&grant)).await;
                grant
            }
            Err(error) => {
                let event = self.event_without_grant();
                self.client.events().refresh_failed(&event, &error).await;
                return Err(error);
            }
        };
        issued(grant)
    }
}

/// Whether the stored access token spares us a refresh: it is there, it is not the one to be
/// replaced, and it is not itself due.
fn serves(grant: &StoredGrant, replacing: Option<&AccessToken>) -> bool {
    let (Some(token), Some((lifetime, age))) = (&grant.access_token, lifetime_and_age(grant))
    else {
        return false;
    };
    let replaced = replacing.is_some_and(|unwanted| unwanted.is(token));
    !replaced && lifetime.saturating_sub(age) > renewal_margin(lifetime)
}

fn issued(grant: StoredGrant) -> Result<IssuedToken> {
    let (lifetime, age) = lifetime_and_age(&grant).unwrap_or_default();
    let token = grant.access_token.ok_or_else(|| {
        Error::new(
            ErrorKind::Store,
            Outcome::NotSent,
            "the stored grant holds no access token",
        )
    })?;
    Ok(IssuedToken::new(token)
        .with_lifetime(lifetime)
        .with_age(age)
        .with_scope(grant.scope))
}

/// From the wall clock, the only one that processes share. If it was set back meanwhile, the token
/// counts as new, but never as valid for longer than its lifetime.
fn lifetime_and_age(grant: &StoredGrant) -> Option<(Duration, Duration)> {
    let lifetime = Duration::try_from(grant.expires_at? - grant.obtained_at).unwrap_or_default();
    let age = OffsetDateTime::now_utc() - grant.obtained_at;
    Some((lifetime, Duration::try_from(age).unwrap_or_default()))
}

fn is_same(one: &SecretString, other: &SecretString) -> bool {
    one.expose_secret() == other.expose_secret()
}
