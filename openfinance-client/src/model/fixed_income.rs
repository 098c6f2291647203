//! Fixed income: of banks, of other issuers, and treasury bonds.

use client_core::money::{Amount, amount_string_exact};
use client_core::secret::Redacted;
use client_core::wire;
use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime};

use super::{
    FixedIncomeKind, InvestmentFlow, InvestmentTransactionId, InvestmentTransactionKind, Money,
};

/// An investment of fixed income. One shape for banks, other issuers and the treasury; each fills
/// its part.
#[doc(alias = "rendaFixa")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct FixedIncome {
    /// CNPJ of the issuer, without punctuation. Not of treasury bonds.
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
    /// What it is. Not of treasury bonds.
    #[serde(rename = "investmentType", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "investmentType")]
    pub kind: Option<FixedIncomeKind>,
    /// What the treasury calls it. Of treasury bonds alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub product_name: Option<String>,
    /// CNPJ of whose debt it is. Of other issuers alone, like the next two.
    #[serde(rename = "debtorCnpjNumber", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "debtorCnpjNumber")]
    pub debtor_cnpj: Option<String>,
    /// Whose debt it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub debtor_name: Option<Redacted<String>>,
    /// Whether income from it bears no tax.
    #[serde(rename = "taxExemptProduct", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "taxExemptProduct")]
    pub is_tax_exempt: Option<YesNo>,
    /// What it yields.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remuneration: Option<Remuneration>,
    /// What one was issued for. Not of treasury bonds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issue_unit_price: Option<Money>,
    /// The day it was issued. Not of treasury bonds.
    #[serde(default, with = "wire::date", skip_serializing_if = "Option::is_none")]
    pub issue_date: Option<Date>,
    /// The day it falls due.
    #[serde(default, with = "wire::date", skip_serializing_if = "Option::is_none")]
    pub due_date: Option<Date>,
    /// The day the customer acquired it.
    #[serde(default, with = "wire::date", skip_serializing_if = "Option::is_none")]
    pub purchase_date: Option<Date>,
    /// The day before which it cannot be redeemed. Not of treasury bonds.
    #[serde(default, with = "wire::date", skip_serializing_if = "Option::is_none")]
    pub grace_period_date: Option<Date>,
    /// Its code at the clearing house; when there is no ISIN, this is there. Not of treasury bonds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clearing_code: Option<String>,
    /// Whether interest is paid before it falls due. Not of banks, like the next two.
    #[serde(
        rename = "voucherPaymentIndicator",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "voucherPaymentIndicator")]
    pub pays_coupons: Option<YesNo>,
    /// How often.
    #[serde(
        rename = "voucherPaymentPeriodicity",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "voucherPaymentPeriodicity")]
    pub coupon_periodicity: Option<CouponPeriodicity>,
    /// How often, in words, when none of the named.
    #[serde(
        rename = "voucherPaymentPeriodicityAdditionalInfo",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "voucherPaymentPeriodicityAdditionalInfo")]
    pub coupon_periodicity_details: Option<String>,
}

/// What fixed income yields: a fixed rate, a part of an index, or both.
#[doc(alias = "remuneracao")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Remuneration {
    /// The fixed rate, as a fraction: `0.3` is 30 %. May be below zero.
    #[serde(
        rename = "preFixedRate",
        default,
        with = "amount_string_exact",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "preFixedRate")]
    pub fixed_rate: Option<Amount>,
    /// The part of the index, as a fraction: `1.1` is 110 % of it.
    #[serde(
        rename = "postFixedIndexerPercentage",
        default,
        with = "amount_string_exact",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "postFixedIndexerPercentage")]
    pub index_part: Option<Amount>,
    /// How interest grows. Not of treasury bonds.
    #[serde(rename = "rateType", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "rateType")]
    pub accrual: Option<Accrual>,
    /// What time the rate is told for.
    #[serde(rename = "ratePeriodicity", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "ratePeriodicity")]
    pub period: Option<RatePeriodicity>,
    /// Which days count.
    #[serde(rename = "calculation", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "calculation")]
    pub day_basis: Option<DayBasis>,
    /// The index.
    #[serde(rename = "indexer", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "indexer")]
    pub index: Option<YieldIndex>,
    /// The index, in words, when none of the named.
    #[serde(
        rename = "indexerAdditionalInfo",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "indexerAdditionalInfo")]
    pub index_details: Option<String>,
}

client_core::open_enum! {
    /// Yes or no, as some families write it.
    pub enum YesNo {
        /// Yes.
        Yes = "SIM",
        /// No.
        No = "NAO",
    }
}

client_core::open_enum! {
    /// How interest grows.
    pub enum Accrual {
        /// In a line.
        Linear = "LINEAR",
        /// Exponentially: interest bears interest.
        Exponential = "EXPONENCIAL",
    }
}

client_core::open_enum! {
    /// What time a rate is told for.
    pub enum RatePeriodicity {
        /// A day.
        Day = "DIARIO",
        /// A month.
        Month = "MENSAL",
        /// Half a year.
        HalfYear = "SEMESTRAL",
        /// A year.
        Year = "ANUAL",
    }
}

client_core::open_enum! {
    /// Which days count.
    pub enum DayBasis {
        /// Business days.
        BusinessDays = "DIAS_UTEIS",
        /// All days.
        CalendarDays = "DIAS_CORRIDOS",
    }
}

