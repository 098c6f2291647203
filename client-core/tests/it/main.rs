//! Integration tests of `client-core`, one module a topic.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests fail by panicking"
)]

mod address;
mod audit;
mod auth;
mod consent;
mod decode;
mod document;
mod executor;
mod http2;
mod leaks;
mod limit;
mod money;
mod page;
mod retry;
mod rig;
mod sandbox;
mod secret;
mod span_log;
mod tls;
mod transport;
mod usage;
mod watch;
mod webhook;
mod wire;
