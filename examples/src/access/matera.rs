//! Matera.

use std::sync::Arc;

use client_core::observe::Observer;
use client_core::sandbox::loopback_transport;
use matera_client::model::AccountId;
use matera_client::{Credentials, Environment, Matera};
use url::Url;

use super::{AccessError, Certificates, is_plain};
use crate::variables::Variables;

const ACCOUNTS: &str = "MATERA_ACCOUNT_ID";
const TAX_ID: &str = "MATERA_TAX_ID";

/// The variables without which there is no client.
pub const REQUIRED: [&str; 3] = [
    "MATERA_CLIENT_ID",
    "MATERA_CLIENT_SECRET",
    "MATERA_SECRET_KEY",
];

/// What [`client`] and [`accounts`] read, for help texts.
pub const VARIABLES: &str = "  MATERA_CLIENT_ID         the client of the identity provider
  MATERA_CLIENT_SECRET     its secret
  MATERA_SECRET_KEY        the key of the Transaction-Hash
  MATERA_ACCOUNT_ID        the account to read; several with commas between them
  MATERA_TAX_ID            or whose accounts to read: CPF or CNPJ of the holder
  MATERA_CERT, MATERA_KEY, MATERA_CA
                           PEM files: our certificate, its key, authorities to trust";

/// Where a deployment is, and what proves to it who we are.
#[derive(Debug, Default)]
pub struct Place<'a> {
    /// The API, instead of Flagship's production.
    pub url: Option<&'a Url>,
    /// Where tokens come from, if not from there too.
    pub token_url: Option<&'a Url>,
    /// Certificates of the connection.
    pub certificates: Certificates,
}

/// A client by the [variables](VARIABLES).
///
/// # Errors
/// [`AccessError::Unset`] names what is missing, before anything is sent.
pub fn client(
    variables: &Variables,
    place: &Place<'_>,
    observer: Option<Arc<dyn Observer>>,
) -> Result<Matera, AccessError> {
    let [id, secret, key] = variables.require(REQUIRED)?;
    let environment = match place.url {
        Some(url) => Environment::custom(url.as_str(), place.token_url.unwrap_or(url).as_str()),
        None => Environment::production(),
    };
    let mut builder = Matera::builder(environment, Credentials::client(id, secret), key);
    let certificates = place.certificates.or_of_variables(variables, "MATERA");
    builder = match certificates.transport()? {
        Some(transport) => builder.with_transport(Arc::new(transport)),
        None if is_plain(place.url) => builder.with_transport(loopback_transport()?),
        None => builder,
    };
    if let Some(observer) = observer {
        builder = builder.with_observer(observer);
    }
    Ok(builder.build()?)
}

/// Whose accounts to read.
#[derive(Debug, Clone)]
pub enum Accounts {
    /// These.
    Named(Vec<AccountId>),
    /// All of the holder with this CPF or CNPJ.
    OfHolder(String),
}

/// Whose accounts the variables name.
///
/// # Errors
/// [`AccessError::Incomplete`] when they name none.
pub fn accounts(variables: &Variables) -> Result<Accounts, AccessError> {
    if let Some(ids) = variables.get(ACCOUNTS) {
        let ids = ids.split(',').map(str::trim).filter(|id| !id.is_empty());
        return Ok(Accounts::Named(ids.map(AccountId::from).collect()));
    }
    let holder = variables.get(TAX_ID).map(str::to_owned);
    holder
        .map(Accounts::OfHolder)
        .ok_or(AccessError::Incomplete(
            "set MATERA_ACCOUNT_ID or MATERA_TAX_ID in the environment",
        ))
}

impl Accounts {
    /// Their ids; those of a holder are asked for.
    ///
    /// # Errors
    /// What the look-up met.
    pub async fn ids(&self, matera: &Matera) -> client_core::Result<Vec<AccountId>> {
        match self {
            Self::Named(ids) => Ok(ids.clone()),
            Self::OfHolder(tax_id) => {
                let found = matera.accounts().find_by_tax_id(tax_id).send().await?;
                let ids = found.accounts.into_iter();
                Ok(ids.filter_map(|account| account.id).collect())
            }
        }
    }
}
