//! Mexican tax retentions.

use client_core::Operation;

use super::{delete, get, list, retrieve};

pub(super) static OPERATIONS: &[&Operation] = &[&LIST, &RETRIEVE, &GET, &DELETE];

pub(crate) static LIST: Operation = list("belvo.tax_retentions.list", "/api/tax-retentions/");
pub(crate) static RETRIEVE: Operation =
    retrieve("belvo.tax_retentions.retrieve", "/api/tax-retentions/");
pub(crate) static GET: Operation = get("belvo.tax_retentions.get", "/api/tax-retentions/{id}/");
pub(crate) static DELETE: Operation =
    delete("belvo.tax_retentions.delete", "/api/tax-retentions/{id}/");
