//! Mexican financial statements.

use client_core::Operation;

use super::{delete, get, list, retrieve};

pub(super) static OPERATIONS: &[&Operation] = &[&LIST, &RETRIEVE, &GET, &DELETE];

pub(crate) static LIST: Operation = list(
    "belvo.financial_statements.list",
    "/api/financial-statements/",
);
pub(crate) static RETRIEVE: Operation = retrieve(
    "belvo.financial_statements.retrieve",
    "/api/financial-statements/",
);
pub(crate) static GET: Operation = get(
    "belvo.financial_statements.get",
    "/api/financial-statements/{id}/",
);
pub(crate) static DELETE: Operation = delete(
    "belvo.financial_statements.delete",
    "/api/financial-statements/{id}/",
);
