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
mod contract;
mod coverage;
mod credit;
mod data;
mod deviations;
mod directory;
mod enrollments;
mod exchanges;
mod failures;
mod harness;
mod investments;
mod jose;
mod limits;
mod login;
mod movements;
mod paging;
mod payments;
mod recon;
mod register;
mod visitor;
mod webhook;
