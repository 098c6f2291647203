//! Credit card bills.

use client_core::Operation;

use super::{delete, get, list, retrieve};

pub(super) static OPERATIONS: &[&Operation] = &[&LIST, &RETRIEVE, &GET, &DELETE];

pub(crate) static LIST: Operation = list("belvo.bills.list", "/api/bills/");
pub(crate) static RETRIEVE: Operation = retrieve("belvo.bills.retrieve", "/api/bills/");
pub(crate) static GET: Operation = get("belvo.bills.get", "/api/bills/{id}/");
pub(crate) static DELETE: Operation = delete("belvo.bills.delete", "/api/bills/{id}/");
