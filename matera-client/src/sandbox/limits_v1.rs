//! Limits of the first version, which no longer hold anything back here: they are kept and shown.

use std::collections::BTreeMap;

use client_core::money::Amount;
use serde_json::{Value, json};
use time::OffsetDateTime;

use super::bank::{BRANCH, Bank};
use super::reading::moment;
use super::request::{Answer, Ask, Reply, money};

/// The most that may be set, in cents.
const MOST: i64 = 10_000_000;

const AMOUNTS: [&str; 4] = [
    "DAILY",
    "NIGHTLY",
    "INSTANT_PAYMENT_CHANGE",
    "INSTANT_PAYMENT_CHANGE_NIGHTLY",
];

/// What was set for one account.
#[derive(Clone, Debug, Default)]
pub(super) struct LimitsV1 {
    cents: BTreeMap<String, i64>,
    favored: Vec<String>,
}

fn refusal(status: u16, message: &str) -> Reply {
    Reply::json(status, json!({"message": message}))
}

fn text_of(cents: i64) -> String {
    Amount::from_cents(cents).to_string()
}

/// `/v1/accounts/{branch}/{account}/limits…`
pub(super) fn answer(bank: &mut Bank, account: usize, ask: &Ask, rest: &[&str]) -> Answer {
    match (ask.method.as_str(), rest) {
        ("GET", []) => all(bank, account).map(Reply::ok),
        ("GET", [kind]) if AMOUNTS.contains(kind) => Ok(one(bank, account, kind)),
        ("POST", []) => adjust(bank, account, ask),
        ("DELETE", [id]) => {
            let favored = &mut bank.limits_v1.entry(account).or_default().favored;
            let before = favored.len();
            favored.retain(|known| known != id);
            if favored.len() == before {
                return Err(refusal(404, "favored not found"));
            }
            change(bank, account, ask, None, Some(id))
        }
        _ => Err(Reply::no_such_route()),
    }
}

/// `GET /v1/accounts/{branch}/limits`: accounts whose limits were set, as a bare list.
pub(super) fn list_of_branch(bank: &Bank, branch: &str) -> Answer {
    let accounts = bank.limits_v1.keys().filter(|_| branch == BRANCH);
    let all: Result<Vec<Value>, Reply> = accounts.map(|account| all(bank, *account)).collect();
    Ok(Reply::ok(json!(all?)))
}

fn all(bank: &Bank, index: usize) -> Result<Value, Reply> {
    let account = bank.account(index)?;
    let set = bank.limits_v1.get(&index).cloned().unwrap_or_default();
    let limit =
        |(kind, cents): (&String, &i64)| json!({"limitType": kind, "amount": text_of(*cents)});
    let favored = |id: &String| json!({"favoredId": id});
    Ok(json!({
        "limitId": format!("limit-{}", account.id.to_lowercase()),
        "branch": BRANCH,
        "account": account.number.to_string(),
        "limits": set.cents.iter().map(limit).collect::<Vec<_>>(),
        "favorites": set.favored.iter().map(favored).collect::<Vec<_>>(),
    }))
}

fn one(bank: &Bank, account: usize, kind: &str) -> Reply {
    let set = bank.limits_v1.get(&account);
    let cents = set.and_then(|set| set.cents.get(kind)).copied();
    Reply::ok(json!({
        "clientValue": money(cents.unwrap_or(MOST)),
        "maxValue": text_of(MOST),
        "lastUpdate": moment(OffsetDateTime::now_utc()),
    }))
}

fn adjust(bank: &mut Bank, account: usize, ask: &Ask) -> Answer {
    ask.required("externalIdentifier")?;
    let kind = ask.required("limitType")?;
    if AMOUNTS.contains(&kind.as_str()) {
        let is_text = ask.body.get("amount").is_some_and(Value::is_string);
        let cents = ask.cents("amount")?;
        if !is_text || cents > MOST {
            return Err(refusal(400, "amount must be text and not above the most"));
        }
        let set = bank.limits_v1.entry(account).or_default();
        set.cents.insert(kind, cents);
        return change(bank, account, ask, Some(cents), None);
    }
    match kind.as_str() {
        "FAVORED" => {
            let id = bank.issue("FA71").to_lowercase();
            let set = bank.limits_v1.entry(account).or_default();
            set.favored.push(id.clone());
            change(bank, account, ask, None, Some(&id))
        }
        "START_NIGHT_TIME" => change(bank, account, ask, None, None),
        _ => Err(refusal(400, "limitType is unknown")),
    }
}

fn change(
    bank: &mut Bank,
    account: usize,
    ask: &Ask,
    cents: Option<i64>,
    favored: Option<&str>,
) -> Answer {
    let id = bank.issue("7A0B");
    Ok(Reply::ok(json!({
        "transactionId": id,
        "account": bank.account(account)?.number.to_string(),
        "externalIdentifier": ask.text("externalIdentifier"),
        "amount": cents.map(text_of),
        "lastUpdate": moment(OffsetDateTime::now_utc()),
        "status": "APPROVED",
        "favoredId": favored,
    })))
}
