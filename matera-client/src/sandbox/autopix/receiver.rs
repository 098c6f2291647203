//! The receiver's side, in the Banco Central's words.

use client_core::wire;
use serde_json::{Value, json};
use time::{Date, OffsetDateTime};

use super::settling::{self, Collected};
use super::{
    Asked, Attempt, Autopix, Charge, Place, Progress, Recurrence, invalid, merge, own_account,
    problem, required,
};
use crate::sandbox::reading::moment;
use crate::sandbox::request::{Answer, Ask, Reply, cents_at};
use crate::sandbox::router::World;

pub(super) fn answer(world: &mut World, ask: &Ask, path: &[&str]) -> Answer {
    match (ask.method.as_str(), path) {
        (_, ["webhook"]) => webhook(world, ask),
        ("GET", ["rec", id]) => {
            let seen = super::payer::recurrence_json(world, id)?;
            Ok(Reply::ok(seen))
        }
        (_, ["accounts", account, rest @ ..]) => {
            let account = world
                .bank
                .index_of(account)
                .ok_or_else(|| problem(404, "account not found"))?;
            of_account(world, ask, account, rest)
        }
        _ => Err(Reply::no_such_route()),
    }
}

fn of_account(world: &mut World, ask: &Ask, account: usize, path: &[&str]) -> Answer {
    match (ask.method.as_str(), path) {
        ("POST", ["receivers"]) => register(world, ask, account),
        ("POST", ["rec"]) => create(world, ask, account),
        ("GET", ["rec"]) => list(world, ask, account),
        ("GET", ["rec", id]) => Ok(Reply::ok(recurrence_json(world, id)?)),
        ("PATCH", ["rec", id]) => revise(world, ask, id),
        ("POST", ["solicrec"]) => create_request(world, ask),
        ("GET", ["solicrec", id]) => Ok(Reply::ok(request_json(world, id)?)),
        ("PATCH", ["solicrec", id]) => cancel_request(world, ask, id),
        ("POST", ["cobr"]) => create_charge(world, ask, account),
        ("GET", ["cobr"]) => list_charges(world, ask, account),
        ("GET", ["cobr", txid]) => Ok(Reply::ok(charge_json(&mut world.autopix, txid)?)),
        ("PATCH", ["cobr", txid]) => cancel_charge(world, ask, txid),
        ("POST", ["cobr", txid, "retentativa", day]) => retry(world, txid, day),
        ("POST", ["locrec"]) => Ok(create_place(&mut world.autopix, account)),
        ("GET", ["locrec"]) => list_places(world, ask, account),
        ("GET", ["locrec", id]) => Ok(Reply::ok(place_json(place(&mut world.autopix, id)?))),
        ("DELETE", ["locrec", id, "idRec"]) => unlink(world, id),
        _ => Err(Reply::no_such_route()),
    }
}

fn register(world: &mut World, ask: &Ask, account: usize) -> Answer {
    let (document, name) = (required(ask, "document")?, required(ask, "name")?);
    let id = format!("receiver-{}", world.autopix.issue());
    let answer = json!({"id": id, "document": document, "name": name});
    world.autopix.receivers.push((account, document, name));
    Ok(Reply::json(201, answer))
}

fn create(world: &mut World, ask: &Ask, account: usize) -> Answer {
    let registered = world
        .autopix
        .receivers
        .iter()
        .any(|(one, ..)| *one == account);
    if !registered {
        return Err(problem(403, "the account is no registered receiver"));
    }
    let fields = [
        "vinculo.contrato",
        "vinculo.devedor.nome",
        "calendario.dataInicial",
        "calendario.periodicidade",
        "politicaRetentativa",
    ];
    for field in fields {
        required(ask, field)?;
    }
    for field in ["valor.valorRec", "valor.valorMinimoRecebedor"] {
        if ask.text(field).is_some() {
            pix_cents(&ask.body, field)?;
        }
    }
    let may_retry = ask.text("politicaRetentativa").as_deref() == Some("PERMITE_3R_7D");
    let prefix = if may_retry { "RR" } else { "RN" };
    let id = world.autopix.issue_recurrence_id(prefix);
    let place_id = ask.body.get("loc").and_then(Value::as_u64);
    if let Some(place_id) = place_id {
        place(&mut world.autopix, &place_id.to_string())?.recurrence = Some(id.clone());
    }
    world.autopix.recurrences.push(Recurrence {
        id: id.clone(),
        receiver: account,
        terms: ask.body.clone(),
        progress: Progress::begun("CRIADA"),
        place: place_id,
        payer: None,
        journey: "AGUARDANDO_DEFINICAO",
        limit: None,
        ending: None,
    });
    Ok(Reply::json(201, recurrence_json(world, &id)?))
}

