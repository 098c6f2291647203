//! Loans.

use client_core::money::Amount;
use client_core::secret::Redacted;
use client_core::wire;
use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime};

use crate::present;

client_core::open_enum! {
    /// The unit of a loan's term.
    pub enum TermUnit {
        /// Day.
        Day = "DAY",
        /// Week.
        Week = "WEEK",
        /// Month.
        Month = "MONTH",
        /// Year.
        Year = "YEAR",
        /// No deadline remaining.
        NoDeadlineRemaining = "NO_DEADLINE_REMAINING",
    }

    /// How often instalments are due.
    pub enum InstallmentFrequency {
        /// Irregular.
        Irregular = "IRREGULAR",
        /// Weekly.
        Weekly = "WEEKLY",
        /// Fortnightly.
        Fortnightly = "FORTNIGHTLY",
        /// Monthly.
        Monthly = "MONTHLY",
        /// Bimonthly.
        Bimonthly = "BIMONTHLY",
        /// Quarterly.
        Quarterly = "QUARTERLY",
        /// Biannually.
        Biannually = "BIANNUALLY",
        /// Annually.
        Annually = "ANNUALLY",
        /// Other.
        Other = "OTHER",
    }

    /// What an interest rate is per.
    pub enum RatePeriod {
        /// Monthly.
        Monthly = "MONTHLY",
        /// Yearly.
        Yearly = "YEARLY",
    }

    /// Whether a rate is nominal or effective.
    pub enum InterestTaxType {
        /// Nominal.
        Nominal = "NOMINAL",
        /// Effective.
        Effective = "EFFECTIVE",
    }

    /// How interest adds up.
    pub enum InterestRateType {
        /// Simple.
        Simple = "SIMPLE",
        /// Compound.
        Compound = "COMPOUND",
    }

    /// What an interest rate follows.
    pub enum ReferenceIndexType {
        /// Without index type.
        WithoutIndexType = "WITHOUT_INDEX_TYPE",
        /// Pre fixed.
        PreFixed = "PRE_FIXED",
        /// Post fixed.
        PostFixed = "POST_FIXED",
        /// Floating.
        Floating = "FLOATING",
        /// Indexed price.
        IndexedPrice = "INDEXED_PRICE",
        /// Rural credit.
        RuralCredit = "RURAL_CREDIT",
        /// Other index.
        OtherIndex = "OTHER_INDEX",
    }

    /// What a fee is for.
    pub enum LoanFeeType {
        /// Operation fee.
        OperationFee = "OPERATION_FEE",
        /// Insurance fee.
        InsuranceFee = "INSURANCE_FEE",
        /// Others.
        Others = "OTHERS",
    }

    /// How often a fee is due.
    pub enum FeeChargeType {
        /// Single.
        Single = "SINGLE",
        /// Per installment.
        PerInstallment = "PER_INSTALLMENT",
    }

    /// How a fee is worked out.
    pub enum FeeCharge {
        /// Minimum.
        Minimum = "MINIMUM",
        /// Maximum.
        Maximum = "MAXIMUM",
        /// Fixed.
        Fixed = "FIXED",
        /// Percentage.
        Percentage = "PERCENTAGE",
    }

    /// What a charge is for.
    pub enum ContractedChargeType {
        /// Late payment interest fee.
        LatePaymentInterestFee = "LATE_PAYMENT_INTEREST_FEE",
        /// Late payment penalty fee.
        LatePaymentPenaltyFee = "LATE_PAYMENT_PENALTY_FEE",
        /// Default interest fee.
        DefaultInterestFee = "DEFAULT_INTEREST_FEE",
        /// Loan contract tax.
        LoanContractTax = "LOAN_CONTRACT_TAX",
        /// Late payment tax.
        LatePaymentTax = "LATE_PAYMENT_TAX",
        /// No charge.
        NoCharge = "NO_CHARGE",
        /// Other.
        Other = "OTHER",
    }
}

