//! Products, and what they refer to.

use client_core::money::Amount;
use client_core::wire;
use serde::Deserialize;
use serde_json::value::RawValue;
use time::{Date, OffsetDateTime};

use super::json::Json;
use super::ledger::{Ledger, Record, at};
use super::product_catalog::{self as catalog, Row};
use super::request::{Answer, Ask, Reply};

/// A product of a [`Company`](super::Company), under the category "Outras".
#[derive(Clone, Debug)]
#[must_use]
pub struct Product {
    pub(super) id: String,
    pub(super) number: i64,
    pub(super) version: i64,
    pub(super) name: String,
    pub(super) sku: String,
    pub(super) ean: Option<String>,
    pub(super) description: Option<String>,
    pub(super) active: bool,
    pub(super) format: String,
    pub(super) stock: Stock,
    pub(super) size: Size,
    pub(super) category: &'static Row,
    pub(super) cost_center_id: Option<String>,
    pub(super) unit: Option<&'static Row>,
    pub(super) taxes: Taxes,
    pub(super) kit: Option<Kit>,
    pub(super) unit_conversions: Option<Box<RawValue>>,
    pub(super) variation: Option<Box<RawValue>>,
    pub(super) ecommerce: Option<Box<RawValue>>,
    pub(super) changed_at: OffsetDateTime,
}

/// The `estoque` of a request.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Stock {
    pub(super) valor_venda: Option<Amount>,
    pub(super) custo_medio: Option<Amount>,
    pub(super) estoque_disponivel: Option<Amount>,
    pub(super) estoque_minimo: Option<Amount>,
    pub(super) estoque_maximo: Option<Amount>,
}

/// The `pesos_dimensoes` of a request.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct Size {
    pub(super) altura: Option<Amount>,
    pub(super) largura: Option<Amount>,
    pub(super) profundidade: Option<Amount>,
    peso_bruto: Option<Amount>,
    peso_liquido: Option<Amount>,
    volumes: Option<i64>,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Taxes {
    ncm: Option<&'static Row>,
    cest: Option<&'static Row>,
    unit: Option<&'static Row>,
    origin: Option<String>,
    kind: Option<String>,
}

/// The `detalhe_kit` of a request.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Kit {
    valor_venda: Amount,
    itens: Vec<Box<RawValue>>,
}

/// The products of a company.
#[derive(Clone, Debug, Default)]
pub(super) struct Products {
    pub(super) all: Vec<Product>,
    pub(super) has_ecommerce: bool,
}

/// The day products last changed that were not touched by a request.
const LONG_AGO: Date = time::macros::date!(2025 - 01 - 02);

impl Product {
    /// A product by name, code and selling price in cents.
    pub fn new(name: &str, sku: &str, price_cents: i64) -> Self {
        Self {
            id: String::new(),
            number: 0,
            version: 0,
            name: name.to_owned(),
            sku: sku.to_owned(),
            ean: None,
            description: None,
            active: true,
            format: "SIMPLES".to_owned(),
            stock: Stock {
                valor_venda: Some(Amount::from_cents(price_cents)),
                ..Stock::default()
            },
            size: Size::default(),
            category: &catalog::OTHERS,
            cost_center_id: None,
            unit: None,
            taxes: Taxes::default(),
            kit: None,
            unit_conversions: None,
            variation: None,
            ecommerce: None,
            changed_at: at(LONG_AGO, 9),
        }
    }

    /// How many there are, in whole units.
    pub fn stock(mut self, units: i32) -> Self {
        self.stock.estoque_disponivel = Amount::parse(&units.to_string()).ok();
        self
    }

    /// Takes it out of use.
    pub fn inactive(mut self) -> Self {
        self.active = false;
        self
    }

    /// When it last changed.
    pub fn changed_at(mut self, moment: OffsetDateTime) -> Self {
        self.changed_at = moment;
        self
    }

    pub(super) fn deactivate(&mut self, now: OffsetDateTime) {
        (self.active, self.changed_at) = (false, now);
    }

    pub(super) fn status(&self) -> &'static str {
        if self.active { "ATIVO" } else { "INATIVO" }
    }

    pub(super) fn price(&self) -> Amount {
        self.stock.valor_venda.unwrap_or_default()
    }

    pub(super) fn available(&self) -> Amount {
        self.stock.estoque_disponivel.unwrap_or_default()
    }

    pub(super) fn level(&self) -> &'static str {
        let stock = &self.stock;
        if stock
            .estoque_minimo
            .is_some_and(|least| self.available() <= least)
        {
            "MINIMO"
        } else if stock
            .estoque_maximo
            .is_some_and(|most| self.available() >= most)
        {
            "MAXIMO"
        } else {
            "PADRAO"
        }
    }

    pub(super) fn holds(&self, text: &str) -> bool {
        let text = text.to_lowercase();
        self.name.to_lowercase().contains(&text) || self.sku.to_lowercase().contains(&text)
    }
}

