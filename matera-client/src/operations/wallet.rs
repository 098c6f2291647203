//! Cards of an account.

use http::Method;

use super::{Endpoint, KeyCarrier, mark};
use crate::hash::{HashRule, Part};

pub(super) static ALL: &[&Endpoint] = &[
    &LIST,
    &ADD,
    &RENAME,
    &REQUEST_PREPAID,
    &DELETE,
    &BALANCE,
    &STATEMENT,
    &WITHDRAW,
    &ADD_FUNDS,
];

pub(crate) static LIST: Endpoint = Endpoint::get(
    55,
    "matera.wallet.list",
    "/v1/wallet/{accountId}/card",
    mark::HASH_EXAMPLE,
)
.hashed(HashRule::MethodAndPath);

pub(crate) static ADD: Endpoint = Endpoint::write(
    56,
    "matera.wallet.add",
    Method::POST,
    "/v1/wallet/{accountId}/card",
    mark::HASH_EXAMPLE,
)
.hashed(HashRule::MethodPathAnd(&[Part::Field(
    "externalIdentifier",
)]))
.keyed(KeyCarrier::Body);

pub(crate) static RENAME: Endpoint = Endpoint::write(
    57,
    "matera.wallet.rename",
    Method::PUT,
    "/v1/wallet/{accountId}/card/{shortId}/alias",
    mark::GUESS,
)
.hashed(HashRule::Values(&[
    Part::Argument("accountId"),
    Part::Argument("shortId"),
    Part::FirstOf(&[&[Part::Field("alias")], &[]]),
]));

pub(crate) static REQUEST_PREPAID: Endpoint = Endpoint::write(
    58,
    "matera.wallet.request_prepaid",
    Method::POST,
    "/v1/wallet/{accountId}/prepaid/card",
    mark::INFERRED,
)
.hashed(HashRule::Values(&[
    Part::Field("externalIdentifier"),
    Part::Argument("accountId"),
]))
.keyed(KeyCarrier::Body);

pub(crate) static DELETE: Endpoint = Endpoint::write(
    59,
    "matera.wallet.delete",
    Method::DELETE,
    "/v1/wallet/card/{creditCardToken}",
    mark::HASH_EXAMPLE,
)
.hashed(HashRule::MethodAndPath);

pub(crate) static BALANCE: Endpoint = Endpoint::get(
    60,
    "matera.wallet.balance",
    "/v1/wallet/{accountId}/card/{shortId}/balance",
    mark::HASH_EXAMPLE,
)
.hashed(HashRule::MethodAndPath);

pub(crate) static STATEMENT: Endpoint = Endpoint::get(
    61,
    "matera.wallet.statement",
    "/v1/wallet/{accountId}/card/{shortId}/statement",
    mark::HASH_EXAMPLE,
)
.hashed(HashRule::MethodAndPath);

pub(crate) static WITHDRAW: Endpoint = Endpoint::write(
    62,
    "matera.wallet.withdraw",
    Method::POST,
    "/v1/wallet/{accountId}/card/{shortId}/withdraw",
    mark::HASH_EXAMPLE,
)
.hashed(HashRule::MethodPathAnd(&[
    Part::Whole("amount"),
    Part::Field("externalIdentifier"),
]))
.keyed(KeyCarrier::Body);

pub(crate) static ADD_FUNDS: Endpoint = Endpoint::write(
    63,
    "matera.wallet.add_funds",
    Method::POST,
    "/v1/wallet/{accountId}/prepaid/card/{shortId}/funds",
    mark::HASH_EXAMPLE,
)
.hashed(HashRule::MethodPathAnd(&[
    Part::Whole("value"),
    Part::Field("externalIdentifier"),
]))
.keyed(KeyCarrier::Body);
