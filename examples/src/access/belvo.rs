//! Belvo.

use std::sync::Arc;

use belvo_client::model::LinkId;
use belvo_client::{Belvo, Environment, Keys};
use client_core::observe::Observer;
use client_core::sandbox::loopback_transport;
use url::Url;

use super::{AccessError, is_plain};
use crate::variables::Variables;

const LINK: &str = "BELVO_LINK_ID";

/// The variables without which there is no client.
pub const REQUIRED: [&str; 2] = ["BELVO_SECRET_ID", "BELVO_SECRET_PASSWORD"];

/// What [`client`] and [`link`] read, for help texts.
pub const VARIABLES: &str = "  BELVO_SECRET_ID          the key, as Belvo's dashboard shows it
  BELVO_SECRET_PASSWORD    its password
  BELVO_LINK_ID            the one link to read; of all links otherwise";

/// A client by the [variables](VARIABLES), at `url` instead of Belvo's production.
///
/// # Errors
/// [`AccessError::Unset`] without keys, or what building it says.
pub fn client(
    variables: &Variables,
    url: Option<&Url>,
    observer: Option<Arc<dyn Observer>>,
) -> Result<Belvo, AccessError> {
    let [id, password] = variables.require(REQUIRED)?;
    let environment = match url {
        Some(url) => Environment::custom(url.to_string()),
        None => Environment::production(),
    };
    let mut builder = Belvo::builder(environment, Keys::new(id, password));
    if is_plain(url) {
        builder = builder.with_transport(loopback_transport()?);
    }
    if let Some(observer) = observer {
        builder = builder.with_observer(observer);
    }
    Ok(builder.build()?)
}

/// The one link to read, if the variables name it.
pub fn link(variables: &Variables) -> Option<LinkId> {
    variables.get(LINK).map(LinkId::from)
}
