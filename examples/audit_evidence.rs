//! Everything held or done about one data subject, from the audit log and the register of consents.
//!
//! `cargo run --example audit_evidence -- --sandbox`

use std::process::ExitCode;

fn main() -> ExitCode {
    examples::cli::main(examples::audit_evidence::run)
}
