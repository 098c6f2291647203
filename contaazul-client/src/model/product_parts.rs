//! Parts of a product that are read and sent alike.
//!
//! To send one, start at its constructor or default and set what there is; what only answers hold
//! says so.

use client_core::money::Amount;
use client_core::{Error, Result, wire};
use serde::{Deserialize, Serialize};

use super::value::check_not_negative;
use super::{
    Cest, CestId, CostCenterId, EcommerceBrand, EcommerceBrandId, EcommerceCategoryId,
    EcommerceCategoryName, MeasurementUnit, Ncm, NcmId, PersonId, ProductId, UnitId,
};

client_core::open_enum! {
    /// Where goods come from, as fiscal notes tell it.
    #[doc(alias = "origem")]
    pub enum ProductOrigin {
        /// National.
        National = "NACIONAL",
        /// Foreign, imported by the company.
        ForeignImported = "ESTRANGEIRA_IMPORTACAO_DIRETA",
        /// Foreign, bought in Brazil.
        ForeignBoughtInBrazil = "ESTRANGEIRA_ADQUIRIDA_INTERNAMENTE",
        /// National, with more than 40 % imported.
        NationalImportAbove40 = "NACIONAL_IMPORTACAO_SUPERIOR_40",
        /// National, made under the basic production processes.
        NationalBasicProcess = "NACIONAL_PRODUCAO_CONFORMIDADE",
        /// National, with at most 40 % imported.
        NationalImportBelow40 = "NACIONAL_IMPORTACAO_INFERIOR_40",
        /// Foreign, imported by the company, without a national match (CAMEX list).
        ForeignImportedCamex = "ESTRANGEIRA_IMPORTACAO_DIRETA_CAMEX",
        /// Foreign, bought in Brazil, without a national match (CAMEX list).
        ForeignBoughtInBrazilCamex = "ESTRANGEIRA_ADQUIRIDA_INTERNAMENTE_CAMEX",
        /// National, with more than 70 % imported. The provider misspells it.
        NationalImportAbove70 = "NACIONAL_MERCDORIA_BEM_IMPORTACAO_SUPERIOR_70"
            | "NACIONAL_MERCADORIA_BEM_IMPORTACAO_SUPERIOR_70",
    }
}

client_core::open_enum! {
    /// What goods are to the company, in the words of the tax bookkeeping (SPED).
    #[doc(alias = "tipo_produto")]
    pub enum SpedProductKind {
        /// Goods for resale.
        Resale = "MERCADORIA_PARA_REVENDA",
        /// Raw material.
        RawMaterial = "MATERIA_PRIMA",
        /// Packaging.
        Packaging = "EMBALAGEM",
        /// In the making.
        InProcess = "PRODUTO_EM_PROCESSO",
        /// Finished.
        Finished = "PRODUTO_ACABADO",
        /// By-product.
        ByProduct = "SUBPRODUTO",
        /// Intermediate.
        Intermediate = "PRODUTO_INTERMEDIARIO",
        /// For the company's own use.
        OwnUse = "MATERIAL_DE_USO_E_CONSUMO",
        /// Fixed asset.
        FixedAsset = "ATIVO_IMOBILIZADO",
        /// Services.
        Services = "SERVICOS",
        /// Other inputs.
        OtherInputs = "OUTROS_INSUMOS",
        /// Others.
        Other = "OUTRAS",
    }
}

/// What fiscal notes say of a product.
#[doc(alias = "fiscal")]
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct ProductTaxes {
    /// Its code in the nomenclature of Mercosul.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ncm: Option<Ncm>,
    /// Its code for tax substitution.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cest: Option<Cest>,
    /// Where it comes from.
    #[serde(rename = "origem", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "origem")]
    pub origin: Option<ProductOrigin>,
    /// What it is to the company.
    #[serde(rename = "tipo_produto", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "tipo_produto")]
    pub kind: Option<SpedProductKind>,
    /// Unit of measure on fiscal notes.
    #[serde(rename = "unidade_medida", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "unidade_medida")]
    pub unit: Option<MeasurementUnit>,
}

impl ProductTaxes {
    /// Sets the nomenclature code by the id of its row, not by the code itself.
    #[must_use]
    pub fn with_ncm(mut self, ncm: NcmId) -> Self {
        self.ncm = Some(Ncm::row(ncm));
        self
    }

    /// Sets the code for tax substitution by the id of its row, not by the code itself.
    #[must_use]
    pub fn with_cest(mut self, cest: CestId) -> Self {
        self.cest = Some(Cest::row(cest));
        self
    }

    /// Sets where it comes from.
    #[doc(alias = "origem")]
    #[must_use]
    pub fn with_origin(mut self, origin: ProductOrigin) -> Self {
        self.origin = Some(origin);
        self
    }

    /// Sets what it is to the company.
    #[doc(alias = "tipo_produto")]
    #[must_use]
    pub fn with_kind(mut self, kind: SpedProductKind) -> Self {
        self.kind = Some(kind);
        self
    }

