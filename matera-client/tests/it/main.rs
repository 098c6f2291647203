//! Every operation against its fixture, and the client against the sandbox.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests fail by panicking"
)]

mod autopix;
mod bad_day;
mod coverage;
mod everything;
mod failures;
mod fields;
mod harness;
mod keys;
mod limits_and_schedules;
mod login;
mod paging;
mod privacy;
mod recon;
mod sandbox;
mod sending;
mod smaller_areas;
mod sources;
mod table;
mod webhook;
