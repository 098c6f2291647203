//! Institutions that Belvo reaches.

use client_core::Operation;

use super::{get, list};

pub(super) static OPERATIONS: &[&Operation] = &[&LIST, &GET];

pub(crate) static LIST: Operation = list("belvo.institutions.list", "/api/institutions/");
pub(crate) static GET: Operation = get("belvo.institutions.get", "/api/institutions/{id}/");