    /// Sets the unit of measure on fiscal notes.
    #[doc(alias = "unidade_medida")]
    #[must_use]
    pub fn with_unit(mut self, unit: UnitId) -> Self {
        self.unit = Some(MeasurementUnit::row(unit));
        self
    }
}

/// Weight and size of a product as it is shipped.
#[doc(alias = "pesos_dimensoes")]
#[doc(alias = "dimensoes")]
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct ProductDimensions {
    /// Height, in centimeters.
    #[serde(rename = "altura", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "altura")]
    pub height: Option<Amount>,
    /// Width, in centimeters.
    #[serde(rename = "largura", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "largura")]
    pub width: Option<Amount>,
    /// Depth, in centimeters.
    #[serde(rename = "profundidade", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "profundidade")]
    pub depth: Option<Amount>,
    /// Weight with packaging, in kilograms.
    #[serde(rename = "peso_bruto", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "peso_bruto")]
    pub gross_weight: Option<Amount>,
    /// Weight without packaging, in kilograms.
    #[serde(rename = "peso_liquido", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "peso_liquido")]
    pub net_weight: Option<Amount>,
    /// How many packages it is shipped in.
    #[serde(rename = "volumes", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "volumes")]
    pub packages: Option<i64>,
}

impl ProductDimensions {
    /// A size, in centimeters.
    pub fn of_size(height: Amount, width: Amount, depth: Amount) -> Self {
        Self {
            height: Some(height),
            width: Some(width),
            depth: Some(depth),
            ..Self::default()
        }
    }

    /// Sets the weights with and without packaging, in kilograms.
    #[doc(alias = "peso_bruto")]
    #[doc(alias = "peso_liquido")]
    #[must_use]
    pub fn with_weights(mut self, gross: Amount, net: Amount) -> Self {
        (self.gross_weight, self.net_weight) = (Some(gross), Some(net));
        self
    }

    /// Sets how many packages it is shipped in.
    #[doc(alias = "volumes")]
    #[must_use]
    pub fn with_packages(mut self, packages: i64) -> Self {
        self.packages = Some(packages);
        self
    }

    pub(crate) fn check(&self) -> Result<()> {
        check_not_negative([
            (self.height, "altura"),
            (self.width, "largura"),
            (self.depth, "profundidade"),
            (self.gross_weight, "peso_bruto"),
            (self.net_weight, "peso_liquido"),
        ])
    }
}

/// A unit that suppliers sell a product in.
#[doc(alias = "conversao_unidade_medida")]
#[doc(alias = "conversoes_unidade_medida")]
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct UnitConversion {
    /// Identifier; in answers only.
    #[serde(
        rename = "id_unidade_conversao",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "id_unidade_conversao")]
    pub id: Option<String>,
    /// The unit.
    #[serde(rename = "unidade_medida", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "unidade_medida")]
    pub unit: Option<MeasurementUnit>,
    /// How many of the product's own unit it holds.
    #[serde(rename = "fator", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "fator")]
    pub factor: Option<Amount>,
    /// Whose unit it is.
    #[serde(
        rename = "id_fornecedor",
        default,
        deserialize_with = "wire::null_as_empty",
        skip_serializing_if = "Vec::is_empty"
    )]
    #[doc(alias = "id_fornecedor")]
    pub supplier_ids: Vec<PersonId>,
}

impl UnitConversion {
    /// `unit` holds `factor` of the product's own unit.
    pub fn new(unit: UnitId, factor: Amount) -> Self {
        Self {
            unit: Some(MeasurementUnit::row(unit)),
            factor: Some(factor),
            ..Self::default()
        }
    }

    /// Adds a supplier whose unit it is.
    #[doc(alias = "id_fornecedor")]
    #[must_use]
    pub fn with_supplier(mut self, supplier: impl Into<PersonId>) -> Self {
        self.supplier_ids.push(supplier.into());
        self
    }

    pub(crate) fn check(&self) -> Result<()> {
        check_positive(self.factor, "conversoes_unidade_medida[].fator")
    }
}

/// A part of a kit.
#[doc(alias = "ItemDoKitDeProdutos")]
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct KitItem {
    /// The product.
    #[serde(rename = "id_produto", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "id_produto")]
    pub product_id: Option<ProductId>,
    /// How many of it; may have decimals.
    #[serde(rename = "quantidade", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "quantidade")]
    pub quantity: Option<Amount>,
    /// Price of one, in BRL.
    #[serde(rename = "valor_unitario", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "valor_unitario")]
    pub unit_price: Option<Amount>,
    /// Price of all, in BRL.
    #[serde(rename = "valor_total", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "valor_total")]
    pub total: Option<Amount>,
    /// Identifier in the catalog; in answers only.
    #[serde(rename = "id_item", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "id_item")]
    pub item_id: Option<String>,
    /// Code (SKU); in answers only.
    #[serde(rename = "codigo", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "codigo")]
    pub sku: Option<String>,
    /// Name; in answers only.
    #[serde(rename = "nome", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "nome")]
    pub name: Option<String>,
    /// Cost center; in answers only.
    #[serde(rename = "costCenterId", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "costCenterId")]
    pub cost_center_id: Option<CostCenterId>,
    /// Version; in answers only.
    #[serde(rename = "versao", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "versao")]
    pub version: Option<i64>,
}

