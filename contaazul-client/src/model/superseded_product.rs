//! Products in the words of the family of operations that `/v1/produtos` superseded.

use client_core::money::Amount;
use client_core::{Error, Result, wire};
use serde::{Deserialize, Serialize};

use super::new_product::check_named;
use super::value::check_not_negative;
use super::{
    CatalogStatus, NewStock, ProductCondition, ProductDimensions, ProductEcommerce, ProductFormat,
    ProductId, ProductKind, StockLevel, VariationOption, VariationOptionId, VariationType,
};

/// A product as the superseded search shows it. `C` is what it shows of the products below: they
/// themselves, or for one that is below already, their ids.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
#[serde(bound(deserialize = "C: Deserialize<'de>"))]
pub struct SupersededProductSummary<C = SupersededVariation> {
    /// Identifier.
    pub id: Option<ProductId>,
    /// Number in the old platform.
    #[serde(rename = "id_legado")]
    #[doc(alias = "id_legado")]
    pub legacy_number: Option<i64>,
    /// The product above.
    #[serde(rename = "id_pai")]
    #[doc(alias = "id_pai")]
    pub parent_id: Option<ProductId>,
    /// Name.
    #[serde(rename = "nome")]
    #[doc(alias = "nome")]
    pub name: Option<String>,
    /// Code (SKU).
    #[serde(rename = "codigo_sku")]
    #[doc(alias = "codigo_sku")]
    pub sku: Option<String>,
    /// Barcode (EAN).
    #[serde(rename = "codigo_ean")]
    #[doc(alias = "codigo_ean")]
    pub ean: Option<String>,
    /// What it is.
    #[serde(rename = "tipo")]
    #[doc(alias = "tipo")]
    pub kind: Option<ProductKind>,
    /// Whether it is in use.
    pub status: Option<CatalogStatus>,
    /// Stock, in units; may have decimals.
    #[serde(rename = "estoque")]
    #[doc(alias = "estoque")]
    pub balance: Option<Amount>,
    /// Selling price, in BRL.
    #[serde(rename = "valor_venda")]
    #[doc(alias = "valor_venda")]
    pub price: Option<Amount>,
    /// Average cost, in BRL.
    #[serde(rename = "custo_medio")]
    #[doc(alias = "custo_medio")]
    pub average_cost: Option<Amount>,
    /// How many variations.
    #[serde(rename = "variacao")]
    #[doc(alias = "variacao")]
    pub variation_count: Option<i64>,
    /// What is below: variations.
    #[serde(rename = "filhos", default, deserialize_with = "wire::null_as_empty")]
    #[doc(alias = "filhos")]
    pub children: Vec<C>,
    /// How the stock stands against its limits.
    #[serde(rename = "nivel_estoque")]
    #[doc(alias = "nivel_estoque")]
    pub stock_level: Option<StockLevel>,
    /// Least stock wanted, in units.
    #[serde(rename = "estoque_minimo")]
    #[doc(alias = "estoque_minimo")]
    pub minimum_stock: Option<Amount>,
    /// Most stock wanted, in units.
    #[serde(rename = "estoque_maximo")]
    #[doc(alias = "estoque_maximo")]
    pub maximum_stock: Option<Amount>,
    /// Whether its stock has ever moved.
    #[serde(rename = "movimentado")]
    #[doc(alias = "movimentado")]
    pub moved: Option<bool>,
    /// Whether the company's e-commerce shows it.
    #[serde(rename = "integracao_ecommerce_ativa")]
    #[doc(alias = "integracao_ecommerce_ativa")]
    pub in_ecommerce: Option<bool>,
}

/// A variation in the superseded search.
pub type SupersededVariation = SupersededProductSummary<ProductId>;

/// A product as the superseded creation answers.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct SupersededProduct {
    /// Identifier.
    pub id: Option<ProductId>,
    /// Number in the old platform.
    #[serde(
        rename = "identificador_legado",
        default,
        with = "wire::string_or_number"
    )]
    #[doc(alias = "identificador_legado")]
    pub legacy_number: Option<String>,
    /// Version.
    #[serde(rename = "versao")]
    #[doc(alias = "versao")]
    pub version: Option<i64>,
    /// Name.
    #[serde(rename = "nome")]
    #[doc(alias = "nome")]
    pub name: Option<String>,
    /// Remark.
    #[serde(rename = "observacao")]
    #[doc(alias = "observacao")]
    pub remark: Option<String>,
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
    /// Stock and price.
    #[serde(rename = "estoque")]
    #[doc(alias = "estoque")]
    pub stock: Option<SupersededStock>,
    /// Size, without weights.
    #[serde(rename = "dimensoes")]
    #[doc(alias = "dimensoes")]
    pub dimensions: Option<ProductDimensions>,
    /// Its variations.
    #[serde(rename = "variacao")]
    #[doc(alias = "variacao")]
    pub variation: Option<SupersededVariations>,
    /// What the company's e-commerce shows of it.
    pub ecommerce: Option<ProductEcommerce>,
}

