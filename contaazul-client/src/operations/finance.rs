//! Financial operations of the better known generation.

use client_core::Operation;

use super::{delete, get, list, patch, post};

pub(super) const OPERATIONS: &[&Operation] = &[
    &SEARCH_RECEIVABLES,
    &CREATE_RECEIVABLE,
    &SEARCH_PAYABLES,
    &CREATE_PAYABLE,
    &GET_INSTALLMENT,
    &UPDATE_INSTALLMENT,
    &INSTALLMENTS_OF_EVENT,
    &LIST_SETTLEMENTS,
    &CREATE_SETTLEMENT,
    &GET_SETTLEMENT,
    &UPDATE_SETTLEMENT,
    &DELETE_SETTLEMENT,
    &CREATE_CHARGE,
    &GET_CHARGE,
    &CANCEL_CHARGE,
    &LIST_CATEGORIES,
    &GET_CATEGORY,
    &DEFAULT_CATEGORIES,
    &INCOME_STATEMENT,
    &LIST_COST_CENTERS,
    &CREATE_COST_CENTER,
    &UPDATE_COST_CENTER,
    &LIST_ACCOUNTS,
    &ACCOUNT_BALANCE,
    &OPENING_BALANCES,
    &LIST_TRANSFERS,
    &LIST_CHANGES,
];

// Receivables and payables.

pub(crate) static SEARCH_RECEIVABLES: Operation = list(
    "contaazul.receivables.search",
    "/v1/financeiro/eventos-financeiros/contas-a-receber/buscar",
    "prod",
);

pub(crate) static CREATE_RECEIVABLE: Operation = post(
    "contaazul.receivables.create",
    "/v1/financeiro/contas-a-receber",
    "doc",
);

pub(crate) static SEARCH_PAYABLES: Operation = list(
    "contaazul.payables.search",
    "/v1/financeiro/eventos-financeiros/contas-a-pagar/buscar",
    "prod",
);

pub(crate) static CREATE_PAYABLE: Operation = post(
    "contaazul.payables.create",
    "/v1/financeiro/contas-a-pagar",
    "doc",
);

// Installments.

pub(crate) static GET_INSTALLMENT: Operation = get(
    "contaazul.installments.get",
    "/v1/financeiro/eventos-financeiros/parcelas/{id}",
    "prod",
);

pub(crate) static UPDATE_INSTALLMENT: Operation = patch(
    "contaazul.installments.update",
    "/v1/financeiro/eventos-financeiros/parcelas/{id}",
    "prod",
);

pub(crate) static INSTALLMENTS_OF_EVENT: Operation = get(
    "contaazul.installments.of_event",
    "/v1/financeiro/eventos-financeiros/{id_evento}/parcelas",
    "doc",
);

// Settlements.

pub(crate) static LIST_SETTLEMENTS: Operation = get(
    "contaazul.settlements.list",
    "/v1/financeiro/eventos-financeiros/parcelas/{parcela_id}/baixa",
    "prod",
);

pub(crate) static CREATE_SETTLEMENT: Operation = post(
    "contaazul.settlements.create",
    "/v1/financeiro/eventos-financeiros/parcelas/{parcela_id}/baixa",
    "doc",
);

pub(crate) static GET_SETTLEMENT: Operation = get(
    "contaazul.settlements.get",
    "/v1/financeiro/eventos-financeiros/parcelas/baixa/{baixa_id}",
    "prod",
);

pub(crate) static UPDATE_SETTLEMENT: Operation = patch(
    "contaazul.settlements.update",
    "/v1/financeiro/eventos-financeiros/parcelas/baixa/{baixa_id}",
    "doc",
);

pub(crate) static DELETE_SETTLEMENT: Operation = delete(
    "contaazul.settlements.delete",
    "/v1/financeiro/eventos-financeiros/parcelas/baixa/{baixa_id}",
    "doc",
);

// Charges.

pub(crate) static CREATE_CHARGE: Operation = post(
    "contaazul.charges.create",
    "/v1/financeiro/eventos-financeiros/contas-a-receber/gerar-cobranca",
    "prod",
);

pub(crate) static GET_CHARGE: Operation = get(
    "contaazul.charges.get",
    "/v1/financeiro/eventos-financeiros/contas-a-receber/cobranca/{id_cobranca}",
    "prod",
);

pub(crate) static CANCEL_CHARGE: Operation = delete(
    "contaazul.charges.cancel",
    "/v1/financeiro/eventos-financeiros/contas-a-receber/cobranca/{id_cobranca}",
    "prod",
);

// Categories and cost centers.

pub(crate) static LIST_CATEGORIES: Operation =
    list("contaazul.categories.list", "/v1/categorias", "doc");

/// Second generation: the first has no such operation.
pub(crate) static GET_CATEGORY: Operation = get(
    "contaazul.categories.get",
    "/v1/financeiro/categorias/{id}",
    "code",
);

pub(crate) static DEFAULT_CATEGORIES: Operation = get(
    "contaazul.categories.defaults",
    "/v1/categorias/configuracao-padrao",
    "doc",
);

/// The same path in both generations.
pub(crate) static INCOME_STATEMENT: Operation = get(
    "contaazul.categories.income_statement",
    "/v1/financeiro/categorias-dre",
    "doc",
);

pub(crate) static LIST_COST_CENTERS: Operation =
    list("contaazul.cost_centers.list", "/v1/centro-de-custo", "doc");

pub(crate) static CREATE_COST_CENTER: Operation = post(
    "contaazul.cost_centers.create",
    "/v1/centro-de-custo",
    "doc",
);

/// Second generation: the first has no such operation.
pub(crate) static UPDATE_COST_CENTER: Operation = patch(
    "contaazul.cost_centers.update",
    "/v1/financeiro/centros-de-custo/{id}",
    "code",
);

// Accounts, transfers, changes.

pub(crate) static LIST_ACCOUNTS: Operation =
    list("contaazul.accounts.list", "/v1/conta-financeira", "doc");

pub(crate) static ACCOUNT_BALANCE: Operation = get(
    "contaazul.accounts.balance",
    "/v1/conta-financeira/{id_conta_financeira}/saldo-atual",
    "doc",
);

pub(crate) static OPENING_BALANCES: Operation = list(
    "contaazul.accounts.opening_balances",
    "/v1/financeiro/eventos-financeiros/saldo-inicial",
    "doc",
);

/// The same path in both generations.
pub(crate) static LIST_TRANSFERS: Operation = list(
    "contaazul.transfers.list",
    "/v1/financeiro/transferencias",
    "doc",
);

/// The same path in both generations.
pub(crate) static LIST_CHANGES: Operation = list(
    "contaazul.changes.list",
    "/v1/financeiro/eventos-financeiros/alteracoes",
    "prod",
);
