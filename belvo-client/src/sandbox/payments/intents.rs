//! Payment intents: asked for, agreed to, paid.

use serde_json::{Value, json};

use super::super::request::{Answer, Ask, Reply};
use super::{
    INSTITUTION, KEYS, MADE, Payments, cents, external_id, find, required, set, text, wrong_amount,
};

const METHOD: &str = "/payment_method_details/open_finance";

impl Payments {
    pub(super) fn create_intent(&mut self, ask: &Ask) -> Answer {
        let key = ask.idempotency_key.clone().filter(|_| self.knows_keys);
        let Some(key) = key else {
            return Ok(Reply::json(201, self.new_intent(&ask.body)?));
        };
        let used = self.keys.iter().find(|(used, _, _)| *used == key).cloned();
        match used {
            Some((_, body, _)) if body != ask.body => {
                let message = "The payload differs from that of the first request.";
                Err(Reply::error(422, "idempotency_payload_mismatch", message))
            }
            Some((_, _, id)) => {
                let intent = find(&mut self.intents, &id)?.clone();
                Ok(Reply::json(201, intent).header("Belvo-Idempotency-Status", "REPLAYED"))
            }
            None => {
                let intent = self.new_intent(&ask.body)?;
                let id = text(&intent, "/id").to_owned();
                self.keys.push((key, ask.body.clone(), id));
                Ok(Reply::json(201, intent).header("Belvo-Idempotency-Status", "AVAILABLE"))
            }
        }
    }

    fn new_intent(&mut self, body: &Value) -> Result<Value, Reply> {
        let amount = text(body, "/amount");
        if cents(amount).is_none_or(|cents| cents == 0) {
            return Err(wrong_amount());
        }
        required(body, "/description")?;
        required(body, "/allowed_payment_method_types/0")?;
        let method = required(body, METHOD)?;
        required(method, "/callback_url")?;
        let confirmed = required(body, "/confirm")? == &json!(true);
        let external_id = external_id(body)?;
        let customer = self.named(required(body, "/customer")?, "customer", false)?;
        let details = self.target(method, confirmed)?;
        let id = self.id(3);
        let mut intent = json!({
            "id": id, "customer": customer, "external_id": external_id, "created_at": MADE,
            "created_by": KEYS, "updated_at": null, "status": "REQUIRES_PAYMENT_METHOD",
            "amount": amount, "currency": "BRL", "description": body.get("description"),
            "statement_description": body.get("statement_description"),
            "selected_payment_method_type": "open_finance",
            "allowed_payment_method_types": ["open_finance"],
            "payment_method_details": {"open_finance": details},
            "payment_method_information": {"open_finance": {}},
            "failure_code": null, "failure_message": null, "metadata": body.get("metadata"),
            "charges": [], "provider": "belvo", "last_error": null, "next_step": null,
        });
        if method.get("pix_key").is_some() {
            let whose = json!({"identifier": "***.222.333/****-**", "name": "Moinho Serra Azul"});
            let information = json!({"open_finance": {"pix_key_details": whose}});
            let asked = json!("REQUIRES_ACTION");
            set(
                &mut intent,
                &[
                    ("payment_method_information", information),
                    ("status", asked),
                ],
            );
        }
        if confirmed {
            require_action(&mut intent)?;
        }
        self.intents.push(intent.clone());
        Ok(intent)
    }

    /// The method with who is paid in it: an account that is registered by now, or a Pix key.
    fn target(&mut self, method: &Value, confirmed: bool) -> Result<Value, Reply> {
        let mut details = method.clone();
        if let Some(account) = method.get("beneficiary_bank_account") {
            let account = self.named(account, "beneficiary_bank_account", false)?;
            set(
                &mut details,
                &[("beneficiary_bank_account", json!(account))],
            );
            return Ok(details);
        }
        required(method, "/pix_key")?;
        match confirmed {
            false => Ok(details),
            true => {
                let message = "A payment to a Pix key is confirmed in a second step.";
                Err(Reply::wrong_field("invalid", "confirm", message))
            }
        }
    }

    pub(super) fn update_intent(&mut self, ask: &Ask, id: &str) -> Answer {
        let intent = find(&mut self.intents, id)?;
        if is_confirmed(intent) {
            let message = "The payment intent is confirmed.";
            return Err(Reply::error(400, "invalid", message));
        }
        if let Some(Value::Object(changed)) = ask.body.pointer(METHOD)
            && let Some(Value::Object(details)) = intent.pointer_mut(METHOD)
        {
            details.extend(changed.clone());
        }
        if ask.body.get("confirm") == Some(&json!(true)) {
            require_action(intent)?;
        }
        Ok(Reply::json(200, intent.clone()))
    }

