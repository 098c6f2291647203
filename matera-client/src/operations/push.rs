//! Push notifications.

use http::Method;

use super::{Endpoint, mark};
use crate::hash::{HashRule, Part};

pub(super) static ALL: &[&Endpoint] = &[&SEND];

pub(crate) static SEND: Endpoint = Endpoint::write(
    65,
    "matera.push.send",
    Method::POST,
    "/v1/accounts/{accountId}/notifications/push",
    mark::DOCUMENTED,
)
.hashed(HashRule::Values(&[Part::Argument("accountId")]));
