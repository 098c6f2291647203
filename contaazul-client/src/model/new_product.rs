//! Products to be created or changed.

use client_core::money::Amount;
use client_core::{Error, Result};
use serde::Serialize;

use super::product_variation::check_sku;
use super::value::check_not_negative;
use super::{
    CatalogStatus, CestId, CostCenterId, KitItem, MeasurementUnit, NcmId, ProductCategory,
    ProductCategoryId, ProductDimensions, ProductEcommerce, ProductFormat, ProductTaxes,
    ProductVariation, UnitConversion, UnitId,
};

/// A product to be created. Only the name is mandatory: production makes up a code and files it
/// under the category "Outras".
#[derive(Clone, Debug, Serialize)]
#[must_use]
pub struct NewProduct {
    #[serde(rename = "nome")]
    name: String,
    #[serde(rename = "ativo", skip_serializing_if = "Option::is_none")]
    active: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<CatalogStatus>,
    #[serde(rename = "descricao", skip_serializing_if = "Option::is_none")]
    description: Option<String>,
    #[serde(rename = "codigo_sku", skip_serializing_if = "Option::is_none")]
    sku: Option<String>,
    #[serde(rename = "codigo_ean", skip_serializing_if = "Option::is_none")]
    ean: Option<String>,
    #[serde(rename = "formato", skip_serializing_if = "Option::is_none")]
    format: Option<ProductFormat>,
    #[serde(rename = "categoria", skip_serializing_if = "Option::is_none")]
    category: Option<ProductCategory>,
    #[serde(rename = "id_centro_custo", skip_serializing_if = "Option::is_none")]
    cost_center_id: Option<CostCenterId>,
    #[serde(rename = "estoque", skip_serializing_if = "Option::is_none")]
    stock: Option<NewStock>,
    #[serde(rename = "fiscal", skip_serializing_if = "Option::is_none")]
    taxes: Option<ProductTaxes>,
    #[serde(rename = "unidade_medida", skip_serializing_if = "Option::is_none")]
    unit: Option<MeasurementUnit>,
    #[serde(
        rename = "conversoes_unidade_medida",
        skip_serializing_if = "Vec::is_empty"
    )]
    unit_conversions: Vec<UnitConversion>,
    #[serde(rename = "pesos_dimensoes", skip_serializing_if = "Option::is_none")]
    dimensions: Option<ProductDimensions>,
    #[serde(rename = "detalhe_kit", skip_serializing_if = "Option::is_none")]
    kit: Option<NewKit>,
    #[serde(rename = "variacao", skip_serializing_if = "Option::is_none")]
    variation: Option<ProductVariation>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ecommerce: Option<ProductEcommerce>,
}

