//! What a group has at its banks: balances and cash flow per day, with every gap in sight.
//!
//! `cargo run --release --features sqlite --example treasury`

use std::process::ExitCode;

fn main() -> ExitCode {
    examples::cli::main(examples::treasury::run)
}