/// An amount as text with two decimals, above zero.
fn pix_cents(body: &Value, path: &str) -> Result<i64, Reply> {
    let pointer = format!("/{}", path.replace('.', "/"));
    let text = body.pointer(&pointer).and_then(Value::as_str);
    let decimals = text
        .and_then(|text| text.split_once('.'))
        .map(|(_, decimals)| decimals.len());
    if decimals != Some(2) {
        return Err(invalid(path, r"must be text of the form \d{1,10}\.\d{2}"));
    }
    cents_at(body, path).map_err(|_| invalid(path, "must be above zero"))
}

pub(super) fn recurrence_json(world: &mut World, id: &str) -> Result<Value, Reply> {
    let recurrence = world.autopix.recurrence(id)?;
    let mut json = recurrence.terms.clone();
    merge(&mut json, "idRec", id);
    merge(&mut json, "status", recurrence.progress.now());
    merge(&mut json, "atualizacao", recurrence.progress.json());
    let mut activation = json!({"tipoJornada": recurrence.journey});
    if let Some(data) = recurrence.terms.pointer("/ativacao/dadosJornada") {
        merge(&mut activation, "dadosJornada", data.clone());
    }
    merge(&mut json, "ativacao", activation);
    if let Some(ending) = recurrence.ending.clone() {
        merge(&mut json, "encerramento", ending);
    }
    if recurrence.payer.is_some() && recurrence.progress.now() == "APROVADA" {
        let payer = json!({"ispbParticipante": crate::sandbox::bank::ISPB, "codMun": "0000000"});
        merge(&mut json, "pagador", payer);
    }
    if let Some(place_id) = recurrence.place {
        let place = place(&mut world.autopix, &place_id.to_string())?;
        merge(&mut json, "loc", place_json(place));
    }
    Ok(json)
}

fn list(world: &mut World, ask: &Ask, account: usize) -> Answer {
    let (from, to) = range(ask)?;
    let listed: Vec<String> = world
        .autopix
        .recurrences
        .iter()
        .filter(|one| one.receiver == account && within(one.progress.since(), from, to))
        .filter(|one| is_asked(ask, "status", one.progress.now()))
        .map(|one| one.id.clone())
        .collect();
    let (page, parameters) = page_of(ask, &listed)?;
    let page: Result<Vec<_>, _> = page.iter().map(|id| recurrence_json(world, id)).collect();
    Ok(Reply::ok(json!({"parametros": parameters, "recs": page?})))
}

fn revise(world: &mut World, ask: &Ask, id: &str) -> Answer {
    let recurrence = world.autopix.recurrence(id)?;
    if !["CRIADA", "APROVADA"].contains(&recurrence.progress.now()) {
        return Err(problem(422, "the recurrence has ended"));
    }
    if ask.text("status").as_deref() == Some("CANCELADA") {
        let by = "USUARIO_RECEBEDOR";
        recurrence.ending = Some(cancellation(by, "SLCR", "Solicitada pelo recebedor"));
        recurrence.progress.go("CANCELADA");
        settling::recurrence_changed(world, id)?;
        return Ok(Reply::ok(recurrence_json(world, id)?));
    }
    for (path, section, field) in [
        ("vinculo.devedor.nome", "/vinculo/devedor", "nome"),
        ("calendario.dataInicial", "/calendario", "dataInicial"),
    ] {
        if let (Some(text), Some(section)) = (ask.text(path), recurrence.terms.pointer_mut(section))
        {
            merge(section, field, text);
        }
    }
    if let Some(activation) = ask.body.get("ativacao") {
        merge(&mut recurrence.terms, "ativacao", activation.clone());
    }
    let place_id = ask.body.get("loc").and_then(Value::as_u64);
    if let Some(place_id) = place_id {
        recurrence.place = Some(place_id);
        place(&mut world.autopix, &place_id.to_string())?.recurrence = Some(id.to_owned());
    }
    Ok(Reply::ok(recurrence_json(world, id)?))
}

pub(super) fn cancellation(by: &str, code: &str, words: &str) -> Value {
    json!({"cancelamento": {"solicitante": by, "codigo": code, "descricao": words}})
}

