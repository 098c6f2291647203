//! Payment links.

use client_core::Operation;
use http::Method;

use super::Endpoint;
use crate::header_form::HeaderForm;

pub(super) const OPERATIONS: &[&Operation] = &[&CREATE.operation, &GET.operation];

pub(crate) static CREATE: Endpoint = Endpoint::business(
    "blu.payment_links.create",
    Method::POST,
    "/b2b/payment_links",
    "code",
)
.headers(HeaderForm::RAW_ACCEPT_VERSION_1);

pub(crate) static GET: Endpoint = Endpoint::business(
    "blu.payment_links.get",
    Method::GET,
    "/b2b/payment_links/{id}",
    "code",
)
.headers(HeaderForm::RAW_ACCEPT_VERSION_1);
