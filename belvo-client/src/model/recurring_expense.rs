//! Recurring expenses.

use client_core::money::Amount;
use client_core::secret::Redacted;
use client_core::wire;
use serde::{Deserialize, Serialize};
use time::Date;

use super::{Account, RecurringExpenseId, TransactionCategory};
use crate::present;

client_core::open_enum! {
    /// How often an expense comes.
    pub enum ExpenseFrequency {
        /// Monthly.
        Monthly = "MONTHLY",
    }

    /// Whether an expense is always of the same amount.
    pub enum ExpenseType {
        /// Always the same amount.
        Subscription = "SUBSCRIPTION",
        /// Regular; of an expense, the amount varies.
        Regular = "REGULAR",
    }
}

/// A payment that comes again every month, as Belvo sees it in at most 365 days of transactions.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct RecurringExpense {
    /// Identifier.
    pub id: Option<RecurringExpenseId>,
    /// The account, as it was then. Large: `omit` it where it is not needed.
    pub account: Option<Account>,
    /// Name.
    pub name: Option<String>,
    /// The transactions it was seen in.
    #[serde(deserialize_with = "present::items")]
    pub transactions: Vec<ExpenseTransaction>,
    /// How often it comes.
    pub frequency: Option<ExpenseFrequency>,
    /// One payment, on average.
    pub average_transaction_amount: Option<Amount>,
    /// One payment, median.
    pub median_transaction_amount: Option<Amount>,
    /// Days since the last payment.
    pub days_since_last_transaction: Option<i64>,
    /// What it is.
    pub category: Option<TransactionCategory>,
    /// Whether the amount is always the same.
    pub payment_type: Option<ExpenseType>,
}

crate::fields::fields! {
    /// What of a recurring expense can be left out or asked for.
    pub enum RecurringExpenseField of RecurringExpense {
        Id = "id",
        Account = "account",
        Name = "name",
        Transactions = "transactions",
        Frequency = "frequency",
        AverageTransactionAmount = "average_transaction_amount",
        MedianTransactionAmount = "median_transaction_amount",
        DaysSinceLastTransaction = "days_since_last_transaction",
        Category = "category",
        PaymentType = "payment_type",
    }
}

/// A transaction that an expense was seen in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
#[non_exhaustive]
pub struct ExpenseTransaction {
    /// Amount.
    pub amount: Option<Amount>,
    /// What the bank writes about it.
    pub description: Option<Redacted<String>>,
    /// Day of the transaction.
    #[serde(with = "wire::date")]
    pub value_date: Option<Date>,
}
