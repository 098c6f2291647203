//! Quotes.

use serde::Deserialize;
use time::{Date, OffsetDateTime};

use super::json::Json;
use super::ledger::{Ledger, Record};
use super::request::{Answer, Ask, Reply};
use super::sales::BatchBody;
use super::trade::{ItemBody, Line, PricingBody, day, items, priced, wanted};

#[derive(Clone, Debug)]
pub(super) struct Quote {
    pub(super) id: String,
    number: i64,
    date: Date,
    valid_until: Date,
    customer_id: String,
    seller_id: Option<String>,
    description: Option<String>,
    remarks: Option<String>,
    payment_remarks: Option<String>,
    delivery: Option<String>,
    pub(super) situation: &'static str,
    items: Vec<Line>,
    pricing: PricingBody,
    total: i64,
    created_at: OffsetDateTime,
}

#[derive(Debug, Deserialize)]
struct QuoteBody {
    id_cliente: Option<String>,
    id_vendedor: Option<String>,
    data_orcamento: Option<String>,
    data_validade: Option<String>,
    descricao: Option<String>,
    observacoes: Option<String>,
    observacoes_pagamento: Option<String>,
    previsao_entrega: Option<String>,
    #[serde(default)]
    itens: Vec<ItemBody>,
    #[serde(default)]
    composicao_de_valor: PricingBody,
}

/// This family words refusals in an envelope of its own, and knows no change.
pub(super) fn answer(
    ledger: &mut Ledger,
    method: &str,
    path: &[&str],
    ask: &Ask<'_>,
    now: OffsetDateTime,
) -> Answer {
    let answer = match (method, path) {
        ("GET", []) => list(ledger, ask),
        ("POST", []) => create(ledger, ask, now),
        ("DELETE", []) => delete(ledger, ask),
        ("GET", [id]) => read(ledger, id),
        ("PUT" | "PATCH", [_]) => Err(Reply::empty(405)),
        _ => Err(Reply::no_such_page()),
    };
    answer.map_err(Reply::with_error_alone)
}

fn create(ledger: &mut Ledger, ask: &Ask<'_>, now: OffsetDateTime) -> Answer {
    let body: QuoteBody = ask.body()?;
    let customer_id = body.id_cliente.unwrap_or_default();
    if ledger.person(&customer_id).is_none() {
        return Err(Reply::bad("cliente nao encontrado"));
    }
    let date = day(body.data_orcamento.as_deref(), "data_orcamento")?;
    let valid_until = day(body.data_validade.as_deref(), "data_validade")?;
    if valid_until < date {
        return Err(Reply::bad("data_validade anterior a data_orcamento"));
    }
    let items = items(body.itens)?;
    let total = priced(&items, &body.composicao_de_valor)?.net;
    // The default seller takes the place of one that is missing or not known.
    let known = body
        .id_vendedor
        .filter(|id| ledger.trade.seller(id).is_some());
    let default = ledger.trade.sellers.first().map(|one| one.id.clone());
    let numbers = ledger.trade.quotes.iter().map(|quote| quote.number);
    let number = numbers.max().unwrap_or(0) + 1;
    let id = ledger.issue(Record::Quote);
    ledger.trade.quotes.push(Quote {
        id: id.clone(),
        number,
        date,
        valid_until,
        customer_id,
        seller_id: known.or(default),
        description: body.descricao,
        remarks: body.observacoes,
        payment_remarks: body.observacoes_pagamento,
        delivery: body.previsao_entrega,
        situation: "ORCAMENTO",
        items,
        pricing: body.composicao_de_valor,
        total,
        created_at: now,
    });
    Ok(Reply::json(201, Json::object([("id", id.into())])))
}

fn list(ledger: &Ledger, ask: &Ask<'_>) -> Answer {
    let page = ask.page(false)?;
    let (situations, customers) = (ask.all("situacoes"), ask.all("ids_clientes"));
    let mut found = Vec::new();
    for quote in &ledger.trade.quotes {
        let admitted = wanted(ask, quote.date, quote.created_at, quote.created_at)?
            && (situations.is_empty() || situations.contains(&quote.situation))
            && (customers.is_empty() || customers.contains(&quote.customer_id.as_str()));
        if admitted {
            found.push(quote);
        }
    }
    // Declined ones are listed and not counted, as measured in production.
    let counted = found.iter().filter(|quote| quote.situation != DECLINED);
    let total = counted.count();
    let items = page.of(found).map(|quote| item(ledger, quote));
    Ok(Reply::ok(Json::object([
        ("itens", Json::list(items)),
        ("total_itens", total.into()),
    ])))
}

pub(super) const DECLINED: &str = "ORCAMENTO_RECUSADO";

fn item(ledger: &Ledger, quote: &Quote) -> Json {
    let customer = ledger
        .person(&quote.customer_id)
        .map(|person| Json::object([("id", (&person.id).into()), ("nome", (&person.name).into())]));
    Json::object([
        ("id", (&quote.id).into()),
        ("numero", quote.number.into()),
        ("data_orcamento", Json::date(quote.date)),
        ("data_criacao", Json::moment(quote.created_at)),
        ("data_alteracao", Json::moment(quote.created_at)),
        ("cliente", customer.into()),
        ("itens", "PRODUTO".into()),
        ("situacao", quote.situation.into()),
        ("total", Json::money(quote.total)),
        ("versao", 1_i64.into()),
        ("origem", "API".into()),
    ])
}

fn read(ledger: &Ledger, id: &str) -> Answer {
    let mut quotes = ledger.trade.quotes.iter();
    let quote = quotes
        .find(|quote| quote.id == id)
        .ok_or_else(|| Reply::complaint(404, "orcamento nao encontrado"))?;
    Ok(Reply::ok(Json::object([
        ("id", (&quote.id).into()),
        ("numero", quote.number.into()),
        ("data_orcamento", Json::date(quote.date)),
        ("data_validade", Json::date(quote.valid_until)),
        ("situacao", quote.situation.into()),
        ("id_cliente", (&quote.customer_id).into()),
        ("id_vendedor", quote.seller_id.as_ref().into()),
        ("descricao", quote.description.as_ref().into()),
        ("composicao_de_valor", quote.pricing.json()),
        ("itens", Json::list(quote.items.iter().map(Line::json))),
        ("previsao_entrega", quote.delivery.as_ref().into()),
        // In each other's place, as measured in production.
        ("observacoes", quote.payment_remarks.as_ref().into()),
        ("observacoes_pagamento", quote.remarks.as_ref().into()),
        ("versao", 1_i64.into()),
    ])))
}

/// Deletes for good; ids that are not there are passed over.
fn delete(ledger: &mut Ledger, ask: &Ask<'_>) -> Answer {
    let body: BatchBody = ask.body()?;
    if !body.has_a_fitting_number() {
        return Err(Reply::bad("ids deve conter de 1 a 10 itens"));
    }
    let quotes = &mut ledger.trade.quotes;
    quotes.retain(|quote| !body.ids.contains(&quote.id));
    Ok(Reply::empty(204))
}
