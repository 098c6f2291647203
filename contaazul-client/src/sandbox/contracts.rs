//! Contracts, and the sales they make.

use serde::Deserialize;
use time::util::days_in_month;
use time::{Date, Month, OffsetDateTime};

use super::json::Json;
use super::ledger::{Ledger, Record, day_in_brasilia};
use super::request::{Answer, Ask, Reply, envelope};
use super::sales::{self, Due, Sale, receivable};
use super::trade::{ItemBody, PricingBody, day, items, priced};

#[derive(Clone, Debug)]
pub(super) struct Contract {
    id: String,
    number: i64,
    customer_id: String,
    seller_id: Option<String>,
    account_id: String,
    status: &'static str,
    start: Date,
    end: Date,
    expiry: String,
    frequency: String,
    interval: i32,
    issue_day: u8,
    due_day: u8,
    method: String,
    /// What was given as `observacoes`.
    remarks: Option<String>,
    total: i64,
    planned: usize,
}

#[derive(Debug, Deserialize)]
struct ContractBody {
    id_cliente: Option<String>,
    id_vendedor: Option<String>,
    id_categoria: Option<String>,
    observacoes: Option<String>,
    termos: Option<TermsBody>,
    condicao_pagamento: Option<PaymentBody>,
    #[serde(default)]
    itens: Vec<ItemBody>,
    #[serde(default)]
    composicao_de_valor: PricingBody,
}

#[derive(Debug, Deserialize)]
struct TermsBody {
    tipo_frequencia: String,
    intervalo_frequencia: i32,
    tipo_expiracao: String,
    data_inicio: String,
    data_fim: String,
    dia_emissao_venda: u8,
    numero: i64,
}

#[derive(Debug, Deserialize)]
struct PaymentBody {
    tipo_pagamento: String,
    dia_vencimento: u8,
    primeira_data_vencimento: String,
    id_conta_financeira: Option<String>,
}

/// More than this is a year mistaken, and would take for ever.
const MOST_SALES: usize = 600;

/// This family words refusals in an envelope of its own.
pub(super) fn answer(
    ledger: &mut Ledger,
    method: &str,
    path: &[&str],
    ask: &Ask<'_>,
    now: OffsetDateTime,
) -> Answer {
    let answer = match (method, path) {
        ("GET", []) => list(ledger, ask, day_in_brasilia(now)),
        ("POST", []) => create(ledger, ask, now),
        ("GET", ["proximo-numero"]) => {
            let numbers = ledger.trade.contracts.iter().map(|one| one.number);
            Ok(Reply::ok((numbers.max().unwrap_or(0) + 1).into()))
        }
        ("GET", [id]) => read(ledger, id, day_in_brasilia(now)),
        ("DELETE", [id]) => delete(ledger, id),
        ("POST", [id, "encerrar"]) => end(ledger, id, day_in_brasilia(now)),
        _ => Err(Reply::no_such_page()),
    };
    answer.map_err(Reply::with_error_alone)
}

/// What was sent, known to be sound.
struct Agreed {
    contract: Contract,
    category_id: Option<String>,
    items: Vec<super::trade::Line>,
    pricing: PricingBody,
    first_due: Date,
}

fn create(ledger: &mut Ledger, ask: &Ask<'_>, now: OffsetDateTime) -> Answer {
    let body: ContractBody = ask.body()?;
    let mut agreed = agreed(ledger, body)?;
    agreed.contract.id = ledger.issue(Record::Contract);
    let contract = &mut agreed.contract;
    let days = issue_days(contract);
    if days.len() > MOST_SALES {
        return Err(Reply::bad("contrato com vendas demais"));
    }
    contract.planned = days.len();
    let contract = contract.clone();
    for (nth, date) in days.into_iter().enumerate() {
        let mut sale = scheduled_sale(ledger, &agreed, nth, date, now);
        receivable::record(ledger, &mut sale);
        ledger.trade.sales.push(sale);
    }
    ledger.trade.legacy_ids += 1;
    let answer = Json::object([
        ("id", (&contract.id).into()),
        ("id_legado", ledger.trade.legacy_ids.into()),
    ]);
    ledger.trade.contracts.push(contract);
    Ok(Reply::json(201, answer))
}

