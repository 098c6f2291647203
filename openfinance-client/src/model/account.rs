//! Accounts, their balances and limits.

use client_core::money::{Amount, amount_string_exact};
use client_core::secret::Redacted;
use client_core::wire;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use super::{AccountId, Currency, Money, ReserveId};

/// One account in the list of a customer's accounts.
#[doc(alias = "conta")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Account {
    /// Identifier, equal to that of its [`Resource`](super::Resource).
    #[serde(rename = "accountId")]
    #[doc(alias = "accountId")]
    pub id: AccountId,
    /// What kind of account it is.
    #[serde(rename = "type")]
    #[doc(alias = "type")]
    pub kind: AccountKind,
    /// The brand the customer knows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub brand_name: Option<String>,
    /// CNPJ of the institution that keeps it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub company_cnpj: Option<String>,
    /// The institution's three digits in the clearing house (COMPE).
    #[serde(rename = "compeCode", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "compeCode")]
    pub bank_code: Option<String>,
    /// Branch; prepaid payment accounts have none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub branch_code: Option<Redacted<String>>,
    /// Number without its check digit, eight digits at least.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<Redacted<String>>,
    /// Check digit of the number, which may be an `X`; prepaid payment accounts may have none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub check_digit: Option<Redacted<String>>,
}

/// An account by itself. It does not say its own identifier.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct AccountDetails {
    /// What kind of account it is.
    #[serde(rename = "type")]
    #[doc(alias = "type")]
    pub kind: AccountKind,
    /// Whose it is.
    #[serde(rename = "subtype", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "subtype")]
    pub ownership: Option<AccountOwnership>,
    /// What it is kept in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub currency: Option<Currency>,
    /// The institution's three digits in the clearing house (COMPE).
    #[serde(rename = "compeCode", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "compeCode")]
    pub bank_code: Option<String>,
    /// Branch; prepaid payment accounts have none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub branch_code: Option<Redacted<String>>,
    /// Number without its check digit, eight digits at least.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<Redacted<String>>,
    /// Check digit of the number, which may be an `X`; prepaid payment accounts may have none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub check_digit: Option<Redacted<String>>,
}

client_core::open_enum! {
    /// What kind of account it is.
    pub enum AccountKind {
        /// A current account.
        Checking = "CONTA_DEPOSITO_A_VISTA",
        /// A savings account.
        Savings = "CONTA_POUPANCA",
        /// A prepaid payment account, as of most digital banks.
        PrepaidPayment = "CONTA_PAGAMENTO_PRE_PAGA",
    }
}

client_core::open_enum! {
    /// Whose an account is.
    pub enum AccountOwnership {
        /// One holder's.
        Individual = "INDIVIDUAL",
        /// Several holders', who sign together.
        JointSimple = "CONJUNTA_SIMPLES",
        /// Several holders', each of whom may sign alone.
        JointSeveral = "CONJUNTA_SOLIDARIA",
    }
}

/// What is in an account.
/// // Banks do not send every sweep into automatic investments as a transaction, so a balance is not the
/// sum of what [`Accounts::movements`](crate::api::Accounts::movements) tells. Never derive one.
#[doc(alias = "saldo")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct AccountBalance {
    /// Usable at once: without overdraft limit, automatic investments and reserves. May be negative.
    #[serde(rename = "availableAmount")]
    #[doc(alias = "availableAmount")]
    pub available: Money,
    /// Held back; never negative.
    #[serde(rename = "blockedAmount")]
    #[doc(alias = "blockedAmount")]
    pub blocked: Money,
    /// What is available together with what the bank has invested by itself: a total, not a part to be added.
    #[serde(rename = "automaticallyInvestedAmount")]
    #[doc(alias = "automaticallyInvestedAmount")]
    pub with_automatic_investments: Money,
    /// As of when; may be hours or days ago.
    #[serde(
        rename = "updateDateTime",
        default,
        with = "wire::instant",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "updateDateTime")]
    pub updated_at: Option<OffsetDateTime>,
    /// Whether there is a [`ReservedBalance`] to ask for. Since version 2.5.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub has_reserved_balance: Option<bool>,
}

