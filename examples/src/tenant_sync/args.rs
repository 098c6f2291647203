//! The arguments.

use std::path::PathBuf;

use clap::Parser;

use super::store::Place;
use crate::contaazul::{Addresses, GrantStore, VARIABLES};
use crate::report::Language;
use crate::story::CalendarMonth;

/// A call that works, for messages about bad usage.
pub(super) const EXAMPLE: &str =
    "cargo run --release --example tenant_sync --features tenant-sync -- --out out/office";

/// The variable that names the database when the call does not.
pub(super) const DATABASE: &str = "TENANT_SYNC_DATABASE";
/// The password of a PostgreSQL address that has none.
pub(super) const PASSWORD: &str = "PGPASSWORD";

fn notes() -> String {
    format!(
        "\
Reads, of every company with a grant: receivables and payables with their settlements, all of them
the first time and what changed on later nights; NF-e, NFS-e and transfers of the month. A company
that refuses (its grant was revoked, its trial ended) stands in the report and stops no other.

Whatever ends the program, even a power cut, run the same call again: it goes on where it was, as the
same night, and nothing is lost or stored twice. --whole reads everything anew and removes what the
ERP no longer lists, which its list of changes may not tell: once a week will do.

Writes, into the folder: one workbook per company, CNPJ.xlsx, and run.json. The database and the
workbooks hold personal data as the ERP sent it.

PostgreSQL is spoken to on this machine only, by a loopback address or a socket: there is no TLS here.
Other users of this machine can see an address in the call, not one in {DATABASE}.

Variables, with --live:
{VARIABLES}
  (CONTAAZUL_COMPANY_ID, _REFRESH_TOKEN and _ACCESS_TOKEN are not looked at: all companies of the
  folder of grants are read)
Variables of the database:
  {DATABASE}     as --database
  {PASSWORD}               the password of a PostgreSQL address that has none

Exit code: 0 every company was dealt with, also those that refused; 1 failed; 2 wrong arguments.

Examples:
  cargo run --release --example tenant_sync --features tenant-sync -- --companies 20
  cargo run --release --example tenant_sync --features tenant-sync -- --live \\
      --month 2026-10 --database postgres://office@localhost/books --out /srv/office/2026-10"
    )
}

/// Brings the books of all companies of an accounting office into a database, and writes a workbook
/// for each.
#[derive(Debug, Clone, Parser)]
#[command(name = "tenant_sync", after_help = notes(), max_term_width = 100)]
pub(super) struct Args {
    /// Read the companies whose grants are stored, from Conta Azul itself; otherwise invented ones
    #[arg(long)]
    pub(super) live: bool,
    #[command(flatten)]
    pub(super) addresses: Addresses,
    #[command(flatten)]
    pub(super) grants: GrantStore,
    /// How many companies to invent [default: 300]
    #[arg(long, value_name = "N", conflicts_with = "live",
        value_parser = clap::value_parser!(u32).range(1..=2_000))]
    pub(super) companies: Option<u32>,
    /// The month of workbooks and fiscal notes [default: that of yesterday]
    #[arg(long, value_name = "YYYY-MM")]
    pub(super) month: Option<CalendarMonth>,
    /// A file of SQLite, or postgres://… [default: office.db in the folder]
    #[arg(long, value_name = "FILE|URL")]
    pub(super) database: Option<String>,
    /// The folder for workbooks and report
    #[arg(long, value_name = "DIR", default_value = "out/tenant-sync")]
    pub(super) out: PathBuf,
    /// How many companies to read at once; each has a limit of its own
    #[arg(long, value_name = "N", default_value_t = 32,
        value_parser = clap::value_parser!(u16).range(1..=256))]
    pub(super) at_once: u16,
    /// Read everything anew, not only what changed
    #[arg(long)]
    pub(super) whole: bool,
    /// Print run.json on stdout, and nothing else
    #[arg(long)]
    pub(super) json: bool,
    /// The language of workbooks and texts
    #[arg(long, value_enum, default_value_t)]
    pub(super) lang: Language,
}

impl Args {
    /// What contradicts itself in the call.
    pub(super) fn flaw(&self) -> Option<&'static str> {
        let names_a_server =
            self.addresses.base_url.is_some() || self.addresses.token_url.is_some();
        if !self.live && (names_a_server || self.grants.store.is_some()) {
            return Some("--base-url, --token-url and --store are for --live; add it");
        }
        None
    }

    /// The database: of the call, of the variable, or beside the workbooks.
    pub(super) fn place(&self, of_variable: Option<&str>) -> Place {
        match self.database.as_deref().or(of_variable) {
            Some(text) => Place::parse(text),
            None => Place::File(self.out.join("office.db")),
        }
    }
}
