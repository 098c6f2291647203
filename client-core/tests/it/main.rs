//! Integration tests: the crate as its users see it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests fail by panicking"
)]

mod address;
mod decode;
mod executor;
mod leaks;
mod limit;
mod page;
mod retry;
mod rig;
mod span_log;
