//! Credit cards, API 2.x.

use client_core::Operation;

use super::{ApiFamily, get, list};

pub(super) const FAMILY: ApiFamily = ApiFamily {
    name: "credit-cards-accounts",
    major: 2,
    operations: &[
        &LIST,
        &GET,
        &GET_LIMITS,
        &LIST_BILLS,
        &LIST_BILL_TRANSACTIONS,
        &LIST_TRANSACTIONS,
        &LIST_RECENT_TRANSACTIONS,
    ],
};

pub(crate) static LIST: Operation = list(
    "openfinance.cards.list",
    "/open-banking/credit-cards-accounts/v2/accounts",
);

pub(crate) static GET: Operation = get(
    "openfinance.cards.get",
    "/open-banking/credit-cards-accounts/v2/accounts/{creditCardAccountId}",
);

pub(crate) static GET_LIMITS: Operation = get(
    "openfinance.cards.get_limits",
    "/open-banking/credit-cards-accounts/v2/accounts/{creditCardAccountId}/limits",
);

pub(crate) static LIST_BILLS: Operation = list(
    "openfinance.cards.list_bills",
    "/open-banking/credit-cards-accounts/v2/accounts/{creditCardAccountId}/bills",
);

pub(crate) static LIST_BILL_TRANSACTIONS: Operation = list(
    "openfinance.cards.list_bill_transactions",
    "/open-banking/credit-cards-accounts/v2/accounts/{creditCardAccountId}/bills/{billId}/transactions",
);

pub(crate) static LIST_TRANSACTIONS: Operation = list(
    "openfinance.cards.list_transactions",
    "/open-banking/credit-cards-accounts/v2/accounts/{creditCardAccountId}/transactions",
);

pub(crate) static LIST_RECENT_TRANSACTIONS: Operation = list(
    "openfinance.cards.list_recent_transactions",
    "/open-banking/credit-cards-accounts/v2/accounts/{creditCardAccountId}/transactions-current",
);
