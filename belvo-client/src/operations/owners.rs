//! Who owns the accounts.

use client_core::Operation;

use super::{delete, get, list, patch, retrieve};

pub(super) static OPERATIONS: &[&Operation] = &[&LIST, &RETRIEVE, &RESUME, &GET, &DELETE];

pub(crate) static LIST: Operation = list("belvo.owners.list", "/api/owners/");
pub(crate) static RETRIEVE: Operation = retrieve("belvo.owners.retrieve", "/api/owners/");
pub(crate) static RESUME: Operation = patch("belvo.owners.resume", "/api/owners/");
pub(crate) static GET: Operation = get("belvo.owners.get", "/api/owners/{id}/");
pub(crate) static DELETE: Operation = delete("belvo.owners.delete", "/api/owners/{id}/");
