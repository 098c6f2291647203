//! What a consent reaches, API 3.x.

use client_core::Operation;

use super::{ApiFamily, list};

pub(super) const FAMILY: ApiFamily = ApiFamily {
    name: "resources",
    major: 3,
    operations: &[&LIST],
};

pub(crate) static LIST: Operation = list(
    "openfinance.resources.list",
    "/open-banking/resources/v3/resources",
);
