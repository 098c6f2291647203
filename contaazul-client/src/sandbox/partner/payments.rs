//! Payments and batches of them, with approval.

use client_core::money::Amount;
use serde::Deserialize;
use time::{Date, OffsetDateTime};

use super::super::json::Json;
use super::super::ledger::{Ledger, Parts, Record, Settlement, day_in_brasilia};
use super::super::request::{Answer, Ask, Reply, cents};
use super::super::settlements;
use super::{dda, fresh_reference, listed, not_found};

#[derive(Clone, Debug, Default)]
pub(super) struct Payments {
    payments: Vec<Payment>,
    batches: Vec<Batch>,
}

#[derive(Clone, Debug)]
struct Payment {
    id: String,
    reference: String,
    batch: Option<String>,
    version: i64,
    status: &'static str,
    cents: i64,
    pay_on: Option<Date>,
    paid_at: Option<OffsetDateTime>,
    barcode: Option<String>,
    from_account: Option<String>,
    installment_id: Option<String>,
    approvers: Vec<String>,
    failure: Option<&'static str>,
}

#[derive(Clone, Debug)]
struct Batch {
    id: String,
    reference: String,
    version: i64,
    approvers: Vec<String>,
}

#[derive(Clone, Debug, Deserialize)]
struct PaymentBody {
    referencia_externa: Option<String>,
    valor: Amount,
    codigo_barras: Option<String>,
    id_fornecedor: Option<String>,
    id_conta_destino: Option<String>,
    id_conta_origem: Option<String>,
    data_pagamento: Option<String>,
    id_parcela: Option<String>,
}

#[derive(Debug, Deserialize)]
struct BatchBody {
    referencia_externa: Option<String>,
    valor_total: Amount,
    #[serde(default)]
    pagamentos: Vec<PaymentBody>,
}

#[derive(Debug, Deserialize)]
struct ApprovalBody {
    aprovador: String,
    versao: i64,
    valor: Amount,
}

pub(super) fn answer(
    ledger: &mut Ledger,
    method: &str,
    path: &[&str],
    ask: &Ask<'_>,
    now: OffsetDateTime,
) -> Answer {
    pay_what_is_due(ledger, now);
    match (method, path) {
        ("POST", ["lote"]) => create_batch(ledger, &ask.body()?),
        ("GET", ["lote"]) => list_batches(ledger, ask),
        ("GET", ["lote", id]) => batch(ledger, id).map(|one| Reply::ok(batch_json(ledger, one))),
        ("POST", ["lote", id, "aprovacao"]) => approve_batch(ledger, id, &ask.body()?, now),
        ("DELETE", ["lote", id]) => {
            let id = batch(ledger, id)?.id.clone();
            cancel(ledger, |one| one.batch.as_ref() == Some(&id))
        }
        ("POST", []) => create(ledger, ask.body()?, None).map(|id| created(ledger, &id)),
        ("GET", []) => list(ledger, ask),
        ("GET", [id]) => payment(ledger, id).map(|one| Reply::ok(json(ledger, one))),
        ("POST", [id, "aprovacao"]) => approve(ledger, id, &ask.body()?, now),
        ("DELETE", [id]) => {
            let id = payment(ledger, id)?.id.clone();
            cancel(ledger, |one| one.id == id)
        }
        _ => Err(Reply::no_such_page()),
    }
}

fn payment<'a>(ledger: &'a Ledger, id: &str) -> Result<&'a Payment, Reply> {
    let mut payments = ledger.partner.payments.payments.iter();
    payments.find(|one| one.id == id).ok_or_else(not_found)
}

fn batch<'a>(ledger: &'a Ledger, id: &str) -> Result<&'a Batch, Reply> {
    let mut batches = ledger.partner.payments.batches.iter();
    batches.find(|one| one.id == id).ok_or_else(not_found)
}

fn of_batch<'a>(ledger: &'a Ledger, id: &'a str) -> impl Iterator<Item = &'a Payment> {
    let payments = ledger.partner.payments.payments.iter();
    payments.filter(move |one| one.batch.as_deref() == Some(id))
}

/// Takes a payment and returns its id.
fn create(ledger: &mut Ledger, body: PaymentBody, batch: Option<&String>) -> Result<String, Reply> {
    let used = ledger.partner.payments.payments.iter();
    let reference = fresh_reference(
        body.referencia_externa,
        used.map(|one| one.reference.as_str()),
    )?;
    let cents = cents(body.valor, "valor")?;
    let targets = [
        &body.codigo_barras,
        &body.id_fornecedor,
        &body.id_conta_destino,
    ];
    if cents == 0 || targets.into_iter().flatten().count() != 1 {
        return Err(Reply::error(400, "valor ou destino invalido"));
    }
    if body
        .id_fornecedor
        .is_some_and(|id| ledger.person(&id).is_none())
        || body
            .id_conta_destino
            .is_some_and(|id| ledger.account(&id).is_none())
    {
        return Err(Reply::error(400, "destino nao cadastrado"));
    }
    let pay_on = body
        .data_pagamento
        .as_deref()
        .map(client_core::wire::date::parse)
        .transpose()
        .map_err(|_| Reply::error(400, "data_pagamento invalida"))?;
    let id = ledger.issue(Record::Settlement);
    ledger.partner.payments.payments.push(Payment {
        id: id.clone(),
        reference,
        batch: batch.cloned(),
        version: 0,
        status: "AGUARDANDO_APROVACAO",
        cents,
        pay_on,
        paid_at: None,
        barcode: body.codigo_barras,
        from_account: body.id_conta_origem,
        installment_id: body.id_parcela,
        approvers: Vec::new(),
        failure: None,
    });
    Ok(id)
}

