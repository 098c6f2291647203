//! Payment authorizations (version 2).

use client_core::money::Amount;
use serde_json::{Number, Value, json};

use super::super::request::{Answer, Ask, Reply};
use super::{MADE, Payments, cents, external_id, find, required, set, text, wrong_amount};

impl Payments {
    pub(super) fn authorization(&mut self, ask: &Ask, rest: &[&str]) -> Answer {
        match (ask.method.as_str(), rest) {
            ("POST", []) => self.new_authorization(&ask.body),
            ("POST", [id, "cancel"]) => self.revoke(id),
            ("POST", [id, "charges"]) => self.charge_now(id, &ask.body),
            ("POST", [id, "charges", charge, "retry"]) => self.retry(id, charge, &ask.body),
            ("POST", [id, "charges", charge, "cancel"]) => self.cancel_charge(id, charge),
            ("PATCH", [id]) => self.redirect(id, &ask.body),
            _ => Err(Reply::not_found()),
        }
    }

    fn new_authorization(&mut self, body: &Value) -> Answer {
        let of = |name: &str| body.get(name).cloned().unwrap_or(Value::Null);
        required(body, "/description")?;
        required(body, "/return_url")?;
        let mut terms = required(body, "/payment_method_configuration")?.clone();
        // A number here, a text in the answer.
        let amount = required(&terms, "/amount")?
            .as_number()
            .map(Number::to_string);
        let amount = amount
            .and_then(|text| cents(&text))
            .ok_or_else(wrong_amount)?;
        let amount = Amount::from_cents(amount).to_string();
        let external_id = external_id(body)?;
        let customer = required(body, "/payer/customer")?.clone();
        let target = required(body, "/beneficiary/target")?.clone();
        let customer = self.named(&customer, "customer", true)?;
        let account = self.named(&target, "beneficiary.target", true)?;
        let id = self.id(6);
        let url = format!("https://banco-aurora.example/agree?a={id}");
        set(
            &mut terms,
            &[("amount", json!(amount)), ("authorization_url", json!(url))],
        );
        let authorization = json!({
            "id": id, "created_at": MADE, "updated_at": MADE, "status": "AWAITING_AUTHORIZATION",
            "status_reason_code": null, "status_reason_message": null,
            "status_updated_at": MADE, "authorized_at": null, "external_id": external_id,
            "description": of("description"), "return_url": of("return_url"),
            "payment_method": of("payment_method"),
            "payer": {"customer": customer, "institution": body.pointer("/payer/institution"),
                "representative_identifier": body.pointer("/payer/representative_identifier")},
            "beneficiary": {"type": "BANK_ACCOUNT", "target": account},
            "payment_method_configuration": terms, "charges": [], "metadata": of("metadata"),
        });
        self.authorizations.push(authorization.clone());
        Ok(Reply::json(201, authorization))
    }

    /// The payer agrees: there is a charge, at once or on its day.
    pub(in crate::sandbox) fn payer_authorizes(&mut self, id: &str) -> Result<(), Reply> {
        let found = self.authorized(id, "AWAITING_AUTHORIZATION")?;
        let fields = [
            ("status", json!("AUTHORIZED")),
            ("authorized_at", json!(MADE)),
        ];
        set(find(&mut self.authorizations, id)?, &fields);
        match text(&found, "/payment_method_configuration/dates/0") {
            "" => self.new_charge_v2(id, "PENDING", &json!("2026-11-21"), &Value::Null)?,
            day => self.new_charge_v2(id, "SCHEDULED", &json!(day), &Value::Null)?,
        };
        let authorized = find(&mut self.authorizations, id)?.clone();
        self.tell_v2("PAYMENT_AUTHORIZATIONS", &authorized);
        Ok(())
    }

    fn authorized(&mut self, id: &str, status: &str) -> Result<Value, Reply> {
        let found = find(&mut self.authorizations, id)?;
        match text(found, "/status") == status {
            true => Ok(found.clone()),
            false => {
                let message = format!("Payment Authorization is not {status}.");
                Err(Reply::error(400, "invalid", &message))
            }
        }
    }

