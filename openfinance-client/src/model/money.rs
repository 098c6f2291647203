//! Amounts with their currency.

use client_core::money::{Amount, amount_string_exact};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};

/// An amount and its currency. On the wire a text with two to four decimals, in investments up to
/// ten; read and written digit by digit.
///
/// ```
/// use openfinance_client::model::{Currency, Money};
///
/// let text = r#"{"amount":"1234.5600","currency":"BRL"}"#;
/// let money: Money = serde_json::from_str(text)?;
/// assert_eq!(money.amount.to_cents()?, 123_456);
/// assert_eq!(money.currency, Currency::Brl);
/// assert_eq!(serde_json::to_string(&money)?, text);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Money {
    /// How much. Whether it came or went stands beside it, never in its sign, but for balances, and
    /// in funds, brokers' notes and extra payments on credit.
    #[serde(with = "amount_string_exact")]
    pub amount: Amount,
    /// Of what.
    pub currency: Currency,
}

/// Reads an amount that may come as an object without content, which says that there is none.
pub(super) fn none_if_empty<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Money>, D::Error> {
    #[derive(Deserialize)]
    struct Parts {
        #[serde(default, with = "amount_string_exact")]
        amount: Option<Amount>,
        currency: Option<Currency>,
    }
    match Option::deserialize(deserializer)? {
        None
        | Some(Parts {
            amount: None,
            currency: None,
        }) => Ok(None),
        Some(Parts {
            amount: Some(amount),
            currency: Some(currency),
        }) => Ok(Some(Money { amount, currency })),
        Some(Parts { amount: None, .. }) => Err(D::Error::missing_field("amount")),
        Some(_) => Err(D::Error::missing_field("currency")),
    }
}

client_core::open_enum! {
    /// A currency by its ISO 4217 code.
    pub enum Currency {
        /// Brazilian real.
        Brl = "BRL",
        /// United States dollar.
        Usd = "USD",
        /// Euro.
        Eur = "EUR",
    }
}
