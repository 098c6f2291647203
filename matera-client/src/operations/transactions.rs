//! Transactions of an account.

use http::Method;

use super::{Endpoint, mark};
use crate::hash::HashRule;
use crate::paging::PagingStyle;

pub(super) static ALL: &[&Endpoint] = &[&LIST, &GET, &BUREAU_VALIDATION];

pub(crate) static LIST: Endpoint = Endpoint::get(
    47,
    "matera.transactions.list",
    "/v2/accounts/{accountId}/transactions",
    mark::HASH_EXAMPLE,
)
.hashed(HashRule::MethodAndPath)
.paged(PagingStyle::HashToken);

pub(crate) static GET: Endpoint = Endpoint::get(
    48,
    "matera.transactions.get",
    "/v2/accounts/{accountId}/transactions/{transactionId}",
    mark::HASH_EXAMPLE,
)
.hashed(HashRule::MethodAndPath);

pub(crate) static BUREAU_VALIDATION: Endpoint = Endpoint::write(
    49,
    "matera.transactions.bureau_validation",
    Method::POST,
    "/v1/transactions/{transactionId}/validationBureauCallback",
    mark::HASH_EXAMPLE,
)
.hashed(HashRule::MethodAndPath);