fn agreed(ledger: &mut Ledger, body: ContractBody) -> Result<Agreed, Reply> {
    let terms = body
        .termos
        .ok_or_else(|| Reply::bad("termos sao obrigatorios"))?;
    let payment = body
        .condicao_pagamento
        .ok_or_else(|| Reply::bad("condicao_pagamento e obrigatoria"))?;
    let customer_id = body.id_cliente.unwrap_or_default();
    if ledger.person(&customer_id).is_none() {
        return Err(Reply::bad("cliente nao encontrado"));
    }
    let (start, end) = (
        day(Some(&terms.data_inicio), "data_inicio")?,
        day(Some(&terms.data_fim), "data_fim")?,
    );
    let fits = (1..=60).contains(&terms.intervalo_frequencia)
        && (1..=31).contains(&terms.dia_emissao_venda)
        && (1..=31).contains(&payment.dia_vencimento)
        && ["MENSAL", "ANUAL"].contains(&terms.tipo_frequencia.as_str())
        && ["DATA", "NUNCA"].contains(&terms.tipo_expiracao.as_str())
        && terms.numero >= 1
        && start <= end;
    if !fits {
        return Err(Reply::bad("termos invalidos"));
    }
    let mut contracts = ledger.trade.contracts.iter();
    if contracts.any(|known| known.number == terms.numero) {
        return Err(Reply::bad("numero do contrato ja utilizado"));
    }
    let items = items(body.itens)?;
    let total = priced(&items, &body.composicao_de_valor)?.net;
    let account_id = match payment.id_conta_financeira {
        Some(id) if ledger.account(&id).is_none() => {
            return Err(Reply::bad("conta financeira nao encontrada"));
        }
        Some(id) => id,
        None => ledger.first_account(),
    };
    Ok(Agreed {
        contract: Contract {
            id: String::new(),
            number: terms.numero,
            customer_id,
            seller_id: body.id_vendedor,
            account_id,
            status: "ATIVO",
            start,
            end,
            expiry: terms.tipo_expiracao,
            frequency: terms.tipo_frequencia,
            interval: terms.intervalo_frequencia,
            issue_day: terms.dia_emissao_venda,
            due_day: payment.dia_vencimento,
            method: payment.tipo_pagamento,
            remarks: body.observacoes,
            total,
            planned: 0,
        },
        category_id: body.id_categoria,
        items,
        pricing: body.composicao_de_valor,
        first_due: day(
            Some(&payment.primeira_data_vencimento),
            "primeira_data_vencimento",
        )?,
    })
}

impl Contract {
    fn months_between_sales(&self) -> i32 {
        match self.frequency.as_str() {
            "ANUAL" => 12 * self.interval,
            _ => self.interval,
        }
    }
}

/// The days of all sales: to the last day or, without expiry, those of two years with both ends,
/// which makes 25 of a month each as measured in production.
fn issue_days(contract: &Contract) -> Vec<Date> {
    let step = contract.months_between_sales();
    let months = match contract.expiry.as_str() {
        "NUNCA" => 24,
        _ => months_of(contract.end) - months_of(contract.start),
    };
    (0..=months / step)
        .filter_map(|nth| moved(contract.start, nth * step, contract.issue_day))
        .filter(|day| contract.expiry == "NUNCA" || *day <= contract.end)
        .collect()
}

fn months_of(day: Date) -> i32 {
    day.year() * 12 + i32::from(u8::from(day.month()))
}

/// The day so many months on, or the last of its month when that has no such day.
fn moved(from: Date, months: i32, day: u8) -> Option<Date> {
    let months = months_of(from) - 1 + months;
    let month = u8::try_from(months.rem_euclid(12) + 1).ok()?;
    let (year, month) = (months.div_euclid(12), Month::try_from(month).ok()?);
    let day = day.min(days_in_month(month, year));
    Date::from_calendar_date(year, month, day).ok()
}

