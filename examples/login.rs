//! Connects a company: a person agrees in the browser, and the grant is stored.
//!
//! `cargo run --release --example login -- contaazul --redirect-uri http://127.0.0.1:8910/callback`

use std::process::ExitCode;

fn main() -> ExitCode {
    examples::cli::main(examples::login::run)
}
