//! Access tokens of the payment widget.

use client_core::Operation;

use super::once;

pub(super) static OPERATIONS: &[&Operation] = &[&CREATE_TOKEN];

pub(crate) static CREATE_TOKEN: Operation =
    once("belvo.payment_widget.create_token", "/payments/br/token/");
