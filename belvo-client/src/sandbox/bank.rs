//! What the bank knows, and what Belvo has stored of it, in JSON as Belvo words it.

use std::collections::BTreeSet;

use client_core::money::Amount;
use client_core::wire;
use serde_json::{Value, json};
use time::Date;

pub(super) const LINK: &str = "7d2f8a3e-1111-4c22-9b33-5a6b7c8d9e0f";
/// The id of the account that is added first.
pub(super) const FIRST_ACCOUNT: &str = "3f0a7c52-9c1e-4a55-8b7e-000000000000";
pub(super) const INSTITUTION: &str = "ofmockbank_br_retail";
pub(super) const CREATED: &str = "2026-11-01T09:00:21.000001Z";

/// An account of the sandbox's bank.
#[derive(Clone, Debug)]
pub struct BankAccount {
    name: String,
    category: &'static str,
    /// Branch, number and check digit, where they are not made up.
    numbers: Option<[String; 3]>,
    entries: Vec<Entry>,
    /// How many entries Belvo has read.
    stored: usize,
}

#[derive(Clone, Debug)]
struct Entry {
    day: Date,
    cents: i64,
    description: String,
}

impl BankAccount {
    /// A checking account.
    pub fn checking(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            category: "CHECKING_ACCOUNT",
            numbers: None,
            entries: Vec::new(),
            stored: 0,
        }
    }

    /// Gives it a branch, a number and a check digit.
    #[must_use]
    pub fn with_numbers(
        mut self,
        branch: impl Into<String>,
        number: impl Into<String>,
        check_digit: impl Into<String>,
    ) -> Self {
        self.numbers = Some([branch.into(), number.into(), check_digit.into()]);
        self
    }

    /// Books cents: money in is positive, money out negative.
    #[must_use]
    pub fn with_entry(mut self, day: Date, cents: i64, description: impl Into<String>) -> Self {
        self.entries.push(Entry {
            day,
            cents,
            description: description.into(),
        });
        self.stored = self.entries.len();
        self
    }
}

#[derive(Debug)]
pub(super) struct Bank {
    pub(super) accounts: Vec<BankAccount>,
    pub(super) asks_for_tokens: bool,
    /// When Belvo read it last, in Belvo's words.
    accessed_at: String,
    /// The moment it is, if the clock stands.
    pub(super) clock: Option<String>,
    /// Ids of accounts and transactions that Belvo was told to forget.
    pub(super) deleted: BTreeSet<String>,
}

impl Default for Bank {
    fn default() -> Self {
        Self {
            accounts: Vec::new(),
            asks_for_tokens: false,
            accessed_at: CREATED.to_owned(),
            clock: None,
            deleted: BTreeSet::new(),
        }
    }
}

impl Bank {
    pub(super) fn book(&mut self, account: usize, day: Date, cents: i64, text: &str) -> bool {
        let Some(account) = self.accounts.get_mut(account) else {
            return false;
        };
        account.entries.push(Entry {
            day,
            cents,
            description: text.to_owned(),
        });
        true
    }

    /// Belvo reads the bank. Gives how many transactions were new.
    pub(super) fn store_all(&mut self) -> usize {
        let mut new = 0;
        if let Some(now) = &self.clock {
            self.accessed_at.clone_from(now);
        }
        for account in &mut self.accounts {
            new += account.entries.len() - account.stored;
            account.stored = account.entries.len();
        }
        new
    }

    pub(super) fn accounts_json(&self) -> Vec<Value> {
        let accounts = self.accounts.iter().enumerate();
        self.kept(accounts.map(|(number, account)| account.json(number, &self.accessed_at)))
    }

    pub(super) fn balances_json(&self) -> Vec<Value> {
        let accounts = self.accounts.iter().enumerate();
        self.kept(accounts.map(|(number, account)| account.balance_json(number)))
    }

    pub(super) fn transactions_json(&self) -> Vec<Value> {
        let accounts = self.accounts.iter().enumerate();
        self.kept(accounts.flat_map(|(number, account)| {
            let entries = account.entries.iter().take(account.stored).enumerate();
            entries.map(move |(place, entry)| {
                let account = account.json(number, &self.accessed_at);
                entry.json(account, number, place)
            })
        }))
    }

    fn kept(&self, items: impl Iterator<Item = Value>) -> Vec<Value> {
        let is_kept = |item: &Value| {
            let id = item.get("id").and_then(Value::as_str);
            id.is_none_or(|id| !self.deleted.contains(id))
        };
        items.filter(is_kept).collect()
    }
}

