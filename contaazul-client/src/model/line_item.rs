//! Lines of sales, quotes and contracts.

use client_core::money::{Amount, AmountError};
use client_core::secret::Redacted;
use client_core::{Error, Result};
use serde::{Deserialize, Serialize};

use super::value::check_amount;
use super::{CostCenterId, ItemId, LineItemId, Quantity};

client_core::open_enum! {
    /// What kind of thing is sold.
    #[doc(alias = "tipo_item")]
    pub enum SoldItemKind {
        /// Product.
        Product = "PRODUTO",
        /// Service.
        Service = "SERVICO",
        /// Fixed asset.
        FixedAsset = "ATIVOS_IMOBILIZADOS",
        /// Financial item.
        Financial = "FINANCEIRO",
        /// Kit of products.
        ProductKit = "KIT_PRODUTOS",
    }
}

/// A line of a sale or quote.
#[doc(alias = "item")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct LineItem {
    /// The line of a sale; in a quote, whether it is the line or the product is not documented.
    pub id: Option<LineItemId>,
    /// The product or service; sales only.
    #[serde(rename = "id_item")]
    #[doc(alias = "id_item")]
    pub item_id: Option<ItemId>,
    /// Name of the product or service.
    #[serde(rename = "nome")]
    #[doc(alias = "nome")]
    pub name: Option<String>,
    /// What was written about it.
    #[serde(rename = "descricao")]
    #[doc(alias = "descricao")]
    pub description: Option<Redacted<String>>,
    /// What kind of thing it is.
    #[serde(rename = "tipo")]
    #[doc(alias = "tipo")]
    pub kind: Option<SoldItemKind>,
    /// How much of it.
    #[serde(rename = "quantidade")]
    #[doc(alias = "quantidade")]
    pub quantity: Option<Quantity>,
    /// Price of one, in BRL.
    #[serde(rename = "valor")]
    #[doc(alias = "valor")]
    pub unit_price: Option<Amount>,
    /// Cost in BRL.
    #[serde(rename = "custo")]
    #[doc(alias = "custo")]
    pub cost: Option<Amount>,
    /// Cost center; sales only.
    #[serde(rename = "id_centro_custo")]
    #[doc(alias = "id_centro_custo")]
    pub cost_center_id: Option<CostCenterId>,
}

/// A line to be sold or offered.
///
/// ```
/// use client_core::money::Amount;
/// use contaazul_client::model::{NewLineItem, Quantity};
///
/// let cake = "550e0000-0000-4a1e-9a55-0000000000cc";
/// let line = NewLineItem::new(cake, Quantity::parse("1.5")?, Amount::parse("80.00")?);
/// # Ok::<(), client_core::money::AmountError>(())
/// ```
#[derive(Clone, Debug, Serialize)]
#[must_use]
pub struct NewLineItem {
    id: ItemId,
    #[serde(rename = "descricao", skip_serializing_if = "Option::is_none")]
    description: Option<Redacted<String>>,
    #[serde(rename = "quantidade")]
    quantity: Quantity,
    #[serde(rename = "valor")]
    unit_price: Amount,
    #[serde(rename = "valor_custo", skip_serializing_if = "Option::is_none")]
    unit_cost: Option<Amount>,
    #[serde(rename = "itens_kit", skip_serializing_if = "Vec::is_empty")]
    kit: Vec<KitComponent>,
}

/// Where a line goes: each place takes other parts of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LineOf {
    Sale,
    Quote,
    Contract,
}

/// Longest description of a contract's line.
const LONGEST_CONTRACT_DESCRIPTION: usize = 500;

impl NewLineItem {
    /// `quantity` of a product or service at `unit_price` in BRL.
    pub fn new(item: impl Into<ItemId>, quantity: impl Into<Quantity>, unit_price: Amount) -> Self {
        Self {
            id: item.into(),
            description: None,
            quantity: quantity.into(),
            unit_price,
            unit_cost: None,
            kit: Vec::new(),
        }
    }

    /// A text for this line. Quotes take none; contracts at most 500 characters.
    #[doc(alias = "descricao")]
    pub fn description(mut self, text: impl Into<String>) -> Self {
        self.description = Some(Redacted::new(text.into()));
        self
    }

    /// What one costs the company, in BRL.
    #[doc(alias = "valor_custo")]
    pub fn unit_cost(mut self, cost: Amount) -> Self {
        self.unit_cost = Some(cost);
        self
    }

    /// Adds a part of a kit. Sales only.
    #[doc(alias = "itens_kit")]
    pub fn kit_component(mut self, component: KitComponent) -> Self {
        self.kit.push(component);
        self
    }

    /// Quantity times unit price, exactly.
    pub(super) fn total(&self) -> Result<Amount, AmountError> {
        self.quantity.times(self.unit_price)
    }

    fn check(&self, place: LineOf) -> Result<()> {
        check_quantity(self.quantity, "itens[].quantidade")?;
        check_price(self.unit_price, "itens[].valor")?;
        if place == LineOf::Quote && self.unit_price.is_zero() {
            return Err(Error::input("itens[].valor is zero; a quote needs a price"));
        }
        if let Some(cost) = self.unit_cost {
            check_price(cost, "itens[].valor_custo")?;
        }
        if place != LineOf::Sale && !self.kit.is_empty() {
            return Err(Error::input(
                "itens[].itens_kit is for sales only; leave it out",
            ));
        }
        for component in &self.kit {
            check_quantity(component.quantity, "itens_kit[].quantidade")?;
            check_amount(component.amount, "itens_kit[].valor")?;
        }
        let description = self.description.as_ref().map(|text| text.expose().chars());
        match (place, description) {
            (LineOf::Quote, Some(_)) => Err(Error::input(
                "itens[].descricao is not taken by quotes; use the quote's own description",
            )),
            (LineOf::Contract, Some(text))
                if text.clone().count() > LONGEST_CONTRACT_DESCRIPTION =>
            {
                Err(Error::input(
                    "itens[].descricao is longer than the 500 characters a contract takes",
                ))
            }
            _ => Ok(()),
        }
    }
}

/// Checks lines for their place: there is at least one.
pub(super) fn check_lines(lines: &[NewLineItem], place: LineOf) -> Result<()> {
    if lines.is_empty() {
        return Err(Error::input("itens is empty; add at least one item"));
    }
    lines.iter().try_for_each(|line| line.check(place))
}

fn check_quantity(quantity: Quantity, field: &str) -> Result<()> {
    if quantity.is_positive() {
        Ok(())
    } else {
        Err(Error::input(format!("{field} must be more than zero")))
    }
}

/// Prices and costs of one may be finer than a cent.
fn check_price(price: Amount, field: &str) -> Result<()> {
    if price.is_negative() {
        return Err(Error::input(format!(
            "{field} is negative; give it without a sign"
        )));
    }
    Ok(())
}

/// A part of a kit that is sold as one line.
#[derive(Clone, Debug, Serialize)]
#[must_use]
pub struct KitComponent {
    #[serde(rename = "id_produto")]
    product: ItemId,
    #[serde(rename = "id_kit")]
    kit: ItemId,
    #[serde(rename = "quantidade")]
    quantity: Quantity,
    #[serde(rename = "valor")]
    amount: Amount,
}

impl KitComponent {
    /// `quantity` of `product` in `kit`, for `amount` in BRL.
    pub fn new(
        product: impl Into<ItemId>,
        kit: impl Into<ItemId>,
        quantity: impl Into<Quantity>,
        amount: Amount,
    ) -> Self {
        Self {
            product: product.into(),
            kit: kit.into(),
            quantity: quantity.into(),
            amount,
        }
    }
}