    /// The payer agrees: at once the banks begin, on days the charges wait.
    pub(in crate::sandbox) fn payer_agrees(&mut self, id: &str) -> Result<(), Reply> {
        let intent = self.asked(id)?;
        let days = days_of(intent.pointer(&format!("{METHOD}/schedule")));
        let (status, charge) = match days.is_empty() {
            true => ("PROCESSING", "PENDING"),
            false => ("SCHEDULED", "SCHEDULED"),
        };
        let agreed = self.intents_change(id, &[("status", json!(status))])?;
        for day in days.into_iter().chain(agreed_at_once(status)) {
            self.new_charge(&agreed, charge, &day);
        }
        self.show_charges(id)?;
        self.tell("PAYMENT_INTENTS", "STATUS_UPDATE", &agreed);
        Ok(())
    }

    /// The payer does not agree.
    pub(in crate::sandbox) fn payer_refuses(&mut self, id: &str) -> Result<(), Reply> {
        self.asked(id)?;
        let message = "The payer did not agree.";
        let failed = self.intents_change(
            id,
            &[
                ("status", json!("FAILED")),
                ("failure_code", json!("consent_rejected")),
                ("failure_message", json!(message)),
            ],
        )?;
        self.tell("PAYMENT_INTENTS", "STATUS_UPDATE", &failed);
        Ok(())
    }

    pub(super) fn cancel_intent(&mut self, id: &str) -> Answer {
        if text(find(&mut self.intents, id)?, "/status") != "SCHEDULED" {
            return Err(not_scheduled());
        }
        for charge in self.charges_of(id) {
            if text(&charge, "/status") == "SCHEDULED" {
                self.change_charge(text(&charge, "/id"), &[("status", json!("CANCELED"))])?;
            }
        }
        let gone = self.intents_change(id, &[("status", json!("CANCELED"))])?;
        self.show_charges(id)?;
        self.tell("PAYMENT_INTENTS", "STATUS_UPDATE", &gone);
        Ok(Reply::empty(204))
    }

    /// A payment that the payer is asked to agree to.
    fn asked(&mut self, id: &str) -> Result<Value, Reply> {
        let intent = find(&mut self.intents, id)?;
        match text(intent, "/status") == "REQUIRES_ACTION" && is_confirmed(intent) {
            true => Ok(intent.clone()),
            false => Err(Reply::error(400, "invalid", "Not possible in this status.")),
        }
    }

    pub(super) fn intents_change(
        &mut self,
        id: &str,
        fields: &[(&str, Value)],
    ) -> Result<Value, Reply> {
        let intent = find(&mut self.intents, id)?;
        set(intent, fields);
        set(intent, &[("updated_at", json!(MADE))]);
        Ok(intent.clone())
    }

    /// The intent shows its charges as they stand.
    pub(super) fn show_charges(&mut self, id: &str) -> Result<(), Reply> {
        let charges = self.charges_of(id);
        self.intents_change(id, &[("charges", json!(charges))])
            .map(drop)
    }
}

/// Whether there is an address for the payer: from then on it is theirs.
fn is_confirmed(intent: &Value) -> bool {
    !text(
        intent,
        "/payment_method_information/open_finance/redirect_url",
    )
    .is_empty()
}

pub(super) fn not_scheduled() -> Reply {
    let message = "Payment Intent cannot be canceled because it is not SCHEDULED.";
    Reply::error(400, "cancellation_error", message)
}

fn agreed_at_once(status: &str) -> Option<String> {
    (status == "PROCESSING").then(|| "2026-11-21".to_owned())
}

fn require_action(intent: &mut Value) -> Result<(), Reply> {
    required(intent, &format!("{METHOD}/payer_institution"))?;
    let url = format!(
        "https://banco-aurora.example/{INSTITUTION}?c={}",
        text(intent, "/id")
    );
    if let Some(information) = intent.pointer_mut("/payment_method_information/open_finance") {
        set(
            information,
            &[("redirect_url", json!(url)), ("end_to_end_id", Value::Null)],
        );
    }
    set(intent, &[("status", json!("REQUIRES_ACTION"))]);
    Ok(())
}

/// The days of a schedule. The sandbox knows single and given days, and takes other kinds for as
/// many charges on their first day.
fn days_of(schedule: Option<&Value>) -> Vec<String> {
    let Some((kind, terms)) = schedule
        .and_then(Value::as_object)
        .and_then(|kinds| kinds.iter().next())
    else {
        return Vec::new();
    };
    match kind.as_str() {
        "single" => vec![text(terms, "/date").to_owned()],
        "custom" => {
            let dates = terms.get("dates").and_then(Value::as_array);
            let dates = dates.into_iter().flatten().filter_map(Value::as_str);
            dates.map(str::to_owned).collect()
        }
        _ => {
            let count = terms
                .get("occurrences")
                .and_then(Value::as_u64)
                .unwrap_or(1);
            (0..count)
                .map(|_| text(terms, "/start_date").to_owned())
                .collect()
        }
    }
}
