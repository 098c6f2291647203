//! Scheduled payments. They go out when [`Sandbox::run_schedules`](super::Sandbox::run_schedules)
//! says that their time has come.

use client_core::money::Amount;
use client_core::wire;
use serde_json::{Value, json};
use time::OffsetDateTime;

use super::bank::Bank;
use super::reading::{is_within, moment};
use super::request::{Answer, Ask, Reply, text_at};

#[derive(Clone, Debug)]
pub(super) struct Schedule {
    id: String,
    account: usize,
    at: OffsetDateTime,
    status: &'static str,
    cents: i64,
    key: Option<String>,
    /// As it was ordered.
    order: Value,
    /// The payment, or why it failed.
    outcome: Option<Result<String, &'static str>>,
}

impl Schedule {
    fn json(&self) -> Value {
        let mut json = self.order.clone();
        let Some(fields) = json.as_object_mut() else {
            return json;
        };
        fields.insert("scheduleId".to_owned(), json!(self.id));
        fields.insert("scheduleStatus".to_owned(), json!(self.status));
        fields.insert("history".to_owned(), json!([]));
        match &self.outcome {
            Some(Ok(transaction)) => {
                fields.insert("transactionId".to_owned(), json!(transaction));
            }
            Some(Err(code)) => {
                fields.insert("paymentError".to_owned(), json!({"code": code}));
            }
            None => {}
        }
        json
    }
}

/// The envelope of this service's failures.
fn refusal(status: u16, error: &str, message: &str) -> Reply {
    let body = json!({"statusCode": status, "message": [message], "error": error});
    Reply::json(status, body)
}

fn bad_request(message: &str) -> Reply {
    refusal(400, "Bad Request", message)
}

/// `/v1/schedules…`
pub(super) fn answer(bank: &mut Bank, ask: &Ask, rest: &[&str]) -> Answer {
    match (ask.method.as_str(), rest) {
        ("POST", []) => create(bank, ask),
        ("GET", ["account", account]) => list(bank, account, ask),
        ("GET", [id]) => found(bank, id).map(|schedule| Reply::ok(schedule.json())),
        ("DELETE", [id]) => {
            let schedule = found(bank, id)?;
            if schedule.status != "SCHEDULED" {
                return Err(bad_request("the payment is no longer scheduled"));
            }
            schedule.status = "CANCELLED";
            Ok(Reply::ok(schedule.json()))
        }
        _ => Err(Reply::no_such_route()),
    }
}

fn found<'a>(bank: &'a mut Bank, id: &str) -> Result<&'a mut Schedule, Reply> {
    let mut schedules = bank.schedules.iter_mut();
    let schedule = schedules.find(|schedule| schedule.id == id);
    schedule.ok_or_else(|| refusal(404, "Not Found", "schedule not found"))
}

fn create(bank: &mut Bank, ask: &Ask) -> Answer {
    let text = |path: &str| {
        ask.text(path)
            .ok_or_else(|| bad_request(&format!("{path} should not be empty")))
    };
    let account = bank.index_of(&text("accountId")?);
    let account = account.ok_or_else(|| bad_request("accountId is unknown"))?;
    let cents = Amount::parse(&text("totalAmount")?).and_then(Amount::to_cents);
    let cents = cents.ok().filter(|cents| *cents > 0);
    let cents = cents.ok_or_else(|| bad_request("totalAmount must be a positive number"))?;
    let at = wire::instant::parse(&text("scheduleDate")?)
        .map_err(|_| bad_request("scheduleDate must be a date-time"))?;
    text("externalIdentifier")?;
    text("currency")?;
    text("typeOrigin")?;
    let recipient = ask.body.get("recipient").unwrap_or(&Value::Null);
    let key = text_at(recipient, "addressingKey");
    if key.is_some() == recipient.get("accountIdentification").is_some() {
        return Err(bad_request(
            "recipient must have one of addressingKey and accountIdentification",
        ));
    }
    let schedule = Schedule {
        id: bank.issue("5C4E").to_lowercase(),
        account,
        at,
        status: "SCHEDULED",
        cents,
        key,
        order: ask.body.clone(),
        outcome: None,
    };
    let answer = schedule.json();
    bank.schedules.push(schedule);
    Ok(Reply::json(201, answer))
}

