//! Sales: their search and their life.

mod answers;
pub(super) mod receivable;

use client_core::money::Amount;
use serde::Deserialize;
use time::{Date, OffsetDateTime};

use super::json::Json;
use super::ledger::{Ledger, Record, day_in_brasilia};
use super::request::{Answer, Ask, Reply, cents, envelope};
use super::trade::{ItemBody, Line, PricingBody, day, items, priced, wanted};
use answers::{created, item, kind_of, negotiation};
use receivable::{is_paid, record, withdraw};

/// A sale, of its own or of a contract.
#[derive(Clone, Debug)]
pub(super) struct Sale {
    pub(super) id: String,
    pub(super) legacy_id: i64,
    pub(super) number: i64,
    pub(super) date: Date,
    pub(super) customer_id: String,
    pub(super) seller_id: Option<String>,
    pub(super) category_id: Option<String>,
    pub(super) situation: String,
    pub(super) remarks: Option<String>,
    pub(super) payment_remarks: Option<String>,
    pub(super) items: Vec<Line>,
    pub(super) pricing: PricingBody,
    pub(super) total: i64,
    pub(super) method: Option<String>,
    pub(super) account_id: String,
    pub(super) option: String,
    pub(super) due: Vec<Due>,
    pub(super) contract_id: Option<String>,
    /// Gone when the sale was cancelled.
    pub(super) event_id: Option<String>,
    pub(super) version: i64,
    pub(super) created_at: OffsetDateTime,
    pub(super) changed_at: OffsetDateTime,
}

/// An installment of a sale's terms.
#[derive(Clone, Debug)]
pub(super) struct Due {
    pub(super) on: Date,
    pub(super) cents: i64,
    pub(super) description: Option<String>,
}

/// The body of a creation or a replacement.
#[derive(Debug, Deserialize)]
struct SaleBody {
    id_cliente: Option<String>,
    numero: Option<i64>,
    situacao: Option<String>,
    data_venda: Option<String>,
    id_categoria: Option<String>,
    id_vendedor: Option<String>,
    observacoes: Option<String>,
    observacoes_pagamento: Option<String>,
    versao: Option<i64>,
    #[serde(default)]
    itens: Vec<ItemBody>,
    #[serde(default)]
    composicao_de_valor: PricingBody,
    condicao_pagamento: Option<PaymentBody>,
}

#[derive(Debug, Deserialize)]
struct PaymentBody {
    tipo_pagamento: Option<String>,
    id_conta_financeira: Option<String>,
    opcao_condicao_pagamento: Option<String>,
    #[serde(default)]
    parcelas: Vec<DueBody>,
}