fn scheduled_sale(
    ledger: &mut Ledger,
    agreed: &Agreed,
    nth: usize,
    date: Date,
    now: OffsetDateTime,
) -> Sale {
    let contract = &agreed.contract;
    let months = i32::try_from(nth).unwrap_or_default() * contract.months_between_sales();
    let due = match nth {
        0 => Some(agreed.first_due),
        _ => moved(agreed.first_due, months, contract.due_day),
    };
    ledger.trade.legacy_ids += 1;
    Sale {
        id: ledger.issue(Record::Sale),
        legacy_id: ledger.trade.legacy_ids,
        number: sales::next_number(ledger),
        date,
        customer_id: contract.customer_id.clone(),
        seller_id: contract.seller_id.clone(),
        category_id: agreed.category_id.clone(),
        situation: "CONTRATO".to_owned(),
        remarks: None,
        payment_remarks: contract.remarks.clone(),
        items: agreed.items.clone(),
        pricing: agreed.pricing.clone(),
        total: contract.total,
        method: Some(contract.method.clone()),
        account_id: contract.account_id.clone(),
        option: "À vista".to_owned(),
        due: vec![Due {
            on: due.unwrap_or(date),
            cents: contract.total,
            description: None,
        }],
        contract_id: Some(contract.id.clone()),
        event_id: None,
        version: 1,
        created_at: now,
        changed_at: now,
    }
}

/// Contracts with a day in the period. Which days production looks at is not documented.
fn list(ledger: &Ledger, ask: &Ask<'_>, today: Date) -> Answer {
    let page = ask.page(false)?;
    let (from, to) = (
        ask.required_date("data_inicio")?,
        ask.required_date("data_fim")?,
    );
    // Several values come as repeated keys or as one list with commas.
    let several = |name: &str| -> Vec<String> {
        let values = ask.all(name);
        let values = values.iter().flat_map(|text| text.split(','));
        values.map(str::to_owned).collect()
    };
    let (customers, methods) = (several("cliente_id"), several("tipo_pagamento"));
    let among = |wanted: &[String], value: &String| wanted.is_empty() || wanted.contains(value);
    let state = ask.text("status").unwrap_or("TODOS");
    let mut found: Vec<_> = ledger
        .trade
        .contracts
        .iter()
        .filter(|one| one.start <= to && (one.end >= from || one.expiry == "NUNCA"))
        .filter(|one| among(&customers, &one.customer_id) && among(&methods, &one.method))
        .filter(|one| match state {
            "TODOS" => one.status != "DELETADO",
            "PROXIMO_AO_VENCIMENTO" => {
                one.status == "ATIVO" && (one.end - today).whole_days() <= 30
            }
            state => one.status == state,
        })
        .collect();
    found.sort_by_key(|one| one.start);
    if ask.text("campo_ordenado_descendente").is_some() {
        found.reverse();
    }
    let total = found.len();
    let items = page.of(found).map(|one| item(ledger, one, today));
    Ok(envelope("itens", total, items, None))
}

/// Sales of a contract that were made by today, and those to come.
fn sales_of<'a>(
    ledger: &'a Ledger,
    contract: &Contract,
    today: Date,
) -> (Vec<&'a Sale>, Vec<&'a Sale>) {
    ledger
        .trade
        .sales
        .iter()
        .filter(|sale| sale.contract_id.as_ref() == Some(&contract.id))
        .partition(|sale| sale.date <= today)
}

fn due_day(sale: &Sale) -> Json {
    sale.due.first().map(|due| Json::date(due.on)).into()
}

fn customer(ledger: &Ledger, contract: &Contract) -> Json {
    let person = ledger.person(&contract.customer_id);
    person
        .map(|one| Json::object([("id", (&one.id).into()), ("nome", (&one.name).into())]))
        .into()
}

fn item(ledger: &Ledger, contract: &Contract, today: Date) -> Json {
    let (made, to_come) = sales_of(ledger, contract, today);
    let next = to_come.first();
    let account = ledger.account(&contract.account_id).map(|account| {
        Json::object([
            ("id", (&account.id).into()),
            ("tipo", (&account.kind).into()),
        ])
    });
    Json::object([
        ("id", (&contract.id).into()),
        ("numero", contract.number.into()),
        ("status", contract.status.into()),
        ("cliente", customer(ledger, contract)),
        ("data_inicio", Json::date(contract.start)),
        (
            "termos",
            Json::object([
                ("data_fim", Json::date(contract.end)),
                ("tipo_expiracao", (&contract.expiry).into()),
                ("vigencia_atual", made.len().into()),
                ("vigencia_total", contract.planned.into()),
            ]),
        ),
        ("tipo_pagamento", (&contract.method).into()),
        ("conta_financeira", account.into()),
        ("proximo_vencimento", next.map(|sale| due_day(sale)).into()),
        ("total_proximo_vencimento", Json::money(contract.total)),
        ("total", Json::money(contract.total)),
    ])
}

