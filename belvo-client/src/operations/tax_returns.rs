//! Mexican tax returns.

use client_core::Operation;

use super::{delete, get, list, retrieve};

pub(super) static OPERATIONS: &[&Operation] = &[&LIST, &RETRIEVE, &GET, &DELETE];

pub(crate) static LIST: Operation = list("belvo.tax_returns.list", "/api/tax-returns/");
pub(crate) static RETRIEVE: Operation = retrieve("belvo.tax_returns.retrieve", "/api/tax-returns/");
pub(crate) static GET: Operation = get("belvo.tax_returns.get", "/api/tax-returns/{id}/");
pub(crate) static DELETE: Operation = delete("belvo.tax_returns.delete", "/api/tax-returns/{id}/");