#[derive(Debug, Deserialize)]
struct DueBody {
    data_vencimento: Option<String>,
    valor: Option<Amount>,
    descricao: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(super) struct BatchBody {
    #[serde(default)]
    pub(super) ids: Vec<String>,
}

impl BatchBody {
    /// From 1 to 10, as production has it.
    pub(super) fn has_a_fitting_number(&self) -> bool {
        (1..=10).contains(&self.ids.len())
    }
}

pub(super) fn answer(
    ledger: &mut Ledger,
    method: &str,
    path: &[&str],
    ask: &Ask<'_>,
    now: OffsetDateTime,
) -> Answer {
    match (method, path) {
        ("POST", []) => create(ledger, ask, now),
        ("GET", ["busca"]) => search(ledger, ask),
        ("GET", ["vendedores"]) => Ok(sellers(ledger)),
        ("GET", ["proximo-numero"]) => Ok(Reply::ok(next_number(ledger).into())),
        ("POST", ["exclusao-lote"]) => delete(ledger, ask),
        ("GET", [id]) => read(ledger, id),
        ("PUT", [id]) => replace(ledger, id, ask, now),
        ("GET", [id, "itens"]) => lines(ledger, id, ask),
        ("GET", [id, "imprimir"]) => print(ledger, id),
        _ => Err(Reply::no_such_page()),
    }
}

pub(super) fn next_number(ledger: &Ledger) -> i64 {
    let numbers = ledger.trade.sales.iter().map(|sale| sale.number);
    numbers.max().unwrap_or(0) + 1
}

fn create(ledger: &mut Ledger, ask: &Ask<'_>, now: OffsetDateTime) -> Answer {
    let body: SaleBody = ask.body()?;
    let number = body
        .numero
        .ok_or_else(|| Reply::bad("numero e obrigatorio"))?;
    // That a number is taken once only is inferred.
    if ledger.trade.sales.iter().any(|sale| sale.number == number) {
        return Err(Reply::bad("numero da venda ja utilizado"));
    }
    if !["EM_ANDAMENTO", "APROVADO"].contains(&body.situacao.as_deref().unwrap_or_default()) {
        return Err(Reply::bad("situacao invalida"));
    }
    let mut sale = sale_of(ledger, body, now)?;
    sale.id = ledger.issue(Record::Sale);
    record(ledger, &mut sale);
    let answer = created(&sale);
    ledger.trade.sales.push(sale);
    Ok(Reply::ok(answer))
}

fn replace(ledger: &mut Ledger, id: &str, ask: &Ask<'_>, now: OffsetDateTime) -> Answer {
    let body: SaleBody = ask.body()?;
    if body.versao.unwrap_or(0) == 0 {
        return Err(Reply::bad("versao deve ser informada"));
    }
    let situations = ["EM_ANDAMENTO", "APROVADO", "FATURADO", "CANCELADO"];
    if !situations.contains(&body.situacao.as_deref().unwrap_or_default()) {
        return Err(Reply::bad("situacao invalida"));
    }
    let place = find(ledger, id)?;
    let mut sale = sale_of(ledger, body, now)?;
    let old = ledger.trade.sales.get(place).ok_or_else(missing)?.clone();
    if is_paid(ledger, &old) {
        return Err(Reply::bad("venda possui parcelas baixadas"));
    }
    // Whatever version was named: production does not compare it.
    sale.version = old.version + 1;
    sale.id = old.id.clone();
    sale.legacy_id = old.legacy_id;
    sale.category_id = old.category_id.clone();
    sale.contract_id = old.contract_id.clone();
    sale.created_at = old.created_at;
    withdraw(ledger, &old);
    if sale.situation != "CANCELADO" {
        record(ledger, &mut sale);
    }
    let answer = Json::object([
        ("id", (&sale.id).into()),
        ("id_legado", sale.legacy_id.into()),
    ]);
    if let Some(kept) = ledger.trade.sales.get_mut(place) {
        *kept = sale;
    }
    Ok(Reply::ok(answer))
}

fn sale_of(ledger: &mut Ledger, body: SaleBody, now: OffsetDateTime) -> Result<Sale, Reply> {
    let customer_id = body.id_cliente.unwrap_or_default();
    if ledger.person(&customer_id).is_none() {
        return Err(Reply::bad("cliente nao encontrado"));
    }
    let items = items(body.itens)?;
    let payment = body
        .condicao_pagamento
        .ok_or_else(|| Reply::bad("condicao_pagamento e obrigatoria"))?;
    let due = payment
        .parcelas
        .into_iter()
        .map(|one| {
            let amount = one
                .valor
                .ok_or_else(|| Reply::bad("valor da parcela e obrigatorio"))?;
            Ok(Due {
                on: day(one.data_vencimento.as_deref(), "data_vencimento")?,
                cents: cents(amount, "valor")?,
                description: one.descricao,
            })
        })
        .collect::<Result<Vec<_>, Reply>>()?;
    let total = priced(&items, &body.composicao_de_valor)?.net;
    if due.is_empty() || due.iter().map(|one| one.cents).sum::<i64>() != total {
        return Err(Reply::bad("soma das parcelas difere do total da venda"));
    }
    let account_id = match payment.id_conta_financeira {
        Some(id) if ledger.account(&id).is_none() => {
            return Err(Reply::bad("conta financeira nao encontrada"));
        }
        Some(id) => id,
        None => ledger.first_account(),
    };
    let option = payment
        .opcao_condicao_pagamento
        .ok_or_else(|| Reply::bad("opcao_condicao_pagamento e obrigatoria"))?;
    ledger.trade.legacy_ids += 1;
    Ok(Sale {
        id: String::new(),
        legacy_id: ledger.trade.legacy_ids,
        number: body.numero.unwrap_or(0),
        date: day(body.data_venda.as_deref(), "data_venda")?,
        customer_id,
        seller_id: body.id_vendedor,
        category_id: body.id_categoria,
        situation: body.situacao.unwrap_or_default(),
        remarks: body.observacoes,
        payment_remarks: body.observacoes_pagamento,
        items,
        pricing: body.composicao_de_valor,
        total,
        method: payment.tipo_pagamento,
        account_id,
        option,
        due,
        contract_id: None,
        event_id: None,
        version: 1,
        created_at: now,
        changed_at: now,
    })
}

/// Deletes those that are there and were not paid for, and counts the others.
fn delete(ledger: &mut Ledger, ask: &Ask<'_>) -> Answer {
    let body: BatchBody = ask.body()?;
    if !body.has_a_fitting_number() {
        return Err(Reply::bad("ids deve conter de 1 a 10 itens"));
    }
    let mut deleted = 0;
    for id in &body.ids {
        let found = ledger.trade.sales.iter().find(|sale| sale.id == *id);
        let Some(sale) = found.cloned().filter(|sale| !is_paid(ledger, sale)) else {
            continue;
        };
        withdraw(ledger, &sale);
        ledger.trade.sales.retain(|kept| kept.id != sale.id);
        deleted += 1_usize;
    }
    Ok(Reply::ok(Json::object([
        ("atualizados", deleted.into()),
        ("ignorados", (body.ids.len() - deleted).into()),
    ])))
}

fn missing() -> Reply {
    Reply::complaint(404, "venda nao encontrada")
}

/// Its place, by UUID or legacy number.
fn find(ledger: &Ledger, id: &str) -> Result<usize, Reply> {
    let mut sales = ledger.trade.sales.iter();
    sales
        .position(|sale| sale.id == id || sale.legacy_id.to_string() == id)
        .ok_or_else(missing)
}

fn found<'a>(ledger: &'a Ledger, id: &str) -> Result<&'a Sale, Reply> {
    ledger
        .trade
        .sales
        .get(find(ledger, id)?)
        .ok_or_else(missing)
}

