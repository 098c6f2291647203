//! From the environment's variables to a client.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use client_core::Error;
use client_core::auth::store::SaveError;
use client_core::auth::{AuthEvents, HeaderCredential, TokenStore};
use client_core::observe::Observer;
use client_core::secret::SecretString;
use contaazul_client::model::CompanyId;
use contaazul_client::{Application, ContaAzul, StoredGrant, grant_key};
use thiserror::Error;
use time::OffsetDateTime;

use super::{Addresses, GrantStore};
use crate::variables::{Unset, Variables};

const CLIENT_ID: &str = "CONTAAZUL_CLIENT_ID";
const CLIENT_SECRET: &str = "CONTAAZUL_CLIENT_SECRET";
/// The variable that says whose grant to use.
pub const COMPANY: &str = "CONTAAZUL_COMPANY_ID";
const REFRESH_TOKEN: &str = "CONTAAZUL_REFRESH_TOKEN";
const ACCESS_TOKEN: &str = "CONTAAZUL_ACCESS_TOKEN";

/// What [`erp`] reads, for help texts.
pub const VARIABLES: &str =
    "  CONTAAZUL_CLIENT_ID      the application, as the developer portal shows it
  CONTAAZUL_CLIENT_SECRET  its secret
  CONTAAZUL_COMPANY_ID     whose grant to use: `login contaazul` prints it
  CONTAAZUL_TOKEN_STORE    the folder of the grants, unless --store names it
  CONTAAZUL_REFRESH_TOKEN  a grant from elsewhere, taken over when none is stored yet
  CONTAAZUL_ACCESS_TOKEN   instead of all of these: a token as it is, never renewed";

/// Why a provider cannot be reached.
#[derive(Debug, Error)]
pub enum AccessError {
    /// The call lacks something; nothing was sent.
    #[error(transparent)]
    Unset(#[from] Unset),
    /// The call lacks something that can be given in several ways.
    #[error("{0}")]
    Incomplete(&'static str),
    /// A file that the call names.
    #[error("cannot read {}: {cause}", path.display())]
    File {
        /// Which one.
        path: PathBuf,
        /// Why not.
        cause: io::Error,
    },
    /// No folder for grants.
    #[error("there is no home folder to keep grants in; name a folder with --store")]
    NoStore,
    /// The client cannot be built, or the store not be used.
    #[error(transparent)]
    Client(#[from] Error),
}

impl AccessError {
    /// Whether another call would do.
    pub fn is_usage(&self) -> bool {
        matches!(self, Self::Unset(_) | Self::Incomplete(_) | Self::NoStore)
    }
}

/// The registered application, by the variables `CONTAAZUL_CLIENT_ID` and
/// `CONTAAZUL_CLIENT_SECRET`.
///
/// # Errors
/// [`AccessError::Unset`], or what building it says.
pub fn application(
    variables: &Variables,
    addresses: &Addresses,
    environment: contaazul_client::Environment,
) -> Result<Application, AccessError> {
    watched_application(variables, addresses, environment, Watch::default())
}

fn watched_application(
    variables: &Variables,
    addresses: &Addresses,
    environment: contaazul_client::Environment,
    watch: Watch,
) -> Result<Application, AccessError> {
    let [id, secret] = variables.require([CLIENT_ID, CLIENT_SECRET])?;
    let mut builder = Application::builder(environment, id, secret);
    if let Some(transport) = addresses.transport()? {
        builder = builder.with_transport(transport);
    }
    if let Some(observer) = watch.observer {
        builder = builder.with_observer(observer);
    }
    if let Some(events) = watch.events {
        builder = builder.with_events(events);
    }
    Ok(builder.build()?)
}

/// Who watches a client's calls and tokens, if anybody does.
#[derive(Debug, Clone, Default)]
pub struct Watch {
    /// Watches calls.
    pub observer: Option<Arc<dyn Observer>>,
    /// Is told of grants and renewals.
    pub events: Option<Arc<dyn AuthEvents>>,
}

/// The variables that [`erp`] cannot do without.
pub fn required(variables: &Variables) -> Vec<&'static str> {
    match variables.get(ACCESS_TOKEN) {
        Some(_) => Vec::new(),
        None => vec![CLIENT_ID, CLIENT_SECRET, COMPANY],
    }
}

/// A client of one company, by the [variables](VARIABLES) and the grant in the store.
///
/// # Errors
/// [`AccessError::Unset`] names what is missing, before anything is sent.
pub async fn erp(
    variables: &Variables,
    addresses: &Addresses,
    grants: &GrantStore,
    watch: Watch,
) -> Result<ContaAzul, AccessError> {
    if let Some(token) = variables.get(ACCESS_TOKEN) {
        let credential = HeaderCredential::bearer(&SecretString::from(token))?;
        let builder = ContaAzul::with_credential(addresses.environment(), Arc::new(credential));
        let builder = match addresses.transport()? {
            Some(transport) => builder.with_transport(transport),
            None => builder,
        };
        let builder = match watch.observer {
            Some(observer) => builder.with_observer(observer),
            None => builder,
        };
        return Ok(addresses.with_partner(builder).build()?);
    }
    let [_, _, company] = variables.require([CLIENT_ID, CLIENT_SECRET, COMPANY])?;
    let company = CompanyId::new(company);
    let application = watched_application(variables, addresses, addresses.environment(), watch)?;
    let directory = grants.directory(variables).ok_or(AccessError::NoStore)?;
    let store = GrantStore::open(&directory)?;
    if let Some(token) = variables.get(REFRESH_TOKEN) {
        take_over(store.as_ref(), &company, token).await?;
    }
    let builder = ContaAzul::builder(&application, store, &company);
    Ok(addresses.with_partner(builder).build()?)
}

/// Stores a refresh token unless a grant is there: that one is newer, for a token is spent when
/// it is used.
async fn take_over(
    store: &dyn TokenStore,
    company: &CompanyId,
    refresh_token: &str,
) -> Result<(), Error> {
    let grant = StoredGrant::new(refresh_token, OffsetDateTime::now_utc());
    match store.save(&grant_key(company), None, &grant).await {
        Ok(_) | Err(SaveError::Conflict { .. }) => Ok(()),
        Err(SaveError::Failed(error)) => Err(error),
    }
}
