//! Account and card transactions.

use client_core::Operation;

use super::{delete, get, list, patch, retrieve};

pub(super) static OPERATIONS: &[&Operation] = &[&LIST, &RETRIEVE, &RESUME, &GET, &DELETE];

pub(crate) static LIST: Operation = list("belvo.transactions.list", "/api/transactions/");
pub(crate) static RETRIEVE: Operation =
    retrieve("belvo.transactions.retrieve", "/api/transactions/");
pub(crate) static RESUME: Operation = patch("belvo.transactions.resume", "/api/transactions/");
pub(crate) static GET: Operation = get("belvo.transactions.get", "/api/transactions/{id}/");
pub(crate) static DELETE: Operation =
    delete("belvo.transactions.delete", "/api/transactions/{id}/");