fn read(ledger: &Ledger, id: &str, today: Date) -> Answer {
    let mut contracts = ledger.trade.contracts.iter();
    // Not 404, as measured in production.
    let contract = contracts
        .find(|one| one.id == id)
        .ok_or_else(|| Reply::complaint(500, "erro interno"))?;
    let (made, to_come) = sales_of(ledger, contract, today);
    let (last, next) = (made.last(), to_come.first());
    let seller = contract.seller_id.as_deref();
    let seller = seller.and_then(|id| ledger.trade.seller(id));
    let account = ledger.account(&contract.account_id);
    Ok(Reply::ok(Json::object([
        ("id", (&contract.id).into()),
        ("status", contract.status.into()),
        ("cliente", customer(ledger, contract)),
        ("vendedor", seller.map(|one| one.json()).into()),
        (
            "termos",
            Json::object([
                ("numero", contract.number.into()),
                ("data_inicio", Json::date(contract.start)),
                ("data_fim", Json::date(contract.end)),
                ("tipo_expiracao", (&contract.expiry).into()),
                ("tipo_frequencia", (&contract.frequency).into()),
                ("intervalo_frequencia", i64::from(contract.interval).into()),
                ("dia_emissao_venda", i64::from(contract.issue_day).into()),
            ]),
        ),
        (
            "configuracao_recorrencia",
            Json::object([
                ("vigencia_restante", to_come.len().into()),
                ("vigencia_total", contract.planned.into()),
            ]),
        ),
        (
            "composicao_valor",
            Json::object([("valor_liquido", Json::money(contract.total))]),
        ),
        (
            "condicao_pagamento",
            Json::object([
                ("tipo_pagamento", (&contract.method).into()),
                ("nome_conta_financeira", account.map(|one| &one.name).into()),
                ("dia_vencimento", i64::from(contract.due_day).into()),
                // Given as the contract's own remarks.
                ("observacoes_pagamento", contract.remarks.as_ref().into()),
            ]),
        ),
        (
            "data_ultima_emissao",
            last.map(|sale| Json::date(sale.date)).into(),
        ),
        (
            "data_proxima_emissao",
            next.map(|sale| Json::date(sale.date)).into(),
        ),
        (
            "data_proximo_vencimento",
            next.map(|sale| due_day(sale)).into(),
        ),
        (
            "id_ultima_venda_confirmada",
            last.map(|sale| &sale.id).into(),
        ),
        (
            "id_proxima_venda_agendada",
            next.map(|sale| &sale.id).into(),
        ),
        ("local_prestacao_servico", Json::Null),
        ("observacoes", Json::Null),
    ])))
}

/// Marks it deleted and takes all its sales away.
fn delete(ledger: &mut Ledger, id: &str) -> Answer {
    close(ledger, id, "DELETADO", |_| true)
}

/// Ends it; that sales to come go with it is inferred.
fn end(ledger: &mut Ledger, id: &str, today: Date) -> Answer {
    close(ledger, id, "INATIVO", |sale| sale.date > today)
}

fn close(
    ledger: &mut Ledger,
    id: &str,
    status: &'static str,
    goes: impl Fn(&Sale) -> bool,
) -> Answer {
    let mut contracts = ledger.trade.contracts.iter_mut();
    let contract = contracts
        .find(|one| one.id == id && one.status != "DELETADO")
        .ok_or_else(|| Reply::complaint(404, "contrato nao encontrado"))?;
    contract.status = status;
    let (gone, kept): (Vec<_>, Vec<_>) = std::mem::take(&mut ledger.trade.sales)
        .into_iter()
        .partition(|sale| sale.contract_id.as_deref() == Some(id) && goes(sale));
    ledger.trade.sales = kept;
    for sale in &gone {
        receivable::withdraw(ledger, sale);
    }
    Ok(Reply::empty(204))
}
