//! Creating receivables and payables, by both generations.

use client_core::money::Amount;
use serde::Deserialize;
use time::{Date, OffsetDateTime};

use super::json::Json;
use super::ledger::{Allocation, Event, Installment, Ledger, Record, Side, day_in_brasilia};
use super::request::{Answer, Ask, PartsBody, Reply, cents};

/// The body in the names of both generations; each reads its own.
#[derive(Debug, Deserialize)]
struct EventBody {
    descricao: Option<String>,
    data_competencia: Option<String>,
    valor: Option<Amount>,
    observacao: Option<String>,
    conta_financeira: Option<String>,
    id_cliente: Option<String>,
    id_fornecedor: Option<String>,
    contato: Option<String>,
    referencia_externa: Option<String>,
    #[serde(default)]
    rateio: Vec<AllocationBody>,
    condicao_pagamento: Option<TermsBody>,
}

#[derive(Debug, Deserialize)]
struct AllocationBody {
    id_categoria: String,
    valor: Amount,
    #[serde(default)]
    rateio_centro_custo: Vec<CostCenterBody>,
}

#[derive(Debug, Deserialize)]
struct CostCenterBody {
    id_centro_custo: String,
    valor: Amount,
}

#[derive(Debug, Deserialize)]
struct TermsBody {
    #[serde(default)]
    parcelas: Vec<InstallmentBody>,
}

#[derive(Debug, Deserialize)]
struct InstallmentBody {
    descricao: Option<String>,
    data_vencimento: Option<String>,
    nota: Option<String>,
    conta_financeira: Option<String>,
    detalhe_valor: Option<PartsBody>,
    metodo_pagamento: Option<String>,
}

/// Creates an event by the second generation; 201 with the whole event.
pub(super) fn create(
    ledger: &mut Ledger,
    side: Side,
    ask: &Ask<'_>,
    now: OffsetDateTime,
) -> Answer {
    let body: EventBody = ask.body()?;
    let person = match side {
        Side::Income => body.id_cliente.as_deref(),
        Side::Expense => body.id_fornecedor.as_deref(),
    };
    let Some(person) = person.map(str::to_owned) else {
        let field = match side {
            Side::Income => "customerId",
            Side::Expense => "supplierId",
        };
        return Err(Reply::bad(format!("{field} must not be null")));
    };
    let event = read(ledger, side, &body, Some(person), now)?;
    let answer = whole(&event, day_in_brasilia(now));
    ledger.events.push(event);
    Ok(Reply::json(201, answer))
}

/// Creates an event by the first generation and returns its id. It does not insist on a person.
pub(super) fn create_by_first_generation(
    ledger: &mut Ledger,
    side: Side,
    ask: &Ask<'_>,
    now: OffsetDateTime,
) -> Result<String, Reply> {
    let body: EventBody = ask.body()?;
    let event = read(ledger, side, &body, body.contato.clone(), now)?;
    let id = event.id.clone();
    ledger.events.push(event);
    Ok(id)
}

/// What the first generation answers since October 2026, as announced.
pub(super) fn created(event: &str) -> Reply {
    Reply::ok(Json::object([("id", event.into())]))
}

/// What it answered before: documented as 202, measured as 200.
pub(super) fn accepted(protocol: &str, now: OffsetDateTime) -> Reply {
    Reply::ok(Json::object([
        ("protocolo", protocol.into()),
        ("status", "PENDING".into()),
        ("data_criacao", Json::moment(now)),
    ]))
}

pub(super) fn protocol(protocols: &[(String, String)], id: &str) -> Answer {
    let (id, event) = protocols
        .iter()
        .find(|(protocol, _)| protocol == id)
        .ok_or_else(|| Reply::empty(404))?;
    Ok(Reply::ok(Json::object([
        ("id", id.into()),
        ("resposta", "Evento criado".into()),
        ("status", "SUCCESS".into()),
        ("evento_financeiro_id", event.into()),
    ])))
}

