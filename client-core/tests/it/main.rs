//! Integration tests of `client-core`, one module a topic.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests fail by panicking"
)]

mod audit;
mod auth;
mod http2;
mod money;
mod sandbox;
mod secret;
mod tls;
mod transport;
mod webhook;
mod wire;
