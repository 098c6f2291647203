//! From a request to the handler that answers it, through what every request meets first: the token
//! and the hash.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde_json::json;
use wiremock::{Request, Respond, ResponseTemplate};

use super::autopix::{self, Autopix};
use super::bank::Bank;
use super::notices::Notice;
use super::realm::Realm;
use super::request::{Answer, Ask, Reply};
use super::{
    Duplicates, bills, cards, hash, holders, keys, limits, limits_v1, money_in, money_out, periods,
    qr_codes, reading, reports, schedules, side_accounts, undo,
};

/// The whole state of a sandbox.
#[derive(Debug)]
pub(super) struct World {
    pub(super) bank: Bank,
    pub(super) realm: Realm,
    pub(super) autopix: Autopix,
    pub(super) notices: Vec<Notice>,
    pub(super) duplicates: Duplicates,
    pub(super) explains_hashes: bool,
    pub(super) lists_external_identifiers: bool,
}

/// Answers everything. One lock around the world: requests are handled one after the other.
#[derive(Clone, Debug)]
pub(super) struct Router(Arc<Mutex<World>>);

impl Respond for Router {
    fn respond(&self, request: &Request) -> ResponseTemplate {
        let answer = self.world().answer(request);
        answer.unwrap_or_else(|refusal| refusal).into()
    }
}

impl Router {
    pub(super) fn new(world: World) -> Self {
        Self(Arc::new(Mutex::new(world)))
    }

    pub(super) fn world(&self) -> MutexGuard<'_, World> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl World {
    fn answer(&mut self, request: &Request) -> Answer {
        let ask = Ask::of(request);
        let segments: Vec<&str> = ask.segments.iter().skip(1).map(String::as_str).collect();
        let oidc = ["protocol", "openid-connect", "token"];
        if let ("POST", ["auth", "realms", realm, rest @ ..]) = (&*ask.method, &*segments)
            && rest == oidc
        {
            return Ok(self.realm.token(realm, request));
        }
        if !self.realm.accepts(request) {
            return Err(Reply::json(401, json!({"message": "Unauthorized"})));
        }
        if autopix::is_about(&segments) {
            return autopix::answer(self, &ask, request);
        }
        self.check_hash(&ask, request)?;
        let known = self.remembered(&ask)?;
        if let Some(reply) = known {
            return Ok(reply);
        }
        let reply = self.route(&ask, &segments)?;
        self.note_changes();
        if let Some(key) = ask.text("externalIdentifier") {
            self.bank
                .remember(process_of(&ask.method, &segments), &key, reply.clone());
        }
        Ok(reply)
    }

    /// Somebody outside pays an open charge; whoever made it is told.
    pub(super) fn pay_charge(&mut self, id: &str) -> bool {
        let is_paid = self.bank.pay_charge(id);
        self.note_changes();
        is_paid
    }

    /// Whoever gave a `callbackAddress` is to be told what became of the transaction.
    fn note_changes(&mut self) {
        for id in std::mem::take(&mut self.bank.to_tell) {
            let Ok(changed) = self.bank.transaction(&id) else {
                continue;
            };
            if let Some(url) = changed.callback.clone() {
                let body = reading::transaction_json(&self.bank, changed, true);
                self.notices.push(Notice::new(url, Vec::new(), body));
            }
        }
    }

    fn check_hash(&self, ask: &Ask, request: &Request) -> Result<(), Reply> {
        let Some(message) = hash::message(ask) else {
            return Ok(());
        };
        let given = request.headers.get("transaction-hash");
        let given = given.and_then(|value| value.to_str().ok());
        if given.is_some_and(|given| hash::is_of(given, &message)) {
            return Ok(());
        }
        let description = match (given, self.explains_hashes) {
            (None, _) => "Transaction-Hash is missing".to_owned(),
            (Some(_), true) => format!("Transaction-Hash must be of: {message}"),
            (Some(_), false) => "Transaction-Hash is invalid".to_owned(),
        };
        Err(Reply::error(401, "INVALID_TRANSACTION_HASH", &description))
    }

    /// What a request answers whose key was seen before in the same process.
    fn remembered(&self, ask: &Ask) -> Result<Option<Reply>, Reply> {
        let Some(key) = ask.text("externalIdentifier") else {
            return Ok(None);
        };
        let segments: Vec<&str> = ask.segments.iter().skip(1).map(String::as_str).collect();
        let process = process_of(&ask.method, &segments);
        let Some(reply) = self.bank.remembered(process, &key) else {
            return Ok(None);
        };
        match self.duplicates {
            Duplicates::Repeat => Ok(Some(reply)),
            Duplicates::Refuse => Err(Reply::error(
                409,
                "DUPLICATE_EXTERNAL_IDENTIFIER",
                "externalIdentifier was used before",
            )),
        }
    }

