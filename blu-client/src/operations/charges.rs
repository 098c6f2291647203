//! PagBlu: charges of suppliers to retailers, in two generations of one form.

use client_core::Operation;
use http::Method;

use super::{Endpoint, Site};

/// The operations of one generation.
#[derive(Debug)]
pub(crate) struct Generation {
    pub(crate) send: Endpoint,
    pub(crate) get: Endpoint,
    pub(crate) cancel: Endpoint,
    pub(crate) send_invoice: Endpoint,
    pub(crate) cancel_invoice: Endpoint,
    pub(crate) return_excess: Endpoint,
    pub(crate) list_conciliation: Endpoint,
}

impl Generation {
    const fn operations(&'static self) -> [&'static Operation; 7] {
        [
            &self.send.operation,
            &self.get.operation,
            &self.cancel.operation,
            &self.send_invoice.operation,
            &self.cancel_invoice.operation,
            &self.return_excess.operation,
            &self.list_conciliation.operation,
        ]
    }
}

pub(super) const OPERATIONS: &[&Operation] = &V2.operations();
pub(super) const OPERATIONS_V1: &[&Operation] = &V1.operations();

/// Of its paths the query's is documented. Sending a charge again is documented to give the
/// existing one.
pub(crate) static V2: Generation = Generation {
    send: Endpoint::business(
        "blu.charges.send",
        Method::POST,
        "/b2b/payment-collections/v2",
        "inferred",
    )
    .safe(),
    get: Endpoint::business(
        "blu.charges.get",
        Method::GET,
        "/b2b/payment-collections/v2/{uuid}",
        "doc",
    ),
    cancel: Endpoint::business(
        "blu.charges.cancel",
        Method::DELETE,
        "/b2b/payment-collections/v2/{uuid}",
        "inferred",
    ),
    send_invoice: Endpoint::business(
        "blu.charges.send_invoice",
        Method::POST,
        "/b2b/payment-collections/v2/{uuid}/payment-plans",
        "guess",
    ),
    cancel_invoice: Endpoint::business(
        "blu.charges.cancel_invoice",
        Method::DELETE,
        "/b2b/payment-collections/v2/{uuid}/payment-plans/{invoice_uuid}",
        "guess",
    ),
    return_excess: Endpoint::business(
        "blu.charges.return_excess",
        Method::POST,
        "/b2b/payment-collections/v2/{uuid}/return",
        "guess",
    ),
    list_conciliation: Endpoint::business(
        "blu.charges.list_conciliation",
        Method::GET,
        "/b2b/payment-collections/v2/conciliation/{date}",
        "guess",
    ),
};

/// The same without `v2`.
pub(crate) static V1: Generation = Generation {
    send: Endpoint::business(
        "blu.charges_v1.send",
        Method::POST,
        "/b2b/payment-collections",
        "inferred",
    )
    .safe()
    .at(Site::ChargesV1),
    get: Endpoint::business(
        "blu.charges_v1.get",
        Method::GET,
        "/b2b/payment-collections/{uuid}",
        "inferred",
    )
    .at(Site::ChargesV1),
    cancel: Endpoint::business(
        "blu.charges_v1.cancel",
        Method::DELETE,
        "/b2b/payment-collections/{uuid}",
        "inferred",
    )
    .at(Site::ChargesV1),
    send_invoice: Endpoint::business(
        "blu.charges_v1.send_invoice",
        Method::POST,
        "/b2b/payment-collections/{uuid}/payment-plans",
        "guess",
    )
    .at(Site::ChargesV1),
    cancel_invoice: Endpoint::business(
        "blu.charges_v1.cancel_invoice",
        Method::DELETE,
        "/b2b/payment-collections/{uuid}/payment-plans/{invoice_uuid}",
        "guess",
    )
    .at(Site::ChargesV1),
    return_excess: Endpoint::business(
        "blu.charges_v1.return_excess",
        Method::POST,
        "/b2b/payment-collections/{uuid}/return",
        "guess",
    )
    .at(Site::ChargesV1),
    list_conciliation: Endpoint::business(
        "blu.charges_v1.list_conciliation",
        Method::GET,
        "/b2b/payment-collections/conciliation/{date}",
        "guess",
    )
    .at(Site::ChargesV1),
};
