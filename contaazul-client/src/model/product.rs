//! Products as they are read.

use client_core::money::Amount;
use client_core::wire;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use super::{
    CatalogStatus, CostCenterId, KitItem, MeasurementUnit, ProductCategory, ProductDimensions,
    ProductEcommerce, ProductId, ProductTaxes, ProductVariation, UnitConversion,
};

client_core::open_enum! {
    /// Whether a product has variations.
    #[doc(alias = "formato")]
    pub enum ProductFormat {
        /// It has none.
        Simple = "SIMPLES",
        /// It has, such as sizes and colours.
        WithVariations = "VARIACAO",
    }
}

client_core::open_enum! {
    /// What a row of a product list is. The superseded family spells two of them in another way.
    #[doc(alias = "tipo")]
    pub enum ProductKind {
        /// A product of its own.
        Product = "PRODUTO",
        /// A kit of other products.
        Kit = "KIT_PRODUTO" | "KIT_PRODUTOS",
        /// A product with variations, or one of them.
        Variation = "VARIACAO_PRODUTO" | "VARIACAO",
    }
}

client_core::open_enum! {
    /// How the stock stands against its limits.
    #[doc(alias = "nivel_estoque")]
    pub enum StockLevel {
        /// At the minimum or below.
        Minimum = "MINIMO",
        /// At the maximum or above.
        Maximum = "MAXIMO",
        /// Between the two.
        Normal = "PADRAO",
    }
}

/// A product, or one of its variations, as the list shows it.
#[doc(alias = "ItemResumoDeProdutos")]
#[doc(alias = "ProdutoNaVariacao")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct ProductSummary {
    /// Identifier.
    pub id: Option<ProductId>,
    /// Number in the old platform.
    #[serde(rename = "id_legado")]
    #[doc(alias = "id_legado")]
    pub legacy_number: Option<i64>,
    /// Code (SKU).
    #[serde(rename = "codigo")]
    #[doc(alias = "codigo")]
    pub sku: Option<String>,
    /// Barcode (EAN).
    pub ean: Option<String>,
    /// Name.
    #[serde(rename = "nome")]
    #[doc(alias = "nome")]
    pub name: Option<String>,
    /// What it is.
    #[serde(rename = "tipo")]
    #[doc(alias = "tipo")]
    pub kind: Option<ProductKind>,
    /// Whether it is in use.
    pub status: Option<CatalogStatus>,
    /// Selling price, in BRL.
    #[serde(rename = "valor_venda")]
    #[doc(alias = "valor_venda")]
    pub price: Option<Amount>,
    /// Average cost, in BRL.
    #[serde(rename = "custo_medio")]
    #[doc(alias = "custo_medio")]
    pub average_cost: Option<Amount>,
    /// Stock, in units; may have decimals.
    #[serde(rename = "saldo")]
    #[doc(alias = "saldo")]
    pub balance: Option<Amount>,
    /// Least stock wanted, in units.
    #[serde(rename = "estoque_minimo")]
    #[doc(alias = "estoque_minimo")]
    pub minimum_stock: Option<Amount>,
    /// Most stock wanted, in units.
    #[serde(rename = "estoque_maximo")]
    #[doc(alias = "estoque_maximo")]
    pub maximum_stock: Option<Amount>,
    /// How the stock stands against these.
    #[serde(rename = "nivel_estoque")]
    #[doc(alias = "nivel_estoque")]
    pub stock_level: Option<StockLevel>,
    /// Whether its stock has ever moved.
    #[serde(rename = "movido")]
    #[doc(alias = "movido")]
    pub moved: Option<bool>,
    /// Whether the company's e-commerce shows it.
    #[serde(rename = "integracao_ecommerce_ativada")]
    #[doc(alias = "integracao_ecommerce_ativada")]
    pub in_ecommerce: Option<bool>,
    /// How many products are counted together here. Variations call it `aggregationCount`.
    #[serde(rename = "contagem_agregacao", alias = "aggregationCount")]
    #[doc(alias = "contagem_agregacao")]
    pub aggregation_count: Option<i64>,
    /// The product that this is a variation of.
    #[serde(
        rename = "id_produto_pai_variacao",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "id_produto_pai_variacao")]
    pub parent_id: Option<ProductId>,
    /// Its variations.
    #[serde(
        rename = "produtos_variacao",
        default,
        deserialize_with = "wire::null_as_empty"
    )]
    #[doc(alias = "produtos_variacao")]
    pub variations: Vec<ProductSummary>,
    /// When it last changed.
    #[serde(
        rename = "ultima_atualizacao",
        default,
        deserialize_with = "wire::local_instant::deserialize",
        serialize_with = "wire::instant::serialize"
    )]
    #[doc(alias = "ultima_atualizacao")]
    pub changed_at: Option<OffsetDateTime>,
}

