//! Mexican invoices.

use client_core::Operation;

use super::{delete, get, list, patch, retrieve};

pub(super) static OPERATIONS: &[&Operation] = &[&LIST, &RETRIEVE, &RESUME, &GET, &DELETE];

pub(crate) static LIST: Operation = list("belvo.invoices.list", "/api/invoices/");
pub(crate) static RETRIEVE: Operation = retrieve("belvo.invoices.retrieve", "/api/invoices/");
pub(crate) static RESUME: Operation = patch("belvo.invoices.resume", "/api/invoices/");
pub(crate) static GET: Operation = get("belvo.invoices.get", "/api/invoices/{id}/");
pub(crate) static DELETE: Operation = delete("belvo.invoices.delete", "/api/invoices/{id}/");
