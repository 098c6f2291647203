//! Payment intents and their charges.

use client_core::Operation;

use super::{get, list, patch, post};

pub(super) static OPERATIONS: &[&Operation] = &[
    &CREATE,
    &LIST,
    &UPDATE,
    &GET,
    &CANCEL,
    &LIST_CHARGES,
    &GET_CHARGE,
    &CANCEL_CHARGE,
];

/// The idempotency key is a beta that each customer must be given, so none is relied on: a payment is
/// never repeated when its outcome is unknown.
pub(crate) static CREATE: Operation = post(
    "belvo.payment_intents.create",
    "/payments/br/payment-intents/",
);
pub(crate) static LIST: Operation = list(
    "belvo.payment_intents.list",
    "/payments/br/payment-intents/",
);
pub(crate) static UPDATE: Operation = patch(
    "belvo.payment_intents.update",
    "/payments/br/payment-intents/{id}/",
);
pub(crate) static GET: Operation = get(
    "belvo.payment_intents.get",
    "/payments/br/payment-intents/{id}/",
);
pub(crate) static CANCEL: Operation = post(
    "belvo.payment_intents.cancel",
    "/payments/br/payment-intents/{id}/cancel/",
);
pub(crate) static LIST_CHARGES: Operation = list(
    "belvo.payment_intents.list_charges",
    "/payments/br/payment-intents/{payment_intent_id}/charges/",
);
pub(crate) static GET_CHARGE: Operation = get(
    "belvo.payment_intents.get_charge",
    "/payments/br/payment-intents/{payment_intent_id}/charges/{charge_id}/",
);
pub(crate) static CANCEL_CHARGE: Operation = post(
    "belvo.payment_intents.cancel_charge",
    "/payments/br/payment-intents/{payment_intent_id}/charges/{charge_id}/cancel/",
);
