//! Limits, first version. Deprecated by the provider.

use http::Method;

use super::{Endpoint, KeyCarrier, mark};
use crate::hash::{HashAmbiguity, HashRule, Part};

pub(super) static ALL: &[&Endpoint] = &[
    &LIST_OF_BRANCH,
    &GET,
    &ADJUST,
    &GET_BY_KIND,
    &REMOVE_FAVORED,
];

pub(crate) static LIST_OF_BRANCH: Endpoint = Endpoint::get(
    91,
    "matera.limits_v1.list_of_branch",
    "/v1/accounts/{branch}/limits",
    mark::GUESS,
)
.hashed(HashRule::MethodAndPath);

pub(crate) static GET: Endpoint = Endpoint::get(
    92,
    "matera.limits_v1.get",
    "/v1/accounts/{branch}/{account}/limits",
    mark::INFERRED,
)
.hashed(HashRule::MethodAndPath);

pub(crate) static ADJUST: Endpoint = Endpoint::write(
    93,
    "matera.limits_v1.adjust",
    Method::POST,
    "/v1/accounts/{branch}/{account}/limits",
    mark::INFERRED,
)
.hashed(HashRule::Open(
    HashAmbiguity::LimitAmount,
    &HashRule::MethodPathAnd(&[
        Part::FirstOf(&[&[Part::Field("amount")], &[]]),
        Part::Field("limitType"),
    ]),
    &HashRule::MethodPathAnd(&[
        Part::FirstOf(&[&[Part::Whole("amount")], &[]]),
        Part::Field("limitType"),
    ]),
))
.keyed(KeyCarrier::Body);

pub(crate) static GET_BY_KIND: Endpoint = Endpoint::get(
    94,
    "matera.limits_v1.get_by_kind",
    "/v1/accounts/{branch}/{account}/limits/{limitType}",
    mark::INFERRED,
)
.hashed(HashRule::MethodAndPath);

pub(crate) static REMOVE_FAVORED: Endpoint = Endpoint::write(
    95,
    "matera.limits_v1.remove_favored",
    Method::DELETE,
    "/v1/accounts/{branch}/{account}/limits/{favoredId}",
    mark::GUESS,
)
.hashed(HashRule::MethodAndPath);
