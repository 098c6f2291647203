//! What sales, quotes and contracts of the sandbox have in common: lines, prices, filters.

use client_core::money::{Amount, Rounding};
use serde::Deserialize;
use time::{Date, OffsetDateTime};

use super::contracts::Contract;
use super::json::Json;
use super::ledger::day_in_brasilia;
use super::quotes::Quote;
use super::request::{Ask, Reply, cents};
use super::sales::Sale;

/// Everything a company sells, offers and has agreed on.
#[derive(Clone, Debug, Default)]
pub(super) struct Trade {
    pub(super) sales: Vec<Sale>,
    pub(super) quotes: Vec<Quote>,
    pub(super) contracts: Vec<Contract>,
    pub(super) sellers: Vec<Seller>,
    /// The last number of the old platform that was given.
    pub(super) legacy_ids: i64,
}

impl Trade {
    pub(super) fn seller(&self, id: &str) -> Option<&Seller> {
        self.sellers.iter().find(|seller| seller.id == id)
    }

    /// The sale that a receivable is of.
    pub(super) fn sale_of_event(&self, event: &str) -> Option<&Sale> {
        let mut sales = self.sales.iter();
        sales.find(|sale| sale.event_id.as_deref() == Some(event))
    }
}

#[derive(Clone, Debug)]
pub(super) struct Seller {
    pub(super) id: String,
    pub(super) name: String,
}

impl Seller {
    /// Without the legacy number, as production leaves it out at times.
    pub(super) fn json(&self) -> Json {
        Json::object([("id", (&self.id).into()), ("nome", (&self.name).into())])
    }
}

/// A line as bodies have it.
#[derive(Debug, Deserialize)]
pub(super) struct ItemBody {
    id: Option<String>,
    descricao: Option<String>,
    quantidade: Option<Amount>,
    valor: Option<Amount>,
    valor_custo: Option<Amount>,
}

/// A line of a sale, quote or contract.
#[derive(Clone, Debug)]
pub(super) struct Line {
    item_id: String,
    description: Option<String>,
    quantity: Amount,
    price: Amount,
    cost: Option<Amount>,
    cents: i64,
}

/// Reads lines: at least one, each with a positive quantity. Which products there are is not known
/// here, so every id will do.
pub(super) fn items(bodies: Vec<ItemBody>) -> Result<Vec<Line>, Reply> {
    if bodies.is_empty() {
        return Err(Reply::bad("itens deve conter ao menos um item"));
    }
    bodies.into_iter().map(line).collect()
}

fn line(body: ItemBody) -> Result<Line, Reply> {
    let required = |field: &str| Reply::bad(format!("{field} do item e obrigatorio"));
    let quantity = body.quantidade.ok_or_else(|| required("quantidade"))?;
    let price = body.valor.ok_or_else(|| required("valor"))?;
    if quantity.is_negative() || quantity.is_zero() || price.is_negative() {
        return Err(Reply::bad("quantidade ou valor do item invalido"));
    }
    Ok(Line {
        item_id: body.id.ok_or_else(|| required("id"))?,
        description: body.descricao,
        quantity,
        price,
        cost: body.valor_custo,
        cents: rounded_product(quantity, price)?,
    })
}

/// To the nearest cent; how the provider rounds is not published.
fn rounded_product(one: Amount, other: Amount) -> Result<i64, Reply> {
    let product = one.decimal().checked_mul(other.decimal());
    product
        .and_then(|product| Amount::from_decimal(product).ok())
        .map(|product| product.round_to_cents(Rounding::HalfUp))
        .ok_or_else(|| Reply::bad("valor do item invalido"))
        .and_then(|product| cents(product, "valor do item"))
}

impl Line {
    pub(super) fn json(&self) -> Json {
        let number = |amount: Amount| Json::Number(amount.to_string());
        Json::object([
            ("id", (&self.item_id).into()),
            ("id_item", (&self.item_id).into()),
            ("nome", "Produto".into()),
            ("descricao", self.description.as_ref().into()),
            ("tipo", "PRODUTO".into()),
            ("quantidade", number(self.quantity)),
            ("valor", number(self.price)),
            ("custo", self.cost.map(number).into()),
        ])
    }
}

