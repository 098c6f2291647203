//! Recurring expenses found in transactions.

use client_core::Operation;

use super::{delete, get, list, patch, retrieve};

pub(super) static OPERATIONS: &[&Operation] = &[&LIST, &RETRIEVE, &RESUME, &GET, &DELETE];

pub(crate) static LIST: Operation =
    list("belvo.recurring_expenses.list", "/api/recurring-expenses/");
pub(crate) static RETRIEVE: Operation = retrieve(
    "belvo.recurring_expenses.retrieve",
    "/api/recurring-expenses/",
);
pub(crate) static RESUME: Operation = patch(
    "belvo.recurring_expenses.resume",
    "/api/recurring-expenses/",
);
pub(crate) static GET: Operation = get(
    "belvo.recurring_expenses.get",
    "/api/recurring-expenses/{id}/",
);
pub(crate) static DELETE: Operation = delete(
    "belvo.recurring_expenses.delete",
    "/api/recurring-expenses/{id}/",
);
