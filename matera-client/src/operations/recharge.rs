//! Mobile recharge.

use http::Method;

use super::{Endpoint, KeyCarrier, mark};
use crate::hash::{HashRule, Part};

pub(super) static ALL: &[&Endpoint] = &[&VALUES, &CARRIERS, &CREATE];

pub(crate) static VALUES: Endpoint = Endpoint::get(
    9,
    "matera.recharge.values",
    "/v1/country/{countryCode}/area-code/{areaCode}/carrier/{carrierId}/values",
    mark::DOCUMENTED,
);

pub(crate) static CARRIERS: Endpoint = Endpoint::get(
    10,
    "matera.recharge.carriers",
    "/v1/country/{countryCode}/area-code/{areaCode}/carriers",
    mark::DOCUMENTED,
);

/// `account` in the singular, as documented.
pub(crate) static CREATE: Endpoint = Endpoint::write(
    11,
    "matera.recharge.create",
    Method::POST,
    "/v1/account/{accountId}/recharge",
    mark::DOCUMENTED,
)
.hashed(HashRule::Values(&[
    Part::Argument("accountId"),
    Part::Field("mobilePhone.phoneNumber"),
    Part::Whole("totalAmount"),
]))
.keyed(KeyCarrier::Body);
