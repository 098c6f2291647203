//! What the client can ask the ERP, one row per operation.
//!
//! Marks: `doc` the provider's own pages; `prod` those, corrected by what others measured in
//! production; `code` a public client only; `inferred` our guess where nothing is published; `seed`
//! the description this client was commissioned with, which no public page confirms.

use client_core::{Idempotency, Operation, Paging};
use http::Method;

/// Every operation of this client, in the order of its areas.
pub static OPERATIONS: &[&Operation] = &[
    &TOKEN,
    &COMPANY,
    &REVOKE,
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
    &FIRST_CREATE_RECEIVABLE,
    &FIRST_CREATE_PAYABLE,
    &FIRST_PROTOCOL,
    &SECOND_LIST_RECEIVABLES,
    &SECOND_LIST_PAYABLES,
    &SECOND_INSTALLMENTS_OF_EVENT,
    &SECOND_GET_INSTALLMENT,
    &SECOND_UPDATE_INSTALLMENT,
    &SECOND_LIST_SETTLEMENTS,
    &SECOND_CREATE_SETTLEMENT,
    &SECOND_GET_SETTLEMENT,
    &SECOND_UPDATE_SETTLEMENT,
    &SECOND_DELETE_SETTLEMENT,
    &SECOND_CREATE_CHARGE,
    &SECOND_GET_CHARGE,
    &SECOND_CANCEL_CHARGE,
    &SECOND_LIST_CATEGORIES,
    &SECOND_DEFAULT_CATEGORIES,
    &SECOND_LIST_COST_CENTERS,
    &SECOND_CREATE_COST_CENTER,
    &SECOND_LIST_ACCOUNTS,
    &SECOND_ACCOUNT_BALANCE,
    &SECOND_OPENING_BALANCES,
    &PARTNER_STATEMENT,
];

// The connection.

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

// First generation, where the second is better.

pub(crate) static FIRST_CREATE_RECEIVABLE: Operation = post(
    "contaazul.first_generation.create_receivable",
    "/v1/financeiro/eventos-financeiros/contas-a-receber",
    "prod",
);

pub(crate) static FIRST_CREATE_PAYABLE: Operation = post(
    "contaazul.first_generation.create_payable",
    "/v1/financeiro/eventos-financeiros/contas-a-pagar",
    "prod",
);

/// Announced to end on 2026-10-18.
pub(crate) static FIRST_PROTOCOL: Operation = get(
    "contaazul.first_generation.protocol",
    "/v1/protocolo/{id}",
    "doc",
);

// Second generation, where the first is better known.

pub(crate) static SECOND_LIST_RECEIVABLES: Operation = list(
    "contaazul.second_generation.list_receivables",
    "/v1/financeiro/contas-a-receber",
    "code",
);

pub(crate) static SECOND_LIST_PAYABLES: Operation = list(
    "contaazul.second_generation.list_payables",
    "/v1/financeiro/contas-a-pagar",
    "code",
);

/// The name of the filter is not published.
pub(crate) static SECOND_INSTALLMENTS_OF_EVENT: Operation = list(
    "contaazul.second_generation.installments_of_event",
    "/v1/financeiro/parcelas",
    "inferred",
);

pub(crate) static SECOND_GET_INSTALLMENT: Operation = get(
    "contaazul.second_generation.get_installment",
    "/v1/financeiro/parcelas/{id}",
    "code",
);

/// The body is not published.
pub(crate) static SECOND_UPDATE_INSTALLMENT: Operation = patch(
    "contaazul.second_generation.update_installment",
    "/v1/financeiro/parcelas/{id}",
    "inferred",
);

/// The name of the filter is not published.
pub(crate) static SECOND_LIST_SETTLEMENTS: Operation = list(
    "contaazul.second_generation.list_settlements",
    "/v1/financeiro/baixas",
    "inferred",
);

/// The body is not published.
pub(crate) static SECOND_CREATE_SETTLEMENT: Operation = post(
    "contaazul.second_generation.create_settlement",
    "/v1/financeiro/baixas",
    "inferred",
);

