//! The trust framework's directory: who takes part, where their APIs are, and by which keys they
//! are known.
//!
//! ```no_run
//! # use std::sync::Arc;
//! # use client_core::http::Transport;
//! # use openfinance_client::{Bank, Error, Result};
//! # use openfinance_client::directory::{Directory, Environment};
//! # use openfinance_client::login::ServerMetadata;
//! # async fn find(transport: Arc<dyn Transport>) -> Result<()> {
//! let directory = Directory::new(Environment::production()?, Arc::clone(&transport))?;
//! let participants = directory.participants().await?;
//! for participant in participants.named("sicoob") {
//!     println!("{} {}", participant.id(), participant.name());
//! }
//!
//! let bank = participants.server("the id of one of them").ok_or_else(|| Error::input("no such bank"))?;
//! let metadata = bank.metadata(Arc::clone(&transport)).await?;
//! let bank = Bank::builder(bank.endpoints()).with_transport(transport).build()?;
//! # drop((metadata, bank));
//! # Ok(())
//! # }
//! ```

mod api;
mod organisation;
mod participant;
mod participants;
mod search;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use client_core::http::{Call, Transport};
use client_core::{Error, Executor, Result};
use http::Method;
use tokio::sync::Mutex;
use tokio::time::Instant;
use url::Url;

pub use self::api::{DirectoryApi, SoftwareStatementAssertion};
pub use self::organisation::{
    ApiEndpoint, ApiResource, AuthorisationServer, Organisation, Role, RoleClaim,
};
pub use self::participant::Participant;
pub use self::participants::Participants;
use crate::jose::{KeySource, public_executor};

/// Where a directory is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Environment {
    participants: Url,
    keystore: Url,
    token: Url,
    api: Url,
}

impl Environment {
    /// The directory that real banks are in.
    ///
    /// # Errors
    /// [`ErrorKind::Config`](client_core::ErrorKind::Config) when an address cannot be read, which
    /// does not happen.
    pub fn production() -> Result<Self> {
        Self::of_domain("directory.openbankingbrasil.org.br")
    }

    /// The directory's own sandbox, for members.
    ///
    /// # Errors
    /// As [`Environment::production`].
    pub fn sandbox() -> Result<Self> {
        Self::of_domain("sandbox.directory.openbankingbrasil.org.br")
    }

    fn of_domain(domain: &str) -> Result<Self> {
        let at = |host: &str, path: &str| address(&format!("https://{host}.{domain}/{path}"));
        Ok(Self {
            participants: at("data", "participants")?,
            keystore: at("keystore", "")?,
            token: at("matls-auth", "token")?,
            api: at("matls-api", "")?,
        })
    }

    /// A directory elsewhere: the list of participants, the root of the key store, the token
    /// endpoint and the root of the protected API.
    pub fn custom(participants: Url, keystore: Url, token: Url, api: Url) -> Self {
        Self {
            participants,
            keystore,
            token,
            api,
        }
    }
}

/// The public side of the directory. Cheap to clone; clones share what was fetched.
#[derive(Clone)]
pub struct Directory {
    shared: Arc<Shared>,
}

struct Shared {
    environment: Environment,
    transport: Arc<dyn Transport>,
    executor: Executor,
    fetched: Mutex<Option<(Arc<Participants>, Instant)>>,
}

const KEPT_FOR: Duration = Duration::from_secs(6 * 60 * 60);
/// What the directory itself says by `Cache-Control`; who asks more often is shut out.
const SOONEST_REFETCH: Duration = Duration::from_secs(15 * 60);

impl Directory {
    /// The directory of this environment. The public side needs no client certificate.
    ///
    /// # Errors
    /// [`ErrorKind::Config`](client_core::ErrorKind::Config) when an address is not `https` (or
    /// `http` on loopback).
    pub fn new(environment: Environment, transport: Arc<dyn Transport>) -> Result<Self> {
        let executor = public_executor(&environment.participants, Arc::clone(&transport))?;
        Ok(Self {
            shared: Arc::new(Shared {
                environment,
                transport,
                executor,
                fetched: Mutex::new(None),
            }),
        })
    }

