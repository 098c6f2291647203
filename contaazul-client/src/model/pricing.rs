//! What a sale, quote or contract costs, around its items.

use client_core::money::{Amount, AmountError};
use client_core::{Error, Result};
use serde::{Deserialize, Serialize};

use super::line_item::NewLineItem;
use super::quantity::product;
use super::value::check_amount;

client_core::open_enum! {
    /// How a discount is told.
    #[doc(alias = "tipo_desconto")]
    pub enum DiscountKind {
        /// In percent of the items.
        Percent = "PORCENTAGEM",
        /// In BRL.
        Amount = "VALOR",
    }
}

/// A discount on a sale, quote or contract.
#[doc(alias = "desconto")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Discount {
    /// How it is told.
    #[serde(rename = "tipo")]
    #[doc(alias = "tipo")]
    pub kind: Option<DiscountKind>,
    /// BRL, or percent from 0 to 100.
    #[serde(rename = "valor")]
    #[doc(alias = "valor")]
    pub value: Option<Amount>,
}

impl Discount {
    /// So many BRL off.
    pub fn amount(amount: Amount) -> Self {
        Self {
            kind: Some(DiscountKind::Amount),
            value: Some(amount),
        }
    }

    /// So many percent off, from 0 to 100.
    pub fn percent(percent: Amount) -> Self {
        Self {
            kind: Some(DiscountKind::Percent),
            value: Some(percent),
        }
    }

    /// What comes off `items`, exactly.
    fn of(&self, items: Amount) -> Result<Amount> {
        match (&self.kind, self.value) {
            (Some(DiscountKind::Amount), Some(amount)) => {
                check_amount(amount, "desconto.valor")?;
                Ok(amount)
            }
            (Some(DiscountKind::Percent), Some(percent)) => {
                if percent.is_negative() || percent > Amount::from_cents(10_000) {
                    return Err(Error::input(
                        "desconto.valor is not between 0 and 100 percent",
                    ));
                }
                product(items, percent)
                    .and_then(|hundredfold| product(hundredfold, Amount::from_cents(1)))
                    .map_err(|cause| too_long("desconto.valor", cause))
            }
            _ => Err(Error::input(
                "desconto is incomplete; make it by Discount::amount or Discount::percent",
            )),
        }
    }
}

/// Freight and discount as they were given, with gross and net amount where the ERP tells them.
#[doc(alias = "composicao_de_valor")]
#[doc(alias = "valor_composicao")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Pricing {
    /// Gross amount in BRL.
    #[serde(rename = "valor_bruto")]
    #[doc(alias = "valor_bruto")]
    pub gross: Option<Amount>,
    /// Discount.
    #[serde(rename = "desconto")]
    #[doc(alias = "desconto")]
    pub discount: Option<Discount>,
    /// Freight in BRL.
    #[serde(rename = "frete")]
    #[doc(alias = "frete")]
    pub freight: Option<Amount>,
    /// Net amount in BRL.
    #[serde(rename = "valor_liquido")]
    #[doc(alias = "valor_liquido")]
    pub net: Option<Amount>,
}

/// What a sale or contract is made of, worked out by the ERP, in BRL.
#[doc(alias = "composicao_valor")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct SaleValue {
    /// Gross amount.
    #[serde(rename = "valor_bruto")]
    #[doc(alias = "valor_bruto")]
    pub gross: Option<Amount>,
    /// Discount.
    #[serde(rename = "desconto")]
    #[doc(alias = "desconto")]
    pub discount: Option<Amount>,
    /// Freight.
    #[serde(rename = "frete")]
    #[doc(alias = "frete")]
    pub freight: Option<Amount>,
    /// Taxes of a sale.
    #[serde(rename = "impostos")]
    #[doc(alias = "impostos")]
    pub taxes: Option<Amount>,
    /// Taxes that the customer withholds.
    #[serde(rename = "impostos_deduzidos")]
    #[doc(alias = "impostos_deduzidos")]
    pub deducted_taxes: Option<Amount>,
    /// Taxes on services of a contract.
    #[serde(rename = "valor_impostos_servico")]
    #[doc(alias = "valor_impostos_servico")]
    pub service_taxes: Option<Amount>,
    /// Insurance.
    #[serde(rename = "seguro")]
    #[doc(alias = "seguro")]
    pub insurance: Option<Amount>,
    /// Incidental expenses.
    #[serde(rename = "despesas_incidentais")]
    #[doc(alias = "despesas_incidentais")]
    pub incidental_expenses: Option<Amount>,
    /// Net amount.
    #[serde(rename = "valor_liquido")]
    #[doc(alias = "valor_liquido")]
    pub net: Option<Amount>,
}

/// Freight and discount to be sent.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct NewPricing {
    #[serde(rename = "frete", skip_serializing_if = "Option::is_none")]
    pub(super) freight: Option<Amount>,
    #[serde(rename = "desconto", skip_serializing_if = "Option::is_none")]
    pub(super) discount: Option<Discount>,
}

impl NewPricing {
    pub(super) fn is_empty(&self) -> bool {
        self.freight.is_none() && self.discount.is_none()
    }

    /// What the customer pays: items + freight − discount.
    pub(super) fn total(&self, items: &[NewLineItem]) -> Result<Total> {
        let lines = items
            .iter()
            .map(|item| {
                item.total()
                    .map_err(|cause| too_long("itens[].valor", cause))
            })
            .collect::<Result<Vec<_>>>()?;
        let sum = Amount::checked_sum(&lines).map_err(|cause| too_long("itens[].valor", cause))?;
        if let Some(freight) = self.freight {
            check_amount(freight, "frete")?;
        }
        let discount = match &self.discount {
            Some(discount) => discount.of(sum)?,
            None => Amount::ZERO,
        };
        let exact = sum
            .checked_add(self.freight.unwrap_or_default())
            .and_then(|gross| gross.checked_sub(discount))
            .map_err(|cause| too_long("itens[].valor", cause))?;
        if exact.is_negative() {
            return Err(Error::input(
                "desconto exceeds items and freight; the total would be negative",
            ));
        }
        let parts = lines.iter().chain([&discount]);
        let rounded = parts.filter(|part| part.to_cents().is_err()).count();
        Ok(Total { exact, rounded })
    }
}

/// What is to be paid, and how many parts of it are no whole cents. How the ERP rounds them is not
/// published, so each may make a difference of less than a cent.
pub(super) struct Total {
    exact: Amount,
    rounded: usize,
}

impl Total {
    /// Checks that what is asked for in installments is the total.
    pub(super) fn check_sum(&self, parts: impl Iterator<Item = Amount>) -> Result<()> {
        let field = "parcelas[].valor";
        let sum = Amount::checked_sum(parts).map_err(|cause| too_long(field, cause))?;
        let difference = sum
            .checked_sub(self.exact)
            .map_err(|cause| too_long(field, cause))?
            .abs();
        let allowed = i64::try_from(self.rounded).map_or(Amount::ZERO, Amount::from_cents);
        if difference.is_zero() || difference < allowed {
            return Ok(());
        }
        Err(Error::input(
            "the sum of parcelas[].valor is not the total: items (quantidade × valor) + frete − \
             desconto; make them equal",
        ))
    }
}

fn too_long(field: &str, cause: AmountError) -> Error {
    Error::input(format!("{field} has too many digits")).with_source(cause)
}
