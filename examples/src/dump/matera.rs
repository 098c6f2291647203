//! What Matera has of accounts.

use std::future::Future;

use client_core::{Error, Result};
use http::StatusCode;
use matera_client::Matera;
use matera_client::model::{Account, AccountId, AccountNumber};
use serde::Serialize;
use time::OffsetDateTime;

use super::Period;
use super::source::{Lines, Source};

/// The provider's name of an account's id.
const ACCOUNT: &str = "accountId";

/// Everything the client can read of these accounts: what moved, and Pix Automático, within `period`.
///
/// # Errors
/// What reading one of the accounts met: without its number and its holder, limits and Pix Automático
/// cannot be asked for.
pub async fn sources(
    matera: &Matera,
    accounts: &[AccountId],
    period: Period,
) -> Result<Vec<Source>> {
    let mut sources = Vec::new();
    for id in accounts {
        let account = matera.accounts().get(id).send().await?;
        let (number, holder) = (number(&account), tax_id(&account));
        sources.push(Source::once(format!("account {id}"), async move {
            Lines::one("account", &account)
        }));
        sources.extend(of_account(matera, id, period));
        sources.extend(
            number
                .iter()
                .flat_map(|number| of_number(matera, id, number)),
        );
        if let Some(holder) = holder {
            sources.extend(autopix_paid(matera, id, &holder, period));
        }
        sources.extend(autopix_received(matera, id, period));
    }
    Ok(sources)
}

fn number(account: &Account) -> Option<AccountNumber> {
    let account = account.account.as_ref()?;
    let (branch, number) = (account.branch.as_ref()?, account.number.as_ref()?);
    Some(AccountNumber::new(branch.expose(), number.expose()))
}

fn tax_id(account: &Account) -> Option<String> {
    let identifier = account.client.as_ref()?.tax_identifier.as_ref()?;
    Some(identifier.tax_id.as_ref()?.expose().clone())
}

/// What is asked for by the account's id.
fn of_account(matera: &Matera, id: &AccountId, period: Period) -> Vec<Source> {
    let whole = || (ACCOUNT, id.to_string());
    let (begin, end) = period.moments();
    let transactions = matera.transactions().list(id);
    let transactions = transactions.between(period.from, period.to).oldest_first();
    let aliases = matera.aliases().list(id);
    let mut sources = vec![
        one("balance", id, matera.balances().get(id).send()),
        Source::parts(
            format!("statement {id}"),
            "statement_line",
            whole(),
            matera.accounts().statement(id, begin, end).send(),
        ),
        Source::list(
            format!("transactions {id}"),
            "transaction",
            transactions.send(),
        ),
        Source::once(format!("aliases {id}"), {
            let (field, id) = whole();
            async move {
                let mut lines = Lines::default();
                lines.add_parts("alias", (field, &id), &aliases.send().await?.aliases)?;
                Ok(lines)
            }
        }),
        Source::list(
            format!("schedules {id}"),
            "schedule",
            matera.schedules().list(id).send(),
        ),
        one("wallet", id, matera.wallet().list(id).send()),
    ];
    // There is a report of years that are over.
    let last = period.to.year().min(OffsetDateTime::now_utc().year() - 1);
    let years = period.from.year()..=last;
    let years = years.filter_map(|year| u16::try_from(year).ok());
    sources.extend(years.map(|year| {
        let report = matera.income_reports().get(id, year);
        let (field, id) = whole();
        let read = async move {
            let mut lines = Lines::default();
            // A year without anything to report has none.
            let report = found(report.send().await)?;
            lines.add_parts("income_report", (field, &id), &report)?;
            Ok(lines)
        };
        Source::once(format!("income_report of {year}"), read).window()
    }));
    sources
}

/// What is asked for by branch and number.
fn of_number(matera: &Matera, id: &AccountId, number: &AccountNumber) -> [Source; 2] {
    let limits = matera.limits();
    [
        one("limits", id, limits.get(number).send()),
        Source::parts(
            format!("favored {id}"),
            "favored",
            (ACCOUNT, id.to_string()),
            limits.list_favored(number).send(),
        ),
    ]
}

fn autopix_paid(matera: &Matera, id: &AccountId, holder: &str, period: Period) -> [Source; 3] {
    let payer = matera.autopix_payer(id, holder);
    let (begin, end) = period.moments();
    [
        Source::list(
            format!("paid recurrences {id}"),
            "autopix_recurrence",
            payer.list(period.from, period.to).send(),
        ),
        Source::list(
            format!("recurrence requests {id}"),
            "autopix_request",
            payer.list_requests(begin, end).send(),
        ),
        Source::list(
            format!("billings {id}"),
            "autopix_billing",
            payer.list_billings(begin, end).send(),
        ),
    ]
}

fn autopix_received(matera: &Matera, id: &AccountId, period: Period) -> [Source; 3] {
    let receiver = matera.autopix_receiver(id);
    let (begin, end) = period.moments();
    [
        Source::list(
            format!("received recurrences {id}"),
            "autopix_received_recurrence",
            receiver.list(begin, end).send(),
        ),
        Source::list(
            format!("charges {id}"),
            "autopix_charge",
            receiver.list_charges(begin, end).send(),
        ),
        Source::list(
            format!("locations {id}"),
            "autopix_location",
            receiver.list_locations(begin, end).send(),
        ),
    ]
}

/// One answer that may not say whose it is.
fn one<T: Serialize + 'static>(
    kind: &'static str,
    id: &AccountId,
    answer: impl Future<Output = Result<T>> + 'static,
) -> Source {
    let whole = id.to_string();
    Source::once(format!("{kind} {id}"), async move {
        let mut lines = Lines::default();
        lines.add_parts(kind, (ACCOUNT, &whole), [&answer.await?])?;
        Ok(lines)
    })
}

fn found<T>(answer: Result<T, Error>) -> Result<Option<T>> {
    match answer {
        Ok(found) => Ok(Some(found)),
        Err(error) if error.status() == Some(StatusCode::NOT_FOUND) => Ok(None),
        Err(error) => Err(error),
    }
}
