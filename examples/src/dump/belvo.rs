//! What Belvo has stored of links.

use belvo_client::api::{Data, Resource};
use belvo_client::model::{Exchange, Link, LinkId};
use belvo_client::{Belvo, Lookup};
use client_core::{Error, Result};
use serde::Serialize;

use super::Period;
use super::source::{Lines, Source};

/// Everything the client can read of `link`, or of every link there is; transactions within `period`,
/// by their value date. Nothing is retrieved from institutions: that costs quotas. Payments are not
/// among it: they have keys of their own.
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
    let mut sources = of_bank(belvo, link, period);
    sources.extend(of_work(belvo, link));
    sources.extend(of_tax_offices(belvo, link));
    // Few customers of Belvo have bought every kind.
    sources.into_iter().map(Source::if_allowed).collect()
}

fn of_bank(belvo: &Belvo, link: &LinkId, period: Period) -> Vec<Source> {
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
        exchanges(belvo, link),
        all("income", belvo.incomes(), link),
        all("recurring_expense", belvo.recurring_expenses(), link),
        all("risk_insights", belvo.risk_insights(), link),
    ]
}

fn of_work(belvo: &Belvo, link: &LinkId) -> Vec<Source> {
    vec![
        all("employment", belvo.employments(), link),
        all("employment_record", belvo.employment_records(), link),
        all("current_employment", belvo.current_employments(), link),
        all("employment_metric", belvo.employment_metrics(), link),
    ]
}

fn of_tax_offices(belvo: &Belvo, link: &LinkId) -> Vec<Source> {
    vec![
        all("financial_statement", belvo.financial_statements(), link),
        all("invoice", belvo.invoices(), link),
        all("tax_compliance_status", belvo.tax_compliance_status(), link),
        all("tax_return", belvo.tax_returns(), link),
        all("tax_retention", belvo.tax_retentions(), link),
        all("tax_status", belvo.tax_status(), link),
        all("chilean_invoice", belvo.chilean_invoices(), link),
        all("chilean_tax_status", belvo.chilean_tax_status(), link),
        all("chilean_debt_report", belvo.chilean_debt_reports(), link),
    ]
}

/// Exchanges with their events, which name the exchange they are of.
fn exchanges(belvo: &Belvo, link: &LinkId) -> Source {
    let exchanges = belvo.exchanges().list(link).send();
    let belvo = belvo.clone();
    Source::list_with(
        format!("exchange {link}"),
        exchanges,
        async move |items: Vec<Exchange>| {
            let mut lines = Lines::default();
            for exchange in &items {
                lines.add("exchange", exchange)?;
                let Some(id) = &exchange.id else { continue };
                let mut events = belvo.exchanges().history(id).send();
                while let Some(event) = events.try_next().await? {
                    lines.add("exchange_event", &event)?;
                }
            }
            Ok(lines)
        },
    )
}

/// All that is stored of one kind.
fn all<T: Resource + Serialize>(kind: &'static str, data: Data<'_, T>, link: &LinkId) -> Source {
    Source::list(format!("{kind} {link}"), kind, data.list(link).send())
}
