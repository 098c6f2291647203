//! The payer's side, in the provider's own words.

use client_core::wire;
use serde_json::{Value, json};
use time::OffsetDateTime;
use wiremock::Request;

use super::receiver::{cancellation, is_asked};
use super::settling;
use super::{PayerWebhook, merge, problem, required};
use crate::sandbox::reading::moment;
use crate::sandbox::request::{Answer, Ask, Reply, cents_at, money, text_at};
use crate::sandbox::router::World;

/// A status of the Banco Central in the provider's words.
pub(super) fn in_english(status: &str) -> &'static str {
    match status {
        "CRIADA" => "CREATED",
        "APROVADA" => "APPROVED",
        "ATIVA" => "ACTIVATED",
        "CONCLUIDA" => "CONCLUDED",
        "REJEITADA" => "REJECTED",
        "EXPIRADA" => "EXPIRED",
        _ => "CANCELED",
    }
}

/// The status of a request in the provider's words.
pub(super) fn request_status(status: &str) -> &'static str {
    match status {
        "CRIADA" | "ENVIADA" | "RECEBIDA" => "RECEIVED",
        "ACEITA" => "ACCEPTED",
        other => in_english(other),
    }
}

pub(super) fn answer(
    world: &mut World,
    ask: &Ask,
    request: &Request,
    id: &str,
    path: &[&str],
) -> Answer {
    let account = world.bank.named(id)?;
    let header = |name: &str| {
        let value = request.headers.get(name);
        value.and_then(|value| value.to_str().ok())
    };
    let tax_id = header("cpf-cnpj-pagador");
    let tax_id = tax_id.ok_or_else(|| problem(400, "Cpf-Cnpj-Pagador is missing"))?;
    if world.bank.account(account)?.holder.tax_id != tax_id {
        return Err(problem(403, "Cpf-Cnpj-Pagador is not of the account"));
    }
    if ask.method == "GET" {
        return read(world, ask, account, path);
    }
    let key = header("idempotency-id");
    let key = key.ok_or_else(|| problem(400, "Idempotency-Id is missing"))?;
    let process = format!("autopix/{}", path.join("/"));
    if let Some(reply) = world.bank.remembered(process.clone(), key) {
        return Ok(reply);
    }
    let reply = write(world, ask, account, path)?;
    world.bank.remember(process, key, reply.clone());
    Ok(reply)
}

fn read(world: &mut World, ask: &Ask, account: usize, path: &[&str]) -> Answer {
    Ok(Reply::data(match path {
        ["recurrence"] => list(world, ask, account)?,
        ["recurrence", id] => recurrence_of(world, account, id)?,
        ["recurrence", id, "histories"] => histories(world, ask, account, id)?,
        ["recurrences-requests"] => list_requests(world, ask, account)?,
        ["recurrences-requests", id] => request_of(world, account, id)?,
        ["billings"] => list_billings(world, ask, account)?,
        ["billings", "e2e", name] => {
            let mut charges = world.autopix.charges.iter();
            let charge = charges.find(|one| one.attempts.iter().any(|try_| try_.name == *name));
            let txid = charge.map(|charge| charge.txid.clone());
            let txid = txid.ok_or_else(|| problem(404, "billing not found"))?;
            billing_of(world, account, &txid)?
        }
        ["billings", txid] => billing_of(world, account, txid)?,
        _ => return Err(Reply::no_such_route()),
    }))
}

fn write(world: &mut World, ask: &Ask, account: usize, path: &[&str]) -> Answer {
    let data = match (ask.method.as_str(), path) {
        ("PUT", ["recurrence", id, "limits"]) => {
            recurrence_of(world, account, id)?;
            world.autopix.recurrence(id)?.limit = limit(ask)?;
            recurrence_json(world, id)?
        }
        ("POST", ["recurrence", id, "cancel"]) => cancel(world, ask, account, id)?,
        ("POST", ["recurrence"]) => activate(world, ask, account)?,
        ("POST", ["recurrences-requests", id, "authorization"]) => {
            authorize(world, ask, account, id)?
        }
        ("POST", ["billings", txid, "cancel"]) => {
            billing_of(world, account, txid)?;
            let code = ask.text("code").unwrap_or_else(|| "OTHR".to_owned());
            settling::cancel_charge(world, txid, "USUARIO_PAGADOR", &code)?;
            billing_json(world, txid)?
        }
        _ => return Err(Reply::no_such_route()),
    };
    Ok(Reply::data(data))
}

