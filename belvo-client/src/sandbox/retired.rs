//! What Belvo's description has no longer, beside what is stored: payment links, keys, and what
//! Belvo makes of transactions that are brought along.

use serde_json::{Value, json};
use url::Url;

use super::bank::CREATED;
use super::request::{Answer, Ask, Reply};
use super::shelf::Shelves;

const KEYS: &str = "bcef7f35-67f2-4b19-b009-cb38795faf09";

#[derive(Debug)]
pub(super) struct Retired {
    shelves: Shelves,
    payment_links: Vec<Value>,
    keys: Vec<Value>,
}

impl Default for Retired {
    fn default() -> Self {
        Self {
            shelves: Shelves::retired(),
            payment_links: Vec::new(),
            keys: Vec::new(),
        }
    }
}

impl Retired {
    /// What does not lie below `/api/`.
    pub(super) fn answer(
        &mut self,
        ask: &Ask,
        address: &Url,
        segments: &[&str],
        asks_for_tokens: bool,
    ) -> Answer {
        match (ask.method.as_str(), segments) {
            ("POST", ["payments", "payment-links"]) => self.new_payment_link(ask),
            ("GET", ["payments", "payment-links"]) => {
                let admits = |link: &&Value| {
                    let status = link.get("status").and_then(Value::as_str);
                    ask.admits("status", status.unwrap_or_default())
                };
                let links: Vec<_> = self.payment_links.iter().filter(admits).cloned().collect();
                Ok(ask.page(address, &links))
            }
            ("GET", ["payments", "payment-links", token]) => {
                let is_it = |link: &&Value| link.get("access_token").is_some_and(|t| t == token);
                let found = self.payment_links.iter().find(is_it);
                found
                    .map(|link| Reply::json(200, link.clone()))
                    .ok_or_else(Reply::not_found)
            }
            ("POST", ["payments", "secret-keys"]) => Ok(self.new_keys()),
            ("GET", ["payments", "secret-keys"]) => Ok(ask.page(address, &self.keys)),
            _ => self
                .shelves
                .answer(ask, address, segments, asks_for_tokens)
                .unwrap_or_else(|| Err(Reply::not_found())),
        }
    }

    pub(super) fn clear(&mut self) {
        self.shelves.clear();
    }

    fn new_payment_link(&mut self, ask: &Ask) -> Answer {
        for field in ["amount", "customer", "description", "provider"] {
            ask.required(field)?;
        }
        let account = "/payment_method_details/open_finance/beneficiary_bank_account";
        if ask.body.pointer(account).is_none() {
            let field = "payment_method_details";
            return Err(Reply::wrong_field(
                "required",
                field,
                "This field is required.",
            ));
        }
        let number = self.payment_links.len();
        let given = |field: &str| ask.body.get(field).cloned().unwrap_or(Value::Null);
        let link = json!({
            "id": format!("5e1f0a7c-0002-4000-8000-{number:012}"), "created_at": CREATED,
            "created_by": KEYS, "updated_at": null, "status": "ACTIVE",
            "payment_url": format!("https://pagar.exemplo.com.br/?access_token=sandbox-{number}"),
            "access_token": format!("sandbox-{number}"), "callback_urls": given("callback_urls"),
            "payment_intent": null, "expires_in": ask.body.get("expires_in").unwrap_or(&json!("7d")),
            "expires_at": "2026-11-08T09:00:21Z",
        });
        self.payment_links.push(link.clone());
        Ok(Reply::json(201, link))
    }

    fn new_keys(&mut self) -> Reply {
        let id = format!("5e1f0a7c-0003-4000-8000-{:012}", self.keys.len());
        self.keys.push(json!({"id": id}));
        Reply::json(
            201,
            json!([{"id": id, "password": "sandbox-payments-password"}]),
        )
    }
}

/// What Belvo makes of each transaction that is brought along.
pub(super) fn categorized(ask: &Ask) -> Answer {
    ask.required("language")?;
    let mut transactions = brought(ask)?;
    for transaction in &mut transactions {
        if let Value::Object(fields) = transaction {
            fields.insert("category".to_owned(), "Food & Groceries".into());
            fields.insert("subcategory".to_owned(), "Bakery & Coffee".into());
            fields.insert("merchant".to_owned(), Value::Null);
        }
    }
    Ok(Reply::json(200, json!({"transactions": transactions})))
}

/// The incomes among the transactions that are brought along. The sandbox finds none.
pub(super) fn incomes(ask: &Ask) -> Answer {
    ask.required("language")?;
    brought(ask)?;
    Ok(Reply::json(200, json!([])))
}

fn brought(ask: &Ask) -> Result<Vec<Value>, Reply> {
    let brought = ask.body.get("transactions").and_then(Value::as_array);
    let missing = || Reply::wrong_field("required", "transactions", "This field is required.");
    brought.cloned().ok_or_else(missing)
}
