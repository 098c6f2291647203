//! The programs, run as people run them.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests fail by panicking"
)]

mod dump;
mod dump_resumed;
mod login;
mod operations;
mod terminal;
#[cfg(feature = "webhook-receiver")]
mod webhook_receiver;
