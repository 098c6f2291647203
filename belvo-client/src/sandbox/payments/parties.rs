//! Customers, bank accounts and the one institution.

use serde_json::{Value, json};

use super::super::request::{Answer, Ask, Reply};
use super::{INSTITUTION, KEYS, MADE, Payments, external_id, required, text};

pub(super) fn institution() -> Value {
    json!({
        "id": INSTITUTION, "code": "12345678", "active": true, "institution_type": "INDIVIDUAL",
        "name": "aurora_retail", "display_name": "Banco Aurora", "legal_entity_name": null,
        "website": "https://banco-aurora.example", "logo": "", "icon_logo": "", "text_logo": "",
        "primary_color": "#0A4D8C", "country": "BRA", "form_fields": [], "sort_priority": 1,
        "description": null,
    })
}

impl Payments {
    pub(super) fn register_customer(&mut self, ask: &Ask) -> Answer {
        let customer = self.new_customer(&ask.body, ask.is_v2)?;
        Ok(Reply::json(201, customer))
    }

    /// Registers who is named in a body of their own or in that of a payment.
    pub(super) fn new_customer(&mut self, body: &Value, is_v2: bool) -> Result<Value, Reply> {
        let identifier = required(body, "/identifier")?;
        let known = |customer: &&Value| customer.get("identifier") == Some(identifier);
        if self.customers.iter().any(|customer| known(&customer)) {
            let message = "Customer already registered.";
            return Err(Reply::wrong_field(
                "already_registered",
                "identifier",
                message,
            ));
        }
        let digits = text(body, "/identifier").len();
        let (kind, number) = match digits {
            11 => ("INDIVIDUAL", "CPF"),
            14 => ("BUSINESS", "CNPJ"),
            _ => {
                return Err(Reply::wrong_field(
                    "invalid",
                    "identifier",
                    "Invalid identifier.",
                ));
            }
        };
        let external_id = external_id(body)?;
        let id = self.id(1);
        let customer = match is_v2 {
            true => json!({
                "id": id, "created_at": MADE, "updated_at": MADE,
                "name": required(body, "/name")?, "identifier": identifier,
                "external_id": external_id,
            }),
            false => json!({
                "id": id, "created_at": MADE, "created_by": KEYS, "customer_type": kind,
                "name": body.get("name"), "external_id": external_id, "country": "BRA",
                "email": body.get("email"), "identifier": identifier,
                "identifier_type": number, "address": body.get("address"),
                "phone": body.get("phone"),
            }),
        };
        self.customers.push(customer.clone());
        Ok(customer)
    }

    pub(super) fn register_account(&mut self, ask: &Ask) -> Answer {
        let account = self.new_account(&ask.body, ask.is_v2)?;
        Ok(Reply::json(201, account))
    }

    pub(super) fn new_account(&mut self, body: &Value, is_v2: bool) -> Result<Value, Reply> {
        for field in ["account_type", "agency", "number"] {
            required(body, &format!("/details/{field}"))?;
        }
        let external_id = external_id(body)?;
        let id = self.id(2);
        let account = match is_v2 {
            true => {
                required(body, "/holder/name")?;
                required(body, "/details/institution")?;
                json!({
                    "id": id, "created_at": MADE, "updated_at": MADE, "active": true,
                    "holder": body.get("holder"), "details": body.get("details"),
                    "external_id": external_id, "metadata": body.get("metadata"),
                })
            }
            false => {
                required(body, "/holder/information/identifier")?;
                json!({
                    "id": id, "created_at": MADE, "created_by": KEYS, "customer": null,
                    "external_id": external_id, "institution": required(body, "/institution")?,
                    "holder": body.get("holder"), "details": body.get("details"),
                })
            }
        };
        self.accounts.push(account.clone());
        Ok(account)
    }

    /// The id of a customer or account, who is named by it or registered now.
    pub(super) fn named(
        &mut self,
        named: &Value,
        field: &str,
        is_v2: bool,
    ) -> Result<String, Reply> {
        let is_customer = field == "customer";
        if let Some(id) = named.as_str() {
            let items = if is_customer {
                &self.customers
            } else {
                &self.accounts
            };
            let known = items.iter().any(|item| text(item, "/id") == id);
            let missing = || {
                let message = "Object with this id does not exist.";
                Reply::wrong_field("does_not_exist", field, message)
            };
            return known.then(|| id.to_owned()).ok_or_else(missing);
        }
        let made = match is_customer {
            true => self.new_customer(named, is_v2)?,
            false => self.new_account(named, is_v2)?,
        };
        Ok(text(&made, "/id").to_owned())
    }
}
