//! Currency exchange, API 1.x.

use client_core::Operation;

use super::{ApiFamily, get, list};

pub(super) const FAMILY: ApiFamily = ApiFamily {
    name: "exchanges",
    major: 1,
    operations: &[&LIST, &GET, &LIST_EVENTS],
};

pub(crate) static LIST: Operation = list(
    "openfinance.exchanges.list",
    "/open-banking/exchanges/v1/operations",
);

pub(crate) static GET: Operation = get(
    "openfinance.exchanges.get",
    "/open-banking/exchanges/v1/operations/{operationId}",
);

pub(crate) static LIST_EVENTS: Operation = list(
    "openfinance.exchanges.list_events",
    "/open-banking/exchanges/v1/operations/{operationId}/events",
);
