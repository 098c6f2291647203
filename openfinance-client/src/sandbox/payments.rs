//! Pix payments, API 5.x.

use serde_json::{Value, json};
use time::{Duration, OffsetDateTime};

use super::ask::Ask;
use super::authority::{Decision, unique};
use super::reply::{Answer, Reply, moment, now, put};
use super::router::World;

/// What becomes of payments. Each reading of a payment shows its next status.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PaymentStory {
    /// Received, checked, sent to settlement, settled.
    #[default]
    Settles,
    /// Held back for analysis first, then settled.
    HeldBack,
    /// Held back, and left so.
    LeftPending,
    /// Rejected by the settlement system.
    Rejected,
    /// Sent to settlement, then held back, then settled: what no payment can do.
    Contradicts,
}

impl PaymentStory {
    /// The statuses after the first.
    pub(super) fn statuses(self) -> &'static [&'static str] {
        match self {
            Self::Settles => &["ACCP", "ACPD", "ACSC"],
            Self::HeldBack => &["PDNG", "ACCP", "ACPD", "ACSC"],
            Self::LeftPending => &["PDNG"],
            Self::Rejected => &["ACCP", "ACPD", "RJCT"],
            Self::Contradicts => &["ACPD", "PDNG", "ACSC"],
        }
    }
}

/// All payment consents and payments, and what is to be told of them.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    pub(super) story: PaymentStory,
    pub(super) notices: Vec<String>,
    consents: Vec<Consent>,
    payments: Vec<Payment>,
    keys: Keys,
}

/// Path and key, what was asked with it, and what it made.
pub(super) type Keys = Vec<(String, Value, Vec<String>)>;

#[derive(Debug)]
pub(super) struct Consent {
    id: String,
    asked: Value,
    status: &'static str,
    created: String,
    since: String,
    expires: String,
    rejection: Option<&'static str>,
}

#[derive(Debug)]
struct Payment {
    id: String,
    consent: String,
    asked: Value,
    status: &'static str,
    to_come: &'static [&'static str],
    created: String,
    since: String,
    cancellation: Option<Value>,
}

impl Consent {
    /// What the customer says at the bank.
    pub(super) fn decide(&mut self, decision: Decision) {
        match decision {
            Decision::Agree => self.change("AUTHORISED", Duration::minutes(60)),
            Decision::Decline => {
                self.change("REJECTED", Duration::ZERO);
                self.rejection = Some("REJEITADO_USUARIO");
            }
        }
    }

    fn change(&mut self, status: &'static str, lasts: Duration) {
        self.status = status;
        self.since = now();
        self.expires = moment(OffsetDateTime::now_utc() + lasts);
    }

    fn json(&self) -> Value {
        let mut data = self.asked.clone();
        put(&mut data, "consentId", self.id.as_str());
        put(&mut data, "creationDateTime", self.created.as_str());
        put(&mut data, "expirationDateTime", self.expires.as_str());
        put(&mut data, "statusUpdateDateTime", self.since.as_str());
        put(&mut data, "status", self.status);
        if ["AUTHORISED", "CONSUMED"].contains(&self.status) && data.get("debtorAccount").is_none()
        {
            put(&mut data, "debtorAccount", debtor_account());
        }
        if let Some(code) = self.rejection {
            let reason = json!({"code": code, "detail": "Recusado pelo banco fictício."});
            put(&mut data, "rejectionReason", reason);
        }
        data
    }
}

/// The customer's account at the bank.
pub(super) fn debtor_account() -> Value {
    json!({"ispb": "11222333", "issuer": "0001", "number": "98765", "accountType": "CACC"})
}

impl Payment {
    /// Moves on, and says whether the initiator is to be told.
    fn advance(&mut self) -> bool {
        let Some((next, rest)) = self.to_come.split_first() else {
            return false;
        };
        (self.status, self.to_come) = (next, rest);
        self.since = now();
        ["ACSC", "RJCT", "CANC", "PDNG", "SCHD"].contains(next)
    }

    fn json(&self) -> Value {
        let mut data = self.asked.clone();
        if let Value::Object(fields) = &mut data {
            fields.remove("qrCode");
        }
        put(&mut data, "paymentId", self.id.as_str());
        put(&mut data, "consentId", self.consent.as_str());
        put(&mut data, "creationDateTime", self.created.as_str());
        put(&mut data, "statusUpdateDateTime", self.since.as_str());
        put(&mut data, "status", self.status);
        put(&mut data, "debtorAccount", debtor_account());
        if self.status == "RJCT" {
            let reason = json!({"code": "PAGAMENTO_RECUSADO_SPI", "detail": "AB03"});
            put(&mut data, "rejectionReason", reason);
        }
        if let Some(cancellation) = &self.cancellation {
            put(&mut data, "cancellation", cancellation.clone());
        }
        data
    }