impl Ledger {
    /// Gives a product its id and number, and a code if it has none, and keeps it.
    pub(super) fn add_product(&mut self, mut product: Product) -> String {
        product.id = self.issue(Record::Product);
        let place = self.products.all.len();
        product.number = 4_001 + i64::try_from(place).unwrap_or_default();
        if product.sku.is_empty() {
            product.sku = format!("P{}", product.number);
        }
        let id = product.id.clone();
        self.products.all.push(product);
        id
    }
}

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
        ("GET", ["ecommerce-categorias"]) => {
            catalog::ecommerce_categories(ledger.products.has_ecommerce, ask)
        }
        ("GET", [register]) if catalog::has(register) => catalog::list(register, ask),
        ("GET", [id]) => find(ledger, id).map(|product| Reply::ok(detail(product))),
        ("PATCH", [id]) => change(ledger, id, ask, now),
        ("DELETE", [id]) => delete(ledger, id),
        _ => return Err(Reply::no_such_page()),
    };
    answer.map_err(Reply::with_error_alone)
}

fn unknown() -> Reply {
    Reply::complaint(404, "produto nao encontrado")
}

pub(super) fn find<'a>(ledger: &'a mut Ledger, id: &str) -> Result<&'a mut Product, Reply> {
    let mut all = ledger.products.all.iter_mut();
    all.find(|product| product.id == id).ok_or_else(unknown)
}

/// A list of what is in use unless asked otherwise.
fn list(ledger: &Ledger, ask: &Ask<'_>) -> Answer {
    let page = ask.page(false)?;
    let status = ask.text("status").unwrap_or("ATIVO");
    if !["ATIVO", "INATIVO"].contains(&status) {
        return Err(Reply::bad("status invalido"));
    }
    let changed = ask.whole_window("data_alteracao_de", "data_alteracao_ate")?;
    let from = price(ask, "valor_venda_inicial")?;
    let to = price(ask, "valor_venda_final")?;
    let mut found: Vec<_> = ledger
        .products
        .all
        .iter()
        .filter(|one| one.status() == status)
        .filter(|one| ask.text("busca").is_none_or(|text| one.holds(text)))
        .filter(|one| ask.text("sku").is_none_or(|sku| one.sku == sku))
        .filter(|one| one.kit.is_some() || !ask.is_true("produtos_kit_ativo"))
        .filter(|one| is_shown(one) || !ask.is_true("integracao_ecommerce_ativo"))
        .filter(|one| from.is_none_or(|from| one.price() >= from))
        .filter(|one| to.is_none_or(|to| one.price() <= to))
        .filter(|one| changed.is_none_or(|(from, to)| (from..=to).contains(&one.changed_at)))
        .collect();
    sort(&mut found, ask);
    let total = found.len();
    let items = Json::list(page.of(found).map(summary));
    Ok(Reply::ok(Json::object([
        ("items", items),
        ("totalItems", total.into()),
    ])))
}

pub(super) fn price(ask: &Ask<'_>, name: &str) -> Result<Option<Amount>, Reply> {
    let text = ask.text(name);
    let price =
        text.map(|text| Amount::parse(text).map_err(|_| Reply::bad(format!("{name} invalido"))));
    price.transpose()
}

pub(super) fn sort(found: &mut [&Product], ask: &Ask<'_>) {
    found.sort_by(|a, b| match ask.text("campo_ordenacao") {
        Some("CODIGO") => a.sku.cmp(&b.sku),
        Some("VALOR_VENDA") => a.price().cmp(&b.price()),
        Some("ESTOQUE") => a.available().cmp(&b.available()),
        _ => a.name.cmp(&b.name),
    });
    if ask.text("direcao_ordenacao") == Some("DESC") {
        found.reverse();
    }
}

/// Whether the e-commerce shows it.
fn is_shown(product: &Product) -> bool {
    #[derive(Deserialize)]
    struct Shown {
        integracao_ativa: Option<bool>,
    }
    let raw = product.ecommerce.as_ref().map(|raw| raw.get());
    let shown = raw.and_then(|raw| serde_json::from_str::<Shown>(raw).ok());
    shown.and_then(|shown| shown.integracao_ativa) == Some(true)
}

fn instant(moment: OffsetDateTime) -> Json {
    let utc = moment.to_offset(time::UtcOffset::UTC);
    wire::instant::format(utc).map_or(Json::Null, Json::Text)
}

fn raw(raw: Option<&RawValue>) -> Json {
    raw.map_or(Json::Null, |raw| Json::Raw(raw.get().to_owned()))
}

