//! Automatic payments, API 2.x.

use serde_json::{Value, json};

use super::ask::Ask;
use super::authority::{Decision, unique};
use super::payments::{Keys, debtor_account, key_of, made_before, signed, text};
use super::reply::{Answer, Reply, now, put};
use super::router::World;

/// All consents to automatic payments, and the payments under them.
#[derive(Debug, Default)]
pub(super) struct Recurring {
    consents: Vec<Consent>,
    payments: Vec<Payment>,
    keys: Keys,
}

#[derive(Debug)]
pub(super) struct Consent {
    id: String,
    data: Value,
    status: &'static str,
}

#[derive(Debug)]
struct Payment {
    id: String,
    data: Value,
    status: &'static str,
    to_come: &'static [&'static str],
}

impl Consent {
    /// What the customer says at the bank.
    pub(super) fn decide(&mut self, decision: Decision) {
        match decision {
            Decision::Agree => {
                self.change("AUTHORISED");
                put(&mut self.data, "authorisedAtDateTime", now());
                put(&mut self.data, "debtorAccount", debtor_account());
            }
            Decision::Decline => {
                self.change("REJECTED");
                let rejection = json!({
                    "rejectedBy": "USUARIO",
                    "rejectedFrom": "DETENTORA",
                    "rejectedAt": now(),
                    "reason": {"code": "REJEITADO_USUARIO", "detail": "Recusado."},
                });
                put(&mut self.data, "rejection", rejection);
            }
        }
    }

    fn change(&mut self, status: &'static str) {
        self.status = status;
        put(&mut self.data, "status", status);
        put(&mut self.data, "statusUpdateDateTime", now());
    }
}

impl Payment {
    fn change(&mut self, status: &'static str) {
        self.status = status;
        put(&mut self.data, "status", status);
        put(&mut self.data, "statusUpdateDateTime", now());
        if status == "RJCT" {
            let reason = json!({"code": "SALDO_INSUFICIENTE", "detail": "Saldo insuficiente."});
            put(&mut self.data, "rejectionReason", reason);
        }
    }
}

impl Recurring {
    /// The consent that a customer can still decide about.
    pub(super) fn awaiting(&mut self, id: &str) -> Option<&mut Consent> {
        let mut consents = self.consents.iter_mut();
        consents.find(|consent| consent.id == id && consent.status == "AWAITING_AUTHORISATION")
    }

    fn consent(&mut self, id: &str) -> Result<&mut Consent, Reply> {
        let consent = self.consents.iter_mut().find(|consent| consent.id == id);
        consent.ok_or_else(|| Reply::complaint(404, "CONSENTIMENTO_INEXISTENTE"))
    }

    fn payment(&mut self, id: &str) -> Result<&mut Payment, Reply> {
        let payment = self.payments.iter_mut().find(|payment| payment.id == id);
        payment.ok_or_else(|| Reply::complaint(404, "PAGAMENTO_INEXISTENTE"))
    }
}

pub(super) fn answer(world: &mut World, ask: &Ask<'_>, method: &str, path: &[&str]) -> Answer {
    ask.needs("recurring-payments")?;
    let story = world.payments.story.statuses();
    let recurring = &mut world.recurring;
    match (method, path) {
        ("POST", ["recurring-consents"]) => create(recurring, ask),
        ("GET", ["recurring-consents", id]) => {
            Ok(signed(200, recurring.consent(id)?.data.clone(), ask))
        }
        ("PATCH", ["recurring-consents", id]) => {
            let reply = change(recurring, ask, id)?;
            let place = format!("automatic-payments/v2/recurring-consents/{id}");
            world.payments.notices.push(place);
            Ok(reply)
        }
        ("POST", ["pix", "recurring-payments"]) => initiate(recurring, ask, story),
        ("GET", ["pix", "recurring-payments"]) => list(recurring, ask),
        ("GET", ["pix", "recurring-payments", id]) => {
            let payment = recurring.payment(id)?;
            if let Some((next, rest)) = payment.to_come.split_first() {
                payment.to_come = rest;
                payment.change(next);
            }
            let told = ["ACSC", "RJCT", "PDNG"].contains(&payment.status);
            let reply = signed(200, payment.data.clone(), ask);
            if told {
                let place = format!("automatic-payments/v2/pix/recurring-payments/{id}");
                world.payments.notices.push(place);
            }
            Ok(reply)
        }
        ("PATCH", ["pix", "recurring-payments", id]) => cancel(recurring, ask, id),
        ("POST", ["pix", "recurring-payments", id, "retry"]) => retry(recurring, ask, id),
        _ => Err(Reply::empty(404)),
    }
}

