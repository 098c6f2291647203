//! What a contract of credit costs: interest, fees and charges.

use client_core::money::{Amount, amount_string_exact};
use serde::{Deserialize, Serialize};

/// One part of the interest.
#[doc(alias = "taxa")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct InterestRate {
    /// Whether it is told as nominal or effective.
    #[serde(rename = "taxType", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "taxType")]
    pub quotation: Option<RateQuotation>,
    /// Whether interest bears interest.
    #[serde(rename = "interestRateType", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "interestRateType")]
    pub compounding: Option<Compounding>,
    /// What time it is told for.
    #[serde(rename = "taxPeriodicity", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "taxPeriodicity")]
    pub period: Option<RatePeriod>,
    /// How days are counted.
    #[serde(rename = "calculation", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "calculation")]
    pub day_count: Option<DayCount>,
    /// What it follows, in broad terms.
    #[serde(
        rename = "referentialRateIndexerType",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "referentialRateIndexerType")]
    pub indexer: Option<CreditIndexer>,
    /// What it follows, by name.
    #[serde(
        rename = "referentialRateIndexerSubType",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "referentialRateIndexerSubType")]
    pub index: Option<CreditIndex>,
    /// What it follows, in words, when none of the named.
    #[serde(
        rename = "referentialRateIndexerAdditionalInfo",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "referentialRateIndexerAdditionalInfo")]
    pub index_details: Option<String>,
    /// The fixed part, as a fraction: `0.0145` is 1.45 %.
    #[serde(
        rename = "preFixedRate",
        default,
        with = "amount_string_exact",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "preFixedRate")]
    pub fixed_rate: Option<Amount>,
    /// The part on top of the index, as a fraction: `0.0145` is 1.45 %.
    #[serde(
        rename = "postFixedRate",
        default,
        with = "amount_string_exact",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "postFixedRate")]
    pub indexed_rate: Option<Amount>,
    /// More, in words.
    #[serde(rename = "additionalInfo", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "additionalInfo")]
    pub details: Option<String>,
}

client_core::open_enum! {
    /// Whether a rate is told as nominal or effective.
    pub enum RateQuotation {
        /// Without the effect of compounding.
        Nominal = "NOMINAL",
        /// With it.
        Effective = "EFETIVA",
    }
}

client_core::open_enum! {
    /// Whether interest bears interest.
    pub enum Compounding {
        /// It does not.
        Simple = "SIMPLES",
        /// It does.
        Compound = "COMPOSTO",
    }
}

client_core::open_enum! {
    /// What time a rate is told for.
    pub enum RatePeriod {
        /// A month.
        Month = "AM",
        /// A year.
        Year = "AA",
    }
}

client_core::open_enum! {
    /// How days are counted.
    pub enum DayCount {
        /// Business days: 21 in a month, 252 in a year.
        BusinessDays = "21/252",
        /// Days of a year of twelve months of 30.
        Commercial = "30/360",
        /// Days of a year of 365, months of 30.
        Calendar = "30/365",
    }
}

client_core::open_enum! {
    /// What interest follows, in broad terms.
    pub enum CreditIndexer {
        /// Nothing.
        Unindexed = "SEM_TIPO_INDEXADOR",
        /// Nothing: it was fixed in the contract.
        Fixed = "PRE_FIXADO",
        /// A reference rate, known afterwards.
        PostFixed = "POS_FIXADO",
        /// A market rate.
        Floating = "FLUTUANTES",
        /// A price index.
        Prices = "INDICES_PRECOS",
        /// The rates of rural credit.
        RuralCredit = "CREDITO_RURAL",
        /// Something else.
        Other = "OUTROS_INDEXADORES",
    }
}