/// Reads the body, with all complaints at once and by the ERP's internal names, as in production.
fn read(
    ledger: &mut Ledger,
    side: Side,
    body: &EventBody,
    person_id: Option<String>,
    now: OffsetDateTime,
) -> Result<Event, Reply> {
    let complaints = complaints(ledger, side, body, person_id.as_deref());
    if !complaints.is_empty() {
        return Err(Reply::bad(complaints.join("; ")));
    }
    let accrued_on = day(body.data_competencia.as_deref(), "accrualDate")?;
    let account_id = body.conta_financeira.clone().unwrap_or_default();
    let mut allocations = Vec::new();
    for part in &body.rateio {
        let cost_centers = part
            .rateio_centro_custo
            .iter()
            .map(|center| {
                Ok((
                    center.id_centro_custo.clone(),
                    cents(center.valor, "value")?,
                ))
            })
            .collect::<Result<_, Reply>>()?;
        allocations.push(Allocation {
            category_id: part.id_categoria.clone(),
            cents: cents(part.valor, "value")?,
            cost_centers,
        });
    }
    let mut installments = Vec::new();
    for one in body
        .condicao_pagamento
        .iter()
        .flat_map(|terms| &terms.parcelas)
    {
        installments.push(installment(ledger, one, &account_id, now)?);
    }
    let total = body
        .valor
        .map(|amount| cents(amount, "value"))
        .transpose()?;
    let allocated: i64 = allocations.iter().map(|part| part.cents).sum();
    let split: i64 = installments.iter().map(|one| one.value.gross).sum();
    if total != Some(allocated) || total != Some(split) {
        return Err(Reply::bad(
            "value must equal the sum of categoriesRatio and of installments",
        ));
    }
    Ok(Event {
        id: ledger.issue(Record::Event),
        side,
        description: body.descricao.clone().unwrap_or_default(),
        remark: body.observacao.clone(),
        external_reference: body.referencia_externa.clone(),
        accrued_on,
        person_id,
        origin: "LANCAMENTO_FINANCEIRO",
        scheduled: false,
        allocations,
        installments,
    })
}

fn complaints(
    ledger: &Ledger,
    side: Side,
    body: &EventBody,
    person: Option<&str>,
) -> Vec<&'static str> {
    let account = body.conta_financeira.as_deref();
    let account = account.and_then(|id| ledger.account(id));
    let known_categories = body.rateio.iter().all(|part| {
        ledger
            .category(&part.id_categoria)
            .is_some_and(|category| category.side == side)
    });
    let by_card = side == Side::Expense
        && account.is_some_and(|account| account.kind == "RECEBA_FACIL_CARTAO");
    let no_installments = body
        .condicao_pagamento
        .as_ref()
        .is_none_or(|terms| terms.parcelas.is_empty());
    let person_is_known = person.is_none_or(|id| ledger.person(id).is_some());
    [
        (body.descricao.is_none(), "description must not be null"),
        (body.valor.is_none(), "value must not be null"),
        (account.is_none(), "financialAccountId not found"),
        (by_card, "financialAccountId not allowed"),
        (body.rateio.is_empty(), "must have at least one category"),
        (!known_categories, "categoryId not found"),
        (no_installments, "paymentCondition must have installments"),
        (!person_is_known, "negotiatorId not found"),
    ]
    .into_iter()
    .filter_map(|(is_wrong, complaint)| is_wrong.then_some(complaint))
    .collect()
}

