//! From a request to its answer.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use url::Url;
use wiremock::{Request, Respond, ResponseTemplate};

use super::TOKEN;
use super::bank::{Bank, LINK, institution_json};
use super::links::Links;
use super::payments::Payments;
use super::request::{Answer, Ask, REQUEST_ID, Reply};
use super::retired::{self, Retired};
use super::shelf::{Shelves, consent, exchange_event};

pub(super) const KEY_ID: &str = "sandbox-secret-id";
pub(super) const KEY_PASSWORD: &str = "sandbox-secret-password";
const SESSION: &str = "aa11bb22cc33dd44ee55ff6677889900";

/// The whole state of a sandbox.
#[derive(Debug)]
pub(super) struct Desk {
    pub(super) bank: Bank,
    pub(super) payments: Payments,
    /// Where the front listens: links to further pages lead there.
    pub(super) address: Url,
    links: Links,
    shelves: Shelves,
    retired: Retired,
    background: Vec<Job>,
}

/// What was put off.
#[derive(Debug)]
enum Job {
    Retrieve,
    DeleteLink(String),
}

/// Answers everything. One lock around the state: requests are handled one after the other.
#[derive(Clone, Debug)]
pub(super) struct Router(Arc<Mutex<Desk>>);

impl Router {
    pub(super) fn new(desk: Desk) -> Self {
        Self(Arc::new(Mutex::new(desk)))
    }

    pub(super) fn desk(&self) -> MutexGuard<'_, Desk> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Respond for Router {
    fn respond(&self, request: &Request) -> ResponseTemplate {
        let answer = self.desk().answer(request);
        answer.unwrap_or_else(|refusal| refusal).into()
    }
}

impl Desk {
    pub(super) fn new(bank: Bank, address: Url) -> Self {
        Self {
            bank,
            payments: Payments::default(),
            address,
            links: Links::default(),
            shelves: Shelves::new(),
            retired: Retired::default(),
            background: Vec::new(),
        }
    }

    fn answer(&mut self, request: &Request) -> Answer {
        let ask = Ask::of(request);
        check_keys(request, &ask)?;
        let path = ask.path.clone();
        let Some(path) = path
            .strip_prefix('/')
            .and_then(|path| path.strip_suffix('/'))
        else {
            return Err(Reply::not_found());
        };
        let segments: Vec<&str> = path.split('/').collect();
        match &*segments {
            ["payments", "br", rest @ ..] => self.payments.answer(&self.address, &ask, rest),
            ["api"] => Ok(Reply::json(200, json!({}))),
            ["api", "links", rest @ ..] => self.route_links(&ask, rest),
            ["api", rest @ ..] => self.route(&ask, rest),
            segments => {
                let tokens = self.bank.asks_for_tokens;
                self.retired.answer(&ask, &self.address, segments, tokens)
            }
        }
    }

    fn route_links(&mut self, ask: &Ask, segments: &[&str]) -> Answer {
        if let [id, ..] = segments {
            self.links.get(id)?;
        }
        match (ask.method.as_str(), segments) {
            ("GET", []) => Ok(ask.page(&self.address, &self.links.admitted(ask))),
            ("POST", []) => {
                check_token(ask, self.bank.asks_for_tokens)?;
                self.links.register(ask)
            }
            ("PATCH", []) => {
                check_token(ask, self.bank.asks_for_tokens)?;
                self.links.resume(ask)
            }
            ("GET", [id]) => self.links.get(id),
            ("PATCH", [id]) => self.links.update(ask, id),
            ("PUT", [id]) => self.links.replace_credentials(ask, id),
            ("DELETE", [id]) => Ok(self.delete_link(ask, id)),
            ("POST", [_, "refresh"]) => Ok(self.later(Job::Retrieve)),
            _ => Err(Reply::not_found()),
        }
    }