    fn route(&mut self, ask: &Ask, segments: &[&str]) -> Answer {
        let shows_keys = self.lists_external_identifiers;
        let bank = &mut self.bank;
        match (ask.method.as_str(), segments) {
            (_, ["v1", "accounts", id, "aliases", rest @ ..]) => {
                keys::answer(bank, bank.named(id)?, ask, rest)
            }
            ("GET", ["v2", "accounts", id, "aliases", _, key]) => {
                bank.named(id)?;
                keys::look_up(bank, key, ask)
            }
            ("POST", ["v1", "accounts", id, "static-qrcode"]) => {
                qr_codes::create_static(bank, bank.named(id)?, ask)
            }
            ("POST", ["v1", "qrcode", "decoding"]) => qr_codes::decode(bank, ask),
            ("GET", ["v2", "accounts", branch, "limits"]) => {
                limits::list_of_branch(bank, branch, ask)
            }
            ("GET", ["v2", "accounts", branch, number, "limits"]) => {
                limits::get(bank, bank.numbered(branch, number)?)
            }
            ("PATCH", ["v2", "accounts", branch, number, "limits", ""]) => {
                limits::adjust(bank, bank.numbered(branch, number)?, ask)
            }
            (_, ["v2", "accounts", branch, number, "favored", rest @ ..]) => {
                limits::favored(bank, bank.numbered(branch, number)?, ask, rest)
            }
            ("GET", ["v1", "accounts", branch, "limits"]) => {
                limits_v1::list_of_branch(bank, branch)
            }
            (_, ["v1", "accounts", branch, number, "limits", rest @ ..]) => {
                limits_v1::answer(bank, bank.numbered(branch, number)?, ask, rest)
            }
            (_, ["v1", "accounts", "side-account", rest @ ..]) => {
                side_accounts::answer(bank, ask, rest)
            }
            (_, ["v1", "accounts", id, "side-account", rest @ ..]) => {
                side_accounts::of_account(bank, bank.named(id)?, ask, rest)
            }
            (_, ["v1", "schedules", rest @ ..]) => schedules::answer(bank, ask, rest),
            (_, ["v1", "webhook"]) => schedules::webhook(bank, ask),
            ("GET", ["v1", "accounts"]) => reading::search(bank, ask),
            ("POST", ["v1", "accounts"]) => reading::open(bank, ask),
            ("GET", ["v1", "accounts", "withdraw", id]) => money_out::read(bank, id),
            ("POST", ["v1", "accounts", "deposits"]) => money_in::deposit(bank, ask),
            ("GET", ["v1", "accounts", "deposits", id]) => money_in::read_deposit(bank, id),
            ("GET", ["v1", "accounts", id]) => reading::account(bank, id),
            ("DELETE", ["v1", "accounts", id]) => {
                let account = bank.named(id)?;
                reading::close(bank, account)
            }
            ("GET", ["v1", "accounts", id, "balance"]) => reading::balances(bank, bank.named(id)?),
            ("GET", ["v2", "accounts", id, "balance"]) => reading::balance(bank, bank.named(id)?),
            ("GET", [version, "accounts", branch, number, "balance"]) => {
                let account = bank.numbered(branch, number)?;
                match *version {
                    "v1" => reading::balances(bank, account),
                    _ => reading::balance(bank, account),
                }
            }
            ("GET", ["v1", "accounts", id, "statement"]) => {
                reading::statement_of_days(bank, bank.named(id)?, ask)
            }
            ("GET", ["v3", "accounts", id, "statement"]) => {
                reading::statement_page(bank, bank.named(id)?, ask)
            }
            ("POST", ["v1", "accounts", id, "balance", "lock"]) => {
                money_out::lock(bank, bank.named(id)?, ask)
            }
            ("DELETE", ["v1", "accounts", id, "balance", "lock", lock]) => {
                money_out::unlock(bank, bank.named(id)?, lock)
            }
            ("POST", ["v1", "accounts", id, "withdraw"]) => {
                money_out::withdraw(bank, bank.named(id)?, ask)
            }
            (
                "POST",
                [
                    "v1",
                    "accounts",
                    id,
                    "instant-payments",
                    received,
                    "returns",
                ],
            ) => money_out::return_pix(bank, bank.named(id)?, received, ask),
            ("POST", ["v1", "accounts", branch, number, "withdraw"]) => {
                money_out::withdraw(bank, bank.numbered(branch, number)?, ask)
            }
            ("GET", ["v2", "accounts", id, "transactions"]) => {
                reading::transactions(bank, bank.named(id)?, ask, shows_keys)
            }
            ("GET", ["v2", "accounts", id, "transactions", transaction]) => {
                reading::transaction(bank, bank.named(id)?, transaction, shows_keys)
            }
            ("POST", ["v1", "payments"]) => money_in::charge(bank, ask),
            ("POST", ["v1", "payments", "internal-payment"]) => money_out::transfer(bank, ask),
            ("GET", ["v1", "payments", "internal-payment", id] | ["v1", "payments", id]) => {
                money_in::read_payment(bank, id)
            }
            ("GET", ["v1", "instant-payments", _, "return-codes"]) => Ok(reading::return_codes()),
            _ => more(bank, ask, segments),
        }
    }
}