    fn summary(&self) -> Value {
        json!({
            "paymentId": self.id,
            "endToEndId": self.asked.get("endToEndId"),
            "statusUpdateDateTime": self.since,
            "status": self.status,
        })
    }

    /// The day in Brasília that the end-to-end id names; scheduled ones are at noon there.
    fn day(&self) -> String {
        let id = text(&self.asked, "/endToEndId");
        let part = |range| id.get(range).unwrap_or_default();
        format!("{}-{}-{}", part(9..13), part(13..15), part(15..17))
    }
}

impl Ledger {
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
    match (method, path) {
        ("POST", ["pix", "payments"]) => initiate(world, ask),
        _ => {
            ask.needs("payments")?;
            as_client(world, ask, method, path)
        }
    }
}

/// Version 4: the same books, less to say.
pub(super) fn answer_v4(world: &mut World, ask: &Ask<'_>, method: &str, path: &[&str]) -> Answer {
    match (method, path) {
        ("GET" | "PATCH", ["consents", _, "pix", "payments"]) => Err(Reply::empty(404)),
        ("POST", ["consents"]) => {
            let mut asked = ask.data()?;
            if asked.pointer("/payment/purpose").is_some()
                || asked.pointer("/payment/details/payloadJWS").is_some()
                || asked
                    .pointer("/payment/schedule/additionalInformation")
                    .is_some()
            {
                return Err(Reply::complaint(422, "PARAMETRO_INVALIDO"));
            }
            ask.needs("payments")?;
            let purpose = match asked.pointer("/payment/schedule") {
                None => "IMMEDIATE",
                Some(schedule) if schedule.get("single").is_some() => "SINGLE_SCHEDULED",
                Some(_) => "RECURRENT_SCHEDULED",
            };
            let payment = asked.get_mut("payment");
            payment
                .into_iter()
                .for_each(|it| put(it, "purpose", purpose));
            if text(&asked, "/payment/details/localInstrument") == "QRDN" {
                let details = asked.pointer_mut("/payment/details");
                details
                    .into_iter()
                    .for_each(|it| put(it, "payloadJWS", "a.b.c"));
            }
            check_consent(&asked)?;
            create(&mut world.payments, ask)
        }
        ("PATCH", ["pix", "payments", "consents", id]) => {
            ask.needs("payments")?;
            let ledger = &mut world.payments;
            ledger.consent(id)?;
            let mut cancelled = Vec::new();
            for payment in &mut ledger.payments {
                if payment.consent == *id && payment.status == "SCHD" {
                    cancel(payment, &ask.data()?);
                    let since = payment.since.as_str();
                    cancelled.push(json!({"paymentId": payment.id, "statusUpdateDateTime": since}));
                }
            }
            Ok(signed(200, json!(cancelled), ask))
        }
        _ => answer(world, ask, method, path),
    }
}

fn as_client(world: &mut World, ask: &Ask<'_>, method: &str, path: &[&str]) -> Answer {
    let ledger = &mut world.payments;
    match (method, path) {
        ("POST", ["consents"]) => {
            check_consent(&ask.data()?)?;
            create(ledger, ask)
        }
        ("GET", ["consents", id]) => Ok(signed(200, ledger.consent(id)?.json(), ask)),
        ("GET", ["consents", id, "pix", "payments"]) => list(ledger, ask, id),
        ("PATCH", ["consents", id, "pix", "payments"]) => {
            ledger.consent(id)?;
            for payment in &mut ledger.payments {
                if payment.consent == *id && payment.status == "SCHD" {
                    cancel(payment, &ask.data()?);
                }
            }
            Ok(Reply::empty(202))
        }
        ("GET", ["pix", "payments", id]) => {
            let payment = ledger.payment(id)?;
            let told = payment.advance();
            let reply = signed(200, payment.json(), ask);
            if told {
                ledger
                    .notices
                    .push(format!("payments/v5/pix/payments/{id}"));
            }
            Ok(reply)
        }
        ("PATCH", ["pix", "payments", id]) => {
            let payment = ledger.payment(id)?;
            if !["SCHD", "PDNG"].contains(&payment.status) {
                return Err(Reply::complaint(422, "PAGAMENTO_NAO_PERMITE_CANCELAMENTO"));
            }
            cancel(payment, &ask.data()?);
            Ok(signed(200, payment.json(), ask))
        }
        _ => Err(Reply::empty(404)),
    }
}

