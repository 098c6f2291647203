//! Payment authorizations and their charges.

use client_core::{Idempotency, Operation, Paging};
use http::Method;

use super::{get, list, post};

pub(super) static OPERATIONS: &[&Operation] = &[
    &CREATE,
    &LIST,
    &GET,
    &CANCEL,
    &LIST_CHARGES,
    &GET_CHARGE,
    &RETRY_CHARGE,
    &CANCEL_CHARGE,
    &CREATE_CHARGE,
    &CHANGE_BENEFICIARY,
];

pub(crate) static CREATE: Operation = post(
    "belvo.payment_authorizations.create",
    "/payments/br/payment-authorizations/",
);
pub(crate) static LIST: Operation = list(
    "belvo.payment_authorizations.list",
    "/payments/br/payment-authorizations/",
);
pub(crate) static GET: Operation = get(
    "belvo.payment_authorizations.get",
    "/payments/br/payment-authorizations/{payment_authorization_id}/",
);
pub(crate) static CANCEL: Operation = post(
    "belvo.payment_authorizations.cancel",
    "/payments/br/payment-authorizations/{payment_authorization_id}/cancel/",
);
pub(crate) static LIST_CHARGES: Operation = list(
    "belvo.payment_authorizations.list_charges",
    "/payments/br/payment-authorizations/{payment_authorization_id}/charges/",
);
pub(crate) static GET_CHARGE: Operation = get(
    "belvo.payment_authorizations.get_charge",
    "/payments/br/payment-authorizations/{payment_authorization_id}/charges/{charge_id}/",
);
pub(crate) static RETRY_CHARGE: Operation = post(
    "belvo.payment_authorizations.retry_charge",
    "/payments/br/payment-authorizations/{payment_authorization_id}/charges/{charge_id}/retry/",
);
pub(crate) static CANCEL_CHARGE: Operation = post(
    "belvo.payment_authorizations.cancel_charge",
    "/payments/br/payment-authorizations/{payment_authorization_id}/charges/{charge_id}/cancel/",
);
/// Of Smart Transfers: Belvo's pages have it, its description 1.223.0 does not yet.
pub(crate) static CREATE_CHARGE: Operation = Operation {
    name: "belvo.payment_authorizations.create_charge",
    method: Method::POST,
    path: "/payments/br/payment-authorizations/{payment_authorization_id}/charges/",
    idempotency: Idempotency::Unsafe,
    paging: Paging::None,
    mark: "page",
};
/// As [`CREATE_CHARGE`].
pub(crate) static CHANGE_BENEFICIARY: Operation = Operation {
    name: "belvo.payment_authorizations.change_beneficiary",
    method: Method::PATCH,
    path: "/payments/br/payment-authorizations/{payment_authorization_id}/",
    idempotency: Idempotency::Unsafe,
    paging: Paging::None,
    mark: "page",
};
