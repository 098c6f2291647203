//! Balances of Brazilian accounts.

use client_core::Operation;

use super::{get, list, retrieve};

pub(super) static OPERATIONS: &[&Operation] = &[&LIST, &RETRIEVE, &GET];

pub(crate) static LIST: Operation = list("belvo.balances.list", "/api/br/balances/");
pub(crate) static RETRIEVE: Operation = retrieve("belvo.balances.retrieve", "/api/br/balances/");
pub(crate) static GET: Operation = get("belvo.balances.get", "/api/br/balances/{id}/");