/// An answer with all that the contract puts around the data.
pub(super) fn signed(status: u16, data: Value, ask: &Ask<'_>) -> Reply {
    let body = json!({
        "data": data,
        "links": {"self": format!("https://api.banco.example{}", ask.request.url.path())},
        "meta": {"requestDateTime": now()},
    });
    Reply::json(status, body)
}

fn cancel(payment: &mut Payment, data: &Value) {
    let reason = match payment.status {
        "SCHD" => "CANCELADO_AGENDAMENTO",
        _ => "CANCELADO_PENDENCIA",
    };
    payment.cancellation = Some(json!({
        "reason": reason,
        "cancelledFrom": "INICIADORA",
        "cancelledAt": now(),
        "cancelledBy": data.pointer("/cancellation/cancelledBy"),
    }));
    payment.status = "CANC";
    payment.to_come = &[];
    payment.since = now();
}

fn list(ledger: &mut Ledger, ask: &Ask<'_>, id: &str) -> Answer {
    ledger.consent(id)?;
    let (from, to) = (ask.query("startDate"), ask.query("endDate"));
    let shown: Vec<Value> = ledger
        .payments
        .iter()
        .filter(|payment| payment.consent == id)
        .filter(|payment| from.as_ref().is_none_or(|from| *from <= payment.day()))
        .filter(|payment| to.as_ref().is_none_or(|to| *to >= payment.day()))
        .map(Payment::summary)
        .collect();
    Ok(signed(200, json!(shown), ask))
}

pub(super) fn text<'a>(data: &'a Value, pointer: &str) -> &'a str {
    let value = data.pointer(pointer).and_then(Value::as_str);
    value.unwrap_or_default()
}

/// What the same key has made before.
pub(super) fn made_before(keys: &Keys, ask: &Ask<'_>) -> Result<Option<Vec<String>>, Reply> {
    let (name, data) = (key_of(ask)?, ask.data()?);
    match keys.iter().find(|(known, _, _)| *known == name) {
        None => Ok(None),
        Some((_, asked, made)) if *asked == data => Ok(Some(made.clone())),
        Some(_) => Err(Reply::complaint(422, "ERRO_IDEMPOTENCIA")),
    }
}

pub(super) fn key_of(ask: &Ask<'_>) -> Result<String, Reply> {
    let key = ask.demanded("x-idempotency-key")?;
    Ok(format!("{} {key}", ask.request.url.path()))
}

fn create(ledger: &mut Ledger, ask: &Ask<'_>) -> Answer {
    if let Some(made) = made_before(&ledger.keys, ask)? {
        let id = made.first().map(String::as_str).unwrap_or_default();
        return Ok(signed(201, ledger.consent(id)?.json(), ask));
    }
    let asked = ask.data()?;
    let consent = Consent {
        id: format!("urn:bancoficticio:P{}", unique()?),
        status: "AWAITING_AUTHORISATION",
        created: now(),
        since: now(),
        expires: moment(OffsetDateTime::now_utc() + Duration::minutes(5)),
        rejection: None,
        asked: asked.clone(),
    };
    ledger
        .keys
        .push((key_of(ask)?, asked, vec![consent.id.clone()]));
    let reply = signed(201, consent.json(), ask);
    ledger.consents.push(consent);
    Ok(reply)
}

/// What the contract says of a consent that is asked for.
fn check_consent(asked: &Value) -> Result<(), Reply> {
    let refused = |code: &str| Err(Reply::complaint(422, code));
    for required in [
        "/loggedUser/document/identification",
        "/creditor/name",
        "/creditor/cpfCnpj",
        "/payment/amount",
        "/payment/purpose",
        "/payment/details/localInstrument",
        "/payment/details/creditorAccount/number",
    ] {
        if text(asked, required).is_empty() {
            return refused("PARAMETRO_NAO_INFORMADO");
        }
    }
    let payment = |name: &str| asked.pointer("/payment").and_then(|it| it.get(name));
    if text(asked, "/payment/type") != "PIX" || text(asked, "/payment/currency") != "BRL" {
        return refused("FORMA_PAGAMENTO_INVALIDA");
    }
    if payment("date").is_some() == payment("schedule").is_some() {
        return refused("DATA_PAGAMENTO_INVALIDA");
    }
    let purposes: &[&str] = match payment("schedule") {
        None => &["IMMEDIATE", "WITHDRAW", "CHANGE"],
        Some(schedule) if schedule.get("single").is_some() => &["SINGLE_SCHEDULED"],
        Some(_) => &["RECURRENT_SCHEDULED"],
    };
    if !purposes.contains(&text(asked, "/payment/purpose")) {
        return refused("PROPOSITO_INVALIDO");
    }
    let instrument = text(asked, "/payment/details/localInstrument");
    let has = |name: &str| asked.pointer(&format!("/payment/details/{name}")).is_some();
    let is_code = ["QRES", "QRDN", "APES", "APDN"].contains(&instrument);
    let is_dynamic = ["QRDN", "APDN"].contains(&instrument);
    let right = has("proxy") == (instrument != "MANU")
        && has("qrCode") == is_code
        && has("payloadJWS") == is_dynamic;
    match right && is_amount(text(asked, "/payment/amount")) {
        true => Ok(()),
        false => refused("DETALHE_PAGAMENTO_INVALIDO"),
    }
}

