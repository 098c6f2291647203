//! What Belvo has stored of links.

use belvo_client::api::{Data, Resource};
use belvo_client::model::{Link, LinkId};
use belvo_client::{Belvo, Lookup};
use client_core::{Error, Result};
use serde::Serialize;

use super::Period;
use super::source::{Lines, Source};

/// Everything the client can read of `link`, or of every link there is; transactions within `period`,
/// by their value date. Nothing is retrieved from institutions: that costs quotas.
///
/// # Errors
/// What the list of links met.
pub async fn sources(belvo: &Belvo, link: Option<LinkId>, period: Period) -> Result<Vec<Source>> {
    let links = match link {
        Some(link) => vec![belvo.links().get(&link).send().await?],
        None => belvo.links().list().send().try_collect().await?,
    };
    let ids: Vec<LinkId> = links.iter().filter_map(|link| link.id.clone()).collect();
    let told = async move { written(&links) };
    let mut sources = vec![Source::once("links", told)];
    sources.extend(ids.iter().flat_map(|link| of_link(belvo, link, period)));
    Ok(sources)
}

fn written(links: &[Link]) -> Result<Lines, Error> {
    let mut lines = Lines::default();
    links.iter().try_for_each(|link| lines.add("link", link))?;
    Ok(lines)
}

fn of_link(belvo: &Belvo, link: &LinkId, period: Period) -> Vec<Source> {
    let days = Lookup::between(period.from, period.to);
    let transactions = belvo.transactions().list(link).value_date(days).send();
    vec![
        all("owner", belvo.owners(), link),
        all("account", belvo.accounts(), link),
        all("balance", belvo.balances(), link),
        Source::list(format!("transaction {link}"), "transaction", transactions),
        all("bill", belvo.bills(), link),
        all("investment", belvo.investments(), link),
        all(
            "investment_transaction",
            belvo.investment_transactions(),
            link,
        ),
        all("exchange", belvo.exchanges(), link),
        all("income", belvo.incomes(), link),
        all("recurring_expense", belvo.recurring_expenses(), link),
        all("employment", belvo.employments(), link),
    ]
}

/// All that is stored of one kind.
fn all<T: Resource + Serialize>(kind: &'static str, data: Data<'_, T>, link: &LinkId) -> Source {
    Source::list(format!("{kind} {link}"), kind, data.list(link).send())
}
