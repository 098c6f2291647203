//! Consents to data, API 3.x.

use client_core::Operation;
use http::Method;

use super::{ApiFamily, change, get, list};

pub(super) const FAMILY: ApiFamily = ApiFamily {
    name: "consents",
    major: 3,
    operations: &[&CREATE, &GET, &REVOKE, &EXTEND, &LIST_EXTENSIONS],
};

pub(crate) static CREATE: Operation = change(
    "openfinance.consents.create",
    Method::POST,
    "/open-banking/consents/v3/consents",
);

pub(crate) static GET: Operation = get(
    "openfinance.consents.get",
    "/open-banking/consents/v3/consents/{consentId}",
);

pub(crate) static REVOKE: Operation = change(
    "openfinance.consents.revoke",
    Method::DELETE,
    "/open-banking/consents/v3/consents/{consentId}",
);

pub(crate) static EXTEND: Operation = change(
    "openfinance.consents.extend",
    Method::POST,
    "/open-banking/consents/v3/consents/{consentId}/extends",
);

pub(crate) static LIST_EXTENSIONS: Operation = list(
    "openfinance.consents.list_extensions",
    "/open-banking/consents/v3/consents/{consentId}/extensions",
);
