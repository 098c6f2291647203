//! Liquidations and the account statement.

use client_core::{Operation, Paging};

use super::Endpoint;
use crate::header_form::HeaderForm;

pub(super) const OPERATIONS: &[&Operation] = &[
    &LIST_ANTICIPATIONS_V1.operation,
    &LIST_ANTICIPATIONS_V2.operation,
    &LIST_DEBITS.operation,
    &LIST_CREDITS.operation,
    &LIST_STATEMENT.operation,
];

pub(crate) static LIST_ANTICIPATIONS_V1: Endpoint = Endpoint::report(
    "blu.anticipations.list_v1",
    "/conciliations/anticipations/installments",
    Paging::None,
    HeaderForm::BEARER,
    "doc",
);

pub(crate) static LIST_ANTICIPATIONS_V2: Endpoint = Endpoint::report(
    "blu.anticipations.list_v2",
    "/conciliations/anticipations/installments",
    Paging::Number,
    HeaderForm::RAW_VERSION_2,
    "doc",
);

pub(crate) static LIST_DEBITS: Endpoint = Endpoint::report(
    "blu.debits.list",
    "/conciliations/debits/installments",
    Paging::None,
    HeaderForm::BEARER,
    "doc",
);

/// The path is singular and ends there, unlike its siblings'.
pub(crate) static LIST_CREDITS: Endpoint = Endpoint::report(
    "blu.credits.list",
    "/conciliations/credit",
    Paging::None,
    HeaderForm::BEARER,
    "doc",
);

/// Of the statement only the name is published.
pub(crate) static LIST_STATEMENT: Endpoint = Endpoint::report(
    "blu.statement.list",
    "/conciliations/statement",
    Paging::None,
    HeaderForm::BEARER,
    "guess",
);
