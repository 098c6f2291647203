//! Pix Automático on the side of who receives, in the words of the Banco Central.

use http::Method;

use super::{Endpoint, mark};
use crate::paging::PagingStyle;

pub(super) static ALL: &[&Endpoint] = &[
    &REGISTER_RECEIVER,
    &GET,
    &REVISE,
    &LIST,
    &CREATE,
    &GET_WITH_QR_CODE,
    &CREATE_REQUEST,
    &GET_REQUEST,
    &REVISE_REQUEST,
    &REVISE_CHARGE,
    &GET_CHARGE,
    &CREATE_CHARGE,
    &LIST_CHARGES,
    &RETRY_CHARGE,
    &CREATE_LOCATION,
    &LIST_LOCATIONS,
    &GET_LOCATION,
    &UNLINK_LOCATION,
    &PUT_WEBHOOK,
    &GET_WEBHOOK,
    &DELETE_WEBHOOK,
];

pub(crate) static REGISTER_RECEIVER: Endpoint = Endpoint::write(
    127,
    "matera.autopix_receiver.register_receiver",
    Method::POST,
    "/api/v1/accounts/{accountId}/receivers",
    mark::DOCUMENTED,
);

pub(crate) static GET: Endpoint = Endpoint::get(
    128,
    "matera.autopix_receiver.get",
    "/api/v1/accounts/{accountId}/rec/{idRec}",
    mark::INFERRED,
);

pub(crate) static REVISE: Endpoint = Endpoint::write(
    129,
    "matera.autopix_receiver.revise",
    Method::PATCH,
    "/api/v1/accounts/{accountId}/rec/{idRec}",
    mark::INFERRED,
);

pub(crate) static LIST: Endpoint = Endpoint::get(
    130,
    "matera.autopix_receiver.list",
    "/api/v1/accounts/{accountId}/rec",
    mark::INFERRED,
)
.paged(PagingStyle::BancoCentral);

pub(crate) static CREATE: Endpoint = Endpoint::write(
    131,
    "matera.autopix_receiver.create",
    Method::POST,
    "/api/v1/accounts/{accountId}/rec",
    mark::INFERRED,
);

pub(crate) static GET_WITH_QR_CODE: Endpoint = Endpoint::get(
    132,
    "matera.autopix_receiver.get_with_qr_code",
    "/api/v1/rec/{idRec}",
    mark::GUESS,
);

pub(crate) static CREATE_REQUEST: Endpoint = Endpoint::write(
    133,
    "matera.autopix_receiver.create_request",
    Method::POST,
    "/api/v1/accounts/{accountId}/solicrec",
    mark::INFERRED,
);

pub(crate) static GET_REQUEST: Endpoint = Endpoint::get(
    134,
    "matera.autopix_receiver.get_request",
    "/api/v1/accounts/{accountId}/solicrec/{idSolicRec}",
    mark::INFERRED,
);

pub(crate) static REVISE_REQUEST: Endpoint = Endpoint::write(
    135,
    "matera.autopix_receiver.revise_request",
    Method::PATCH,
    "/api/v1/accounts/{accountId}/solicrec/{idSolicRec}",
    mark::INFERRED,
);

pub(crate) static REVISE_CHARGE: Endpoint = Endpoint::write(
    136,
    "matera.autopix_receiver.revise_charge",
    Method::PATCH,
    "/api/v1/accounts/{accountId}/cobr/{txid}",
    mark::INFERRED,
);

pub(crate) static GET_CHARGE: Endpoint = Endpoint::get(
    137,
    "matera.autopix_receiver.get_charge",
    "/api/v1/accounts/{accountId}/cobr/{txid}",
    mark::INFERRED,
);

pub(crate) static CREATE_CHARGE: Endpoint = Endpoint::write(
    138,
    "matera.autopix_receiver.create_charge",
    Method::POST,
    "/api/v1/accounts/{accountId}/cobr",
    mark::INFERRED,
);

pub(crate) static LIST_CHARGES: Endpoint = Endpoint::get(
    139,
    "matera.autopix_receiver.list_charges",
    "/api/v1/accounts/{accountId}/cobr",
    mark::INFERRED,
)
.paged(PagingStyle::BancoCentral);

pub(crate) static RETRY_CHARGE: Endpoint = Endpoint::write(
    140,
    "matera.autopix_receiver.retry_charge",
    Method::POST,
    "/api/v1/accounts/{accountId}/cobr/{txid}/retentativa/{data}",
    mark::INFERRED,
);

pub(crate) static CREATE_LOCATION: Endpoint = Endpoint::write(
    141,
    "matera.autopix_receiver.create_location",
    Method::POST,
    "/api/v1/accounts/{accountId}/locrec",
    mark::INFERRED,
);

pub(crate) static LIST_LOCATIONS: Endpoint = Endpoint::get(
    142,
    "matera.autopix_receiver.list_locations",
    "/api/v1/accounts/{accountId}/locrec",
    mark::INFERRED,
)
.paged(PagingStyle::BancoCentral);

pub(crate) static GET_LOCATION: Endpoint = Endpoint::get(
    143,
    "matera.autopix_receiver.get_location",
    "/api/v1/accounts/{accountId}/locrec/{id}",
    mark::INFERRED,
);

pub(crate) static UNLINK_LOCATION: Endpoint = Endpoint::write(
    144,
    "matera.autopix_receiver.unlink_location",
    Method::DELETE,
    "/api/v1/accounts/{accountId}/locrec/{id}/idRec",
    mark::INFERRED,
);

pub(crate) static PUT_WEBHOOK: Endpoint = Endpoint::write(
    145,
    "matera.autopix_receiver.put_webhook",
    Method::PUT,
    "/api/v1/webhook",
    mark::GUESS,
);

pub(crate) static GET_WEBHOOK: Endpoint = Endpoint::get(
    146,
    "matera.autopix_receiver.get_webhook",
    "/api/v1/webhook",
    mark::GUESS,
);

pub(crate) static DELETE_WEBHOOK: Endpoint = Endpoint::write(
    147,
    "matera.autopix_receiver.delete_webhook",
    Method::DELETE,
    "/api/v1/webhook",
    mark::GUESS,
);
