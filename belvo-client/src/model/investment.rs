//! Investments.

use client_core::money::Amount;
use client_core::secret::Redacted;
use client_core::wire;
use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime};

use super::InvestmentId;

client_core::open_enum! {
    /// What an investment is.
    pub enum InvestmentType {
        /// Fixed income banking.
        FixedIncomeBanking = "FIXED_INCOME_BANKING",
        /// Fixed income credit.
        FixedIncomeCredit = "FIXED_INCOME_CREDIT",
        /// Variable income.
        VariableIncome = "VARIABLE_INCOME",
        /// Treasury bond.
        TreasuryBond = "TREASURY_BOND",
        /// Investment fund.
        InvestmentFund = "INVESTMENT_FUND",
    }
}

/// A Brazilian investment. Which fields have a value depends on its kind.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Investment {
    /// Identifier.
    pub id: Option<InvestmentId>,
    /// What it is.
    #[doc(alias = "type")]
    #[serde(rename = "type")]
    pub kind: Option<InvestmentType>,
    /// CNPJ of the issuer or of the fund.
    pub issuer_id_number: Option<String>,
    /// ISIN.
    pub isin_number: Option<String>,
    /// Currency, such as BRL.
    pub currency: Option<String>,
    /// Name of the product.
    pub product_name: Option<String>,
    /// Whether it is free of income tax.
    pub is_tax_exempt: Option<bool>,
    /// Number of the bank at the clearing house (COMPE); of an investment, its registration code.
    pub clearing_code: Option<String>,
    /// Day it is due.
    #[serde(with = "wire::date")]
    pub due_date: Option<Date>,
    /// Day of issue.
    #[serde(with = "wire::date")]
    pub issue_date: Option<Date>,
    /// Day it was bought.
    #[serde(with = "wire::date")]
    pub purchase_date: Option<Date>,
    /// First day it can be cashed.
    #[serde(with = "wire::date")]
    pub grace_period_date: Option<Date>,
    /// Price of a unit at issue.
    pub issue_unit_price: Option<Amount>,
    /// What is on it.
    pub balance: Option<InvestmentBalance>,
    /// What it pays.
    pub remuneration: Option<Remuneration>,
    /// Class of a fund.
    pub classification_details: Option<FundClassification>,
    /// Its coupons.
    pub voucher_payment_details: Option<CouponPayment>,
    /// Who owes it.
    pub debtor_details: Option<Debtor>,
}

crate::fields::fields! {
    /// What of an investment can be left out or asked for.
    pub enum InvestmentField of Investment {
        Id = "id",
        Type = "type",
        IssuerIdNumber = "issuer_id_number",
        IsinNumber = "isin_number",
        Currency = "currency",
        ProductName = "product_name",
        IsTaxExempt = "is_tax_exempt",
        ClearingCode = "clearing_code",
        DueDate = "due_date",
        IssueDate = "issue_date",
        PurchaseDate = "purchase_date",
        GracePeriodDate = "grace_period_date",
        IssueUnitPrice = "issue_unit_price",
        Balance = "balance",
        Remuneration = "remuneration",
        ClassificationDetails = "classification_details",
        VoucherPaymentDetails = "voucher_payment_details",
        DebtorDetails = "debtor_details",
    }
}

/// What an investment is worth.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct InvestmentBalance {
    /// Moment it was worth that.
    #[serde(with = "wire::instant")]
    pub reference_date: Option<OffsetDateTime>,
    /// Before taxes and fees.
    pub gross_value: Option<Amount>,
    /// What is blocked.
    pub blocked_amount: Option<Amount>,
    /// Units.
    pub quantity: Option<Amount>,
    /// Price of a unit before taxes.
    pub gross_unit_price: Option<Amount>,
    /// After taxes and fees.
    pub net_value: Option<Amount>,
    /// Taxes foreseen.
    pub withheld_amount: Option<Amount>,
    /// IOF foreseen.
    pub transaction_fee: Option<Amount>,
    /// Price of a unit when bought.
    pub purchase_unit_price: Option<Amount>,
    /// Fixed part, as a rate from 0 to 1.
    pub pre_fixed_rate: Option<Amount>,
    /// Part on top of or of the index, as a rate.
    pub post_fixed_rate: Option<Amount>,
    /// Fine.
    pub penalty_fee: Option<Amount>,
    /// Interest for paying late.
    pub late_payment_fee: Option<Amount>,
    /// Closing price.
    pub closing_price: Option<Amount>,
    /// Units that a price is for.
    pub unit_price_factor: Option<Amount>,
}

/// What an investment pays.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Remuneration {
    /// Fixed part, as a rate from 0 to 1.
    pub pre_fixed_rate: Option<Amount>,
    /// Part on top of or of the index, as a rate.
    pub post_fixed_rate: Option<Amount>,
    /// How interest adds up.
    pub rate_type: Option<String>,
    /// Period of the rate.
    pub rate_periodicity: Option<String>,
    /// Days per month and year it counts with, such as `30/360`.
    pub calculation_base: Option<String>,
    /// Index it follows.
    pub indexer: Option<String>,
    /// Further words about `indexer`.
    pub indexer_additional_info: Option<String>,
}

/// The class of an investment fund.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct FundClassification {
    /// Category, such as `RENDA_FIXA`.
    pub category: Option<String>,
    /// Class.
    pub class: Option<String>,
    /// Subclass.
    pub subclass: Option<String>,
}

/// Whether and how often an investment pays coupons.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct CouponPayment {
    /// Whether it pays coupons.
    pub is_voucher_payment: Option<bool>,
    /// How often.
    pub periodicity: Option<String>,
    /// Further words about `periodicity`.
    pub periodicity_additional_info: Option<String>,
}

/// Who owes a credit security.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Debtor {
    /// Name.
    pub name: Option<Redacted<String>>,
    /// CNPJ of the debtor.
    pub id_document_number: Option<Redacted<String>>,
}