fn installment(
    ledger: &mut Ledger,
    one: &InstallmentBody,
    event_account: &str,
    now: OffsetDateTime,
) -> Result<Installment, Reply> {
    let due_on = day(one.data_vencimento.as_deref(), "dueDate")?;
    let value = one
        .detalhe_valor
        .as_ref()
        .ok_or_else(|| Reply::bad("valueDetail must not be null"))?
        .parts_with_net()?;
    let account_id = one.conta_financeira.as_deref().unwrap_or(event_account);
    if ledger.account(account_id).is_none() {
        return Err(Reply::bad("financialAccountId not found"));
    }
    Ok(Installment {
        id: ledger.issue(Record::Installment),
        version: 0,
        description: one.descricao.clone().unwrap_or_default(),
        note: one.nota.clone().unwrap_or_default(),
        due_on,
        expected_on: due_on,
        value,
        account_id: account_id.to_owned(),
        method: one.metodo_pagamento.clone(),
        nsu: None,
        invoice: None,
        loss: None,
        reconciled: false,
        settlements: Vec::new(),
        created_at: now,
        changed_at: now,
    })
}

fn day(text: Option<&str>, field: &str) -> Result<Date, Reply> {
    text.and_then(|text| client_core::wire::date::parse(text).ok())
        .ok_or_else(|| Reply::bad(format!("{field} invalid")))
}

/// The event as the second generation answers it.
fn whole(event: &Event, today: Date) -> Json {
    let allocations = event.allocations.iter().map(|part| {
        let centers = part.cost_centers.iter().map(|(id, cents)| {
            Json::object([
                ("id_centro_custo", id.into()),
                ("valor", Json::money(*cents)),
            ])
        });
        Json::object([
            ("id_categoria", (&part.category_id).into()),
            ("valor", Json::money(part.cents)),
            // Written in the singular, read in the plural.
            ("rateio_centros_custo", Json::list(centers)),
        ])
    });
    let reference = || {
        Json::object([
            ("id", (&event.id).into()),
            ("origem", event.origin.into()),
            ("revisao", 1_i64.into()),
        ])
    };
    let installments = event
        .installments
        .iter()
        .zip(1_usize..)
        .map(|(one, index)| {
            Json::object([
                ("id", (&one.id).into()),
                ("versao", one.version.into()),
                ("indice", index.into()),
                ("agendado", event.scheduled.into()),
                ("conciliado", one.reconciled.into()),
                ("status", one.state(today).searched().into()),
                ("data_vencimento", Json::date(one.due_on)),
                ("data_pagamento_esperado", Json::date(one.expected_on)),
                ("descricao", (&one.description).into()),
                ("nota", (&one.note).into()),
                ("metodo_pagamento", one.method.as_ref().into()),
                ("composicao_valor", one.value.json()),
                ("valor_liquido", Json::money(one.value.net())),
                ("pago", Json::money(one.paid())),
                ("pendente", Json::money(one.open())),
                (
                    "conta_financeira",
                    Json::object([("id", (&one.account_id).into())]),
                ),
                (
                    "evento",
                    Json::object([
                        ("id", (&event.id).into()),
                        ("agendado", event.scheduled.into()),
                        ("data_competencia", Json::date(event.accrued_on)),
                        ("tipo", event.side.as_str().into()),
                        ("referencia", reference()),
                    ]),
                ),
            ])
        });
    let person_field = match event.side {
        Side::Income => "id_cliente",
        Side::Expense => "id_fornecedor",
    };
    let total = event.allocations.iter().map(|part| part.cents).sum();
    Json::object([
        ("id", (&event.id).into()),
        ("versao", 0_i64.into()),
        ("tipo", event.side.as_str().into()),
        ("agendado", event.scheduled.into()),
        ("valor", Json::money(total)),
        ("data_competencia", Json::date(event.accrued_on)),
        ("descricao", (&event.description).into()),
        ("observacao", event.remark.as_ref().into()),
        (
            "referencia_externa",
            event.external_reference.as_ref().into(),
        ),
        (person_field, event.person_id.as_ref().into()),
        ("rateio", Json::list(allocations)),
        (
            "condicao_pagamento",
            Json::object([
                ("quantidade_parcelas", event.installments.len().into()),
                ("parcelas", Json::list(installments)),
            ]),
        ),
        ("referencia", reference()),
    ])
}
