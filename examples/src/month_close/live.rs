//! The real hosts, with credentials from the environment.

use std::sync::Arc;

use blu_client::Blu;
use brazil_types::{ParseError, TaxId};
use client_core::auth::AuthEvents;
use client_core::observe::Observer;
use client_core::secret::SecretString;
use thiserror::Error;
use url::Url;

use super::args::Source;
use super::sources::{Acquirer, Erp};
use crate::contaazul::{self, AccessError, Addresses, GrantStore, Watch};
use crate::variables::{Unset, Variables};
use client_core::sandbox::loopback_transport;

const CONTAAZUL_URL: &str = "CONTAAZUL_URL";
const BLU_TOKEN: &str = "BLU_TOKEN";
const BLU_CNPJ: &str = "BLU_CNPJ";
const BLU_URL: &str = "BLU_URL";

/// What is wrong with the environment.
#[derive(Debug, Error)]
pub(super) enum BadEnvironment {
    #[error("--live needs more: {0}")]
    Unset(#[from] Unset),
    #[error("BLU_CNPJ is not a CNPJ: {0}")]
    TaxId(ParseError),
    #[error("{variable} is not an address; write it in full, with https://")]
    Address { variable: &'static str },
}

/// Everything that the sources asked for need, checked before anything is sent.
pub(super) struct Live<'a> {
    variables: &'a Variables,
    grants: &'a GrantStore,
    erp: Option<Addresses>,
    acquirer: Option<AcquirerSettings>,
}

struct AcquirerSettings {
    tax_id: Option<TaxId>,
    url: Option<Url>,
}

impl<'a> Live<'a> {
    pub(super) fn check(
        sources: &[Source],
        grants: &'a GrantStore,
        variables: &'a Variables,
    ) -> Result<Self, BadEnvironment> {
        let mut needed = Vec::new();
        let mut live = Self {
            variables,
            grants,
            erp: None,
            acquirer: None,
        };
        if sources.contains(&Source::Contaazul) {
            needed.extend(contaazul::required(variables));
            live.erp = Some(Addresses {
                base_url: address(variables, CONTAAZUL_URL)?,
                ..Addresses::default()
            });
        }
        if sources.contains(&Source::Blu) {
            needed.push(BLU_TOKEN);
            let tax_id = variables.get(BLU_CNPJ).map(TaxId::parse).transpose();
            live.acquirer = Some(AcquirerSettings {
                tax_id: tax_id.map_err(BadEnvironment::TaxId)?,
                url: address(variables, BLU_URL)?,
            });
        }
        variables.require_all(&needed)?;
        Ok(live)
    }

    /// A client of the ERP, if it was asked for.
    pub(super) async fn erp(
        &self,
        observer: Arc<dyn Observer>,
        events: Arc<dyn AuthEvents>,
    ) -> Result<Option<Erp>, AccessError> {
        let Some(addresses) = &self.erp else {
            return Ok(None);
        };
        let watch = Watch {
            observer: Some(observer),
            events: Some(events),
        };
        let client = contaazul::erp(self.variables, addresses, self.grants, watch).await?;
        Ok(Some(Erp { client }))
    }

    /// A client of the acquirer, if it was asked for.
    pub(super) fn acquirer(
        &self,
        observer: Arc<dyn Observer>,
    ) -> Result<Option<Acquirer>, AccessError> {
        let Some(settings) = &self.acquirer else {
            return Ok(None);
        };
        let [token] = self.variables.require([BLU_TOKEN])?;
        let environment = match &settings.url {
            Some(url) => blu_client::Environment::custom(url.to_string()),
            None => blu_client::Environment::production(),
        };
        let mut client = Blu::builder(environment, SecretString::from(token));
        if settings
            .url
            .as_ref()
            .is_some_and(|url| url.scheme() == "http")
        {
            client = client.with_transport(loopback_transport()?);
        }
        Ok(Some(Acquirer {
            client: client.with_observer(observer).build()?,
            tax_id: settings.tax_id,
        }))
    }
}

fn address(variables: &Variables, variable: &'static str) -> Result<Option<Url>, BadEnvironment> {
    let url = variables.get(variable).map(Url::parse).transpose();
    url.map_err(|_| BadEnvironment::Address { variable })
}