client_core::open_enum! {
    /// How often coupons are paid.
    pub enum CouponPeriodicity {
        /// Every month.
        Monthly = "MENSAL",
        /// Every three months.
        Quarterly = "TRIMESTRAL",
        /// Every six months.
        HalfYearly = "SEMESTRAL",
        /// Every year.
        Yearly = "ANUAL",
        /// At no regular time.
        Irregular = "IRREGULAR",
        /// As the details say.
        Other = "OUTROS",
    }
}

client_core::open_enum! {
    /// What the yield of fixed income follows.
    pub enum YieldIndex {
        /// The interbank deposit rate (CDI).
        Cdi = "CDI",
        /// The interbank rate of the exchange (DI).
        Di = "DI",
        /// The reference rate (TR).
        Tr = "TR",
        /// The consumer price index of the government's target (IPCA).
        Ipca = "IPCA",
        /// The general market price index (IGP-M).
        IgpM = "IGP_M",
        /// The general price index (IGP-DI).
        IgpDi = "IGP_DI",
        /// The national consumer price index (INPC).
        Inpc = "INPC",
        /// The index that banks call BCP.
        Bcp = "BCP",
        /// The index that banks call TLC.
        Tlc = "TLC",
        /// The central bank's base rate (SELIC).
        Selic = "SELIC",
        /// None: the rate is fixed.
        Fixed = "PRE_FIXADO",
        /// As the details say.
        Other = "OUTROS",
    }
}

/// What an investment of fixed income is worth. All zero when nothing is left of it, which banks
/// show for twelve months.
#[doc(alias = "saldo")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct FixedIncomeBalance {
    /// The moment all of this is told for.
    #[serde(
        rename = "referenceDateTime",
        default,
        with = "wire::instant",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "referenceDateTime")]
    pub as_of: Option<OffsetDateTime>,
    /// How many, with up to ten decimals.
    #[serde(
        default,
        with = "amount_string_exact",
        skip_serializing_if = "Option::is_none"
    )]
    pub quantity: Option<Amount>,
    /// What one is worth then, before tax. Up to ten decimals.
    #[serde(rename = "updatedUnitPrice", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "updatedUnitPrice")]
    pub unit_price: Option<Money>,
    /// What all are worth, before tax.
    #[serde(rename = "grossAmount")]
    #[doc(alias = "grossAmount")]
    pub gross: Money,
    /// What is left of it after both taxes.
    #[serde(rename = "netAmount", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "netAmount")]
    pub net: Option<Money>,
    /// Income tax that would be due (IR).
    #[serde(
        default,
        deserialize_with = "super::money::none_if_empty",
        skip_serializing_if = "Option::is_none"
    )]
    pub income_tax: Option<Money>,
    /// Tax on financial operations that would be due (IOF). For treasury bonds banks may send it
    /// without content, which reads as `None`.
    #[serde(
        rename = "financialTransactionTax",
        default,
        deserialize_with = "super::money::none_if_empty",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "financialTransactionTax")]
    pub iof: Option<Money>,
    /// What cannot be moved now, be it by a court or as security; not because of a grace period.
    #[serde(rename = "blockedBalance", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "blockedBalance")]
    pub blocked: Option<Money>,
    /// What the customer paid for one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub purchase_unit_price: Option<Money>,
    /// The fixed rate agreed on, as a fraction. Not of treasury bonds, like the next.
    #[serde(
        rename = "preFixedRate",
        default,
        with = "amount_string_exact",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "preFixedRate")]
    pub fixed_rate: Option<Amount>,
    /// The part of the index agreed on, as a fraction.
    #[serde(
        rename = "postFixedIndexerPercentage",
        default,
        with = "amount_string_exact",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "postFixedIndexerPercentage")]
    pub index_part: Option<Amount>,
    /// The fine for a payment that is late. Of other issuers alone, like the next.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fine: Option<Money>,
    /// Default interest for a payment that is late.
    #[serde(rename = "latePayment", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "latePayment")]
    pub default_interest: Option<Money>,
}

/// A transaction of an investment of fixed income.
#[doc(alias = "movimentacao")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct FixedIncomeTransaction {
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
    /// The day it was done.
    #[serde(rename = "transactionDate", with = "wire::date")]
    #[doc(alias = "transactionDate")]
    pub date: Date,
    /// What one went for, before tax. Other issuers may leave it out, like the next.
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
    /// Before tax.
    #[serde(rename = "transactionGrossValue")]
    #[doc(alias = "transactionGrossValue")]
    pub gross: Money,
    /// Income tax withheld (IR), of what went out.
    #[serde(
        default,
        deserialize_with = "super::money::none_if_empty",
        skip_serializing_if = "Option::is_none"
    )]
    pub income_tax: Option<Money>,
    /// Tax on financial operations withheld (IOF), of what went out.
    #[serde(
        rename = "financialTransactionTax",
        default,
        deserialize_with = "super::money::none_if_empty",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "financialTransactionTax")]
    pub iof: Option<Money>,
    /// After tax.
    #[serde(
        rename = "transactionNetValue",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "transactionNetValue")]
    pub net: Option<Money>,
    /// The fixed rate agreed on, as a fraction, of what went in.
    #[serde(
        rename = "remunerationTransactionRate",
        default,
        with = "amount_string_exact",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "remunerationTransactionRate")]
    pub fixed_rate: Option<Amount>,
    /// The part of the index agreed on, as a fraction, of what went in. Not of treasury bonds.
    #[serde(
        rename = "indexerPercentage",
        default,
        with = "amount_string_exact",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "indexerPercentage")]
    pub index_part: Option<Amount>,
}
