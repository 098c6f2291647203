//! Every operation against its fixture, and the client against the sandbox.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests fail by panicking"
)]

mod automatic_payments;
mod consents;
mod coverage;
mod data;
mod directory;
mod enrollments;
mod failures;
mod harness;
mod jose;
mod login;
mod movements;
mod paging;
mod payments;
mod webhook;
