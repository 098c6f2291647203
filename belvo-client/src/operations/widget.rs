//! Access tokens of the connect widget.

use client_core::Operation;

use super::once;

pub(super) static OPERATIONS: &[&Operation] = &[&CREATE_TOKEN];

pub(crate) static CREATE_TOKEN: Operation = once("belvo.widget.create_token", "/api/token/");
