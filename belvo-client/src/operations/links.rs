//! Links: one person at one institution.

use client_core::Operation;

use super::{delete, get, list, patch, post, put};

pub(super) static OPERATIONS: &[&Operation] = &[
    &LIST,
    &REGISTER,
    &RESUME,
    &GET,
    &UPDATE,
    &REPLACE_CREDENTIALS,
    &DELETE,
    &REFRESH,
];

pub(crate) static LIST: Operation = list("belvo.links.list", "/api/links/");
pub(crate) static REGISTER: Operation = post("belvo.links.register", "/api/links/");
pub(crate) static RESUME: Operation = patch("belvo.links.resume", "/api/links/");
pub(crate) static GET: Operation = get("belvo.links.get", "/api/links/{id}/");
pub(crate) static UPDATE: Operation = patch("belvo.links.update", "/api/links/{id}/");
pub(crate) static REPLACE_CREDENTIALS: Operation =
    put("belvo.links.replace_credentials", "/api/links/{id}/");
pub(crate) static DELETE: Operation = delete("belvo.links.delete", "/api/links/{id}/");
pub(crate) static REFRESH: Operation = post("belvo.links.refresh", "/api/links/{id}/refresh/");
