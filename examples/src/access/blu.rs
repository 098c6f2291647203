//! Blu.

use std::sync::Arc;

use blu_client::{Blu, Environment};
use client_core::observe::Observer;
use client_core::sandbox::loopback_transport;
use client_core::secret::SecretString;
use url::Url;

use super::{AccessError, is_plain};
use crate::variables::Variables;

/// The variable without which there is no client.
pub const TOKEN: &str = "BLU_TOKEN";

/// What [`client`] reads, for help texts.
pub const VARIABLES: &str = "  BLU_TOKEN                the token that Blu issued for the CNPJ";

/// A client by the [variables](VARIABLES), at `url` instead of Blu's own address.
///
/// # Errors
/// [`AccessError::Unset`] without a token, or what building it says.
pub fn client(
    variables: &Variables,
    url: Option<&Url>,
    observer: Option<Arc<dyn Observer>>,
) -> Result<Blu, AccessError> {
    let [token] = variables.require([TOKEN])?;
    let environment = match url {
        Some(url) => Environment::custom(url.to_string()),
        None => Environment::production(),
    };
    let mut builder = Blu::builder(environment, SecretString::from(token));
    if is_plain(url) {
        builder = builder.with_transport(loopback_transport()?);
    }
    if let Some(observer) = observer {
        builder = builder.with_observer(observer);
    }
    Ok(builder.build()?)
}
