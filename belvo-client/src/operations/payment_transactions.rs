//! Transactions of payments.

use client_core::Operation;

use super::{get, list};

pub(super) static OPERATIONS: &[&Operation] = &[&LIST, &GET];

pub(crate) static LIST: Operation = list(
    "belvo.payment_transactions.list",
    "/payments/br/transactions/",
);
pub(crate) static GET: Operation = get(
    "belvo.payment_transactions.get",
    "/payments/br/transactions/{id}/",
);