    fn new_charge_v2(
        &mut self,
        id: &str,
        status: &str,
        day: &Value,
        previous: &Value,
    ) -> Result<Value, Reply> {
        let charge_id = self.id(7);
        let parent = find(&mut self.authorizations, id)?;
        let terms = "/payment_method_configuration";
        let charge = json!({
            "id": charge_id, "authorization": id, "created_at": MADE, "status_updated_at": null,
            "status": status, "status_reason_code": null, "status_reason_message": null,
            "amount": text(parent, &format!("{terms}/amount")), "date": day,
            "end_to_end_id": null,
            "statement_description": text(parent, &format!("{terms}/statement_description")),
            "external_id": parent.get("external_id"),
            "beneficiary": {"bank_account": {"id": text(parent, "/beneficiary/target")}},
            "payer": {}, "metadata": parent.get("metadata"), "next": null, "previous": previous,
        });
        if let Some(Value::Array(charges)) = parent.get_mut("charges") {
            charges.push(json!(charge_id));
        }
        self.charges.push(charge.clone());
        Ok(charge)
    }

    fn charge_now(&mut self, id: &str, body: &Value) -> Answer {
        self.authorized(id, "AUTHORIZED")?;
        let amount = required(body, "/amount")?.clone();
        let today = json!("2026-11-21");
        let day = body.get("date").unwrap_or(&today);
        let charge = self.new_charge_v2(id, "PENDING", day, &Value::Null)?;
        let amount = amount
            .as_str()
            .map_or_else(|| amount.to_string(), str::to_owned);
        let charge = find(&mut self.charges, text(&charge, "/id"))?;
        set(charge, &[("amount", json!(amount))]);
        Ok(Reply::json(201, charge.clone()))
    }

    fn retry(&mut self, id: &str, failed: &str, body: &Value) -> Answer {
        let charges = self.charges_of(id);
        let known = charges.iter().find(|charge| text(charge, "/id") == failed);
        let known = known.ok_or_else(Reply::not_found)?;
        let retried = known.get("next").is_some_and(Value::is_string);
        if text(known, "/status") != "FAILED" || retried {
            return Err(Reply::error(400, "invalid", "Not possible in this status."));
        }
        let day = body.get("date").cloned().unwrap_or(json!("2026-11-22"));
        let charge = self.new_charge_v2(id, "PENDING", &day, &json!(failed))?;
        set(
            find(&mut self.charges, failed)?,
            &[("next", json!(text(&charge, "/id")))],
        );
        Ok(Reply::json(201, charge))
    }

    fn revoke(&mut self, id: &str) -> Answer {
        let found = find(&mut self.authorizations, id)?;
        set(found, &[("status", json!("REVOKED"))]);
        let revoked = found.clone();
        for charge in self.charges_of(id) {
            if text(&charge, "/status") == "SCHEDULED" {
                self.change_charge(text(&charge, "/id"), &[("status", json!("CANCELED"))])?;
            }
        }
        self.tell_v2("PAYMENT_AUTHORIZATIONS", &revoked);
        Ok(Reply::empty(204))
    }

    fn redirect(&mut self, id: &str, body: &Value) -> Answer {
        self.authorized(id, "AUTHORIZED")?;
        let target = required(body, "/beneficiary/target")?.clone();
        let account = self.named(&target, "beneficiary.target", true)?;
        let found = find(&mut self.authorizations, id)?;
        if text(found, "/payment_method") != "PIX_OF_SMART_TRANSFERS" {
            let message = "This payment method cannot be edited.";
            return Err(Reply::error(400, "invalid", message));
        }
        set(
            found,
            &[(
                "beneficiary",
                json!({"type": "BANK_ACCOUNT", "target": account}),
            )],
        );
        Ok(Reply::json(200, found.clone()))
    }
}
