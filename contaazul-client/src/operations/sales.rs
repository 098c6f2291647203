//! Sales, quotes and contracts.

use client_core::Operation;

use super::{delete, get, list, post, put};

pub(super) const OPERATIONS: &[&Operation] = &[
    &SEARCH_SALES,
    &CREATE_SALE,
    &GET_SALE,
    &REPLACE_SALE,
    &LIST_SALE_ITEMS,
    &NEXT_SALE_NUMBER,
    &PRINT_SALE,
    &SELLERS,
    &DELETE_SALES,
    &LIST_QUOTES,
    &CREATE_QUOTE,
    &GET_QUOTE,
    &DELETE_QUOTES,
    &LIST_CONTRACTS,
    &CREATE_CONTRACT,
    &GET_CONTRACT,
    &DELETE_CONTRACT,
    &END_CONTRACT,
    &NEXT_CONTRACT_NUMBER,
];

// Sales.

pub(crate) static SEARCH_SALES: Operation =
    list("contaazul.sales.search", "/v1/venda/busca", "prod");

pub(crate) static CREATE_SALE: Operation = post("contaazul.sales.create", "/v1/venda", "prod");

pub(crate) static GET_SALE: Operation = get("contaazul.sales.get", "/v1/venda/{id}", "doc");

pub(crate) static REPLACE_SALE: Operation =
    put("contaazul.sales.replace", "/v1/venda/{id}", "prod");

pub(crate) static LIST_SALE_ITEMS: Operation =
    list("contaazul.sales.items", "/v1/venda/{id_venda}/itens", "doc");

pub(crate) static NEXT_SALE_NUMBER: Operation = get(
    "contaazul.sales.next_number",
    "/v1/venda/proximo-numero",
    "doc",
);

pub(crate) static PRINT_SALE: Operation =
    get("contaazul.sales.print", "/v1/venda/{id}/imprimir", "doc");

pub(crate) static SELLERS: Operation =
    get("contaazul.sales.sellers", "/v1/venda/vendedores", "prod");

pub(crate) static DELETE_SALES: Operation =
    post("contaazul.sales.delete", "/v1/venda/exclusao-lote", "prod");

// Quotes.

pub(crate) static LIST_QUOTES: Operation = list("contaazul.quotes.list", "/v1/orcamentos", "prod");

pub(crate) static CREATE_QUOTE: Operation =
    post("contaazul.quotes.create", "/v1/orcamentos", "doc");

pub(crate) static GET_QUOTE: Operation = get("contaazul.quotes.get", "/v1/orcamentos/{id}", "prod");

pub(crate) static DELETE_QUOTES: Operation =
    delete("contaazul.quotes.delete", "/v1/orcamentos", "prod");

// Contracts.

pub(crate) static LIST_CONTRACTS: Operation =
    list("contaazul.contracts.list", "/v1/contratos", "prod");

pub(crate) static CREATE_CONTRACT: Operation =
    post("contaazul.contracts.create", "/v1/contratos", "prod");

pub(crate) static GET_CONTRACT: Operation =
    get("contaazul.contracts.get", "/v1/contratos/{id}", "prod");

pub(crate) static DELETE_CONTRACT: Operation =
    delete("contaazul.contracts.delete", "/v1/contratos/{id}", "prod");

pub(crate) static END_CONTRACT: Operation = post(
    "contaazul.contracts.end",
    "/v1/contratos/{id}/encerrar",
    "doc",
);

pub(crate) static NEXT_CONTRACT_NUMBER: Operation = get(
    "contaazul.contracts.next_number",
    "/v1/contratos/proximo-numero",
    "doc",
);