/// Asks a payer; one of the sandbox has it at once.
fn create_request(world: &mut World, ask: &Ask) -> Answer {
    let recurrence = required(ask, "idRec")?;
    required(ask, "calendario.dataExpiracaoSolicitacao")?;
    let institution = required(ask, "destinatario.ispbParticipante")?;
    let number = required(ask, "destinatario.conta")?;
    let payer = own_account(&world.bank, &institution, &number);
    let asked = world.autopix.recurrence(&recurrence)?;
    if asked.progress.now() != "CRIADA" {
        return Err(problem(422, "the recurrence is no longer open"));
    }
    asked.payer = payer;
    asked.journey = "JORNADA_1";
    let id = world.autopix.issue_recurrence_id("SC");
    let mut progress = Progress::begun("CRIADA");
    progress.go("ENVIADA");
    if payer.is_some() {
        progress.go("RECEBIDA");
    }
    world.autopix.requests.push(Asked {
        id: id.clone(),
        recurrence,
        payer,
        body: ask.body.clone(),
        progress,
    });
    settling::request_changed(world, &id)?;
    Ok(Reply::json(201, request_json(world, &id)?))
}

fn request_json(world: &mut World, id: &str) -> Result<Value, Reply> {
    let asked = world.autopix.request(id)?;
    let mut json = asked.body.clone();
    merge(&mut json, "idSolicRec", id);
    merge(&mut json, "status", asked.progress.now());
    merge(&mut json, "atualizacao", asked.progress.json());
    let recurrence = asked.recurrence.clone();
    merge(
        &mut json,
        "recPayload",
        recurrence_json(world, &recurrence)?,
    );
    Ok(json)
}

fn cancel_request(world: &mut World, ask: &Ask, id: &str) -> Answer {
    if required(ask, "status")? != "CANCELADA" {
        return Err(invalid("status", "must be CANCELADA"));
    }
    let asked = world.autopix.request(id)?;
    if !["CRIADA", "ENVIADA", "RECEBIDA"].contains(&asked.progress.now()) {
        return Err(problem(422, "the request was answered"));
    }
    asked.progress.go("CANCELADA");
    settling::request_changed(world, id)?;
    Ok(Reply::json(201, request_json(world, id)?))
}

fn create_charge(world: &mut World, ask: &Ask, account: usize) -> Answer {
    let id = required(ask, "idRec")?;
    let cents = pix_cents(&ask.body, "valor.original")?;
    let due = required(ask, "calendario.dataDeVencimento")?;
    let due = wire::date::parse(&due)
        .map_err(|_| invalid("calendario.dataDeVencimento", "must be yyyy-MM-dd"))?;
    required(ask, "recebedor.conta")?;
    let recurrence = world.autopix.recurrence(&id)?;
    if recurrence.progress.now() != "APROVADA" {
        return Err(problem(422, "the recurrence is not approved"));
    }
    let fixed = pix_cents(&recurrence.terms, "valor.valorRec").ok();
    if fixed.is_some_and(|fixed| fixed != cents) {
        return Err(invalid(
            "valor.original",
            "must be the recurrence's valorRec",
        ));
    }
    let above_limit = recurrence.limit.is_some_and(|limit| cents > limit);
    let txid = format!("sandbox{:025}", world.autopix.issue());
    let mut charge = Charge {
        txid: txid.clone(),
        recurrence: id,
        receiver: account,
        body: ask.body.clone(),
        cents,
        due,
        progress: Progress::begun("CRIADA"),
        attempts: Vec::new(),
        paid: None,
        ending: None,
    };
    if above_limit {
        charge.ending = Some(rejection("AM02"));
        charge.progress.go("REJEITADA");
    } else {
        charge.attempts.push(attempt(world, "AGND", due));
        charge.progress.go("ATIVA");
    }
    world.autopix.charges.push(charge);
    settling::charge_changed(world, &txid)?;
    Ok(Reply::json(201, charge_json(&mut world.autopix, &txid)?))
}

fn attempt(world: &mut World, kind: &'static str, day: Date) -> Attempt {
    let mut progress = Progress::begun("SOLICITADA");
    progress.go("AGENDADA");
    Attempt {
        kind,
        day,
        name: world.bank.issue_end_to_end_id(),
        progress,
        refused: None,
    }
}

pub(super) fn rejection(code: &str) -> Value {
    let words = match code {
        "AM02" => "Valor acima do limite do pagador",
        _ => "Saldo insuficiente",
    };
    json!({"rejeicao": {"codigo": code, "descricao": words}})
}

