//! Pix Automático on the side of who pays.

use http::Method;

use super::{Endpoint, KeyCarrier, mark};
use crate::paging::PagingStyle;

pub(super) static ALL: &[&Endpoint] = &[
    &GET,
    &SET_LIMITS,
    &HISTORIES,
    &CANCEL,
    &ACTIVATE,
    &LIST,
    &LIST_REQUESTS,
    &GET_REQUEST,
    &ANSWER_REQUEST,
    &CANCEL_BILLING,
    &LIST_BILLINGS,
    &GET_BILLING,
    &GET_BILLING_BY_END_TO_END_ID,
    &PUT_WEBHOOK,
    &GET_WEBHOOK,
    &DELETE_WEBHOOK,
];

pub(crate) static GET: Endpoint = Endpoint::get(
    111,
    "matera.autopix_payer.get",
    "/v1/accounts/{accountId}/recurrence/{recId}",
    mark::INFERRED,
);

pub(crate) static SET_LIMITS: Endpoint = Endpoint::write(
    112,
    "matera.autopix_payer.set_limits",
    Method::PUT,
    "/v1/accounts/{accountId}/recurrence/{recId}/limits",
    mark::GUESS,
)
.keyed(KeyCarrier::Header);

pub(crate) static HISTORIES: Endpoint = Endpoint::get(
    113,
    "matera.autopix_payer.histories",
    "/v1/accounts/{accountId}/recurrence/{recId}/histories",
    mark::GUESS,
)
.paged(PagingStyle::PageAndSize);

pub(crate) static CANCEL: Endpoint = Endpoint::write(
    114,
    "matera.autopix_payer.cancel",
    Method::POST,
    "/v1/accounts/{accountId}/recurrence/{recId}/cancel",
    mark::GUESS,
)
.keyed(KeyCarrier::Header);

pub(crate) static ACTIVATE: Endpoint = Endpoint::write(
    115,
    "matera.autopix_payer.activate",
    Method::POST,
    "/v1/accounts/{accountId}/recurrence",
    mark::DOCUMENTED,
)
.keyed(KeyCarrier::Header);

pub(crate) static LIST: Endpoint = Endpoint::get(
    116,
    "matera.autopix_payer.list",
    "/v1/accounts/{accountId}/recurrence",
    mark::INFERRED,
)
.paged(PagingStyle::PageAndSize);

pub(crate) static LIST_REQUESTS: Endpoint = Endpoint::get(
    117,
    "matera.autopix_payer.list_requests",
    "/v1/accounts/{accountId}/recurrences-requests",
    mark::INFERRED,
)
.paged(PagingStyle::PageAndSize);

pub(crate) static GET_REQUEST: Endpoint = Endpoint::get(
    118,
    "matera.autopix_payer.get_request",
    "/v1/accounts/{accountId}/recurrences-requests/{requestRecId}",
    mark::INFERRED,
);

pub(crate) static ANSWER_REQUEST: Endpoint = Endpoint::write(
    119,
    "matera.autopix_payer.answer_request",
    Method::POST,
    "/v1/accounts/{accountId}/recurrences-requests/{requestRecId}/authorization",
    mark::DOCUMENTED,
)
.keyed(KeyCarrier::Header);

pub(crate) static CANCEL_BILLING: Endpoint = Endpoint::write(
    120,
    "matera.autopix_payer.cancel_billing",
    Method::POST,
    "/v1/accounts/{accountId}/billings/{txId}/cancel",
    mark::GUESS,
)
.keyed(KeyCarrier::Header);

pub(crate) static LIST_BILLINGS: Endpoint = Endpoint::get(
    121,
    "matera.autopix_payer.list_billings",
    "/v1/accounts/{accountId}/billings",
    mark::GUESS,
)
.paged(PagingStyle::PageAndSize);

pub(crate) static GET_BILLING: Endpoint = Endpoint::get(
    122,
    "matera.autopix_payer.get_billing",
    "/v1/accounts/{accountId}/billings/{txId}",
    mark::GUESS,
);

pub(crate) static GET_BILLING_BY_END_TO_END_ID: Endpoint = Endpoint::get(
    123,
    "matera.autopix_payer.get_billing_by_end_to_end_id",
    "/v1/accounts/{accountId}/billings/e2e/{e2eId}",
    mark::GUESS,
);

pub(crate) static PUT_WEBHOOK: Endpoint = Endpoint::write(
    124,
    "matera.autopix_payer.put_webhook",
    Method::PUT,
    "/v1/autopix/webhook",
    mark::GUESS,
);

pub(crate) static GET_WEBHOOK: Endpoint = Endpoint::get(
    125,
    "matera.autopix_payer.get_webhook",
    "/v1/autopix/webhook",
    mark::GUESS,
);

pub(crate) static DELETE_WEBHOOK: Endpoint = Endpoint::write(
    126,
    "matera.autopix_payer.delete_webhook",
    Method::DELETE,
    "/v1/autopix/webhook",
    mark::GUESS,
);
