//! The programs, run as people run them.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests fail by panicking"
)]

mod dialects;
mod generated;
mod month_close;
mod outputs;
mod page;
mod run;
mod usage;
