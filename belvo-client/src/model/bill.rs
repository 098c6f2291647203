//! Credit card bills.

use client_core::money::Amount;
use client_core::wire;
use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime};

use super::{Account, BillId};
use crate::present;

client_core::open_enum! {
    /// What a charge on a bill is for.
    pub enum FinanceChargeType {
        /// Late payment interest.
        LatePaymentInterest = "LATE_PAYMENT_INTEREST",
        /// Late fee.
        LateFee = "LATE_FEE",
        /// Arrears interest.
        ArrearsInterest = "ARREARS_INTEREST",
        /// Iof.
        Iof = "IOF",
        /// No charge.
        NoCharge = "NO_CHARGE",
        /// Other.
        Other = "OTHER",
    }

    /// How a bill is paid.
    pub enum BillPaymentType {
        /// In instalments.
        Installment = "INSTALLMENT",
        /// At once.
        Full = "FULL",
        /// Other.
        Other = "OTHER",
    }

    /// By what a bill is paid.
    pub enum PaymentMode {
        /// Direct debit.
        DirectDebit = "DIRECT_DEBIT",
        /// Bank slip.
        BankSlip = "BANK_SLIP",
        /// Salary deduction.
        SalaryDeduction = "SALARY_DEDUCTION",
        /// Pix.
        Pix = "PIX",
    }
}

/// A credit card bill.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Bill {
    /// Identifier.
    pub id: Option<BillId>,
    /// When Belvo stored or last changed it.
    #[serde(with = "wire::instant")]
    pub created_at: Option<OffsetDateTime>,
    /// When Belvo fetched it from the institution.
    #[serde(with = "wire::instant")]
    pub collected_at: Option<OffsetDateTime>,
    /// The account, as it was then. Large: `omit` it where it is not needed.
    pub account: Option<Account>,
    /// The institution's own id; stays the same when a link is made anew (inferred).
    pub internal_identification: Option<String>,
    /// Name of the bill; none while it is open.
    pub bill_name: Option<String>,
    /// Day it is due.
    #[serde(with = "wire::date")]
    pub due_date: Option<Date>,
    /// Currency, such as BRL.
    pub currency: Option<String>,
    /// Amount of the bill.
    pub total_amount: Option<Amount>,
    /// Least that has to be paid.
    pub minimum_amount: Option<Amount>,
    /// Whether it can be paid in instalments.
    pub is_installment: Option<bool>,
    /// Charges on it.
    #[serde(deserialize_with = "present::items")]
    pub finance_charges: Vec<FinanceCharge>,
    /// Payments of it.
    #[serde(deserialize_with = "present::items")]
    pub payments: Vec<BillPayment>,
}

crate::fields::fields! {
    /// What of a bill can be left out or asked for.
    pub enum BillField of Bill {
        Id = "id",
        CreatedAt = "created_at",
        CollectedAt = "collected_at",
        Account = "account",
        InternalIdentification = "internal_identification",
        BillName = "bill_name",
        DueDate = "due_date",
        Currency = "currency",
        TotalAmount = "total_amount",
        MinimumAmount = "minimum_amount",
        IsInstallment = "is_installment",
        FinanceCharges = "finance_charges",
        Payments = "payments",
    }
}

/// A charge on a bill.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct FinanceCharge {
    /// What it is.
    #[doc(alias = "type")]
    #[serde(rename = "type")]
    pub kind: Option<FinanceChargeType>,
    /// Further words.
    pub additional_info: Option<String>,
    /// Currency, such as BRL.
    pub currency: Option<String>,
    /// Amount.
    pub amount: Option<Amount>,
}

/// A payment of a bill.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct BillPayment {
    /// What it is.
    #[doc(alias = "type")]
    #[serde(rename = "type")]
    pub kind: Option<BillPaymentType>,
    /// Day it was paid.
    #[serde(with = "wire::date")]
    pub payment_date: Option<Date>,
    /// By what it was paid.
    pub payment_mode: Option<PaymentMode>,
    /// Currency, such as BRL.
    pub currency: Option<String>,
    /// Amount.
    pub amount: Option<Amount>,
}
