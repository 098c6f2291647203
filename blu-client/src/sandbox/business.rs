//! The business APIs and the portal: who may ask, and what is done.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use client_core::secret::ExposeSecret as _;
use serde_json::{Value, json};
use time::{Date, OffsetDateTime, UtcOffset};
use wiremock::{Request, Respond, ResponseTemplate};

use super::SandboxClock;
use super::charges::Generation;
use super::reports::Reports;
use super::till::Till;

const SAO_PAULO: UtcOffset = time::macros::offset!(-3);
const UNKNOWN_TOKEN: &str = "Usuário não encontrado para o token informado.";

/// What is answered instead: status and message. Refused bodies have the form that Blu documents
/// for Pix.
#[derive(Debug)]
pub(super) struct Refusal(pub(super) u16, pub(super) String);

pub(super) type Answer = Result<Value, Refusal>;

impl Refusal {
    pub(super) fn invalid(why: &str) -> Self {
        Self(422, format!("A validação falhou: {why}"))
    }

    pub(super) fn not_found() -> Self {
        Self(404, "Registro não encontrado.".to_owned())
    }

    fn body(&self) -> Value {
        match self.0 {
            422 => json!({"success": false, "message": self.1, "statusCode": 422}),
            _ => json!({"message": self.1}),
        }
    }
}

/// One request, taken apart.
pub(super) struct Asked<'a> {
    pub(super) method: &'a str,
    pub(super) path: Vec<&'a str>,
    pub(super) body: Value,
    authorization: Option<&'a str>,
    accept: Option<&'a str>,
}

impl<'a> Asked<'a> {
    fn read(request: &'a Request) -> Self {
        let header = |name| request.headers.get(name).and_then(|it| it.to_str().ok());
        let path = request.url.path().split('/');
        Self {
            method: request.method.as_str(),
            path: path.filter(|segment| !segment.is_empty()).collect(),
            body: serde_json::from_slice(&request.body).unwrap_or(Value::Null),
            authorization: header("authorization"),
            accept: header("accept"),
        }
    }

    /// A text of the body, found by the names that lead to it.
    pub(super) fn text(&self, names: &[&str]) -> Option<&str> {
        let value = names
            .iter()
            .try_fold(&self.body, |value, name| value.get(name))?;
        value.as_str().filter(|text| !text.trim().is_empty())
    }

    fn wants_version_1(&self) -> bool {
        self.accept == Some("version=1")
    }
}

/// Everything below `/b2b`, and the portal below `/api`.
#[derive(Debug)]
pub(super) struct Business {
    till: Mutex<Till>,
    reports: Arc<Reports>,
    clock: SandboxClock,
}

/// The time as the sandbox's people see it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Now(pub(super) OffsetDateTime);

impl Now {
    pub(super) fn day(self) -> Date {
        self.0.date()
    }
}

impl Business {
    pub(super) fn new(till: Till, reports: Arc<Reports>, clock: SandboxClock) -> Self {
        Self {
            till: Mutex::new(till),
            reports,
            clock,
        }
    }

    pub(super) fn now(&self) -> Now {
        let now = self.clock.now();
        Now(now.checked_to_offset(SAO_PAULO).unwrap_or(now))
    }

    pub(super) fn till(&self) -> MutexGuard<'_, Till> {
        self.till.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn answer(&self, asked: &Asked<'_>) -> Answer {
        match asked.path.as_slice() {
            ["api", path @ ..] => self.portal(asked, path),
            ["b2b", path @ ..] => self.business(asked, path),
            _ => Err(Refusal::not_found()),
        }
    }

    fn business(&self, asked: &Asked<'_>, path: &[&str]) -> Answer {
        let is_link = path.first() == Some(&"payment_links");
        let merchant = self.merchant(asked, is_link)?;
        let (now, mut till) = (self.now(), self.till());
        match (asked.method, path) {
            ("GET", ["sales", "details", id]) => self.reports.details(merchant, id),
            ("POST", ["sales", "cancel", id]) => self.reports.cancel(merchant, id),
            ("POST", ["pix"]) => till.create_pix(merchant, asked, now),
            ("GET", ["pix", token]) => till.pix(merchant, token, now),
            ("POST", ["pix", token, "refund"]) => till.refund_pix(merchant, token),
            ("PUT", ["webhook", "pix"]) => Ok(json!({"message": "Webhook de teste enviado."})),
            ("POST", ["payment_links"]) => till.create_link(merchant, asked, now),
            ("GET", ["payment_links", id]) => till.link(merchant, id),
            ("POST", ["draft", "registrations"]) => till.create_draft(asked),
            ("GET", ["clients", document]) => till.find_client(document),
            ("GET", ["credit-signal", _]) => Ok(json!({"farol": "verde"})),
            (_, ["payment-collections", rest @ ..]) => {
                payment_collections(&mut till, merchant, asked, rest, now)
            }
            _ => Err(Refusal::not_found()),
        }
    }

    /// Which merchant asks. Payment links want the bare token and a version, all else `Bearer`.
    fn merchant(&self, asked: &Asked<'_>, bare: bool) -> Result<usize, Refusal> {
        let unknown = || Refusal(401, UNKNOWN_TOKEN.to_owned());
        let sent = asked.authorization.ok_or_else(unknown)?;
        let token = match (sent.strip_prefix("Bearer "), bare) {
            (Some(token), false) => token,
            (None, true) if asked.wants_version_1() => sent,
            _ => return Err(unknown()),
        };
        self.reports.merchant_of(token).ok_or_else(unknown)
    }

    fn portal(&self, asked: &Asked<'_>, path: &[&str]) -> Answer {
        if !asked.wants_version_1() {
            return Err(Refusal::not_found());
        }
        let mut till = self.till();
        match (asked.method, path) {
            ("POST", ["users", "login"]) => till.log_in(asked),
            ("POST", ["automatic_registrations", "clients"]) => {
                let token = asked
                    .authorization
                    .and_then(|it| it.strip_prefix("Token token="));
                till.create_client(asked, token)
            }
            _ => Err(Refusal::not_found()),
        }
    }
}

/// PagBlu in both generations, and what lives below the same path.
fn payment_collections(
    till: &mut Till,
    merchant: usize,
    asked: &Asked<'_>,
    path: &[&str],
    now: Now,
) -> Answer {
    match (asked.method, path) {
        ("POST", ["bank-billets"]) => till.register_boleto(asked),
        ("GET", ["flex", "receiving-options"]) => Ok(json!({"opcoes": [{"parcelas": 1}]})),
        (_, ["v2", rest @ ..]) => till.charge(merchant, asked, rest, Generation::Second, now),
        _ => {
            let answer = till.charge(merchant, asked, path, Generation::First, now);
            // The first generation's status says nothing.
            answer.or_else(|refusal| Ok(json!({"message": refusal.1, "status": "erro"})))
        }
    }
}

/// Answers what no report does.
pub(super) struct Responder(pub(super) Arc<Business>);

impl Respond for Responder {
    fn respond(&self, request: &Request) -> ResponseTemplate {
        match self.0.answer(&Asked::read(request)) {
            Ok(body) => ResponseTemplate::new(200).set_body_json(body),
            Err(refusal) => ResponseTemplate::new(refusal.0).set_body_json(refusal.body()),
        }
    }
}

impl Reports {
    fn merchant_of(&self, token: &str) -> Option<usize> {
        self.accounts
            .iter()
            .position(|(merchant, _)| merchant.token.expose_secret() == token)
    }
}
