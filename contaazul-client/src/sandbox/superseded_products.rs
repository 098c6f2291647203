//! Products by the superseded family of operations.

use client_core::money::Amount;
use serde::Deserialize;
use time::OffsetDateTime;

use super::json::Json;
use super::ledger::Ledger;
use super::products::{self, Product, Size, Stock};
use super::request::{Answer, Ask, Reply, envelope};

pub(super) fn answer(
    ledger: &mut Ledger,
    method: &str,
    path: &[&str],
    ask: &Ask<'_>,
    now: OffsetDateTime,
) -> Answer {
    let answer = match (method, path) {
        ("GET", ["busca"]) => search(ledger, ask),
        ("POST", []) => create(ledger, ask, now),
        ("POST", ["desativar"]) => deactivate(ledger, ask, now),
        ("DELETE", [id]) => products::delete(ledger, id),
        _ => return Err(Reply::no_such_page()),
    };
    answer.map_err(Reply::with_error_alone)
}

/// Everything, in use or not, unless asked otherwise.
fn search(ledger: &Ledger, ask: &Ask<'_>) -> Answer {
    let page = ask.page(false)?;
    let status = ask.text("status").unwrap_or("TODOS");
    let from = products::price(ask, "inicio")?;
    let to = products::price(ask, "fim")?;
    let mut found: Vec<_> = ledger
        .products
        .all
        .iter()
        .filter(|one| status == "TODOS" || one.status() == status)
        .filter(|one| ask.text("busca").is_none_or(|text| one.holds(text)))
        .filter(|one| from.is_none_or(|from| one.price() >= from))
        .filter(|one| to.is_none_or(|to| one.price() <= to))
        .collect();
    products::sort(&mut found, ask);
    let total = found.len();
    let items = page.of(found).map(summary);
    Ok(envelope("itens", total, items, None))
}

fn summary(product: &Product) -> Json {
    let stock = &product.stock;
    let kind = match product.format.as_str() {
        "VARIACAO" => "VARIACAO",
        _ => "PRODUTO",
    };
    Json::object([
        ("id", (&product.id).into()),
        ("id_legado", product.number.into()),
        ("nome", (&product.name).into()),
        ("codigo_sku", (&product.sku).into()),
        ("codigo_ean", product.ean.as_ref().into()),
        ("tipo", kind.into()),
        ("status", product.status().into()),
        ("estoque", product.available().into()),
        ("valor_venda", stock.valor_venda.into()),
        ("custo_medio", stock.custo_medio.into()),
        ("filhos", Json::list([])),
        ("variacao", 0_i64.into()),
        ("nivel_estoque", product.level().into()),
        ("estoque_minimo", stock.estoque_minimo.into()),
        ("estoque_maximo", stock.estoque_maximo.into()),
        ("movimentado", false.into()),
        ("integracao_ecommerce_ativa", false.into()),
    ])
}

#[derive(Debug, Deserialize)]
struct Body {
    nome: Option<String>,
    codigo_sku: Option<String>,
    codigo_ean: Option<String>,
    observacao: Option<String>,
    formato: Option<String>,
    estoque: Option<Stock>,
    dimensao: Option<Size>,
}

/// Creates a product and answers 200. Variations and e-commerce are not kept.
fn create(ledger: &mut Ledger, ask: &Ask<'_>, now: OffsetDateTime) -> Answer {
    let body: Body = ask.body()?;
    let missing = |field: &str| Reply::bad(format!("{field} e obrigatorio"));
    let name = products::named(body.nome.as_deref())?;
    let sku = body.codigo_sku.unwrap_or_default();
    products::check_sku(ledger, &sku, None)?;
    let product = Product {
        ean: body.codigo_ean,
        description: body.observacao,
        format: body.formato.ok_or_else(|| missing("formato"))?,
        stock: body.estoque.ok_or_else(|| missing("estoque"))?,
        size: body.dimensao.ok_or_else(|| missing("dimensao"))?,
        ..Product::new(name, &sku, 0).changed_at(now)
    };
    let id = ledger.add_product(product);
    Ok(Reply::ok(detail(products::find(ledger, &id)?)))
}

fn detail(product: &Product) -> Json {
    let (stock, size) = (&product.stock, &product.size);
    let amount = |amount: Option<Amount>| amount.unwrap_or_default().into();
    Json::object([
        ("id", (&product.id).into()),
        ("identificador_legado", product.number.to_string().into()),
        ("ativo", product.active.into()),
        ("versao", product.version.into()),
        ("nome", (&product.name).into()),
        ("codigo_sku", (&product.sku).into()),
        ("codigo_ean", product.ean.as_ref().into()),
        ("observacao", product.description.as_ref().into()),
        ("status", product.status().into()),
        ("formato", (&product.format).into()),
        (
            "estoque",
            Json::object([
                ("estoque_total", amount(stock.estoque_disponivel)),
                ("valor_venda", amount(stock.valor_venda)),
                ("custo_medio", amount(stock.custo_medio)),
                ("estoque_disponivel", amount(stock.estoque_disponivel)),
                ("estoque_minimo", amount(stock.estoque_minimo)),
                ("estoque_maximo", amount(stock.estoque_maximo)),
            ]),
        ),
        (
            "dimensoes",
            Json::object([
                ("altura", size.altura.into()),
                ("largura", size.largura.into()),
                ("profundidade", size.profundidade.into()),
            ]),
        ),
    ])
}

/// The body is a bare list of ids.
fn deactivate(ledger: &mut Ledger, ask: &Ask<'_>, now: OffsetDateTime) -> Answer {
    let ids: Vec<String> = ask.body()?;
    let mut done = Vec::new();
    for product in ledger
        .products
        .all
        .iter_mut()
        .filter(|one| ids.contains(&one.id))
    {
        product.deactivate(now);
        done.push(Json::from(&product.id));
    }
    let all = Json::list(ids.iter().map(Json::from));
    Ok(Reply::ok(Json::object([
        ("todos", all),
        ("produtos_desativados", Json::List(done)),
    ])))
}
