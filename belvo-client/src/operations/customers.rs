//! Customers of payments.

use client_core::Operation;

use super::{get, list, post};

pub(super) static OPERATIONS: &[&Operation] = &[&CREATE, &LIST, &GET];

pub(crate) static CREATE: Operation = post("belvo.customers.create", "/payments/br/customers/");
pub(crate) static LIST: Operation = list("belvo.customers.list", "/payments/br/customers/");
pub(crate) static GET: Operation = get("belvo.customers.get", "/payments/br/customers/{id}/");
