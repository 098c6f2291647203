//! Products of both families: what is sent, what is refused, what is read.

use contaazul_client::api::{ProductColumn, SupersededProductColumn};
use contaazul_client::model::{
    CatalogStatus, CestId, EcommerceCategories, KitItem, NcmId, NewKit, NewProduct, NewStock,
    NewSupersededProduct, Product, ProductCategoryId, ProductCondition, ProductDimensions,
    ProductEcommerce, ProductKind, ProductOrigin, ProductSummary, ProductTaxes, ProductUpdate,
    ProductVariation, SpedProductKind, SupersededVariationProduct, SupersededVariations,
    UnitConversion, UnitId, VariationProduct, VariationType,
};
use contaazul_client::{ContaAzul, Error, SortOrder};
use serde_json::json;
use time::macros::datetime;

use crate::harness::{Erp, fixture};
use crate::input::assert_told;
use crate::requests::query_of;
use crate::sandbox::reais;

#[tokio::test]
async fn the_lists_spell_every_filter() {
    let query = query_of(|erp| {
        erp.products()
            .list()
            .text("bolo")
            .status(CatalogStatus::Inactive)
            .sku("BOL-01")
            .only_in_ecommerce()
            .only_kits()
            .price_from(reais("10.5"))
            .price_to(reais("99.999"))
            .changed_between(
                datetime!(2026-04-01 03:00 UTC),
                datetime!(2026-04-02 02:59:59 UTC),
            )
            .sort(SortOrder::Descending, ProductColumn::Price)
            .send()
    })
    .await;
    assert_eq!(
        query,
        "busca=bolo&status=INATIVO&sku=BOL-01&integracao_ecommerce_ativo=true\
         &produtos_kit_ativo=true&valor_venda_inicial=10.5&valor_venda_final=99.999\
         &data_alteracao_de=2026-04-01T00:00:00&data_alteracao_ate=2026-04-01T23:59:59\
         &campo_ordenacao=VALOR_VENDA&direcao_ordenacao=DESC&tamanho_pagina=100&pagina=1"
    );
    let query = query_of(|erp| {
        let search = erp.superseded_products().search().text("bolo");
        let search = search.status(CatalogStatus::Any).price_from(reais("1"));
        let search = search.price_to(reais("2"));
        search
            .sort(SortOrder::Ascending, SupersededProductColumn::Stock)
            .send()
    })
    .await;
    assert_eq!(
        query,
        "busca=bolo&status=TODOS&inicio=1&fim=2&campo_ordenacao=ESTOQUE&direcao_ordenacao=ASC\
         &tamanho_pagina=100&pagina=1"
    );
    let units = query_of(|erp| erp.products().list_units().text("kg").send()).await;
    assert_eq!(units, "busca_textual=kg&tamanho_pagina=100&pagina=1");
    let brands = |erp: &ContaAzul| {
        let list = erp.products().list_ecommerce_brands().text("flor");
        list.sort(SortOrder::Descending).send()
    };
    assert_eq!(
        query_of(brands).await,
        "busca_textual=flor&direcao=DESC&tamanho_pagina=100&pagina=1"
    );
    let erp = Erp::with_json("{}").await;
    erp.client
        .products()
        .ecommerce_categories(Some("pão"))
        .send()
        .await
        .unwrap();
    assert_eq!(
        erp.query().await,
        [("busca_textual".to_owned(), "pão".to_owned())]
    );
}

#[tokio::test]
async fn columns_have_their_words() {
    for (column, word) in [
        (ProductColumn::Name, "NOME"),
        (ProductColumn::Sku, "CODIGO"),
    ] {
        let list = |erp: &ContaAzul| {
            erp.products()
                .list()
                .sort(SortOrder::Ascending, column)
                .send()
        };
        let query = query_of(list).await;
        assert!(
            query.starts_with(&format!("campo_ordenacao={word}&")),
            "{query}"
        );
    }
    for (column, word) in [
        (SupersededProductColumn::Name, "NOME"),
        (SupersededProductColumn::Sku, "CODIGO"),
        (SupersededProductColumn::Price, "VALOR_VENDA"),
    ] {
        let list = |erp: &ContaAzul| {
            let search = erp.superseded_products().search();
            search.sort(SortOrder::Ascending, column).send()
        };
        let query = query_of(list).await;
        assert!(
            query.starts_with(&format!("campo_ordenacao={word}&")),
            "{query}"
        );
    }
}

