//! Chilean debt reports.

use client_core::Operation;

use super::{delete, get, list, retrieve};

pub(super) static OPERATIONS: &[&Operation] = &[&LIST, &RETRIEVE, &GET, &DELETE];

pub(crate) static LIST: Operation = list("belvo.debt_reports_chile.list", "/api/cl/debt-reports/");
pub(crate) static RETRIEVE: Operation =
    retrieve("belvo.debt_reports_chile.retrieve", "/api/cl/debt-reports/");
pub(crate) static GET: Operation =
    get("belvo.debt_reports_chile.get", "/api/cl/debt-reports/{id}/");
pub(crate) static DELETE: Operation = delete(
    "belvo.debt_reports_chile.delete",
    "/api/cl/debt-reports/{id}/",
);
