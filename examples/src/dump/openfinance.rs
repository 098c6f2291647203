//! What a customer lets us see at a bank.

mod assets;
mod holdings;

use client_core::page::Pager;
use client_core::{Action, Result};
use openfinance_client::Connection;
use openfinance_client::model::{ExchangeId, Resource, ResourceId, ResourceKind, ResourceStatus};
use serde::Serialize;
use time::OffsetDateTime;

use super::Period;
use super::source::{Lines, Source};

/// Everything that the consent reaches: who the customer is, and of each of its resources all there
/// is. What moved within `period`, which goes back a year at most.
///
/// # Errors
/// What the list of resources met.
pub async fn sources(
    connection: &Connection,
    period: Period,
    now: OffsetDateTime,
) -> Result<Vec<Source>> {
    let resources = connection.resources().list().send().try_collect().await?;
    let readable = |one: &&Resource| one.status == ResourceStatus::Available;
    let of_resources: Vec<Source> = resources
        .iter()
        .filter(readable)
        .flat_map(|one| of_resource(connection, one, period, now))
        .collect();
    let told = async move {
        let mut lines = Lines::default();
        resources
            .iter()
            .try_for_each(|one| lines.add("resource", one))?;
        Ok(lines)
    };
    let mut sources = vec![Source::once("resources", told)];
    sources.extend(customer(connection));
    sources.extend(of_resources);
    Ok(sources)
}

/// A person or a company, as the consent is; which of the two, nobody says.
fn customer(connection: &Connection) -> [Source; 6] {
    let customers = connection.customers();
    [
        Source::list(
            "person",
            "person",
            customers.list_person_identifications().send(),
        ),
        of_customer("person_qualification", customers.get_person_qualification()),
        of_customer("person_relation", customers.get_person_relation()),
        Source::list(
            "company",
            "company",
            customers.list_company_identifications().send(),
        ),
        of_customer(
            "company_qualification",
            customers.get_company_qualification(),
        ),
        of_customer("company_relation", customers.get_company_relation()),
    ]
    .map(Source::if_allowed)
}

fn of_resource(
    connection: &Connection,
    resource: &Resource,
    period: Period,
    now: OffsetDateTime,
) -> Vec<Source> {
    use ResourceKind as Kind;
    let id = resource.id.clone();
    let sources = match &resource.kind {
        Kind::Account => holdings::account(connection, &id.into(), period, now),
        Kind::CardAccount => holdings::card(connection, &id.into(), period, now),
        Kind::Loan => assets::credit("loan", connection.loans(), &id.into()),
        Kind::Financing => assets::credit("financing", connection.financings(), &id.into()),
        Kind::Overdraft => assets::credit("overdraft", connection.overdrafts(), &id.into()),
        Kind::InvoiceFinancing => assets::credit(
            "invoice_financing",
            connection.invoice_financings(),
            &id.into(),
        ),
        Kind::BankFixedIncome => {
            let family = connection.bank_fixed_incomes();
            assets::investment("bank_fixed_income", family, &id.into(), period)
        }
        Kind::CreditFixedIncome => {
            let family = connection.credit_fixed_incomes();
            assets::investment("credit_fixed_income", family, &id.into(), period)
        }
        Kind::TreasureTitle => {
            let family = connection.treasure_titles();
            assets::investment("treasure_title", family, &id.into(), period)
        }
        Kind::VariableIncome => assets::shares(connection, &id.into(), period),
        Kind::Fund => assets::investment("fund", connection.funds(), &id.into(), period),
        Kind::Exchange => exchange(connection, id),
        // Its record among the resources tells of it.
        _ => Vec::new(),
    };
    sources.into_iter().map(Source::if_allowed).collect()
}

fn exchange(connection: &Connection, id: ResourceId) -> Vec<Source> {
    let id = ExchangeId::from(id);
    let exchanges = connection.exchanges();
    let whole = ("operationId", id.as_str());
    vec![
        one("exchange", whole, exchanges.get(&id)),
        parts("exchange_event", whole, exchanges.list_events(&id).send()),
    ]
}

fn of_customer<T: Serialize + 'static>(kind: &'static str, answer: Action<T>) -> Source {
    Source::once(kind, async move { Lines::one(kind, &answer.send().await?) })
}

/// One answer, which does not say what it is of.
fn one<T: Serialize + 'static>(
    kind: &'static str,
    (field, id): (&'static str, &str),
    answer: Action<T>,
) -> Source {
    let whole = id.to_owned();
    Source::once(format!("{kind} {id}"), async move {
        let mut lines = Lines::default();
        lines.add_parts(kind, (field, &whole), [&answer.send().await?])?;
        Ok(lines)
    })
}

/// A list whose items do not say what they are of.
fn parts<T: Serialize + Send + 'static>(
    kind: &'static str,
    (field, id): (&'static str, &str),
    list: Pager<T>,
) -> Source {
    Source::parts(format!("{kind} {id}"), kind, (field, id.to_owned()), list)
}
