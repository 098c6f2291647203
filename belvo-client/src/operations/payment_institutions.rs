//! Institutions that take part in payments.

use client_core::Operation;

use super::list;

pub(super) static OPERATIONS: &[&Operation] = &[&LIST];

pub(crate) static LIST: Operation = list(
    "belvo.payment_institutions.list",
    "/payments/br/institutions/",
);
