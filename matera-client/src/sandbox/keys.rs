//! Pix keys: registered, looked up, and claimed by one account of the sandbox from another.

use serde_json::{Value, json};

use super::bank::{BRANCH, Bank, ISPB};
use super::reading::tax_json;
use super::request::{Answer, Ask, Reply};

/// The code that every holder is sent.
pub(super) const VERIFICATION_CODE: &str = "123456";

/// A Pix key in the register of one account. While it is claimed, it stands in two registers.
#[derive(Clone, Debug)]
pub(super) struct Key {
    account: usize,
    name: String,
    kind: &'static str,
    status: &'static str,
    protocol: String,
}

impl Key {
    /// A key that is in use.
    pub(super) fn active(account: usize, name: String) -> Self {
        let kind = kind_of(&name);
        Self {
            account,
            name,
            kind,
            status: "ACTIVE",
            protocol: String::new(),
        }
    }

    /// Whether a Pix to the key comes to this account. It does until another has won it.
    fn receives(&self) -> bool {
        ["ACTIVE", "PORTABILITY_REQUESTED", "OWNERSHIP_REQUESTED"].contains(&self.status)
    }

    /// Whether the account has lost it, or never got it.
    fn is_over(&self) -> bool {
        [&PORTABILITY, &OWNERSHIP]
            .iter()
            .any(|claim| [claim.failed, claim.given].contains(&self.status))
    }

    fn json(&self) -> Value {
        json!({"name": self.name, "type": self.kind, "status": self.status})
    }
}

fn kind_of(name: &str) -> &'static str {
    match name {
        _ if name.contains('@') => "EMAIL",
        _ if name.starts_with('+') => "PHONE",
        _ if name.len() == 36 => "EVP",
        _ => "TAX_ID",
    }
}

impl Bank {
    /// Whether a Pix to this key comes to this account.
    pub(super) fn holds_key(&self, account: usize, name: &str) -> bool {
        self.owner_of(name) == Some(account)
    }

    /// The account that a Pix to this key comes to.
    pub(super) fn owner_of(&self, name: &str) -> Option<usize> {
        let mut keys = self.keys.iter();
        let key = keys.find(|key| key.name == name && key.receives())?;
        Some(key.account)
    }

    fn key_mut(&mut self, account: usize, name: &str) -> Result<&mut Key, Reply> {
        let mut keys = self.keys.iter_mut();
        let key = keys.find(|key| key.account == account && key.name == name);
        key.ok_or_else(|| Reply::not_found("alias"))
    }

    /// The same key in the register of the other account that takes part in a claim.
    fn other_side(&mut self, account: usize, name: &str, status: &str) -> Result<&mut Key, Reply> {
        let mut keys = self.keys.iter_mut();
        let key =
            keys.find(|key| key.account != account && key.name == name && key.status == status);
        key.ok_or_else(|| wrong_status("nobody else takes part in a claim of it"))
    }
}

fn wrong_status(text: &str) -> Reply {
    Reply::error(422, "INVALID_ALIAS_STATUS", text)
}

/// `/v1/accounts/{id}/aliases…`
pub(super) fn answer(bank: &mut Bank, account: usize, ask: &Ask, rest: &[&str]) -> Answer {
    if !ask.body.is_null() {
        ask.required("externalIdentifier")?;
    }
    match (ask.method.as_str(), rest) {
        ("GET", []) => Ok(list(bank, account, ask)),
        ("POST", []) => register(bank, account, ask),
        ("DELETE", [name]) => delete(bank, account, name),
        ("POST", [name, "update"]) => update(bank, account, name, ask),
        ("POST", [name, "otp-validation"]) => verify(bank, account, name, ask),
        ("POST", [name, "portability-claims"]) => claim(bank, account, name, ask, &PORTABILITY),
        ("POST", [name, "ownership-claims"]) => claim(bank, account, name, ask, &OWNERSHIP),
        ("POST", [name, "portability-claim-responses"]) => {
            respond(bank, account, name, ask, &PORTABILITY)
        }
        ("POST", [name, "ownership-claim-responses"]) => {
            respond(bank, account, name, ask, &OWNERSHIP)
        }
        ("POST", [name, "cancel-portability-claims"]) => {
            cancel(bank, account, name, ask, &PORTABILITY)
        }
        ("POST", [name, "cancel-ownership-claims"]) => cancel(bank, account, name, ask, &OWNERSHIP),
        _ => Err(Reply::no_such_route()),
    }
}

