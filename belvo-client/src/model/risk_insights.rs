//! Risk insights.

use client_core::money::Amount;
use client_core::wire;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use super::risk_windows::{Windows, metrics};
use super::{AccountId, LinkId, RiskInsightsId, TransactionCategory, TransactionSubcategory};
use crate::present;

/// What Belvo makes of all accounts and transactions of a link, as a lender looks at them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct RiskInsights {
    /// Identifier.
    pub id: Option<RiskInsightsId>,
    /// The link it belongs to.
    pub link: Option<LinkId>,
    /// When Belvo stored or last changed it.
    #[serde(with = "wire::instant")]
    pub created_at: Option<OffsetDateTime>,
    /// The accounts that were looked at.
    #[serde(deserialize_with = "present::items")]
    pub accounts: Vec<AccountId>,
    /// What there is.
    pub assets_metrics: Option<AssetMetrics>,
    /// Credit cards.
    pub credit_cards_metrics: Option<CreditCardMetrics>,
    /// Loans and overdrafts.
    pub loans_metrics: Option<LoanMetrics>,
    /// How balances moved.
    pub balances_metrics: Option<BalanceMetrics>,
    /// How much was moved.
    pub transactions_metrics: Option<TransactionMetrics>,
    /// What came in and went out.
    pub cashflow_metrics: Option<CashflowMetrics>,
    /// The same by category.
    #[serde(deserialize_with = "present::items")]
    pub category_metrics: Vec<CategoryMetrics>,
}

crate::fields::fields! {
    /// What of risk insights can be left out or asked for.
    pub enum RiskInsightsField of RiskInsights {
        Id = "id",
        Link = "link",
        CreatedAt = "created_at",
        Accounts = "accounts",
        AssetsMetrics = "assets_metrics",
        CreditCardsMetrics = "credit_cards_metrics",
        LoansMetrics = "loans_metrics",
        BalancesMetrics = "balances_metrics",
        TransactionsMetrics = "transactions_metrics",
        CashflowMetrics = "cashflow_metrics",
        CategoryMetrics = "category_metrics",
    }
}

/// Accounts with money in them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct AssetMetrics {
    /// The institutions, by their code names.
    #[serde(deserialize_with = "present::items")]
    pub institutions: Vec<String>,
    /// Accounts of all kinds.
    pub num_assets_accounts: Option<i64>,
    /// Checking accounts.
    pub num_checking_accounts: Option<i64>,
    /// Savings accounts.
    pub num_savings_accounts: Option<i64>,
    /// What is on checking accounts.
    pub checking_accounts_balance: Option<Amount>,
    /// What is on savings accounts.
    pub savings_accounts_balance: Option<Amount>,
}

/// Credit cards.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct CreditCardMetrics {
    /// Cards.
    pub num_accounts: Option<i64>,
    /// Limits of all cards.
    pub sum_credit_limit: Option<Amount>,
    /// What of them is used.
    pub sum_credit_used: Option<Amount>,
    /// The same as a share of 1.
    pub credit_card_limit_utilization: Option<Amount>,
}

/// Loans and overdrafts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct LoanMetrics {
    /// Loans.
    pub num_accounts: Option<i64>,
    /// What was lent in all.
    pub sum_loans_principal: Option<Amount>,
    /// What of it is still owed.
    pub sum_loans_outstanding_principal: Option<Amount>,
    /// Instalments a month.
    pub sum_loans_monthly_payment: Option<Amount>,
    /// What is owed as a share of what was lent.
    pub loan_limit_utilization: Option<Amount>,
    /// Limits of overdrafts.
    pub overdraft_limit: Option<Amount>,
    /// Used share of these.
    pub overdraft_limit_utilization: Option<Amount>,
}

metrics! {
    /// How the balances of all accounts together moved.
    pub struct BalanceMetrics {
        over_windows {
            /// Lowest balance.
            min_balance: Amount,
            /// Balance on average.
            mean_balance: Amount,
            /// Highest balance.
            max_balance: Amount,
            /// Standard deviation.
            std_balance: Amount,
            /// How the balance rose or fell; negative when it fell.
            balance_trend: Amount,
            /// Days below zero.
            days_balance_below_0: i64,
            /// Days below the average.
            days_balance_below_mean: i64,
            /// Days at or below `balance_threshold_x`.
            days_balance_below_x: i64,
        }
        single {
            /// Balance now.
            closing_balance: Amount,
            /// A threshold that Belvo sets for each country.
            balance_threshold_x: Amount,
        }
    }
}

metrics! {
    /// How much was moved.
    pub struct TransactionMetrics {
        over_windows {
            /// Transactions.
            num_transactions: i64,
            /// Transactions on one day, at most.
            max_num_transactions: i64,
            /// Transactions a day, on average.
            mean_num_transactions: Amount,
            /// Transactions inwards.
            num_incoming_transactions: i64,
            /// Transactions inwards on one day, at most.
            max_num_incoming_transactions: i64,
            /// Transactions inwards a day, on average.
            mean_num_incoming_transactions: Amount,
            /// Money in.
            sum_incoming_amount: Amount,
            /// Largest transaction inwards.
            max_incoming_amount: Amount,
            /// Transaction inwards, on average.
            mean_incoming_amount: Amount,
            /// Transactions outwards.
            num_outgoing_transactions: i64,
            /// Transactions outwards on one day, at most.
            max_num_outgoing_transactions: i64,
            /// Transactions outwards a day, on average.
            mean_num_outgoing_transactions: Amount,
            /// Money out.
            sum_outgoing_amount: Amount,
            /// Largest transaction outwards.
            max_outgoing_amount: Amount,
            /// Transaction outwards, on average.
            mean_outgoing_amount: Amount,
            /// Days without any.
            days_without_transactions: i64,
        }
        single {
            /// Days since the last one.
            days_since_last_transaction: i64,
            /// Days since the last one inwards.
            days_since_last_incoming_transaction: i64,
            /// Days since the last one outwards.
            days_since_last_outgoing_transaction: i64,
            /// Days that are known.
            days_history: i64,
        }
    }
}

metrics! {
    /// What came in and went out.
    pub struct CashflowMetrics {
        over_windows {
            /// Most that came in.
            max_positive: Amount,
            /// Most that went out.
            max_negative: Amount,
            /// What came in, on average.
            mean_positive: Amount,
            /// What went out, on average.
            mean_negative: Amount,
            /// What came in.
            sum_positive: Amount,
            /// How that rose or fell.
            sum_positive_trend: Amount,
            /// What went out.
            sum_negative: Amount,
            /// How that rose or fell.
            sum_negative_trend: Amount,
            /// What came in for each unit that went out.
            positive_to_negative_ratio: Amount,
            /// What came in less what went out.
            net_cashflow: Amount,
            /// How that rose or fell.
            net_cashflow_trend: Amount,
        }
        single {}
    }
}

/// What came in and went out in one category during three months.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct CategoryMetrics {
    /// Category.
    pub category: Option<TransactionCategory>,
    /// Subcategory.
    pub subcategory: Option<TransactionSubcategory>,
    /// Money in less money out.
    pub net_amount_3m: Option<Amount>,
    /// Its share of all money in.
    pub category_inflow_ratio_3m: Option<Amount>,
    /// How it rose or fell.
    pub trend_3m: Option<Amount>,
}
