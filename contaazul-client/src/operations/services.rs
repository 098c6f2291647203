//! Services.

use client_core::Operation;

use super::{delete, get, list, patch, post};

pub(super) const OPERATIONS: &[&Operation] = &[&LIST, &CREATE, &GET, &UPDATE, &DELETE];

pub(crate) static LIST: Operation = list("contaazul.services.list", "/v1/servicos", "prod");

pub(crate) static CREATE: Operation = post("contaazul.services.create", "/v1/servicos", "prod");

pub(crate) static GET: Operation = get("contaazul.services.get", "/v1/servicos/{id}", "prod");

pub(crate) static UPDATE: Operation =
    patch("contaazul.services.update", "/v1/servicos/{id}", "prod");

pub(crate) static DELETE: Operation = delete("contaazul.services.delete", "/v1/servicos", "prod");