fn summary(product: &Product) -> Json {
    let stock = &product.stock;
    let kind = match (&product.kit, product.format.as_str()) {
        (Some(_), _) => "KIT_PRODUTO",
        (None, "VARIACAO") => "VARIACAO_PRODUTO",
        (None, _) => "PRODUTO",
    };
    Json::object([
        ("id", (&product.id).into()),
        ("id_legado", product.number.into()),
        ("nome", (&product.name).into()),
        ("codigo", (&product.sku).into()),
        ("ean", product.ean.as_ref().into()),
        ("tipo", kind.into()),
        ("status", product.status().into()),
        ("saldo", product.available().into()),
        ("custo_medio", stock.custo_medio.into()),
        ("valor_venda", stock.valor_venda.into()),
        ("estoque_minimo", stock.estoque_minimo.into()),
        ("estoque_maximo", stock.estoque_maximo.into()),
        ("nivel_estoque", product.level().into()),
        ("movido", false.into()),
        ("integracao_ecommerce_ativada", is_shown(product).into()),
        ("produtos_variacao", Json::Null),
        ("ultima_atualizacao", instant(product.changed_at)),
    ])
}

/// A product in full: limits of its stock are in camel case, and the words for a kit's parts and
/// for unit conversions are others than creation takes.
fn detail(product: &Product) -> Json {
    let (stock, taxes, size) = (&product.stock, &product.taxes, &product.size);
    let row = |row: Option<&'static Row>| row.map_or(Json::Null, Row::reference);
    let kit = product.kit.as_ref().map(|kit| {
        let items = kit.itens.iter().map(|item| raw(Some(item)));
        Json::object([
            ("items", Json::list(items)),
            ("valor_venda_kit", kit.valor_venda.into()),
        ])
    });
    Json::object([
        ("id", (&product.id).into()),
        ("id_legado", product.number.into()),
        ("versao", product.version.into()),
        ("ativo", product.active.into()),
        ("status", product.status().into()),
        ("nome", (&product.name).into()),
        ("descricao", product.description.as_ref().into()),
        ("codigo_sku", (&product.sku).into()),
        ("codigo_ean", product.ean.as_ref().into()),
        ("formato", (&product.format).into()),
        ("categoria", product.category.category()),
        ("id_centro_custo", product.cost_center_id.as_ref().into()),
        (
            "estoque",
            Json::object([
                ("valor_venda", stock.valor_venda.into()),
                ("custo_medio", stock.custo_medio.into()),
                ("quantidade_disponivel", product.available().into()),
                ("quantidade_reservada", Amount::ZERO.into()),
                ("quantidade_total", product.available().into()),
                ("minimumStock", stock.estoque_minimo.into()),
                ("maximumStock", stock.estoque_maximo.into()),
            ]),
        ),
        (
            "fiscal",
            Json::object([
                ("ncm", row(taxes.ncm)),
                ("cest", row(taxes.cest)),
                ("unidade_medida", taxes.unit.map_or(Json::Null, Row::unit)),
                ("origem", taxes.origin.as_ref().into()),
                ("tipo_produto", taxes.kind.as_ref().into()),
            ]),
        ),
        ("unidade_medida", product.unit.map_or(Json::Null, Row::unit)),
        (
            "pesos_dimensoes",
            Json::object([
                ("altura", size.altura.into()),
                ("largura", size.largura.into()),
                ("profundidade", size.profundidade.into()),
                ("peso_bruto", size.peso_bruto.into()),
                ("peso_liquido", size.peso_liquido.into()),
                ("volumes", size.volumes.into()),
            ]),
        ),
        ("detalhe_kit", kit.unwrap_or(Json::Null)),
        (
            "conversao_unidade_medida",
            raw(product.unit_conversions.as_deref()),
        ),
        ("variacao", raw(product.variation.as_deref())),
        ("ecommerce", raw(product.ecommerce.as_deref())),
        ("imagens", Json::list([])),
        ("ultima_atualizacao", instant(product.changed_at)),
    ])
}

#[derive(Debug, Deserialize)]
struct Body {
    nome: Option<String>,
    ativo: Option<bool>,
    descricao: Option<String>,
    codigo_sku: Option<String>,
    codigo_ean: Option<String>,
    formato: Option<String>,
    categoria: Option<Reference>,
    id_centro_custo: Option<String>,
    estoque: Option<Stock>,
    fiscal: Option<TaxesBody>,
    unidade_medida: Option<Reference>,
    pesos_dimensoes: Option<Size>,
    detalhe_kit: Option<Kit>,
    conversoes_unidade_medida: Option<Box<RawValue>>,
    variacao: Option<Box<RawValue>>,
    ecommerce: Option<Box<RawValue>>,
}

