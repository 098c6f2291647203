//! Known from the description this client was commissioned with only: none is part of the published
//! API, which answers 404. The description spells the paths of the statement and of `/v1/nfe`; the
//! others are ours, in its style.

use client_core::Operation;

use super::{delete, get, list, post};

pub(super) const OPERATIONS: &[&Operation] = &[
    &STATEMENT,
    &ISSUE_NFE,
    &GET_NFE,
    &LIST_NFE,
    &ISSUE_NFSE,
    &GET_NFSE,
    &LIST_NFSE,
    &LIST_DDA,
    &LINK_DDA,
    &CREATE_PAYMENT,
    &GET_PAYMENT,
    &LIST_PAYMENTS,
    &APPROVE_PAYMENT,
    &CANCEL_PAYMENT,
    &CREATE_BATCH,
    &GET_BATCH,
    &LIST_BATCHES,
    &APPROVE_BATCH,
    &CANCEL_BATCH,
    &PIX_LIMITS,
    &CHANGE_PIX_LIMIT,
    &LIST_TRUSTED,
    &TRUST,
    &DISTRUST,
    &BANK_CONNECTIONS,
    &BANK_CONNECTION,
];

pub(crate) static STATEMENT: Operation = list(
    "contaazul.partner.statement",
    "/v1/financeiro/lancamentos",
    "seed",
);

pub(crate) static ISSUE_NFE: Operation = post("contaazul.partner.issue_nfe", "/v1/nfe", "seed");

pub(crate) static GET_NFE: Operation = get("contaazul.partner.get_nfe", "/v1/nfe/{id}", "seed");

pub(crate) static LIST_NFE: Operation = list("contaazul.partner.list_nfe", "/v1/nfe", "seed");

pub(crate) static ISSUE_NFSE: Operation = post("contaazul.partner.issue_nfse", "/v1/nfse", "seed");

pub(crate) static GET_NFSE: Operation = get("contaazul.partner.get_nfse", "/v1/nfse/{id}", "seed");

pub(crate) static LIST_NFSE: Operation = list("contaazul.partner.list_nfse", "/v1/nfse", "seed");

pub(crate) static LIST_DDA: Operation =
    list("contaazul.partner.list_dda", "/v1/dda/boletos", "seed");

pub(crate) static LINK_DDA: Operation = post(
    "contaazul.partner.link_dda",
    "/v1/dda/boletos/{id}/vinculo",
    "seed",
);

pub(crate) static CREATE_PAYMENT: Operation =
    post("contaazul.partner.create_payment", "/v1/pagamentos", "seed");

pub(crate) static GET_PAYMENT: Operation = get(
    "contaazul.partner.get_payment",
    "/v1/pagamentos/{id}",
    "seed",
);

pub(crate) static LIST_PAYMENTS: Operation =
    list("contaazul.partner.list_payments", "/v1/pagamentos", "seed");

pub(crate) static APPROVE_PAYMENT: Operation = post(
    "contaazul.partner.approve_payment",
    "/v1/pagamentos/{id}/aprovacao",
    "seed",
);

pub(crate) static CANCEL_PAYMENT: Operation = delete(
    "contaazul.partner.cancel_payment",
    "/v1/pagamentos/{id}",
    "seed",
);

pub(crate) static CREATE_BATCH: Operation = post(
    "contaazul.partner.create_batch",
    "/v1/pagamentos/lote",
    "seed",
);

pub(crate) static GET_BATCH: Operation = get(
    "contaazul.partner.get_batch",
    "/v1/pagamentos/lote/{id}",
    "seed",
);

pub(crate) static LIST_BATCHES: Operation = list(
    "contaazul.partner.list_batches",
    "/v1/pagamentos/lote",
    "seed",
);

pub(crate) static APPROVE_BATCH: Operation = post(
    "contaazul.partner.approve_batch",
    "/v1/pagamentos/lote/{id}/aprovacao",
    "seed",
);

pub(crate) static CANCEL_BATCH: Operation = delete(
    "contaazul.partner.cancel_batch",
    "/v1/pagamentos/lote/{id}",
    "seed",
);

pub(crate) static PIX_LIMITS: Operation =
    get("contaazul.partner.pix_limits", "/v1/pix/limites", "seed");

pub(crate) static CHANGE_PIX_LIMIT: Operation = post(
    "contaazul.partner.change_pix_limit",
    "/v1/pix/limites",
    "seed",
);

pub(crate) static LIST_TRUSTED: Operation = list(
    "contaazul.partner.list_trusted",
    "/v1/pix/confiaveis",
    "seed",
);

pub(crate) static TRUST: Operation = post("contaazul.partner.trust", "/v1/pix/confiaveis", "seed");

pub(crate) static DISTRUST: Operation = delete(
    "contaazul.partner.distrust",
    "/v1/pix/confiaveis/{id}",
    "seed",
);

pub(crate) static BANK_CONNECTIONS: Operation = list(
    "contaazul.partner.bank_connections",
    "/v1/open-finance/conexoes",
    "seed",
);

pub(crate) static BANK_CONNECTION: Operation = get(
    "contaazul.partner.bank_connection",
    "/v1/open-finance/conexoes/{id_conta_financeira}",
    "seed",
);