fn limit(ask: &Ask) -> Result<Option<i64>, Reply> {
    match ask.text("useAccountLimit").as_deref() {
        Some("false") => cents_at(&ask.body, "maximumValue").map(Some),
        _ => Ok(None),
    }
}

fn recurrence_of(world: &mut World, account: usize, id: &str) -> Result<Value, Reply> {
    if world.autopix.recurrence(id)?.payer != Some(account) {
        return Err(problem(404, "recurrence not found"));
    }
    recurrence_json(world, id)
}

/// A recurrence as the payer's side shows it. The inner names are a guess, as in the contract.
pub(super) fn recurrence_json(world: &mut World, id: &str) -> Result<Value, Reply> {
    let recurrence = world.autopix.recurrence(id)?;
    let terms = &recurrence.terms;
    let text = |path: &str| text_at(terms, path);
    let debtor = text("vinculo.devedor.cpf").or_else(|| text("vinculo.devedor.cnpj"));
    let amount = |path: &str| cents_at(terms, path).ok().map(money);
    let status = in_english(recurrence.progress.now());
    let limits = match recurrence.limit {
        Some(cents) => json!({"useAccountLimit": false, "maximumValue": money(cents)}),
        None => json!({"useAccountLimit": true}),
    };
    let retries = match settling::may_retry(recurrence) {
        true => "ALLOWED_3R_7D",
        false => "NOT_ALLOWED",
    };
    let mut json = json!({
        "recId": id,
        "creationDateTime": moment(recurrence.progress.since()),
        "contractLink": {
            "contract": text("vinculo.contrato"),
            "object": text("vinculo.objeto"),
            "debtor": {"name": text("vinculo.devedor.nome"), "taxId": debtor},
        },
        "calendar": {
            "initialDate": text("calendario.dataInicial"),
            "finalDate": text("calendario.dataFinal"),
            "periodicity": text("calendario.periodicidade"),
        },
        "value": {
            "fixedValue": amount("valor.valorRec"),
            "minimumValue": amount("valor.valorMinimoRecebedor"),
        },
        "retryPolicy": retries,
        "activation": {"journey": recurrence.journey.replace("JORNADA", "JOURNEY")},
        "limits": limits,
        "status": status,
        "integrationStatus": status,
        "updates": recurrence.progress.json(),
        "cancellation": recurrence.ending,
    });
    let receiver = recurrence.receiver;
    let registered = world
        .autopix
        .receivers
        .iter()
        .find(|(account, ..)| *account == receiver);
    if let Some((_, document, name)) = registered {
        merge(
            &mut json,
            "receiver",
            json!({"document": document, "name": name}),
        );
    }
    Ok(json)
}

fn list(world: &mut World, ask: &Ask, account: usize) -> Result<Value, Reply> {
    let ids: Vec<String> = world
        .autopix
        .recurrences
        .iter()
        .filter(|one| one.payer == Some(account) && is_within_days(ask, one.progress.since()))
        .filter(|one| is_asked(ask, "recId", &one.id))
        .filter(|one| is_asked(ask, "status", in_english(one.progress.now())))
        .map(|one| one.id.clone())
        .collect();
    let ids = page_of(ask, ids)?;
    ids.iter().map(|id| recurrence_json(world, id)).collect()
}

fn is_within_days(ask: &Ask, at: OffsetDateTime) -> bool {
    let day = |name: &str| {
        ask.parameter(name)
            .and_then(|text| wire::date::parse(text).ok())
    };
    let at = wire::LocalRule::BRASILIA.day_of(at).ok();
    at.is_some() && day("initialDate") <= at && at <= day("endDate")
}

fn is_within(ask: &Ask, at: OffsetDateTime) -> bool {
    let moment = |name: &str| {
        let text = ask.parameter(name);
        text.and_then(|text| wire::instant::parse(text).ok())
    };
    let (from, to) = (moment("initialDate"), moment("endDate"));
    from.is_some_and(|from| from <= at) && to.is_some_and(|to| at <= to)
}

