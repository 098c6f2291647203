//! Belvo.

use belvo_client::Belvo;
use belvo_client::model::LinkId;
use client_core::Error;
use futures_util::FutureExt as _;
use time::OffsetDateTime;

use super::{Lists, Provider, Reached, in_sandbox, subject};
use crate::access::{self, AccessError};
use crate::dump::args::Args;
use crate::dump::{Period, belvo, demo};
use crate::variables::Variables;

pub(super) fn live(args: &Args, variables: &Variables) -> Result<Reached, AccessError> {
    let server = args.addresses.base_url.as_ref();
    let client = access::belvo::client(variables, server, None)?;
    let link = access::belvo::link(variables);
    Ok(Reached {
        subject: subject(Provider::Belvo, server, link.as_ref().map(LinkId::as_str)),
        default_period: Period::up_to_today(OffsetDateTime::now_utc()),
        lists: lists(client, link),
        _sandbox: None,
    })
}

pub(super) async fn demo() -> Result<Reached, Error> {
    let sandbox = demo::aggregator().await?;
    Ok(Reached {
        subject: in_sandbox(Provider::Belvo),
        default_period: Period::up_to_today(demo::NOW),
        lists: lists(sandbox.client()?, None),
        _sandbox: Some(Box::new(sandbox)),
    })
}

fn lists(client: Belvo, link: Option<LinkId>) -> Lists {
    Box::new(move |period| {
        let (client, link) = (client.clone(), link.clone());
        async move { belvo::sources(&client, link, period).await }.boxed_local()
    })
}
