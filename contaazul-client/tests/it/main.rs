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
mod contract;
mod coverage;
mod decoding;
mod failures;
mod fiscal_notes;
mod harness;
mod input;
mod login;
mod partner;
mod partner_sandbox;
mod people;
mod people_sandbox;
mod privacy;
mod products;
mod products_sandbox;
mod quirks;
mod recon;
mod requests;
mod sales;
mod sales_requests;
mod sandbox;
mod services;
mod statement;
mod sync;
mod webhooks;
mod writing;
