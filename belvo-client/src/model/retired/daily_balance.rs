//! Balances day by day, and the accounts of that time.

use client_core::money::Amount;
use client_core::secret::Redacted;
use client_core::wire;
use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime};

use super::DailyBalanceId;
use crate::model::{
    AccountBalance, AccountCategory, AccountId, AccountInstitution, LinkId, RatePeriod,
};
use crate::present;

client_core::open_enum! {
    /// What a fee of a loan is for.
    pub enum LoanFeePurpose {
        /// The loan itself.
        OperationFee = "OPERATION_FEE",
        /// Insurance.
        InsuranceFee = "INSURANCE_FEE",
        /// Other.
        Others = "OTHERS",
    }
}

/// What was on an account at the end of a day.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct DailyBalance {
    /// Identifier.
    pub id: Option<DailyBalanceId>,
    /// The account.
    pub account: Option<LegacyAccount>,
    /// The day.
    #[serde(with = "wire::date")]
    pub value_date: Option<Date>,
    /// At the end of the day.
    pub balance: Option<Amount>,
    /// When Belvo fetched it.
    pub current_balance: Option<Amount>,
    /// The statement it stands in.
    pub statement: Option<String>,
    /// When Belvo fetched it from the institution.
    #[serde(with = "wire::instant")]
    pub collected_at: Option<OffsetDateTime>,
}

crate::fields::fields! {
    /// What of a balance can be left out or asked for.
    pub enum DailyBalanceField of DailyBalance {
        Id = "id",
        Account = "account",
        ValueDate = "value_date",
        Balance = "balance",
        CurrentBalance = "current_balance",
        Statement = "statement",
        CollectedAt = "collected_at",
    }
}

/// An account, as accounts were told with daily balances.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct LegacyAccount {
    /// Identifier.
    pub id: Option<AccountId>,
    /// The link it belongs to.
    pub link: Option<LinkId>,
    /// The institution.
    pub institution: Option<AccountInstitution>,
    /// When Belvo fetched it from the institution.
    #[serde(with = "wire::instant")]
    pub collected_at: Option<OffsetDateTime>,
    /// When Belvo stored or last changed it.
    #[serde(with = "wire::instant")]
    pub created_at: Option<OffsetDateTime>,
    /// When Belvo last got in.
    #[serde(with = "wire::instant")]
    pub last_accessed_at: Option<OffsetDateTime>,
    /// What it is; `RECEIVABLES_ACCOUNT` is an acquirer's.
    pub category: Option<AccountCategory>,
    /// Whose the balance is.
    pub balance_type: Option<String>,
    /// What it is, in the institution's words.
    #[doc(alias = "type")]
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// Name.
    pub name: Option<String>,
    /// Number.
    pub number: Option<Redacted<String>>,
    /// What is on it.
    pub balance: Option<AccountBalance>,
    /// Currency, such as BRL.
    pub currency: Option<String>,
    /// What the next field holds.
    pub public_identification_name: Option<String>,
    /// How others name the account.
    pub public_identification_value: Option<Redacted<String>>,
    /// The institution's own id.
    pub internal_identification: Option<String>,
    /// The institution's id of the product.
    pub bank_product_id: Option<String>,
    /// Of a card.
    pub credit_data: Option<LegacyCreditData>,
    /// Of a loan.
    pub loan_data: Option<LegacyLoanData>,
    /// Of a pension.
    #[serde(deserialize_with = "present::items")]
    pub funds_data: Vec<PensionFund>,
    /// Of an acquirer.
    pub receivables_data: Option<ReceivablesData>,
}

/// What an acquirer owes: `current` is `available` and `anticipated` together.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct ReceivablesData {
    /// All.
    pub current: Option<Amount>,
    /// Still to come on the days agreed on.
    pub available: Option<Amount>,
    /// Paid out before its day.
    pub anticipated: Option<Amount>,
    /// When Belvo fetched it.
    #[serde(with = "wire::instant")]
    pub collected_at: Option<OffsetDateTime>,
}

