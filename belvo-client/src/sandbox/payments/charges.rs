//! Charges: the single Pix, and the transactions they end in.

use serde_json::{Value, json};

use super::super::request::{Answer, Ask, Reply};
use super::intents::not_scheduled;
use super::{KEYS, MADE, Payments, find, set, text};

const DONE: [&str; 4] = ["SUCCEEDED", "SETTLED", "FAILED", "CANCELED"];

impl Payments {
    pub(super) fn new_charge(&mut self, intent: &Value, status: &str, day: &str) {
        let id = self.id(4);
        let of = |name: &str| intent.get(name).cloned().unwrap_or(Value::Null);
        let account = text(
            intent,
            "/payment_method_details/open_finance/beneficiary_bank_account",
        );
        let charge = json!({
            "id": id, "created_at": MADE, "updated_at": null, "created_by": KEYS,
            "customer": of("customer"), "payment_intent": of("id"), "status": status,
            "amount": of("amount"), "currency": "BRL", "description": of("description"),
            "statement_description": of("statement_description"),
            "beneficiary": (!account.is_empty()).then_some(account), "provider": "belvo",
            "payment_method_type": "open_finance",
            "payment_method_details": of("payment_method_details"),
            "payment_method_information": {"open_finance": {"settlement_date": day}},
            "transactions": [], "failure_code": null, "failure_message": null,
            "metadata": of("metadata"),
        });
        self.charges.push(charge);
    }

    /// Those of a payment intent or of an authorization.
    pub(super) fn charges_of(&self, id: &str) -> Vec<Value> {
        let belongs = |charge: &&Value| {
            text(charge, "/payment_intent") == id || text(charge, "/authorization") == id
        };
        self.charges.iter().filter(belongs).cloned().collect()
    }

    pub(super) fn charges_of_intents(&self) -> Vec<Value> {
        let of_intent = |charge: &&Value| charge.get("payment_intent").is_some();
        self.charges.iter().filter(of_intent).cloned().collect()
    }

    /// Of the version that is asked for.
    pub(super) fn charges_as_seen_by(&self, ask: &Ask) -> Vec<Value> {
        let seen = |charge: &&Value| charge.get("authorization").is_some() == ask.is_v2;
        self.charges.iter().filter(seen).cloned().collect()
    }

    pub(super) fn change_charge(
        &mut self,
        id: &str,
        fields: &[(&str, Value)],
    ) -> Result<Value, Reply> {
        let charge = find(&mut self.charges, id)?;
        set(charge, fields);
        let changed = charge.clone();
        match changed.get("authorization") {
            Some(_) => self.tell_v2("CHARGES", &changed),
            None => self.tell("CHARGES", "STATUS_UPDATE", &changed),
        }
        Ok(changed)
    }

    pub(super) fn cancel_charge(&mut self, parent: &str, id: &str) -> Answer {
        let charges = self.charges_of(parent);
        let charge = charges.iter().find(|charge| text(charge, "/id") == id);
        let charge = charge.ok_or_else(Reply::not_found)?;
        if text(charge, "/status") != "SCHEDULED" {
            return Err(not_scheduled());
        }
        self.change_charge(id, &[("status", json!("CANCELED"))])?;
        self.close(parent)?;
        Ok(Reply::empty(204))
    }

    /// The banks make the Pix of a charge, or say why not.
    pub(in crate::sandbox) fn settle(
        &mut self,
        id: &str,
        failure: Option<&str>,
    ) -> Result<(), Reply> {
        let charge = find(&mut self.charges, id)?.clone();
        if DONE.contains(&text(&charge, "/status")) {
            return Err(Reply::error(400, "invalid", "Not possible in this status."));
        }
        let is_v2 = charge.get("authorization").is_some();
        let name = format!("E1234567820261121{:0>15}", self.made);
        match failure {
            Some(code) if is_v2 => {
                let failed = json!(code.to_uppercase());
                let fields = [("status", json!("FAILED")), ("status_reason_code", failed)];
                self.change_charge(id, &fields)?;
            }
            Some(code) => {
                let fields = [("status", json!("FAILED")), ("failure_code", json!(code))];
                self.change_charge(id, &fields)?;
            }
            None if is_v2 => {
                let fields = [("status", json!("SETTLED")), ("end_to_end_id", json!(name))];
                self.change_charge(id, &fields)?;
            }
            None => self.succeed(&charge, &name)?,
        }
        self.close(text(&charge, "/payment_intent"))
    }

    fn succeed(&mut self, charge: &Value, name: &str) -> Result<(), Reply> {
        let of = |name: &str| charge.get(name).cloned().unwrap_or(Value::Null);
        let transaction = json!({
            "id": self.id(5), "created_at": MADE, "created_by": KEYS, "amount": of("amount"),
            "currency": "BRL", "description": of("description"), "transaction_type": "INFLOW",
            "beneficiary": of("beneficiary"), "payer": null,
            "payment_intent": of("payment_intent"), "customer": of("customer"),
        });
        self.transactions.push(transaction.clone());
        let mut information = of("payment_method_information");
        if let Some(pix) = information.pointer_mut("/open_finance") {
            set(pix, &[("end_to_end_id", json!(name))]);
        }
        let fields = [
            ("status", json!("SUCCEEDED")),
            ("payment_method_information", information),
            ("transactions", json!([transaction])),
        ];
        self.change_charge(text(charge, "/id"), &fields)?;
        self.tell("TRANSACTIONS", "OBJECT_CREATED", &transaction);
        Ok(())
    }

    /// The intent is done when all its charges are.
    fn close(&mut self, intent: &str) -> Result<(), Reply> {
        let Ok(found) = find(&mut self.intents, intent).cloned() else {
            return Ok(());
        };
        self.show_charges(intent)?;
        let charges = self.charges_of(intent);
        let status = |charge: &Value| text(charge, "/status").to_owned();
        if charges
            .iter()
            .any(|charge| !DONE.contains(&&*status(charge)))
        {
            return Ok(());
        }
        let next = match (text(&found, "/status"), charges.first()) {
            ("SCHEDULED", _) => "SCHEDULE_FINISHED".to_owned(),
            (_, Some(only)) => status(only),
            (_, None) => return Ok(()),
        };
        let failure = charges
            .first()
            .and_then(|charge| charge.get("failure_code"));
        let fields = [("status", json!(next)), ("failure_code", json!(failure))];
        let closed = self.intents_change(intent, &fields)?;
        self.tell("PAYMENT_INTENTS", "STATUS_UPDATE", &closed);
        Ok(())
    }
}