fn histories(world: &mut World, ask: &Ask, account: usize, id: &str) -> Result<Value, Reply> {
    recurrence_of(world, account, id)?;
    let steps = &world.autopix.recurrence(id)?.progress.0;
    let steps = steps.iter().map(|(status, at)| {
        let status = in_english(status);
        json!({
            "recId": id, "status": status, "integrationStatus": status, "createdAt": moment(*at),
        })
    });
    Ok(Value::Array(page_of(ask, steps.collect())?))
}

fn list_requests(world: &mut World, ask: &Ask, account: usize) -> Result<Value, Reply> {
    let ids: Vec<String> = world
        .autopix
        .requests
        .iter()
        .filter(|one| one.payer == Some(account) && is_within(ask, one.progress.since()))
        .filter(|one| is_asked(ask, "status", request_status(one.progress.now())))
        .map(|one| one.id.clone())
        .collect();
    let ids = page_of(ask, ids)?;
    ids.iter().map(|id| request_json(world, id)).collect()
}

fn request_of(world: &mut World, account: usize, id: &str) -> Result<Value, Reply> {
    if world.autopix.request(id)?.payer != Some(account) {
        return Err(problem(404, "request not found"));
    }
    request_json(world, id)
}

fn request_json(world: &mut World, id: &str) -> Result<Value, Reply> {
    let asked = world.autopix.request(id)?;
    let status = request_status(asked.progress.now());
    let progress = if status == "RECEIVED" {
        "ACCEPTANCE_PENDING"
    } else {
        status
    };
    let expires = text_at(&asked.body, "calendario.dataExpiracaoSolicitacao");
    let mut json = json!({
        "requestRecId": id,
        "recId": asked.recurrence,
        "status": status,
        "integrationStatus": progress,
        "expirationDate": expires,
        "createdAt": moment(asked.progress.since()),
    });
    let recurrence = asked.recurrence.clone();
    merge(
        &mut json,
        "recurrence",
        recurrence_json(world, &recurrence)?,
    );
    Ok(json)
}

/// Journey 1: the payer answers.
fn authorize(world: &mut World, ask: &Ask, account: usize, id: &str) -> Result<Value, Reply> {
    request_of(world, account, id)?;
    required(ask, "payerName")?;
    let accepted = required(ask, "acceptance")? == "true";
    let limit = limit(ask)?;
    let asked = world.autopix.request(id)?;
    if asked.progress.now() != "RECEBIDA" {
        return Err(problem(422, "the request is no longer open"));
    }
    asked
        .progress
        .go(if accepted { "ACEITA" } else { "REJEITADA" });
    let recurrence_id = asked.recurrence.clone();
    let recurrence = world.autopix.recurrence(&recurrence_id)?;
    recurrence.limit = limit;
    if accepted {
        recurrence.progress.go("APROVADA");
    } else {
        let code = ask
            .text("rejectionCode")
            .unwrap_or_else(|| "AP13".to_owned());
        let reason = json!({"codigo": code, "descricao": "Recusada pelo pagador"});
        recurrence.ending = Some(json!({ "rejeicao": reason }));
        recurrence.progress.go("REJEITADA");
    }
    settling::request_changed(world, id)?;
    settling::recurrence_changed(world, &recurrence_id)?;
    request_json(world, id)
}

/// Journeys 2 to 4: the payer read a QR code.
fn activate(world: &mut World, ask: &Ask, account: usize) -> Result<Value, Reply> {
    let id = required(ask, "recId")?;
    for part in [
        "contractLink",
        "calendar",
        "activation",
        "receiver",
        "payer",
    ] {
        if ask.body.get(part).is_none() {
            return Err(super::invalid(part, "is required"));
        }
    }
    let recurrence = world.autopix.recurrence(&id)?;
    if recurrence.progress.now() != "CRIADA" {
        return Err(problem(422, "the recurrence is no longer open"));
    }
    let has_charge = recurrence
        .terms
        .pointer("/ativacao/dadosJornada/txid")
        .is_some();
    recurrence.journey = if has_charge { "JORNADA_3" } else { "JORNADA_2" };
    recurrence.payer = Some(account);
    recurrence.limit = cents_at(&ask.body, "limits.maximumValue").ok();
    recurrence.progress.go("APROVADA");
    settling::recurrence_changed(world, &id)?;
    recurrence_json(world, &id)
}

