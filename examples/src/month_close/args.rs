//! The arguments.

use std::convert::Infallible;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use clap::{Parser, ValueEnum};

use super::AUDIT_LOG;
use super::closing::CARDS_FILE;
use crate::access::{belvo, matera, openfinance};
use crate::contaazul::GrantStore;
use crate::report::{self, FILES, Language};
use crate::story::CalendarMonth;

/// A call that works, for messages about bad usage.
pub(super) const EXAMPLE: &str = "cargo run --release --example month_close -- --month 2026-04";

fn more() -> String {
    format!(
        "\
Without --live everything comes from stand-ins that run inside this program and speak real HTTP: the
ERP (Conta Azul), the card acquirer (Blu) and the bank of an invented bakery, whose month holds some
460 bank lines and the traps of real life. --bank says who tells the bank's side of it: its statement
file (file, as by default), or an API of the bank (openfinance), of a payment institution (matera) or
of an aggregator (belvo). Whoever tells it, the matches are the same.

--live reads from the real hosts. It needs --bank: statement files, or one of the three names, which
then is among the --live sources too. Of openfinance it reads current and payment accounts, of matera
the statement and the names of its Pix, of belvo what Belvo has stored. From the environment:
  CONTAAZUL_CLIENT_ID      the application, as the developer portal shows it
  CONTAAZUL_CLIENT_SECRET  its secret
  CONTAAZUL_COMPANY_ID     whose grant to use: `login contaazul` stores it and prints this
  CONTAAZUL_ACCESS_TOKEN   instead of all of these: a token as it is, never renewed
  CONTAAZUL_URL            another address, with tokens below it, if wanted
  BLU_TOKEN                the token that Blu issued for the CNPJ
  BLU_CNPJ                 only this CNPJ, if the token serves several
  BLU_URL                  another address, if wanted
{openfinance}
{matera}
  MATERA_URL               another address, with tokens below it, if wanted
{belvo}
  BELVO_URL                another address, if wanted
  AUDIT_KEY                16 characters or more: the audit log names the company by a pseudonym
                           made with it, and without it not at all

A ledger_id is contaazul: and the id of a settlement, or of an installment that is open; a card sale
that was paid in parts has ID#2 too, a transfer ID:out or ID:in. One that begins with blu: is a card
sale that the ERP does not know. Card sales stand in the ledger at what the acquirer pays for them;
cards.csv says what it kept.

Writes matches.csv, review.csv, open_bank.csv, open_ledger.csv, cards.csv, problems.csv,
summary.json, report.html and, where the bakery's file is read, bank.ofx; adds to audit.jsonl.
Exit code: 0 done, 1 failed, 2 wrong arguments.

Examples:
  cargo run --release --example month_close
  cargo run --release --example month_close -- --month 2026-10 --lang pt --out out/outubro \\
      --live contaazul --live blu --bank extrato.ofx
  cargo run --release --example month_close -- --bank openfinance",
        openfinance = openfinance::VARIABLES,
        matera = matera::VARIABLES,
        belvo = belvo::VARIABLES,
    )
}

/// Closes a month: pulls it from the ERP and the card acquirer, reconciles it with the bank.
#[derive(Debug, Clone, Parser)]
#[command(name = "month_close", after_help = more(), max_term_width = 100)]
pub struct Args {
    /// Which month
    #[arg(long, value_name = "YYYY-MM", default_value = "2026-04")]
    pub month: CalendarMonth,
    /// The folder for the results [default: out/month-close-YYYY-MM]; files of an earlier run are
    /// replaced
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Read this source from its real host; may be given several times
    #[arg(long, value_enum, value_name = "SOURCE", requires = "bank")]
    pub live: Vec<Source>,
    /// Where the bank's side comes from: openfinance, matera, belvo, file (the bakery's), or statement
    /// files of your bank, OFX or CSV
    #[arg(long, value_name = "SOURCE|FILE", num_args = 1..)]
    pub bank: Vec<BankChoice>,
    /// Which account of the ERP the bank's side is, by its name there [default: the one with the
    /// bank's number and the account's, or the only current account]
    #[arg(long, value_name = "NAME")]
    pub erp_account: Option<String>,
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
    /// A bank by Open Finance Brasil: what moved on accounts.
    #[value(name = "openfinance")]
    OpenFinance,
    /// A payment institution on Matera: statement and Pix.
    Matera,
    /// A bank that Belvo reads: transactions.
    Belvo,
}

