//! Investments: five families, API 1.x each.

use client_core::wire;
use serde_json::{Value, json};
use time::{Date, Duration};

use super::ask::Ask;
use super::investment_story::{BROKER_NOTE, Investment, broker_note, investment_of, today};
use super::reply::{Answer, Reply, put};
use super::resources::check_available;
use super::router::World;

pub(super) const APIS: [&str; 5] = [
    "bank-fixed-incomes",
    "credit-fixed-incomes",
    "variable-incomes",
    "treasure-titles",
    "funds",
];

const HISTORY: Duration = Duration::days(365);
const RECENT: Duration = Duration::days(6);

pub(super) fn answer(
    world: &mut World,
    ask: &Ask<'_>,
    method: &str,
    (api, path): (&str, &[&str]),
) -> Answer {
    let permission = format!("{}_READ", api.to_uppercase().replace('-', "_"));
    ask.reads(world, api, &permission)?;
    let investment = investment_of(api);
    match (method, path) {
        ("GET", ["investments"]) => ask.page(&[summary(&investment)]),
        ("GET", ["investments", id, rest @ ..]) => {
            check_available(id)?;
            if investment.id != *id {
                return Err(Reply::complaint(404, "INVESTIMENTO_INEXISTENTE"));
            }
            match rest {
                [] => ask.one_counted(&investment.details),
                ["balances"] => ask.one_counted(&investment.balance),
                ["transactions"] => transactions(ask, api, &investment, HISTORY),
                ["transactions-current"] => transactions(ask, api, &investment, RECENT),
                _ => Err(Reply::empty(404)),
            }
        }
        ("GET", ["broker-notes", BROKER_NOTE]) if api == "variable-incomes" => {
            ask.one_counted(&broker_note())
        }
        _ => Err(Reply::empty(404)),
    }
}

/// What the list shows of an investment.
fn summary(investment: &Investment) -> Value {
    let mut summary = json!({
        "brandName": "Banco Fictício",
        "companyCnpj": "11222333000181",
        "investmentId": investment.id,
    });
    for name in [
        "investmentType",
        "anbimaCategory",
        "anbimaClass",
        "anbimaSubclass",
    ] {
        if let Some(value) = investment.details.get(name) {
            put(&mut summary, name, value.clone());
        }
    }
    summary
}

/// The transactions of the period that was asked for, or of today. It may begin so long ago at most.
fn transactions(ask: &Ask<'_>, api: &str, investment: &Investment, reach: Duration) -> Answer {
    let (from, to, field) = match api {
        "funds" => (
            "fromTransactionConversionDate",
            "toTransactionConversionDate",
            "transactionConversionDate",
        ),
        _ => (
            "fromTransactionDate",
            "toTransactionDate",
            "transactionDate",
        ),
    };
    let refused = || Reply::complaint(422, "PERIODO_INVALIDO");
    let day = |text: String| wire::date::parse(&text).map_err(|_| refused());
    let (from, to) = match (ask.query(from), ask.query(to)) {
        (None, None) => (today(), today()),
        (Some(from), Some(to)) => (day(from)?, day(to)?),
        _ => return Err(refused()),
    };
    if to < from || from < today() - reach {
        return Err(refused());
    }
    let within = |transaction: &&Value| {
        let date = transaction.get(field).and_then(Value::as_str);
        let date: Option<Date> = date.and_then(|date| wire::date::parse(date).ok());
        date.is_some_and(|date| (from..=to).contains(&date))
    };
    let shown: Vec<Value> = investment
        .transactions
        .iter()
        .filter(within)
        .cloned()
        .collect();
    ask.page_without_totals(&shown)
}