pub(super) fn charge_json(autopix: &mut Autopix, txid: &str) -> Result<Value, Reply> {
    let charge = autopix.charge(txid)?;
    let mut json = charge.body.clone();
    merge(&mut json, "txid", txid);
    merge(&mut json, "status", charge.progress.now());
    merge(&mut json, "atualizacao", charge.progress.json());
    if let Some(calendar) = json.get_mut("calendario") {
        merge(calendar, "criacao", moment(charge.progress.since()));
    }
    let attempts = charge.attempts.iter().map(|attempt| {
        let mut json = json!({
            "dataLiquidacao": wire::date::format(attempt.day).unwrap_or_default(),
            "tipo": attempt.kind,
            "status": attempt.progress.now(),
            "endToEndId": attempt.name,
            "atualizacao": attempt.progress.json(),
        });
        if let Some(code) = attempt.refused
            && let Some(reason) = rejection(code).get("rejeicao")
        {
            merge(&mut json, "rejeicao", reason.clone());
        }
        json
    });
    let attempts: Vec<_> = attempts.collect();
    merge(&mut json, "tentativas", attempts);
    if let Some((name, at)) = &charge.paid {
        let amount = charge.body.pointer("/valor/original").cloned();
        let pix = json!([{
            "endToEndId": name, "txid": txid, "valor": amount, "horario": moment(*at),
        }]);
        merge(&mut json, "pix", pix);
    }
    if let Some(ending) = charge.ending.clone() {
        merge(&mut json, "encerramento", ending);
    }
    let policy = charge.recurrence.clone();
    let policy = autopix
        .recurrence(&policy)?
        .terms
        .get("politicaRetentativa");
    merge(
        &mut json,
        "politicaRetentativa",
        policy.cloned().unwrap_or_default(),
    );
    Ok(json)
}

fn list_charges(world: &mut World, ask: &Ask, account: usize) -> Answer {
    let (from, to) = range(ask)?;
    let listed: Vec<String> = world
        .autopix
        .charges
        .iter()
        .filter(|one| one.receiver == account && within(one.progress.since(), from, to))
        .filter(|one| is_asked(ask, "status", one.progress.now()))
        .filter(|one| is_asked(ask, "idRec", &one.recurrence))
        .map(|one| one.txid.clone())
        .collect();
    let (page, parameters) = page_of(ask, &listed)?;
    let page: Result<Vec<_>, _> = page
        .iter()
        .map(|txid| charge_json(&mut world.autopix, txid))
        .collect();
    Ok(Reply::ok(json!({"parametros": parameters, "cobsr": page?})))
}

fn cancel_charge(world: &mut World, ask: &Ask, txid: &str) -> Answer {
    if required(ask, "status")? != "CANCELADA" {
        return Err(invalid("status", "must be CANCELADA"));
    }
    settling::cancel_charge(world, txid, "USUARIO_RECEBEDOR", "SLCR")?;
    Ok(Reply::ok(charge_json(&mut world.autopix, txid)?))
}

/// Schedules a charge that failed once more: up to three times within seven days.
fn retry(world: &mut World, txid: &str, day: &str) -> Answer {
    let day = wire::date::parse(day).map_err(|_| invalid("data", "must be yyyy-MM-dd"))?;
    let charge = world.autopix.charge(txid)?;
    let (tries, due) = (charge.attempts.len(), charge.due);
    let last_failed = charge
        .attempts
        .last()
        .is_some_and(|one| one.refused.is_some());
    let open = charge.progress.now() == "ATIVA" && last_failed;
    let recurrence = charge.recurrence.clone();
    let recurrence = world.autopix.recurrence(&recurrence)?;
    if recurrence.progress.now() != "APROVADA" || !open {
        return Err(problem(422, "the charge cannot be tried again"));
    }
    if !settling::may_retry(recurrence) || tries > settling::MOST_RETRIES {
        return Err(problem(422, "no more attempts are allowed"));
    }
    if day <= due || day - due > time::Duration::days(7) {
        return Err(invalid("data", "must be within seven days of the due date"));
    }
    let attempt = attempt(world, "NTAG", day);
    world.autopix.charge(txid)?.attempts.push(attempt);
    settling::charge_changed(world, txid)?;
    Ok(Reply::json(201, charge_json(&mut world.autopix, txid)?))
}

fn create_place(autopix: &mut Autopix, account: usize) -> Reply {
    let place = Place {
        id: autopix.issue(),
        receiver: account,
        at: OffsetDateTime::now_utc(),
        recurrence: None,
    };
    let answer = place_json(&place);
    autopix.places.push(place);
    Reply::json(201, answer)
}

