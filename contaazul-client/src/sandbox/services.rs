//! Services.

use client_core::money::Amount;
use serde::Deserialize;

use super::json::Json;
use super::ledger::{Ledger, Record};
use super::request::{Answer, Ask, PageAsked, Reply};

/// A service of a [`Company`](super::Company).
#[derive(Clone, Debug)]
#[must_use]
pub struct Service {
    id: String,
    number: i64,
    name: String,
    code: Option<String>,
    price: Option<Amount>,
    cost: Option<Amount>,
    kind: String,
    active: bool,
    deleted: bool,
}

impl Service {
    /// A service that the company provides at a price in cents.
    pub fn provided(name: &str, price_cents: i64) -> Self {
        Self::of_kind(name, "PRESTADO", price_cents)
    }

    /// A service that the company takes at a price in cents.
    pub fn taken(name: &str, price_cents: i64) -> Self {
        Self::of_kind(name, "TOMADO", price_cents)
    }

    fn of_kind(name: &str, kind: &str, price_cents: i64) -> Self {
        Self {
            id: String::new(),
            number: 0,
            name: name.to_owned(),
            code: None,
            price: Some(Amount::from_cents(price_cents)),
            cost: None,
            kind: kind.to_owned(),
            active: true,
            deleted: false,
        }
    }
}

/// The services of a company, deleted ones included.
#[derive(Clone, Debug, Default)]
pub(super) struct Services {
    all: Vec<Service>,
}

impl Ledger {
    /// Gives a service its id and number and keeps it.
    pub(super) fn add_service(&mut self, mut service: Service) -> Json {
        service.id = self.issue(Record::Service);
        let before = i64::try_from(self.services.all.len()).unwrap_or_default();
        service.number = 7_001 + before;
        let json = json(&service);
        self.services.all.push(service);
        json
    }
}

pub(super) fn answer(ledger: &mut Ledger, method: &str, path: &[&str], ask: &Ask<'_>) -> Answer {
    let answer = match (method, path) {
        ("GET", []) => list(ledger, ask),
        ("POST", []) => create(ledger, ask),
        ("DELETE", []) => delete(ledger, ask),
        ("GET", [id]) => find(ledger, id).map(|service| Reply::ok(json(service))),
        ("PATCH", [id]) => change(ledger, id, ask),
        _ => return Err(Reply::no_such_page()),
    };
    answer.map_err(Reply::with_error_alone)
}

fn find<'a>(ledger: &'a mut Ledger, id: &str) -> Result<&'a mut Service, Reply> {
    let mut all = ledger.services.all.iter_mut();
    all.find(|service| service.id == id)
        .ok_or_else(|| Reply::complaint(404, "servico nao encontrado"))
}

fn json(service: &Service) -> Json {
    let status = if service.active { "ATIVO" } else { "INATIVO" };
    Json::object([
        ("id", (&service.id).into()),
        ("id_servico", service.number.into()),
        ("codigo", service.code.as_ref().into()),
        ("descricao", (&service.name).into()),
        ("preco", service.price.into()),
        ("custo", service.cost.into()),
        ("status", status.into()),
        ("tipo_servico", (&service.kind).into()),
        ("lista_cenario_tributario", Json::list([])),
    ])
}

/// Pages of at most 100, in an envelope of their own; no filter but a text.
fn list(ledger: &Ledger, ask: &Ask<'_>) -> Answer {
    let page = ask.page(false)?;
    if page.size > 100 {
        return Err(Reply::bad("tamanho_pagina deve ser 10, 20, 50 ou 100"));
    }
    let text = ask.text("busca_textual").map(str::to_lowercase);
    let found: Vec<_> = ledger
        .services
        .all
        .iter()
        .filter(|one| !one.deleted)
        .filter(|one| {
            let holds = |text: &String| {
                let code = one.code.as_deref().unwrap_or_default();
                one.name.to_lowercase().contains(text) || code.to_lowercase().contains(text)
            };
            text.as_ref().is_none_or(holds)
        })
        .collect();
    let pages = pagination(page, found.len());
    let items = Json::list(page.of(found).map(json));
    Ok(Reply::ok(Json::object([
        ("itens", items),
        ("paginacao", pages),
    ])))
}

fn pagination(page: PageAsked, total: usize) -> Json {
    Json::object([
        ("pagina_atual", page.number.into()),
        ("tamanho_pagina", page.size.into()),
        ("total_itens", total.into()),
        ("total_paginas", total.div_ceil(page.size).into()),
    ])
}

#[derive(Debug, Deserialize)]
struct Body {
    descricao: Option<String>,
    status: Option<String>,
    tipo_servico: Option<String>,
    codigo: Option<String>,
    preco: Option<Amount>,
    custo: Option<Amount>,
}

impl Body {
    fn active(&self) -> Result<Option<bool>, Reply> {
        match self.status.as_deref() {
            None => Ok(None),
            Some("ATIVO") => Ok(Some(true)),
            Some("INATIVO") => Ok(Some(false)),
            Some(_) => Err(Reply::bad("status invalido")),
        }
    }

    fn kind(&self) -> Result<Option<String>, Reply> {
        let kind = self.tipo_servico.clone();
        let is_known = |kind: &String| ["PRESTADO", "TOMADO", "AMBOS"].contains(&kind.as_str());
        match kind.as_ref().is_none_or(is_known) {
            true => Ok(kind),
            false => Err(Reply::bad("tipo_servico invalido")),
        }
    }
}

fn create(ledger: &mut Ledger, ask: &Ask<'_>) -> Answer {
    let body: Body = ask.body()?;
    let missing = |field: &str| Reply::bad(format!("{field} e obrigatorio"));
    let active = body.active()?.ok_or_else(|| missing("status"))?;
    let kind = body.kind()?.ok_or_else(|| missing("tipo_servico"))?;
    let name = body.descricao.filter(|name| !name.is_empty());
    let service = Service {
        code: body.codigo,
        price: body.preco,
        cost: body.custo,
        active,
        ..Service::of_kind(&name.ok_or_else(|| missing("descricao"))?, &kind, 0)
    };
    Ok(Reply::json(201, ledger.add_service(service)))
}

fn change(ledger: &mut Ledger, id: &str, ask: &Ask<'_>) -> Answer {
    let body: Body = ask.body()?;
    let (active, kind) = (body.active()?, body.kind()?);
    let service = find(ledger, id)?;
    service.active = active.unwrap_or(service.active);
    service.kind = kind.unwrap_or_else(|| service.kind.clone());
    service.name = body.descricao.unwrap_or_else(|| service.name.clone());
    service.code = body.codigo.or(service.code.take());
    service.price = body.preco.or(service.price);
    service.cost = body.custo.or(service.cost);
    Ok(Reply::empty(204))
}

#[derive(Debug, Deserialize)]
struct Batch {
    ids: Vec<i64>,
}

/// Deletes by number, and only so far that a service leaves the list.
fn delete(ledger: &mut Ledger, ask: &Ask<'_>) -> Answer {
    let Batch { ids } = ask.body()?;
    if ids.is_empty() {
        return Err(Reply::bad("ids e obrigatorio"));
    }
    let named = ledger
        .services
        .all
        .iter_mut()
        .filter(|one| ids.contains(&one.number));
    named.for_each(|service| service.deleted = true);
    Ok(Reply::empty(204))
}
