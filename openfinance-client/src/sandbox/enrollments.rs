//! Devices that agree to payments, API 2.x. What devices sign is taken at its word.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::ask::Ask;
use super::authority::{Decision, unique};
use super::payments::{debtor_account, signed, text};
use super::reply::{Answer, Reply, now, put};
use super::router::World;

/// An enrolment as the bank keeps it.
#[derive(Debug)]
pub(super) struct Enrollment {
    id: String,
    data: Value,
    status: &'static str,
    challenge: Option<String>,
}

impl Enrollment {
    pub(super) fn is_awaiting(&self, id: &str) -> bool {
        self.id == id && self.status == "AWAITING_ACCOUNT_HOLDER_VALIDATION"
    }

    /// What the customer says at the bank.
    pub(super) fn decide(&mut self, decision: Decision) {
        match decision {
            Decision::Agree => {
                put(&mut self.data, "debtorAccount", debtor_account());
                self.change("AWAITING_ENROLLMENT");
            }
            Decision::Decline => self.end("REJECTED", "rejectionReason", "REJEITADO_MANUALMENTE"),
        }
    }

    fn change(&mut self, status: &'static str) {
        self.status = status;
        put(&mut self.data, "status", status);
        put(&mut self.data, "statusUpdateDateTime", now());
    }

    fn end(&mut self, status: &'static str, kind: &str, code: &str) {
        let cancellation = json!({
            "reason": {kind: code},
            "cancelledFrom": "DETENTORA",
            "rejectedAt": now(),
        });
        put(&mut self.data, "cancellation", cancellation);
        self.change(status);
    }

    fn must_be(&self, status: &str) -> Result<(), Reply> {
        match self.status == status {
            true => Ok(()),
            false => Err(Reply::complaint(422, "STATUS_VINCULO_INVALIDO")),
        }
    }

    /// A challenge is answered once.
    fn answered(&mut self, asked: &Value, pointer: &str) -> Result<(), Reply> {
        let challenge = self.challenge.take().unwrap_or_default();
        match !challenge.is_empty() && text(asked, pointer).contains(&challenge) {
            true => Ok(()),
            false => Err(Reply::complaint(422, "CHALLENGE_INVALIDO")),
        }
    }
}

fn find<'a>(world: &'a mut World, id: &str) -> Result<&'a mut Enrollment, Reply> {
    let mut all = world.enrollments.iter_mut();
    let found = all.find(|enrollment| enrollment.id == id);
    found.ok_or_else(|| Reply::complaint(404, "VINCULO_INEXISTENTE"))
}

pub(super) fn answer(world: &mut World, ask: &Ask<'_>, method: &str, path: &[&str]) -> Answer {
    if !ask.access.allows("payments") {
        ask.needs("recurring-payments")?;
    }
    match (method, path) {
        ("POST", ["enrollments"]) => create(world, ask),
        ("GET", ["enrollments", id]) => Ok(signed(200, find(world, id)?.data.clone(), ask)),
        ("PATCH", ["enrollments", id]) => {
            let reply = cancel(world, ask, id)?;
            let place = format!("enrollments/v2/enrollments/{id}");
            world.payments.notices.push(place);
            Ok(reply)
        }
        ("POST", ["enrollments", id, "risk-signals"]) => {
            let asked = ask.data()?;
            if text(&asked, "/deviceId").is_empty() || text(&asked, "/accountTenure").is_empty() {
                return Err(Reply::complaint(422, "PARAMETRO_NAO_INFORMADO"));
            }
            let enrollment = find(world, id)?;
            enrollment.must_be("AWAITING_RISK_SIGNALS")?;
            enrollment.change("AWAITING_ACCOUNT_HOLDER_VALIDATION");
            Ok(Reply::empty(204))
        }
        ("POST", ["enrollments", id, "fido-registration-options"]) => {
            ask.needs(&format!("enrollment:{id}"))?;
            registration_options(world, ask, id)
        }
        ("POST", ["enrollments", id, "fido-registration"]) => {
            ask.needs(&format!("enrollment:{id}"))?;
            let enrollment = find(world, id)?;
            enrollment.must_be("AWAITING_ENROLLMENT")?;
            enrollment.answered(&ask.data()?, "/response/clientDataJSON")?;
            enrollment.change("AUTHORISED");
            Ok(Reply::empty(204))
        }
        ("POST", ["enrollments", id, "fido-sign-options"]) => {
            let challenge = challenge()?;
            let asked = ask.data()?;
            let names_one =
                asked.get("consentId").is_some() != asked.get("recurringConsentId").is_some();
            if text(&asked, "/rp").is_empty() || !names_one {
                return Err(Reply::complaint(422, "PARAMETRO_INVALIDO"));
            }
            let enrollment = find(world, id)?;
            enrollment.must_be("AUTHORISED")?;
            enrollment.challenge = Some(challenge.clone());
            let options = json!({"challenge": challenge, "rpId": "app.example", "timeout": 60000});
            Ok(signed(201, options, ask))
        }
        ("POST", ["consents", consent, "authorise"]) => {
            agree(world, ask)?;
            let awaiting = world.payments.awaiting(consent);
            awaiting.ok_or_else(refused)?.decide(Decision::Agree);
            Ok(Reply::empty(204))
        }
        ("POST", ["recurring-consents", consent, "authorise"]) => {
            agree(world, ask)?;
            let awaiting = world.recurring.awaiting(consent);
            awaiting.ok_or_else(refused)?.decide(Decision::Agree);
            Ok(Reply::empty(204))
        }
        _ => Err(Reply::empty(404)),
    }
}

