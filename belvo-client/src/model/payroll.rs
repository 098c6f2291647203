//! What a Mexican invoice says about wages.

use client_core::money::Amount;
use client_core::wire;
use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime};

use crate::present;

client_core::open_enum! {
    /// How often wages are paid.
    pub enum PayrollPeriodicity {
        /// Daily.
        Daily = "DAILY",
        /// Weekly.
        Weekly = "WEEKLY",
        /// Every ten days.
        TenthDay = "TENTH_DAY",
        /// Every fourteen days.
        FourteenthDay = "FOURTEENTH_DAY",
        /// Twice a month.
        FifteenthDay = "FIFTEENTH_DAY",
        /// Monthly.
        Monthly = "MONTHLY",
        /// Every two months.
        Bimonthly = "BIMONTHLY",
        /// By task.
        PerTask = "PER_TASK",
        /// As commissions.
        Commission = "COMMISSION",
        /// Once.
        OneOff = "ONE_OFF",
        /// Otherwise.
        OtherPeriodicity = "OTHER_PERIODICITY",
    }
}

/// What a payslip says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct InvoicePayroll {
    /// Days paid.
    pub days: Option<i64>,
    /// Ordinary or extraordinary, as the tax office's code.
    #[serde(rename = "type")]
    #[doc(alias = "type")]
    pub kind: Option<String>,
    /// What was paid.
    pub amount: Option<Amount>,
    /// Version of its form.
    pub version: Option<String>,
    /// First day it pays for.
    #[serde(with = "wire::date")]
    pub date_from: Option<Date>,
    /// Last day it pays for.
    #[serde(with = "wire::date")]
    pub date_to: Option<Date>,
    /// When Belvo fetched it from the institution.
    #[serde(with = "wire::instant")]
    pub collected_at: Option<OffsetDateTime>,
    /// Day of the payment.
    #[serde(with = "wire::date")]
    pub payment_date: Option<Date>,
    /// How often wages are paid.
    pub periodicity: Option<PayrollPeriodicity>,
    /// What was earned.
    #[serde(deserialize_with = "present::items")]
    pub earnings_breakdown: Vec<PayrollEarning>,
    /// What was deducted.
    #[serde(deserialize_with = "present::items")]
    pub tax_deductions: Vec<PayrollEntry>,
    /// What was paid besides.
    #[serde(deserialize_with = "present::items")]
    pub other_payments: Vec<PayrollEntry>,
}

/// Something that was earned.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct PayrollEarning {
    /// Kind.
    #[serde(rename = "type")]
    #[doc(alias = "type")]
    pub kind: Option<String>,
    /// Its taxed part.
    pub taxable_amount: Option<Amount>,
    /// Its untaxed part.
    pub vat_free_amount: Option<Amount>,
}

/// Something that was deducted, or paid besides.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct PayrollEntry {
    /// Kind.
    #[serde(rename = "type")]
    #[doc(alias = "type")]
    pub kind: Option<String>,
    /// Amount.
    pub amount: Option<Amount>,
}
