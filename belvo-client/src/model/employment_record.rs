//! Mexican employment records, as IMSS and ISSSTE keep them.

use client_core::money::Amount;
use client_core::secret::Redacted;
use client_core::wire;
use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime};

use super::{EmploymentRecordId, LinkId};
use crate::present;

client_core::open_enum! {
    /// Whether a person works.
    pub enum WorkStatus {
        /// Has a job.
        Employed = "EMPLOYED",
        /// Draws a pension.
        Retired = "RETIRED",
        /// Has none.
        Unemployed = "UNEMPLOYED",
    }

    /// Kind of a Mexican document.
    pub enum WorkerDocumentType {
        /// Social security number.
        Nss = "NSS",
        /// Population register number.
        Curp = "CURP",
        /// Tax number.
        Rfc = "RFC",
    }

    /// What happens in a job.
    pub enum EmploymentEvent {
        /// It ended.
        DismissedResigned = "DISMISSED_RESIGNED",
        /// The salary changed.
        SalaryModification = "SALARY_MODIFICATION",
        /// It began.
        Hired = "HIRED",
        /// The person contributes by choice.
        VoluntaryContribution = "VOLUNTARY_CONTRIBUTION",
        /// The person was absent.
        Absence = "ABSENCE",
        /// The person was ill.
        SickLeave = "SICK_LEAVE",
        /// Nothing in particular.
        Normal = "NORMAL",
        /// A certificate of BDUTA.
        BdutaCertificate = "BDUTA_CERTIFICATE",
        /// A certificate of DYE.
        DyeCertificate = "DYE_CERTIFICATE",
    }
}

/// All jobs of a person in Mexico.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct EmploymentRecord {
    /// Identifier.
    pub id: Option<EmploymentRecordId>,
    /// The link it belongs to.
    pub link: Option<LinkId>,
    /// When Belvo stored or last changed it.
    #[serde(with = "wire::instant")]
    pub created_at: Option<OffsetDateTime>,
    /// When Belvo fetched it from the institution.
    #[serde(with = "wire::instant")]
    pub collected_at: Option<OffsetDateTime>,
    /// Day of the report.
    #[serde(with = "wire::date")]
    pub report_date: Option<Date>,
    /// Days since the report was taken.
    pub days_since_extraction: Option<i64>,
    /// The institution's own number of the person (NSS).
    pub internal_identification: Option<Redacted<String>>,
    /// Who the person is.
    pub personal_data: Option<Worker>,
    /// Weeks contributed to social security.
    pub social_security_summary: Option<SocialSecuritySummary>,
    /// The jobs, one by one.
    #[serde(deserialize_with = "present::items")]
    pub employment_records: Vec<EmploymentDetail>,
    /// How steadily the person works, in points.
    #[serde(deserialize_with = "present::items")]
    pub employment_scores: Vec<EmploymentScore>,
    /// What Belvo thinks the person earns now.
    pub salary_estimation: Option<SalaryEstimation>,
    /// The report itself, if it was asked for with its PDF.
    #[serde(deserialize_with = "present::items")]
    pub files: Vec<EmploymentFile>,
}

crate::fields::fields! {
    /// What of an employment record can be left out or asked for.
    pub enum EmploymentRecordField of EmploymentRecord {
        Id = "id",
        Link = "link",
        CreatedAt = "created_at",
        CollectedAt = "collected_at",
        ReportDate = "report_date",
        DaysSinceExtraction = "days_since_extraction",
        InternalIdentification = "internal_identification",
        PersonalData = "personal_data",
        SocialSecuritySummary = "social_security_summary",
        EmploymentRecords = "employment_records",
        EmploymentScores = "employment_scores",
        SalaryEstimation = "salary_estimation",
        Files = "files",
    }
}

