//! Products, and the family of operations they superseded.

use client_core::Operation;

use super::{delete, get, list, patch, post};

pub(super) const OPERATIONS: &[&Operation] = &[
    &LIST,
    &CREATE,
    &GET,
    &UPDATE,
    &DELETE,
    &LIST_CATEGORIES,
    &LIST_NCM,
    &LIST_CEST,
    &LIST_UNITS,
    &ECOMMERCE_CATEGORIES,
    &LIST_ECOMMERCE_BRANDS,
    &SUPERSEDED_SEARCH,
    &SUPERSEDED_CREATE,
    &SUPERSEDED_DELETE,
    &SUPERSEDED_DEACTIVATE,
];

pub(crate) static LIST: Operation = list("contaazul.products.list", "/v1/produtos", "doc");

pub(crate) static CREATE: Operation = post("contaazul.products.create", "/v1/produtos", "prod");

pub(crate) static GET: Operation = get("contaazul.products.get", "/v1/produtos/{id}", "doc");

pub(crate) static UPDATE: Operation =
    patch("contaazul.products.update", "/v1/produtos/{id}", "doc");

pub(crate) static DELETE: Operation =
    delete("contaazul.products.delete", "/v1/produtos/{id}", "doc");

pub(crate) static LIST_CATEGORIES: Operation = list(
    "contaazul.products.list_categories",
    "/v1/produtos/categorias",
    "doc",
);

pub(crate) static LIST_NCM: Operation =
    list("contaazul.products.list_ncm", "/v1/produtos/ncm", "doc");

pub(crate) static LIST_CEST: Operation =
    list("contaazul.products.list_cest", "/v1/produtos/cest", "doc");

pub(crate) static LIST_UNITS: Operation = list(
    "contaazul.products.list_units",
    "/v1/produtos/unidades-medida",
    "doc",
);

pub(crate) static ECOMMERCE_CATEGORIES: Operation = get(
    "contaazul.products.ecommerce_categories",
    "/v1/produtos/ecommerce-categorias",
    "doc",
);

pub(crate) static LIST_ECOMMERCE_BRANDS: Operation = list(
    "contaazul.products.list_ecommerce_brands",
    "/v1/produtos/ecommerce-marcas",
    "doc",
);

// The superseded family.

pub(crate) static SUPERSEDED_SEARCH: Operation = list(
    "contaazul.superseded_products.search",
    "/v1/produto/busca",
    "doc",
);

pub(crate) static SUPERSEDED_CREATE: Operation =
    post("contaazul.superseded_products.create", "/v1/produto", "doc");

pub(crate) static SUPERSEDED_DELETE: Operation = delete(
    "contaazul.superseded_products.delete",
    "/v1/produto/{id}",
    "doc",
);

pub(crate) static SUPERSEDED_DEACTIVATE: Operation = post(
    "contaazul.superseded_products.deactivate",
    "/v1/produto/desativar",
    "doc",
);
