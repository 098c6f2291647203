//! Balances.

use super::{Endpoint, mark};
use crate::hash::{HashAmbiguity, HashRule, Part};

pub(super) static ALL: &[&Endpoint] = &[&GET_V1, &GET, &GET_V1_BY_NUMBER, &GET_BY_NUMBER, &PERIOD];

pub(crate) static GET_V1: Endpoint = Endpoint::get(
    30,
    "matera.balances.get_v1",
    "/v1/accounts/{accountId}/balance",
    mark::DOCUMENTED,
)
.hashed(HashRule::Values(&[Part::Argument("accountId")]));

pub(crate) static GET: Endpoint = Endpoint::get(
    31,
    "matera.balances.get",
    "/v2/accounts/{accountId}/balance",
    mark::DOCUMENTED,
)
.hashed(HashRule::Values(&[Part::Argument("accountId")]));

pub(crate) static GET_V1_BY_NUMBER: Endpoint = Endpoint::get(
    32,
    "matera.balances.get_v1_by_number",
    "/v1/accounts/{branch}/{account}/balance",
    mark::INFERRED,
)
.hashed(HashRule::Values(&[
    Part::Argument("branch"),
    Part::Argument("account"),
]));

pub(crate) static GET_BY_NUMBER: Endpoint = Endpoint::get(
    33,
    "matera.balances.get_by_number",
    "/v2/accounts/{branch}/{account}/balance",
    mark::INFERRED,
)
.hashed(HashRule::Values(&[
    Part::Argument("branch"),
    Part::Argument("account"),
]));

/// The page has the header and no rule for it.
pub(crate) static PERIOD: Endpoint = Endpoint::get(
    34,
    "matera.balances.period",
    "/v1/accounts/{accountId}/balance-period",
    mark::DOCUMENTED,
)
.hashed(HashRule::Open(
    HashAmbiguity::BalancePeriod,
    &HashRule::Values(&[Part::Argument("accountId")]),
    &HashRule::MethodAndPath,
));