fn whole_product() -> NewProduct {
    NewProduct::new("Bolo de fuba")
        .active(true)
        .description("Fresco")
        .sku("BOL-01")
        .ean("7891000000010")
        .category(ProductCategoryId(61_002))
        .cost_center("cc1")
        .stock(
            NewStock::priced(reais("35.00"))
                .average_cost(reais("12.3456"))
                .available(reais("10.5"))
                .minimum(reais("2"))
                .maximum(reais("40")),
        )
        .taxes(
            ProductTaxes::default()
                .with_ncm(NcmId(617_780))
                .with_cest(CestId(4_410))
                .with_origin(ProductOrigin::National)
                .with_kind(SpedProductKind::Finished)
                .with_unit(UnitId(51_001)),
        )
        .unit(UnitId(51_001))
        .unit_conversion(UnitConversion::new(UnitId(51_002), reais("12")).with_supplier("p1"))
        .dimensions(
            ProductDimensions::of_size(reais("10.5"), reais("20"), reais("20"))
                .with_weights(reais("1.350"), reais("1.25"))
                .with_packages(1),
        )
        .kit(NewKit::priced(reais("40")).item(kit_item("2.5")))
        .ecommerce(
            ProductEcommerce::shown()
                .with_condition(ProductCondition::New)
                .with_category("ec1")
                .with_brand("m1")
                .with_description("Feito hoje")
                .with_seo_title("Bolo")
                .with_seo_description("Bolo de fuba")
                .with_seo_url("bolo"),
        )
}

pub(crate) fn kit_item(quantity: &str) -> KitItem {
    KitItem::new("p9", reais(quantity), reais("4.00"), reais("10.00"))
}

fn variation() -> ProductVariation {
    let size = VariationType::named("Tamanho").with_option("g", "Grande");
    let product = VariationProduct::new("Bolo G", "BOL-G", "789", reais("3"), reais("55"));
    ProductVariation::new([size], [product.with_option("g")])
}

#[tokio::test]
async fn creation_sends_numbers_with_their_digits_and_rows_by_number() {
    let erp = Erp::with_json("{}").await;
    erp.client
        .products()
        .create(&whole_product())
        .send()
        .await
        .unwrap();
    let text = String::from_utf8(erp.request().await.body).unwrap();
    for exact in [
        "\"valor_venda\":35.00,",
        "\"custo_medio\":12.3456,",
        "\"peso_bruto\":1.350,",
    ] {
        assert!(text.contains(exact), "{exact} in {text}");
    }
    assert_eq!(
        erp.body().await,
        json!({
            "nome": "Bolo de fuba", "ativo": true, "status": "ATIVO", "descricao": "Fresco",
            "codigo_sku": "BOL-01", "codigo_ean": "7891000000010",
            "categoria": { "id": 61002 }, "id_centro_custo": "cc1",
            "estoque": {
                "valor_venda": 35.0, "custo_medio": 12.3456, "estoque_disponivel": 10.5,
                "estoque_minimo": 2, "estoque_maximo": 40
            },
            "fiscal": {
                "ncm": { "id": 617_780 }, "cest": { "id": 4410 }, "origem": "NACIONAL",
                "tipo_produto": "PRODUTO_ACABADO", "unidade_medida": { "id": 51001 }
            },
            "unidade_medida": { "id": 51001 },
            "conversoes_unidade_medida": [
                { "unidade_medida": { "id": 51002 }, "fator": 12, "id_fornecedor": ["p1"] }
            ],
            "pesos_dimensoes": {
                "altura": 10.5, "largura": 20, "profundidade": 20, "peso_bruto": 1.35,
                "peso_liquido": 1.25, "volumes": 1
            },
            "detalhe_kit": {
                "valor_venda": 40,
                "itens": [{
                    "id_produto": "p9", "quantidade": 2.5, "valor_unitario": 4.0,
                    "valor_total": 10.0
                }]
            },
            "ecommerce": {
                "integracao_ativa": true, "condicao": "NOVO", "categoria_ecommerce": { "id": "ec1" },
                "marca": { "id": "m1" }, "descricao_adicional": "Feito hoje", "titulo_seo": "Bolo",
                "descricao_seo": "Bolo de fuba", "url_seo": "bolo"
            }
        })
    );

    let erp = Erp::with_json("{}").await;
    let product = NewProduct::new("Bolo").active(false).variation(variation());
    erp.client.products().create(&product).send().await.unwrap();
    assert_eq!(
        erp.body().await,
        json!({
            "nome": "Bolo", "ativo": false, "status": "INATIVO", "formato": "VARIACAO",
            "variacao": {
                "tipos": [{ "descricao": "Tamanho", "opcoes": [{ "id": "g", "descricao": "Grande" }] }],
                "produtos": [{
                    "nome": "Bolo G", "codigo_sku": "BOL-G", "codigo_ean": "789", "saldo": 3,
                    "valor_venda": 55, "opcoes": [{ "id": "g" }]
                }]
            }
        })
    );
}

