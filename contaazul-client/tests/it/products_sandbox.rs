//! Products of both families in the sandbox.

use contaazul_client::api::ProductColumn;
use contaazul_client::model::{
    CatalogStatus, NcmId, NewKit, NewProduct, NewStock, NewSupersededProduct, Product,
    ProductFormat, ProductKind, ProductSummary, ProductTaxes, ProductUpdate, StockLevel,
};
use contaazul_client::sandbox::{self, Company};
use contaazul_client::{Call, Error, Query, SortOrder};
use http::Method;
use serde_json::{Value, json};
use time::macros::datetime;

use crate::products::{kit_item, size};
use crate::sandbox::{reais, start};

fn bakery() -> Company {
    Company::new("Padaria Flor de Trigo Ltda", "11222333000181")
        .with_product(sandbox::Product::new("Bolo de fuba", "BOL-01", 3_500).stock(10))
        .with_product(sandbox::Product::new("Pao frances", "PAO-01", 90).stock(500))
        .with_product(
            sandbox::Product::new("Bolo antigo", "BOL-00", 3_000)
                .inactive()
                .changed_at(datetime!(2026-04-12 09:00 -3)),
        )
}

async fn names(query: Query<ProductSummary>) -> Vec<String> {
    let list = query.send().try_collect().await.unwrap();
    list.into_iter().map(|one| one.name.unwrap()).collect()
}

#[tokio::test]
async fn the_sandbox_lists_what_is_in_use_unless_asked_otherwise() {
    let (_sandbox, erp) = start(bakery()).await;
    let list = || erp.products().list();
    assert_eq!(names(list()).await, ["Bolo de fuba", "Pao frances"]);
    assert_eq!(
        names(list().status(CatalogStatus::Inactive)).await,
        ["Bolo antigo"]
    );
    assert_eq!(
        names(list().price_from(reais("0.91"))).await,
        ["Bolo de fuba"]
    );
    assert_eq!(names(list().price_to(reais("0.9"))).await, ["Pao frances"]);
    assert_eq!(names(list().sku("PAO-01")).await, ["Pao frances"]);
    assert_eq!(names(list().text("bolo")).await, ["Bolo de fuba"]);
    assert!(names(list().only_kits()).await.is_empty());
    let changed = list().status(CatalogStatus::Inactive).changed_between(
        datetime!(2026-04-12 00:00 -3),
        datetime!(2026-04-13 00:00 -3),
    );
    assert_eq!(names(changed).await, ["Bolo antigo"]);
    let cheapest = list().sort(SortOrder::Ascending, ProductColumn::Price);
    assert_eq!(names(cheapest).await, ["Pao frances", "Bolo de fuba"]);

    let old = erp
        .superseded_products()
        .search()
        .send()
        .try_collect()
        .await
        .unwrap();
    assert_eq!(old.len(), 3, "the superseded search shows both");
    assert_eq!(old[0].status, Some(CatalogStatus::Inactive));
}

#[tokio::test]
async fn a_product_lives_in_the_sandbox() {
    let (_sandbox, erp) = start(bakery()).await;
    let products = erp.products();
    let ncm = products
        .list_ncm()
        .text("padaria")
        .send()
        .try_next()
        .await
        .unwrap()
        .unwrap();
    let cest = products
        .list_cest()
        .send()
        .try_next()
        .await
        .unwrap()
        .unwrap();
    let unit = products
        .list_units()
        .text("kg")
        .send()
        .try_next()
        .await
        .unwrap()
        .unwrap();
    let categories = products
        .list_categories()
        .send()
        .try_collect()
        .await
        .unwrap();
    assert_eq!(categories[0].name.as_deref(), Some("Outras"));

    let taxes = ProductTaxes::default()
        .with_ncm(ncm.id.unwrap())
        .with_cest(cest.id.unwrap());
    let stock = NewStock::priced(reais("7.125"))
        .available(reais("1.5"))
        .minimum(reais("2"));
    let new = NewProduct::new("Massa")
        .taxes(taxes)
        .stock(stock)
        .unit(unit.id.unwrap());
    let created = products.create(&new).send().await.unwrap();
    assert_eq!(created.category.unwrap().name.as_deref(), Some("Outras"));
    assert!(
        created.sku.is_some_and(|sku| !sku.is_empty()),
        "a code is made up"
    );
    let id = created.id.unwrap();

    let update = ProductUpdate::new()
        .price(reais("8.10"))
        .sku("MAS-01")
        .net_weight(reais("0.5"));
    products.update(&id, &update).send().await.unwrap();
    let read = products.get(&id).send().await.unwrap();
    let stock = read.stock.unwrap();
    assert_eq!(stock.price.unwrap().to_string(), "8.10");
    assert_eq!(
        (stock.available, stock.minimum),
        (Some(reais("1.5")), Some(reais("2")))
    );
    assert_eq!(
        read.taxes.unwrap().ncm.unwrap().code.as_deref(),
        Some("19059090")
    );
    assert_eq!(
        (read.version, read.format),
        (Some(1), Some(ProductFormat::Simple))
    );
    let summary = products
        .list()
        .sku("MAS-01")
        .send()
        .try_next()
        .await
        .unwrap()
        .unwrap();
    assert_eq!(summary.stock_level, Some(StockLevel::Minimum));

    products.delete(&id).send().await.unwrap();
    for error in [
        products.get(&id).send().await.unwrap_err(),
        products.delete(&id).send().await.unwrap_err(),
    ] {
        assert_eq!(error.status().unwrap().as_u16(), 404);
        assert_eq!(error.provider_message(), Some("produto nao encontrado"));
    }
}

