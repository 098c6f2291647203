//! Accounts, API 2.x.

use client_core::Operation;

use super::{ApiFamily, get, list};

pub(super) const FAMILY: ApiFamily = ApiFamily {
    name: "accounts",
    major: 2,
    operations: &[
        &LIST,
        &GET,
        &GET_BALANCE,
        &LIST_RESERVED_BALANCES,
        &LIST_TRANSACTIONS,
        &LIST_RECENT_TRANSACTIONS,
        &GET_OVERDRAFT_LIMITS,
    ],
};

pub(crate) static LIST: Operation = list(
    "openfinance.accounts.list",
    "/open-banking/accounts/v2/accounts",
);

pub(crate) static GET: Operation = get(
    "openfinance.accounts.get",
    "/open-banking/accounts/v2/accounts/{accountId}",
);

pub(crate) static GET_BALANCE: Operation = get(
    "openfinance.accounts.get_balance",
    "/open-banking/accounts/v2/accounts/{accountId}/balances",
);

pub(crate) static LIST_RESERVED_BALANCES: Operation = list(
    "openfinance.accounts.list_reserved_balances",
    "/open-banking/accounts/v2/accounts/{accountId}/reserved-balances",
);

pub(crate) static LIST_TRANSACTIONS: Operation = list(
    "openfinance.accounts.list_transactions",
    "/open-banking/accounts/v2/accounts/{accountId}/transactions",
);

pub(crate) static LIST_RECENT_TRANSACTIONS: Operation = list(
    "openfinance.accounts.list_recent_transactions",
    "/open-banking/accounts/v2/accounts/{accountId}/transactions-current",
);

pub(crate) static GET_OVERDRAFT_LIMITS: Operation = get(
    "openfinance.accounts.get_overdraft_limits",
    "/open-banking/accounts/v2/accounts/{accountId}/overdraft-limits",
);