/// Stock and price, as the superseded creation answers.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct SupersededStock {
    /// Selling price, in BRL.
    #[serde(rename = "valor_venda")]
    #[doc(alias = "valor_venda")]
    pub price: Option<Amount>,
    /// Average cost, in BRL.
    #[serde(rename = "custo_medio")]
    #[doc(alias = "custo_medio")]
    pub average_cost: Option<Amount>,
    /// All that is there.
    #[serde(rename = "estoque_total")]
    #[doc(alias = "estoque_total")]
    pub total: Option<Amount>,
    /// What can be sold.
    #[serde(rename = "estoque_disponivel")]
    #[doc(alias = "estoque_disponivel")]
    pub available: Option<Amount>,
    /// Least stock wanted.
    #[serde(rename = "estoque_minimo")]
    #[doc(alias = "estoque_minimo")]
    pub minimum: Option<Amount>,
    /// Most stock wanted.
    #[serde(rename = "estoque_maximo")]
    #[doc(alias = "estoque_maximo")]
    pub maximum: Option<Amount>,
}

/// Variations of a product in the superseded family.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct SupersededVariations {
    /// What varies, and between which options.
    #[serde(rename = "tipos", default, deserialize_with = "wire::null_as_empty")]
    #[doc(alias = "tipos")]
    pub types: Vec<VariationType>,
    /// One product per combination of options.
    #[serde(rename = "produtos", default, deserialize_with = "wire::null_as_empty")]
    #[doc(alias = "produtos")]
    pub products: Vec<SupersededVariationProduct>,
}

impl SupersededVariations {
    /// Varies between `types`, as these `products`.
    pub fn new(
        types: impl IntoIterator<Item = VariationType>,
        products: impl IntoIterator<Item = SupersededVariationProduct>,
    ) -> Self {
        Self {
            types: types.into_iter().collect(),
            products: products.into_iter().collect(),
        }
    }
}

/// A product that is one combination of options, in the superseded family.
#[doc(alias = "ItemVariacao")]
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct SupersededVariationProduct {
    /// Identifier; in answers only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<ProductId>,
    /// Name.
    #[serde(rename = "nome", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "nome")]
    pub name: Option<String>,
    /// Code (SKU).
    #[serde(rename = "codigo", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "codigo")]
    pub sku: Option<String>,
    /// Barcode (EAN).
    #[serde(rename = "codigo_ean", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "codigo_ean")]
    pub ean: Option<String>,
    /// Version.
    #[serde(rename = "versao", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "versao")]
    pub version: Option<i64>,
    /// Selling price, in BRL.
    #[serde(rename = "valor_venda", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "valor_venda")]
    pub price: Option<Amount>,
    /// Stock, in units.
    #[serde(rename = "estoque", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "estoque")]
    pub balance: Option<Amount>,
    /// The options it combines.
    #[serde(rename = "opcoes", default, deserialize_with = "wire::null_as_empty")]
    #[doc(alias = "opcoes")]
    pub options: Vec<VariationOption>,
}

impl SupersededVariationProduct {
    /// A product by name, code and stock.
    pub fn new(name: impl Into<String>, sku: impl Into<String>, balance: Amount) -> Self {
        Self {
            name: Some(name.into()),
            sku: Some(sku.into()),
            balance: Some(balance),
            ..Self::default()
        }
    }

    /// Sets the barcode (EAN).
    #[doc(alias = "codigo_ean")]
    #[must_use]
    pub fn with_ean(mut self, ean: impl Into<String>) -> Self {
        self.ean = Some(ean.into());
        self
    }

    /// Sets the selling price, in BRL.
    #[doc(alias = "valor_venda")]
    #[must_use]
    pub fn with_price(mut self, price: Amount) -> Self {
        self.price = Some(price);
        self
    }

    /// Adds an option that it combines.
    #[doc(alias = "opcoes")]
    #[must_use]
    pub fn with_option(
        mut self,
        id: impl Into<VariationOptionId>,
        name: impl Into<String>,
    ) -> Self {
        self.options.push(VariationOption {
            id: Some(id.into()),
            name: Some(name.into()),
        });
        self
    }
}

