//! Movements of Brazilian investments.

use client_core::Operation;

use super::{delete, get, list, retrieve};

pub(super) static OPERATIONS: &[&Operation] = &[&LIST, &RETRIEVE, &GET, &DELETE];

pub(crate) static LIST: Operation = list(
    "belvo.investment_transactions.list",
    "/api/br/investment-transactions/",
);
pub(crate) static RETRIEVE: Operation = retrieve(
    "belvo.investment_transactions.retrieve",
    "/api/br/investment-transactions/",
);
pub(crate) static GET: Operation = get(
    "belvo.investment_transactions.get",
    "/api/br/investment-transactions/{id}/",
);
pub(crate) static DELETE: Operation = delete(
    "belvo.investment_transactions.delete",
    "/api/br/investment-transactions/{id}/",
);
