//! Brazilian employments.

use client_core::money::Amount;
use client_core::secret::Redacted;
use client_core::wire;
use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime};

use super::{EmploymentId, LinkId};
use crate::present;

client_core::open_enum! {
    /// What a payment of a salary is.
    pub enum SalaryType {
        /// Regular; of an expense, the amount varies.
        Regular = "REGULAR",
        /// The thirteenth salary.
        Thirteenth = "THIRTEENTH",
        /// Voluntary.
        Voluntary = "VOLUNTARY",
        /// Retirement.
        Retirement = "RETIREMENT",
    }
}

/// A job in Brazil, as INSS knows it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Employment {
    /// Identifier.
    pub id: Option<EmploymentId>,
    /// The link it belongs to.
    pub link: Option<LinkId>,
    /// When Belvo stored or last changed it.
    #[serde(with = "wire::instant")]
    pub created_at: Option<OffsetDateTime>,
    /// When Belvo fetched it from the institution.
    #[serde(with = "wire::instant")]
    pub collected_at: Option<OffsetDateTime>,
    /// First day.
    #[serde(with = "wire::date")]
    pub start_date: Option<Date>,
    /// Last day; none while it lasts.
    #[serde(with = "wire::date")]
    pub end_date: Option<Date>,
    /// Who employs.
    pub employer_data: Option<Employer>,
    /// What was done.
    #[serde(deserialize_with = "present::items")]
    pub occupations: Vec<Occupation>,
    /// What was paid, month by month.
    #[serde(deserialize_with = "present::items")]
    pub salaries: Vec<Salary>,
}

crate::fields::fields! {
    /// What of an employment can be left out or asked for.
    pub enum EmploymentField of Employment {
        Id = "id",
        Link = "link",
        CreatedAt = "created_at",
        CollectedAt = "collected_at",
        StartDate = "start_date",
        EndDate = "end_date",
        EmployerData = "employer_data",
        Occupations = "occupations",
        Salaries = "salaries",
    }
}

/// Who employs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Employer {
    /// Name.
    pub name: Option<Redacted<String>>,
    /// CNPJ, or the root of a CPF or CEI (inferred).
    pub code: Option<Redacted<String>>,
    /// What the employer does.
    pub economic_activity: Option<String>,
}

/// What somebody does in a job.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Occupation {
    /// First day.
    #[serde(with = "wire::date")]
    pub start_date: Option<Date>,
    /// Last day; none while it lasts.
    #[serde(with = "wire::date")]
    pub end_date: Option<Date>,
    /// What was done, in words.
    pub description: Option<Redacted<String>>,
    /// Name of the occupation (CBO).
    pub name: Option<String>,
    /// Where.
    pub locale: Option<String>,
}

/// What a job paid in a month.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Salary {
    /// Before deductions.
    pub base_amount: Option<Amount>,
    /// Deductions.
    pub retained_amount: Option<Amount>,
    /// What it is.
    #[doc(alias = "type")]
    #[serde(rename = "type")]
    pub kind: Option<SalaryType>,
    /// The month, as `YYYY-MM`.
    pub month: Option<String>,
    /// Currency, such as BRL.
    pub currency: Option<String>,
}
