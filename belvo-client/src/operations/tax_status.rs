//! Mexican tax status.

use client_core::Operation;

use super::{delete, get, list, retrieve};

pub(super) static OPERATIONS: &[&Operation] = &[&LIST, &RETRIEVE, &GET, &DELETE];

pub(crate) static LIST: Operation = list("belvo.tax_status.list", "/api/tax-status/");
pub(crate) static RETRIEVE: Operation = retrieve("belvo.tax_status.retrieve", "/api/tax-status/");
pub(crate) static GET: Operation = get("belvo.tax_status.get", "/api/tax-status/{id}/");
pub(crate) static DELETE: Operation = delete("belvo.tax_status.delete", "/api/tax-status/{id}/");