impl NewProduct {
    /// A product of this name.
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            active: None,
            status: None,
            description: None,
            sku: None,
            ean: None,
            format: None,
            category: None,
            cost_center_id: None,
            stock: None,
            taxes: None,
            unit: None,
            unit_conversions: Vec::new(),
            dimensions: None,
            kit: None,
            variation: None,
            ecommerce: None,
        }
    }

    /// Says whether it is in use, under both names that the ERP has for it.
    #[doc(alias = "ativo")]
    #[doc(alias = "status")]
    pub fn active(mut self, active: bool) -> Self {
        self.active = Some(active);
        self.status = Some(match active {
            true => CatalogStatus::Active,
            false => CatalogStatus::Inactive,
        });
        self
    }

    /// Sets the description.
    #[doc(alias = "descricao")]
    pub fn description(mut self, description: impl Into<String>) -> Self {
        self.description = Some(description.into());
        self
    }

    /// Sets the code (SKU): at most 20 characters. One that another product has is answered with
    /// 409.
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

    /// Says whether it has variations.
    #[doc(alias = "formato")]
    pub fn format(mut self, format: ProductFormat) -> Self {
        self.format = Some(format);
        self
    }

    /// Sets the category.
    #[doc(alias = "categoria")]
    pub fn category(mut self, category: ProductCategoryId) -> Self {
        self.category = Some(ProductCategory::row(category));
        self
    }

    /// Sets the cost center.
    #[doc(alias = "id_centro_custo")]
    pub fn cost_center(mut self, cost_center: impl Into<CostCenterId>) -> Self {
        self.cost_center_id = Some(cost_center.into());
        self
    }

    /// Sets stock and price.
    #[doc(alias = "estoque")]
    pub fn stock(mut self, stock: NewStock) -> Self {
        self.stock = Some(stock);
        self
    }

    /// Sets what fiscal notes say of it.
    #[doc(alias = "fiscal")]
    pub fn taxes(mut self, taxes: ProductTaxes) -> Self {
        self.taxes = Some(taxes);
        self
    }

    /// Sets the unit of measure.
    #[doc(alias = "unidade_medida")]
    pub fn unit(mut self, unit: UnitId) -> Self {
        self.unit = Some(MeasurementUnit::row(unit));
        self
    }

    /// Adds a unit that suppliers sell it in.
    #[doc(alias = "conversoes_unidade_medida")]
    pub fn unit_conversion(mut self, conversion: UnitConversion) -> Self {
        self.unit_conversions.push(conversion);
        self
    }

    /// Sets weight and size.
    #[doc(alias = "pesos_dimensoes")]
    pub fn dimensions(mut self, dimensions: ProductDimensions) -> Self {
        self.dimensions = Some(dimensions);
        self
    }

    /// Makes it a kit of other products.
    #[doc(alias = "detalhe_kit")]
    pub fn kit(mut self, kit: NewKit) -> Self {
        self.kit = Some(kit);
        self
    }

    /// Sets its variations, and with them the format.
    #[doc(alias = "variacao")]
    pub fn variation(mut self, variation: ProductVariation) -> Self {
        self.variation = Some(variation);
        self.format(ProductFormat::WithVariations)
    }

    /// Sets what the company's e-commerce shows of it.
    pub fn ecommerce(mut self, ecommerce: ProductEcommerce) -> Self {
        self.ecommerce = Some(ecommerce);
        self
    }

    pub(crate) fn check(&self) -> Result<()> {
        check_named(Some(&self.name))?;
        check_sku(self.sku.as_deref(), "codigo_sku")?;
        self.stock.as_ref().map_or(Ok(()), NewStock::check)?;
        self.dimensions
            .as_ref()
            .map_or(Ok(()), ProductDimensions::check)?;
        self.kit.as_ref().map_or(Ok(()), NewKit::check)?;
        self.variation
            .as_ref()
            .map_or(Ok(()), ProductVariation::check)?;
        self.unit_conversions
            .iter()
            .try_for_each(UnitConversion::check)
    }
}

pub(super) fn check_named(name: Option<&str>) -> Result<()> {
    if name.is_some_and(|name| name.trim().is_empty()) {
        return Err(Error::input("nome is empty; name the product"));
    }
    Ok(())
}

/// Stock and price of a product to be created. Quantities are in its unit and may have decimals.
#[doc(alias = "estoque")]
#[derive(Clone, Debug, Default, Serialize)]
#[must_use]
pub struct NewStock {
    #[serde(rename = "valor_venda", skip_serializing_if = "Option::is_none")]
    price: Option<Amount>,
    #[serde(rename = "custo_medio", skip_serializing_if = "Option::is_none")]
    average_cost: Option<Amount>,
    #[serde(rename = "estoque_disponivel", skip_serializing_if = "Option::is_none")]
    available: Option<Amount>,
    #[serde(rename = "estoque_minimo", skip_serializing_if = "Option::is_none")]
    minimum: Option<Amount>,
    #[serde(rename = "estoque_maximo", skip_serializing_if = "Option::is_none")]
    maximum: Option<Amount>,
}

impl NewStock {
    /// A selling price, in BRL.
    pub fn priced(price: Amount) -> Self {
        Self {
            price: Some(price),
            ..Self::default()
        }
    }

    /// Sets the average cost, in BRL.
    #[doc(alias = "custo_medio")]
    pub fn average_cost(mut self, average_cost: Amount) -> Self {
        self.average_cost = Some(average_cost);
        self
    }

    /// Sets what is there.
    #[doc(alias = "estoque_disponivel")]
    pub fn available(mut self, available: Amount) -> Self {
        self.available = Some(available);
        self
    }

    /// Sets the least stock wanted.
    #[doc(alias = "estoque_minimo")]
    pub fn minimum(mut self, minimum: Amount) -> Self {
        self.minimum = Some(minimum);
        self
    }

    /// Sets the most stock wanted.
    #[doc(alias = "estoque_maximo")]
    pub fn maximum(mut self, maximum: Amount) -> Self {
        self.maximum = Some(maximum);
        self
    }

