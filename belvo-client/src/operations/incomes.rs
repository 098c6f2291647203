//! Incomes found in transactions.

use client_core::Operation;

use super::{delete, get, list, patch, retrieve};

pub(super) static OPERATIONS: &[&Operation] = &[&LIST, &RETRIEVE, &RESUME, &GET, &DELETE];

pub(crate) static LIST: Operation = list("belvo.incomes.list", "/api/incomes/");
pub(crate) static RETRIEVE: Operation = retrieve("belvo.incomes.retrieve", "/api/incomes/");
pub(crate) static RESUME: Operation = patch("belvo.incomes.resume", "/api/incomes/");
pub(crate) static GET: Operation = get("belvo.incomes.get", "/api/incomes/{id}/");
pub(crate) static DELETE: Operation = delete("belvo.incomes.delete", "/api/incomes/{id}/");
