//! The arguments.

use std::path::{Path, PathBuf};

use clap::Parser;

use super::AUDIT_LOG;
use super::columns::ColumnMap;
use super::input::file_name;
use crate::report::{self, FILES, Language};

/// A call that works, for help and for messages about bad usage.
pub(super) const EXAMPLE: &str = "cargo run --release --example reconcile -- \
    --bank itau-abril.ofx --ledger contas-a-receber.csv --fees taxas.csv --out out/abril";

const COLUMNS: &str = "\
Columns, by header and in any order, in English or Portuguese:
  bank CSV  id, date, amount or amount_cents, memo, ref, remittance (OFX needs none of this)
  ledger    id, due_date, amount or amount_cents, name, doc, ref, kind, due_amount,
            discount_until, discount_amount, product, brand, account, booked_at
            (amounts to pay are negative; kind is `invoice` or `card:PRODUCT`; booked_at is the
            day on which the ledger has the payment, and lateness is counted from there)
  fees      product, rate_bp (249 is 2.49 %), brand, fixed_fee, valid_from, valid_until
  confirm   bank_id, ledger_id, and decision (`confirm`, or `reject`); rows that share an id are
            one match. Rows of matches.csv and review.csv will do, and of internal.csv.

Any other CSV: name its columns, as in
  --columns bank=date:transaction_date,amount,memo --columns ledger=id:doc_no,due_date,amount

Writes matches.csv, internal.csv, review.csv, open_bank.csv, open_ledger.csv, problems.csv,
summary.json and report.html, and adds a line to audit.jsonl. Lines of the input that cannot be read
are listed in problems.csv and counted in summary.json; they do not change the exit code.

With --state, entries and decisions are kept from one run to the next, and only what changed is
printed; entries of earlier files stay, and those of a confirmed match cannot change. What you
confirm and reject teaches it who is meant by which name and how late payments come.

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
    /// Receivables, payables and card sales as CSV; with the plan `bank_feed`, another statement
    #[arg(long, value_name = "FILE")]
    pub(super) ledger: PathBuf,
    /// What the card acquirer keeps of each product, as CSV
    #[arg(long, value_name = "FILE")]
    pub(super) fees: Option<PathBuf>,
    /// How to match: brazilian_bank (unless said otherwise), card_settlement, cash_application,
    /// intercompany, bank_feed, or a JSON file
    #[arg(long, value_name = "NAME|FILE")]
    pub(super) plan: Option<String>,
    /// What the columns of a CSV are called, where they have names of their own
    #[arg(long, value_name = "SIDE=NAME[:HEADER],…")]
    pub(super) columns: Vec<ColumnMap>,
    /// Tell why an entry was matched or not, and why not with the second; `model` shows what clues
    /// are worth and what your decisions have taught
    #[arg(long, value_name = "ID", num_args = 1..=2, conflicts_with = "json")]
    pub(super) explain: Vec<String>,
    /// Matches that you confirm or reject, as CSV
    #[arg(long, value_name = "FILE")]
    pub(super) confirm: Option<PathBuf>,
    /// Remember entries and decisions in this file, and go on from it when it is there
    #[arg(long, value_name = "FILE")]
    pub(super) state: Option<PathBuf>,
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
        let files = self.bank.iter().chain([&self.ledger]).chain(&self.fees);
        files.map(|path| file_name(path).into_owned()).collect()
    }

    /// An input file that a result would replace.
    pub(super) fn overwritten_input(&self) -> Option<&Path> {
        let results = FILES.iter().copied().chain([AUDIT_LOG]);
        report::overwritten(&self.out, results, self.inputs())
    }

    fn inputs(&self) -> impl Iterator<Item = &PathBuf> {
        let files = self.bank.iter().chain([&self.ledger]).chain(&self.fees);
        files.chain(&self.confirm).chain(&self.state)
    }
}