#[tokio::test]
async fn changes_name_rows_by_bare_numbers() {
    let erp = Erp::with_json("").await;
    let update = ProductUpdate::new()
        .name("Bolo")
        .sku("B1")
        .ean("789")
        .price(reais("36.10"))
        .ncm(NcmId(1))
        .cest(CestId(2))
        .unit(UnitId(3))
        .gross_weight(reais("1.5"))
        .net_weight(reais("1.4"));
    erp.client
        .products()
        .update(&"p1".into(), &update)
        .send()
        .await
        .unwrap();
    assert_eq!(
        erp.body().await,
        json!({
            "nome": "Bolo", "codigo_sku": "B1", "codigo_ean": "789", "valor_venda": 36.1, "ncm": 1,
            "cest": 2, "unidade_medida": 3, "peso_bruto": 1.5, "peso_liquido": 1.4
        })
    );
}

pub(crate) fn size() -> ProductDimensions {
    ProductDimensions::of_size(reais("1"), reais("2"), reais("3"))
}

#[tokio::test]
async fn the_superseded_family_has_its_own_names() {
    let erp = Erp::with_json("{}").await;
    let types = VariationType::named("Tamanho").with_option("g", "Grande");
    let product = SupersededVariationProduct::new("Bolo G", "BOL-G", reais("3"))
        .with_ean("789")
        .with_price(reais("55"))
        .with_option("g", "Grande");
    let shown = ProductEcommerce::shown()
        .with_condition(ProductCondition::Used)
        .with_description("Feito hoje")
        .with_seo_title("Bolo")
        .with_seo_description("De fuba")
        .with_seo_url("bolo");
    let new = NewSupersededProduct::new("Bolo", NewStock::priced(reais("35")), size())
        .sku("BOL-01")
        .ean("790")
        .remark("Fresco")
        .variation(SupersededVariations::new([types], [product]))
        .ecommerce(shown);
    erp.client
        .superseded_products()
        .create(&new)
        .send()
        .await
        .unwrap();
    assert_eq!(
        erp.body().await,
        json!({
            "nome": "Bolo", "formato": "VARIACAO", "estoque": { "valor_venda": 35 },
            "dimensao": { "altura": 1, "largura": 2, "profundidade": 3 },
            "codigo_sku": "BOL-01", "codigo_ean": "790", "observacao": "Fresco",
            "variacao": {
                "tipos": [{ "descricao": "Tamanho", "opcoes": [{ "id": "g", "descricao": "Grande" }] }],
                "produtos": [{
                    "nome": "Bolo G", "codigo": "BOL-G", "codigo_ean": "789", "valor_venda": 55,
                    "estoque": 3, "opcoes": [{ "id": "g", "descricao": "Grande" }]
                }]
            },
            "ecommerce": {
                "integracao_habilitada": true, "condicao": "USADO",
                "observacao_adicional": "Feito hoje", "titulo_seo": "Bolo", "descricao": "De fuba",
                "url_seo": "bolo"
            }
        })
    );
    let erp = Erp::with_json("{}").await;
    let products = erp.client.superseded_products();
    products
        .deactivate(&["p1".into(), "p2".into()])
        .send()
        .await
        .unwrap();
    assert_eq!(erp.body().await, json!(["p1", "p2"]), "a bare list");
}

