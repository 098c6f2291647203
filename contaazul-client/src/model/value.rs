//! What an amount is made of.

use client_core::money::Amount;
use client_core::secret::Redacted;
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

    /// The net amount: as sent, or worked out of a gross one. `None` when there is neither.
    #[must_use]
    pub fn net_amount(&self) -> Option<Amount> {
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
    check_not_negative([(Some(amount), field)])?;
    check_cents(amount, field)
}

/// Amounts or quantities of any precision, each with its field, none of them negative.
pub(crate) fn check_not_negative<const N: usize>(
    numbers: [(Option<Amount>, &str); N],
) -> Result<()> {
    let negative = |number: &Option<Amount>| number.is_some_and(Amount::is_negative);
    match numbers.iter().find(|(number, _)| negative(number)) {
        Some((_, field)) => Err(Error::input(format!(
            "{field} is negative; give it without a sign"
        ))),
        None => Ok(()),
    }
}

/// A text of at most so many characters.
pub(crate) fn check_length(text: &str, most: usize, field: &str) -> Result<()> {
    let characters = text.chars().count();
    if characters > most {
        return Err(Error::input(format!(
            "{field} has {characters} characters; the ERP takes {most}"
        )));
    }
    Ok(())
}

/// Personal texts, each of at most so many characters.
pub(crate) fn check_lengths<const N: usize>(
    texts: [(&Option<Redacted<String>>, usize, &str); N],
) -> Result<()> {
    let given = texts
        .into_iter()
        .filter_map(|(text, most, field)| Some((text.as_ref()?, most, field)));
    for (text, most, field) in given {
        check_length(text.expose(), most, field)?;
    }
    Ok(())
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
