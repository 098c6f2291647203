//! Brazilian investments.

use client_core::Operation;

use super::{delete, get, list, retrieve};

pub(super) static OPERATIONS: &[&Operation] = &[&LIST, &RETRIEVE, &GET, &DELETE];

pub(crate) static LIST: Operation = list("belvo.investments.list", "/api/br/investments/");
pub(crate) static RETRIEVE: Operation =
    retrieve("belvo.investments.retrieve", "/api/br/investments/");
pub(crate) static GET: Operation = get("belvo.investments.get", "/api/br/investments/{id}/");
pub(crate) static DELETE: Operation =
    delete("belvo.investments.delete", "/api/br/investments/{id}/");
