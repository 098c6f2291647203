//! What the readers make of whole files.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests fail by panicking"
)]

mod csv_banks;
mod damage;
mod identity;
mod ledger_and_fees;
mod ofx_banks;
mod privacy;
mod properties;
#[cfg(feature = "recon")]
mod recon;
mod values;

use std::path::Path;

use statement_files::{Line, Problem, Statement};

/// The bytes of a file under `tests/fixtures`.
fn fixture(name: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures")
        .join(name);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The only statement of a fixture.
fn only_statement(name: &str) -> Statement {
    let mut statements = statement_files::read(&fixture(name)).unwrap();
    assert_eq!(statements.len(), 1, "{name}");
    statements.remove(0)
}

/// Lines as `date amount memo`.
fn shown(lines: &[Line]) -> Vec<String> {
    let show = |line: &Line| format!("{} {} {}", line.date, line.amount, line.memo);
    lines.iter().map(show).collect()
}

/// Problems as `line field effect: what`.
fn told(problems: &[Problem]) -> Vec<String> {
    let tell = |problem: &Problem| {
        let Problem {
            position,
            field,
            effect,
            ..
        } = problem;
        format!("{} {field} {effect:?}: {}", position.line, problem.what())
    };
    problems.iter().map(tell).collect()
}
