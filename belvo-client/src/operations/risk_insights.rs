//! Risk metrics of a link.

use client_core::Operation;

use super::{delete, get, list, patch, retrieve};

pub(super) static OPERATIONS: &[&Operation] = &[&LIST, &RETRIEVE, &RESUME, &GET, &DELETE];

pub(crate) static LIST: Operation = list("belvo.risk_insights.list", "/api/risk-insights/");
pub(crate) static RETRIEVE: Operation =
    retrieve("belvo.risk_insights.retrieve", "/api/risk-insights/");
pub(crate) static RESUME: Operation = patch("belvo.risk_insights.resume", "/api/risk-insights/");
pub(crate) static GET: Operation = get("belvo.risk_insights.get", "/api/risk-insights/{id}/");
pub(crate) static DELETE: Operation =
    delete("belvo.risk_insights.delete", "/api/risk-insights/{id}/");
