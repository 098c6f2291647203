//! Bank accounts of payments.

use client_core::Operation;

use super::{get, list, post};

pub(super) static OPERATIONS: &[&Operation] = &[&CREATE, &LIST, &GET];

pub(crate) static CREATE: Operation =
    post("belvo.bank_accounts.create", "/payments/br/bank-accounts/");
pub(crate) static LIST: Operation = list("belvo.bank_accounts.list", "/payments/br/bank-accounts/");
pub(crate) static GET: Operation = get(
    "belvo.bank_accounts.get",
    "/payments/br/bank-accounts/{id}/",
);
