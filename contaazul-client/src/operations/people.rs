//! Customers, suppliers and carriers.

use client_core::Operation;

use super::{get, list, patch, post, put};

pub(super) const OPERATIONS: &[&Operation] = &[
    &LIST,
    &CREATE,
    &GET,
    &REPLACE,
    &UPDATE,
    &GET_BY_LEGACY_ID,
    &ACTIVATE,
    &DEACTIVATE,
    &DELETE,
];

pub(crate) static LIST: Operation = list("contaazul.people.list", "/v1/pessoas", "prod");

pub(crate) static CREATE: Operation = post("contaazul.people.create", "/v1/pessoas", "prod");

pub(crate) static GET: Operation = get("contaazul.people.get", "/v1/pessoas/{id}", "prod");

pub(crate) static REPLACE: Operation = put("contaazul.people.replace", "/v1/pessoas/{id}", "prod");

pub(crate) static UPDATE: Operation = patch("contaazul.people.update", "/v1/pessoas/{id}", "prod");

pub(crate) static GET_BY_LEGACY_ID: Operation = get(
    "contaazul.people.get_by_legacy_id",
    "/v1/pessoas/legado/{id}",
    "prod",
);

pub(crate) static ACTIVATE: Operation =
    post("contaazul.people.activate", "/v1/pessoas/ativar", "prod");

pub(crate) static DEACTIVATE: Operation = post(
    "contaazul.people.deactivate",
    "/v1/pessoas/inativar",
    "prod",
);

pub(crate) static DELETE: Operation =
    post("contaazul.people.delete", "/v1/pessoas/excluir", "prod");
