//! A month closed: pulled from the ERP and the card acquirer, reconciled with the bank, explained.
//!
//! `cargo run --release --example month_close`

use std::process::ExitCode;

fn main() -> ExitCode {
    examples::cli::main(examples::month_close::run)
}
