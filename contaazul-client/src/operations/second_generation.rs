//! Second generation, where the first is better known.

use client_core::Operation;

use super::{delete, get, list, patch, post};

pub(super) const OPERATIONS: &[&Operation] = &[
    &LIST_RECEIVABLES,
    &LIST_PAYABLES,
    &INSTALLMENTS_OF_EVENT,
    &GET_INSTALLMENT,
    &UPDATE_INSTALLMENT,
    &LIST_SETTLEMENTS,
    &CREATE_SETTLEMENT,
    &GET_SETTLEMENT,
    &UPDATE_SETTLEMENT,
    &DELETE_SETTLEMENT,
    &CREATE_CHARGE,
    &GET_CHARGE,
    &CANCEL_CHARGE,
    &LIST_CATEGORIES,
    &DEFAULT_CATEGORIES,
    &LIST_COST_CENTERS,
    &CREATE_COST_CENTER,
    &LIST_ACCOUNTS,
    &ACCOUNT_BALANCE,
    &OPENING_BALANCES,
];

pub(crate) static LIST_RECEIVABLES: Operation = list(
    "contaazul.second_generation.list_receivables",
    "/v1/financeiro/contas-a-receber",
    "code",
);

pub(crate) static LIST_PAYABLES: Operation = list(
    "contaazul.second_generation.list_payables",
    "/v1/financeiro/contas-a-pagar",
    "code",
);

/// The name of the filter is not published.
pub(crate) static INSTALLMENTS_OF_EVENT: Operation = list(
    "contaazul.second_generation.installments_of_event",
    "/v1/financeiro/parcelas",
    "inferred",
);

pub(crate) static GET_INSTALLMENT: Operation = get(
    "contaazul.second_generation.get_installment",
    "/v1/financeiro/parcelas/{id}",
    "code",
);

/// The body is not published.
pub(crate) static UPDATE_INSTALLMENT: Operation = patch(
    "contaazul.second_generation.update_installment",
    "/v1/financeiro/parcelas/{id}",
    "inferred",
);

/// The name of the filter is not published.
pub(crate) static LIST_SETTLEMENTS: Operation = list(
    "contaazul.second_generation.list_settlements",
    "/v1/financeiro/baixas",
    "inferred",
);

/// The body is not published.
pub(crate) static CREATE_SETTLEMENT: Operation = post(
    "contaazul.second_generation.create_settlement",
    "/v1/financeiro/baixas",
    "inferred",
);

pub(crate) static GET_SETTLEMENT: Operation = get(
    "contaazul.second_generation.get_settlement",
    "/v1/financeiro/baixas/{id}",
    "code",
);

/// The body is not published.
pub(crate) static UPDATE_SETTLEMENT: Operation = patch(
    "contaazul.second_generation.update_settlement",
    "/v1/financeiro/baixas/{id}",
    "inferred",
);

pub(crate) static DELETE_SETTLEMENT: Operation = delete(
    "contaazul.second_generation.delete_settlement",
    "/v1/financeiro/baixas/{id}",
    "code",
);

/// The body is not published.
pub(crate) static CREATE_CHARGE: Operation = post(
    "contaazul.second_generation.create_charge",
    "/v1/financeiro/cobrancas",
    "inferred",
);

pub(crate) static GET_CHARGE: Operation = get(
    "contaazul.second_generation.get_charge",
    "/v1/financeiro/cobrancas/{id}",
    "code",
);

pub(crate) static CANCEL_CHARGE: Operation = delete(
    "contaazul.second_generation.cancel_charge",
    "/v1/financeiro/cobrancas/{id}",
    "code",
);

pub(crate) static LIST_CATEGORIES: Operation = list(
    "contaazul.second_generation.list_categories",
    "/v1/financeiro/categorias",
    "code",
);

pub(crate) static DEFAULT_CATEGORIES: Operation = get(
    "contaazul.second_generation.default_categories",
    "/v1/financeiro/categorias/configuracao-padrao",
    "code",
);

pub(crate) static LIST_COST_CENTERS: Operation = list(
    "contaazul.second_generation.list_cost_centers",
    "/v1/financeiro/centros-de-custo",
    "code",
);

pub(crate) static CREATE_COST_CENTER: Operation = post(
    "contaazul.second_generation.create_cost_center",
    "/v1/financeiro/centros-de-custo",
    "code",
);

pub(crate) static LIST_ACCOUNTS: Operation = list(
    "contaazul.second_generation.list_accounts",
    "/v1/financeiro/contas-financeiras",
    "code",
);

pub(crate) static ACCOUNT_BALANCE: Operation = get(
    "contaazul.second_generation.account_balance",
    "/v1/financeiro/contas-financeiras/{id_conta_financeira}/saldo-atual",
    "code",
);

pub(crate) static OPENING_BALANCES: Operation = list(
    "contaazul.second_generation.opening_balances",
    "/v1/financeiro/contas-financeiras/saldo-inicial",
    "code",
);
