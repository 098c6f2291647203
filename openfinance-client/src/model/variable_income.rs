//! Shares and the like.

use client_core::money::{Amount, amount_string_exact};
use client_core::wire;
use serde::{Deserialize, Serialize};
use time::Date;

use super::{
    BrokerNoteId, InvestmentFlow, InvestmentTransactionId, InvestmentTransactionKind, Money,
};

/// Shares, or what else is traded like them.
#[doc(alias = "rendaVariavel")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct VariableIncome {
    /// CNPJ of the issuer, without punctuation.
    #[serde(
        rename = "issuerInstitutionCnpjNumber",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "issuerInstitutionCnpjNumber")]
    pub issuer_cnpj: Option<String>,
    /// International code of the security (ISIN).
    #[serde(rename = "isinCode", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "isinCode")]
    pub isin: Option<String>,
    /// Its code at the exchange.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ticker: Option<String>,
}

/// What shares are worth, at the close of a day.
#[doc(alias = "saldo")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct VariableIncomeBalance {
    /// The day before, whose close all of this is told for.
    #[serde(
        rename = "referenceDate",
        default,
        with = "wire::date",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "referenceDate")]
    pub as_of: Option<Date>,
    /// How many, with up to eight decimals. Below zero when sold short.
    #[serde(
        default,
        with = "amount_string_exact",
        skip_serializing_if = "Option::is_none"
    )]
    pub quantity: Option<Amount>,
    /// How many shares the price is for.
    #[serde(
        default,
        with = "amount_string_exact",
        skip_serializing_if = "Option::is_none"
    )]
    pub price_factor: Option<Amount>,
    /// The price at the close.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closing_price: Option<Money>,
    /// Quantity divided by the factor, times the price. Below zero when sold short.
    #[serde(rename = "grossAmount")]
    #[doc(alias = "grossAmount")]
    pub gross: Money,
    /// What cannot be moved now, be it by a court or as security.
    #[serde(rename = "blockedBalance", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "blockedBalance")]
    pub blocked: Option<Money>,
}

/// A transaction of shares.
#[doc(alias = "movimentacao")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct VariableIncomeTransaction {
    /// Identifier.
    #[serde(rename = "transactionId")]
    #[doc(alias = "transactionId")]
    pub id: InvestmentTransactionId,
    /// Which way it went.
    #[serde(rename = "type")]
    #[doc(alias = "type")]
    pub direction: InvestmentFlow,
    /// What it was.
    #[serde(rename = "transactionType")]
    #[doc(alias = "transactionType")]
    pub kind: InvestmentTransactionKind,
    /// What it was, in words, when none of the named.
    #[serde(
        rename = "transactionTypeAdditionalInfo",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "transactionTypeAdditionalInfo")]
    pub kind_details: Option<String>,
    /// The day it was done, as the bank's own screens show it.
    #[serde(rename = "transactionDate", with = "wire::date")]
    #[doc(alias = "transactionDate")]
    pub date: Date,
    /// How many shares the price is for.
    #[serde(
        default,
        with = "amount_string_exact",
        skip_serializing_if = "Option::is_none"
    )]
    pub price_factor: Option<Amount>,
    /// The price.
    #[serde(
        rename = "transactionUnitPrice",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "transactionUnitPrice")]
    pub unit_price: Option<Money>,
    /// How many, with up to eight decimals.
    #[serde(
        rename = "transactionQuantity",
        default,
        with = "amount_string_exact",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "transactionQuantity")]
    pub quantity: Option<Amount>,
    /// What it came to.
    #[serde(rename = "transactionValue")]
    #[doc(alias = "transactionValue")]
    pub amount: Money,
    /// The note of the broker it stands on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub broker_note_id: Option<BrokerNoteId>,
}

/// What a broker charged for the trades of a day.
#[doc(alias = "notaDeNegociacao")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct BrokerNote {
    /// The number printed on it; no key of this API.
    #[serde(rename = "brokerNoteNumber", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "brokerNoteNumber")]
    pub number: Option<String>,
    /// All trades of the day, before costs.
    #[serde(rename = "grossValue")]
    #[doc(alias = "grossValue")]
    pub gross: Money,
    /// The broker's fee.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub brokerage_fee: Option<Money>,
    /// The clearing house's fee for settling.
    #[serde(
        rename = "clearingSettlementFee",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "clearingSettlementFee")]
    pub settlement_fee: Option<Money>,
    /// The clearing house's fee for registering.
    #[serde(
        rename = "clearingRegistrationFee",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "clearingRegistrationFee")]
    pub registration_fee: Option<Money>,
    /// The exchange's fee for the notice of trade (ANA).
    #[serde(
        rename = "stockExchangeAssetTradeNoticeFee",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "stockExchangeAssetTradeNoticeFee")]
    pub trade_notice_fee: Option<Money>,
    /// The exchange's own fee.
    #[serde(rename = "stockExchangeFee", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "stockExchangeFee")]
    pub exchange_fee: Option<Money>,
    /// The fee for custody.
    #[serde(rename = "clearingCustodyFee", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "clearingCustodyFee")]
    pub custody_fee: Option<Money>,
    /// Taxes, that on day trade included, the withheld income tax not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub taxes: Option<Money>,
    /// Income tax withheld (IR).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub income_tax: Option<Money>,
    /// After all costs.
    #[serde(rename = "netValue")]
    #[doc(alias = "netValue")]
    pub net: Money,
}
