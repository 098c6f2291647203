//! The books of every company of an accounting office, each night, into one database.
//!
//! `cargo run --release --example tenant_sync --features tenant-sync -- --out office`

use std::process::ExitCode;

fn main() -> ExitCode {
    examples::cli::main(examples::tenant_sync::run)
}