#[derive(Debug, Default, Deserialize)]
struct TaxesBody {
    ncm: Option<Reference>,
    cest: Option<Reference>,
    unidade_medida: Option<Reference>,
    origem: Option<String>,
    tipo_produto: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Reference {
    id: i64,
}

/// A row that a request refers to by number; one that does not exist is refused.
fn row(register: &str, number: Option<i64>) -> Result<Option<&'static Row>, Reply> {
    let find = |number| {
        let complaint = || Reply::bad(format!("{register}: id inexistente"));
        catalog::row(register, number).ok_or_else(complaint)
    };
    number.map(find).transpose()
}

/// Only the name is mandatory; a code that another product has is a conflict.
fn create(ledger: &mut Ledger, ask: &Ask<'_>, now: OffsetDateTime) -> Answer {
    let body: Body = ask.body()?;
    let name = named(body.nome.as_deref())?;
    let sku = body.codigo_sku.unwrap_or_default();
    check_sku(ledger, &sku, None)?;
    let taxes = body.fiscal.unwrap_or_default();
    let number = |one: Option<Reference>| one.map(|one| one.id);
    let category = row("categorias", number(body.categoria))?;
    let product = Product {
        active: body.ativo.unwrap_or(true),
        ean: body.codigo_ean,
        description: body.descricao,
        format: body.formato.unwrap_or_else(|| "SIMPLES".to_owned()),
        stock: body.estoque.unwrap_or_default(),
        size: body.pesos_dimensoes.unwrap_or_default(),
        category: category.unwrap_or(&catalog::OTHERS),
        cost_center_id: body.id_centro_custo,
        unit: row("unidades-medida", number(body.unidade_medida))?,
        taxes: Taxes {
            ncm: row("ncm", number(taxes.ncm))?,
            cest: row("cest", number(taxes.cest))?,
            unit: row("unidades-medida", number(taxes.unidade_medida))?,
            origin: taxes.origem,
            kind: taxes.tipo_produto,
        },
        kit: body.detalhe_kit,
        unit_conversions: body.conversoes_unidade_medida,
        variation: body.variacao,
        ecommerce: body.ecommerce,
        changed_at: now,
        ..Product::new(name, &sku, 0)
    };
    let id = ledger.add_product(product);
    Ok(Reply::json(201, detail(find(ledger, &id)?)))
}

pub(super) fn named(name: Option<&str>) -> Result<&str, Reply> {
    name.filter(|name| !name.is_empty())
        .ok_or_else(|| Reply::bad("nome e obrigatorio"))
}

pub(super) fn check_sku(ledger: &Ledger, sku: &str, own_id: Option<&str>) -> Result<(), Reply> {
    if sku.chars().count() > 20 {
        return Err(Reply::bad("codigo_sku deve ter no maximo 20 caracteres"));
    }
    let mut others = ledger
        .products
        .all
        .iter()
        .filter(|one| Some(one.id.as_str()) != own_id);
    if others.any(|one| one.sku == sku) {
        return Err(Reply::complaint(409, "codigo_sku ja utilizado"));
    }
    Ok(())
}

#[derive(Debug, Deserialize)]
struct Change {
    nome: Option<String>,
    codigo_sku: Option<String>,
    codigo_ean: Option<String>,
    valor_venda: Option<Amount>,
    ncm: Option<i64>,
    cest: Option<i64>,
    unidade_medida: Option<i64>,
    peso_bruto: Option<Amount>,
    peso_liquido: Option<Amount>,
}

/// Changes refer to rows by their bare numbers.
fn change(ledger: &mut Ledger, id: &str, ask: &Ask<'_>, now: OffsetDateTime) -> Answer {
    let body: Change = ask.body()?;
    let (ncm, cest) = (row("ncm", body.ncm)?, row("cest", body.cest)?);
    let unit = row("unidades-medida", body.unidade_medida)?;
    if let Some(sku) = &body.codigo_sku {
        check_sku(ledger, sku, Some(id))?;
    }
    let product = find(ledger, id)?;
    product.name = body.nome.unwrap_or_else(|| product.name.clone());
    product.sku = body.codigo_sku.unwrap_or_else(|| product.sku.clone());
    product.ean = body.codigo_ean.or(product.ean.take());
    product.stock.valor_venda = body.valor_venda.or(product.stock.valor_venda);
    product.taxes.ncm = ncm.or(product.taxes.ncm);
    product.taxes.cest = cest.or(product.taxes.cest);
    product.unit = unit.or(product.unit);
    product.size.peso_bruto = body.peso_bruto.or(product.size.peso_bruto);
    product.size.peso_liquido = body.peso_liquido.or(product.size.peso_liquido);
    product.version += 1;
    product.changed_at = now;
    Ok(Reply::empty(204))
}

pub(super) fn delete(ledger: &mut Ledger, id: &str) -> Answer {
    find(ledger, id)?;
    ledger.products.all.retain(|product| product.id != id);
    Ok(Reply::empty(204))
}
