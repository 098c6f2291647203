//! Consents to data, API 3.x.

use serde_json::{Value, json};
use wiremock::Request;

use super::ask::Ask;
use super::authority::{Decision, unique};
use super::reply::{Answer, Reply, now, put};
use super::router::World;

/// A consent as the bank keeps it.
#[derive(Clone, Debug)]
pub(super) struct Consent {
    pub(super) id: String,
    pub(super) permissions: Vec<String>,
    created: String,
    status: &'static str,
    since: String,
    expiration: Option<Value>,
    company: Option<Value>,
    rejection: Option<(&'static str, &'static str)>,
    extensions: Vec<Value>,
}

impl Consent {
    pub(super) fn is_authorised(&self) -> bool {
        self.status == "AUTHORISED"
    }

    pub(super) fn reject(&mut self, by: &'static str, code: &'static str) {
        self.change("REJECTED");
        self.rejection = Some((by, code));
    }

    fn change(&mut self, status: &'static str) {
        self.status = status;
        self.since = now();
    }

    fn json(&self) -> Value {
        let mut data = json!({
            "consentId": self.id,
            "creationDateTime": self.created,
            "status": self.status,
            "statusUpdateDateTime": self.since,
            "permissions": self.permissions,
        });
        if let Some(expiration) = &self.expiration {
            put(&mut data, "expirationDateTime", expiration.clone());
        }
        if let Some((by, code)) = self.rejection {
            let rejection = json!({"rejectedBy": by, "reason": {"code": code}});
            put(&mut data, "rejection", rejection);
        }
        data
    }
}

/// The login page, and what it does to the consent that was shown there.
pub(super) fn login_page(world: &mut World, request: &Request) -> Answer {
    let (consent, reply) = world.authority.login_page(&request.url)?;
    if let Some(id) = consent {
        let decision = world.authority.decision;
        let mut enrollments = world.enrollments.iter_mut();
        if let Some(enrollment) = enrollments.find(|one| one.is_awaiting(&id)) {
            enrollment.decide(decision);
            return Ok(reply);
        }
        if let Some(consent) = world.recurring.awaiting(&id) {
            consent.decide(decision);
            return Ok(reply);
        }
        if let Some(consent) = world.payments.awaiting(&id) {
            consent.decide(decision);
            return Ok(reply);
        }
        let consent = find(world, &id)?;
        if consent.status != "AWAITING_AUTHORISATION" {
            return Err(Reply::empty(400));
        }
        match decision {
            Decision::Agree => consent.change("AUTHORISED"),
            Decision::Decline => consent.reject("USER", "CUSTOMER_MANUALLY_REJECTED"),
        }
    }
    Ok(reply)
}

pub(super) fn answer(world: &mut World, ask: &Ask<'_>, method: &str, path: &[&str]) -> Answer {
    match (method, path) {
        ("POST", ["consents"]) => create(world, ask),
        ("GET", ["consents", id]) => {
            ask.needs("consents")?;
            Ok(Reply::data(200, find(world, id)?.json()))
        }
        ("DELETE", ["consents", id]) => revoke(world, ask, id),
        ("GET", ["consents", id, "extensions"]) => {
            ask.needs("consents")?;
            ask.page(&find(world, id)?.extensions)
        }
        ("POST", ["consents", id, "extends"]) => extend(world, ask, id),
        _ => Err(Reply::empty(404)),
    }
}

fn create(world: &mut World, ask: &Ask<'_>) -> Answer {
    ask.needs("consents")?;
    let data = ask.data()?;
    check_user(&data)?;
    let permissions: Vec<String> = data
        .get("permissions")
        .and_then(|list| serde_json::from_value(list.clone()).ok())
        .ok_or_else(|| Reply::complaint(400, "CORPO_INVALIDO"))?;
    check_permissions(&permissions, data.get("businessEntity").is_some())?;
    let consent = Consent {
        id: format!("urn:bancoficticio:{}", unique()?),
        permissions,
        created: now(),
        status: "AWAITING_AUTHORISATION",
        since: now(),
        expiration: data.get("expirationDateTime").cloned(),
        company: data.get("businessEntity").cloned(),
        rejection: None,
        extensions: Vec::new(),
    };
    let reply = Reply::data(201, consent.json());
    world.consents.push(consent);
    Ok(reply)
}

fn revoke(world: &mut World, ask: &Ask<'_>, id: &str) -> Answer {
    ask.needs("consents")?;
    let consent = find(world, id)?;
    if consent.status == "REJECTED" {
        return Err(Reply::complaint(422, "CONSENTIMENTO_EM_STATUS_REJEITADO"));
    }
    consent.reject("USER", "CUSTOMER_MANUALLY_REVOKED");
    world.authority.end_consent(id);
    Ok(Reply::empty(204))
}

