//! What Belvo makes of Mexican employment records.

use client_core::money::Amount;
use client_core::wire;
use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime};

use super::{EmploymentMetricId, LinkId, WorkStatus};

/// How a person in Mexico worked and earned over the years.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct EmploymentMetric {
    /// Identifier.
    pub id: Option<EmploymentMetricId>,
    /// The link it belongs to.
    pub link: Option<LinkId>,
    /// When Belvo fetched it from the institution.
    #[serde(with = "wire::instant")]
    pub collected_at: Option<OffsetDateTime>,
    /// When Belvo stored or last changed it.
    #[serde(with = "wire::instant")]
    pub created_at: Option<OffsetDateTime>,
    /// When Belvo calculated it anew.
    #[serde(with = "wire::instant")]
    pub updated_at: Option<OffsetDateTime>,
    /// The day for which it was calculated.
    #[serde(with = "wire::date")]
    pub reference_date: Option<Date>,
    /// Age in years.
    pub age: Option<i64>,
    /// Whether the person works.
    pub current_status: Option<WorkStatus>,
    /// Employers now.
    pub current_employer_count: Option<i64>,
    /// Daily base salary of the last job.
    pub base_salary_last: Option<Amount>,
    /// Weeks in the last job.
    pub weeks_employed_last_job: Option<Amount>,
    /// Weeks since the last job ended.
    pub weeks_since_last_job: Option<Amount>,
    /// Weeks in all jobs.
    pub weeks_employed_total: Option<Amount>,
    /// Weeks with several employers at once.
    pub weeks_with_multiple_employers: Option<Amount>,
    /// Jobs in all.
    pub employer_count: Option<i64>,
    /// Different employers in all.
    pub unique_employer_count: Option<i64>,
    /// Employers a year, on average.
    pub employers_per_year: Option<Amount>,
    /// Weeks between jobs, on average.
    pub weeks_between_jobs: Option<Amount>,
    /// Weeks between jobs, at most.
    pub max_weeks_between_jobs: Option<Amount>,
    /// Raises in the last job.
    pub increases_last_job: Option<i64>,
    /// Cuts in the last job.
    pub decreases_last_job: Option<i64>,
    /// Raises that came with another job.
    pub increases_after_change: Option<i64>,
    /// Cuts that came with another job.
    pub decreases_after_change: Option<i64>,
    /// Raises in all.
    pub increases_overall: Option<i64>,
    /// Cuts in all.
    pub decreases_overall: Option<i64>,
    /// Raises in the last year.
    pub increases_1y: Option<i64>,
    /// Cuts in the last year.
    pub decreases_1y: Option<i64>,
    /// Raises in three years.
    pub increases_3y: Option<i64>,
    /// Cuts in three years.
    pub decreases_3y: Option<i64>,
    /// Raises in five years.
    pub increases_5y: Option<i64>,
    /// Cuts in five years.
    pub decreases_5y: Option<i64>,
    /// Change of the salary in the last year, in per cent.
    pub yearly_change_1y: Option<Amount>,
    /// Change of the salary in three years, in per cent.
    pub yearly_change_3y: Option<Amount>,
    /// Change of the salary in five years, in per cent.
    pub yearly_change_5y: Option<Amount>,
    /// Lowest salary a month in one year.
    pub min_monthly_salary_1y: Option<Amount>,
    /// Lowest salary a month in three years.
    pub min_monthly_salary_3y: Option<Amount>,
    /// Lowest salary a month in five years.
    pub min_monthly_salary_5y: Option<Amount>,
    /// Salary a month in one year, on average.
    pub average_monthly_salary_1y: Option<Amount>,
    /// Salary a month in three years, on average.
    pub average_monthly_salary_3y: Option<Amount>,
    /// Salary a month in five years, on average.
    pub average_monthly_salary_5y: Option<Amount>,
    /// Highest salary a month in one year.
    pub max_monthly_salary_1y: Option<Amount>,
    /// Highest salary a month in three years.
    pub max_monthly_salary_3y: Option<Amount>,
    /// Highest salary a month in five years.
    pub max_monthly_salary_5y: Option<Amount>,
}

crate::fields::fields! {
    /// What of an employment metric can be left out or asked for.
    pub enum EmploymentMetricField of EmploymentMetric {
        Id = "id",
        Link = "link",
        CollectedAt = "collected_at",
        CreatedAt = "created_at",
        UpdatedAt = "updated_at",
        ReferenceDate = "reference_date",
        Age = "age",
        CurrentStatus = "current_status",
        CurrentEmployerCount = "current_employer_count",
        BaseSalaryLast = "base_salary_last",
        WeeksEmployedLastJob = "weeks_employed_last_job",
        WeeksSinceLastJob = "weeks_since_last_job",
        WeeksEmployedTotal = "weeks_employed_total",
        WeeksWithMultipleEmployers = "weeks_with_multiple_employers",
        EmployerCount = "employer_count",
        UniqueEmployerCount = "unique_employer_count",
        EmployersPerYear = "employers_per_year",
        WeeksBetweenJobs = "weeks_between_jobs",
        MaxWeeksBetweenJobs = "max_weeks_between_jobs",
        IncreasesLastJob = "increases_last_job",
        DecreasesLastJob = "decreases_last_job",
        IncreasesAfterChange = "increases_after_change",
        DecreasesAfterChange = "decreases_after_change",
        IncreasesOverall = "increases_overall",
        DecreasesOverall = "decreases_overall",
        Increases1y = "increases_1y",
        Decreases1y = "decreases_1y",
        Increases3y = "increases_3y",
        Decreases3y = "decreases_3y",
        Increases5y = "increases_5y",
        Decreases5y = "decreases_5y",
        YearlyChange1y = "yearly_change_1y",
        YearlyChange3y = "yearly_change_3y",
        YearlyChange5y = "yearly_change_5y",
        MinMonthlySalary1y = "min_monthly_salary_1y",
        MinMonthlySalary3y = "min_monthly_salary_3y",
        MinMonthlySalary5y = "min_monthly_salary_5y",
        AverageMonthlySalary1y = "average_monthly_salary_1y",
        AverageMonthlySalary3y = "average_monthly_salary_3y",
        AverageMonthlySalary5y = "average_monthly_salary_5y",
        MaxMonthlySalary1y = "max_monthly_salary_1y",
        MaxMonthlySalary3y = "max_monthly_salary_3y",
        MaxMonthlySalary5y = "max_monthly_salary_5y",
    }
}
