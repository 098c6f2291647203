//! Matera.

use client_core::Error;
use futures_util::FutureExt as _;
use matera_client::Matera;
use time::OffsetDateTime;

use super::{Lists, Provider, Reached, in_sandbox, subject};
use crate::access::AccessError;
use crate::access::matera::{self as access, Accounts};
use crate::dump::args::Args;
use crate::dump::{Period, demo, matera};
use crate::variables::Variables;

pub(super) fn live(args: &Args, variables: &Variables) -> Result<Reached, AccessError> {
    let accounts = access::accounts(variables)?;
    let place = access::Place {
        url: args.addresses.base_url.as_ref(),
        token_url: args.addresses.token_url.as_ref(),
        certificates: args.certificates.clone(),
    };
    let client = access::client(variables, &place, None)?;
    let company = match &accounts {
        Accounts::Named(ids) => ids
            .iter()
            .map(|id| id.as_str())
            .collect::<Vec<_>>()
            .join(","),
        // A tax id is personal, and the cursor is not the place for it.
        Accounts::OfHolder(_) => "all of a holder".to_owned(),
    };
    Ok(Reached {
        subject: subject(Provider::Matera, place.url, Some(&company)),
        default_period: Period::up_to_today(OffsetDateTime::now_utc()),
        lists: lists(client, accounts),
        _sandbox: None,
    })
}

pub(super) async fn demo() -> Result<Reached, Error> {
    let sandbox = demo::payment_institution().await?;
    let accounts = Accounts::Named(sandbox.accounts().iter().take(1).cloned().collect());
    Ok(Reached {
        subject: in_sandbox(Provider::Matera),
        default_period: Period::up_to_today(demo::NOW),
        lists: lists(sandbox.client()?, accounts),
        _sandbox: Some(Box::new(sandbox)),
    })
}

fn lists(client: Matera, accounts: Accounts) -> Lists {
    Box::new(move |period| {
        let (client, accounts) = (client.clone(), accounts.clone());
        async move {
            let accounts = accounts.ids(&client).await?;
            matera::sources(&client, &accounts, period).await
        }
        .boxed_local()
    })
}