fn create(recurring: &mut Recurring, ask: &Ask<'_>) -> Answer {
    if let Some(made) = made_before(&recurring.keys, ask)? {
        let id = made.first().map(String::as_str).unwrap_or_default();
        return Ok(signed(201, recurring.consent(id)?.data.clone(), ask));
    }
    let asked = ask.data()?;
    let configuration = asked
        .get("recurringConfiguration")
        .and_then(Value::as_object);
    let products = ["automatic", "sweeping", "vrp"];
    let one = configuration
        .is_some_and(|it| it.len() == 1 && it.keys().all(|name| products.contains(&name.as_str())));
    let creditors = asked.get("creditors").and_then(Value::as_array);
    if !one || creditors.is_none_or(Vec::is_empty) {
        return Err(Reply::complaint(422, "PARAMETRO_INVALIDO"));
    }
    let automatic = "/recurringConfiguration/automatic";
    let both = asked.pointer(&format!("{automatic}/fixedAmount")).is_some()
        && asked
            .pointer(&format!("{automatic}/maximumVariableAmount"))
            .is_some();
    if both {
        return Err(Reply::complaint(422, "DETALHE_PAGAMENTO_INVALIDO"));
    }
    let id = format!("urn:bancoficticio:R{}", unique()?);
    let mut data = asked.clone();
    put(&mut data, "recurringConsentId", id.as_str());
    put(&mut data, "creationDateTime", now());
    fill_in(&mut data);
    let mut consent = Consent {
        id: id.clone(),
        data,
        status: "",
    };
    consent.change("AWAITING_AUTHORISATION");
    let reply = signed(201, consent.data.clone(), ask);
    recurring.consents.push(consent);
    recurring.keys.push((key_of(ask)?, asked, vec![id]));
    Ok(reply)
}

/// What the bank says where the receiver left it to the bank.
fn fill_in(data: &mut Value) {
    for product in ["automatic", "sweeping"] {
        let pointer = format!("/recurringConfiguration/{product}");
        if let Some(terms) = data.pointer_mut(&pointer) {
            put(terms, "useOverdraftLimit", true);
        }
    }
    if let Some(sweeping) = data.pointer_mut("/recurringConfiguration/sweeping")
        && sweeping.get("startDateTime").is_none()
    {
        put(sweeping, "startDateTime", now());
    }
}

fn change(recurring: &mut Recurring, ask: &Ask<'_>, id: &str) -> Answer {
    let asked = ask.data()?;
    let consent = recurring.consent(id)?;
    let refused = || Reply::complaint(422, "CONSENTIMENTO_NAO_PERMITE_CANCELAMENTO");
    match (text(&asked, "/status"), consent.status) {
        ("REVOKED", "AUTHORISED") => {
            let mut revocation = asked.get("revocation").cloned().unwrap_or_default();
            put(&mut revocation, "revokedAt", now());
            put(&mut consent.data, "revocation", revocation);
            consent.change("REVOKED");
        }
        ("REJECTED", "AWAITING_AUTHORISATION" | "PARTIALLY_ACCEPTED") => {
            let mut rejection = asked.get("rejection").cloned().unwrap_or_default();
            put(&mut rejection, "rejectedAt", now());
            put(&mut consent.data, "rejection", rejection);
            consent.change("REJECTED");
        }
        ("", "AUTHORISED") => edit(consent, &asked)?,
        _ => return Err(refused()),
    }
    Ok(signed(200, consent.data.clone(), ask))
}

