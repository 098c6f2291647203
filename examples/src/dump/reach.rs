//! Reaching the provider, or its stand-in.

use std::sync::Arc;

use blu_client::{Blu, Environment};
use client_core::Error;
use client_core::auth::store::MemoryTokenStore;
use client_core::secret::SecretString;
use contaazul_client::{ContaAzul, Pace};
use time::OffsetDateTime;

use super::args::{Args, Provider};
use super::place::Subject;
use super::source::Source;
use super::{Period, blu, contaazul as erp, demo};
use crate::contaazul::{self, AccessError, Generation, Watch};
use crate::loopback;
use crate::variables::Variables;

const BLU_TOKEN: &str = "BLU_TOKEN";

/// A client, and what its dump is of.
pub(super) struct Reached {
    pub(super) subject: Subject,
    pub(super) default_period: Period,
    client: Client,
    /// Stops when dropped.
    _sandbox: Option<Sandbox>,
}

enum Client {
    ContaAzul(ContaAzul, Generation),
    Blu(Blu),
}

enum Sandbox {
    ContaAzul {
        _running: contaazul_client::sandbox::Sandbox,
    },
    Blu {
        _running: blu_client::sandbox::Sandbox,
    },
}

impl Reached {
    pub(super) fn sources(&self, period: Period) -> Vec<Source> {
        match &self.client {
            Client::Blu(client) => blu::sources(client, period),
            Client::ContaAzul(client, generation) => {
                let mut sources = erp::sources(client, period);
                if *generation == Generation::Seed {
                    sources.push(erp::statement(client, period));
                }
                sources
            }
        }
    }
}

pub(super) async fn reach(args: &Args, variables: &Variables) -> Result<Reached, AccessError> {
    let reached = match (args.provider, args.sandbox) {
        (Provider::ContaAzul, true) => demo_erp(args.addresses.environment).await?,
        (Provider::Blu, true) => demo_acquirer().await?,
        (Provider::ContaAzul, false) => {
            let watch = Watch::default();
            let client = contaazul::erp(variables, &args.addresses, &args.grants, watch).await?;
            Reached {
                subject: Subject {
                    provider: args.provider.name().to_owned(),
                    server: args.addresses.base_url.as_ref().map(ToString::to_string),
                    company: variables.get(contaazul::COMPANY).map(str::to_owned),
                },
                default_period: Period::around(OffsetDateTime::now_utc()),
                client: Client::ContaAzul(client, args.addresses.environment),
                _sandbox: None,
            }
        }
        (Provider::Blu, false) => acquirer(args, variables)?,
    };
    Ok(reached)
}

fn acquirer(args: &Args, variables: &Variables) -> Result<Reached, AccessError> {
    let [token] = variables.require([BLU_TOKEN])?;
    let base = args.addresses.base_url.as_ref();
    let server = base.map(ToString::to_string);
    let is_plain = base.is_some_and(|url| url.scheme() == "http");
    let environment = match &server {
        Some(address) => Environment::custom(address.clone()),
        None => Environment::production(),
    };
    let builder = Blu::builder(environment, SecretString::from(token));
    let builder = if is_plain {
        builder.with_transport(loopback::transport()?)
    } else {
        builder
    };
    Ok(Reached {
        subject: Subject {
            provider: args.provider.name().to_owned(),
            server,
            company: None,
        },
        default_period: Period::up_to_whole_day(OffsetDateTime::now_utc()),
        client: Client::Blu(builder.build()?),
        _sandbox: None,
    })
}

async fn demo_erp(generation: Generation) -> Result<Reached, Error> {
    let sandbox = demo::erp().await?;
    let company = demo::company_of(&sandbox)?;
    let transport = loopback::transport()?;
    let application = sandbox.application().with_transport(transport).build()?;
    let store = Arc::new(MemoryTokenStore::new());
    sandbox.connect(store.as_ref(), &company).await?;
    let client = ContaAzul::builder(&application, store, &company)
        .with_pace(Pace::Unlimited)
        .build()?;
    Ok(Reached {
        subject: in_sandbox(Provider::ContaAzul),
        default_period: Period::around(demo::NOW),
        client: Client::ContaAzul(client, generation),
        _sandbox: Some(Sandbox::ContaAzul { _running: sandbox }),
    })
}

async fn demo_acquirer() -> Result<Reached, Error> {
    let sandbox = demo::acquirer().await?;
    let client = sandbox.client(demo::TOKEN).build()?;
    Ok(Reached {
        subject: in_sandbox(Provider::Blu),
        default_period: Period::up_to_whole_day(demo::NOW),
        client: Client::Blu(client),
        _sandbox: Some(Sandbox::Blu { _running: sandbox }),
    })
}

/// The stand-ins tell the same story in every run, so a dump of one can be resumed in the next.
fn in_sandbox(provider: Provider) -> Subject {
    Subject {
        provider: provider.name().to_owned(),
        server: Some("sandbox".to_owned()),
        company: None,
    }
}
