//! Bank accounts, cards and loans.

use client_core::Operation;

use super::{delete, get, list, patch, retrieve};

pub(super) static OPERATIONS: &[&Operation] = &[&LIST, &RETRIEVE, &RESUME, &GET, &DELETE];

pub(crate) static LIST: Operation = list("belvo.accounts.list", "/api/accounts/");
pub(crate) static RETRIEVE: Operation = retrieve("belvo.accounts.retrieve", "/api/accounts/");
pub(crate) static RESUME: Operation = patch("belvo.accounts.resume", "/api/accounts/");
pub(crate) static GET: Operation = get("belvo.accounts.get", "/api/accounts/{id}/");
pub(crate) static DELETE: Operation = delete("belvo.accounts.delete", "/api/accounts/{id}/");
