//! Devices that agree to payments without a redirect, API 2.x.

use client_core::Operation;
use http::Method;

use super::{ApiFamily, get, keyed};

pub(super) const FAMILY: ApiFamily = ApiFamily {
    name: "enrollments",
    major: 2,
    operations: &[
        &CREATE,
        &GET,
        &CANCEL,
        &SEND_RISK_SIGNALS,
        &REGISTRATION_OPTIONS,
        &REGISTER,
        &SIGN_OPTIONS,
        &AUTHORISE,
        &AUTHORISE_RECURRING,
    ],
};

pub(crate) static CREATE: Operation = keyed(
    "openfinance.enrollments.create",
    Method::POST,
    "/open-banking/enrollments/v2/enrollments",
);

pub(crate) static GET: Operation = get(
    "openfinance.enrollments.get",
    "/open-banking/enrollments/v2/enrollments/{enrollmentId}",
);

pub(crate) static CANCEL: Operation = keyed(
    "openfinance.enrollments.cancel",
    Method::PATCH,
    "/open-banking/enrollments/v2/enrollments/{enrollmentId}",
);

pub(crate) static SEND_RISK_SIGNALS: Operation = keyed(
    "openfinance.enrollments.send_risk_signals",
    Method::POST,
    "/open-banking/enrollments/v2/enrollments/{enrollmentId}/risk-signals",
);

pub(crate) static REGISTRATION_OPTIONS: Operation = keyed(
    "openfinance.enrollments.registration_options",
    Method::POST,
    "/open-banking/enrollments/v2/enrollments/{enrollmentId}/fido-registration-options",
);

pub(crate) static REGISTER: Operation = keyed(
    "openfinance.enrollments.register",
    Method::POST,
    "/open-banking/enrollments/v2/enrollments/{enrollmentId}/fido-registration",
);

pub(crate) static SIGN_OPTIONS: Operation = keyed(
    "openfinance.enrollments.sign_options",
    Method::POST,
    "/open-banking/enrollments/v2/enrollments/{enrollmentId}/fido-sign-options",
);

pub(crate) static AUTHORISE: Operation = keyed(
    "openfinance.enrollments.authorise",
    Method::POST,
    "/open-banking/enrollments/v2/consents/{consentId}/authorise",
);

pub(crate) static AUTHORISE_RECURRING: Operation = keyed(
    "openfinance.enrollments.authorise_recurring",
    Method::POST,
    "/open-banking/enrollments/v2/recurring-consents/{recurringConsentId}/authorise",
);