#[tokio::test]
async fn what_cannot_be_a_product_is_not_sent() {
    let erp = Erp::with_json("{}").await;
    let products = erp.client.products();
    let new = || NewProduct::new("Bolo");
    let stock = || NewStock::priced(reais("1"));
    let kit = || NewKit::priced(reais("1"));
    let blank = VariationProduct::new("Bolo G", "", "789", reais("3"), reais("55"));
    let types = || VariationType::named("Tamanho").with_option("g", "Grande");
    for (product, complaint) in [
        (NewProduct::new(""), "nome is empty"),
        (
            new().sku("x".repeat(21)),
            "codigo_sku has 21 characters; the ERP takes 20",
        ),
        (
            new().stock(NewStock::priced(reais("-1"))),
            "estoque.valor_venda is negative",
        ),
        (
            new().stock(stock().average_cost(reais("-0.01"))),
            "estoque.custo_medio is negative",
        ),
        (
            new().stock(stock().minimum(reais("3")).maximum(reais("2.9"))),
            "estoque.estoque_minimo is above",
        ),
        (
            new().dimensions(size().with_weights(reais("1"), reais("-1"))),
            "peso_liquido is negative",
        ),
        (new().kit(kit()), "detalhe_kit.itens is empty"),
        (
            new().kit(kit().item(kit_item("0"))),
            "detalhe_kit.itens[].quantidade",
        ),
        (
            new().unit_conversion(UnitConversion::new(UnitId(1), reais("0"))),
            "conversoes_unidade_medida[].fator",
        ),
        (
            new().variation(ProductVariation::default()),
            "variacao.tipos is empty",
        ),
        (
            new().variation(ProductVariation::new([types()], [])),
            "variacao.produtos is empty",
        ),
        (
            new().variation(ProductVariation::new([types()], [blank.clone()])),
            "variacao.produtos[].opcoes is empty",
        ),
        (
            new().variation(ProductVariation::new([types()], [blank.with_option("g")])),
            "variacao.produtos[].codigo_sku is empty",
        ),
    ] {
        let error = products.create(&product).send().await.unwrap_err();
        assert_told(&error, complaint);
    }
    let update = async |update: ProductUpdate| -> Error {
        products
            .update(&"p1".into(), &update)
            .send()
            .await
            .unwrap_err()
    };
    assert_told(&update(ProductUpdate::new()).await, "the change is empty");
    assert_told(
        &update(ProductUpdate::new().name(" ")).await,
        "nome is empty",
    );
    assert_told(
        &update(ProductUpdate::new().price(reais("-1"))).await,
        "valor_venda is negative",
    );

    let old = erp.client.superseded_products();
    let heavy = size().with_weights(reais("1"), reais("1"));
    let error = old
        .create(&NewSupersededProduct::new("Bolo", stock(), heavy))
        .send()
        .await;
    assert_told(&error.unwrap_err(), "dimensao has weights");
    assert_told(
        &old.deactivate(&[]).send().await.unwrap_err(),
        "list of product ids is empty",
    );

    let list = || products.list();
    for (query, complaint) in [
        (list().status(CatalogStatus::Any), "status TODOS is unknown"),
        (
            list().price_from(reais("-1")),
            "valor_venda_inicial is negative",
        ),
        (
            list()
                .sort(SortOrder::Ascending, ProductColumn::Name)
                .sort(SortOrder::Descending, ProductColumn::Name),
            "campo_ordenacao is given twice",
        ),
    ] {
        assert_told(&query.send().try_next().await.unwrap_err(), complaint);
    }
    assert_eq!(erp.requests().await, 0);
}

#[test]
fn answers_keep_every_digit_and_both_names_of_a_field() {
    let product: Product = serde_json::from_str(&fixture("products/get")).unwrap();
    let stock = product.stock.unwrap();
    assert_eq!(stock.average_cost.unwrap().to_string(), "12.3456");
    assert_eq!(
        (stock.minimum, stock.maximum),
        (Some(reais("2")), Some(reais("40")))
    );
    assert_eq!(
        product
            .dimensions
            .unwrap()
            .gross_weight
            .unwrap()
            .to_string(),
        "1.350"
    );
    assert_eq!(
        product.changed_at,
        Some(datetime!(2025-07-22 17:47:35.825004839 UTC))
    );
    let read = |json: &str| serde_json::from_str::<ProductSummary>(json).unwrap();
    let variation = read(r#"{"produtos_variacao":[{"aggregationCount":3}]}"#);
    assert_eq!(
        variation.variations[0].aggregation_count,
        Some(3),
        "camel case in variations"
    );
    let local = read(r#"{"ultima_atualizacao":"2026-04-12T18:00:00"}"#);
    assert_eq!(local.changed_at, Some(datetime!(2026-04-12 18:00 -3)));
    for (word, kind) in [
        ("KIT_PRODUTOS", ProductKind::Kit),
        ("VARIACAO", ProductKind::Variation),
    ] {
        assert_eq!(ProductKind::from(word), kind);
    }
    let untyped: EcommerceCategories =
        serde_json::from_str(r#"{"items":[{"subcategorias":[{}]}]}"#).unwrap();
    assert_eq!(untyped.categories[0].children.len(), 1);
}