fn list(bank: &Bank, account: usize, ask: &Ask) -> Reply {
    let wanted = ask.parameter("aliasStatus");
    let keys = bank
        .keys
        .iter()
        .filter(|key| key.account == account && wanted.is_none_or(|wanted| wanted == key.status));
    let keys: Vec<_> = keys.map(Key::json).collect();
    match keys.is_empty() {
        // As was seen: an empty object when there are none.
        true => Reply::data(json!({})),
        false => Reply::data(json!({"aliases": keys})),
    }
}

fn register(bank: &mut Bank, account: usize, ask: &Ask) -> Answer {
    let name = match ask.text("alias.name") {
        Some(name) => name,
        None => bank.issue("E09A").to_lowercase(),
    };
    check_new(bank, account, &name, ask)?;
    let mut key = Key::active(account, name);
    let confirms = ["EMAIL", "PHONE"].contains(&key.kind);
    key.protocol = bank.issue("9407").to_lowercase();
    key.status = match confirms {
        true => "IDENTITY_VALIDATION_PENDING",
        false => status_when_proven(bank, account, &key.name)?,
    };
    // One that is in use is registered by the time it is read again.
    let status = match key.status {
        "ACTIVE" => "CLEARING_REGISTRATION_PENDING",
        status => status,
    };
    let alias = match key.kind {
        "EVP" => json!({"type": key.kind, "status": status}),
        kind => json!({"name": key.name, "type": kind, "status": status}),
    };
    let data = json!({
        "protocolId": key.protocol,
        "needsIdentifyConfirmation": confirms,
        "alias": alias,
    });
    bank.keys
        .retain(|old| old.account != account || old.name != key.name);
    bank.keys.push(key);
    Ok(Reply::json(202, json!({"data": data})))
}

/// Refuses a key that the account cannot have.
fn check_new(bank: &Bank, account: usize, name: &str, ask: &Ask) -> Result<(), Reply> {
    let holder = &bank.account(account)?.holder.tax_id;
    let most = if holder.len() == 11 { 5 } else { 20 };
    let own = bank.keys.iter().filter(|key| key.account == account);
    let own: Vec<_> = own.filter(|key| !key.is_over()).collect();
    if own.len() >= most {
        let text = "no more keys for this account";
        return Err(Reply::error(422, "ALIAS_LIMIT_REACHED", text));
    }
    let wrong = |field, text| Err(Reply::wrong_field(field, text));
    if own.iter().any(|key| key.name == name) {
        return wrong("alias.name", "is registered for this account");
    }
    if ask.required("alias.type")? != kind_of(name) {
        return wrong("alias.type", "does not fit the name");
    }
    if kind_of(name) == "TAX_ID" && name != holder {
        return wrong("alias.name", "is not the holder's tax id");
    }
    Ok(())
}

/// What a key becomes whose holder has proven to hold it.
fn status_when_proven(bank: &Bank, account: usize, name: &str) -> Result<&'static str, Reply> {
    let Some(owner) = bank.owner_of(name) else {
        return Ok("ACTIVE");
    };
    let same = bank.account(owner)?.holder.tax_id == bank.account(account)?.holder.tax_id;
    Ok(if same {
        PORTABILITY.offered
    } else {
        OWNERSHIP.offered
    })
}

fn verify(bank: &mut Bank, account: usize, name: &str, ask: &Ask) -> Answer {
    let (protocol, code) = (
        ask.required("protocolId")?,
        ask.required("verificationCode")?,
    );
    let next = status_when_proven(bank, account, name)?;
    let key = bank.key_mut(account, name)?;
    if key.status != "IDENTITY_VALIDATION_PENDING" {
        return Err(wrong_status("the key waits for no code"));
    }
    if key.protocol != protocol || code != VERIFICATION_CODE {
        return Err(Reply::wrong_field("verificationCode", "is wrong"));
    }
    key.status = next;
    Ok(Reply::empty(200))
}

fn delete(bank: &mut Bank, account: usize, name: &str) -> Answer {
    bank.key_mut(account, name)?;
    bank.keys
        .retain(|key| key.account != account || key.name != name);
    Ok(Reply::empty(202))
}

fn update(bank: &mut Bank, account: usize, name: &str, ask: &Ask) -> Answer {
    let reason = ask.required("reason")?;
    let key = bank.key_mut(account, name)?;
    if key.kind == "EVP" && !["RFB_VALIDATION", "BRANCH_TRANSFER"].contains(&reason.as_str()) {
        return Err(Reply::wrong_field("reason", "does not fit a random key"));
    }
    Ok(Reply::data(json!({"alias": key.json()})))
}

/// The states of one kind of claim: first those of who claims, then those of who holds.
struct Claim {
    offered: &'static str,
    waiting: &'static str,
    failed: &'static str,
    won: &'static str,
    requested: &'static str,
    given: &'static str,
}

