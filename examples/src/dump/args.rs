//! The arguments.

use std::convert::Infallible;
use std::path::PathBuf;

use clap::{Parser, ValueEnum};
use client_core::secret::SecretString;
use client_core::wire;
use time::Date;

use crate::access::{Certificates, belvo, blu, matera, openfinance};
use crate::contaazul::{Addresses, GrantStore, VARIABLES};
use crate::story::CalendarMonth;

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
  blu        anticipation, debit_settlement, credit_settlement, sale, split_sale, sale_details,
             statement_line, pagblu_payment, receiving_options
  matera     account, balance, statement_line, transaction, alias, schedule, wallet, income_report,
             limits, favored, autopix_recurrence, autopix_request, autopix_billing,
             autopix_received_recurrence, autopix_charge, autopix_location
  belvo      link, owner, account, balance, transaction, bill, investment, investment_transaction,
             exchange, exchange_event, income, recurring_expense, risk_insights, employment,
             employment_record, current_employment, employment_metric, financial_statement, invoice,
             tax_compliance_status, tax_return, tax_retention, tax_status, chilean_invoice,
             chilean_tax_status, chilean_debt_report: what Belvo has stored of links
  openfinance  resource, person, company and their _qualification and _relation; account, balance,
             overdraft_limits, reserved_balance, movement; card, card_limit, bill, bill_transaction,
             card_transaction; loan, financing, overdraft, invoice_financing, credit_warranty,
             credit_instalments, credit_payments; bank_fixed_income, credit_fixed_income,
             treasure_title, variable_income, fund, investment_balance, investment_transaction,
             broker_note; exchange, exchange_event
A record that may not say what it is a part of has \"of\":{{\"accountId\":…}} before its data, with the
provider's name of that id.
The lines hold personal data as the provider sent it. Fields the client does not know are left out,
except of sales.

With --cursor the place is saved after every page. Run the same call again after whatever ended it,
and it goes on there: nothing is skipped. Into a file nothing comes twice either, for the file is cut
back to the saved place first; on stdout the lines of one page may come again. When the dump is
complete the cursor says so; delete it to start over. Without --cursor the file is written anew.

A list that the server does not have (404) is left out, and stderr says so; so is what the customer
of openfinance did not agree to, and what the keys of belvo may not read (403). Conta Azul numbers its pages, so what is added or deleted there
while a list is read may be missed or come twice. Every dump of openfinance counts against the bank's
monthly quotas, which let movements be read 8 times; its links live for an hour, and movements that
were begun on one day cannot be resumed on another.

Days: due dates, dates of movements, sales, contracts and invoices for contaazul, by default five years back and two ahead;
releases and sales for blu, by default the five years up to the last whole day; what moved for the
others, by default five years, for openfinance the year that banks tell of.

A flag goes before the variable of the same thing.
Variables for contaazul:
{VARIABLES}
Variables for blu:
{blu}
Variables for matera:
{matera}
Variables for belvo:
{belvo}
Variables for openfinance:
{openfinance}

Exit code: 0 done, 1 failed, 2 wrong arguments or variables.

Example, without any credentials:
  cargo run --release --example dump -- contaazul --sandbox \\
      --out contaazul.jsonl --cursor contaazul.cursor

Example, a bank's data under a consent:
  OPENFINANCE_ACCESS_TOKEN=… cargo run --release --example dump -- openfinance \\
      --base-url https://matls-api.banco.example --cert brcac.pem --key brcac.key \\
      --out banco.jsonl --cursor banco.cursor",
        blu = blu::VARIABLES,
        matera = matera::VARIABLES,
        belvo = belvo::VARIABLES,
        openfinance = openfinance::VARIABLES,
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
    /// A token of the consent, for openfinance; other users of this machine can see it here, not in
    /// the variable
    #[arg(long, value_name = "TOKEN", value_parser = secret)]
    pub(super) access_token: Option<SecretString>,
    #[command(flatten)]
    pub(super) certificates: Certificates,
    /// A whole month, instead of --from and --to
    #[arg(long, value_name = "YYYY-MM", conflicts_with_all = ["from", "to"])]
    pub(super) period: Option<CalendarMonth>,
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
    /// The payment institution
    Matera,
    /// The aggregator
    Belvo,
    /// A bank, by Open Finance Brasil
    OpenFinance,
}

impl Provider {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::ContaAzul => "contaazul",
            Self::Blu => "blu",
            Self::Matera => "matera",
            Self::Belvo => "belvo",
            Self::OpenFinance => "openfinance",
        }
    }
}

fn secret(text: &str) -> Result<SecretString, Infallible> {
    Ok(SecretString::from(text))
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
        let certificates = [
            &self.certificates.ca,
            &self.certificates.cert,
            &self.certificates.key,
        ];
        if self.sandbox
            && (self.access_token.is_some() || certificates.iter().any(|it| it.is_some()))
        {
            return Some("--sandbox has certificates and tokens of its own; leave yours out");
        }
        let has_token_url = matches!(self.provider, Provider::ContaAzul | Provider::Matera);
        if !has_token_url && self.addresses.token_url.is_some() {
            return Some("this provider has no token endpoint here; leave --token-url out");
        }
        if self.provider != Provider::OpenFinance && self.access_token.is_some() {
            return Some("--access-token is for openfinance; others take theirs from variables");
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