fn edit(consent: &mut Consent, asked: &Value) -> Result<(), Reply> {
    let limit = "/recurringConfiguration/automatic/maximumVariableAmount";
    let fixed = "/recurringConfiguration/automatic/fixedAmount";
    let is_fixed = consent.data.pointer(fixed).is_some();
    if is_fixed && asked.pointer(limit).is_some() {
        return Err(Reply::complaint(422, "CAMPO_NAO_PERMITIDO"));
    }
    let name = asked.pointer("/creditors/0/name").cloned();
    let creditors = consent
        .data
        .get_mut("creditors")
        .and_then(Value::as_array_mut);
    for creditor in creditors.into_iter().flatten() {
        put(creditor, "name", name.clone().unwrap_or_default());
    }
    if let Some(Value::Object(automatic)) = consent
        .data
        .pointer_mut("/recurringConfiguration/automatic")
    {
        match asked.pointer(limit) {
            Some(limit) => automatic.insert("maximumVariableAmount".to_owned(), limit.clone()),
            None => automatic.remove("maximumVariableAmount"),
        };
    }
    if let Value::Object(fields) = &mut consent.data {
        match asked.get("expirationDateTime") {
            Some(end) => fields.insert("expirationDateTime".to_owned(), end.clone()),
            None => fields.remove("expirationDateTime"),
        };
    }
    put(&mut consent.data, "updatedAtDateTime", now());
    Ok(())
}

fn initiate(recurring: &mut Recurring, ask: &Ask<'_>, story: &'static [&'static str]) -> Answer {
    if let Some(made) = made_before(&recurring.keys, ask)? {
        let id = made.first().map(String::as_str).unwrap_or_default();
        return Ok(signed(201, recurring.payment(id)?.data.clone(), ask));
    }
    let asked = ask.data()?;
    let consent_id = text(&asked, "/recurringConsentId");
    ask.needs(&format!("recurring-consent:{consent_id}"))?;
    let consent = recurring.consent(consent_id)?;
    if consent.status != "AUTHORISED" {
        return Err(Reply::complaint(422, "CONSENTIMENTO_INVALIDO"));
    }
    let configuration = consent.data.get("recurringConfiguration").cloned();
    let configuration = configuration.unwrap_or_default();
    let is = |product: &str| configuration.get(product).is_some();
    if is("sweeping") && asked.get("riskSignals").is_none() {
        return Err(Reply::complaint(422, "PARAMETRO_NAO_INFORMADO"));
    }
    let limit = text(&configuration, "/sweeping/transactionLimit");
    // Both have two decimals, so the longer one is more, and of equals the letters decide.
    let rank = |amount: &str| (amount.len(), amount.to_owned());
    if !limit.is_empty() && rank(text(&asked, "/payment/amount")) > rank(limit) {
        let code = "LIMITE_VALOR_TRANSACAO_CONSENTIMENTO_EXCEDIDO";
        return Err(Reply::complaint(422, code));
    }
    let reference = text(&asked, "/paymentReference");
    let instrument = text(&asked, "/localInstrument");
    let named = match reference {
        "zero" => instrument == "MANU",
        reference => reference.starts_with("R/") && instrument == "AUTO",
    };
    if is("automatic") && !named {
        return Err(Reply::complaint(422, "DETALHE_PAGAMENTO_INVALIDO"));
    }
    let payment = made(
        asked.clone(),
        if is("automatic") { "SCHD" } else { "RCVD" },
        story,
    )?;
    recurring
        .keys
        .push((key_of(ask)?, asked, vec![payment.id.clone()]));
    let reply = signed(201, payment.data.clone(), ask);
    recurring.payments.push(payment);
    Ok(reply)
}

fn made(
    mut data: Value,
    status: &'static str,
    to_come: &'static [&'static str],
) -> Result<Payment, Reply> {
    let id = unique()?;
    if let Value::Object(fields) = &mut data {
        fields.remove("riskSignals");
        fields.remove("ibgeTownCode");
    }
    put(&mut data, "recurringPaymentId", id.as_str());
    put(&mut data, "creationDateTime", now());
    put(&mut data, "debtorAccount", debtor_account());
    let mut payment = Payment {
        id,
        data,
        status,
        to_come,
    };
    payment.change(status);
    Ok(payment)
}

