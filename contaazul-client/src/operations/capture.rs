//! Document capture.

use client_core::{Idempotency, Operation, Paging};
use http::Method;

use super::{get, list, post};

pub(super) const OPERATIONS: &[&Operation] = &[&UPLOAD, &STATUS, &GET, &ACCEPT, &REJECT];

pub(crate) static UPLOAD: Operation =
    post("contaazul.capture.upload", "/v1/captura/documentos", "prod");

pub(crate) static STATUS: Operation = list(
    "contaazul.capture.status",
    "/v1/captura/documentos/status",
    "prod",
);

pub(crate) static GET: Operation = get("contaazul.capture.get", "/v1/captura/{id}", "prod");

/// Documented as idempotent.
pub(crate) static ACCEPT: Operation = Operation {
    name: "contaazul.capture.accept",
    method: Method::POST,
    path: "/v1/captura/{id}",
    idempotency: Idempotency::Safe,
    paging: Paging::None,
    mark: "doc",
};

/// Documented as idempotent.
pub(crate) static REJECT: Operation = Operation {
    name: "contaazul.capture.reject",
    method: Method::DELETE,
    path: "/v1/captura/{id}",
    idempotency: Idempotency::Safe,
    paging: Paging::None,
    mark: "doc",
};
