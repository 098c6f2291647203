//! A shop's receiver: charges, webhooks, invoices and the shop's orders, once each.
//!
//! `cargo run --features store-webhooks --example store_webhooks`

use std::process::ExitCode;

fn main() -> ExitCode {
    examples::cli::main(examples::store_webhooks::run)
}