fn cancel(world: &mut World, ask: &Ask, account: usize, id: &str) -> Result<Value, Reply> {
    recurrence_of(world, account, id)?;
    let code = required(ask, "reasonCode")?;
    required(ask, "requesterTaxId")?;
    let recurrence = world.autopix.recurrence(id)?;
    if recurrence.progress.now() != "APROVADA" {
        return Err(problem(422, "the recurrence is not approved"));
    }
    recurrence.ending = Some(cancellation(
        "USUARIO_PAGADOR",
        &code,
        "Cancelada pelo pagador",
    ));
    recurrence.progress.go("CANCELADA");
    settling::recurrence_changed(world, id)?;
    recurrence_json(world, id)
}

fn billing_of(world: &mut World, account: usize, txid: &str) -> Result<Value, Reply> {
    let recurrence = world.autopix.charge(txid)?.recurrence.clone();
    if world.autopix.recurrence(&recurrence)?.payer != Some(account) {
        return Err(problem(404, "billing not found"));
    }
    billing_json(world, txid)
}

fn billing_json(world: &mut World, txid: &str) -> Result<Value, Reply> {
    let charge = world.autopix.charge(txid)?;
    let status = in_english(charge.progress.now());
    Ok(json!({
        "txId": txid,
        "e2eId": charge.attempts.last().map(|attempt| &attempt.name),
        "recId": charge.recurrence,
        "status": status,
        "integrationStatus": status,
        "dueDate": wire::date::format(charge.due).unwrap_or_default(),
        "value": money(charge.cents),
    }))
}

fn list_billings(world: &mut World, ask: &Ask, account: usize) -> Result<Value, Reply> {
    let of_payer = |id: &str| {
        let mut all = world.autopix.recurrences.iter();
        all.any(|one| one.id == id && one.payer == Some(account))
    };
    let txids: Vec<String> = world
        .autopix
        .charges
        .iter()
        .filter(|one| of_payer(&one.recurrence) && is_within(ask, one.progress.since()))
        .filter(|one| is_asked(ask, "recId", &one.recurrence))
        .filter(|one| is_asked(ask, "status", in_english(one.progress.now())))
        .map(|one| one.txid.clone())
        .collect();
    let txids = page_of(ask, txids)?;
    txids.iter().map(|txid| billing_json(world, txid)).collect()
}

fn page_of<T>(ask: &Ask, all: Vec<T>) -> Result<Vec<T>, Reply> {
    let number = |name: &str, missing: usize| match ask.parameter(name) {
        None => Ok(missing),
        Some(text) => text
            .parse::<usize>()
            .map_err(|_| super::invalid(name, "must be a number")),
    };
    let (page, size) = (number("page", 0)?, number("size", 10)?);
    if size == 0 {
        return Err(super::invalid("size", "must be 1 or more"));
    }
    let start = page.saturating_mul(size);
    Ok(all.into_iter().skip(start).take(size).collect())
}

pub(super) fn webhook(world: &mut World, ask: &Ask) -> Answer {
    let webhook = &mut world.autopix.payer_webhook;
    match ask.method.as_str() {
        "PUT" => {
            let headers = ask.body.get("headers").and_then(Value::as_object);
            let headers = headers.into_iter().flatten().filter_map(|(name, value)| {
                let value = value.as_str()?;
                Some((name.clone(), value.to_owned()))
            });
            *webhook = Some(PayerWebhook {
                url: required(ask, "url")?,
                headers: headers.collect(),
                at: OffsetDateTime::now_utc(),
            });
        }
        "DELETE" if webhook.take().is_some() => return Ok(Reply::empty(204)),
        "GET" | "DELETE" => {}
        _ => return Err(Reply::no_such_route()),
    }
    let Some(webhook) = webhook else {
        return Err(problem(404, "no webhook"));
    };
    let headers = webhook
        .headers
        .iter()
        .map(|(name, value)| (name.clone(), json!(value)));
    Ok(Reply::ok(json!({
        "headers": Value::Object(headers.collect()),
        "mediatorId": "0C0FFEE0-0000-4000-8000-000000000001",
        "createdAt": moment(webhook.at),
        "updatedAt": moment(webhook.at),
        "deletedAt": null,
    })))
}