pub(crate) static SECOND_GET_SETTLEMENT: Operation = get(
    "contaazul.second_generation.get_settlement",
    "/v1/financeiro/baixas/{id}",
    "code",
);

/// The body is not published.
pub(crate) static SECOND_UPDATE_SETTLEMENT: Operation = patch(
    "contaazul.second_generation.update_settlement",
    "/v1/financeiro/baixas/{id}",
    "inferred",
);

pub(crate) static SECOND_DELETE_SETTLEMENT: Operation = delete(
    "contaazul.second_generation.delete_settlement",
    "/v1/financeiro/baixas/{id}",
    "code",
);

/// The body is not published.
pub(crate) static SECOND_CREATE_CHARGE: Operation = post(
    "contaazul.second_generation.create_charge",
    "/v1/financeiro/cobrancas",
    "inferred",
);

pub(crate) static SECOND_GET_CHARGE: Operation = get(
    "contaazul.second_generation.get_charge",
    "/v1/financeiro/cobrancas/{id}",
    "code",
);

pub(crate) static SECOND_CANCEL_CHARGE: Operation = delete(
    "contaazul.second_generation.cancel_charge",
    "/v1/financeiro/cobrancas/{id}",
    "code",
);

pub(crate) static SECOND_LIST_CATEGORIES: Operation = list(
    "contaazul.second_generation.list_categories",
    "/v1/financeiro/categorias",
    "code",
);

pub(crate) static SECOND_DEFAULT_CATEGORIES: Operation = get(
    "contaazul.second_generation.default_categories",
    "/v1/financeiro/categorias/configuracao-padrao",
    "code",
);

pub(crate) static SECOND_LIST_COST_CENTERS: Operation = list(
    "contaazul.second_generation.list_cost_centers",
    "/v1/financeiro/centros-de-custo",
    "code",
);

pub(crate) static SECOND_CREATE_COST_CENTER: Operation = post(
    "contaazul.second_generation.create_cost_center",
    "/v1/financeiro/centros-de-custo",
    "code",
);

pub(crate) static SECOND_LIST_ACCOUNTS: Operation = list(
    "contaazul.second_generation.list_accounts",
    "/v1/financeiro/contas-financeiras",
    "code",
);

pub(crate) static SECOND_ACCOUNT_BALANCE: Operation = get(
    "contaazul.second_generation.account_balance",
    "/v1/financeiro/contas-financeiras/{id_conta_financeira}/saldo-atual",
    "code",
);

pub(crate) static SECOND_OPENING_BALANCES: Operation = list(
    "contaazul.second_generation.opening_balances",
    "/v1/financeiro/contas-financeiras/saldo-inicial",
    "code",
);

// Partner: known from the seed description only.

/// Not part of the published API, which answers 404.
pub(crate) static PARTNER_STATEMENT: Operation = list(
    "contaazul.partner.statement",
    "/v1/financeiro/lancamentos",
    "seed",
);

const fn get(name: &'static str, path: &'static str, mark: &'static str) -> Operation {
    operation(name, Method::GET, path, Paging::None, mark)
}

const fn list(name: &'static str, path: &'static str, mark: &'static str) -> Operation {
    operation(name, Method::GET, path, Paging::Number, mark)
}

const fn post(name: &'static str, path: &'static str, mark: &'static str) -> Operation {
    operation(name, Method::POST, path, Paging::None, mark)
}

const fn patch(name: &'static str, path: &'static str, mark: &'static str) -> Operation {
    operation(name, Method::PATCH, path, Paging::None, mark)
}

const fn delete(name: &'static str, path: &'static str, mark: &'static str) -> Operation {
    operation(name, Method::DELETE, path, Paging::None, mark)
}

/// Reading is safe. Writing is not, not even a change that names a version or a deletion: a
/// repetition would answer 409 or 404 to something that was done.
const fn operation(
    name: &'static str,
    method: Method,
    path: &'static str,
    paging: Paging,
    mark: &'static str,
) -> Operation {
    let idempotency = match method {
        Method::GET => Idempotency::Safe,
        _ => Idempotency::Unsafe,
    };
    Operation {
        name,
        method,
        path,
        idempotency,
        paging,
        mark,
    }
}
