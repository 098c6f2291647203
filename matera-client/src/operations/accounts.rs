//! Digital accounts.

use http::Method;

use super::payments::REFUND_HASH;
use super::{Endpoint, KeyCarrier, mark};
use crate::hash::{HashRule, Part};
use crate::paging::PagingStyle;

pub(super) static ALL: &[&Endpoint] = &[
    &SEARCH,
    &CREATE,
    &LIST_BY_PHONE,
    &DEACTIVATE,
    &UPDATE,
    &GET,
    &DEACTIVATE_BY_NUMBER,
    &UPDATE_BY_NUMBER,
    &GET_BY_NUMBER,
    &REMOVE_PHONE,
    &UPDATE_PHONE,
    &STATEMENT_V1,
    &STATEMENT,
    &PROPOSE_OVERDRAFT,
    &PROPOSE_OVERDRAFT_BY_NUMBER,
    &LOCK_BALANCE,
    &UNLOCK_BALANCE,
    &REVERSE_WITHDRAWAL,
];

pub(crate) static SEARCH: Endpoint = Endpoint::get(
    12,
    "matera.accounts.search",
    "/v1/accounts",
    mark::DOCUMENTED,
)
.hashed(HashRule::Values(&[
    Part::Query("phoneNumberCountry"),
    Part::Query("phoneNumber"),
    Part::Query("taxIdCountry"),
    Part::Query("taxId"),
]));

pub(crate) static CREATE: Endpoint = Endpoint::write(
    13,
    "matera.accounts.create",
    Method::POST,
    "/v1/accounts",
    mark::DOCUMENTED,
)
.hashed(HashRule::Values(&[
    Part::Field("externalIdentifier"),
    Part::Field("client.taxIdentifier.taxId"),
]))
.keyed(KeyCarrier::Body);

pub(crate) static LIST_BY_PHONE: Endpoint = Endpoint::get(
    14,
    "matera.accounts.list_by_phone",
    "/v1/accounts/mobile-phone/{mobilePhoneNumber}",
    mark::GUESS,
)
.hashed(HashRule::Values(&[Part::Argument("mobilePhoneNumber")]));

pub(crate) static DEACTIVATE: Endpoint = Endpoint::write(
    15,
    "matera.accounts.deactivate",
    Method::DELETE,
    "/v1/accounts/{accountId}",
    mark::DOCUMENTED,
)
.hashed(HashRule::Values(&[Part::Argument("accountId")]));

/// The method is a guess, the path is not.
pub(crate) static UPDATE: Endpoint = Endpoint::write(
    16,
    "matera.accounts.update",
    Method::PUT,
    "/v1/accounts/{accountId}",
    mark::INFERRED,
)
.hashed(HashRule::Values(&[
    Part::Field("externalIdentifier"),
    Part::Field("client.taxIdentifier.taxId"),
]))
.keyed(KeyCarrier::Body);

pub(crate) static GET: Endpoint = Endpoint::get(
    17,
    "matera.accounts.get",
    "/v1/accounts/{accountId}",
    mark::DOCUMENTED,
)
.hashed(HashRule::Values(&[Part::Argument("accountId")]));

pub(crate) static DEACTIVATE_BY_NUMBER: Endpoint = Endpoint::write(
    18,
    "matera.accounts.deactivate_by_number",
    Method::DELETE,
    "/v1/accounts/{branch}/{account}",
    mark::INFERRED,
)
.hashed(HashRule::Values(&[
    Part::Argument("branch"),
    Part::Argument("account"),
]));

/// The method is a guess, the path is not.
pub(crate) static UPDATE_BY_NUMBER: Endpoint = Endpoint::write(
    19,
    "matera.accounts.update_by_number",
    Method::PUT,
    "/v1/accounts/{branch}/{account}",
    mark::INFERRED,
)
.hashed(HashRule::Values(&[
    Part::Field("externalIdentifier"),
    Part::Field("client.taxIdentifier.taxId"),
]))
.keyed(KeyCarrier::Body);

pub(crate) static GET_BY_NUMBER: Endpoint = Endpoint::get(
    20,
    "matera.accounts.get_by_number",
    "/v1/accounts/{branch}/{account}",
    mark::HASH_EXAMPLE,
)
.hashed(HashRule::MethodAndPath);

pub(crate) static REMOVE_PHONE: Endpoint = Endpoint::write(
    21,
    "matera.accounts.remove_phone",
    Method::DELETE,
    "/v1/accounts/{accountId}/mobile-phone",
    mark::GUESS,
)
.hashed(HashRule::Values(&[Part::Argument("accountId")]));

pub(crate) static UPDATE_PHONE: Endpoint = Endpoint::write(
    22,
    "matera.accounts.update_phone",
    Method::PUT,
    "/v1/accounts/{accountId}/mobile-phone",
    mark::GUESS,
)
.hashed(HashRule::Values(&[Part::Argument("accountId")]));

pub(crate) static STATEMENT_V1: Endpoint = Endpoint::get(
    23,
    "matera.accounts.statement_v1",
    "/v1/accounts/{accountId}/statement",
    mark::DOCUMENTED,
)
.hashed(HashRule::Values(&[Part::Argument("accountId")]));

pub(crate) static STATEMENT: Endpoint = Endpoint::get(
    24,
    "matera.accounts.statement",
    "/v3/accounts/{accountId}/statement",
    mark::HASH_EXAMPLE,
)
.hashed(HashRule::MethodAndPath)
.paged(PagingStyle::PageNumber);

pub(crate) static PROPOSE_OVERDRAFT: Endpoint = Endpoint::write(
    25,
    "matera.accounts.propose_overdraft",
    Method::PUT,
    "/v1/accounts/{accountId}/overdraft",
    mark::GUESS,
)
.hashed(HashRule::Values(&[Part::Whole("overdraftAmount")]));

pub(crate) static PROPOSE_OVERDRAFT_BY_NUMBER: Endpoint = Endpoint::write(
    26,
    "matera.accounts.propose_overdraft_by_number",
    Method::PUT,
    "/v1/accounts/{branch}/{account}/overdraft",
    mark::GUESS,
)
.hashed(HashRule::Values(&[Part::Whole("overdraftAmount")]));

pub(crate) static LOCK_BALANCE: Endpoint = Endpoint::write(
    27,
    "matera.accounts.lock_balance",
    Method::POST,
    "/v1/accounts/{accountId}/balance/lock",
    mark::GUESS,
)
.hashed(HashRule::Values(&[
    Part::Whole("amount"),
    Part::Argument("accountId"),
]))
.keyed(KeyCarrier::Body);

pub(crate) static UNLOCK_BALANCE: Endpoint = Endpoint::write(
    28,
    "matera.accounts.unlock_balance",
    Method::DELETE,
    "/v1/accounts/{accountId}/balance/lock/{transactionId}",
    mark::GUESS,
)
.hashed(HashRule::Values(&[
    Part::Argument("transactionId"),
    Part::Argument("accountId"),
]));

pub(crate) static REVERSE_WITHDRAWAL: Endpoint = Endpoint::write(
    29,
    "matera.accounts.reverse_withdrawal",
    Method::DELETE,
    "/v1/accounts/{accountId}/withdraw/{transactionId}",
    mark::GUESS,
)
.hashed(REFUND_HASH)
.keyed(KeyCarrier::Body);