/// What a loan adds to an account. A dozen keys are of other countries and always null in Brazil.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct LoanData {
    /// When Belvo fetched it from the institution.
    #[serde(with = "wire::instant")]
    pub collected_at: Option<OffsetDateTime>,
    /// National number of the contract (IPOC).
    pub loan_code: Option<Redacted<String>>,
    /// What was agreed: principal, interest, taxes and fees.
    pub contract_amount: Option<Amount>,
    /// Effective cost a year (CET).
    pub total_effective_cost: Option<Amount>,
    /// What the loan is.
    pub loan_type: Option<String>,
    /// What is owed, interest included.
    pub outstanding_balance: Option<Amount>,
    /// Interest rates.
    #[serde(deserialize_with = "present::items")]
    pub interest_rates: Vec<InterestRate>,
    /// Fees.
    #[serde(deserialize_with = "present::items")]
    pub fees: Vec<LoanFee>,
    /// Charges for paying late.
    #[serde(deserialize_with = "present::items")]
    pub contracted_charges: Vec<ContractedCharge>,
    /// What secures it.
    #[serde(deserialize_with = "present::items")]
    pub collaterals: Vec<Collateral>,
    /// Payments outside the instalments.
    #[serde(deserialize_with = "present::items")]
    pub balloon_payments: Vec<BalloonPayment>,
    /// Unit of the term.
    pub installments_contract_term_frequency: Option<TermUnit>,
    /// How often instalments are due.
    pub installment_frequency: Option<InstallmentFrequency>,
    /// Further words about `installment_frequency`.
    pub installment_frequency_info: Option<String>,
    /// Day the first instalment is due.
    #[serde(with = "wire::date")]
    pub first_installment_due_date: Option<Date>,
    /// Instalments in all.
    pub number_of_installments_total: Option<i64>,
    /// Instalments to come.
    pub number_of_installments_outstanding: Option<i64>,
    /// Instalments paid.
    pub number_of_installments_paid: Option<i64>,
    /// Instalments that are late.
    pub number_of_installments_past_due: Option<i64>,
    /// Days it was paid out.
    #[serde(deserialize_with = "present::items")]
    pub disbursement_dates: Vec<String>,
    /// Day it was settled.
    #[serde(with = "wire::date")]
    pub settlement_date: Option<Date>,
    /// Day the contract began.
    #[serde(with = "wire::date")]
    pub contract_start_date: Option<Date>,
    /// Day the contract ends.
    #[serde(with = "wire::date")]
    pub contract_end_date: Option<Date>,
    /// Unit of what is left of the term.
    pub contract_remaining_frequency: Option<TermUnit>,
    /// How much is left of the term.
    pub contract_remaining_total: Option<i64>,
    /// How it is paid off.
    pub amortization_schedule: Option<String>,
    /// Further words about `amortization_schedule`.
    pub amortization_schedule_info: Option<String>,
    /// CNPJ of who withholds the instalments.
    pub consignee_id: Option<Redacted<String>>,
    /// The bank's number of the contract.
    pub contract_number: Option<Redacted<String>>,
    /// Always null for Brazil.
    pub monthly_payment: Option<Amount>,
    /// Always null for Brazil.
    pub principal: Option<Amount>,
    /// Always null for Brazil.
    pub payment_day: Option<String>,
    /// Always null for Brazil.
    pub outstanding_principal: Option<Amount>,
    /// Always null for Brazil.
    pub credit_limit: Option<Amount>,
    /// Always null for Brazil.
    pub last_period_balance: Option<Amount>,
    /// Always null for Brazil.
    pub interest_rate: Option<Amount>,
    /// Always null for Brazil.
    pub limit_day: Option<String>,
    /// Always null for Brazil.
    pub cutting_day: Option<String>,
    /// Always null for Brazil.
    pub cutting_date: Option<String>,
    /// Always null for Brazil.
    pub last_payment_date: Option<String>,
    /// Always null for Brazil.
    pub no_interest_payment: Option<Amount>,
}

/// An interest rate; in Brazil the details are in `interest_rate_data`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct InterestRate {
    /// Name.
    pub name: Option<String>,
    /// What it is.
    #[doc(alias = "type")]
    #[serde(rename = "type")]
    pub kind: Option<RatePeriod>,
    /// Value.
    pub value: Option<Amount>,
    /// How it is made up.
    pub interest_rate_data: Option<InterestRateData>,
}

/// How an interest rate is made up.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct InterestRateData {
    /// Whether it is nominal or effective.
    pub tax_type: Option<InterestTaxType>,
    /// How interest adds up.
    pub rate_type: Option<InterestRateType>,
    /// What it is.
    #[doc(alias = "type")]
    #[serde(rename = "type")]
    pub kind: Option<RatePeriod>,
    /// Days per month and year it counts with, such as `30/360`.
    pub calculation_base: Option<String>,
    /// What it follows.
    pub reference_index_type: Option<ReferenceIndexType>,
    /// Which index.
    pub reference_index_subtype: Option<String>,
    /// Which index, in words.
    pub reference_index_info: Option<String>,
    /// Fixed part, as a rate from 0 to 1.
    pub pre_fixed_rate: Option<Amount>,
    /// Part on top of or of the index, as a rate.
    pub post_fixed_rate: Option<Amount>,
    /// Further words.
    pub additional_info: Option<String>,
}

/// A fee of a loan contract.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct LoanFee {
    /// What it is.
    #[doc(alias = "type")]
    #[serde(rename = "type")]
    pub kind: Option<LoanFeeType>,
    /// Value.
    pub value: Option<Amount>,
    /// Name.
    pub name: Option<String>,
    /// Code.
    pub code: Option<String>,
    /// How often it is due.
    pub fee_charge_type: Option<FeeChargeType>,
    /// How it is worked out.
    pub fee_charge: Option<FeeCharge>,
    /// Rate.
    pub rate: Option<Amount>,
}

/// A charge agreed for paying late.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct ContractedCharge {
    /// What it is.
    #[doc(alias = "type")]
    #[serde(rename = "type")]
    pub kind: Option<ContractedChargeType>,
    /// Further words.
    pub info: Option<String>,
    /// Rate.
    pub rate: Option<Amount>,
}

/// What secures a loan.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Collateral {
    /// What it is.
    #[doc(alias = "type")]
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// What it is more closely, in the institution's words.
    pub subtype: Option<String>,
    /// Currency, such as BRL.
    pub currency: Option<String>,
    /// Amount.
    pub amount: Option<Amount>,
}

/// A payment outside the regular instalments.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct BalloonPayment {
    /// Day it is due.
    #[serde(with = "wire::date")]
    pub due_date: Option<Date>,
    /// Currency, such as BRL.
    pub currency: Option<String>,
    /// Amount.
    pub amount: Option<Amount>,
}