fn extend(world: &mut World, ask: &Ask<'_>, id: &str) -> Answer {
    let customer_ip = ask.demanded("x-fapi-customer-ip-address")?;
    let customer_agent = ask.demanded("x-customer-user-agent")?;
    if ask.access.consent() != Some(id) {
        return Err(Reply::complaint(403, "ESCOPO_INSUFICIENTE"));
    }
    let data = ask.data()?;
    check_user(&data)?;
    let needs_several_approvers = world.needs_several_approvers;
    let consent = find(world, id)?;
    if !consent.is_authorised() {
        return Err(Reply::complaint(422, "ESTADO_CONSENTIMENTO_INVALIDO"));
    }
    if needs_several_approvers {
        return Err(Reply::complaint(422, "DEPENDE_MULTIPLA_ALCADA"));
    }
    if data.get("businessEntity") != consent.company.as_ref() {
        return Err(Reply::complaint(422, "ERRO_NAO_MAPEADO"));
    }
    let expiration = data.get("expirationDateTime").cloned();
    let text = |moment: &Option<Value>| {
        let text = moment.as_ref().and_then(Value::as_str);
        text.unwrap_or("9999").to_owned()
    };
    // Both are UTC to the second, so their order is that of their letters.
    if text(&expiration) <= text(&consent.expiration) && consent.expiration.is_some() {
        return Err(Reply::complaint(422, "DATA_EXPIRACAO_INVALIDA"));
    }
    let mut extension = json!({
        "loggedUser": data.get("loggedUser"),
        "requestDateTime": now(),
        "xFapiCustomerIpAddress": customer_ip,
        "xCustomerUserAgent": customer_agent,
    });
    let ends = [
        ("expirationDateTime", &expiration),
        ("previousExpirationDateTime", &consent.expiration),
    ];
    for (name, end) in ends {
        if let Some(end) = end {
            put(&mut extension, name, end.clone());
        }
    }
    consent.extensions.insert(0, extension);
    consent.expiration = expiration;
    Ok(Reply::data(201, consent.json()))
}

pub(super) fn find<'a>(world: &'a mut World, id: &str) -> Result<&'a mut Consent, Reply> {
    let consent = world.consents.iter_mut().find(|consent| consent.id == id);
    consent.ok_or_else(|| Reply::complaint(404, "CONSENTIMENTO_INEXISTENTE"))
}

fn check_user(data: &Value) -> Result<(), Reply> {
    let document = data.pointer("/loggedUser/document");
    let text = |name: &str| document?.get(name)?.as_str();
    let cpf = text("identification").unwrap_or_default();
    let is_cpf = cpf.len() == 11 && cpf.bytes().all(|byte| byte.is_ascii_digit());
    match is_cpf && text("rel") == Some("CPF") {
        true => Ok(()),
        false => Err(Reply::complaint(400, "LOGGED_USER_INVALIDO")),
    }
}

/// Every group is asked for whole, with the resources, and for one kind of customer.
fn check_permissions(permissions: &[String], of_company: bool) -> Result<(), Reply> {
    const WHOLE: [(&str, usize); 4] = [
        ("LOANS_", 4),
        ("FINANCINGS_", 4),
        ("INVOICE_FINANCINGS_", 4),
        ("UNARRANGED_ACCOUNTS_OVERDRAFT_", 4),
    ];
    let has = |what: &str| permissions.iter().any(|one| one.contains(what));
    let count = |prefix: &str| {
        permissions
            .iter()
            .filter(|one| one.starts_with(prefix))
            .count()
    };
    let refused = |code: &str| Err(Reply::complaint(422, code));
    if has("_PERSONAL_") && has("_BUSINESS_") {
        return refused("PERMISSAO_PF_PJ_EM_CONJUNTO");
    }
    if has("_BUSINESS_") && !of_company {
        return refused("INFORMACOES_PJ_NAO_INFORMADAS");
    }
    let alone = |family: &str| count(family) == 1;
    let credit: Vec<_> = WHOLE.iter().map(|(prefix, _)| count(prefix)).collect();
    let credit_is_whole = credit.iter().all(|n| *n == 0)
        || WHOLE.iter().zip(&credit).all(|((_, whole), n)| whole == n);
    let complete = has("RESOURCES_READ")
        && permissions.len() > 1
        && !alone("ACCOUNTS_")
        && !alone("CREDIT_CARDS_")
        && credit_is_whole;
    match complete {
        true => Ok(()),
        false => refused("COMBINACAO_PERMISSOES_INCORRETA"),
    }
}