/// What a credit card adds to an account.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct LegacyCreditData {
    /// When Belvo fetched it.
    #[serde(with = "wire::instant")]
    pub collected_at: Option<OffsetDateTime>,
    /// Credit limit.
    pub credit_limit: Option<Amount>,
    /// When the bill closes.
    pub cutting_date: Option<String>,
    /// When it is due.
    pub next_payment_date: Option<String>,
    /// When the last one was paid.
    pub last_payment_date: Option<String>,
    /// When the card expires.
    pub end_date: Option<String>,
    /// Least that has to be paid.
    pub minimum_payment: Option<Amount>,
    /// What is paid without interest.
    pub no_interest_payment: Option<Amount>,
    /// A month's payment.
    pub monthly_payment: Option<Amount>,
    /// Rate of interest; Belvo tells no unit.
    pub interest_rate: Option<Amount>,
}

/// What a loan adds to an account.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct LegacyLoanData {
    /// When Belvo fetched it.
    #[serde(with = "wire::instant")]
    pub collected_at: Option<OffsetDateTime>,
    /// The contract.
    pub contract_number: Option<Redacted<String>>,
    /// What was lent.
    pub contract_amount: Option<Amount>,
    /// When it begins.
    #[serde(with = "wire::date")]
    pub contract_start_date: Option<Date>,
    /// When it ends.
    #[serde(with = "wire::date")]
    pub contract_end_date: Option<Date>,
    /// What it is.
    pub loan_type: Option<String>,
    /// Principal.
    pub principal: Option<Amount>,
    /// Principal still owed.
    pub outstanding_principal: Option<Amount>,
    /// All still owed.
    pub outstanding_balance: Option<Amount>,
    /// A month's payment.
    pub monthly_payment: Option<Amount>,
    /// What is paid without interest.
    pub no_interest_payment: Option<Amount>,
    /// Owed at the end of the last period.
    pub last_period_balance: Option<Amount>,
    /// Credit limit.
    pub credit_limit: Option<Amount>,
    /// Rate of interest; Belvo tells no unit.
    pub interest_rate: Option<Amount>,
    /// All rates.
    #[serde(deserialize_with = "present::items")]
    pub interest_rates: Vec<LegacyInterestRate>,
    /// Fees.
    #[serde(deserialize_with = "present::items")]
    pub fees: Vec<LegacyLoanFee>,
    /// Instalments.
    pub number_of_installments_total: Option<u32>,
    /// Instalments still to come.
    pub number_of_installments_outstanding: Option<u32>,
    /// Day of the month it is paid.
    pub payment_day: Option<String>,
    /// Last day of the month it is paid.
    pub limit_day: Option<String>,
    /// Day of the month the bill closes.
    pub cutting_day: Option<String>,
    /// When the bill closes.
    pub cutting_date: Option<String>,
    /// When it was last paid.
    pub last_payment_date: Option<String>,
}

/// A rate of a loan.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct LegacyInterestRate {
    /// Name.
    pub name: Option<String>,
    /// What period it is of.
    #[doc(alias = "type")]
    #[serde(rename = "type")]
    pub kind: Option<RatePeriod>,
    /// The rate; Belvo tells no unit.
    pub value: Option<Amount>,
}

/// A fee of a loan.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct LegacyLoanFee {
    /// What it is for.
    #[doc(alias = "type")]
    #[serde(rename = "type")]
    pub kind: Option<LoanFeePurpose>,
    /// How much.
    pub value: Option<Amount>,
}

/// A fund of a pension.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct PensionFund {
    /// Name.
    pub name: Option<String>,
    /// What it is.
    #[doc(alias = "type")]
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// How others name it.
    #[serde(deserialize_with = "present::items")]
    pub public_identifications: Vec<PublicIdentification>,
    /// What is in it.
    pub balance: Option<Amount>,
    /// Its part of the pension; Belvo tells no unit.
    pub percentage: Option<Amount>,
}

/// How others name a fund.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct PublicIdentification {
    /// What the value is.
    pub name: Option<String>,
    /// The value.
    pub value: Option<Redacted<String>>,
}
