//! Money out: Pix, transfers to banks, boletos, bills; and the return of a received Pix.

use http::Method;

use super::{Endpoint, KeyCarrier, mark};
use crate::hash::{HashRule, Part};

pub(super) static ALL: &[&Endpoint] = &[
    &CREATE,
    &CREATE_BY_NUMBER,
    &GET,
    &COMPLETE_EXTERNAL,
    &RETURN_PIX,
];

/// Where the money goes, by the kind of withdrawal.
const DESTINATION: Part = Part::FirstOf(&[
    &[
        Part::Field("withdrawInfo.bankTransfer.bankDestination"),
        Part::Field("withdrawInfo.bankTransfer.branchDestination"),
        Part::Field("withdrawInfo.bankTransfer.accountDestination"),
    ],
    &[Part::Field("withdrawInfo.boleto.barcode")],
    &[Part::Field("withdrawInfo.boleto.typeableLine")],
    &[Part::Field("withdrawInfo.utilities.barcode")],
    &[Part::Field("withdrawInfo.utilities.typeableLine")],
    &[
        Part::Field("withdrawInfo.instantPayment.recipient.pspId"),
        Part::Field("withdrawInfo.instantPayment.recipient.taxIdentifier.taxId"),
    ],
]);

pub(crate) static CREATE: Endpoint = Endpoint::write(
    35,
    "matera.withdrawals.create",
    Method::POST,
    "/v1/accounts/{accountId}/withdraw",
    mark::DOCUMENTED,
)
.hashed(HashRule::Values(&[
    Part::Whole("totalAmount"),
    Part::Argument("accountId"),
    DESTINATION,
]))
.keyed(KeyCarrier::Body);

pub(crate) static CREATE_BY_NUMBER: Endpoint = Endpoint::write(
    36,
    "matera.withdrawals.create_by_number",
    Method::POST,
    "/v1/accounts/{branch}/{account}/withdraw",
    mark::INFERRED,
)
.hashed(HashRule::Values(&[
    Part::Whole("totalAmount"),
    Part::Argument("branch"),
    Part::Argument("account"),
    DESTINATION,
]))
.keyed(KeyCarrier::Body);

pub(crate) static GET: Endpoint = Endpoint::get(
    37,
    "matera.withdrawals.get",
    "/v1/accounts/withdraw/{transactionId}",
    mark::HASH_EXAMPLE,
)
.hashed(HashRule::MethodAndPath);

/// A call into Matera by the system that executes withdrawals.
pub(crate) static COMPLETE_EXTERNAL: Endpoint = Endpoint::write(
    38,
    "matera.withdrawals.complete_external",
    Method::POST,
    "/v2/callback/withdraw",
    mark::HASH_EXAMPLE,
)
.hashed(HashRule::MethodPathAnd(&[Part::Field("externalId")]))
.keyed(KeyCarrier::Caller);

pub(crate) static RETURN_PIX: Endpoint = Endpoint::write(
    39,
    "matera.withdrawals.return_pix",
    Method::POST,
    "/v1/accounts/{accountId}/instant-payments/{transactionId}/returns",
    mark::DOCUMENTED,
)
.hashed(HashRule::Values(&[
    Part::Whole("amount"),
    Part::Argument("accountId"),
    Part::Argument("transactionId"),
    Part::Field("returnReasonCode"),
]))
.keyed(KeyCarrier::Body);
