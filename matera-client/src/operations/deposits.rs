//! Deposits: boletos, external ones, cards.

use http::Method;

use super::payments::REFUND_HASH;
use super::{Endpoint, KeyCarrier, mark};
use crate::hash::{HashRule, Part};

pub(super) static ALL: &[&Endpoint] = &[&CREATE, &UNLOCK, &GET, &LIST, &REFUND];

/// Who receives, within one recipient.
const RECIPIENT: Part = Part::FirstOf(&[
    &[
        Part::Field("account.branch"),
        Part::Field("account.account"),
    ],
    &[Part::Field("account.accountId")],
]);

/// The card comes first, the alias last.
pub(crate) static CREATE: Endpoint = Endpoint::write(
    40,
    "matera.deposits.create",
    Method::POST,
    "/v1/accounts/deposits",
    mark::DOCUMENTED,
)
.hashed(HashRule::Values(&[
    Part::FirstOf(&[
        &[Part::Field("paymentInfo.creditCard.creditCardToken")],
        &[],
    ]),
    Part::EachOf("recipients", &[RECIPIENT, Part::Whole("amount")]),
    Part::FirstOf(&[&[Part::Field("paymentInfo.instantPayment.alias")], &[]]),
]))
.keyed(KeyCarrier::Body);

pub(crate) static UNLOCK: Endpoint = Endpoint::write(
    41,
    "matera.deposits.unlock",
    Method::DELETE,
    "/v1/accounts/deposits/{transactionId}/unlock",
    mark::HASH_EXAMPLE,
)
.hashed(HashRule::MethodAndPath);

pub(crate) static GET: Endpoint = Endpoint::get(
    42,
    "matera.deposits.get",
    "/v1/accounts/deposits/{transactionId}",
    mark::DOCUMENTED,
)
.hashed(HashRule::MethodAndPath);

pub(crate) static LIST: Endpoint = Endpoint::get(
    43,
    "matera.deposits.list",
    "/v1/accounts/{accountId}/deposits",
    mark::INFERRED,
);

pub(crate) static REFUND: Endpoint = Endpoint::write(
    44,
    "matera.deposits.refund",
    Method::DELETE,
    "/v1/accounts/deposits/{transactionId}",
    mark::GUESS,
)
.hashed(REFUND_HASH)
.keyed(KeyCarrier::Body);
