//! Financial statements of Mexican companies.

use client_core::money::Amount;
use client_core::wire;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use super::{FinancialStatementId, LinkId};

/// Balance sheet and income statement of a year, as filed with SAT.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct FinancialStatement {
    /// Identifier.
    pub id: Option<FinancialStatementId>,
    /// The link it belongs to.
    pub link: Option<LinkId>,
    /// When Belvo fetched it from the institution.
    #[serde(with = "wire::instant")]
    pub collected_at: Option<OffsetDateTime>,
    /// When Belvo stored or last changed it.
    #[serde(with = "wire::instant")]
    pub created_at: Option<OffsetDateTime>,
    /// Why the statement could not be read.
    pub error: Option<String>,
    /// The year.
    pub year: Option<String>,
    /// Currency, such as MXN.
    pub currency: Option<String>,
    /// Balance sheet.
    pub balance_sheet: Option<BalanceSheet>,
    /// Income statement.
    pub income_statement: Option<IncomeStatement>,
}

crate::fields::fields! {
    /// What of a financial statement can be left out or asked for.
    pub enum FinancialStatementField of FinancialStatement {
        Id = "id",
        Link = "link",
        CollectedAt = "collected_at",
        CreatedAt = "created_at",
        Error = "error",
        Year = "year",
        Currency = "currency",
        BalanceSheet = "balance_sheet",
        IncomeStatement = "income_statement",
    }
}

/// A balance sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct BalanceSheet {
    /// Current assets.
    pub current_assets: Option<CurrentAssets>,
    /// Non current assets.
    pub non_current_assets: Option<NonCurrentAssets>,
    /// Current liabilities.
    pub current_liabilities: Option<CurrentLiabilities>,
    /// Non current liabilities.
    pub non_current_liabilities: Option<NonCurrentLiabilities>,
    /// Equity.
    pub equity: Option<Equity>,
}

/// Current assets.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct CurrentAssets {
    /// Cash and equivalents.
    pub cash_and_equivalents: Option<Amount>,
    /// Short term investments.
    pub short_term_investments: Option<Amount>,
    /// Accounts receivable.
    pub accounts_receivable: Option<Amount>,
    /// Notes receivable.
    pub notes_receivable: Option<Amount>,
    /// Other debtors.
    pub other_debtors: Option<Amount>,
    /// Bad debt provision.
    pub bad_debt_provision: Option<Amount>,
    /// Tax recoverable.
    pub tax_recoverable: Option<Amount>,
    /// Inventory.
    pub inventory: Option<Amount>,
    /// Prepaid expenses.
    pub prepaid_expenses: Option<Amount>,
    /// Assets available for sale.
    pub assets_available_for_sale: Option<Amount>,
    /// Total.
    pub total: Option<Amount>,
}

/// Non-current assets.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct NonCurrentAssets {
    /// Property plant and equipment.
    pub property_plant_and_equipment: Option<Amount>,
    /// Accumulated depreciation and amortization.
    pub accumulated_depreciation_and_amortization: Option<Amount>,
    /// Long term accounts receivable.
    pub long_term_accounts_receivable: Option<Amount>,
    /// Prepayment to suppliers.
    pub prepayment_to_suppliers: Option<Amount>,
    /// Goodwill.
    pub goodwill: Option<Amount>,
    /// Intangible assets.
    pub intangible_assets: Option<Amount>,
    /// Investments in associates.
    pub investments_in_associates: Option<Amount>,
    /// Long term financial instruments.
    pub long_term_financial_instruments: Option<Amount>,
    /// Total.
    pub total: Option<Amount>,
}

