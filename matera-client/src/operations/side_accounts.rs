//! Accounts that hang off an account.

use http::Method;

use super::{Endpoint, KeyCarrier, mark};
use crate::hash::{HashRule, Part};

pub(super) static ALL: &[&Endpoint] = &[
    &CREATE,
    &CREDIT,
    &DEBIT,
    &STATEMENT,
    &BALANCE,
    &REFUND_CREDIT,
    &REFUND_DEBIT,
    &PAY,
    &TRANSFER,
    &LOCK_BALANCE,
    &UNLOCK_BALANCE,
];

const TRANSFER_HASH: HashRule = HashRule::Values(&[
    Part::Field("sender.sideAccount.sideAccountId"),
    Part::Whole("totalAmount"),
    Part::EachOf(
        "recipients",
        &[
            Part::Field("sideAccount.sideAccountId"),
            Part::Whole("amount"),
        ],
    ),
]);

pub(crate) static CREATE: Endpoint = Endpoint::write(
    66,
    "matera.side_accounts.create",
    Method::POST,
    "/v1/accounts/{accountId}/side-account",
    mark::INFERRED,
)
.hashed(HashRule::Values(&[
    Part::Field("externalIdentifier"),
    Part::Field("classificationId"),
    Part::Argument("accountId"),
]))
.keyed(KeyCarrier::Body);

pub(crate) static CREDIT: Endpoint = Endpoint::write(
    67,
    "matera.side_accounts.credit",
    Method::POST,
    "/v1/accounts/side-account/cash-in/external",
    mark::INFERRED,
)
.hashed(HashRule::Values(&[
    Part::Field("externalIdentifier"),
    Part::EachOf(
        "recipients",
        &[
            Part::Field("sideAccountId"),
            Part::Whole("amount"),
            Part::Field("historyCode"),
        ],
    ),
]))
.keyed(KeyCarrier::Body);

pub(crate) static DEBIT: Endpoint = Endpoint::write(
    68,
    "matera.side_accounts.debit",
    Method::POST,
    "/v1/accounts/{accountId}/side-account/{sideAccountId}/cash-out/external",
    mark::GUESS,
)
.hashed(HashRule::Values(&[
    Part::Field("externalIdentifier"),
    Part::Whole("totalAmount"),
    Part::FirstOf(&[&[Part::Field("historyCode")], &[]]),
]))
.keyed(KeyCarrier::Body);

pub(crate) static STATEMENT: Endpoint = Endpoint::get(
    69,
    "matera.side_accounts.statement",
    "/v1/accounts/{accountId}/side-account/{sideAccountId}/statement",
    mark::HASH_EXAMPLE,
)
.hashed(HashRule::MethodAndPath);

pub(crate) static BALANCE: Endpoint = Endpoint::get(
    70,
    "matera.side_accounts.balance",
    "/v1/accounts/{accountId}/side-account/{sideAccountId}/balance",
    mark::HASH_EXAMPLE,
)
.hashed(HashRule::MethodAndPath);

pub(crate) static REFUND_CREDIT: Endpoint = Endpoint::write(
    71,
    "matera.side_accounts.refund_credit",
    Method::DELETE,
    "/v1/accounts/side-account/cash-in/external/{transactionId}",
    mark::HASH_EXAMPLE,
)
.hashed(HashRule::MethodAndPath);

pub(crate) static REFUND_DEBIT: Endpoint = Endpoint::write(
    72,
    "matera.side_accounts.refund_debit",
    Method::DELETE,
    "/v1/accounts/side-account/cash-out/external/{transactionId}",
    mark::HASH_EXAMPLE,
)
.hashed(HashRule::MethodAndPath);

pub(crate) static PAY: Endpoint = Endpoint::write(
    73,
    "matera.side_accounts.pay",
    Method::POST,
    "/v1/accounts/side-account/payment",
    mark::GUESS,
)
.hashed(TRANSFER_HASH)
.keyed(KeyCarrier::Body);

pub(crate) static TRANSFER: Endpoint = Endpoint::write(
    74,
    "matera.side_accounts.transfer",
    Method::POST,
    "/v1/accounts/side-account/transfer",
    mark::GUESS,
)
.hashed(TRANSFER_HASH)
.keyed(KeyCarrier::Body);

pub(crate) static LOCK_BALANCE: Endpoint = Endpoint::write(
    75,
    "matera.side_accounts.lock_balance",
    Method::POST,
    "/v1/accounts/side-account/{sideAccountId}/balance/lock",
    mark::GUESS,
)
.hashed(HashRule::Values(&[
    Part::Whole("amount"),
    Part::Argument("sideAccountId"),
]))
.keyed(KeyCarrier::Body);

pub(crate) static UNLOCK_BALANCE: Endpoint = Endpoint::write(
    76,
    "matera.side_accounts.unlock_balance",
    Method::POST,
    "/v1/accounts/side-account/{sideAccountId}/balance/unlock/{transactionId}",
    mark::GUESS,
)
.hashed(HashRule::Values(&[
    Part::Whole("amount"),
    Part::Argument("sideAccountId"),
]))
.keyed(KeyCarrier::Body);
