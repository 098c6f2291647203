//! Funds.

use client_core::money::{Amount, amount_string_exact};
use client_core::wire;
use serde::{Deserialize, Serialize};
use time::Date;

use super::{
    AnbimaCategory, InvestmentFlow, InvestmentTransactionId, InvestmentTransactionKind, Money,
};

/// A fund the customer has quotas of.
#[doc(alias = "fundo")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Fund {
    /// Its official name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Its CNPJ, without punctuation.
    #[serde(rename = "cnpjNumber", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "cnpjNumber")]
    pub cnpj: Option<String>,
    /// International code of the security (ISIN).
    #[serde(rename = "isinCode", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "isinCode")]
    pub isin: Option<String>,
    /// The category by the market association (ANBIMA), like the next two.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub anbima_category: Option<AnbimaCategory>,
    /// The class by ANBIMA.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub anbima_class: Option<String>,
    /// The subclass by ANBIMA.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub anbima_subclass: Option<String>,
}

/// What the quotas of a fund are worth.
#[doc(alias = "saldo")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct FundBalance {
    /// The day all of this is told for.
    #[serde(
        rename = "referenceDate",
        default,
        with = "wire::date",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "referenceDate")]
    pub as_of: Option<Date>,
    /// How many quotas, with up to eight decimals.
    #[serde(
        rename = "quotaQuantity",
        default,
        with = "amount_string_exact",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "quotaQuantity")]
    pub quantity: Option<Amount>,
    /// What one is worth then, before tax. Up to eight decimals.
    #[serde(
        rename = "quotaGrossPriceValue",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "quotaGrossPriceValue")]
    pub quota_price: Option<Money>,
    /// What all are worth, before tax.
    #[serde(rename = "grossAmount")]
    #[doc(alias = "grossAmount")]
    pub gross: Money,
    /// What is left of it after taxes, blocked quotas included; at some banks after the exit fee
    /// too.
    #[serde(rename = "netAmount", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "netAmount")]
    pub net: Option<Money>,
    /// Income tax that would be due (IR).
    #[serde(rename = "incomeTaxProvision", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "incomeTaxProvision")]
    pub income_tax: Option<Money>,
    /// Tax on financial operations that would be due (IOF).
    #[serde(
        rename = "financialTransactionTaxProvision",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "financialTransactionTaxProvision")]
    pub iof: Option<Money>,
    /// What cannot be moved now, be it by a court or as security.
    #[serde(rename = "blockedAmount", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "blockedAmount")]
    pub blocked: Option<Money>,
}

/// A transaction of a fund.
#[doc(alias = "movimentacao")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct FundTransaction {
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
    /// The day quotas became money or money quotas.
    #[serde(rename = "transactionConversionDate", with = "wire::date")]
    #[doc(alias = "transactionConversionDate")]
    pub date: Date,
    /// What one quota counted for; may be below zero. Up to eight decimals.
    #[serde(
        rename = "transactionQuotaPrice",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "transactionQuotaPrice")]
    pub quota_price: Option<Money>,
    /// How many quotas, with up to eight decimals.
    #[serde(
        rename = "transactionQuotaQuantity",
        default,
        with = "amount_string_exact",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "transactionQuotaQuantity")]
    pub quantity: Option<Amount>,
    /// What the customer asked for.
    #[serde(rename = "transactionValue")]
    #[doc(alias = "transactionValue")]
    pub requested: Money,
    /// Quotas times their price, before tax.
    #[serde(
        rename = "transactionGrossValue",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "transactionGrossValue")]
    pub gross: Option<Money>,
    /// Income tax withheld (IR), of what went out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub income_tax: Option<Money>,
    /// Tax on financial operations withheld (IOF), of what went out.
    #[serde(
        rename = "financialTransactionTax",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "financialTransactionTax")]
    pub iof: Option<Money>,
    /// The fund's fee for leaving, of what went out.
    #[serde(rename = "transactionExitFee", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "transactionExitFee")]
    pub exit_fee: Option<Money>,
    /// After taxes and fee, of what went out.
    #[serde(
        rename = "transactionNetValue",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "transactionNetValue")]
    pub net: Option<Money>,
}
