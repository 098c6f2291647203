//! Mexican employment records.

use client_core::Operation;

use super::{delete, get, list, retrieve};

pub(super) static OPERATIONS: &[&Operation] = &[&LIST, &RETRIEVE, &GET, &DELETE];

pub(crate) static LIST: Operation =
    list("belvo.employment_records.list", "/api/employment-records/");
pub(crate) static RETRIEVE: Operation = retrieve(
    "belvo.employment_records.retrieve",
    "/api/employment-records/",
);
pub(crate) static GET: Operation = get(
    "belvo.employment_records.get",
    "/api/employment-records/{id}/",
);
pub(crate) static DELETE: Operation = delete(
    "belvo.employment_records.delete",
    "/api/employment-records/{id}/",
);
