//! The arguments.

use std::path::{Path, PathBuf};

use clap::Parser;

use super::AUDIT_LOG;
use super::input::file_name;
use crate::report::{self, FILES, Language};

/// A call that works, for help and for messages about bad usage.
pub(super) const EXAMPLE: &str = "cargo run --release --example reconcile -- \
    --bank itau-abril.ofx --ledger contas-a-receber.csv --fees taxas.csv --out out/abril";

const COLUMNS: &str = "\
Columns, by header and in any order, in English or Portuguese:
  bank CSV  id, date, amount or amount_cents, memo, ref (OFX needs none of this)
  ledger    id, due_date, amount or amount_cents, name, doc, ref, kind
            (amounts to pay are negative; kind is `invoice` or `card:PRODUCT`)
  fees      product, rate_bp (249 is 2.49 %)

Writes matches.csv, review.csv, open_bank.csv, open_ledger.csv, problems.csv, summary.json and
report.html, and adds a line to audit.jsonl. Lines of the input that cannot be read are listed in
problems.csv and counted in summary.json; they do not change the exit code.

A line's bank_id is the bank's own id (OFX: FITID). The second line with one id is ID#2, and a line
without an id is FILE:LINE. Exit code: 0 done, 1 failed, 2 wrong arguments.

Example:
  cargo run --release --example reconcile -- --bank itau-abril.ofx \\
      --ledger contas-a-receber.csv --fees taxas.csv --out out/abril";

/// Matches a bank's statement files with a ledger, and says why.
#[derive(Debug, Clone, Parser)]
#[command(name = "reconcile", after_help = COLUMNS, max_term_width = 100)]
pub(super) struct Args {
    /// Statement files of your bank, OFX or CSV; several files and accounts are fine
    #[arg(long, value_name = "FILE", required = true, num_args = 1..)]
    pub(super) bank: Vec<PathBuf>,
    /// Receivables, payables and card sales as CSV
    #[arg(long, value_name = "FILE")]
    pub(super) ledger: PathBuf,
    /// What the card acquirer keeps of each product, as CSV
    #[arg(long, value_name = "FILE")]
    pub(super) fees: Option<PathBuf>,
    /// The folder for the results; files of an earlier run are replaced
    #[arg(long, value_name = "DIR")]
    pub(super) out: PathBuf,
    /// Print summary.json on stdout, and nothing else
    #[arg(long)]
    pub(super) json: bool,
    /// The language of texts for people
    #[arg(long, value_enum, default_value_t)]
    pub(super) lang: Language,
}

impl Args {
    /// The files read, by name.
    pub(super) fn sources(&self) -> Vec<String> {
        let name = |path: &PathBuf| file_name(path).into_owned();
        self.inputs().map(name).collect()
    }

    /// An input file that a result would replace.
    pub(super) fn overwritten_input(&self) -> Option<&Path> {
        let results = FILES.iter().copied().chain([AUDIT_LOG]);
        report::overwritten(&self.out, results, self.inputs())
    }

    fn inputs(&self) -> impl Iterator<Item = &PathBuf> {
        self.bank.iter().chain([&self.ledger]).chain(&self.fees)
    }
}