    pub(super) fn check(&self) -> Result<()> {
        check_not_negative([
            (self.price, "estoque.valor_venda"),
            (self.average_cost, "estoque.custo_medio"),
            (self.minimum, "estoque.estoque_minimo"),
            (self.maximum, "estoque.estoque_maximo"),
        ])?;
        if self
            .minimum
            .zip(self.maximum)
            .is_some_and(|(least, most)| least > most)
        {
            return Err(Error::input(
                "estoque.estoque_minimo is above estoque.estoque_maximo; swap them",
            ));
        }
        Ok(())
    }
}

/// What a kit to be created is made of.
#[doc(alias = "detalhe_kit")]
#[derive(Clone, Debug, Serialize)]
#[must_use]
pub struct NewKit {
    #[serde(rename = "valor_venda")]
    price: Amount,
    #[serde(rename = "itens")]
    items: Vec<KitItem>,
}

impl NewKit {
    /// A kit that sells at this price, in BRL.
    pub fn priced(price: Amount) -> Self {
        Self {
            price,
            items: Vec::new(),
        }
    }

    /// Adds a part.
    #[doc(alias = "itens")]
    pub fn item(mut self, item: KitItem) -> Self {
        self.items.push(item);
        self
    }

    fn check(&self) -> Result<()> {
        if self.items.is_empty() {
            return Err(Error::input("detalhe_kit.itens is empty; add a part"));
        }
        check_not_negative([(Some(self.price), "detalhe_kit.valor_venda")])?;
        self.items.iter().try_for_each(KitItem::check)
    }
}

/// A change of a product; what is not set stays as it is. Stock cannot be changed so.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[must_use]
pub struct ProductUpdate {
    #[serde(rename = "nome", skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(rename = "codigo_sku", skip_serializing_if = "Option::is_none")]
    sku: Option<String>,
    #[serde(rename = "codigo_ean", skip_serializing_if = "Option::is_none")]
    ean: Option<String>,
    #[serde(rename = "valor_venda", skip_serializing_if = "Option::is_none")]
    price: Option<Amount>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ncm: Option<NcmId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cest: Option<CestId>,
    #[serde(rename = "unidade_medida", skip_serializing_if = "Option::is_none")]
    unit: Option<UnitId>,
    #[serde(rename = "peso_bruto", skip_serializing_if = "Option::is_none")]
    gross_weight: Option<Amount>,
    #[serde(rename = "peso_liquido", skip_serializing_if = "Option::is_none")]
    net_weight: Option<Amount>,
}

impl ProductUpdate {
    /// A change of nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Renames it.
    #[doc(alias = "nome")]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Sets the code (SKU): at most 20 characters.
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

    /// Sets the selling price, in BRL.
    #[doc(alias = "valor_venda")]
    pub fn price(mut self, price: Amount) -> Self {
        self.price = Some(price);
        self
    }

    /// Sets the nomenclature code by the id of its row, not by the code itself.
    pub fn ncm(mut self, ncm: NcmId) -> Self {
        self.ncm = Some(ncm);
        self
    }

    /// Sets the code for tax substitution by the id of its row, not by the code itself.
    pub fn cest(mut self, cest: CestId) -> Self {
        self.cest = Some(cest);
        self
    }

    /// Sets the unit of measure.
    #[doc(alias = "unidade_medida")]
    pub fn unit(mut self, unit: UnitId) -> Self {
        self.unit = Some(unit);
        self
    }

    /// Sets the weight with packaging, in kilograms.
    #[doc(alias = "peso_bruto")]
    pub fn gross_weight(mut self, gross_weight: Amount) -> Self {
        self.gross_weight = Some(gross_weight);
        self
    }

    /// Sets the weight without packaging, in kilograms.
    #[doc(alias = "peso_liquido")]
    pub fn net_weight(mut self, net_weight: Amount) -> Self {
        self.net_weight = Some(net_weight);
        self
    }

    pub(crate) fn check(&self) -> Result<()> {
        if *self == Self::default() {
            return Err(Error::input("the change is empty; set what is to change"));
        }
        check_named(self.name.as_deref())?;
        check_sku(self.sku.as_deref(), "codigo_sku")?;
        check_not_negative([
            (self.price, "valor_venda"),
            (self.gross_weight, "peso_bruto"),
            (self.net_weight, "peso_liquido"),
        ])
    }
}
