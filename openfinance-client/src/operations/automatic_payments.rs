//! Automatic payments, API 2.x: consents and payments are two families of the directory.

use client_core::Operation;
use http::Method;

use super::{ApiFamily, get, keyed};

pub(super) const CONSENTS: ApiFamily = ApiFamily {
    name: "payments-recurring-consents",
    major: 2,
    operations: &[&CREATE_CONSENT, &GET_CONSENT, &CHANGE_CONSENT],
};

pub(super) const PIX: ApiFamily = ApiFamily {
    name: "payments-pix-recurring-payments",
    major: 2,
    operations: &[&INITIATE, &LIST, &GET, &CANCEL, &RETRY],
};

pub(crate) static CREATE_CONSENT: Operation = keyed(
    "openfinance.automatic_payments.create_consent",
    Method::POST,
    "/open-banking/automatic-payments/v2/recurring-consents",
);

pub(crate) static GET_CONSENT: Operation = get(
    "openfinance.automatic_payments.get_consent",
    "/open-banking/automatic-payments/v2/recurring-consents/{recurringConsentId}",
);

pub(crate) static CHANGE_CONSENT: Operation = keyed(
    "openfinance.automatic_payments.change_consent",
    Method::PATCH,
    "/open-banking/automatic-payments/v2/recurring-consents/{recurringConsentId}",
);

pub(crate) static INITIATE: Operation = keyed(
    "openfinance.automatic_payments.initiate",
    Method::POST,
    "/open-banking/automatic-payments/v2/pix/recurring-payments",
);

pub(crate) static LIST: Operation = get(
    "openfinance.automatic_payments.list",
    "/open-banking/automatic-payments/v2/pix/recurring-payments",
);

pub(crate) static GET: Operation = get(
    "openfinance.automatic_payments.get",
    "/open-banking/automatic-payments/v2/pix/recurring-payments/{recurringPaymentId}",
);

pub(crate) static CANCEL: Operation = keyed(
    "openfinance.automatic_payments.cancel",
    Method::PATCH,
    "/open-banking/automatic-payments/v2/pix/recurring-payments/{recurringPaymentId}",
);

pub(crate) static RETRY: Operation = keyed(
    "openfinance.automatic_payments.retry",
    Method::POST,
    "/open-banking/automatic-payments/v2/pix/recurring-payments/{originalRecurringPaymentId}/retry",
);
