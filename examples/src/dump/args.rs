//! The arguments.

use std::path::PathBuf;

use clap::{Parser, ValueEnum};
use client_core::wire;
use time::Date;

use crate::contaazul::{Addresses, GrantStore, VARIABLES};

/// A call that works, for messages about bad usage.
pub(super) const EXAMPLE: &str = "cargo run --release --example dump -- \
    contaazul --sandbox --out contaazul.jsonl --cursor contaazul.cursor";

fn notes() -> String {
    format!(
        "\
One line per record, {{\"kind\":…,\"data\":{{…}}}}, with the provider's own field names:
  contaazul  company, account, balance, category, default_category, income_statement, cost_center,
             receivable, payable, installment (of each of the two, with its settlements), transfer,
             opening_balance, person, product, product_category, unit, ncm, cest, ecommerce_brand,
             ecommerce_categories, service, seller, sale, sale_items, quote, contract, nfe, nfse; with
             --environment seed also statement_line, issued_nfe, issued_nfse, dda_boleto, payment,
             payment_batch, trusted_party, bank_connection, pix_limit
  blu        anticipation, debit_settlement, credit_settlement, sale
The lines hold personal data as the provider sent it. Fields the client does not know are left out,
except of sales.

With --cursor the place is saved after every page. Run the same call again after whatever ended it,
and it goes on there: nothing is skipped. Into a file nothing comes twice either, for the file is cut
back to the saved place first; on stdout the lines of one page may come again. When the dump is
complete the cursor says so; delete it to start over. Without --cursor the file is written anew.

A list that the server does not have (404) is left out, and stderr says so. Conta Azul numbers its
pages, so what is added or deleted there while a list is read may be missed or come twice.

Days: due dates, dates of movements, sales, contracts and invoices for contaazul, by default five years back and two ahead;
releases and sales for blu, by default the five years up to the last whole day.

Variables for contaazul:
{VARIABLES}
Variables for blu:
  BLU_TOKEN                the token that Blu issued for the CNPJ

Exit code: 0 done, 1 failed, 2 wrong arguments or variables.

Example, without any credentials:
  cargo run --release --example dump -- contaazul --sandbox \\
      --out contaazul.jsonl --cursor contaazul.cursor"
    )
}

/// Reads everything a provider has of a company, as JSON lines, and can be resumed.
#[derive(Debug, Clone, Parser)]
#[command(name = "dump", after_help = notes(), max_term_width = 100)]
pub(super) struct Args {
    /// Whose data
    #[arg(value_enum)]
    pub(super) provider: Provider,
    /// Read from an invented company on an in-process stand-in of the provider
    #[arg(long)]
    pub(super) sandbox: bool,
    #[command(flatten)]
    pub(super) addresses: Addresses,
    #[command(flatten)]
    pub(super) grants: GrantStore,
    /// The first day, as YYYY-MM-DD
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(super) from: Option<Date>,
    /// The last day, as YYYY-MM-DD
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(super) to: Option<Date>,
    /// The file that keeps the place
    #[arg(long, value_name = "FILE")]
    pub(super) cursor: Option<PathBuf>,
    /// The file for the lines, `-` for stdout
    #[arg(long, value_name = "FILE", default_value = "-")]
    pub(super) out: PathBuf,
}

/// A provider that can be read whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "lower")]
pub(super) enum Provider {
    /// The ERP
    ContaAzul,
    /// The card acquirer
    Blu,
}

impl Provider {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::ContaAzul => "contaazul",
            Self::Blu => "blu",
        }
    }
}

fn day(text: &str) -> Result<Date, client_core::wire::DateError> {
    wire::date::parse(text)
}

impl Args {
    /// What contradicts itself in the call.
    pub(super) fn flaw(&self) -> Option<&'static str> {
        let foreign_server =
            self.addresses.base_url.is_some() || self.addresses.token_url.is_some();
        if self.sandbox && foreign_server {
            return Some("--sandbox is a server of its own; leave --base-url and --token-url out");
        }
        if self.provider == Provider::Blu && self.addresses.token_url.is_some() {
            return Some("Blu has no token endpoint; leave --token-url out");
        }
        if self.cursor.as_ref() == Some(&self.out) {
            return Some("--cursor and --out name the same file; give each its own");
        }
        if let (Some(from), Some(to)) = (self.from, self.to)
            && from > to
        {
            return Some("--from is after --to; swap them");
        }
        None
    }

    /// The output file; nothing for stdout.
    pub(super) fn file(&self) -> Option<&std::path::Path> {
        Some(self.out.as_path()).filter(|path| path.as_os_str() != "-")
    }
}
