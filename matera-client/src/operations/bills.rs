//! Boletos and bills of others, before they are paid.

use http::Method;

use super::{Endpoint, mark};
use crate::hash::{HashRule, Part};

pub(super) static ALL: &[&Endpoint] = &[&GET_BOLETO, &GET];

/// A query in the form of a POST.
pub(crate) static GET_BOLETO: Endpoint = Endpoint::write(
    53,
    "matera.bills.get_boleto",
    Method::POST,
    "/v1/boleto",
    mark::GUESS,
)
.hashed(HashRule::Values(&[Part::FirstOf(&[
    &[Part::Field("barcode")],
    &[Part::Field("typeableLine")],
])]))
.safe();

pub(crate) static GET: Endpoint =
    Endpoint::get(54, "matera.bills.get", "/v3/bills", mark::DOCUMENTED)
        .hashed(HashRule::Values(&[Part::Query("document")]));
