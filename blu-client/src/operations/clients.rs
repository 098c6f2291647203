//! Creation of clients, and what suppliers may look up about them.

use client_core::Operation;
use http::Method;

use super::{Endpoint, Site};
use crate::header_form::HeaderForm;

pub(super) const OPERATIONS: &[&Operation] = &[
    &LOGIN.operation,
    &CREATE.operation,
    &CREATE_DRAFT.operation,
    &FIND.operation,
    &GET_RECEIVING_OPTIONS.operation,
    &GET_CREDIT_SIGNAL.operation,
];

/// A login more does no harm.
pub(crate) static LOGIN: Endpoint =
    Endpoint::business("blu.clients.login", Method::POST, "/users/login", "doc")
        .headers(HeaderForm::NO_TOKEN_ACCEPT_VERSION_1)
        .at(Site::Portal)
        .safe();

pub(crate) static CREATE: Endpoint = Endpoint::business(
    "blu.clients.create",
    Method::POST,
    "/automatic_registrations/clients",
    "doc",
)
.headers(HeaderForm::TOKEN_ACCEPT_VERSION_1)
.at(Site::Portal);

pub(crate) static CREATE_DRAFT: Endpoint = Endpoint::business(
    "blu.clients.create_draft",
    Method::POST,
    "/b2b/draft/registrations",
    "doc",
);

pub(crate) static FIND: Endpoint = Endpoint::business(
    "blu.clients.find",
    Method::GET,
    "/b2b/clients/{cpf_cnpj}",
    "guess",
);

pub(crate) static GET_RECEIVING_OPTIONS: Endpoint = Endpoint::business(
    "blu.clients.get_receiving_options",
    Method::GET,
    "/b2b/payment-collections/flex/receiving-options",
    "guess",
);

pub(crate) static GET_CREDIT_SIGNAL: Endpoint = Endpoint::business(
    "blu.clients.get_credit_signal",
    Method::GET,
    "/b2b/credit-signal/{cpf_cnpj}",
    "guess",
);
