//! Enrolments for biometric Pix.

use serde_json::{Value, json};

use super::super::request::{Answer, Ask, Reply};
use super::{KEYS, MADE, Payments, find, required, set, text};

impl Payments {
    pub(super) fn enroll(&mut self, ask: &Ask) -> Answer {
        for field in ["institution", "platform", "risk_signals"] {
            required(&ask.body, &format!("/details/{field}"))?;
        }
        let customer = required(&ask.body, "/details/customer")?.clone();
        let customer = self.named(&customer, "customer", false)?;
        let id = self.id(8);
        let mut details = required(&ask.body, "/details")?.clone();
        let signals = details.get("risk_signals").map(Value::to_string);
        let url = format!("https://banco-aurora.example/enrol?state={id}");
        set(
            &mut details,
            &[
                ("customer", json!(customer)),
                ("status", json!("AWAITING_ACCOUNT_HOLDER_VALIDATION")),
                // An object in the request, a text in the answer.
                ("risk_signals", json!(signals)),
                ("redirect_url", json!(url)),
                ("expires_at", json!("2026-11-21T15:15:00Z")),
            ],
        );
        let enrollment = json!({
            "id": id, "created_by": KEYS, "created_at": MADE, "updated_at": MADE,
            "external_id": null, "type": "open_finance_biometric_pix", "status": "PENDING",
            "status_reason_code": null, "status_reason_message": null, "details": details,
            "metadata": {},
        });
        self.enrollments.push(enrollment.clone());
        Ok(Reply::json(201, enrollment))
    }

    /// The state of the sandbox's bank is the id of the enrolment.
    pub(super) fn complete_enrollment(&mut self, ask: &Ask) -> Answer {
        let id = text(&ask.body, "/state").to_owned();
        let enrollment = find(&mut self.enrollments, &id)?;
        if text(enrollment, "/status") != "PENDING" {
            return Err(Reply::error(400, "invalid", "Not possible in this status."));
        }
        let (status, stage, reason) = match ask.body.get("error") {
            Some(error) => ("FAILED", "REJECTED", error.clone()),
            None => ("SUCCEEDED", "AUTHORIZED", Value::Null),
        };
        let fields = [("status", json!(status)), ("status_reason_code", reason)];
        set(enrollment, &fields);
        if let Some(details) = enrollment.get_mut("details") {
            set(details, &[("status", json!(stage))]);
        }
        let done = enrollment.clone();
        self.tell("ENROLLMENTS", "STATUS_UPDATE", &done);
        Ok(Reply::json(200, done))
    }
}