    fn route(&mut self, ask: &Ask, segments: &[&str]) -> Answer {
        match (ask.method.as_str(), segments) {
            ("POST", ["token"]) => widget_token(ask),
            ("GET", ["institutions"]) => Ok(ask.page(&self.address, &[institution_json()])),
            ("GET", ["institutions", "1003"]) => Ok(Reply::json(200, institution_json())),
            ("GET", ["consents"]) => Ok(ask.page(&self.address, &self.consents(ask))),
            ("GET", ["consents", id]) => one(self.consents(ask), id),
            ("GET", ["accounts"]) => Ok(ask.page(&self.address, &self.accounts(ask))),
            ("GET", ["transactions"]) => self.transactions(ask),
            ("POST" | "PATCH", ["accounts"]) => {
                self.retrieve(ask)?;
                Ok(Reply::json(201, json!(self.accounts(ask))))
            }
            ("POST", ["transactions"]) if ask.in_background => {
                self.check_retrieval(ask)?;
                Ok(self.later(Job::Retrieve))
            }
            ("POST" | "PATCH", ["transactions"]) => {
                self.retrieve(ask)?;
                Ok(Reply::json(201, json!(self.retrieved(ask))))
            }
            ("GET", ["accounts", id]) => one(self.accounts(ask), id),
            ("GET", ["transactions", id]) => one(self.stored_transactions(), id),
            ("DELETE", ["accounts", id]) => self.delete(self.accounts(ask), id),
            ("DELETE", ["transactions", id]) => self.delete(self.stored_transactions(), id),
            ("GET", ["br", "balances"]) => Ok(ask.page(&self.address, &self.balances(ask))),
            ("GET", ["br", "balances", id]) => one(self.balances(ask), id),
            ("POST", ["br", "balances"]) => {
                self.check_retrieval(ask)?;
                self.bank.store_all();
                Ok(Reply::json(201, json!(self.balances(ask))))
            }
            ("GET", ["br", "exchanges", id, "history"]) => {
                Ok(ask.page(&self.address, &[exchange_event(id)]))
            }
            ("POST", ["categorization"]) => retired::categorized(ask),
            ("POST", ["enrich", "incomes"]) => retired::incomes(ask),
            _ => self
                .shelves
                .answer(ask, &self.address, segments, self.bank.asks_for_tokens)
                .unwrap_or_else(|| Err(Reply::not_found())),
        }
    }

    fn consents(&self, ask: &Ask) -> Vec<Value> {
        let consent = consent();
        let document = consent.get("document_number").and_then(Value::as_str);
        let is_asked = ask.admits("user_document", document.unwrap_or_default());
        (self.links.has_bank() && is_asked)
            .then_some(consent)
            .into_iter()
            .collect()
    }

    fn balances(&self, ask: &Ask) -> Vec<Value> {
        match self.links.has_bank() && ask.admits("link", LINK) {
            true => self.bank.balances_json(),
            false => Vec::new(),
        }
    }

    fn delete(&mut self, items: Vec<Value>, id: &str) -> Answer {
        one(items, id)?;
        self.bank.deleted.insert(id.to_owned());
        Ok(Reply::empty(204))
    }

    fn accounts(&self, ask: &Ask) -> Vec<Value> {
        match self.links.has_bank() && ask.admits("link", LINK) {
            true => self.bank.accounts_json(),
            false => Vec::new(),
        }
    }

    fn stored_transactions(&self) -> Vec<Value> {
        match self.links.has_bank() {
            true => self.bank.transactions_json(),
            false => Vec::new(),
        }
    }

    fn transactions(&self, ask: &Ask) -> Answer {
        if ask.parameter("link").is_none() {
            return Err(Reply::wrong_field(
                "required",
                "link",
                "This field is required.",
            ));
        }
        let mut items = self.stored_transactions();
        let admits = |item: &Value, filter: &str, place: &str| {
            let value = item.pointer(place).and_then(Value::as_str);
            ask.admits(filter, value.unwrap_or_default())
        };
        items.retain(|item| {
            ask.admits("link", LINK)
                && admits(item, "account", "/account/id")
                && admits(item, "value_date", "/value_date")
                && admits(item, "type", "/type")
                && admits(item, "status", "/status")
        });
        Ok(ask.page(&self.address, &items))
    }

    /// What a synchronous retrieval of transactions hands over. A resumed one has no period.
    fn retrieved(&self, ask: &Ask) -> Vec<Value> {
        let mut items = self.stored_transactions();
        let end = |name: &str| ask.body.get(name).and_then(Value::as_str);
        items.retain(|item| {
            let day = item
                .get("value_date")
                .and_then(Value::as_str)
                .unwrap_or_default();
            end("date_from").is_none_or(|from| from <= day)
                && end("date_to").is_none_or(|to| day <= to)
        });
        items
    }

    fn check_retrieval(&self, ask: &Ask) -> Result<(), Reply> {
        if ask.required("link")? != LINK || !self.links.has_bank() {
            let message = "Object with this id does not exist.";
            return Err(Reply::wrong_field("does_not_exist", "link", message));
        }
        if ask.path.contains("transactions") && ask.method == "POST" {
            ask.required("date_from")?;
            ask.required("date_to")?;
        }
        Ok(())
    }

    fn retrieve(&mut self, ask: &Ask) -> Result<(), Reply> {
        self.check_retrieval(ask)?;
        check_token(ask, self.bank.asks_for_tokens)?;
        self.bank.store_all();
        Ok(())
    }

