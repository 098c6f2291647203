//! Pix payments, API 5.x: consents and payments are two families of the directory.

use client_core::Operation;
use http::Method;

use super::{ApiFamily, get, keyed};

pub(super) const CONSENTS: ApiFamily = ApiFamily {
    name: "payments-consents",
    major: 5,
    operations: &[&CREATE_CONSENT, &GET_CONSENT],
};

pub(super) const PIX: ApiFamily = ApiFamily {
    name: "payments-pix",
    major: 5,
    operations: &[&LIST, &CANCEL_ALL, &INITIATE, &GET, &CANCEL],
};

/// The operations that all versions have.
#[derive(Debug)]
pub(crate) struct PixRows {
    pub(crate) create_consent: &'static Operation,
    pub(crate) get_consent: &'static Operation,
    pub(crate) initiate: &'static Operation,
    pub(crate) get: &'static Operation,
    pub(crate) cancel: &'static Operation,
}

pub(crate) static ROWS: PixRows = PixRows {
    create_consent: &CREATE_CONSENT,
    get_consent: &GET_CONSENT,
    initiate: &INITIATE,
    get: &GET,
    cancel: &CANCEL,
};

pub(crate) static CREATE_CONSENT: Operation = keyed(
    "openfinance.payments.create_consent",
    Method::POST,
    "/open-banking/payments/v5/consents",
);

pub(crate) static GET_CONSENT: Operation = get(
    "openfinance.payments.get_consent",
    "/open-banking/payments/v5/consents/{consentId}",
);

pub(crate) static LIST: Operation = get(
    "openfinance.payments.list",
    "/open-banking/payments/v5/consents/{consentId}/pix/payments",
);

pub(crate) static CANCEL_ALL: Operation = keyed(
    "openfinance.payments.cancel_all",
    Method::PATCH,
    "/open-banking/payments/v5/consents/{consentId}/pix/payments",
);

pub(crate) static INITIATE: Operation = keyed(
    "openfinance.payments.initiate",
    Method::POST,
    "/open-banking/payments/v5/pix/payments",
);

pub(crate) static GET: Operation = get(
    "openfinance.payments.get",
    "/open-banking/payments/v5/pix/payments/{paymentId}",
);

pub(crate) static CANCEL: Operation = keyed(
    "openfinance.payments.cancel",
    Method::PATCH,
    "/open-banking/payments/v5/pix/payments/{paymentId}",
);
