//! Payments: who pays, who is paid, and what becomes of payment intents, in JSON as Belvo words it.

mod authorizations;
mod charges;
mod enrollments;
mod intents;
mod parties;

use serde_json::{Value, json};
use url::Url;

use super::request::{Answer, Ask, Reply};

const MADE: &str = "2026-11-21T15:00:00.000001Z";
const KEYS: &str = "bcef7f35-67f2-4b19-b009-cb38795faf09";
pub(super) const INSTITUTION: &str = "5f2c9a10-7d3b-4b60-9d7e-0c1a2b3c4d5e";

/// All of payments.
#[derive(Debug, Default)]
pub(super) struct Payments {
    customers: Vec<Value>,
    accounts: Vec<Value>,
    intents: Vec<Value>,
    charges: Vec<Value>,
    transactions: Vec<Value>,
    authorizations: Vec<Value>,
    enrollments: Vec<Value>,
    /// Keys that were used, with the body they came with and the intent that was made.
    keys: Vec<(String, Value, String)>,
    /// Whether Belvo has switched idempotency keys on for this customer.
    pub(super) knows_keys: bool,
    made: u64,
    webhooks: Vec<String>,
}

impl Payments {
    pub(super) fn answer(&mut self, address: &Url, ask: &Ask, segments: &[&str]) -> Answer {
        let list = |items: &[Value]| {
            let admitted = items.iter().filter(|item| admits(ask, item));
            Ok(ask.page(address, &admitted.cloned().collect::<Vec<_>>()))
        };
        match (ask.method.as_str(), segments) {
            ("GET", ["institutions"]) => list(&[parties::institution()]),
            ("POST", ["customers"]) => self.register_customer(ask),
            ("GET", ["customers"]) => list(&self.customers),
            ("GET", ["customers", id]) => one(&self.customers, id),
            ("POST", ["bank-accounts"]) => self.register_account(ask),
            ("GET", ["bank-accounts"]) => list(&self.accounts),
            ("GET", ["bank-accounts", id]) => one(&self.accounts, id),
            ("POST", ["payment-intents"]) => self.create_intent(ask),
            ("GET", ["payment-intents"]) => list(&self.intents),
            ("GET", ["payment-intents", id]) => one(&self.intents, id),
            ("PATCH", ["payment-intents", id]) => self.update_intent(ask, id),
            ("POST", ["payment-intents", id, "cancel"]) => self.cancel_intent(id),
            ("GET", ["payment-intents", id, "charges"]) => list(&self.charges_of(id)),
            ("GET", ["payment-intents", id, "charges", charge]) => {
                one(&self.charges_of(id), charge)
            }
            ("POST", ["payment-intents", id, "charges", charge, "cancel"]) => {
                self.cancel_charge(id, charge)
            }
            ("GET", ["charges"]) => list(&self.charges_of_intents()),
            ("GET", ["charges", id]) => one(&self.charges_as_seen_by(ask), id),
            ("GET", ["transactions"]) => list(&self.transactions),
            ("GET", ["transactions", id]) => one(&self.transactions, id),
            ("POST", ["enrollments"]) => self.enroll(ask),
            ("POST", ["enrollments", "complete-redirection"]) => self.complete_enrollment(ask),
            ("GET", ["enrollments"]) => list(&self.enrollments),
            ("GET", ["enrollments", id]) => one(&self.enrollments, id),
            ("POST", ["token"]) => widget_token(ask),
            // Without the header of version 2 there are none.
            (_, ["payment-authorizations", rest @ ..]) if ask.is_v2 => match (&*ask.method, rest) {
                ("GET", []) => list(&self.authorizations),
                ("GET", [id]) => one(&self.authorizations, id),
                ("GET", [id, "charges"]) => list(&self.charges_of(id)),
                ("GET", [id, "charges", charge]) => one(&self.charges_of(id), charge),
                _ => self.authorization(ask, rest),
            },
            _ => Err(Reply::not_found()),
        }
    }

    /// An id that nothing else has.
    fn id(&mut self, kind: u8) -> String {
        self.made += 1;
        format!("5a0dbe10-0000-4000-80{kind:02}-{:012}", self.made)
    }