#[tokio::test]
async fn kits_change_their_words_between_request_and_answer() {
    let (_sandbox, erp) = start(bakery()).await;
    let new = NewProduct::new("Cesta").kit(NewKit::priced(reais("40.00")).item(kit_item("2.5")));
    let kit = erp
        .products()
        .create(&new)
        .send()
        .await
        .unwrap()
        .kit
        .unwrap();
    assert_eq!(kit.price.unwrap().to_string(), "40.00");
    assert_eq!(kit.items[0].quantity.unwrap().to_string(), "2.5");
    let kits = erp
        .products()
        .list()
        .only_kits()
        .send()
        .try_collect()
        .await
        .unwrap();
    assert_eq!(kits[0].kind, Some(ProductKind::Kit));
}

#[tokio::test]
async fn the_sandbox_refuses_as_production_does() {
    let (_sandbox, erp) = start(bakery()).await;
    let products = erp.products();
    let status = |error: Error| error.status().unwrap().as_u16();
    let taken = NewProduct::new("Outro bolo").sku("BOL-01");
    assert_eq!(
        status(products.create(&taken).send().await.unwrap_err()),
        409
    );
    let unknown = ProductUpdate::new().ncm(NcmId(19_059_090));
    let id = products
        .list()
        .send()
        .try_next()
        .await
        .unwrap()
        .unwrap()
        .id
        .unwrap();
    let error = products.update(&id, &unknown).send().await.unwrap_err();
    assert_eq!(status(error), 400, "the row's number, not the code");
    let error = products
        .ecommerce_categories(None)
        .send()
        .await
        .unwrap_err();
    assert_eq!(status(error), 400, "no e-commerce");

    let (_sandbox, erp) = start(bakery().with_ecommerce()).await;
    let tree = erp
        .products()
        .ecommerce_categories(None)
        .send()
        .await
        .unwrap();
    assert_eq!(tree.categories[0].children[0].name.as_deref(), Some("Paes"));
    let brands = erp
        .products()
        .list_ecommerce_brands()
        .send()
        .try_collect()
        .await
        .unwrap();
    assert_eq!(brands.len(), 1);
}

#[tokio::test]
async fn the_superseded_family_works_on_the_same_products() {
    let (_sandbox, erp) = start(bakery()).await;
    let old = erp.superseded_products();
    let stock = NewStock::priced(reais("35")).available(reais("4"));
    let created = old
        .create(&NewSupersededProduct::new("Torta", stock, size()))
        .send()
        .await
        .unwrap();
    assert_eq!(created.stock.unwrap().total, Some(reais("4")));
    let id = created.id.unwrap();
    let unknown = "nobody".into();
    let done = old.deactivate(&[id.clone(), unknown]).send().await.unwrap();
    assert_eq!((done.all.len(), done.deactivated), (2, vec![id.clone()]));
    let read: Product = erp.products().get(&id).send().await.unwrap();
    assert_eq!(read.status, Some(CatalogStatus::Inactive));
    old.delete(&id).send().await.unwrap();
    assert_eq!(
        old.delete(&id)
            .send()
            .await
            .unwrap_err()
            .status()
            .unwrap()
            .as_u16(),
        404
    );
    let call = Call::raw(Method::POST, "/v1/produto");
    let call = call
        .json(&json!({ "nome": "Torta", "formato": "SIMPLES" }))
        .unwrap();
    let error = erp.request::<Value>(call).send().await.unwrap_err();
    assert_eq!(error.provider_message(), Some("estoque e obrigatorio"));
}
