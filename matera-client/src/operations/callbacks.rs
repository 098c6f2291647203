//! Calls into Matera by a billing system, about transactions that wait for it.

use http::Method;

use super::{Endpoint, KeyCarrier, mark};
use crate::hash::{HashRule, Part};

pub(super) static ALL: &[&Endpoint] = &[&PENDING_V1, &PENDING];

const RECEIVED: Part = Part::FirstOf(&[&[Part::Whole("receivedAmount")], &[]]);

pub(crate) static PENDING_V1: Endpoint = Endpoint::write(
    45,
    "matera.callbacks.pending_v1",
    Method::POST,
    "/v1/callback/transactions",
    mark::GUESS,
)
.hashed(HashRule::Values(&[
    RECEIVED,
    Part::Field("transactionType"),
    Part::Field("billingIdentifier.transactionId"),
    Part::Field("status"),
    Part::Field("recipient.accountId"),
    Part::Whole("recipient.amount"),
]))
.keyed(KeyCarrier::Body);

pub(crate) static PENDING: Endpoint = Endpoint::write(
    46,
    "matera.callbacks.pending",
    Method::POST,
    "/v2/callback/transactions",
    mark::GUESS,
)
.hashed(HashRule::Values(&[
    RECEIVED,
    Part::Field("transactionType"),
    Part::FirstOf(&[&[Part::Field("billingIdentifier.transactionId")], &[]]),
    Part::Field("status"),
    Part::FirstOf(&[
        &[Part::Field("recipient.account.accountId")],
        &[
            Part::Field("recipient.account.branch"),
            Part::Field("recipient.account.accountNumber"),
        ],
        &[
            Part::Field("recipient.account.branch"),
            Part::Field("recipient.account.account"),
        ],
        &[Part::Field("recipient.account.mobilePhone.phoneNumber")],
        &[],
    ]),
    Part::Whole("recipient.amount"),
]))
.keyed(KeyCarrier::Body);
