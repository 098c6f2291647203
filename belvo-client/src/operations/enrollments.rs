//! Enrolments for biometric Pix.

use client_core::Operation;

use super::{get, list, post};

pub(super) static OPERATIONS: &[&Operation] = &[&CREATE, &LIST, &GET, &COMPLETE_REDIRECTION];

pub(crate) static CREATE: Operation = post("belvo.enrollments.create", "/payments/br/enrollments/");
pub(crate) static LIST: Operation = list("belvo.enrollments.list", "/payments/br/enrollments/");
pub(crate) static GET: Operation = get(
    "belvo.enrollments.get",
    "/payments/br/enrollments/{enrollment_id}/",
);
pub(crate) static COMPLETE_REDIRECTION: Operation = post(
    "belvo.enrollments.complete_redirection",
    "/payments/br/enrollments/complete-redirection/",
);
