//! What the clients cover, from their own tables.
//!
//! `cargo run --release --example operations -- contaazul --json`

use std::process::ExitCode;

fn main() -> ExitCode {
    examples::cli::main(examples::operations::run)
}