impl BankAccount {
    fn cents(&self) -> i64 {
        let entries = self.entries.iter().take(self.stored);
        entries.map(|entry| entry.cents).sum()
    }

    /// Balances are never below zero: what is missing stands in the overdraft.
    fn balance_json(&self, number: usize) -> Value {
        json!({
            "id": format!("b0a7c521-9c1e-4a55-8b7e-{number:012}"), "link": LINK,
            "account_id": format!("3f0a7c52-9c1e-4a55-8b7e-{number:012}"),
            "account_internal_identification": format!("bank-account-{number}"),
            "collected_at": CREATED, "created_at": CREATED, "last_updated_at": CREATED,
            "currency": "BRL", "available": money(self.cents().max(0)), "blocked": money(0),
            "automatically_invested": money(0),
        })
    }

    fn json(&self, number: usize, accessed_at: &str) -> Value {
        let made_up = || {
            [
                "0444".to_owned(),
                format!("{:08}", 45_722 + number),
                "0".to_owned(),
            ]
        };
        let [branch, account, digit] = self.numbers.clone().unwrap_or_else(made_up);
        let balance = self.cents();
        json!({
            "id": format!("3f0a7c52-9c1e-4a55-8b7e-{number:012}"),
            "link": LINK,
            "institution": {"name": INSTITUTION, "type": "bank"},
            "collected_at": CREATED,
            "created_at": CREATED,
            "last_accessed_at": accessed_at,
            "category": self.category,
            "balance_type": "ASSET",
            "type": "CONTA_DEPOSITO_A_VISTA",
            "subtype": "INDIVIDUAL",
            "name": self.name,
            "number": account,
            "agency": branch,
            "check_digit": digit,
            "balance": {"current": money(balance), "available": money(balance),
                "blocked": money(0), "automatically_invested": money(0)},
            "currency": "BRL",
            "public_identification_name": "AGENCY/ACCOUNT",
            "public_identification_value": format!("{branch}/{account}-{digit}"),
            "internal_identification": format!("bank-account-{number}"),
            "overdraft": null, "credit_data": null, "loan_data": null, "funds_data": null,
        })
    }
}

impl Entry {
    fn json(&self, account: Value, number: usize, place: usize) -> Value {
        let day = wire::date::format(self.day).unwrap_or_default();
        let direction = if self.cents < 0 { "OUTFLOW" } else { "INFLOW" };
        json!({
            "id": format!("c5a5d1c0-6a5e-4d0a-{number:04}-{place:012}"),
            "internal_identification": format!("bank-entry-{number}-{place}"),
            "account": account,
            "collected_at": CREATED,
            "created_at": CREATED,
            "value_date": day,
            "transacted_at": format!("{day}T15:00:00.000Z"),
            "accounting_date": null,
            "inferred_accounting_date": day,
            "amount": money(self.cents.abs()),
            "local_currency_amount": null, "balance": null,
            "currency": "BRL",
            "description": self.description,
            "observations": null, "merchant": null, "category": null, "subcategory": null,
            "reference": null,
            "type": direction,
            "status": "PROCESSED",
            "credit_card_data": null, "counterparty": null, "loan_data": null,
            "payment_type": null,
            "operation_type": "PIX",
            "operation_type_additional_info": null, "mcc": null,
        })
    }
}

pub(super) fn link_json() -> Value {
    json!({
        "id": LINK, "institution": INSTITUTION, "access_mode": "recurrent",
        "last_accessed_at": CREATED, "created_at": CREATED, "external_id": null,
        "institution_user_id": "sooE7XJWEKypZJR603ecaWYk-8Ap0oD8Nr1pBQ4eG9c=",
        "status": "valid", "created_by": "bcef7f35-67f2-4b19-b009-cb38795faf09",
        "refresh_rate": "24h", "credentials_storage": "store",
        "fetch_resources": ["ACCOUNTS", "TRANSACTIONS"], "stale_in": "365d",
    })
}

pub(super) fn institution_json() -> Value {
    json!({
        "id": 1003, "name": INSTITUTION, "type": "bank", "website": null,
        "display_name": "Banco de mentira", "country_codes": ["BR"],
        "primary_color": "#056dae", "logo": null, "icon_logo": null, "text_logo": null,
        "code": null, "form_fields": [], "features": [],
        "resources": ["ACCOUNTS", "TRANSACTIONS"], "integration_type": "openfinance",
        "status": "healthy", "openbanking_information": null,
    })
}

/// An amount of cents as a JSON number.
fn money(cents: i64) -> Value {
    let text = Amount::from_cents(cents).to_string();
    serde_json::from_str(&text).unwrap_or(Value::Null)
}