    /// Who takes part: several megabytes, kept for six hours. What was fetched before stays in use
    /// when fetching fails.
    ///
    /// # Errors
    /// Why the list cannot be had, when none was before.
    pub async fn participants(&self) -> Result<Arc<Participants>> {
        self.no_older_than(KEPT_FOR).await
    }

    /// Who takes part by now: after a bank answered 404 or 410 to an address from the list. Asks
    /// at most every quarter of an hour.
    ///
    /// # Errors
    /// As [`Directory::participants`].
    pub async fn refreshed_participants(&self) -> Result<Arc<Participants>> {
        self.no_older_than(SOONEST_REFETCH).await
    }

    async fn no_older_than(&self, age: Duration) -> Result<Arc<Participants>> {
        let mut fetched = self.shared.fetched.lock().await;
        if let Some((participants, at)) = &*fetched
            && at.elapsed() < age
        {
            return Ok(Arc::clone(participants));
        }
        let url = self.shared.environment.participants.clone();
        let call = Call::raw(Method::GET, "/").at_link(url);
        let answer = self.shared.executor.json::<Participants>(call).await;
        let participants = match (answer, fetched.take()) {
            (Ok(participants), _) => Arc::new(participants),
            (Err(error), Some((before, _))) => {
                tracing::warn!(%error, "the directory cannot be fetched; using the list before");
                before
            }
            (Err(error), None) => return Err(error),
        };
        *fetched = Some((Arc::clone(&participants), Instant::now()));
        Ok(participants)
    }

    /// The keys by which an organisation signs its messages.
    ///
    /// # Errors
    /// [`ErrorKind::Input`](client_core::ErrorKind::Input) when the id cannot stand in an address.
    pub fn organisation_keys(&self, organisation_id: &str) -> Result<KeySource> {
        self.keys(&[organisation_id, "application.jwks"])
    }

    /// The keys of one software statement: for signing and encryption.
    ///
    /// # Errors
    /// As [`Directory::organisation_keys`].
    pub fn software_keys(&self, organisation_id: &str, software_id: &str) -> Result<KeySource> {
        self.keys(&[organisation_id, software_id, "application.jwks"])
    }

    /// The keys by which the directory signs software statements.
    ///
    /// # Errors
    /// [`ErrorKind::Config`](client_core::ErrorKind::Config), which does not happen.
    pub fn statement_keys(&self) -> Result<KeySource> {
        self.keys(&["openbanking.jwks"])
    }

    /// The protected side of the directory, for members: `software_id` is the software statement's
    /// own, and `transport` presents its certificate.
    ///
    /// # Errors
    /// [`ErrorKind::Config`](client_core::ErrorKind::Config) when the id is empty.
    pub fn api(&self, software_id: &str, transport: Arc<dyn Transport>) -> Result<DirectoryApi> {
        let environment = &self.shared.environment;
        DirectoryApi::new(&environment.token, &environment.api, software_id, transport)
    }

    fn keys(&self, segments: &[&str]) -> Result<KeySource> {
        let strange = |segment: &&str| matches!(*segment, "" | "." | "..");
        if segments.iter().any(strange) {
            return Err(Error::input("the organisation's or software's id is empty"));
        }
        let mut url = self.shared.environment.keystore.clone();
        url.path_segments_mut()
            .map_err(|()| Error::config("the key store's address cannot have a path"))?
            .pop_if_empty()
            .extend(segments);
        KeySource::new(url, Arc::clone(&self.shared.transport))
    }
}

impl fmt::Debug for Directory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Directory")
            .field("environment", &self.shared.environment)
            .finish_non_exhaustive()
    }
}

fn address(text: &str) -> Result<Url> {
    Url::parse(text)
        .map_err(|cause| Error::config("the directory's address is no URL").with_source(cause))
}