    /// Remembers a webhook of version 1.
    fn tell(&mut self, kind: &str, code: &str, object: &Value) {
        let of = |name: &str| object.get(name).cloned().unwrap_or(Value::Null);
        let bears_id = matches!(kind, "PAYMENT_INTENTS" | "ENROLLMENTS");
        let external_id = if bears_id {
            of("external_id")
        } else {
            Value::Null
        };
        let end_to_end_id =
            object.pointer("/payment_method_information/open_finance/end_to_end_id");
        let body = json!({
            "webhook_id": "7c9a2b105d3e4f618a729b83ac94bd05", "webhook_type": kind,
            "webhook_code": code, "object_id": of("id"), "external_id": external_id,
            "data": {"status": of("status"), "metadata": of("metadata"),
                "failure_code": of("failure_code"), "failure_message": of("failure_message"),
                "end_to_end_id": end_to_end_id},
        });
        self.webhooks.push(body.to_string());
    }

    /// Remembers a webhook of version 2, as far as its form is known.
    fn tell_v2(&mut self, kind: &str, object: &Value) {
        let of = |name: &str| object.get(name).cloned().unwrap_or(Value::Null);
        let body = json!({
            "webhook_id": "7c9a2b105d3e4f618a729b83ac94bd05", "webhook_type": kind,
            "webhook_code": "STATUS_UPDATE", "object_id": of("id"),
            "external_id": of("external_id"),
            "data": {"status": of("status"), "status_reason_code": of("status_reason_code"),
                "status_reason_message": of("status_reason_message")},
        });
        self.webhooks.push(body.to_string());
    }

    pub(super) fn take_webhooks(&mut self) -> Vec<String> {
        std::mem::take(&mut self.webhooks)
    }
}

/// Sets fields of an object.
fn set(object: &mut Value, fields: &[(&str, Value)]) {
    for (name, value) in fields {
        if let Some(place) = object.as_object_mut() {
            place.insert((*name).to_owned(), value.clone());
        }
    }
}

fn text<'v>(object: &'v Value, pointer: &str) -> &'v str {
    object
        .pointer(pointer)
        .and_then(Value::as_str)
        .unwrap_or_default()
}

fn one(items: &[Value], id: &str) -> Answer {
    let found = items.iter().find(|item| text(item, "/id") == id);
    found
        .map(|item| Reply::json(200, item.clone()))
        .ok_or_else(Reply::not_found)
}

fn find<'v>(items: &'v mut [Value], id: &str) -> Result<&'v mut Value, Reply> {
    let mut items = items.iter_mut();
    items
        .find(|item| text(item, "/id") == id)
        .ok_or_else(Reply::not_found)
}

/// Whether it passes the filters that are asked for.
fn admits(ask: &Ask, item: &Value) -> bool {
    let fields = [
        ("id", "/id"),
        ("status", "/status"),
        ("external_id", "/external_id"),
        ("customer", "/customer"),
        ("payment_intent", "/payment_intent"),
    ];
    fields
        .iter()
        .filter(|(_, place)| item.pointer(place).is_some())
        .all(|(field, place)| ask.admits(field, text(item, place)))
}

fn required<'v>(body: &'v Value, pointer: &str) -> Result<&'v Value, Reply> {
    let there = body.pointer(pointer).filter(|value| !value.is_null());
    there.ok_or_else(|| {
        let field = pointer.trim_start_matches('/').replace('/', ".");
        Reply::wrong_field("required", &field, "This field is required.")
    })
}

/// An id of the caller's: a UUID, or nothing.
fn external_id(body: &Value) -> Result<Value, Reply> {
    let Some(id) = body.get("external_id") else {
        return Ok(Value::Null);
    };
    let is_uuid = id
        .as_str()
        .is_some_and(|id| id.len() == 36 && id.split('-').count() == 5);
    match is_uuid {
        true => Ok(id.clone()),
        false => Err(Reply::wrong_field(
            "invalid",
            "external_id",
            "Must be a valid UUID.",
        )),
    }
}

/// Cents of a decimal text such as `250.00`, with at most two digits after the point.
fn cents(amount: &str) -> Option<i64> {
    let (whole, part) = amount.split_once('.').unwrap_or((amount, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole) || !digits(part) || part.len() > 2 {
        return None;
    }
    let whole: i64 = whole.parse().ok()?;
    let part: i64 = format!("{part:0<2}").parse().ok()?;
    whole.checked_mul(100)?.checked_add(part)
}

fn wrong_amount() -> Reply {
    Reply::wrong_field("invalid", "amount", "A valid amount is required.")
}

fn widget_token(ask: &Ask) -> Answer {
    required(&ask.body, "/use_cases")?;
    required(&ask.body, "/widget/callback_urls/success")?;
    required(&ask.body, "/widget/branding/company_name")?;
    Ok(Reply::json(
        200,
        json!({"access": "sandbox-access", "refresh": "sandbox-refresh"}),
    ))
}
