//! What was paid on a contract of credit, and what is still to come.

use client_core::money::{Amount, amount_string_exact};
use client_core::wire;
use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime};

use super::{ChargeKind, CreditPaymentId, Currency, InstalmentId, Money, whole_number};

/// The instalments of a contract, counted.
#[doc(alias = "parcelas")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Instalments {
    /// What the whole term is counted in.
    #[serde(
        rename = "typeNumberOfInstalments",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "typeNumberOfInstalments")]
    pub total_unit: Option<TermUnit>,
    /// The whole term: the sum of those paid, past due and due.
    #[serde(
        rename = "totalNumberOfInstalments",
        default,
        with = "whole_number",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "totalNumberOfInstalments")]
    pub total: Option<u32>,
    /// What the rest of the term is counted in.
    #[serde(
        rename = "typeContractRemaining",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "typeContractRemaining")]
    pub remaining_unit: Option<TermUnit>,
    /// The rest of the term.
    #[serde(
        rename = "contractRemainingNumber",
        default,
        with = "whole_number",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "contractRemainingNumber")]
    pub remaining: Option<u32>,
    /// How many were paid. Zero when the contract has no instalments, like the next two.
    #[serde(
        rename = "paidInstalments",
        default,
        with = "whole_number",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "paidInstalments")]
    pub paid: Option<u32>,
    /// How many are to come.
    #[serde(
        rename = "dueInstalments",
        default,
        with = "whole_number",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "dueInstalments")]
    pub due: Option<u32>,
    /// How many are late.
    #[serde(
        rename = "pastDueInstalments",
        default,
        with = "whole_number",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "pastDueInstalments")]
    pub past_due: Option<u32>,
    /// Payments to come outside the regular ones.
    #[serde(
        default,
        deserialize_with = "wire::null_as_empty",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub balloon_payments: Vec<BalloonPayment>,
}

client_core::open_enum! {
    /// What a term is counted in.
    pub enum TermUnit {
        /// Days.
        Day = "DIA",
        /// Weeks.
        Week = "SEMANA",
        /// Months.
        Month = "MES",
        /// Years.
        Year = "ANO",
        /// Nothing: the contract has no term.
        NoTotal = "SEM_PRAZO_TOTAL",
        /// Nothing: no term remains.
        NothingRemaining = "SEM_PRAZO_REMANESCENTE",
    }
}

/// A payment to come outside the regular ones.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct BalloonPayment {
    /// The day it is due.
    #[serde(with = "wire::date")]
    pub due_date: Date,
    /// How much.
    pub amount: Money,
}

/// What was paid on a contract, and what is left to pay.
#[doc(alias = "pagamentos")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct CreditPayments {
    /// How many instalments were paid.
    #[serde(
        default,
        with = "whole_number",
        skip_serializing_if = "Option::is_none"
    )]
    pub paid_instalments: Option<u32>,
    /// What would pay the debt off today. Banks bring it up to date by ten in the morning, Brasília
    /// time.
    #[serde(rename = "contractOutstandingBalance", with = "amount_string_exact")]
    #[doc(alias = "contractOutstandingBalance")]
    pub outstanding_balance: Amount,
    /// When the balance was brought up to date. Of loans alone.
    #[serde(
        rename = "lastUpdatedContractOutstandingBalance",
        default,
        with = "wire::instant",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "lastUpdatedContractOutstandingBalance")]
    pub balance_updated_at: Option<OffsetDateTime>,
    /// All instalments still to pay, with what is charged in them; interest that is not known yet
    /// is left out. Of loans alone.
    #[serde(
        rename = "totalRemainingAmount",
        default,
        with = "amount_string_exact",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "totalRemainingAmount")]
    pub total_remaining: Option<Amount>,
    /// The payments made.
    #[serde(rename = "releases", default, deserialize_with = "wire::null_as_empty")]
    #[doc(alias = "releases")]
    pub payments: Vec<CreditPayment>,
}

/// A payment made on a contract.
#[doc(alias = "releases")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct CreditPayment {
    /// Identifier. Advances on invoices may leave it out.
    #[serde(rename = "paymentId", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "paymentId")]
    pub id: Option<CreditPaymentId>,
    /// Whether it was made beside the agreed instalments.
    #[serde(
        rename = "isOverParcelPayment",
        skip_serializing_if = "Option::is_none"
    )]
    #[doc(alias = "isOverParcelPayment")]
    pub is_extra: Option<bool>,
    /// The instalment it paid, when it was one agreed on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instalment_id: Option<InstalmentId>,
    /// The day it was made.
    #[serde(rename = "paidDate", with = "wire::date")]
    #[doc(alias = "paidDate")]
    pub paid_on: Date,
    /// The currency of its amounts.
    pub currency: Currency,
    /// How much, with the fees and charges that were paid in the instalment.
    #[serde(rename = "paidAmount", with = "amount_string_exact")]
    #[doc(alias = "paidAmount")]
    pub amount: Amount,
    /// Fees and charges that were paid outside it.
    #[serde(rename = "overParcel", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "overParcel")]
    pub extra: Option<ExtraPayment>,
}

/// Fees and charges that were paid outside an instalment.
#[doc(alias = "overParcel")]
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct ExtraPayment {
    /// The fees.
    #[serde(default, deserialize_with = "wire::null_as_empty")]
    pub fees: Vec<PaidFee>,
    /// The charges.
    #[serde(default, deserialize_with = "wire::null_as_empty")]
    pub charges: Vec<PaidCharge>,
}

/// A fee that was paid.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct PaidFee {
    /// What it is.
    #[serde(rename = "feeName", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "feeName")]
    pub name: Option<String>,
    /// The bank's code of it.
    #[serde(rename = "feeCode", skip_serializing_if = "Option::is_none")]
    #[doc(alias = "feeCode")]
    pub code: Option<String>,
    /// How much.
    #[serde(rename = "feeAmount", with = "amount_string_exact")]
    #[doc(alias = "feeAmount")]
    pub amount: Amount,
}

/// A charge that was paid.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct PaidCharge {
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
    /// How much.
    #[serde(rename = "chargeAmount", with = "amount_string_exact")]
    #[doc(alias = "chargeAmount")]
    pub amount: Amount,
}
