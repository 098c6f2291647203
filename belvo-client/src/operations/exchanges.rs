//! Foreign exchange operations.

use client_core::Operation;

use super::{delete, get, list, retrieve};

pub(super) static OPERATIONS: &[&Operation] = &[&LIST, &RETRIEVE, &GET, &DELETE, &HISTORY];

pub(crate) static LIST: Operation = list("belvo.exchanges.list", "/api/br/exchanges/");
pub(crate) static RETRIEVE: Operation = retrieve("belvo.exchanges.retrieve", "/api/br/exchanges/");
pub(crate) static GET: Operation = get("belvo.exchanges.get", "/api/br/exchanges/{id}/");
pub(crate) static DELETE: Operation = delete("belvo.exchanges.delete", "/api/br/exchanges/{id}/");
pub(crate) static HISTORY: Operation =
    list("belvo.exchanges.history", "/api/br/exchanges/{id}/history/");
