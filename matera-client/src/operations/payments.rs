//! Payments: charges, Pix QR codes, transfers between accounts.

use http::Method;

use super::{Endpoint, KeyCarrier, mark};
use crate::hash::{HashAmbiguity, HashRule, Part};

pub(super) static ALL: &[&Endpoint] = &[
    &CREATE,
    &CREATE_INTERNAL,
    &GET,
    &GET_INTERNAL,
    &UNLOCK,
    &REFUND,
    &REFUND_INTERNAL,
];

/// Who pays, in the order in which the provider looks for it.
const SENDER: Part = Part::FirstOf(&[
    &[
        Part::Field("sender.account.branch"),
        Part::Field("sender.account.account"),
    ],
    &[
        Part::Field("sender.account.branch"),
        Part::Field("sender.account.accountNumber"),
    ],
    &[Part::Field("sender.account.accountId")],
    &[Part::Field("sender.client.taxIdentifier.taxId")],
    &[
        Part::Field("paymentInfo.mobilePayment.mobilePhone.phoneNumber"),
        Part::Field("paymentInfo.mobilePayment.taxIdentifier.taxId"),
    ],
    &[Part::Field("paymentInfo.creditCard.creditCardToken")],
    &[Part::Field("paymentInfo.instantPayment.alias")],
]);

/// Who receives, within one recipient.
const RECIPIENT: Part = Part::FirstOf(&[
    &[
        Part::Field("account.branch"),
        Part::Field("account.account"),
    ],
    &[
        Part::Field("account.branch"),
        Part::Field("account.accountNumber"),
    ],
    &[Part::Field("account.accountId")],
    &[Part::Field("account.mobilePhone.phoneNumber")],
    &[Part::Field("mobilePhone.phoneNumber")],
]);

const RECIPIENTS: Part = Part::EachOf("recipients", &[RECIPIENT, Part::Whole("amount")]);

/// The text leaves the colon out which every example has.
pub(super) const REFUND_HASH: HashRule = HashRule::Open(
    HashAmbiguity::RefundSeparator,
    &HashRule::MethodAndPath,
    &HashRule::MethodThenPath,
);

pub(crate) static CREATE: Endpoint = Endpoint::write(
    2,
    "matera.payments.create",
    Method::POST,
    "/v1/payments",
    mark::DOCUMENTED,
)
.hashed(HashRule::Values(&[
    SENDER,
    Part::Whole("totalAmount"),
    RECIPIENTS,
]))
.keyed(KeyCarrier::Body);

/// No total amount in its hash, unlike [`CREATE`].
pub(crate) static CREATE_INTERNAL: Endpoint = Endpoint::write(
    3,
    "matera.payments.create_internal",
    Method::POST,
    "/v1/payments/internal-payment",
    mark::TEXT,
)
.hashed(HashRule::Values(&[SENDER, RECIPIENTS]))
.keyed(KeyCarrier::Body);

pub(crate) static GET: Endpoint = Endpoint::get(
    4,
    "matera.payments.get",
    "/v1/payments/{transactionId}",
    mark::HASH_EXAMPLE,
)
.hashed(HashRule::MethodAndPath);

pub(crate) static GET_INTERNAL: Endpoint = Endpoint::get(
    5,
    "matera.payments.get_internal",
    "/v1/payments/internal-payment/{transactionId}",
    mark::HASH_EXAMPLE,
)
.hashed(HashRule::MethodAndPath);

pub(crate) static UNLOCK: Endpoint = Endpoint::write(
    6,
    "matera.payments.unlock",
    Method::POST,
    "/v1/payments/{transactionId}/unlock",
    mark::GUESS,
)
.hashed(HashRule::Values(&[
    Part::Argument("transactionId"),
    Part::Field("externalIdentifier"),
]))
.keyed(KeyCarrier::Body);

pub(crate) static REFUND: Endpoint = Endpoint::write(
    7,
    "matera.payments.refund",
    Method::DELETE,
    "/v1/payments/{transactionId}",
    mark::GUESS,
)
.hashed(REFUND_HASH)
.keyed(KeyCarrier::Body);

pub(crate) static REFUND_INTERNAL: Endpoint = Endpoint::write(
    8,
    "matera.payments.refund_internal",
    Method::DELETE,
    "/v1/payments/internal-payment/{transactionId}",
    mark::GUESS,
)
.hashed(REFUND_HASH)
.keyed(KeyCarrier::Body);
