//! The real hosts, with credentials from the environment.

use std::path::PathBuf;
use std::sync::Arc;

use blu_client::Blu;
use brazil_types::TaxId;
use client_core::auth::AuthEvents;
use client_core::auth::store::FileTokenStore;
use client_core::http::Transport;
use client_core::observe::Observer;
use client_core::secret::SecretString;
use client_core::{Error, Result};
use contaazul_client::model::CompanyId;
use contaazul_client::{Application, ContaAzul, TokenStore, grant_key};

use super::args::Source;
use super::sources::{Acquirer, Erp};

/// Reads an environment variable.
pub(super) type Environment<'a> = dyn Fn(&str) -> Option<String> + 'a;

/// Everything that the sources asked for need, checked before anything is sent.
pub(super) struct Live {
    erp: Option<ErpSettings>,
    acquirer: Option<AcquirerSettings>,
}

struct ErpSettings {
    client_id: String,
    client_secret: SecretString,
    company: CompanyId,
    store: PathBuf,
    environment: contaazul_client::Environment,
}

struct AcquirerSettings {
    token: SecretString,
    tax_id: Option<TaxId>,
    environment: blu_client::Environment,
}

/// What is wrong with the environment; says it of all variables at once.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub(super) enum BadEnvironment {
    #[error("--live needs these environment variables, which are not set: {}", .0.join(", "))]
    Missing(Vec<&'static str>),
    #[error("BLU_CNPJ is not a CNPJ: {0}")]
    TaxId(brazil_types::ParseError),
}

impl Live {
    pub(super) fn read(
        sources: &[Source],
        environment: &Environment<'_>,
    ) -> Result<Self, BadEnvironment> {
        let mut variables = Variables {
            environment,
            missing: Vec::new(),
        };
        let erp = sources
            .contains(&Source::Contaazul)
            .then(|| variables.erp());
        let acquirer = match sources.contains(&Source::Blu).then(|| variables.acquirer()) {
            Some(settings) => Some(settings?),
            None => None,
        };
        if !variables.missing.is_empty() {
            return Err(BadEnvironment::Missing(variables.missing));
        }
        Ok(Self { erp, acquirer })
    }

    /// A client of the ERP, if it was asked for; by the default transport unless another is given.
    pub(super) async fn erp(
        &self,
        transport: Option<Arc<dyn Transport>>,
        observer: Arc<dyn Observer>,
        events: Arc<dyn AuthEvents>,
    ) -> Result<Option<Erp>> {
        let Some(settings) = &self.erp else {
            return Ok(None);
        };
        let store: Arc<dyn TokenStore> = Arc::new(FileTokenStore::open(&settings.store)?);
        if store.load(&grant_key(&settings.company)).await?.is_none() {
            return Err(Error::config(
                "CONTAAZUL_TOKEN_STORE holds no grant of CONTAAZUL_COMPANY_ID; run \
                 `login contaazul` first",
            ));
        }
        let mut application = Application::builder(
            settings.environment.clone(),
            settings.client_id.clone(),
            settings.client_secret.clone(),
        );
        if let Some(transport) = transport {
            application = application.transport(transport);
        }
        let application = application.observer(observer).events(events).build()?;
        let client = ContaAzul::builder(&application, store, &settings.company).build()?;
        Ok(Some(Erp { client }))
    }

    /// A client of the acquirer, if it was asked for; as above.
    pub(super) fn acquirer(
        &self,
        transport: Option<Arc<dyn Transport>>,
        observer: Arc<dyn Observer>,
    ) -> Result<Option<Acquirer>> {
        let Some(settings) = &self.acquirer else {
            return Ok(None);
        };
        let mut client = Blu::builder(settings.environment.clone(), settings.token.clone());
        if let Some(transport) = transport {
            client = client.with_transport(transport);
        }
        Ok(Some(Acquirer {
            client: client.with_observer(observer).build()?,
            tax_id: settings.tax_id,
        }))
    }
}

struct Variables<'a> {
    environment: &'a Environment<'a>,
    missing: Vec<&'static str>,
}

impl Variables<'_> {
    fn optional(&self, name: &str) -> Option<String> {
        (self.environment)(name).filter(|value| !value.trim().is_empty())
    }

    /// The value; an empty one stands in for what is noted as missing.
    fn required(&mut self, name: &'static str) -> String {
        self.optional(name).unwrap_or_else(|| {
            self.missing.push(name);
            String::new()
        })
    }

    fn erp(&mut self) -> ErpSettings {
        let mut environment = contaazul_client::Environment::current();
        if let Some(url) = self.optional("CONTAAZUL_API_URL") {
            environment = environment.with_api_url(url);
        }
        if let Some(url) = self.optional("CONTAAZUL_TOKEN_URL") {
            environment = environment.with_token_url(url);
        }
        ErpSettings {
            client_id: self.required("CONTAAZUL_CLIENT_ID"),
            client_secret: SecretString::from(self.required("CONTAAZUL_CLIENT_SECRET")),
            company: CompanyId::new(self.required("CONTAAZUL_COMPANY_ID")),
            store: PathBuf::from(self.required("CONTAAZUL_TOKEN_STORE")),
            environment,
        }
    }

    fn acquirer(&mut self) -> Result<AcquirerSettings, BadEnvironment> {
        let tax_id = self.optional("BLU_CNPJ");
        let tax_id = tax_id.map(|text| TaxId::parse(&text)).transpose();
        let environment = match self.optional("BLU_API_URL") {
            Some(url) => blu_client::Environment::custom(url),
            None => blu_client::Environment::production(),
        };
        Ok(AcquirerSettings {
            token: SecretString::from(self.required("BLU_TOKEN")),
            tax_id: tax_id.map_err(BadEnvironment::TaxId)?,
            environment,
        })
    }
}
