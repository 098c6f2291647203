//! Blu.

use client_core::Error;
use time::OffsetDateTime;

use super::{Provider, Reached, in_sandbox, known, subject};
use crate::access::{self, AccessError};
use crate::dump::args::Args;
use crate::dump::{Period, blu, demo};
use crate::variables::Variables;

pub(super) fn live(args: &Args, variables: &Variables) -> Result<Reached, AccessError> {
    let server = args.addresses.base_url.as_ref();
    let client = access::blu::client(variables, server, None)?;
    Ok(Reached {
        subject: subject(Provider::Blu, server, None),
        default_period: Period::up_to_whole_day(OffsetDateTime::now_utc()),
        lists: known(move |period| blu::sources(&client, period)),
        _sandbox: None,
    })
}

pub(super) async fn demo() -> Result<Reached, Error> {
    let sandbox = demo::acquirer().await?;
    let client = sandbox.client(demo::TOKEN).build()?;
    Ok(Reached {
        subject: in_sandbox(Provider::Blu),
        default_period: Period::up_to_whole_day(demo::NOW),
        lists: known(move |period| blu::sources(&client, period)),
        _sandbox: Some(Box::new(sandbox)),
    })
}