    fn delete_link(&mut self, ask: &Ask, id: &str) -> Reply {
        if ask.in_background {
            return self.later(Job::DeleteLink(id.to_owned()));
        }
        self.forget_link(id);
        Reply::empty(204)
    }

    /// All data are those of the link to the bank.
    fn forget_link(&mut self, id: &str) {
        self.links.remove(id);
        if id == LINK {
            self.shelves.clear();
            self.retired.clear();
        }
    }

    fn later(&mut self, job: Job) -> Reply {
        self.background.push(job);
        Reply::json(202, json!({"request_id": REQUEST_ID}))
    }

    /// The webhooks of what was put off.
    pub(super) fn finish_background(&mut self) -> Vec<String> {
        let jobs = std::mem::take(&mut self.background);
        let mut webhooks = Vec::new();
        for job in jobs {
            match job {
                Job::Retrieve => {
                    self.bank.store_all();
                    let total = self.bank.transactions_json().len();
                    let data = json!({"total_transactions": total});
                    let code = "historical_update";
                    webhooks.push(webhook("TRANSACTIONS", "async_post", code, &data));
                }
                Job::DeleteLink(id) => {
                    self.forget_link(&id);
                    webhooks.push(webhook("LINK", "async_delete", "link_deleted", &json!({})));
                }
            }
        }
        for kind in self.shelves.take_put_off() {
            let counter = format!("total_{}", kind.to_lowercase());
            let data = json!({counter: 1});
            webhooks.push(webhook(&kind, "async_post", "historical_update", &data));
        }
        webhooks
    }

    /// The webhooks of a refresh: none when nothing is new.
    pub(super) fn refresh(&mut self, process: &str) -> Vec<String> {
        if !self.links.has_bank() {
            return Vec::new();
        }
        let new = self.bank.store_all();
        let code = "new_transactions_available";
        let data = json!({"new_transactions": new});
        let told = (new > 0).then(|| webhook("TRANSACTIONS", process, code, &data));
        told.into_iter().collect()
    }
}

fn one(items: Vec<Value>, id: &str) -> Answer {
    let mut items = items.into_iter();
    let found = items.find(|item| item.get("id").is_some_and(|known| known == id));
    found
        .map(|item| Reply::json(200, item))
        .ok_or_else(Reply::not_found)
}

/// Whether the keys are there: in the header, or in the body of the one that has them there.
fn check_keys(request: &Request, ask: &Ask) -> Result<(), Reply> {
    let is_right = match (&*ask.method, &*ask.path) {
        ("POST", "/api/token/") => {
            ask.required("id")? == KEY_ID && ask.required("password")? == KEY_PASSWORD
        }
        _ => {
            let keys = STANDARD.encode(format!("{KEY_ID}:{KEY_PASSWORD}"));
            let given = request.headers.get("authorization");
            given.is_some_and(|given| given == &*format!("Basic {keys}"))
        }
    };
    let refusal = || Reply::error(401, "authentication_failed", "Invalid Secret Keys");
    is_right.then_some(()).ok_or_else(refusal)
}

fn widget_token(ask: &Ask) -> Answer {
    ask.required("scopes")?;
    Ok(Reply::json(
        200,
        json!({"access": "sandbox-access", "refresh": "sandbox-refresh"}),
    ))
}

/// Whether a retrieval may go on: a resumed one by its session, and where the bank asks for a
/// token, by that.
pub(super) fn check_token(ask: &Ask, asks_for_tokens: bool) -> Result<(), Reply> {
    if ask.method == "PATCH" && ask.required("session")? != SESSION {
        let message = "The session to resume has expired";
        return Err(Reply::error(400, "session_expired", message));
    }
    let token = ask.body.get("token").and_then(Value::as_str);
    match (asks_for_tokens, token) {
        (true, None) => Err(asks_for_token()),
        (true, Some(token)) if token != TOKEN => {
            Err(Reply::error(400, "login_error", "Invalid token"))
        }
        _ => Ok(()),
    }
}

fn asks_for_token() -> Reply {
    let reason = json!({
        "request_id": REQUEST_ID, "code": "token_required", "session": SESSION,
        "message": "A MFA token is required by the institution to login",
        "expiry": 9600, "link": LINK,
        "token_generation_data": {"instructions": "Digite o token do aplicativo",
            "type": "numeric", "expects_user_input": true},
    });
    Reply::json(428, json!([reason]))
}

fn webhook(kind: &str, process: &str, code: &str, data: &Value) -> String {
    let body = json!({
        "webhook_id": "0c1d2e3f405162738495a6b7c8d9eafb", "webhook_type": kind,
        "process_type": process, "webhook_code": code, "link_id": LINK,
        "request_id": REQUEST_ID, "external_id": null, "data": data,
    });
    body.to_string()
}
