//! Typed client of Belvo. Not written yet: the crate holds its place in the family, and its table
//! of operations is empty.

use client_core::Operation;

/// What this client covers: nothing yet.
pub static OPERATIONS: &[&Operation] = &[];
