//! Consents of Open Finance Brazil.

use client_core::Operation;

use super::{get, list};

pub(super) static OPERATIONS: &[&Operation] = &[&LIST, &GET];

pub(crate) static LIST: Operation = list("belvo.consents.list", "/api/consents/");
pub(crate) static GET: Operation = get("belvo.consents.get", "/api/consents/{id}/");