static PORTABILITY: Claim = Claim {
    offered: "PENDING_PORTABILITY_CONFIRMATION",
    waiting: "AWAITING_RETURN_PSP_DONOR",
    failed: "UNSUCCESSFUL_PORTABILITY",
    won: "ACTIVE",
    requested: "PORTABILITY_REQUESTED",
    given: "DONATED_FOR_PORTABILITY",
};

static OWNERSHIP: Claim = Claim {
    offered: "PENDING_CLAIM_CONFIRMATION",
    waiting: "CLAIM_AWAITING_RETURN_PSP_DONOR",
    failed: "UNSUCCESSFUL_CLAIM",
    won: COMPLETION,
    requested: "OWNERSHIP_REQUESTED",
    given: "DONATED_BY_CLAIM",
};

const COMPLETION: &str = "PENDING_VALIDATION_COMPLETE_CLAIM";

fn claim(bank: &mut Bank, account: usize, name: &str, ask: &Ask, claim: &Claim) -> Answer {
    let confirm = ask.required("confirm")? == "true";
    if !confirm && claim.won == COMPLETION {
        check_reason(ask)?;
    }
    let status = bank.key_mut(account, name)?.status;
    let completes = status == claim.won && claim.won == COMPLETION;
    let next = match (status == claim.offered, confirm) {
        (true, true) => {
            bank.other_side(account, name, "ACTIVE")?.status = claim.requested;
            claim.waiting
        }
        (false, true) if completes => "ACTIVE",
        (offered, false) if offered || completes => claim.failed,
        _ => return Err(wrong_status("the key waits for no claim")),
    };
    bank.key_mut(account, name)?.status = next;
    let key = bank.key_mut(account, name)?;
    match claim.won {
        COMPLETION => Ok(Reply::data(json!({"alias": key.json()}))),
        _ => Ok(Reply::empty(200)),
    }
}

fn check_reason(ask: &Ask) -> Result<(), Reply> {
    let reason = ask.required("reason")?;
    match ["FRAUD", "USER_REQUESTED", "ACCOUNT_CLOSURE"].contains(&reason.as_str()) {
        true => Ok(()),
        false => Err(Reply::wrong_field("reason", "is unknown")),
    }
}

fn respond(bank: &mut Bank, account: usize, name: &str, ask: &Ask, claim: &Claim) -> Answer {
    let confirm = ask.required("confirm")? == "true";
    if bank.key_mut(account, name)?.status != claim.requested {
        return Err(wrong_status("nobody asks for the key"));
    }
    bank.other_side(account, name, claim.waiting)?.status =
        if confirm { claim.won } else { claim.failed };
    let key = bank.key_mut(account, name)?;
    key.status = if confirm { claim.given } else { "ACTIVE" };
    Ok(Reply::data(json!({"alias": key.json()})))
}

fn cancel(bank: &mut Bank, account: usize, name: &str, ask: &Ask, claim: &Claim) -> Answer {
    check_reason(ask)?;
    if bank.key_mut(account, name)?.status != claim.waiting {
        return Err(wrong_status("the key is not being claimed"));
    }
    bank.other_side(account, name, claim.requested)?.status = "ACTIVE";
    let key = bank.key_mut(account, name)?;
    key.status = claim.failed;
    Ok(Reply::data(json!({"alias": key.json()})))
}

/// `GET /v2/accounts/{id}/aliases/{country}/{name}`
pub(super) fn look_up(bank: &mut Bank, name: &str, ask: &Ask) -> Answer {
    let owner = bank
        .owner_of(name)
        .ok_or_else(|| Reply::not_found("alias"))?;
    let end_to_end_id = bank.issue_end_to_end_id();
    let account = bank.account(owner)?;
    let mut data = json!({
        "alias": name,
        "aliasType": kind_of(name),
        "status": "ACTIVE",
        "aliasAccountHolder": {
            "taxIdentifier": tax_json(&account.holder.tax_id),
            "name": account.holder.name,
        },
        "accountDestination": {
            "branch": BRANCH,
            "account": account.number.to_string(),
            "accountType": "IP",
        },
        "psp": {"id": ISPB, "name": "Sandbox IP", "country": "BRA", "currencies": ["BRL"]},
        "endToEndId": end_to_end_id,
    });
    let statistics = ask.parameter("includeStatistics") == Some("true");
    if let (true, Some(fields)) = (statistics, data.as_object_mut()) {
        let none = json!({"d90": 0, "m12": 0, "m60": 0});
        let statistics =
            json!({"spi": {"settlements": none}, "entries": {"registeredAccounts": 1}});
        fields.insert("personStatistics".to_owned(), statistics);
    }
    Ok(Reply::data(data))
}
