//! Pix payments, API 4.x, which banks keep beside 5.x for a while.

use client_core::Operation;
use http::Method;

use super::payments::PixRows;
use super::{ApiFamily, change, get, keyed};

pub(super) const CONSENTS: ApiFamily = ApiFamily {
    name: "payments-consents",
    major: 4,
    operations: &[&CREATE_CONSENT, &GET_CONSENT],
};

pub(super) const PIX: ApiFamily = ApiFamily {
    name: "payments-pix",
    major: 4,
    operations: &[&CANCEL_ALL, &INITIATE, &GET, &CANCEL],
};

pub(crate) static ROWS: PixRows = PixRows {
    create_consent: &CREATE_CONSENT,
    get_consent: &GET_CONSENT,
    initiate: &INITIATE,
    get: &GET,
    cancel: &CANCEL,
};

pub(crate) static CREATE_CONSENT: Operation = keyed(
    "openfinance.payments_v4.create_consent",
    Method::POST,
    "/open-banking/payments/v4/consents",
);

pub(crate) static GET_CONSENT: Operation = get(
    "openfinance.payments_v4.get_consent",
    "/open-banking/payments/v4/consents/{consentId}",
);

pub(crate) static CANCEL_ALL: Operation = keyed(
    "openfinance.payments_v4.cancel_all",
    Method::PATCH,
    "/open-banking/payments/v4/pix/payments/consents/{consentId}",
);

pub(crate) static INITIATE: Operation = keyed(
    "openfinance.payments_v4.initiate",
    Method::POST,
    "/open-banking/payments/v4/pix/payments",
);

pub(crate) static GET: Operation = get(
    "openfinance.payments_v4.get",
    "/open-banking/payments/v4/pix/payments/{paymentId}",
);

/// The one change of payments that takes no key.
pub(crate) static CANCEL: Operation = change(
    "openfinance.payments_v4.cancel",
    Method::PATCH,
    "/open-banking/payments/v4/pix/payments/{paymentId}",
);
