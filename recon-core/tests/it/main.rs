//! Everything the crate promises, from small stories to random books.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    reason = "tests fail by panicking"
)]

#[path = "../../benches/mixture/mod.rs"]
mod mixture;
#[path = "../../benches/tasks/mod.rs"]
mod tasks;

mod adversarial;
mod algorithms;
mod books;
mod exhaustive;
mod invariants;
mod kinds;
mod learning;
mod more_kinds;
mod partitions;
mod plans;
mod quality;
mod reasons;
#[cfg(feature = "serde")]
mod serde;
mod session;
mod session_statistics;
mod shares;
mod support;
mod task_floors;
mod terms;
#[cfg(feature = "parallel")]
mod threads;
mod weigher;
