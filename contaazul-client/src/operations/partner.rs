//! Known from the description this client was commissioned with only.

use client_core::Operation;

use super::list;

pub(super) const OPERATIONS: &[&Operation] = &[&STATEMENT];

/// Not part of the published API, which answers 404.
pub(crate) static STATEMENT: Operation = list(
    "contaazul.partner.statement",
    "/v1/financeiro/lancamentos",
    "seed",
);