/// A product to be created by the superseded family.
#[derive(Clone, Debug, Serialize)]
#[must_use]
pub struct NewSupersededProduct {
    #[serde(rename = "nome")]
    name: String,
    #[serde(rename = "formato")]
    format: ProductFormat,
    #[serde(rename = "estoque")]
    stock: NewStock,
    #[serde(rename = "dimensao")]
    dimensions: ProductDimensions,
    #[serde(rename = "codigo_sku", skip_serializing_if = "Option::is_none")]
    sku: Option<String>,
    #[serde(rename = "codigo_ean", skip_serializing_if = "Option::is_none")]
    ean: Option<String>,
    #[serde(rename = "observacao", skip_serializing_if = "Option::is_none")]
    remark: Option<String>,
    #[serde(rename = "variacao", skip_serializing_if = "Option::is_none")]
    variation: Option<SupersededVariations>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ecommerce: Option<EcommerceBody>,
}

/// What is sent of [`ProductEcommerce`], under the names of this family.
#[derive(Clone, Debug, Serialize)]
struct EcommerceBody {
    #[serde(
        rename = "integracao_habilitada",
        skip_serializing_if = "Option::is_none"
    )]
    active: Option<bool>,
    #[serde(rename = "condicao", skip_serializing_if = "Option::is_none")]
    condition: Option<ProductCondition>,
    #[serde(
        rename = "observacao_adicional",
        skip_serializing_if = "Option::is_none"
    )]
    description: Option<String>,
    #[serde(rename = "titulo_seo", skip_serializing_if = "Option::is_none")]
    seo_title: Option<String>,
    #[serde(rename = "descricao", skip_serializing_if = "Option::is_none")]
    seo_description: Option<String>,
    #[serde(rename = "url_seo", skip_serializing_if = "Option::is_none")]
    seo_url: Option<String>,
}

impl NewSupersededProduct {
    /// A product without variations, of this name, stock and size. The size is mandatory; weights
    /// are unknown to this family and refused.
    pub fn new(name: impl Into<String>, stock: NewStock, dimensions: ProductDimensions) -> Self {
        Self {
            name: name.into(),
            format: ProductFormat::Simple,
            stock,
            dimensions,
            sku: None,
            ean: None,
            remark: None,
            variation: None,
            ecommerce: None,
        }
    }

    /// Sets the code (SKU).
    #[doc(alias = "codigo_sku")]
    pub fn sku(mut self, sku: impl Into<String>) -> Self {
        self.sku = Some(sku.into());
        self
    }

    /// Sets the barcode (EAN).
    #[doc(alias = "codigo_ean")]
    pub fn ean(mut self, ean: impl Into<String>) -> Self {
        self.ean = Some(ean.into());
        self
    }

    /// Sets a remark.
    #[doc(alias = "observacao")]
    pub fn remark(mut self, remark: impl Into<String>) -> Self {
        self.remark = Some(remark.into());
        self
    }

    /// Sets its variations, and with them the format.
    #[doc(alias = "variacao")]
    pub fn variation(mut self, variation: SupersededVariations) -> Self {
        self.format = ProductFormat::WithVariations;
        self.variation = Some(variation);
        self
    }

    /// Sets what the company's e-commerce shows of it; category and brand are unknown to this
    /// family and not sent.
    pub fn ecommerce(mut self, shown: ProductEcommerce) -> Self {
        self.ecommerce = Some(EcommerceBody {
            active: shown.active,
            condition: shown.condition,
            description: shown.description,
            seo_title: shown.seo_title,
            seo_description: shown.seo_description,
            seo_url: shown.seo_url,
        });
        self
    }

    pub(crate) fn check(&self) -> Result<()> {
        check_named(Some(&self.name))?;
        self.stock.check()?;
        self.dimensions.check()?;
        let size = &self.dimensions;
        if size.gross_weight.is_some() || size.net_weight.is_some() || size.packages.is_some() {
            return Err(Error::input(
                "dimensao has weights or packages, which this operation ignores; leave them out",
            ));
        }
        let products = self
            .variation
            .iter()
            .flat_map(|variation| &variation.products);
        for product in products {
            check_not_negative([(product.price, "variacao.produtos[].valor_venda")])?;
        }
        Ok(())
    }
}

/// Which products were taken out of use.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct DeactivatedProducts {
    /// All that were named.
    #[serde(rename = "todos", default, deserialize_with = "wire::null_as_empty")]
    #[doc(alias = "todos")]
    pub all: Vec<ProductId>,
    /// Those that are out of use now.
    #[serde(
        rename = "produtos_desativados",
        default,
        deserialize_with = "wire::null_as_empty"
    )]
    #[doc(alias = "produtos_desativados")]
    pub deactivated: Vec<ProductId>,
}
