//! Income reports for the tax return.

use super::{Endpoint, mark};
use crate::hash::HashRule;

pub(super) static ALL: &[&Endpoint] = &[&GET];

pub(crate) static GET: Endpoint = Endpoint::get(
    103,
    "matera.income_reports.get",
    "/v1/accounts/{accountId}/income-report",
    mark::GUESS,
)
.hashed(HashRule::MethodAndPath);
