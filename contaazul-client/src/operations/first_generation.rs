//! First generation, where the second is better.

use client_core::Operation;

use super::{get, post};

pub(super) const OPERATIONS: &[&Operation] = &[&CREATE_RECEIVABLE, &CREATE_PAYABLE, &PROTOCOL];

pub(crate) static CREATE_RECEIVABLE: Operation = post(
    "contaazul.first_generation.create_receivable",
    "/v1/financeiro/eventos-financeiros/contas-a-receber",
    "prod",
);

pub(crate) static CREATE_PAYABLE: Operation = post(
    "contaazul.first_generation.create_payable",
    "/v1/financeiro/eventos-financeiros/contas-a-pagar",
    "prod",
);

/// Announced to end on 2026-10-18.
pub(crate) static PROTOCOL: Operation = get(
    "contaazul.first_generation.protocol",
    "/v1/protocolo/{id}",
    "doc",
);
