//! Boleto Fácil.

use client_core::Operation;
use http::Method;

use super::Endpoint;

pub(super) const OPERATIONS: &[&Operation] = &[&REGISTER.operation];

pub(crate) static REGISTER: Endpoint = Endpoint::business(
    "blu.boletos.register",
    Method::POST,
    "/b2b/payment-collections/bank-billets",
    "doc",
);
