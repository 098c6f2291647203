//! Pix Automático: a receiver makes a recurrence, a payer agrees, charges are collected.
//!
//! One state, shown in two languages: [`receiver`] has the Banco Central's words and [`payer`] the
//! provider's own. What both sides see is always settled: nothing waits between institutions.

mod payer;
mod receiver;
mod settling;

pub use self::settling::Collected;

use serde_json::{Value, json};
use time::{Date, OffsetDateTime};
use wiremock::Request;

use super::bank::{Bank, ISPB};
use super::reading::moment;
use super::request::{Answer, Ask, Reply};
use super::router::World;

/// What was made, oldest first.
#[derive(Debug, Default)]
pub(super) struct Autopix {
    recurrences: Vec<Recurrence>,
    requests: Vec<Asked>,
    charges: Vec<Charge>,
    places: Vec<Place>,
    receivers: Vec<(usize, String, String)>,
    pub(super) payer_webhook: Option<PayerWebhook>,
    pub(super) receiver_webhook: Option<(String, OffsetDateTime)>,
    issued: u64,
}

#[derive(Debug)]
pub(super) struct PayerWebhook {
    pub(super) url: String,
    pub(super) headers: Vec<(String, String)>,
    at: OffsetDateTime,
}

/// Where something stands, in the Banco Central's words, and where it stood before.
#[derive(Debug)]
struct Progress(Vec<(&'static str, OffsetDateTime)>);

impl Progress {
    fn begun(status: &'static str) -> Self {
        Self(vec![(status, OffsetDateTime::now_utc())])
    }

    fn now(&self) -> &'static str {
        self.0.last().map_or("", |(status, _)| status)
    }

    fn since(&self) -> OffsetDateTime {
        self.0
            .first()
            .map_or(OffsetDateTime::UNIX_EPOCH, |(_, at)| *at)
    }

    fn go(&mut self, status: &'static str) {
        self.0.push((status, OffsetDateTime::now_utc()));
    }

    fn json(&self) -> Value {
        let step =
            |(status, at): &(&str, OffsetDateTime)| json!({"status": status, "data": moment(*at)});
        self.0.iter().map(step).collect()
    }
}

#[derive(Debug)]
struct Recurrence {
    id: String,
    receiver: usize,
    /// As the receiver sent it.
    terms: Value,
    progress: Progress,
    place: Option<u64>,
    /// The account that agreed, or is asked to.
    payer: Option<usize>,
    journey: &'static str,
    /// The most that a charge may be.
    limit: Option<i64>,
    ending: Option<Value>,
}

#[derive(Debug)]
struct Asked {
    id: String,
    recurrence: String,
    /// The payer's account, where it is one of the sandbox.
    payer: Option<usize>,
    body: Value,
    progress: Progress,
}

#[derive(Debug)]
struct Charge {
    txid: String,
    recurrence: String,
    receiver: usize,
    body: Value,
    cents: i64,
    due: Date,
    progress: Progress,
    attempts: Vec<Attempt>,
    paid: Option<(String, OffsetDateTime)>,
    ending: Option<Value>,
}

#[derive(Debug)]
struct Attempt {
    kind: &'static str,
    day: Date,
    name: String,
    progress: Progress,
    refused: Option<&'static str>,
}

#[derive(Debug)]
struct Place {
    id: u64,
    receiver: usize,
    at: OffsetDateTime,
    recurrence: Option<String>,
}

impl Autopix {
    fn issue(&mut self) -> u64 {
        self.issued += 1;
        self.issued
    }

    /// An id of 29 characters that begins with these two.
    fn issue_recurrence_id(&mut self, prefix: &str) -> String {
        let now = OffsetDateTime::now_utc();
        let (year, month, day) = (now.year(), u8::from(now.month()), now.day());
        format!(
            "{prefix}{ISPB}{year:04}{month:02}{day:02}{:011}",
            self.issue()
        )
    }

    fn recurrence(&mut self, id: &str) -> Result<&mut Recurrence, Reply> {
        let mut all = self.recurrences.iter_mut();
        all.find(|one| one.id == id)
            .ok_or_else(|| problem(404, "recurrence not found"))
    }

    fn request(&mut self, id: &str) -> Result<&mut Asked, Reply> {
        let mut all = self.requests.iter_mut();
        all.find(|one| one.id == id)
            .ok_or_else(|| problem(404, "request not found"))
    }

    fn charge(&mut self, txid: &str) -> Result<&mut Charge, Reply> {
        let mut all = self.charges.iter_mut();
        all.find(|one| one.txid == txid)
            .ok_or_else(|| problem(404, "charge not found"))
    }
}

/// The envelope of failures here, `application/problem+json`.
fn problem(status: u16, detail: &str) -> Reply {
    Reply::problem(
        status,
        json!({
            "type": "https://pix.bcb.gov.br/api/v2/error/RequisicaoInvalida",
            "title": "Requisição inválida.",
            "status": status,
            "detail": detail,
        }),
    )
}

fn invalid(field: &str, reason: &str) -> Reply {
    problem(422, &format!("{field} {reason}"))
}

/// The text of a field that must be there.
fn required(ask: &Ask, path: &str) -> Result<String, Reply> {
    ask.text(path).ok_or_else(|| invalid(path, "is required"))
}

/// Whether a path is about Pix Automático. None of its operations takes a hash.
pub(super) fn is_about(segments: &[&str]) -> bool {
    matches!(
        segments,
        ["api", "v1", ..]
            | ["v1", "autopix", ..]
            | [
                "v1",
                "accounts",
                _,
                "recurrence" | "recurrences-requests" | "billings",
                ..
            ]
    )
}

/// Answers what [`is_about`] Pix Automático.
pub(super) fn answer(world: &mut World, ask: &Ask, request: &Request) -> Answer {
    let segments: Vec<&str> = ask.segments.iter().skip(1).map(String::as_str).collect();
    match segments.as_slice() {
        ["api", "v1", rest @ ..] => receiver::answer(world, ask, rest),
        ["v1", "autopix", "webhook"] => payer::webhook(world, ask),
        ["v1", "accounts", id, rest @ ..] => payer::answer(world, ask, request, id, rest),
        _ => Err(Reply::no_such_route()),
    }
}

/// The account of this number at the sandbox's own institution.
fn own_account(bank: &Bank, institution: &str, number: &str) -> Option<usize> {
    let named = |account: &super::bank::Account| account.number.to_string() == number;
    let found = bank.accounts.iter().position(named);
    found.filter(|_| institution == ISPB)
}

fn merge(fields: &mut Value, name: &str, value: impl Into<Value>) {
    if let Some(fields) = fields.as_object_mut() {
        fields.insert(name.to_owned(), value.into());
    }
}
