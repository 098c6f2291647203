//! What an amount is made of.

use client_core::money::Amount;
use client_core::{Error, Result};
use serde::{Deserialize, Serialize};

/// What an installment or a settlement is made of, in BRL.
///
/// The ERP calls it `composicao_valor`, `valor_composicao` or `detalhe_valor`, depending on the
/// operation. Read, every part may be missing, and computed ones may carry more than two decimals
/// (see [`Amount::round_to_cents`]). To write one, start at [`ValueBreakdown::gross_of`].
#[doc(alias = "composicao_valor")]
#[doc(alias = "valor_composicao")]
#[doc(alias = "detalhe_valor")]
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct ValueBreakdown {
    /// Gross amount.
    #[serde(rename = "valor_bruto", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "valor_bruto")]
    pub gross: Option<Amount>,
    /// Net amount.
    #[serde(rename = "valor_liquido", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "valor_liquido")]
    pub net: Option<Amount>,
    /// Interest, added.
    #[serde(rename = "juros", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "juros")]
    pub interest: Option<Amount>,
    /// Fine, added.
    #[serde(rename = "multa", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "multa")]
    pub fine: Option<Amount>,
    /// Discount, subtracted.
    #[serde(rename = "desconto", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "desconto")]
    pub discount: Option<Amount>,
    /// Fee, subtracted.
    #[serde(rename = "taxa", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "taxa")]
    pub fee: Option<Amount>,
}

impl ValueBreakdown {
    /// A gross amount and nothing else.
    pub fn gross_of(gross: Amount) -> Self {
        Self {
            gross: Some(gross),
            ..Self::default()
        }
    }

    /// Adds interest.
    #[must_use]
    pub fn with_interest(mut self, interest: Amount) -> Self {
        self.interest = Some(interest);
        self
    }

    /// Adds a fine.
    #[must_use]
    pub fn with_fine(mut self, fine: Amount) -> Self {
        self.fine = Some(fine);
        self
    }

    /// Subtracts a discount.
    #[must_use]
    pub fn with_discount(mut self, discount: Amount) -> Self {
        self.discount = Some(discount);
        self
    }

    /// Subtracts a fee.
    #[must_use]
    pub fn with_fee(mut self, fee: Amount) -> Self {
        self.fee = Some(fee);
        self
    }

    /// The net amount: as sent, or worked out of a gross one.
    pub(crate) fn net_amount(&self) -> Option<Amount> {
        self.net.or_else(|| {
            self.gross?;
            self.clone().with_net("valor").ok()?.net
        })
    }

    /// The breakdown with its net amount: gross + interest + fine − discount − fee.
    pub(crate) fn with_net(mut self, field: &str) -> Result<Self> {
        let part = |part: Option<Amount>| part.unwrap_or_default();
        let plus = [part(self.gross), part(self.interest), part(self.fine)];
        let minus = [part(self.discount), part(self.fee)];
        let net = Amount::checked_sum(plus)
            .and_then(|plus| plus.checked_sub(Amount::checked_sum(minus)?))
            .map_err(|cause| {
                Error::input(format!("{field} has too many digits")).with_source(cause)
            })?;
        if net.is_negative() {
            return Err(Error::input(format!(
                "{field} has a negative net amount: discount and fee exceed the rest"
            )));
        }
        self.net = Some(net);
        Ok(self)
    }

    /// Checks what is about to be sent: a gross amount is there, nothing is negative and nothing
    /// is finer than a cent.
    pub(crate) fn check(&self, field: &str) -> Result<()> {
        let gross = self
            .gross
            .ok_or_else(|| Error::input(format!("{field} needs a gross amount (valor_bruto)")))?;
        check_amount(gross, &format!("{field}.valor_bruto"))?;
        let others = [
            (self.interest, "juros"),
            (self.fine, "multa"),
            (self.discount, "desconto"),
            (self.fee, "taxa"),
        ];
        for (amount, name) in others {
            if let Some(amount) = amount {
                check_amount(amount, &format!("{field}.{name}"))?;
            }
        }
        Ok(())
    }
}

/// An amount that the ERP takes: not negative, in whole cents.
pub(crate) fn check_amount(amount: Amount, field: &str) -> Result<()> {
    if amount.is_negative() {
        return Err(Error::input(format!(
            "{field} is negative; give it without a sign"
        )));
    }
    check_cents(amount, field)
}

/// An amount in whole cents.
pub(crate) fn check_cents(amount: Amount, field: &str) -> Result<()> {
    amount.to_cents().map(drop).map_err(|cause| {
        Error::input(format!(
            "{field} is not a whole number of cents; round it first"
        ))
        .with_source(cause)
    })
}
