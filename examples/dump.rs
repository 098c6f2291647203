//! Everything readable of a provider as JSON lines, resumable.
//!
//! `cargo run --release --example dump -- contaazul --sandbox --out contaazul.jsonl`

use std::process::ExitCode;

fn main() -> ExitCode {
    examples::cli::main(examples::dump::run)
}
