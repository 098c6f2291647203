//! The connection: tokens, company, revocation.

use client_core::{Idempotency, Operation, Paging};
use http::Method;

use super::{get, post};

pub(super) const OPERATIONS: &[&Operation] = &[&TOKEN, &COMPANY, &REVOKE];

/// Code exchange and refresh. Sent by `client_core::auth::oauth`, which names its spans `oauth.*`; it stands here because it is one of the provider's operations.
pub(crate) static TOKEN: Operation = post("contaazul.oauth.token", "/oauth/token", "doc");

pub(crate) static COMPANY: Operation = get(
    "contaazul.connection.company",
    "/v1/pessoas/conta-conectada",
    "doc",
);

/// Documented as idempotent.
pub(crate) static REVOKE: Operation = Operation {
    name: "contaazul.connection.revoke",
    method: Method::DELETE,
    path: "/oauth/connections/{id_empresa}",
    idempotency: Idempotency::Safe,
    paging: Paging::None,
    mark: "doc",
};
