//! Limits, second version, and favoured payees.

use http::Method;

use super::{Endpoint, mark};
use crate::hash::HashRule;
use crate::paging::PagingStyle;

pub(super) static ALL: &[&Endpoint] = &[
    &ADJUST,
    &ADD_FAVORED,
    &LIST_FAVORED,
    &GET_FAVORED,
    &REMOVE_FAVORED,
    &LIST_OF_BRANCH,
    &GET,
];

/// With the trailing slash that the provider's guide writes and hashes.
pub(crate) static ADJUST: Endpoint = Endpoint::write(
    96,
    "matera.limits.adjust",
    Method::PATCH,
    "/v2/accounts/{branch}/{account}/limits/",
    mark::DOCUMENTED,
)
.hashed(HashRule::MethodAndPath);

pub(crate) static ADD_FAVORED: Endpoint = Endpoint::write(
    97,
    "matera.limits.add_favored",
    Method::POST,
    "/v2/accounts/{branch}/{account}/favored",
    mark::GUESS,
)
.hashed(HashRule::MethodAndPath);

pub(crate) static LIST_FAVORED: Endpoint = Endpoint::get(
    98,
    "matera.limits.list_favored",
    "/v2/accounts/{branch}/{account}/favored",
    mark::GUESS,
)
.hashed(HashRule::MethodAndPath)
.paged(PagingStyle::NextToken);

pub(crate) static GET_FAVORED: Endpoint = Endpoint::get(
    99,
    "matera.limits.get_favored",
    "/v2/accounts/{branch}/{account}/favored/{favoredId}",
    mark::GUESS,
)
.hashed(HashRule::MethodAndPath);

pub(crate) static REMOVE_FAVORED: Endpoint = Endpoint::write(
    100,
    "matera.limits.remove_favored",
    Method::DELETE,
    "/v2/accounts/{branch}/{account}/favored/{favoredId}",
    mark::GUESS,
)
.hashed(HashRule::MethodAndPath);

pub(crate) static LIST_OF_BRANCH: Endpoint = Endpoint::get(
    101,
    "matera.limits.list_of_branch",
    "/v2/accounts/{branch}/limits",
    mark::GUESS,
)
.hashed(HashRule::MethodAndPath)
.paged(PagingStyle::NextToken);

pub(crate) static GET: Endpoint = Endpoint::get(
    102,
    "matera.limits.get",
    "/v2/accounts/{branch}/{account}/limits",
    mark::INFERRED,
)
.hashed(HashRule::MethodAndPath);
