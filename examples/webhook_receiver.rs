//! A server that verifies webhooks and prints their events as JSON lines.
//!
//! `cargo run --release --features webhook-receiver --example webhook_receiver -- --provider contaazul`

use std::process::ExitCode;

fn main() -> ExitCode {
    examples::cli::main(examples::webhook_receiver::run)
}
