//! What products refer to: categories, tax codes, units, brands.

use client_core::wire;
use serde::{Deserialize, Serialize};

use super::{CestId, EcommerceBrandId, EcommerceCategoryId, NcmId, ProductCategoryId, UnitId};

client_core::open_enum! {
    /// Whether a product or service is in use.
    #[doc(alias = "status")]
    pub enum CatalogStatus {
        /// In use.
        Active = "ATIVO",
        /// Out of use.
        Inactive = "INATIVO",
        /// Both, for [the superseded product search](crate::api::SupersededProducts::search) only.
        Any = "TODOS",
    }
}

/// A category of products. Not a category of the chart of accounts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct ProductCategory {
    /// Number, which creation takes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<ProductCategoryId>,
    /// The same as a UUID.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub uuid: Option<String>,
    /// Name.
    #[serde(rename = "descricao", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "descricao")]
    pub name: Option<String>,
}

impl ProductCategory {
    pub(crate) fn row(id: ProductCategoryId) -> Self {
        Self {
            id: Some(id),
            ..Self::default()
        }
    }
}

/// A code in the nomenclature of Mercosul (NCM).
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Ncm {
    /// Number of the row, which creation and changes take.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<NcmId>,
    /// The code on fiscal notes: eight digits.
    #[serde(rename = "codigo", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "codigo")]
    pub code: Option<String>,
    /// What it covers.
    #[serde(rename = "descricao", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "descricao")]
    pub description: Option<String>,
}

impl Ncm {
    pub(crate) fn row(id: NcmId) -> Self {
        Self {
            id: Some(id),
            ..Self::default()
        }
    }
}

/// A code for tax substitution (CEST).
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Cest {
    /// Number of the row, which creation and changes take.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<CestId>,
    /// The code on fiscal notes: seven digits.
    #[serde(rename = "codigo", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "codigo")]
    pub code: Option<String>,
    /// What it covers.
    #[serde(rename = "descricao", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "descricao")]
    pub description: Option<String>,
}

impl Cest {
    pub(crate) fn row(id: CestId) -> Self {
        Self {
            id: Some(id),
            ..Self::default()
        }
    }
}

/// A unit of measure.
#[doc(alias = "unidade_medida")]
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct MeasurementUnit {
    /// Number, which creation and changes take.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<UnitId>,
    /// Abbreviation; in the list of units only.
    #[serde(rename = "abreviacao", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "abreviacao")]
    pub abbreviation: Option<String>,
    /// Name.
    #[serde(rename = "descricao", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "descricao")]
    pub name: Option<String>,
    /// Whether it is in use; in the list of units only.
    #[serde(rename = "em_uso", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "em_uso")]
    pub in_use: Option<bool>,
}

impl MeasurementUnit {
    pub(crate) fn row(id: UnitId) -> Self {
        Self {
            id: Some(id),
            ..Self::default()
        }
    }
}

/// A brand in the company's e-commerce.
#[doc(alias = "marca")]
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct EcommerceBrand {
    /// Identifier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<EcommerceBrandId>,
    /// Name.
    #[serde(rename = "nome", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "nome")]
    pub name: Option<String>,
}

impl EcommerceBrand {
    pub(crate) fn row(id: EcommerceBrandId) -> Self {
        Self {
            id: Some(id),
            ..Self::default()
        }
    }
}

/// The category of a product in the company's e-commerce.
#[doc(alias = "categoria_ecommerce")]
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct EcommerceCategoryName {
    /// Identifier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<EcommerceCategoryId>,
    /// Name.
    #[serde(rename = "descricao", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "descricao")]
    pub name: Option<String>,
}

impl EcommerceCategoryName {
    pub(crate) fn row(id: EcommerceCategoryId) -> Self {
        Self {
            id: Some(id),
            ..Self::default()
        }
    }
}

/// All categories of the company's e-commerce.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct EcommerceCategories {
    /// Identifier of the tree.
    pub id: Option<String>,
    /// Version.
    #[serde(rename = "versao")]
    #[doc(alias = "versao")]
    pub version: Option<i64>,
    /// Categories at the top.
    #[serde(rename = "items", default, deserialize_with = "wire::null_as_empty")]
    #[doc(alias = "items")]
    pub categories: Vec<EcommerceCategory>,
}

/// A category of the company's e-commerce, with those below.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct EcommerceCategory {
    /// Identifier.
    pub id: Option<EcommerceCategoryId>,
    /// Name.
    #[serde(rename = "descricao")]
    #[doc(alias = "descricao")]
    pub name: Option<String>,
    /// Categories below. *Inferred*: the pages do not say what they hold.
    #[serde(
        rename = "subcategorias",
        default,
        deserialize_with = "wire::null_as_empty"
    )]
    #[doc(alias = "subcategorias")]
    pub children: Vec<EcommerceCategory>,
}
