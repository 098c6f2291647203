//! Charges of all payments.

use client_core::Operation;

use super::{get, list};

pub(super) static OPERATIONS: &[&Operation] = &[&LIST, &GET];

pub(crate) static LIST: Operation = list("belvo.charges.list", "/payments/br/charges/");
pub(crate) static GET: Operation = get("belvo.charges.get", "/payments/br/charges/{charge_id}/");