/// Up to sixteen digits, a point, two digits.
pub(super) fn is_amount(text: &str) -> bool {
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    text.split_once('.').is_some_and(|(whole, cents)| {
        (1..=16).contains(&whole.len()) && digits(whole) && cents.len() == 2 && digits(cents)
    })
}

fn initiate(world: &mut World, ask: &Ask<'_>) -> Answer {
    ask.needs("payments")?;
    let ledger = &mut world.payments;
    let id = match ask.access.consent() {
        Some(id) => id.to_owned(),
        // An enrolled device may pay under any consent it agreed to, which the payment names.
        None => text(&ask.data()?, "/0/consentId").to_owned(),
    };
    let shown = |ledger: &Ledger, made: &[String]| {
        let made = |payment: &&Payment| made.contains(&payment.id);
        let payments: Vec<_> = ledger
            .payments
            .iter()
            .filter(made)
            .map(Payment::json)
            .collect();
        signed(201, json!(payments), ask)
    };
    if let Some(made) = made_before(&ledger.keys, ask)? {
        return Ok(shown(ledger, &made));
    }
    let consent = ledger.consent(&id)?;
    match consent.status {
        "AUTHORISED" => {}
        "PARTIALLY_ACCEPTED" => {
            return Err(Reply::complaint(422, "CONSENTIMENTO_PENDENTE_AUTORIZACAO"));
        }
        _ => return Err(Reply::complaint(422, "CONSENTIMENTO_INVALIDO")),
    }
    let asked = ask.data()?;
    let items = asked.as_array().cloned().unwrap_or_default();
    if items.is_empty() || items.len() > 60 {
        return Err(Reply::complaint(422, "PARAMETRO_INVALIDO"));
    }
    let consented = consent.asked.clone();
    let scheduled = consented.pointer("/payment/schedule").is_some();
    for item in &items {
        check_item(item, &consented, scheduled)?;
        let known = |payment: &Payment| payment.asked.get("endToEndId") == item.get("endToEndId");
        if ledger.payments.iter().any(known) {
            return Err(Reply::complaint(422, "DETALHE_PAGAMENTO_INVALIDO"));
        }
    }
    ledger.consent(&id)?.change("CONSUMED", Duration::ZERO);
    ledger.notices.push(format!("payments/v5/consents/{id}"));
    let mut made = Vec::new();
    for item in items {
        let payment = Payment {
            id: unique()?,
            consent: id.clone(),
            asked: item,
            status: if scheduled { "SCHD" } else { "RCVD" },
            to_come: if scheduled {
                &[]
            } else {
                ledger.story.statuses()
            },
            created: now(),
            since: now(),
            cancellation: None,
        };
        made.push(payment.id.clone());
        ledger.payments.push(payment);
    }
    ledger.keys.push((key_of(ask)?, asked, made.clone()));
    Ok(shown(ledger, &made))
}

/// A payment must be what was agreed to.
fn check_item(item: &Value, consented: &Value, scheduled: bool) -> Result<(), Reply> {
    let same = |here: &str, there: &str| item.pointer(here) == consented.pointer(there);
    let agreed = same("/payment/amount", "/payment/amount")
        && same("/payment/currency", "/payment/currency")
        && same("/localInstrument", "/payment/details/localInstrument")
        && same("/proxy", "/payment/details/proxy")
        && same("/qrCode", "/payment/details/qrCode")
        && same("/creditorAccount", "/payment/details/creditorAccount");
    if !agreed {
        return Err(Reply::complaint(422, "PAGAMENTO_DIVERGENTE_CONSENTIMENTO"));
    }
    let id = text(item, "/endToEndId");
    let at_fixed_hour = id.get(17..21) == Some("1500");
    let well_formed = id.len() == 32 && id.starts_with('E') && (at_fixed_hour || !scheduled);
    match well_formed && text(item, "/cnpjInitiator").len() == 14 {
        true => Ok(()),
        false => Err(Reply::complaint(422, "PARAMETRO_INVALIDO")),
    }
}