fn refused() -> Reply {
    Reply::complaint(422, "STATUS_CONSENTIMENTO_INVALIDO")
}

fn create(world: &mut World, ask: &Ask<'_>) -> Answer {
    let mut data = ask.data()?;
    let permissions = data.get("permissions").and_then(Value::as_array);
    let known = ["PAYMENTS_INITIATE", "RECURRING_PAYMENTS_INITIATE"];
    let right = permissions.is_some_and(|list| {
        let is_known = |one: &Value| known.contains(&one.as_str().unwrap_or_default());
        !list.is_empty() && list.iter().all(is_known)
    });
    if !right {
        return Err(Reply::complaint(422, "PERMISSOES_INVALIDAS"));
    }
    let id = format!("urn:bancoficticio:E{}", unique()?);
    put(&mut data, "enrollmentId", id.as_str());
    put(&mut data, "creationDateTime", now());
    let mut enrollment = Enrollment {
        id,
        data,
        status: "",
        challenge: None,
    };
    enrollment.change("AWAITING_RISK_SIGNALS");
    let reply = signed(201, enrollment.data.clone(), ask);
    world.enrollments.push(enrollment);
    Ok(reply)
}

fn cancel(world: &mut World, ask: &Ask<'_>, id: &str) -> Answer {
    let asked = ask.data()?;
    let enrollment = find(world, id)?;
    let reason = |kind: &str| text(&asked, &format!("/cancellation/reason/{kind}")).to_owned();
    let (rejected, revoked) = (reason("rejectionReason"), reason("revocationReason"));
    match (enrollment.status, rejected.is_empty(), revoked.is_empty()) {
        ("REVOKED" | "REJECTED", _, _) => Err(Reply::complaint(422, "STATUS_INVALIDO")),
        ("AUTHORISED", true, false) => {
            enrollment.end("REVOKED", "revocationReason", &revoked);
            Ok(Reply::empty(204))
        }
        ("AUTHORISED", _, _) => Err(Reply::complaint(422, "MOTIVO_REVOGACAO")),
        (_, false, true) => {
            enrollment.end("REJECTED", "rejectionReason", &rejected);
            Ok(Reply::empty(204))
        }
        _ => Err(Reply::complaint(422, "MOTIVO_REJEICAO")),
    }
}

/// Something to sign, in base64.
fn challenge() -> Result<String, Reply> {
    Ok(STANDARD.encode(unique()?))
}

fn registration_options(world: &mut World, ask: &Ask<'_>, id: &str) -> Answer {
    let challenge = challenge()?;
    let enrollment = find(world, id)?;
    enrollment.must_be("AWAITING_ENROLLMENT")?;
    enrollment.challenge = Some(challenge.clone());
    let options = json!({
        "enrollmentId": id,
        "rp": {"id": text(&ask.data()?, "/rp"), "name": "Receptora"},
        "user": {"id": "dXNlcg", "name": "lia", "displayName": "Lia Fictícia"},
        "challenge": challenge,
        "pubKeyCredParams": [{"alg": -7, "type": "public-key"}],
    });
    Ok(signed(201, options, ask))
}

/// The device's agreement, by an enrolment in force.
fn agree(world: &mut World, ask: &Ask<'_>) -> Result<(), Reply> {
    let asked = ask.data()?;
    let id = text(&asked, "/enrollmentId");
    ask.needs(&format!("enrollment:{id}"))?;
    if text(&asked, "/riskSignals/deviceId").is_empty() {
        return Err(Reply::complaint(
            422,
            "FALTAM_SINAIS_OBRIGATORIOS_DA_PLATAFORMA",
        ));
    }
    let enrollment = find(world, id)?;
    enrollment.must_be("AUTHORISED")?;
    enrollment.answered(&asked, "/fidoAssertion/response/clientDataJSON")
}
