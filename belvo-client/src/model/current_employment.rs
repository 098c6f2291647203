//! Jobs in Mexico of one month.

use client_core::money::Amount;
use client_core::secret::Redacted;
use client_core::wire;
use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime};

use super::{CurrentEmploymentId, LinkId, WorkStatus, WorkerDocument};
use crate::present;

/// Whether and where a person in Mexico works in one month.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct CurrentEmployment {
    /// Identifier.
    pub id: Option<CurrentEmploymentId>,
    /// The link it belongs to.
    pub link: Option<LinkId>,
    /// When Belvo stored or last changed it.
    #[serde(with = "wire::instant")]
    pub created_at: Option<OffsetDateTime>,
    /// When Belvo fetched it from the institution.
    #[serde(with = "wire::instant")]
    pub collected_at: Option<OffsetDateTime>,
    /// The month it is about, as `2026-10`; none of the unemployed.
    pub month: Option<String>,
    /// The institution's own number of the person (NSS); none of the unemployed.
    pub internal_identification: Option<Redacted<String>>,
    /// Who the person is.
    pub personal_data: Option<CurrentWorker>,
    /// Whether the person works.
    pub status: Option<WorkStatus>,
    /// The jobs of that month.
    #[serde(deserialize_with = "present::items")]
    pub current_employment_records: Vec<CurrentJob>,
}

/// The person of a current employment.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct CurrentWorker {
    /// Full name.
    pub official_name: Option<Redacted<String>>,
    /// Given name.
    pub first_name: Option<Redacted<String>>,
    /// Family name.
    pub last_name: Option<Redacted<String>>,
    /// Day of birth.
    #[serde(with = "wire::date")]
    pub birth_date: Option<Redacted<Date>>,
    /// Identity documents.
    #[serde(deserialize_with = "present::items")]
    pub document_ids: Vec<WorkerDocument>,
}

/// A job of a current employment.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct CurrentJob {
    /// Who employs.
    pub employer: Option<String>,
    /// The employer's registration number.
    pub employer_id: Option<String>,
    /// The employer's tax number.
    pub employer_rfc: Option<Redacted<String>>,
    /// Federal state.
    pub state: Option<String>,
    /// Days in the job.
    pub days_employed: Option<i64>,
    /// Daily base salary.
    pub base_salary: Option<Amount>,
    /// Salary a month.
    pub monthly_salary: Option<Amount>,
}
