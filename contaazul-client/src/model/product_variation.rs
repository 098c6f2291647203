//! Variations of a product, read and sent alike.

use client_core::money::Amount;
use client_core::{Error, Result, wire};
use serde::{Deserialize, Serialize};

use super::value::{check_length, check_not_negative};
use super::{ProductId, VariationOptionId};

/// Variations of a product, such as sizes and colours.
#[doc(alias = "variacao")]
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct ProductVariation {
    /// What varies, and between which options.
    #[serde(rename = "tipos", default, deserialize_with = "wire::null_as_empty")]
    #[doc(alias = "tipos")]
    pub types: Vec<VariationType>,
    /// One product per combination of options.
    #[serde(rename = "produtos", default, deserialize_with = "wire::null_as_empty")]
    #[doc(alias = "produtos")]
    pub products: Vec<VariationProduct>,
}

impl ProductVariation {
    /// Varies between `types`, as these `products`.
    pub fn new(
        types: impl IntoIterator<Item = VariationType>,
        products: impl IntoIterator<Item = VariationProduct>,
    ) -> Self {
        Self {
            types: types.into_iter().collect(),
            products: products.into_iter().collect(),
        }
    }

    pub(crate) fn check(&self) -> Result<()> {
        for (missing, field) in [
            (self.types.is_empty(), "tipos"),
            (
                self.types.iter().any(|one| one.options.is_empty()),
                "tipos[].opcoes",
            ),
            (self.products.is_empty(), "produtos"),
            (
                self.products.iter().any(|one| one.options.is_empty()),
                "produtos[].opcoes",
            ),
        ] {
            if missing {
                return Err(Error::input(format!("variacao.{field} is empty")));
            }
        }
        self.products.iter().try_for_each(VariationProduct::check)
    }
}

/// What varies, such as the colour.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct VariationType {
    /// Identifier; in answers only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Name.
    #[serde(rename = "descricao", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "descricao")]
    pub name: Option<String>,
    /// What there is to choose from.
    #[serde(rename = "opcoes", default, deserialize_with = "wire::null_as_empty")]
    #[doc(alias = "opcoes")]
    pub options: Vec<VariationOption>,
}

impl VariationType {
    /// A type of this name.
    pub fn named(name: impl Into<String>) -> Self {
        Self {
            name: Some(name.into()),
            ..Self::default()
        }
    }

    /// Adds an option: `id` is yours to choose, for the products of the same request to refer to.
    /// *Inferred*: the pages demand it and do not say where it comes from.
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

/// One option, such as a colour.
#[doc(alias = "opcoes")]
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct VariationOption {
    /// Identifier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<VariationOptionId>,
    /// Name.
    #[serde(rename = "descricao", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "descricao")]
    pub name: Option<String>,
}

/// A product that is one combination of options.
#[doc(alias = "ProdutosComVariacao")]
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct VariationProduct {
    /// Identifier; in answers only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<ProductId>,
    /// Name.
    #[serde(rename = "nome", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "nome")]
    pub name: Option<String>,
    /// Code (SKU).
    #[serde(rename = "codigo_sku", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "codigo_sku")]
    pub sku: Option<String>,
    /// Barcode (EAN).
    #[serde(rename = "codigo_ean", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "codigo_ean")]
    pub ean: Option<String>,
    /// Stock, in units.
    #[serde(rename = "saldo", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "saldo")]
    pub balance: Option<Amount>,
    /// Selling price, in BRL.
    #[serde(rename = "valor_venda", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "valor_venda")]
    pub price: Option<Amount>,
    /// The options it combines.
    #[serde(rename = "opcoes", default, deserialize_with = "wire::null_as_empty")]
    #[doc(alias = "opcoes")]
    pub options: Vec<VariationOption>,
    /// Whether its stock has ever moved; in answers only.
    #[serde(rename = "movido", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "movido")]
    pub moved: Option<bool>,
    /// Whether a person related it; in answers only.
    #[serde(
        rename = "relacionado_manualmente",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "relacionado_manualmente")]
    pub related_by_hand: Option<bool>,
    /// Version; in answers only.
    #[serde(rename = "versao", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "versao")]
    pub version: Option<i64>,
}

impl VariationProduct {
    /// A product by name, code of at most 20 characters, barcode, stock and price in BRL: all of
    /// them are mandatory.
    pub fn new(
        name: impl Into<String>,
        sku: impl Into<String>,
        ean: impl Into<String>,
        balance: Amount,
        price: Amount,
    ) -> Self {
        Self {
            name: Some(name.into()),
            sku: Some(sku.into()),
            ean: Some(ean.into()),
            balance: Some(balance),
            price: Some(price),
            ..Self::default()
        }
    }

    /// Adds an option that it combines, by its id.
    #[doc(alias = "opcoes")]
    #[must_use]
    pub fn with_option(mut self, id: impl Into<VariationOptionId>) -> Self {
        self.options.push(VariationOption {
            id: Some(id.into()),
            name: None,
        });
        self
    }

    fn check(&self) -> Result<()> {
        let texts = [
            (&self.name, "nome"),
            (&self.sku, "codigo_sku"),
            (&self.ean, "codigo_ean"),
        ];
        for (text, field) in texts {
            if text.as_ref().is_none_or(|text| text.trim().is_empty()) {
                return Err(Error::input(format!(
                    "variacao.produtos[].{field} is empty"
                )));
            }
        }
        check_sku(self.sku.as_deref(), "variacao.produtos[].codigo_sku")?;
        check_not_negative([(self.price, "variacao.produtos[].valor_venda")])
    }
}

/// A code of at most 20 characters.
pub(super) fn check_sku(sku: Option<&str>, field: &str) -> Result<()> {
    sku.map_or(Ok(()), |sku| check_length(sku, 20, field))
}
