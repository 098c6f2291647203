//! Every operation against its fixture, and the client against the sandbox.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests fail by panicking"
)]

mod contract;
mod coverage;
mod everything;
mod failures;
mod filters;
mod harness;
mod payments;
mod privacy;
mod recon;
mod retired;
mod retrieval;
mod sandbox;
mod sending;
mod webhooks;