/// The person of an employment record.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Worker {
    /// Full name.
    pub official_name: Option<Redacted<String>>,
    /// Given name.
    pub first_name: Option<Redacted<String>>,
    /// Family name.
    pub last_name: Option<Redacted<String>>,
    /// Day of birth.
    #[serde(with = "wire::date")]
    pub birth_date: Option<Redacted<Date>>,
    /// What the person is entitled to.
    pub entitlements: Option<Entitlements>,
    /// Identity documents.
    #[serde(deserialize_with = "present::items")]
    pub document_ids: Vec<WorkerDocument>,
    /// E-mail address.
    pub email: Option<Redacted<String>>,
}

/// What a worker is entitled to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Entitlements {
    /// Whether health insurance covers the person.
    pub entitled_to_health_insurance: Option<bool>,
    /// Whether the employer's benefits cover the person.
    pub entitled_to_company_benefits: Option<bool>,
    /// Last day of the entitlement.
    #[serde(with = "wire::date")]
    pub valid_until: Option<Date>,
    /// Whether the person works.
    pub status: Option<WorkStatus>,
}

/// A document of a worker.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct WorkerDocument {
    /// Kind of document.
    pub document_type: Option<WorkerDocumentType>,
    /// Its number.
    pub document_number: Option<Redacted<String>>,
}

/// Weeks contributed to Mexican social security.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct SocialSecuritySummary {
    /// Weeks that a withdrawal from the fund cost.
    pub weeks_redeemed: Option<i64>,
    /// Weeks bought back by paying a withdrawal in again.
    pub weeks_reinstated: Option<i64>,
    /// Weeks contributed.
    pub weeks_contributed: Option<i64>,
}

/// One job in Mexico.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct EmploymentDetail {
    /// When Belvo fetched it from the institution.
    #[serde(with = "wire::instant")]
    pub collected_at: Option<OffsetDateTime>,
    /// Who employs.
    pub employer: Option<String>,
    /// The employer's registration number.
    pub employer_id: Option<String>,
    /// First day.
    #[serde(with = "wire::date")]
    pub start_date: Option<Date>,
    /// Last day; none while it lasts.
    #[serde(with = "wire::date")]
    pub end_date: Option<Date>,
    /// Weeks in the job.
    pub weeks_employed: Option<i64>,
    /// Federal state.
    pub state: Option<String>,
    /// Daily base salary, the last one: of IMSS with perks, of ISSSTE a thirtieth of the month's.
    pub most_recent_base_salary: Option<Amount>,
    /// Salary a month.
    pub monthly_salary: Option<Amount>,
    /// Currency, such as MXN.
    pub currency: Option<String>,
    /// What happened in the job.
    #[serde(deserialize_with = "present::items")]
    pub employment_status_updates: Vec<EmploymentUpdate>,
}

/// Something that happened in a job.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct EmploymentUpdate {
    /// What happened.
    pub event: Option<EmploymentEvent>,
    /// Daily base salary.
    pub base_salary: Option<Amount>,
    /// Day of the change.
    #[serde(with = "wire::date")]
    pub update_date: Option<Date>,
}

/// How steadily a person works.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct EmploymentScore {
    /// Points, 300 to 900.
    pub score: Option<i64>,
    /// Months that were looked at, 1 to 12.
    pub period: Option<i64>,
    /// Version of the calculation.
    pub version: Option<String>,
}

/// What Belvo thinks a person earns now.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct SalaryEstimation {
    /// Whether the person works, as Belvo thinks.
    pub employment_status_estimate: Option<String>,
    /// Daily base salary, as Belvo thinks.
    pub base_salary_estimate: Option<Amount>,
    /// Currency, such as MXN.
    pub currency: Option<String>,
}

/// A file that belongs to an employment record.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct EmploymentFile {
    /// What the file is.
    #[serde(rename = "type")]
    #[doc(alias = "type")]
    pub kind: Option<String>,
    /// The file as base64; null in Belvo's sandbox.
    pub value: Option<Redacted<String>>,
}
