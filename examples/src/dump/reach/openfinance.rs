//! A bank, by Open Finance Brasil.

use client_core::Error;
use futures_util::FutureExt as _;
use openfinance_client::Connection;
use time::OffsetDateTime;
use url::Url;

use super::{Lists, Provider, Reached, in_sandbox, subject};
use crate::access::AccessError;
use crate::access::openfinance as access;
use crate::dump::args::Args;
use crate::dump::{Period, demo, openfinance};
use crate::variables::Variables;

const URL: &str = "OPENFINANCE_URL";

pub(super) async fn live(args: &Args, variables: &Variables) -> Result<Reached, AccessError> {
    let of_variable = variables.get(URL).map(Url::parse).transpose();
    let of_variable = of_variable.map_err(|_| {
        AccessError::Incomplete(
            "OPENFINANCE_URL is not an address; write it in full, with https://",
        )
    })?;
    let place = access::Place {
        url: args.addresses.base_url.as_ref().or(of_variable.as_ref()),
        access_token: args.access_token.as_ref(),
        store: args.grants.store.as_deref(),
        certificates: args.certificates.clone(),
    };
    let connection = access::connection(variables, &place, None).await?;
    let consent = Some(connection.consent_id().as_str()).filter(|id| !id.is_empty());
    let now = OffsetDateTime::now_utc();
    Ok(Reached {
        subject: subject(Provider::OpenFinance, place.url, consent),
        default_period: Period::of_a_year(now),
        lists: lists(connection.clone(), now),
        _sandbox: None,
    })
}

pub(super) async fn demo() -> Result<Reached, Error> {
    let (sandbox, connection) = demo::bank().await?;
    let now = OffsetDateTime::now_utc();
    Ok(Reached {
        subject: in_sandbox(Provider::OpenFinance),
        default_period: Period::of_a_year(now),
        lists: lists(connection, now),
        _sandbox: Some(Box::new(sandbox)),
    })
}

fn lists(connection: Connection, now: OffsetDateTime) -> Lists {
    Box::new(move |period| {
        let connection = connection.clone();
        async move { openfinance::sources(&connection, period, now).await }.boxed_local()
    })
}