fn place<'a>(autopix: &'a mut Autopix, id: &str) -> Result<&'a mut Place, Reply> {
    let mut all = autopix.places.iter_mut();
    all.find(|place| place.id.to_string() == id)
        .ok_or_else(|| problem(404, "location not found"))
}

fn place_json(place: &Place) -> Value {
    let mut json = json!({
        "id": place.id,
        "location": format!("pix.sandbox.example/rec/{:032}", place.id),
        "criacao": moment(place.at),
    });
    if let Some(recurrence) = &place.recurrence {
        merge(&mut json, "idRec", recurrence.clone());
    }
    json
}

fn list_places(world: &mut World, ask: &Ask, account: usize) -> Answer {
    let (from, to) = range(ask)?;
    let listed: Vec<Value> = world
        .autopix
        .places
        .iter()
        .filter(|place| place.receiver == account && within(place.at, from, to))
        .filter(|place| {
            let is_linked = place.recurrence.is_some().to_string();
            is_asked(ask, "idRecPresente", &is_linked)
        })
        .map(place_json)
        .collect();
    let (page, parameters) = page_of(ask, &listed)?;
    Ok(Reply::ok(json!({"parametros": parameters, "loc": page})))
}

fn unlink(world: &mut World, id: &str) -> Answer {
    let place = place(&mut world.autopix, id)?;
    let linked = place.recurrence.take();
    let answer = place_json(place);
    if let Some(recurrence) = linked {
        world.autopix.recurrence(&recurrence)?.place = None;
    }
    Ok(Reply::ok(answer))
}

fn webhook(world: &mut World, ask: &Ask) -> Answer {
    let webhook = &mut world.autopix.receiver_webhook;
    match ask.method.as_str() {
        "PUT" => {
            let url = required(ask, "webhookUrl")?;
            *webhook = Some((url, OffsetDateTime::now_utc()));
            Ok(Reply::empty(200))
        }
        "DELETE" if webhook.take().is_some() => Ok(Reply::empty(204)),
        "GET" => match webhook {
            Some((url, at)) => Ok(Reply::ok(
                json!({"webhookUrl": url, "criacao": moment(*at)}),
            )),
            None => Err(problem(404, "no webhook")),
        },
        _ => Err(problem(404, "no webhook")),
    }
}

/// The moments of a list, both required.
fn range(ask: &Ask) -> Result<(OffsetDateTime, OffsetDateTime), Reply> {
    let moment = |name: &str| {
        let text = ask.parameter(name);
        let moment = text.and_then(|text| wire::instant::parse(text).ok());
        moment.ok_or_else(|| invalid(name, "must be a moment of RFC 3339"))
    };
    Ok((moment("inicio")?, moment("fim")?))
}

fn within(at: OffsetDateTime, from: OffsetDateTime, to: OffsetDateTime) -> bool {
    from <= at && at <= to
}

/// Whether a filter of the query, if there is one, asks for this value.
pub(super) fn is_asked(ask: &Ask, name: &str, value: &str) -> bool {
    ask.parameter(name).is_none_or(|wanted| wanted == value)
}

fn page_of<T: Clone>(ask: &Ask, all: &[T]) -> Result<(Vec<T>, Value), Reply> {
    let number = |name: &str, missing: usize| match ask.parameter(name) {
        None => Ok(missing),
        Some(text) => text.parse().map_err(|_| invalid(name, "must be a number")),
    };
    let page = number("paginacao.paginaAtual", 0)?;
    let size = number("paginacao.itensPorPagina", 100)?;
    if !(1..=1_000).contains(&size) {
        return Err(invalid("paginacao.itensPorPagina", "must be 1 to 1000"));
    }
    let start = page.saturating_mul(size);
    let items = all.iter().skip(start).take(size).cloned().collect();
    let parameters = json!({
        "inicio": ask.parameter("inicio"),
        "fim": ask.parameter("fim"),
        "paginacao": {
            "paginaAtual": page,
            "itensPorPagina": size,
            "quantidadeDePaginas": all.len().div_ceil(size),
            "quantidadeTotalDeItens": all.len(),
        },
    });
    Ok((items, parameters))
}

impl World {
    /// The day of a charge has come: collects it.
    pub(in crate::sandbox) fn collect(&mut self, txid: &str) -> Result<Collected, Reply> {
        settling::collect(self, txid)
    }
}
