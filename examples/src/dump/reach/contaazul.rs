//! Conta Azul.

use std::sync::Arc;

use client_core::Error;
use client_core::auth::store::MemoryTokenStore;
use client_core::sandbox::loopback_transport;
use contaazul_client::{ContaAzul, Pace};
use time::OffsetDateTime;

use super::{Lists, Provider, Reached, in_sandbox, known, subject};
use crate::contaazul::{self, AccessError, Generation, Watch};
use crate::dump::args::Args;
use crate::dump::{Period, contaazul as erp, demo};
use crate::variables::Variables;

pub(super) async fn live(args: &Args, variables: &Variables) -> Result<Reached, AccessError> {
    let client = contaazul::erp(variables, &args.addresses, &args.grants, Watch::default()).await?;
    let (server, company) = (&args.addresses.base_url, variables.get(contaazul::COMPANY));
    Ok(Reached {
        subject: subject(Provider::ContaAzul, server.as_ref(), company),
        default_period: Period::around(OffsetDateTime::now_utc()),
        lists: lists(client, args.addresses.environment),
        _sandbox: None,
    })
}

pub(super) async fn demo(generation: Generation) -> Result<Reached, Error> {
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
        lists: lists(client, generation),
        _sandbox: Some(Box::new(sandbox)),
    })
}

fn lists(client: ContaAzul, generation: Generation) -> Lists {
    known(move |period| {
        let mut sources = erp::sources(&client, period);
        if generation == Generation::Seed {
            sources.extend(erp::partner_sources(&client, period));
        }
        sources
    })
}
