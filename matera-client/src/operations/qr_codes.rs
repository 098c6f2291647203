//! Static QR codes, and the decoding of any.

use http::Method;

use super::{Endpoint, KeyCarrier, mark};
use crate::hash::{HashRule, Part};

pub(super) static ALL: &[&Endpoint] = &[&CREATE_STATIC, &DECODE];

pub(crate) static CREATE_STATIC: Endpoint = Endpoint::write(
    89,
    "matera.qr_codes.create_static",
    Method::POST,
    "/v1/accounts/{accountId}/static-qrcode",
    mark::HASH_EXAMPLE,
)
.hashed(HashRule::MethodPathAnd(&[Part::Field("alias.alias")]))
.keyed(KeyCarrier::Body);

pub(crate) static DECODE: Endpoint = Endpoint::write(
    90,
    "matera.qr_codes.decode",
    Method::POST,
    "/v1/qrcode/decoding",
    mark::HASH_EXAMPLE,
)
.hashed(HashRule::MethodPathAnd(&[Part::Field("document")]))
.keyed(KeyCarrier::Body);
