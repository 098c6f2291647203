//! Whom the company trades with, what it sells, and the papers of it.

use client_core::Result;
use contaazul_client::ContaAzul;
use contaazul_client::api::FiscalNotes;
use contaazul_client::model::{CatalogStatus, LineItem, Profile, SaleId};
use futures_util::stream::{self, StreamExt as _, TryStreamExt as _};
use http::StatusCode;
use serde::Serialize;

use super::{CALLS_AT_ONCE, found};
use crate::dump::Period;
use crate::dump::source::{Lines, Source};

/// People, products and services, each as a whole.
pub(super) fn registers(erp: &ContaAzul) -> Vec<Source> {
    let mut sources = Vec::new();
    for profile in [Profile::Customer, Profile::Supplier, Profile::Carrier] {
        let name = format!("people {profile}");
        let people = erp.people().list(profile).send();
        let erp = erp.clone();
        sources.push(Source::list_with(name, people, async move |people| {
            let ids = people.into_iter().filter_map(|person| person.id);
            each("person", ids, async |id| {
                found(erp.people().get(&id).send().await)
            })
            .await
        }));
    }
    let products = erp.products();
    sources.extend([
        Source::list(
            "product_categories",
            "product_category",
            products.list_categories().send(),
        ),
        Source::list("units", "unit", products.list_units().send()),
        Source::list("ncm", "ncm", products.list_ncm().send()),
        Source::list("cest", "cest", products.list_cest().send()),
        Source::list(
            "ecommerce_brands",
            "ecommerce_brand",
            products.list_ecommerce_brands().send(),
        ),
        Source::once("ecommerce_categories", ecommerce_categories(erp.clone())),
    ]);
    for status in [CatalogStatus::Active, CatalogStatus::Inactive] {
        let name = format!("products {status}");
        let products = erp.products().list().status(status).send();
        let erp = erp.clone();
        sources.push(Source::list_with(name, products, async move |products| {
            let ids = products.into_iter().filter_map(|product| product.id);
            each("product", ids, async |id| {
                found(erp.products().get(&id).send().await)
            })
            .await
        }));
    }
    sources.push(Source::list(
        "services",
        "service",
        erp.services().list().send(),
    ));
    sources
}

/// Sales, quotes and contracts of the period, each as a whole.
pub(super) fn trade(erp: &ContaAzul, period: Period) -> Vec<Source> {
    let Period { from, to } = period;
    let sales = erp.sales().search().between(from, to).send();
    let quotes = erp.quotes().list().between(from, to).send();
    let contracts = erp.contracts().list(from, to).send();
    let (of_sales, of_quotes, of_contracts, of_sellers) =
        (erp.clone(), erp.clone(), erp.clone(), erp.clone());
    vec![
        Source::list_with("sales", sales, async move |sales| {
            let ids: Vec<_> = sales.into_iter().filter_map(|sale| sale.id).collect();
            let erp = &of_sales;
            let whole = async |id: SaleId| found(erp.sales().get(&id).send().await);
            let mut lines = each("sale", ids.clone(), whole).await?;
            let items = async |sale: SaleId| sale_items(erp, sale).await;
            lines.append(each("sale_items", ids, items).await?);
            Ok(lines)
        }),
        Source::list_with("quotes", quotes, async move |quotes| {
            let ids = quotes.into_iter().filter_map(|quote| quote.id);
            each("quote", ids, async |id| {
                found(of_quotes.quotes().get(&id).send().await)
            })
            .await
        }),
        Source::list_with("contracts", contracts, async move |contracts| {
            let ids = contracts.into_iter().filter_map(|contract| contract.id);
            let read = async |id| found(of_contracts.contracts().get(&id).send().await);
            each("contract", ids, read).await
        }),
        Source::once("sellers", async move {
            let mut lines = Lines::default();
            for seller in of_sellers.sales().sellers().send().await? {
                lines.add("seller", &seller)?;
            }
            Ok(lines)
        }),
    ]
}

/// Invoices that were issued in the period, in the windows that the lists take.
pub(super) fn invoices(erp: &ContaAzul, period: Period) -> Vec<Source> {
    let notes = erp.fiscal_notes();
    FiscalNotes::periods(period.from, period.to)
        .flat_map(|(from, to)| {
            let nfe = notes.list_nfe(from, to).send();
            let nfse = notes.list_nfse(from, to).send();
            [
                Source::list(format!("nfe from {from}"), "nfe", nfe).window(),
                Source::list(format!("nfse from {from}"), "nfse", nfse).window(),
            ]
        })
        .collect()
}

/// The lines of one sale.
#[derive(Serialize)]
struct SaleItems {
    #[serde(rename = "id_venda")]
    sale: SaleId,
    #[serde(rename = "itens")]
    items: Vec<LineItem>,
}

async fn sale_items(erp: &ContaAzul, sale: SaleId) -> Result<Option<SaleItems>> {
    let items = found(erp.sales().items(&sale).send().try_collect().await)?;
    Ok(items.map(|items| SaleItems { sale, items }))
}

/// Refused with 400 where the company has no e-commerce.
async fn ecommerce_categories(erp: ContaAzul) -> Result<Lines> {
    let mut lines = Lines::default();
    match erp.products().ecommerce_categories(None).send().await {
        Ok(categories) => lines.add("ecommerce_categories", &categories)?,
        Err(error) if error.status() == Some(StatusCode::BAD_REQUEST) => {}
        Err(error) => return Err(error),
    }
    Ok(lines)
}

/// Reads each as a whole, several at once, in order.
async fn each<I, T: Serialize>(
    kind: &'static str,
    ids: impl IntoIterator<Item = I>,
    read: impl AsyncFn(I) -> Result<Option<T>>,
) -> Result<Lines> {
    let mut lines = Lines::default();
    let reading = stream::iter(ids).map(|id| read(id));
    let mut reading = reading.buffered(CALLS_AT_ONCE);
    while let Some(whole) = reading.try_next().await? {
        lines.add_found(kind, whole.as_ref())?;
    }
    Ok(lines)
}
