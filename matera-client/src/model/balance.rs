//! Balances.

use client_core::money::Amount;
use client_core::wire;
use serde::{Deserialize, Serialize};

use super::{AccountId, AccountStatus, Timestamp};

/// The balance of an account, in BRL. Parts that do not apply to the account may be missing.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Balance {
    /// The account.
    #[serde(rename = "accountId")]
    #[doc(alias = "accountId")]
    pub account_id: Option<AccountId>,
    /// The day.
    pub date: Option<Timestamp>,
    /// What is in the account, locked money included.
    pub real: Option<Amount>,
    /// What can be spent.
    pub available: Option<Amount>,
    /// What is booked for days to come.
    pub future: Option<Amount>,
    /// Overdraft limit.
    pub overdraft: Option<Amount>,
    /// What is locked.
    pub blocked: Option<Amount>,
    /// What is invested by itself.
    #[serde(rename = "autoInvest")]
    #[doc(alias = "autoInvest")]
    pub auto_invest: Option<Amount>,
    /// Emergency aid of the government.
    #[serde(rename = "emergencyAidBalance")]
    #[doc(alias = "emergencyAidBalance")]
    pub emergency_aid: Option<Amount>,
    /// What transactions can use.
    #[serde(rename = "availableBalanceForTransactions")]
    #[doc(alias = "availableBalanceForTransactions")]
    pub available_for_transactions: Option<Amount>,
}

client_core::open_enum! {
    /// What a line of the old balance is about.
    #[doc(alias = "balanceType")]
    pub enum BalanceKind {
        /// What is in the account.
        Real = "REAL",
        /// What can be spent.
        Available = "AVAILABLE",
        /// What is booked for days to come.
        Future = "FUTURE",
        /// Overdraft limit.
        Overdraft = "OVERDRAFT",
        /// What is locked.
        Blocked = "BLOCKED",
        /// What is invested by itself.
        AutoInvest = "AUTO_INVEST",
    }
}

/// The balance of an account in the form of the first version: a list.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct Balances {
    /// One line a kind.
    #[serde(default, deserialize_with = "wire::null_as_empty")]
    pub balances: Vec<BalanceLine>,
    /// Where the account stands.
    #[serde(rename = "accountStatus")]
    #[doc(alias = "accountStatus")]
    pub account_status: Option<AccountStatus>,
}

impl Balances {
    /// The amount of this kind, if there is a line and it has one.
    pub fn amount(&self, kind: &BalanceKind) -> Option<Amount> {
        let line = self
            .balances
            .iter()
            .find(|line| line.kind.as_ref() == Some(kind))?;
        line.amount
    }
}

/// One line of [`Balances`].
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[non_exhaustive]
pub struct BalanceLine {
    /// What it is about.
    #[serde(rename = "balanceType")]
    #[doc(alias = "balanceType")]
    pub kind: Option<BalanceKind>,
    /// The day.
    pub date: Option<Timestamp>,
    /// Amount in BRL; seen to be missing for the future balance.
    pub amount: Option<Amount>,
    /// The account.
    #[serde(rename = "accountId")]
    #[doc(alias = "accountId")]
    pub account_id: Option<AccountId>,
}