fn list(recurring: &mut Recurring, ask: &Ask<'_>) -> Answer {
    let consent = ask.query("recurringConsentId").unwrap_or_default();
    recurring.consent(&consent)?;
    let (from, to) = (ask.query("startDate"), ask.query("endDate"));
    let original = ask.query("originalRecurringPaymentId");
    let shown: Vec<Value> = recurring
        .payments
        .iter()
        .map(|payment| &payment.data)
        .filter(|data| text(data, "/recurringConsentId") == consent)
        .filter(|data| from.as_deref().is_none_or(|day| day <= text(data, "/date")))
        .filter(|data| to.as_deref().is_none_or(|day| day >= text(data, "/date")))
        .filter(|data| {
            let of = text(data, "/originalRecurringPaymentId");
            original.as_deref().is_none_or(|id| id == of)
        })
        .map(|data| {
            let mut data = data.clone();
            if let Value::Object(fields) = &mut data {
                let hidden = ["cnpjInitiator", "creditorAccount", "debtorAccount", "proxy"];
                fields.retain(|name, _| !hidden.contains(&name.as_str()));
                fields.remove("localInstrument");
            }
            data
        })
        .collect();
    Ok(signed(200, json!(shown), ask))
}

fn cancel(recurring: &mut Recurring, ask: &Ask<'_>, id: &str) -> Answer {
    let by = ask.data()?.pointer("/cancellation/cancelledBy").cloned();
    let payment = recurring.payment(id)?;
    let reason = match payment.status {
        "SCHD" => "CANCELADO_AGENDAMENTO",
        "PDNG" => "CANCELADO_PENDENCIA",
        _ => return Err(Reply::complaint(422, "PAGAMENTO_NAO_PERMITE_CANCELAMENTO")),
    };
    let cancellation = json!({
        "reason": reason,
        "cancelledFrom": "INICIADORA",
        "cancelledAt": now(),
        "cancelledBy": by,
    });
    put(&mut payment.data, "cancellation", cancellation);
    payment.to_come = &[];
    payment.change("CANC");
    Ok(signed(200, payment.data.clone(), ask))
}

fn retry(recurring: &mut Recurring, ask: &Ask<'_>, id: &str) -> Answer {
    let asked = ask.data()?;
    let original = recurring.payment(id)?;
    if original.status != "RJCT" {
        return Err(Reply::complaint(422, "NAO_PERMITIDO"));
    }
    let mut data = original.data.clone();
    if let Value::Object(fields) = &mut data {
        fields.remove("rejectionReason");
    }
    for name in ["endToEndId", "date"] {
        put(
            &mut data,
            name,
            asked.get(name).cloned().unwrap_or_default(),
        );
    }
    put(&mut data, "originalRecurringPaymentId", id);
    let payment = made(data, "SCHD", &[])?;
    let shown = json!({
        "recurringPaymentId": payment.id,
        "endToEndId": payment.data.get("endToEndId"),
        "date": payment.data.get("date"),
        "status": payment.status,
        "originalRecurringPaymentId": id,
    });
    recurring.payments.push(payment);
    Ok(signed(201, shown, ask))
}
