//! Investments by portfolio.

use client_core::money::Amount;
use client_core::wire;
use serde::{Deserialize, Serialize};
use time::Date;

use super::PortfolioId;
use crate::present;

client_core::open_enum! {
    /// What a portfolio holds.
    pub enum PortfolioKind {
        /// Fixed income.
        FixedIncome = "FIXED_INCOME",
        /// Other.
        Other = "OTHER",
        /// Pension.
        Pension = "PENSION",
        /// Variable income.
        VariableIncome = "VARIABLE_INCOME",
    }

    /// What an instrument is.
    pub enum InstrumentKind {
        /// Bond.
        Bond = "BOND",
        /// Deposit.
        Deposit = "DEPOSIT",
        /// Fund that is traded.
        Etf = "ETF",
        /// Fund.
        Fund = "FUND",
        /// Other.
        Other = "OTHER",
        /// Pension.
        Pension = "PENSION",
        /// Stock.
        Stock = "STOCK",
    }
}

/// A portfolio of investments.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Portfolio {
    /// Identifier.
    pub id: Option<PortfolioId>,
    /// Name.
    pub name: Option<String>,
    /// What it holds.
    #[doc(alias = "type")]
    #[serde(rename = "type")]
    pub kind: Option<PortfolioKind>,
    /// Whose the balance is.
    pub balance_type: Option<String>,
    /// Before taxes and fees.
    pub balance_gross: Option<Amount>,
    /// After taxes and fees.
    pub balance_net: Option<Amount>,
    /// Currency, such as BRL.
    pub currency: Option<String>,
    /// What it holds, one by one.
    #[serde(deserialize_with = "present::items")]
    pub instruments: Vec<Instrument>,
}

crate::fields::fields! {
    /// What of a portfolio can be left out or asked for.
    pub enum PortfolioField of Portfolio {
        Id = "id",
        Name = "name",
        Type = "type",
        BalanceType = "balance_type",
        BalanceGross = "balance_gross",
        BalanceNet = "balance_net",
        Currency = "currency",
        Instruments = "instruments",
    }
}

/// One investment of a portfolio.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Instrument {
    /// Identifier.
    pub id: Option<String>,
    /// Public names, such as the ISIN.
    #[serde(deserialize_with = "present::items")]
    pub public_id: Vec<TypedText>,
    /// What it is.
    #[doc(alias = "type")]
    #[serde(rename = "type")]
    pub kind: Option<InstrumentKind>,
    /// What it is more closely.
    pub subtype: Option<String>,
    /// Name.
    pub name: Option<String>,
    /// Currency, such as BRL.
    pub currency: Option<String>,
    /// Price of a unit.
    pub price: Option<Amount>,
    /// Units.
    pub quantity: Option<Amount>,
    /// Before taxes and fees.
    pub balance_gross: Option<Amount>,
    /// After taxes and fees.
    pub balance_net: Option<Amount>,
    /// Price of a unit when it was bought, on average.
    pub average_acquisition_price: Option<Amount>,
    /// Gained, or lost where negative.
    pub profit: Option<Amount>,
    /// Day it was bought.
    #[serde(with = "wire::date")]
    pub open_date: Option<Date>,
    /// When it can be sold.
    #[serde(deserialize_with = "present::items")]
    pub redemption_conditions: Vec<TypedText>,
    /// Fees.
    #[serde(deserialize_with = "present::items")]
    pub fees: Vec<InstrumentFee>,
    /// Rates.
    #[serde(deserialize_with = "present::items")]
    pub interest_rates: Vec<InstrumentRate>,
}

/// A text and what it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct TypedText {
    /// What it is.
    #[doc(alias = "type")]
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// The text.
    pub value: Option<String>,
}

/// A fee.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct InstrumentFee {
    /// What it is for.
    #[doc(alias = "type")]
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// How much.
    pub value: Option<Amount>,
}

/// A rate of interest.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct InstrumentRate {
    /// What period it is of.
    #[doc(alias = "type")]
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// The rate; Belvo tells no unit.
    pub value: Option<Amount>,
    /// What it is over or part of, such as CDI.
    pub index: Option<String>,
}
