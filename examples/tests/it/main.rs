//! The programs, run as people run them.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests fail by panicking"
)]

mod audit_evidence;
mod bad_input;
mod days;
#[cfg(feature = "sqlite")]
mod dda_batch;
mod dialects;
mod dump;
mod dump_openfinance;
mod dump_resumed;
mod generated;
mod killed;
mod login;
mod login_openfinance;
mod month_close;
mod operations;
mod outputs;
mod page;
mod plans;
mod run;
#[cfg(feature = "store-webhooks")]
mod store_webhooks;
#[cfg(feature = "tenant-sync")]
mod tenant_sync;
mod terminal;
#[cfg(feature = "sqlite")]
mod treasury;
mod usage;
#[cfg(feature = "webhook-receiver")]
mod webhook_receiver;