/// The overdraft of an account. All three are absent where there is none.
#[doc(alias = "limites")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct OverdraftLimits {
    /// What was agreed.
    #[serde(
        rename = "overdraftContractedLimit",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "overdraftContractedLimit")]
    pub contracted: Option<Money>,
    /// How much of that is used.
    #[serde(rename = "overdraftUsedLimit", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "overdraftUsedLimit")]
    pub used: Option<Money>,
    /// What is used beyond it.
    #[serde(
        rename = "unarrangedOverdraftAmount",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "unarrangedOverdraftAmount")]
    pub unarranged: Option<Money>,
}

/// Money that the customer has set aside within an account. Since version 2.5.
#[doc(alias = "cofrinho")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ReservedBalance {
    /// Identifier.
    #[serde(rename = "reservedIdentification")]
    #[doc(alias = "reservedIdentification")]
    pub id: ReserveId,
    /// What the customer calls it.
    #[serde(rename = "reservedName", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "reservedName")]
    pub name: Option<Redacted<String>>,
    /// What is in it, by how it is remunerated.
    #[serde(
        rename = "availableAmount",
        default,
        deserialize_with = "wire::null_as_empty"
    )]
    #[doc(alias = "availableAmount")]
    pub parts: Vec<ReservedAmount>,
}

/// A part of a reserve.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ReservedAmount {
    /// How much.
    #[serde(with = "amount_string_exact")]
    pub amount: Amount,
    /// Of what.
    pub currency: Currency,
    /// What it earns.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remuneration: Option<ReserveRemuneration>,
}

/// What money set aside earns. Rates are decimals: `1.000000` is 100 %.
#[doc(alias = "remuneracao")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ReserveRemuneration {
    /// The rate, where it is fixed.
    #[serde(
        rename = "preFixedRate",
        default,
        with = "amount_string_exact",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "preFixedRate")]
    pub fixed_rate: Option<Amount>,
    /// The share of the index, where it follows one.
    #[serde(
        rename = "postFixedIndexerPercentage",
        default,
        with = "amount_string_exact",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "postFixedIndexerPercentage")]
    pub index_percentage: Option<Amount>,
    /// How interest adds up.
    #[serde(rename = "rateType", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "rateType")]
    pub rate_kind: Option<ReserveRateKind>,
    /// What the rate follows.
    #[serde(rename = "indexer", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "indexer")]
    pub index: Option<ReserveIndex>,
    /// The index in words, where it is another.
    #[serde(
        rename = "indexerAdditionalInfo",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "indexerAdditionalInfo")]
    pub index_description: Option<String>,
    /// Which days count.
    #[serde(rename = "calculation", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "calculation")]
    pub day_count: Option<ReserveDayCount>,
    /// For what time the rate holds.
    #[serde(rename = "ratePeriodicity", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "ratePeriodicity")]
    pub period: Option<ReserveRatePeriod>,
}

client_core::open_enum! {
    /// How interest adds up.
    pub enum ReserveRateKind {
        /// Simple interest.
        Simple = "LINEAR",
        /// Compound interest.
        Compound = "EXPONENCIAL",
    }
}

client_core::open_enum! {
    /// What a rate follows.
    pub enum ReserveIndex {
        /// The interbank deposit certificate's.
        Cdi = "CDI",
        /// The interbank deposit's.
        Di = "DI",
        /// The reference rate.
        Tr = "TR",
        /// Consumer prices.
        Ipca = "IPCA",
        /// General prices, market.
        IgpM = "IGP_M",
        /// General prices, domestic supply.
        IgpDi = "IGP_DI",
        /// Consumer prices of lower incomes.
        Inpc = "INPC",
        /// The central bank's remuneration of savings.
        Bcp = "BCP",
        /// The long-term rate.
        Tlc = "TLC",
        /// The base rate.
        Selic = "SELIC",
        /// Nothing: it is fixed.
        Fixed = "PRE_FIXADO",
        /// Something else, said in words.
        Other = "OUTROS",
    }
}

client_core::open_enum! {
    /// Which days count.
    pub enum ReserveDayCount {
        /// Business days.
        BusinessDays = "DIAS_UTEIS",
        /// All days.
        CalendarDays = "DIAS_CORRIDOS",
    }
}

client_core::open_enum! {
    /// For what time a rate holds.
    pub enum ReserveRatePeriod {
        /// A month.
        Monthly = "MENSAL",
        /// A year.
        Yearly = "ANUAL",
        /// A day.
        Daily = "DIARIO",
        /// Half a year.
        HalfYearly = "SEMESTRAL",
    }
}
