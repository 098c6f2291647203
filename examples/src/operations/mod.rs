//! The program `operations`: what a client covers, row by row, or all clients in sum.

mod listing;
mod provider;
mod summary;

use std::ffi::OsString;
use std::io::{self, Write};

use clap::Parser;
use serde::Serialize;

use crate::cli::{self, Console, Exit};

use self::listing::Row;
pub use self::provider::Provider;
use self::summary::Sum;

const EXAMPLE: &str = "cargo run --release --example operations -- contaazul --json";

const NOTES: &str = "\
Columns and JSON keys:
  name         of the operation, as in spans and overrides
  method       HTTP method
  path         below the base URL, parameters as {names}
  idempotency  safe: repeating changes nothing; keyed: the provider recognizes a repetition by its
               key; unsafe: a repetition may do it twice
  mark         where our knowledge comes from, such as doc, prod, code, inferred, seed

Exit code: 0 done, 1 failed, 2 wrong arguments.

Example:
  cargo run --release --example operations -- contaazul --json";

/// Lists the operations that a client covers, or counts those of all clients.
#[derive(Debug, Clone, Parser)]
#[command(name = "operations", after_help = NOTES, max_term_width = 100)]
pub struct Args {
    /// Whose operations to list; without it all clients are summed up
    #[arg(value_enum)]
    pub provider: Option<Provider>,
    /// Print a JSON array on stdout: an object per operation, or per provider
    #[arg(long)]
    pub json: bool,
}

/// Runs the program.
pub fn run(args: Vec<OsString>, console: &mut Console<'_>) -> Exit {
    let args: Args = match cli::parse(args, console, EXAMPLE) {
        Ok(args) => args,
        Err(exit) => return exit,
    };
    let told = match args.provider {
        Some(provider) => list(provider, args.json, console),
        None => sum_up(args.json, console.stdout),
    };
    match told {
        Ok(()) => Exit::Done,
        Err(error) => console.fail(format_args!("cannot write to stdout: {error}")),
    }
}

fn list(provider: Provider, json: bool, console: &mut Console<'_>) -> io::Result<()> {
    let rows: Vec<Row> = provider.operations().iter().map(|it| Row::of(it)).collect();
    if rows.is_empty() {
        // Only a hint: the empty listing itself is on stdout.
        let _ = writeln!(
            console.stderr,
            "the client of {} is not written yet: it has no operations",
            provider.name()
        );
    }
    if json {
        write_json(&rows, console.stdout)
    } else {
        listing::write_table(&rows, console.stdout)
    }
}

fn sum_up(json: bool, stdout: &mut dyn Write) -> io::Result<()> {
    let sums: Vec<Sum> = Provider::ALL.into_iter().map(Sum::of).collect();
    if json {
        write_json(&sums, stdout)
    } else {
        summary::write_table(&sums, stdout)
    }
}

fn write_json(value: &impl Serialize, stdout: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *stdout, value)?;
    writeln!(stdout)?;
    stdout.flush()
}
