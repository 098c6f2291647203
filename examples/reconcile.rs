//! Files in, matches out: a bank's OFX or CSV against a CSV of the ledger.
//!
//! `cargo run --release --example reconcile -- --bank statement.ofx --ledger ledger.csv --out out`

use std::process::ExitCode;

fn main() -> ExitCode {
    examples::cli::main(examples::reconcile::run)
}