impl KitItem {
    /// `quantity` of a product, at `unit_price` each and `total` together, in BRL.
    pub fn new(
        product: impl Into<ProductId>,
        quantity: Amount,
        unit_price: Amount,
        total: Amount,
    ) -> Self {
        Self {
            product_id: Some(product.into()),
            quantity: Some(quantity),
            unit_price: Some(unit_price),
            total: Some(total),
            ..Self::default()
        }
    }

    pub(crate) fn check(&self) -> Result<()> {
        check_positive(self.quantity, "detalhe_kit.itens[].quantidade")?;
        check_not_negative([
            (self.unit_price, "detalhe_kit.itens[].valor_unitario"),
            (self.total, "detalhe_kit.itens[].valor_total"),
        ])
    }
}

fn check_positive(number: Option<Amount>, field: &str) -> Result<()> {
    if number.is_some_and(|number| number > Amount::ZERO) {
        return Ok(());
    }
    Err(Error::input(format!(
        "{field} is missing or not above zero"
    )))
}

client_core::open_enum! {
    /// Whether goods in the company's e-commerce are new.
    #[doc(alias = "condicao")]
    pub enum ProductCondition {
        /// New.
        New = "NOVO",
        /// Used.
        Used = "USADO",
    }
}

/// What the company's e-commerce shows of a product.
#[doc(alias = "ecommerce")]
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct ProductEcommerce {
    /// Whether it is shown.
    #[serde(rename = "integracao_ativa", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "integracao_ativa")]
    pub active: Option<bool>,
    /// Whether it is new.
    #[serde(rename = "condicao", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "condicao")]
    pub condition: Option<ProductCondition>,
    /// Its category there.
    #[serde(
        rename = "categoria_ecommerce",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "categoria_ecommerce")]
    pub category: Option<EcommerceCategoryName>,
    /// Its brand.
    #[serde(rename = "marca", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "marca")]
    pub brand: Option<EcommerceBrand>,
    /// Description there.
    #[serde(
        rename = "descricao_adicional",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "descricao_adicional")]
    pub description: Option<String>,
    /// Title for search engines.
    #[serde(rename = "titulo_seo", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "titulo_seo")]
    pub seo_title: Option<String>,
    /// Description for search engines.
    #[serde(rename = "descricao_seo", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "descricao_seo")]
    pub seo_description: Option<String>,
    /// Address for search engines.
    #[serde(rename = "url_seo", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "url_seo")]
    pub seo_url: Option<String>,
}

impl ProductEcommerce {
    /// A product that is shown.
    pub fn shown() -> Self {
        Self {
            active: Some(true),
            ..Self::default()
        }
    }

    /// Says whether it is new.
    #[doc(alias = "condicao")]
    #[must_use]
    pub fn with_condition(mut self, condition: ProductCondition) -> Self {
        self.condition = Some(condition);
        self
    }

    /// Sets its category there.
    #[doc(alias = "categoria_ecommerce")]
    #[must_use]
    pub fn with_category(mut self, category: impl Into<EcommerceCategoryId>) -> Self {
        self.category = Some(EcommerceCategoryName::row(category.into()));
        self
    }

    /// Sets its brand.
    #[doc(alias = "marca")]
    #[must_use]
    pub fn with_brand(mut self, brand: impl Into<EcommerceBrandId>) -> Self {
        self.brand = Some(EcommerceBrand::row(brand.into()));
        self
    }

    /// Sets the description there.
    #[doc(alias = "descricao_adicional")]
    #[must_use]
    pub fn with_description(mut self, description: impl Into<String>) -> Self {
        self.description = Some(description.into());
        self
    }

    /// Sets the title for search engines.
    #[doc(alias = "titulo_seo")]
    #[must_use]
    pub fn with_seo_title(mut self, seo_title: impl Into<String>) -> Self {
        self.seo_title = Some(seo_title.into());
        self
    }

    /// Sets the description for search engines.
    #[doc(alias = "descricao_seo")]
    #[must_use]
    pub fn with_seo_description(mut self, seo_description: impl Into<String>) -> Self {
        self.seo_description = Some(seo_description.into());
        self
    }

    /// Sets the address for search engines.
    #[doc(alias = "url_seo")]
    #[must_use]
    pub fn with_seo_url(mut self, seo_url: impl Into<String>) -> Self {
        self.seo_url = Some(seo_url.into());
        self
    }
}