fn created(ledger: &Ledger, id: &str) -> Reply {
    payment(ledger, id).map_or_else(|missing| missing, |one| Reply::json(201, json(ledger, one)))
}

fn create_batch(ledger: &mut Ledger, body: &BatchBody) -> Answer {
    let used = ledger.partner.payments.batches.iter();
    let reference = fresh_reference(
        body.referencia_externa.clone(),
        used.map(|one| one.reference.as_str()),
    )?;
    let total = Amount::checked_sum(body.pagamentos.iter().map(|one| one.valor));
    if body.pagamentos.is_empty() || total.ok() != Some(body.valor_total) {
        return Err(Reply::error(
            400,
            "valor_total difere da soma dos pagamentos",
        ));
    }
    // All or nothing: a batch of which one payment is refused is not there.
    let before = ledger.partner.payments.clone();
    let id = ledger.issue(Record::Transfer);
    for one in &body.pagamentos {
        if let Err(refusal) = create(ledger, one.clone(), Some(&id)) {
            ledger.partner.payments = before;
            return Err(refusal);
        }
    }
    let one = Batch {
        id,
        reference,
        version: 0,
        approvers: Vec::new(),
    };
    let answer = batch_json(ledger, &one);
    ledger.partner.payments.batches.push(one);
    Ok(Reply::json(201, answer))
}

fn list(ledger: &Ledger, ask: &Ask<'_>) -> Answer {
    let wanted = ask.text("referencia_externa");
    let payments = ledger.partner.payments.payments.iter();
    let found = payments.filter(|one| wanted.is_none_or(|text| one.reference == text));
    listed(ask, found.map(|one| json(ledger, one)).collect())
}

fn list_batches(ledger: &Ledger, ask: &Ask<'_>) -> Answer {
    let wanted = ask.text("referencia_externa");
    let batches = ledger.partner.payments.batches.iter();
    let found = batches.filter(|one| wanted.is_none_or(|text| one.reference == text));
    listed(ask, found.map(|one| batch_json(ledger, one)).collect())
}

fn approvals_needed(ledger: &Ledger) -> usize {
    ledger.partner.approvals_needed.unwrap_or(1)
}

/// Refuses approvals of what has changed since it was seen, and second ones of one person.
fn check_approval(
    body: &ApprovalBody,
    version: i64,
    total: i64,
    approvers: &[String],
) -> Result<(), Reply> {
    if body.versao != version || cents(body.valor, "valor")? != total {
        return Err(Reply::error(409, "alterado desde a leitura"));
    }
    if approvers.contains(&body.aprovador) {
        return Err(Reply::error(409, "ja aprovado por este aprovador"));
    }
    Ok(())
}

fn approve(ledger: &mut Ledger, id: &str, body: &ApprovalBody, now: OffsetDateTime) -> Answer {
    let needed = approvals_needed(ledger);
    let one = payment(ledger, id)?;
    if one.batch.is_some() || one.status != "AGUARDANDO_APROVACAO" {
        return Err(Reply::error(409, "nao aguarda aprovacao"));
    }
    check_approval(body, one.version, one.cents, &one.approvers)?;
    let payments = &mut ledger.partner.payments.payments;
    for one in payments.iter_mut().filter(|one| one.id == id) {
        one.version += 1;
        one.approvers.push(body.aprovador.clone());
        if one.approvers.len() >= needed {
            one.status = "AGENDADO";
        }
    }
    pay_what_is_due(ledger, now);
    payment(ledger, id).map(|one| Reply::ok(json(ledger, one)))
}

fn approve_batch(
    ledger: &mut Ledger,
    id: &str,
    body: &ApprovalBody,
    now: OffsetDateTime,
) -> Answer {
    let needed = approvals_needed(ledger);
    let one = batch(ledger, id)?;
    if of_batch(ledger, id).any(|one| one.status != "AGUARDANDO_APROVACAO") {
        return Err(Reply::error(409, "nao aguarda aprovacao"));
    }
    let total = of_batch(ledger, id).map(|one| one.cents).sum();
    check_approval(body, one.version, total, &one.approvers)?;
    let books = &mut ledger.partner.payments;
    let mut approved = false;
    for one in books.batches.iter_mut().filter(|one| one.id == id) {
        one.version += 1;
        one.approvers.push(body.aprovador.clone());
        approved = one.approvers.len() >= needed;
    }
    if approved {
        let payments = books.payments.iter_mut();
        payments
            .filter(|one| one.batch.as_deref() == Some(id))
            .for_each(|one| one.status = "AGENDADO");
    }
    pay_what_is_due(ledger, now);
    batch(ledger, id).map(|one| Reply::ok(batch_json(ledger, one)))
}

