//! Pix charges.

use client_core::Operation;
use http::Method;

use super::Endpoint;

pub(super) const OPERATIONS: &[&Operation] = &[
    &CREATE.operation,
    &GET.operation,
    &REFUND.operation,
    &TEST_WEBHOOK.operation,
];

/// Documented with the trailing slash; known to work without it too.
pub(crate) static CREATE: Endpoint =
    Endpoint::business("blu.pix.create", Method::POST, "/b2b/pix/", "doc");

pub(crate) static GET: Endpoint = Endpoint::business(
    "blu.pix.get",
    Method::GET,
    "/b2b/pix/{transaction_token}",
    "doc",
);

pub(crate) static REFUND: Endpoint = Endpoint::business(
    "blu.pix.refund",
    Method::POST,
    "/b2b/pix/{transaction_token}/refund",
    "guess",
);

/// A test delivery more does no harm.
pub(crate) static TEST_WEBHOOK: Endpoint = Endpoint::business(
    "blu.pix.test_webhook",
    Method::PUT,
    "/b2b/webhook/pix",
    "doc",
)
.safe();
