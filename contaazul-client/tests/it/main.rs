//! The client against the sandbox, and every operation against its fixture.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests fail by panicking"
)]

mod capture;
mod companies;
mod coverage;
mod decoding;
mod failures;
mod fiscal_notes;
mod harness;
mod input;
mod login;
mod privacy;
mod quirks;
mod recon;
mod requests;
mod sandbox;
mod statement;
mod sync;
mod webhooks;
mod writing;
