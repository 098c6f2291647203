//! Reaching the provider, or its stand-in.

use std::any::Any;
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
use crate::variables::Variables;
use client_core::sandbox::loopback_transport;

const BLU_TOKEN: &str = "BLU_TOKEN";

/// A client, and what its dump is of.
pub(super) struct Reached {
    pub(super) subject: Subject,
    pub(super) default_period: Period,
    client: Client,
    /// A stand-in, which stops when dropped.
    _sandbox: Option<Box<dyn Any>>,
}

enum Client {
    ContaAzul(ContaAzul, Generation),
    Blu(Blu),
}

impl Reached {
    pub(super) fn sources(&self, period: Period) -> Vec<Source> {
        match &self.client {
            Client::Blu(client) => blu::sources(client, period),
            Client::ContaAzul(client, generation) => {
                let mut sources = erp::sources(client, period);
                if *generation == Generation::Seed {
                    sources.extend(erp::partner_sources(client, period));
                }
                sources
            }
        }
    }
}

pub(super) async fn reach(args: &Args, variables: &Variables) -> Result<Reached, AccessError> {
    Ok(match (args.provider, args.sandbox) {
        (Provider::ContaAzul, true) => demo_erp(args.addresses.environment).await?,
        (Provider::Blu, true) => demo_acquirer().await?,
        (Provider::ContaAzul, false) => live_erp(args, variables).await?,
        (Provider::Blu, false) => live_acquirer(args, variables)?,
    })
}

async fn live_erp(args: &Args, variables: &Variables) -> Result<Reached, AccessError> {
    let client = contaazul::erp(variables, &args.addresses, &args.grants, Watch::default()).await?;
    Ok(Reached {
        subject: Subject {
            provider: Provider::ContaAzul.name().to_owned(),
            server: args.addresses.base_url.as_ref().map(ToString::to_string),
            company: variables.get(contaazul::COMPANY).map(str::to_owned),
        },
        default_period: Period::around(OffsetDateTime::now_utc()),
        client: Client::ContaAzul(client, args.addresses.environment),
        _sandbox: None,
    })
}

fn live_acquirer(args: &Args, variables: &Variables) -> Result<Reached, AccessError> {
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
        builder.with_transport(loopback_transport()?)
    } else {
        builder
    };
    Ok(Reached {
        subject: Subject {
            provider: Provider::Blu.name().to_owned(),
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
    let transport = loopback_transport()?;
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
        _sandbox: Some(Box::new(sandbox)),
    })
}

async fn demo_acquirer() -> Result<Reached, Error> {
    let sandbox = demo::acquirer().await?;
    let client = sandbox.client(demo::TOKEN).build()?;
    Ok(Reached {
        subject: in_sandbox(Provider::Blu),
        default_period: Period::up_to_whole_day(demo::NOW),
        client: Client::Blu(client),
        _sandbox: Some(Box::new(sandbox)),
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