fn list(bank: &Bank, account: &str, ask: &Ask) -> Answer {
    let account = bank.index_of(account);
    let account = account.ok_or_else(|| refusal(404, "Not Found", "account not found"))?;
    let (from, to) = (ask.day("startDate")?, ask.day("endDate")?);
    let wanted = ask.parameter("status");
    let all = bank.schedules.iter().filter(|schedule| {
        schedule.account == account
            && is_within(schedule.at, from, to)
            && wanted.is_none_or(|wanted| wanted == schedule.status)
    });
    let number = |name: &str, default: usize| match ask.parameter(name) {
        Some(text) => text
            .parse()
            .map_err(|_| bad_request(&format!("{name} must be a number"))),
        None => Ok(default),
    };
    let (start, size) = (number("cursor", 0)?, number("pageSize", 20)?);
    let next = start.saturating_add(size);
    let more = all.clone().nth(next).is_some();
    let page: Vec<_> = all.skip(start).take(size).map(Schedule::json).collect();
    let cursor = more.then(|| next.to_string());
    Ok(Reply::ok(json!({"payments": page, "cursor": cursor})))
}

/// `/v1/webhook`
pub(super) fn webhook(bank: &mut Bank, ask: &Ask) -> Answer {
    let none = || refusal(404, "Not Found", "webhook not found");
    match ask.method.as_str() {
        "POST" => {
            let now = moment(OffsetDateTime::now_utc());
            let created = bank.schedule_webhook.as_ref().map(|kept| kept.0.clone());
            bank.schedule_webhook = Some((created.unwrap_or_else(|| now.clone()), now));
        }
        "DELETE" => {
            bank.schedule_webhook.take().ok_or_else(none)?;
            return Ok(Reply::ok(json!({"status": "deleted"})));
        }
        _ => {}
    }
    let (created, updated) = bank.schedule_webhook.as_ref().ok_or_else(none)?;
    Ok(Reply::ok(
        json!({"createdAt": created, "updatedAt": updated}),
    ))
}

impl Bank {
    /// Pays what is scheduled up to this moment, and says how many were tried.
    pub(super) fn run_schedules(&mut self, until: OffsetDateTime) -> usize {
        let due = |schedule: &Schedule| schedule.status == "SCHEDULED" && schedule.at <= until;
        let due: Vec<Schedule> = self
            .schedules
            .iter()
            .filter(|one| due(one))
            .cloned()
            .collect();
        for schedule in &due {
            let outcome = self.pay_schedule(schedule);
            if let Ok(kept) = found(self, &schedule.id) {
                kept.status = if outcome.is_ok() {
                    "ACCEPTED"
                } else {
                    "REJECTED"
                };
                kept.outcome = Some(outcome);
            }
        }
        due.len()
    }

    fn pay_schedule(&mut self, schedule: &Schedule) -> Result<String, &'static str> {
        let receiver = schedule.key.as_deref().and_then(|key| self.owner_of(key));
        let receiver = receiver.ok_or("RECIPIENT_NOT_FOUND")?;
        let funds = self.check_funds(schedule.account, schedule.cents);
        funds.map_err(|_| "INSUFFICIENT_BALANCE")?;
        let name = self.issue_end_to_end_id();
        let moved = self.move_pix(schedule.account, receiver, schedule.cents, &name);
        moved.map_err(|_| "RECIPIENT_NOT_FOUND")?;
        let mut transactions = self.transactions.iter_mut();
        let out = transactions.find(|one| {
            one.account == schedule.account && one.end_to_end_id.as_ref() == Some(&name)
        });
        let out = out.ok_or("RECIPIENT_NOT_FOUND")?;
        out.external_identifier = text_at(&schedule.order, "externalIdentifier");
        Ok(out.id.clone())
    }
}