/// What most programs never ask for.
fn more(bank: &mut Bank, ask: &Ask, segments: &[&str]) -> Answer {
    match (ask.method.as_str(), segments) {
        (_, ["v1", "wallet", rest @ ..]) => cards::answer(bank, ask, rest),
        ("GET", ["v1", "country", country, "area-code", area, rest @ ..]) => {
            bills::recharges(country, area, rest)
        }
        ("POST", ["v1", "account", id, "recharge"]) => bills::recharge(bank, bank.named(id)?, ask),
        ("POST", ["v1", "boleto"]) => bills::boleto(bank, ask),
        ("GET", ["v3", "bills"]) => bills::bill(bank, ask),
        ("POST", ["v1", "accounts", "cashin"]) => money_in::cash_in(bank, ask),
        ("POST", ["v1", "instant-payments", "non-priority"]) => money_out::batch(bank, ask),
        ("GET", ["v1", "instant-payments", "BRA", "psps"]) => Ok(reading::participants()),
        ("POST", ["v1" | "v2", "callback", "transactions"]) => reports::pending(bank, ask),
        ("POST", ["v2", "callback", "withdraw"]) => reports::withdrawal(ask),
        ("POST", ["v1", "transactions", _, "validationBureauCallback"]) => reports::validation(ask),
        ("POST", ["v1", "payments", id, "unlock"])
        | ("DELETE", ["v1", "accounts", "deposits", id, "unlock"]) => undo::unlock(bank, id),
        ("DELETE", ["v1", "payments", "internal-payment", id]) => {
            undo::refund(bank, id, &["InternalPayment"], ask)
        }
        ("DELETE", ["v1", "payments", id]) => undo::refund(bank, id, &["InstantPayment"], ask),
        ("DELETE", ["v1", "accounts", "deposits", id]) => {
            undo::refund(bank, id, &["DepositExternal"], ask)
        }
        ("DELETE", ["v1", "accounts", account, "withdraw", id]) => {
            undo::reverse(bank, bank.named(account)?, id, ask)
        }
        _ => of_account(bank, ask, segments),
    }
}

/// What changes an account itself, or looks at a span of its time.
fn of_account(bank: &mut Bank, ask: &Ask, segments: &[&str]) -> Answer {
    match (ask.method.as_str(), segments) {
        ("GET", ["v1", "accounts", "mobile-phone", number]) => holders::by_phone(bank, number),
        ("PUT", ["v1", "accounts", id]) => holders::update(bank, bank.named(id)?, ask),
        ("PUT" | "DELETE", ["v1", "accounts", id, "mobile-phone"]) => {
            holders::phone(bank, bank.named(id)?, ask)
        }
        ("PUT", ["v1", "accounts", id, "overdraft"]) => {
            holders::overdraft(bank, bank.named(id)?, ask)
        }
        ("PUT", ["v1", "accounts", branch, number, "overdraft"]) => {
            holders::overdraft(bank, bank.numbered(branch, number)?, ask)
        }
        ("PUT", ["v1", "accounts", branch, number]) => {
            holders::update(bank, bank.numbered(branch, number)?, ask)
        }
        ("DELETE", ["v1", "accounts", branch, number]) => {
            reading::close(bank, bank.numbered(branch, number)?)
        }
        ("GET", ["v1", "accounts", id, "balance-period"]) => {
            periods::balances(bank, bank.named(id)?, ask)
        }
        ("GET", ["v1", "accounts", id, "deposits"]) => {
            periods::deposits(bank, bank.named(id)?, ask)
        }
        ("GET", ["v1", "accounts", id, "income-report"]) => {
            periods::income_report(bank, bank.named(id)?, ask)
        }
        ("POST", ["v1", "accounts", id, "notifications", "push"]) => {
            bank.named(id)?;
            reports::push(ask)
        }
        ("GET", ["v1", "accounts", branch, number]) => {
            let account = bank.numbered(branch, number)?;
            Ok(Reply::data(reading::account_json(bank, account)))
        }
        _ => Err(Reply::no_such_route()),
    }
}

/// An `externalIdentifier` is unique within a process: withdrawals and payments do not meet, nor do
/// payments and their refunds. A process is what is left of method and path without ids.
fn process_of(method: &str, segments: &[&str]) -> String {
    let is_word = |segment: &&&str| {
        let is_letter = |byte: u8| byte.is_ascii_lowercase() || byte == b'-';
        segment.bytes().all(is_letter)
    };
    let words = segments.iter().filter(is_word).copied();
    format!("{method} {}", words.collect::<Vec<_>>().join("/"))
}
