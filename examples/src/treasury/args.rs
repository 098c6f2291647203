//! The arguments.

use std::path::{Path, PathBuf};

use clap::Parser;
use clap::builder::RangedU64ValueParser;

use super::format::Format;
use crate::access::{belvo, openfinance};
use crate::report::Language;

/// A call that works, for messages about bad usage.
pub(super) const EXAMPLE: &str =
    "cargo run --release --features sqlite --example treasury -- --format csv";

fn more() -> String {
    format!(
        "\
Without --live five invented companies bank at five invented banks inside this program, over real
HTTP, and twelve nights pass: banks fail, an aggregator sees one of the accounts too, consents end.

--live FILE reads from the real hosts, once, for the days before today; run it every morning. The
file names banks, and links of Belvo with the bank that each shows:
  {{\"banks\": [{{\"bank\": \"Banco Ipê\", \"bank_code\": \"901\", \"company\": \"Padaria\",
              \"cnpj\": \"11222333000181\", \"variables\": \"IPE_\"}}],
   \"belvo\": [{{\"link\": \"7d2f8a3e-…\", \"bank\": \"Banco Ipê\", \"bank_code\": \"901\",
              \"company\": \"Padaria\", \"cnpj\": \"11222333000181\"}}]}}
bank_code has the three digits of the clearing house. The variables of a bank begin with what the file
says: IPE_OPENFINANCE_URL and so on:
{openfinance}
{belvo}
  BELVO_URL                another address, if wanted
  AUDIT_KEY                16 characters or more: audit log and register of consents name companies
                           by pseudonyms made with it

--confirmations FILE has what customers agreed to in your application, one JSON object a line:
  {{\"consent_id\": \"urn:bank:C1\", \"cpf\": \"52998224725\", \"ip\": \"203.0.113.7\",
   \"user_agent\": \"Example/1.0\", \"until\": \"2027-11-20T03:00:00Z\"}}
Those whose consent ends soon is prolonged with it. Without, renewals.csv says whom to ask.

Writes consolidated, cash_flow, balances and movements as --format says, doubtful.csv,
renewals.csv, summary.json and dashboard.html; adds to audit.jsonl. A day that no source answered
for is a gap: empty or null, never zero.
Exit code: 0 done, 1 failed, 2 wrong arguments.

Examples:
  cargo run --release --features sqlite --example treasury
  cargo run --release --features sqlite,parquet --example treasury -- --format parquet
  cargo run --release --features sqlite --example treasury -- --live banks.json --format jsonl",
        openfinance = openfinance::VARIABLES,
        belvo = belvo::VARIABLES,
    )
}

/// Balances and cash flow of a group's companies at all their banks, day by day.
#[derive(Debug, Clone, Parser)]
#[command(name = "treasury", after_help = more(), max_term_width = 100)]
pub struct Args {
    /// Read the banks that this file names from their real hosts
    #[arg(long, value_name = "FILE")]
    pub live: Option<PathBuf>,
    /// The folder of what is remembered from run to run, of --live [default: treasury-state beside
    /// the results]
    #[arg(long, value_name = "DIR", requires = "live")]
    pub state: Option<PathBuf>,
    /// The folder for the results; files of an earlier run are replaced
    #[arg(long, value_name = "DIR", default_value = "out/treasury")]
    pub out: PathBuf,
    /// How tables are written
    #[arg(long, value_enum, default_value = "csv")]
    pub format: Format,
    /// How many days to show, up to yesterday
    #[arg(long, value_name = "DAYS", default_value_t = 30,
          value_parser = RangedU64ValueParser::<u16>::new().range(1..=360))]
    pub days: u16,
    /// List consents that end within so many days
    #[arg(long, value_name = "DAYS", default_value_t = 30,
          value_parser = RangedU64ValueParser::<u16>::new().range(1..=365))]
    pub renew_within: u16,
    /// Prolong consents that customers confirmed, by this file
    #[arg(long, value_name = "FILE", requires = "live")]
    pub confirmations: Option<PathBuf>,
    /// Ask for every missing day that is shown, not only for the last five: banks take that 8 times
    /// a month
    #[arg(long)]
    pub backfill: bool,
    /// Print summary.json on stdout, and nothing else
    #[arg(long)]
    pub json: bool,
    /// The language of texts for people
    #[arg(long, value_enum, default_value_t)]
    pub lang: Language,
}

impl Args {
    pub(super) fn state(&self) -> PathBuf {
        let beside = || {
            self.out
                .parent()
                .unwrap_or(Path::new("."))
                .join("treasury-state")
        };
        self.state.clone().unwrap_or_else(beside)
    }
}
