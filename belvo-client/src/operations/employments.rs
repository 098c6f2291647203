//! Brazilian employments.

use client_core::Operation;

use super::{delete, get, list, retrieve};

pub(super) static OPERATIONS: &[&Operation] = &[&LIST, &RETRIEVE, &GET, &DELETE];

pub(crate) static LIST: Operation = list("belvo.employments.list", "/api/br/employments/");
pub(crate) static RETRIEVE: Operation =
    retrieve("belvo.employments.retrieve", "/api/br/employments/");
pub(crate) static GET: Operation = get("belvo.employments.get", "/api/br/employments/{id}/");
pub(crate) static DELETE: Operation =
    delete("belvo.employments.delete", "/api/br/employments/{id}/");
