//! Pix keys of an account, and the look-up of anybody's.

use http::Method;

use super::{Endpoint, KeyCarrier, mark};
use crate::hash::{HashAmbiguity, HashRule, Part};

pub(super) static ALL: &[&Endpoint] = &[
    &REGISTER,
    &LIST,
    &LOOK_UP,
    &DELETE,
    &UPDATE,
    &VERIFY,
    &CLAIM_PORTABILITY,
    &CANCEL_PORTABILITY,
    &ANSWER_PORTABILITY,
    &CLAIM_OWNERSHIP,
    &CANCEL_OWNERSHIP,
    &ANSWER_OWNERSHIP,
];

/// The colon stays where a random key has no name.
pub(crate) static REGISTER: Endpoint = Endpoint::write(
    77,
    "matera.aliases.register",
    Method::POST,
    "/v1/accounts/{accountId}/aliases",
    mark::HASH_EXAMPLE,
)
.hashed(HashRule::MethodPathAnd(&[Part::FirstOf(&[
    &[Part::Field("alias.name")],
    &[],
])]))
.keyed(KeyCarrier::Body);

pub(crate) static LIST: Endpoint = Endpoint::get(
    78,
    "matera.aliases.list",
    "/v1/accounts/{accountId}/aliases",
    mark::DOCUMENTED,
);

pub(crate) static LOOK_UP: Endpoint = Endpoint::get(
    79,
    "matera.aliases.look_up",
    "/v2/accounts/{accountId}/aliases/{country}/{alias}",
    mark::DOCUMENTED,
);

pub(crate) static DELETE: Endpoint = Endpoint::write(
    80,
    "matera.aliases.delete",
    Method::DELETE,
    "/v1/accounts/{accountId}/aliases/{alias}",
    mark::HASH_EXAMPLE,
)
.hashed(HashRule::MethodAndPath);

pub(crate) static UPDATE: Endpoint = Endpoint::write(
    81,
    "matera.aliases.update",
    Method::POST,
    "/v1/accounts/{accountId}/aliases/{alias}/update",
    mark::HASH_EXAMPLE,
)
.hashed(HashRule::Open(
    HashAmbiguity::AliasUpdateAction,
    &HashRule::MethodPathAnd(&[Part::Literal("update")]),
    &HashRule::MethodPathAnd(&[Part::Field("reason")]),
))
.keyed(KeyCarrier::Body);

pub(crate) static VERIFY: Endpoint = Endpoint::write(
    82,
    "matera.aliases.verify",
    Method::POST,
    "/v1/accounts/{accountId}/aliases/{alias}/otp-validation",
    mark::HASH_EXAMPLE,
)
.hashed(HashRule::MethodAndPath)
.keyed(KeyCarrier::Body);

pub(crate) static CLAIM_PORTABILITY: Endpoint = Endpoint::write(
    83,
    "matera.aliases.claim_portability",
    Method::POST,
    "/v1/accounts/{accountId}/aliases/{alias}/portability-claims",
    mark::HASH_EXAMPLE,
)
.hashed(HashRule::MethodAndPath)
.keyed(KeyCarrier::Body);

pub(crate) static CANCEL_PORTABILITY: Endpoint = Endpoint::write(
    84,
    "matera.aliases.cancel_portability",
    Method::POST,
    "/v1/accounts/{accountId}/aliases/{alias}/cancel-portability-claims",
    mark::HASH_EXAMPLE,
)
.hashed(HashRule::MethodAndPath)
.keyed(KeyCarrier::Body);

pub(crate) static ANSWER_PORTABILITY: Endpoint = Endpoint::write(
    85,
    "matera.aliases.answer_portability",
    Method::POST,
    "/v1/accounts/{accountId}/aliases/{alias}/portability-claim-responses",
    mark::HASH_EXAMPLE,
)
.hashed(HashRule::MethodPathAnd(&[Part::Field("confirm")]))
.keyed(KeyCarrier::Body);

pub(crate) static CLAIM_OWNERSHIP: Endpoint = Endpoint::write(
    86,
    "matera.aliases.claim_ownership",
    Method::POST,
    "/v1/accounts/{accountId}/aliases/{alias}/ownership-claims",
    mark::HASH_EXAMPLE,
)
.hashed(HashRule::MethodAndPath)
.keyed(KeyCarrier::Body);

pub(crate) static CANCEL_OWNERSHIP: Endpoint = Endpoint::write(
    87,
    "matera.aliases.cancel_ownership",
    Method::POST,
    "/v1/accounts/{accountId}/aliases/{alias}/cancel-ownership-claims",
    mark::HASH_EXAMPLE,
)
.hashed(HashRule::MethodAndPath)
.keyed(KeyCarrier::Body);

pub(crate) static ANSWER_OWNERSHIP: Endpoint = Endpoint::write(
    88,
    "matera.aliases.answer_ownership",
    Method::POST,
    "/v1/accounts/{accountId}/aliases/{alias}/ownership-claim-responses",
    mark::HASH_EXAMPLE,
)
.hashed(HashRule::MethodPathAnd(&[Part::Field("confirm")]))
.keyed(KeyCarrier::Body);
