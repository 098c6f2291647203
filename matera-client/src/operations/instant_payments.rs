//! Pix: batches, participants, return codes.

use http::Method;

use super::{Endpoint, KeyCarrier, mark};
use crate::hash::{HashRule, Part};

pub(super) static ALL: &[&Endpoint] = &[&SEND_BATCH, &PARTICIPANTS, &RETURN_CODES];

pub(crate) static SEND_BATCH: Endpoint = Endpoint::write(
    50,
    "matera.instant_payments.send_batch",
    Method::POST,
    "/v1/instant-payments/non-priority",
    mark::GUESS,
)
.hashed(HashRule::Values(&[Part::EveryOf(
    "instantPaymentNonPriority",
    &[
        Part::Whole("totalAmount"),
        Part::First(6, "externalIdentifier"),
        Part::First(6, "recipient.taxIdentifier.taxId"),
    ],
)]))
.keyed(KeyCarrier::Caller);

pub(crate) static PARTICIPANTS: Endpoint = Endpoint::get(
    51,
    "matera.instant_payments.participants",
    "/v1/instant-payments/{country}/psps",
    mark::GUESS,
);

pub(crate) static RETURN_CODES: Endpoint = Endpoint::get(
    52,
    "matera.instant_payments.return_codes",
    "/v1/instant-payments/{country}/return-codes",
    mark::TEXT,
);
