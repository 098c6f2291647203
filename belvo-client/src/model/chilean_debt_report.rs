//! Chilean debt reports, as CMF keeps them.

use client_core::money::Amount;
use client_core::secret::Redacted;
use client_core::wire;
use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime};

use super::{ChileanDebtReportId, ChileanDocumentType, LinkId};
use crate::present;

/// What a Chilean owes to financial institutions.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct ChileanDebtReport {
    /// Identifier.
    pub id: Option<ChileanDebtReportId>,
    /// The link it belongs to.
    pub link: Option<LinkId>,
    /// When Belvo fetched it from the institution.
    #[serde(with = "wire::instant")]
    pub collected_at: Option<OffsetDateTime>,
    /// When Belvo stored or last changed it.
    #[serde(with = "wire::instant")]
    pub created_at: Option<OffsetDateTime>,
    /// Who owes.
    pub personal_data: Option<ChileanDebtor>,
    /// Day of the report's data.
    #[serde(with = "wire::date")]
    pub debt_data_last_update: Option<Date>,
    /// Currency: CLP, in whole pesos.
    pub currency: Option<String>,
    /// Debts in all.
    pub total: Option<Amount>,
    /// Not overdue.
    pub current: Option<Amount>,
    /// Overdue 30 to 59 days.
    pub delinquent: Option<Amount>,
    /// Overdue 60 to 89 days.
    pub severely_delinquent: Option<Amount>,
    /// Overdue 90 days or more.
    pub defaulted: Option<Amount>,
    /// Own debts.
    #[serde(deserialize_with = "present::items")]
    pub direct_debts: Vec<ChileanDebt>,
    /// Debts guaranteed for others.
    #[serde(deserialize_with = "present::items")]
    pub indirect_debts: Vec<ChileanDebt>,
    /// Credit lines, such as cards.
    #[serde(deserialize_with = "present::items")]
    pub credit_lines: Vec<ChileanCredit>,
    /// Other credits, such as guarantee notes.
    #[serde(deserialize_with = "present::items")]
    pub other_credits: Vec<ChileanCredit>,
}

crate::fields::fields! {
    /// What of a Chilean debt report can be left out or asked for.
    pub enum ChileanDebtReportField of ChileanDebtReport {
        Id = "id",
        Link = "link",
        CollectedAt = "collected_at",
        CreatedAt = "created_at",
        PersonalData = "personal_data",
        DebtDataLastUpdate = "debt_data_last_update",
        Currency = "currency",
        Total = "total",
        Current = "current",
        Delinquent = "delinquent",
        SeverelyDelinquent = "severely_delinquent",
        Defaulted = "defaulted",
        DirectDebts = "direct_debts",
        IndirectDebts = "indirect_debts",
        CreditLines = "credit_lines",
        OtherCredits = "other_credits",
    }
}

/// Who owes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct ChileanDebtor {
    /// Full name.
    pub full_name: Option<Redacted<String>>,
    /// Kind of tax number.
    pub document_id_type: Option<ChileanDocumentType>,
    /// Tax number.
    pub document_id_number: Option<Redacted<String>>,
}

/// One debt.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct ChileanDebt {
    /// The institution.
    pub financial_institution: Option<String>,
    /// Kind of credit.
    pub credit_type: Option<String>,
    /// The debt.
    pub amount: Option<Amount>,
    /// Not overdue.
    pub current: Option<Amount>,
    /// Overdue 30 to 59 days.
    pub delinquent: Option<Amount>,
    /// Overdue 60 to 89 days.
    pub severely_delinquent: Option<Amount>,
    /// Overdue 90 days or more.
    pub defaulted: Option<Amount>,
}

/// One credit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct ChileanCredit {
    /// The institution.
    pub financial_institution: Option<String>,
    /// Own.
    pub direct_amount: Option<Amount>,
    /// Guaranteed for others.
    pub indirect_amount: Option<Amount>,
}
