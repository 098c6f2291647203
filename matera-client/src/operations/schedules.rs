//! Scheduled payments, and the webhook that tells of them.

use http::Method;

use super::{Endpoint, KeyCarrier, mark};
use crate::paging::PagingStyle;

pub(super) static ALL: &[&Endpoint] = &[
    &CANCEL,
    &CREATE,
    &LIST,
    &GET,
    &DELETE_WEBHOOK,
    &PUT_WEBHOOK,
    &GET_WEBHOOK,
];

pub(crate) static CANCEL: Endpoint = Endpoint::write(
    104,
    "matera.schedules.cancel",
    Method::DELETE,
    "/v1/schedules/{paymentId}",
    mark::GUESS,
);

pub(crate) static CREATE: Endpoint = Endpoint::write(
    105,
    "matera.schedules.create",
    Method::POST,
    "/v1/schedules",
    mark::GUESS,
)
.keyed(KeyCarrier::Body);

pub(crate) static LIST: Endpoint = Endpoint::get(
    106,
    "matera.schedules.list",
    "/v1/schedules/account/{accountId}",
    mark::GUESS,
)
.paged(PagingStyle::Cursor);

pub(crate) static GET: Endpoint = Endpoint::get(
    107,
    "matera.schedules.get",
    "/v1/schedules/{id}",
    mark::GUESS,
);

pub(crate) static DELETE_WEBHOOK: Endpoint = Endpoint::write(
    108,
    "matera.schedules.delete_webhook",
    Method::DELETE,
    "/v1/webhook",
    mark::GUESS,
);

pub(crate) static PUT_WEBHOOK: Endpoint = Endpoint::write(
    109,
    "matera.schedules.put_webhook",
    Method::POST,
    "/v1/webhook",
    mark::GUESS,
);

pub(crate) static GET_WEBHOOK: Endpoint = Endpoint::get(
    110,
    "matera.schedules.get_webhook",
    "/v1/webhook",
    mark::GUESS,
);