fn search(ledger: &Ledger, ask: &Ask<'_>) -> Answer {
    let page = ask.page(false)?;
    let mut found = Vec::new();
    for sale in &ledger.trade.sales {
        let kind = kind_of(sale);
        let numbers = ask.all("numeros");
        let approval = match sale.situation.as_str() {
            "CANCELADO" => "CANCELED",
            "EM_ANDAMENTO" => "WAITING_APPROVED",
            _ => "APPROVED",
        };
        let admitted = wanted(ask, sale.date, sale.created_at, sale.changed_at)?
            && listed(&ask.all("ids_clientes"), &sale.customer_id)
            && listed(
                &ask.all("ids_vendedores"),
                sale.seller_id.as_deref().unwrap_or_default(),
            )
            && listed(&ask.all("situacoes"), &sale.situation)
            && listed(&ask.all("tipos"), kind)
            && (numbers.is_empty() || numbers.contains(&sale.number.to_string().as_str()))
            && ask
                .text("totais")
                .is_none_or(|state| state == "ALL" || state == approval);
        if admitted {
            found.push(sale);
        }
    }
    found.sort_by_key(|sale| (sale.date, sale.number));
    if ask.text("campo_ordenado_descendente").is_some() {
        found.reverse();
    }
    let sum: i64 = found.iter().map(|sale| sale.total).sum();
    let total = found.len();
    let items = page.of(found).map(|sale| item(ledger, sale));
    Ok(Reply::ok(Json::object([
        ("totais", Json::object([("total", Json::money(sum))])),
        ("quantidades", Json::object([("total", total.into())])),
        ("total_itens", total.into()),
        ("itens", Json::list(items)),
    ])))
}

fn listed(wanted: &[&str], value: &str) -> bool {
    wanted.is_empty() || wanted.contains(&value)
}

fn read(ledger: &Ledger, id: &str) -> Answer {
    let sale = found(ledger, id)?;
    let customer = ledger.person(&sale.customer_id).map(|person| {
        Json::object([
            ("uuid", (&person.id).into()),
            ("documento", person.tax_id.as_ref().into()),
            ("nome", (&person.name).into()),
        ])
    });
    let event = sale
        .event_id
        .as_ref()
        .map(|id| Json::object([("id", id.into())]));
    let seller = sale
        .seller_id
        .as_deref()
        .and_then(|id| ledger.trade.seller(id));
    let contract = sale
        .contract_id
        .as_ref()
        .map(|id| Json::object([("uuid", id.into())]));
    Ok(Reply::ok(Json::object([
        ("cliente", customer.into()),
        ("evento_financeiro", event.into()),
        ("notificacao", Json::Null),
        ("natureza_operacao", Json::Null),
        ("venda", negotiation(sale)?),
        ("vendedor", seller.map(|one| one.json()).into()),
        ("contrato", contract.into()),
    ])))
}

/// The lines of a sale, by UUID only.
fn lines(ledger: &Ledger, id: &str, ask: &Ask<'_>) -> Answer {
    let page = ask.page(false)?;
    let sale = found(ledger, id)?;
    if sale.id != id {
        return Err(Reply::bad("id_venda deve ser um UUID"));
    }
    let total = sale.items.len();
    let items = page.of(&sale.items).map(Line::json);
    let counts = Json::object([("quantidade_produtos", total.into())]);
    Ok(envelope("itens", total, items, Some(counts)))
}

fn sellers(ledger: &Ledger) -> Reply {
    Reply::ok(Json::list(
        ledger.trade.sellers.iter().map(|one| one.json()),
    ))
}

/// As little of a PDF as readers open.
fn print(ledger: &Ledger, id: &str) -> Answer {
    let sale = found(ledger, id)?;
    let day = day_in_brasilia(sale.created_at);
    Ok(Reply::pdf(format!(
        "%PDF-1.4\n% Venda {} de {day}\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n\
         2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n\
         3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n\
         trailer<</Root 1 0 R>>\n%%EOF\n",
        sale.number
    )))
}
