//! Mexican tax compliance.

use client_core::Operation;

use super::{delete, get, list, retrieve};

pub(super) static OPERATIONS: &[&Operation] = &[&LIST, &RETRIEVE, &GET, &DELETE];

pub(crate) static LIST: Operation = list(
    "belvo.tax_compliance_status.list",
    "/api/tax-compliance-status/",
);
pub(crate) static RETRIEVE: Operation = retrieve(
    "belvo.tax_compliance_status.retrieve",
    "/api/tax-compliance-status/",
);
pub(crate) static GET: Operation = get(
    "belvo.tax_compliance_status.get",
    "/api/tax-compliance-status/{id}/",
);
pub(crate) static DELETE: Operation = delete(
    "belvo.tax_compliance_status.delete",
    "/api/tax-compliance-status/{id}/",
);
