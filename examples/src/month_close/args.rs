//! The arguments.

use std::path::{Path, PathBuf};

use clap::{Parser, ValueEnum};

use super::AUDIT_LOG;
use super::closing::CARDS_FILE;
use crate::contaazul::GrantStore;
use crate::report::{self, FILES, Language};
use crate::story::CalendarMonth;

/// A call that works, for messages about bad usage.
pub(super) const EXAMPLE: &str = "cargo run --release --example month_close -- --month 2026-04";

const MORE: &str = "\
Without --live everything comes from stand-ins that run inside this program and speak real HTTP: the
ERP (Conta Azul), the card acquirer (Blu) and the bank of an invented bakery, whose month holds some
460 bank lines and the traps of real life.

--live reads from the real hosts. It needs --bank, and from the environment:
  CONTAAZUL_CLIENT_ID      the application, as the developer portal shows it
  CONTAAZUL_CLIENT_SECRET  its secret
  CONTAAZUL_COMPANY_ID     whose grant to use: `login contaazul` stores it and prints this
  CONTAAZUL_ACCESS_TOKEN   instead of all of these: a token as it is, never renewed
  CONTAAZUL_URL            another address, with tokens below it, if wanted
  BLU_TOKEN                the token that Blu issued for the CNPJ
  BLU_CNPJ                 only this CNPJ, if the token serves several
  BLU_URL                  another address, if wanted
  AUDIT_KEY                16 characters or more: the audit log names the company by a pseudonym
                           made with it, and without it not at all

A ledger_id is contaazul: and the id of a settlement, or of an installment that is open; a card sale
that was paid in parts has ID#2 too, a transfer ID:out or ID:in. One that begins with blu: is a card
sale that the ERP does not know. Card sales stand in the ledger at what the acquirer pays for them;
cards.csv says what it kept.

Writes matches.csv, review.csv, open_bank.csv, open_ledger.csv, cards.csv, problems.csv,
summary.json, report.html and, unless --bank is given, bank.ofx; adds to audit.jsonl.
Exit code: 0 done, 1 failed, 2 wrong arguments.

Examples:
  cargo run --release --example month_close
  cargo run --release --example month_close -- --month 2026-10 --lang pt --out out/outubro \\
      --live contaazul --live blu --bank extrato.ofx";

/// Closes a month: pulls it from the ERP and the card acquirer, reconciles it with the bank.
#[derive(Debug, Clone, Parser)]
#[command(name = "month_close", after_help = MORE, max_term_width = 100)]
pub struct Args {
    /// Which month
    #[arg(long, value_name = "YYYY-MM", default_value = "2026-04")]
    pub month: CalendarMonth,
    /// The folder for the results [default: out/month-close-YYYY-MM]; files of an earlier run are
    /// replaced
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Read this source from its real host; may be given twice
    #[arg(long, value_enum, value_name = "SOURCE", requires = "bank")]
    pub live: Vec<Source>,
    /// Statement files of your bank, OFX or CSV, instead of the bakery's
    #[arg(long, value_name = "FILE", num_args = 1..)]
    pub bank: Vec<PathBuf>,
    /// Where grants are kept.
    #[command(flatten)]
    pub grants: GrantStore,
    /// Print summary.json on stdout, and nothing else
    #[arg(long)]
    pub json: bool,
    /// The language of texts for people
    #[arg(long, value_enum, default_value_t)]
    pub lang: Language,
}

/// A source of data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Source {
    /// The ERP Conta Azul: receivables, payables, settlements, transfers.
    Contaazul,
    /// The card acquirer Blu: anticipations, debit and credit settlements.
    Blu,
}

impl Args {
    /// The folder for the results.
    #[must_use]
    pub fn out(&self) -> PathBuf {
        let default = || PathBuf::from(format!("out/month-close-{}", self.month));
        self.out.clone().unwrap_or_else(default)
    }

    /// A bank file that a result would replace.
    pub(super) fn overwritten_input(&self) -> Option<&Path> {
        let results = FILES.iter().copied().chain([AUDIT_LOG, CARDS_FILE]);
        report::overwritten(&self.out(), results, &self.bank)
    }
}
