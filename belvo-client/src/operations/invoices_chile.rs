//! Chilean invoices.

use client_core::Operation;

use super::{delete, get, list, retrieve};

pub(super) static OPERATIONS: &[&Operation] = &[&LIST, &RETRIEVE, &GET, &DELETE];

pub(crate) static LIST: Operation = list("belvo.invoices_chile.list", "/api/cl/invoices/");
pub(crate) static RETRIEVE: Operation =
    retrieve("belvo.invoices_chile.retrieve", "/api/cl/invoices/");
pub(crate) static GET: Operation = get("belvo.invoices_chile.get", "/api/cl/invoices/{id}/");
pub(crate) static DELETE: Operation =
    delete("belvo.invoices_chile.delete", "/api/cl/invoices/{id}/");