/// Current liabilities.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct CurrentLiabilities {
    /// Bank loans.
    pub bank_loans: Option<Amount>,
    /// Accounts payable.
    pub accounts_payable: Option<Amount>,
    /// Notes payable.
    pub notes_payable: Option<Amount>,
    /// Financial instruments.
    pub financial_instruments: Option<Amount>,
    /// Other creditors.
    pub other_creditors: Option<Amount>,
    /// Income tax payable.
    pub income_tax_payable: Option<Amount>,
    /// Customer advances.
    pub customer_advances: Option<Amount>,
    /// Provisions.
    pub provisions: Option<Amount>,
    /// Taxes payable.
    pub taxes_payable: Option<Amount>,
    /// Total.
    pub total: Option<Amount>,
}

/// Non-current liabilities.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct NonCurrentLiabilities {
    /// Long term accounts payable.
    pub long_term_accounts_payable: Option<Amount>,
    /// Long term financial instruments.
    pub long_term_financial_instruments: Option<Amount>,
    /// Deferred revenue.
    pub deferred_revenue: Option<Amount>,
    /// Contributions for future capital increases.
    pub contributions_for_future_capital_increases: Option<Amount>,
    /// Deferred income tax.
    pub deferred_income_tax: Option<Amount>,
    /// Employee benefits.
    pub employee_benefits: Option<Amount>,
    /// Long term provisions.
    pub long_term_provisions: Option<Amount>,
    /// Total.
    pub total: Option<Amount>,
}

/// Equity.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Equity {
    /// Stockholders equity.
    pub stockholders_equity: Option<Amount>,
    /// Future capital contributions.
    pub future_capital_contributions: Option<Amount>,
    /// Legal reserve.
    pub legal_reserve: Option<Amount>,
    /// Capital update excess.
    pub capital_update_excess: Option<Amount>,
    /// Capital update insufficiency.
    pub capital_update_insufficiency: Option<Amount>,
    /// Capital reserve.
    pub capital_reserve: Option<Amount>,
    /// Share premium on stock sales.
    pub share_premium_on_stock_sales: Option<Amount>,
    /// Retained earnings.
    pub retained_earnings: Option<Amount>,
    /// Other comprehensive income.
    pub other_comprehensive_income: Option<Amount>,
    /// Controlling interest.
    pub controlling_interest: Option<Amount>,
    /// Non controlling interest.
    pub non_controlling_interest: Option<Amount>,
    /// Total.
    pub total: Option<Amount>,
}

/// An income statement.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct IncomeStatement {
    /// Net revenue.
    pub net_revenue: Option<Amount>,
    /// Domestic sales.
    pub domestic_sales: Option<Amount>,
    /// Foreign sales.
    pub foreign_sales: Option<Amount>,
    /// Materials used.
    pub materials_used: Option<Amount>,
    /// Cost of goods sold.
    pub cost_of_goods_sold: Option<Amount>,
    /// Cost of services sold.
    pub cost_of_services_sold: Option<Amount>,
    /// Gross profit.
    pub gross_profit: Option<Amount>,
    /// Gross loss.
    pub gross_loss: Option<Amount>,
    /// Operating expenses.
    pub operating_expenses: Option<Amount>,
    /// Operating income.
    pub operating_income: Option<Amount>,
    /// Operating loss.
    pub operating_loss: Option<Amount>,
    /// Financial result.
    pub financial_result: Option<Amount>,
    /// Income statement financial gains.
    pub income_statement_financial_gains: Option<Amount>,
    /// Income statement financial costs.
    pub income_statement_financial_costs: Option<Amount>,
    /// Equity in earnings of affiliates.
    pub equity_in_earnings_of_affiliates: Option<Amount>,
    /// Income before taxes.
    pub income_before_taxes: Option<Amount>,
    /// Loss before taxes.
    pub loss_before_taxes: Option<Amount>,
    /// Income taxes.
    pub income_taxes: Option<Amount>,
    /// Income from continuing operations.
    pub income_from_continuing_operations: Option<Amount>,
    /// Loss from continuing operations.
    pub loss_from_continuing_operations: Option<Amount>,
    /// Discontinued operations.
    pub discontinued_operations: Option<Amount>,
    /// Net income.
    pub net_income: Option<Amount>,
    /// Net loss.
    pub net_loss: Option<Amount>,
}