/// Where the bank's side comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BankChoice {
    /// The bakery's own statement file.
    Story,
    /// An API.
    Api(BankApi),
    /// A statement file.
    File(PathBuf),
}

/// An API that tells what moved on a bank account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BankApi {
    /// The bank's own, by Open Finance Brasil.
    OpenFinance,
    /// Of a payment institution on Matera.
    Matera,
    /// Of the aggregator Belvo.
    Belvo,
}

impl FromStr for BankChoice {
    type Err = Infallible;

    /// A file of such a name is written with its folder: `./matera`.
    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(match text {
            "file" => Self::Story,
            "openfinance" => Self::Api(BankApi::OpenFinance),
            "matera" => Self::Api(BankApi::Matera),
            "belvo" => Self::Api(BankApi::Belvo),
            path => Self::File(PathBuf::from(path)),
        })
    }
}

impl BankApi {
    /// The source that it is among those of `--live`.
    pub(super) fn source(self) -> Source {
        match self {
            Self::OpenFinance => Source::OpenFinance,
            Self::Matera => Source::Matera,
            Self::Belvo => Source::Belvo,
        }
    }
}

/// Sources that only tell the bank's side.
const BANKS: [Source; 3] = [Source::OpenFinance, Source::Matera, Source::Belvo];

impl Args {
    /// The folder for the results.
    #[must_use]
    pub fn out(&self) -> PathBuf {
        let default = || PathBuf::from(format!("out/month-close-{}", self.month));
        self.out.clone().unwrap_or_else(default)
    }

    /// The API that tells the bank's side, if one does.
    pub(super) fn bank_api(&self) -> Option<BankApi> {
        self.bank.iter().find_map(|choice| match choice {
            BankChoice::Api(api) => Some(*api),
            _ => None,
        })
    }

    /// The statement files; none for the bakery's own and where an API is asked.
    pub(super) fn bank_files(&self) -> Vec<PathBuf> {
        let files = self.bank.iter().filter_map(|choice| match choice {
            BankChoice::File(path) => Some(path.clone()),
            _ => None,
        });
        files.collect()
    }

    /// What contradicts itself in the call.
    pub(super) fn flaw(&self) -> Option<&'static str> {
        let is_named = |choice: &BankChoice| !matches!(choice, BankChoice::File(_));
        if self.bank.len() > 1 && self.bank.iter().any(is_named) {
            return Some("--bank is one source by its name, or files; give one of the two");
        }
        if self.live.is_empty() {
            return None;
        }
        if self.bank.contains(&BankChoice::Story) {
            return Some("--bank file is the bakery's; name the files of your bank");
        }
        let api = self.bank_api().map(BankApi::source);
        if api.is_some_and(|source| !self.live.contains(&source)) {
            return Some("--bank names an API that is not live; give --live the same name too");
        }
        let other = |source: &Source| BANKS.contains(source) && api != Some(*source);
        if self.live.iter().any(other) {
            return Some("--live names a bank that --bank does not; give --bank the same name");
        }
        None
    }

    /// A bank file that a result would replace.
    pub(super) fn overwritten_input(&self) -> Option<PathBuf> {
        let results = FILES.iter().copied().chain([AUDIT_LOG, CARDS_FILE]);
        let files = self.bank_files();
        report::overwritten(&self.out(), results, &files).map(Path::to_owned)
    }
}