/// A product with all there is to know.
#[doc(alias = "produto")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Product {
    /// Identifier.
    pub id: Option<ProductId>,
    /// Number in the old platform.
    #[serde(rename = "id_legado")]
    #[doc(alias = "id_legado")]
    pub legacy_number: Option<i64>,
    /// Version.
    #[serde(rename = "versao")]
    #[doc(alias = "versao")]
    pub version: Option<i64>,
    /// Name.
    #[serde(rename = "nome")]
    #[doc(alias = "nome")]
    pub name: Option<String>,
    /// Description.
    #[serde(rename = "descricao")]
    #[doc(alias = "descricao")]
    pub description: Option<String>,
    /// Code (SKU).
    #[serde(rename = "codigo_sku")]
    #[doc(alias = "codigo_sku")]
    pub sku: Option<String>,
    /// Barcode (EAN).
    #[serde(rename = "codigo_ean")]
    #[doc(alias = "codigo_ean")]
    pub ean: Option<String>,
    /// Whether it is in use.
    #[serde(rename = "ativo")]
    #[doc(alias = "ativo")]
    pub active: Option<bool>,
    /// The same in a word.
    pub status: Option<CatalogStatus>,
    /// Whether it has variations.
    #[serde(rename = "formato")]
    #[doc(alias = "formato")]
    pub format: Option<ProductFormat>,
    /// Category.
    #[serde(rename = "categoria")]
    #[doc(alias = "categoria")]
    pub category: Option<ProductCategory>,
    /// Cost center.
    #[serde(rename = "id_centro_custo")]
    #[doc(alias = "id_centro_custo")]
    pub cost_center_id: Option<CostCenterId>,
    /// Stock and price.
    #[serde(rename = "estoque")]
    #[doc(alias = "estoque")]
    pub stock: Option<ProductStock>,
    /// What fiscal notes say of it.
    #[serde(rename = "fiscal")]
    #[doc(alias = "fiscal")]
    pub taxes: Option<ProductTaxes>,
    /// Unit of measure.
    #[serde(rename = "unidade_medida")]
    #[doc(alias = "unidade_medida")]
    pub unit: Option<MeasurementUnit>,
    /// Units that suppliers sell it in.
    #[serde(
        rename = "conversao_unidade_medida",
        default,
        deserialize_with = "wire::null_as_empty"
    )]
    #[doc(alias = "conversao_unidade_medida")]
    pub unit_conversions: Vec<UnitConversion>,
    /// Weight and size.
    #[serde(rename = "pesos_dimensoes")]
    #[doc(alias = "pesos_dimensoes")]
    pub dimensions: Option<ProductDimensions>,
    /// What a kit is made of.
    #[serde(rename = "detalhe_kit")]
    #[doc(alias = "detalhe_kit")]
    pub kit: Option<ProductKit>,
    /// Its variations.
    #[serde(rename = "variacao")]
    #[doc(alias = "variacao")]
    pub variation: Option<ProductVariation>,
    /// What the company's e-commerce shows of it.
    pub ecommerce: Option<ProductEcommerce>,
    /// Images.
    #[serde(rename = "imagens", default, deserialize_with = "wire::null_as_empty")]
    #[doc(alias = "imagens")]
    pub images: Vec<ProductImage>,
    /// When it last changed.
    #[serde(
        rename = "ultima_atualizacao",
        default,
        deserialize_with = "wire::local_instant::deserialize",
        serialize_with = "wire::instant::serialize"
    )]
    #[doc(alias = "ultima_atualizacao")]
    pub changed_at: Option<OffsetDateTime>,
}

/// Stock and price of a product. Quantities are in its unit and may have decimals.
#[doc(alias = "estoque")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct ProductStock {
    /// Selling price, in BRL.
    #[serde(rename = "valor_venda")]
    #[doc(alias = "valor_venda")]
    pub price: Option<Amount>,
    /// Average cost, in BRL.
    #[serde(rename = "custo_medio")]
    #[doc(alias = "custo_medio")]
    pub average_cost: Option<Amount>,
    /// What can be sold.
    #[serde(rename = "quantidade_disponivel")]
    #[doc(alias = "quantidade_disponivel")]
    pub available: Option<Amount>,
    /// What is promised to somebody.
    #[serde(rename = "quantidade_reservada")]
    #[doc(alias = "quantidade_reservada")]
    pub reserved: Option<Amount>,
    /// Both together.
    #[serde(rename = "quantidade_total")]
    #[doc(alias = "quantidade_total")]
    pub total: Option<Amount>,
    /// Least stock wanted.
    #[serde(rename = "minimumStock")]
    #[doc(alias = "minimumStock")]
    pub minimum: Option<Amount>,
    /// Most stock wanted.
    #[serde(rename = "maximumStock")]
    #[doc(alias = "maximumStock")]
    pub maximum: Option<Amount>,
}

/// What a kit is made of.
#[doc(alias = "detalhe_kit")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct ProductKit {
    /// Its parts.
    #[serde(default, deserialize_with = "wire::null_as_empty")]
    pub items: Vec<KitItem>,
    /// Selling price of the kit, in BRL.
    #[serde(rename = "valor_venda_kit")]
    #[doc(alias = "valor_venda_kit")]
    pub price: Option<Amount>,
}

/// An image of a product.
#[doc(alias = "imagens")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct ProductImage {
    /// Identifier.
    pub id: Option<String>,
    /// File name.
    #[serde(rename = "nome")]
    #[doc(alias = "nome")]
    pub name: Option<String>,
    /// Description.
    #[serde(rename = "descricao")]
    #[doc(alias = "descricao")]
    pub description: Option<String>,
    /// Size in bytes.
    #[serde(rename = "tamanho")]
    #[doc(alias = "tamanho")]
    pub bytes: Option<u64>,
    /// Address, for a while.
    #[serde(rename = "url_imagem")]
    #[doc(alias = "url_imagem")]
    pub url: Option<String>,
}