fn cancel(ledger: &mut Ledger, which: impl Fn(&Payment) -> bool) -> Answer {
    let payments = &mut ledger.partner.payments.payments;
    if payments
        .iter()
        .any(|one| which(one) && one.status == "PAGO")
    {
        return Err(Reply::error(409, "ja pago"));
    }
    for one in payments.iter_mut().filter(|one| which(one)) {
        one.status = "CANCELADO";
        one.version += 1;
    }
    Ok(Reply::empty(204))
}

/// Pays what is approved and due, or says why it cannot be paid; a payable it is for is settled.
fn pay_what_is_due(ledger: &mut Ledger, now: OffsetDateTime) {
    let today = day_in_brasilia(now);
    let mut payments = std::mem::take(&mut ledger.partner.payments.payments);
    let is_due =
        |one: &&mut Payment| one.status == "AGENDADO" && one.pay_on.is_none_or(|day| day <= today);
    for one in payments.iter_mut().filter(is_due) {
        let barcode = one.barcode.as_deref();
        one.failure = barcode.and_then(|barcode| dda::refusal(ledger, barcode, one.cents));
        if one.failure.is_some() {
            one.status = "FALHA";
            continue;
        }
        one.status = "PAGO";
        one.paid_at = Some(now);
        if let Some(barcode) = barcode {
            dda::paid(ledger, barcode);
        }
        settle(ledger, one, today, now);
    }
    ledger.partner.payments.payments = payments;
}

/// Barcode and cents of every boleto that was paid.
pub(super) fn of_boletos(books: &Payments) -> Vec<(String, i64)> {
    let paid = books.payments.iter().filter(|one| one.status == "PAGO");
    paid.filter_map(|one| Some((one.barcode.clone()?, one.cents)))
        .collect()
}

fn settle(ledger: &mut Ledger, one: &Payment, today: Date, now: OffsetDateTime) {
    let main_account = ledger.accounts.first().map(|account| account.id.clone());
    let account = one.from_account.clone().or(main_account);
    let (Some(installment), Some(account_id)) = (&one.installment_id, account) else {
        return;
    };
    let settlement = Settlement {
        id: ledger.issue(Record::Settlement),
        version: 0,
        paid_on: today,
        value: Parts::gross_of(one.cents),
        account_id,
        method: Some("TRANSFERENCIA_BANCARIA".to_owned()),
        remark: Some(one.reference.clone()),
        nsu: None,
        charge_id: None,
        changed_at: now,
    };
    settlements::add(ledger, installment, settlement, now);
}

fn json(ledger: &Ledger, one: &Payment) -> Json {
    let paid_at = one.paid_at.map(Json::moment);
    Json::object([
        ("id", (&one.id).into()),
        ("versao", one.version.into()),
        ("referencia_externa", (&one.reference).into()),
        ("status", one.status.into()),
        ("valor", Json::money(one.cents)),
        ("data_pagamento", one.pay_on.map(Json::date).into()),
        ("pago_em", paid_at.into()),
        ("id_parcela", one.installment_id.as_ref().into()),
        ("aprovacoes_necessarias", approvals_needed(ledger).into()),
        (
            "aprovadores",
            Json::list(one.approvers.iter().map(Json::from)),
        ),
        ("motivo", one.failure.into()),
    ])
}

fn batch_json(ledger: &Ledger, one: &Batch) -> Json {
    let payments: Vec<_> = of_batch(ledger, &one.id).collect();
    let status = status_of(&payments);
    let total = payments.iter().map(|one| one.cents).sum();
    Json::object([
        ("id", (&one.id).into()),
        ("versao", one.version.into()),
        ("referencia_externa", (&one.reference).into()),
        ("status", status.into()),
        ("valor_total", Json::money(total)),
        (
            "pagamentos",
            Json::list(payments.iter().map(|one| json(ledger, one))),
        ),
        ("aprovacoes_necessarias", approvals_needed(ledger).into()),
        (
            "aprovadores",
            Json::list(one.approvers.iter().map(Json::from)),
        ),
    ])
}

/// Where a batch stands as a whole.
fn status_of(payments: &[&Payment]) -> &'static str {
    let count = |status| payments.iter().filter(|one| one.status == status).count();
    let (all, paid, failed) = (payments.len(), count("PAGO"), count("FALHA"));
    match payments.first() {
        Some(_) if paid == all => "PAGO",
        Some(_) if failed == all => "FALHA",
        Some(_) if paid + failed == all => "PAGO_PARCIAL",
        Some(_) if paid + failed > 0 => "PROCESSANDO",
        Some(first) => first.status,
        None => "CANCELADO",
    }
}