/// Freight and discount as bodies have them.
#[derive(Clone, Debug, Default, Deserialize)]
pub(super) struct PricingBody {
    frete: Option<Amount>,
    desconto: Option<DiscountBody>,
}

#[derive(Clone, Debug, Deserialize)]
struct DiscountBody {
    tipo: String,
    valor: Amount,
}

/// What lines, freight and discount come to, in cents.
#[derive(Clone, Copy, Debug)]
pub(super) struct Price {
    pub(super) gross: i64,
    pub(super) discount: i64,
    pub(super) freight: i64,
    pub(super) net: i64,
}

pub(super) fn priced(lines: &[Line], pricing: &PricingBody) -> Result<Price, Reply> {
    let gross = lines.iter().map(|line| line.cents).sum();
    let freight = match pricing.frete {
        Some(freight) => cents(freight, "frete")?,
        None => 0,
    };
    let discount = match &pricing.desconto {
        Some(DiscountBody { tipo, valor }) if tipo == "VALOR" => cents(*valor, "desconto")?,
        Some(DiscountBody { tipo, valor }) if tipo == "PORCENTAGEM" => {
            // Percent of cents are ten-thousandths of the amount.
            let hundredths = Amount::from_cents(gross);
            let ten_thousandths = rounded_product(hundredths, *valor)?;
            (ten_thousandths + 50) / 100
        }
        Some(_) => return Err(Reply::bad("tipo de desconto invalido")),
        None => 0,
    };
    let net = gross + freight - discount;
    if net < 0 {
        return Err(Reply::bad("desconto maior que o total"));
    }
    Ok(Price {
        gross,
        discount,
        freight,
        net,
    })
}

impl PricingBody {
    fn fields(&self) -> Vec<(&'static str, Json)> {
        let number = |amount: Amount| Json::Number(amount.to_string());
        let discount = self.desconto.as_ref().map(|discount| {
            Json::object([
                ("tipo", (&discount.tipo).into()),
                ("valor", number(discount.valor)),
            ])
        });
        vec![
            ("frete", self.frete.map(number).into()),
            ("desconto", discount.into()),
        ]
    }

    pub(super) fn json(&self) -> Json {
        Json::Object(self.fields())
    }

    pub(super) fn with_net(&self, net: i64) -> Json {
        let mut fields = self.fields();
        fields.push(("valor_liquido", Json::money(net)));
        Json::Object(fields)
    }
}

/// Whether the days of a sale or quote are asked for. Pairs of days are all or nothing.
pub(super) fn wanted(
    ask: &Ask<'_>,
    date: Date,
    created_at: OffsetDateTime,
    changed_at: OffsetDateTime,
) -> Result<bool, Reply> {
    let days = pair(ask, "data_inicio", "data_fim")?;
    let created = pair(ask, "data_criacao_de", "data_criacao_ate")?;
    let changed = ask.window("data_alteracao_de", "data_alteracao_ate")?;
    let within = |window: Option<(Date, Date)>, day: Date| {
        window.is_none_or(|(from, to)| (from..=to).contains(&day))
    };
    Ok(within(days, date)
        && within(created, day_in_brasilia(created_at))
        && changed.is_none_or(|(from, to)| (from..=to).contains(&changed_at)))
}

fn pair(ask: &Ask<'_>, from: &str, to: &str) -> Result<Option<(Date, Date)>, Reply> {
    match (ask.date(from)?, ask.date(to)?) {
        (Some(from), Some(to)) => Ok(Some((from, to))),
        (None, None) => Ok(None),
        _ => Err(Reply::bad(format!("{from} e {to} devem vir juntos"))),
    }
}

pub(super) fn day(text: Option<&str>, field: &str) -> Result<Date, Reply> {
    text.and_then(|text| client_core::wire::date::parse(text).ok())
        .ok_or_else(|| Reply::bad(format!("{field} invalida")))
}
