//! Fiscal notes: read, never issued.

use client_core::Operation;

use super::{get, list, post};

pub(super) const OPERATIONS: &[&Operation] = &[&LIST_NFE, &LIST_NFSE, &LINK_MDFE, &DOWNLOAD_NFE];

pub(crate) static LIST_NFE: Operation = list(
    "contaazul.fiscal_notes.list_nfe",
    "/v1/notas-fiscais",
    "prod",
);

pub(crate) static LIST_NFSE: Operation = list(
    "contaazul.fiscal_notes.list_nfse",
    "/v1/notas-fiscais-servico",
    "prod",
);

pub(crate) static LINK_MDFE: Operation = post(
    "contaazul.fiscal_notes.link_mdfe",
    "/v1/notas-fiscais/vinculo-mdfe",
    "prod",
);

pub(crate) static DOWNLOAD_NFE: Operation = get(
    "contaazul.fiscal_notes.download_nfe",
    "/v1/notas-fiscais/{chave}",
    "prod",
);
