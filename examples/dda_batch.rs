//! Bills presented by DDA, paid in a batch that two people signed.
//!
//! `cargo run --features sqlite --example dda_batch -- run`

use std::process::ExitCode;

fn main() -> ExitCode {
    examples::cli::main(examples::dda_batch::run)
}
