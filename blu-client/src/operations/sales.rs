//! The sales movement, and what can be known of and done to one sale.

use client_core::{Operation, Paging};
use http::Method;

use super::Endpoint;
use crate::header_form::HeaderForm;

pub(super) const OPERATIONS: &[&Operation] = &[
    &LIST.operation,
    &LIST_SPLIT.operation,
    &GET_DETAILS.operation,
    &CANCEL.operation,
];

pub(crate) static LIST: Endpoint = Endpoint::report(
    "blu.sales.list",
    "/conciliations/sales",
    Paging::None,
    HeaderForm::BEARER,
    "doc",
);

pub(crate) static LIST_SPLIT: Endpoint = Endpoint::report(
    "blu.sales.list_split",
    "/conciliations/sales/split",
    Paging::None,
    HeaderForm::BEARER,
    "guess",
);

pub(crate) static GET_DETAILS: Endpoint = Endpoint::business(
    "blu.sales.get_details",
    Method::GET,
    "/b2b/sales/details/{id_venda}",
    "doc",
);

pub(crate) static CANCEL: Endpoint = Endpoint::business(
    "blu.sales.cancel",
    Method::POST,
    "/b2b/sales/cancel/{id_venda}",
    "guess",
);
