//! Metrics of Mexican employments.

use client_core::Operation;

use super::{delete, get, list, retrieve};

pub(super) static OPERATIONS: &[&Operation] = &[&LIST, &RETRIEVE, &GET, &DELETE];

pub(crate) static LIST: Operation =
    list("belvo.employment_metrics.list", "/api/employment-metrics/");
pub(crate) static RETRIEVE: Operation = retrieve(
    "belvo.employment_metrics.retrieve",
    "/api/employment-metrics/",
);
pub(crate) static GET: Operation = get(
    "belvo.employment_metrics.get",
    "/api/employment-metrics/{id}/",
);
pub(crate) static DELETE: Operation = delete(
    "belvo.employment_metrics.delete",
    "/api/employment-metrics/{id}/",
);
