//! The crate's public surface, from outside.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests fail by panicking"
)]

mod business;
mod chain;
mod configuration;
mod coverage;
mod decoding;
mod everything;
mod failures;
mod harness;
mod identities;
mod pages;
mod periods;
mod privacy;
mod recon;
mod sandbox;
mod webhooks;
