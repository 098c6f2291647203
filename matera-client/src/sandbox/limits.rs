//! Limits of the second version and favoured payees. The day's global limit is kept to.

use std::collections::BTreeMap;

use client_core::money::Amount;
use serde_json::{Map, Value, json};
use time::{Duration, OffsetDateTime};

use super::bank::{BRANCH, Bank};
use super::reading::{day_of, moment};
use super::request::{Answer, Ask, Reply, text_at};

/// What was set, by account.
#[derive(Clone, Debug, Default)]
pub(super) struct Limits {
    groups: BTreeMap<usize, Map<String, Value>>,
    favored: Vec<(usize, Value)>,
}

const GROUPS: [&str; 5] = [
    "limits",
    "cashInLimits",
    "transactionFavoredLimit",
    "transactionProductsLimit",
    "times",
];

impl Bank {
    /// Refuses money out beyond the global limit of the day.
    pub(super) fn check_limit(&self, account: usize, cents: i64) -> Result<(), Reply> {
        let groups = self.limits.groups.get(&account);
        let limit = groups
            .and_then(|groups| groups.get("limits"))
            .and_then(|group| text_at(group, "global.amount"))
            .and_then(|text| Amount::parse(&text).and_then(Amount::to_cents).ok());
        let Some(limit) = limit else {
            return Ok(());
        };
        let today = day_of(OffsetDateTime::now_utc());
        let spent: i64 = self
            .transactions
            .iter()
            .filter(|one| one.account == account && one.cents < 0 && day_of(one.at) == today)
            .map(|one| -one.cents)
            .sum();
        match spent + cents > limit {
            true => Err(Reply::error(
                422,
                "LIMIT_EXCEEDED",
                "above the limit of the day",
            )),
            false => Ok(()),
        }
    }

    fn limits_json(&self, index: usize) -> Answer {
        let account = self.account(index)?;
        let id = account.id.to_lowercase();
        let mut json = json!({
            "limitId": format!("account-{id}"),
            "accountId": id,
            "branch": BRANCH,
            "account": account.number.to_string(),
            "description": format!("{BRANCH} {}", account.number),
        });
        let set = self.limits.groups.get(&index);
        if let Some(fields) = json.as_object_mut() {
            for group in GROUPS {
                let values = set.and_then(|set| set.get(group)).cloned();
                fields.insert(group.to_owned(), values.unwrap_or_else(|| json!({})));
            }
        }
        Ok(Reply::ok(json))
    }
}

/// `GET /v2/accounts/{branch}/{account}/limits`
pub(super) fn get(bank: &Bank, account: usize) -> Answer {
    bank.limits_json(account)
}

/// `PATCH /v2/accounts/{branch}/{account}/limits/`: only what is sent changes.
pub(super) fn adjust(bank: &mut Bank, account: usize, ask: &Ask) -> Answer {
    let sent = GROUPS.map(|group| (group, ask.body.get(group).and_then(Value::as_object)));
    if sent
        .iter()
        .all(|(_, fields)| fields.is_none_or(Map::is_empty))
    {
        return Err(Reply::json(
            400,
            json!({"message": "at least one field must be provided"}),
        ));
    }
    let hour = ask.text("times.startNight");
    if hour.is_some_and(|hour| !["20", "21", "22"].contains(&hour.as_str())) {
        return Err(Reply::json(
            400,
            json!({"message": "times.startNight must be 20 to 22"}),
        ));
    }
    let groups = bank.limits.groups.entry(account).or_default();
    for (group, fields) in sent {
        let kept = groups.entry(group).or_insert_with(|| json!({}));
        if let (Some(kept), Some(fields)) = (kept.as_object_mut(), fields) {
            kept.extend(fields.clone());
        }
    }
    bank.limits_json(account)
}

/// `GET /v2/accounts/{branch}/limits`: accounts whose limits were set.
pub(super) fn list_of_branch(bank: &Bank, branch: &str, ask: &Ask) -> Answer {
    let accounts = bank.limits.groups.keys().filter(|_| branch == BRANCH);
    let mut all = Vec::new();
    for account in accounts {
        all.push(bank.limits_json(*account)?.into_body());
    }
    page("limits", all, ask)
}

/// `/v2/accounts/{branch}/{account}/favored…`
pub(super) fn favored(bank: &mut Bank, account: usize, ask: &Ask, rest: &[&str]) -> Answer {
    let is = |item: &(usize, Value), id: &str| {
        item.0 == account && text_at(&item.1, "favoredId").as_deref() == Some(id)
    };
    match (ask.method.as_str(), rest) {
        ("POST", []) => add_favored(bank, account, ask),
        ("GET", []) => {
            let own = bank.limits.favored.iter().filter(|item| item.0 == account);
            page("favored", own.map(|item| item.1.clone()).collect(), ask)
        }
        ("GET", [id]) => {
            let mut all = bank.limits.favored.iter();
            let found = all.find(|item| is(item, id));
            found
                .map(|item| Reply::ok(item.1.clone()))
                .ok_or_else(|| Reply::not_found("favored"))
        }
        ("DELETE", [id]) => {
            let before = bank.limits.favored.len();
            bank.limits.favored.retain(|item| !is(item, id));
            match bank.limits.favored.len() < before {
                true => Ok(Reply::ok(json!({}))),
                false => Err(Reply::not_found("favored")),
            }
        }
        _ => Err(Reply::no_such_route()),
    }
}

/// A favoured payee counts as such a day later.
fn add_favored(bank: &mut Bank, account: usize, ask: &Ask) -> Answer {
    let kind = ask.text("type").unwrap_or_default();
    if !["alias", "bankAccount"].contains(&kind.as_str()) {
        return Err(Reply::json(
            400,
            json!({"message": "type must be alias or bankAccount"}),
        ));
    }
    let id = bank.issue("FA70").to_lowercase();
    let number = bank.account(account)?.number.to_string();
    let now = OffsetDateTime::now_utc();
    let favored = json!({
        "favoredId": id,
        "nickname": ask.text("nickname"),
        "branch": BRANCH,
        "account": number,
        "type": kind,
        "data": ask.body.get("data"),
        "createdAt": moment(now),
        "updatedAt": moment(now),
        "startDate": moment(now + Duration::days(1)),
    });
    bank.limits.favored.push((account, favored.clone()));
    Ok(Reply::ok(favored))
}

/// A page of 50 or `pageSize`, with a token for the next one.
fn page(name: &str, items: Vec<Value>, ask: &Ask) -> Answer {
    let number = |name: &str, default: usize| match ask.parameter(name) {
        Some(text) => text
            .trim_start_matches("from-")
            .parse()
            .map_err(|_| Reply::json(400, json!({"message": format!("{name} is not valid")}))),
        None => Ok(default),
    };
    let (start, size) = (number("nextToken", 0)?, number("pageSize", 50)?);
    let next = start.saturating_add(size);
    let more = next < items.len();
    let page: Vec<_> = items.into_iter().skip(start).take(size).collect();
    let mut body = json!({"count": page.len(), "hasMore": more});
    if let Some(fields) = body.as_object_mut() {
        fields.insert(name.to_owned(), json!(page));
        if more {
            fields.insert("nextToken".to_owned(), json!(format!("from-{next}")));
        }
    }
    Ok(Reply::ok(body))
}