client_core::open_enum! {
    /// What interest follows, by name.
    pub enum CreditIndex {
        /// Nothing.
        Unindexed = "SEM_SUB_TIPO_INDEXADOR",
        /// Nothing: it was fixed in the contract.
        Fixed = "PRE_FIXADO",
        /// The reference rate (TR) or basic financial rate (TBF).
        TrTbf = "TR_TBF",
        /// The former long-term rate (TJLP).
        Tjlp = "TJLP",
        /// LIBOR.
        Libor = "LIBOR",
        /// The long-term rate (TLP).
        Tlp = "TLP",
        /// Another reference rate.
        OtherPostFixed = "OUTRAS_TAXAS_POS_FIXADAS",
        /// The interbank rate (CDI).
        Cdi = "CDI",
        /// The central bank's base rate (SELIC).
        Selic = "SELIC",
        /// Another market rate.
        OtherFloating = "OUTRAS_TAXAS_FLUTUANTES",
        /// The general market price index (IGP-M).
        Igpm = "IGPM",
        /// The consumer price index of the government's target (IPCA).
        Ipca = "IPCA",
        /// The consumer price index IPCC.
        Ipcc = "IPCC",
        /// Another price index.
        OtherPriceIndex = "OUTROS_INDICES_PRECO",
        /// Rural credit, fixed rate (TCR).
        RuralFixed = "TCR_PRE",
        /// Rural credit, rate known afterwards (TCR).
        RuralPostFixed = "TCR_POS",
        /// Rural credit of the constitutional funds, fixed rate (TRFC).
        ConstitutionalFundFixed = "TRFC_PRE",
        /// Rural credit of the constitutional funds, rate known afterwards (TRFC).
        ConstitutionalFundPostFixed = "TRFC_POS",
        /// Another.
        Other = "OUTROS_INDEXADORES",
    }
}

/// A fee agreed on.
#[doc(alias = "tarifa")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct ContractedFee {
    /// What it is.
    #[serde(rename = "feeName", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "feeName")]
    pub name: Option<String>,
    /// The bank's code of it.
    #[serde(rename = "feeCode", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "feeCode")]
    pub code: Option<String>,
    /// Once, or with every instalment.
    #[serde(rename = "feeChargeType", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "feeChargeType")]
    pub occurrence: Option<FeeOccurrence>,
    /// How it is reckoned.
    #[serde(rename = "feeCharge", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "feeCharge")]
    pub basis: Option<FeeBasis>,
    /// How much; unless it is a percentage.
    #[serde(
        rename = "feeAmount",
        default,
        with = "amount_string_exact",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "feeAmount")]
    pub amount: Option<Amount>,
    /// The percentage as a fraction: `0.062` is 6.2 %.
    #[serde(
        rename = "feeRate",
        default,
        with = "amount_string_exact",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "feeRate")]
    pub rate: Option<Amount>,
}

client_core::open_enum! {
    /// When a fee is charged.
    pub enum FeeOccurrence {
        /// Once.
        Once = "UNICA",
        /// With every instalment.
        EveryInstalment = "POR_PARCELA",
    }
}

client_core::open_enum! {
    /// How a fee is reckoned.
    pub enum FeeBasis {
        /// At least the amount.
        Minimum = "MINIMO",
        /// At most the amount.
        Maximum = "MAXIMO",
        /// The amount.
        Fixed = "FIXO",
        /// The rate.
        Percentage = "PERCENTUAL",
    }
}

/// A charge agreed on.
#[doc(alias = "encargo")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct FinanceCharge {
    /// What it is.
    #[serde(rename = "chargeType")]
    #[doc(alias = "chargeType")]
    pub kind: ChargeKind,
    /// What it is, in words, when none of the named.
    #[serde(
        rename = "chargeAdditionalInfo",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "chargeAdditionalInfo")]
    pub details: Option<String>,
    /// How much, as a fraction: `0.02` is 2 %.
    #[serde(
        rename = "chargeRate",
        default,
        with = "amount_string_exact",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "chargeRate")]
    pub rate: Option<Amount>,
}

client_core::open_enum! {
    /// What a charge is for.
    #[doc(alias = "chargeType")]
    pub enum ChargeKind {
        /// Interest of the contract while late.
        LateInterest = "JUROS_REMUNERATORIOS_POR_ATRASO",
        /// A fine for being late.
        LateFine = "MULTA_ATRASO_PAGAMENTO",
        /// Default interest.
        DefaultInterest = "JUROS_MORA_ATRASO",
        /// Tax on financial operations (IOF), on signing.
        IofOnSigning = "IOF_CONTRATACAO",
        /// Tax on financial operations (IOF), on being late.
        IofOnLateness = "IOF_POR_ATRASO",
        /// There is none.
        NoCharge = "SEM_ENCARGO",
        /// As the details say.
        Other = "OUTROS",
    }
}
