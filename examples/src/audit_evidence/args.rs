//! The arguments.

use std::path::PathBuf;

use clap::{Parser, ValueEnum};
use client_core::wire;
use time::Date;

use crate::report::Language;

/// A call that works, for messages about bad usage.
pub(super) const EXAMPLE: &str = "cargo run --example audit_evidence -- --sandbox";

const MORE: &str = "\
The subject is a CPF or CNPJ, an e-mail address, phone:NUMBER, id:ANYTHING or a token of the log
(hmac-sha256:…). One person may stand in the log under several: --subject-file takes one a line, and
everything about any of them is told. Arguments can be read by everybody on the machine: give documents
by --subject-file - (stdin), or in AUDIT_SUBJECT. Documents are shown masked.

The key is the one that the log's pseudonyms were made with: a file with it, or AUDIT_KEY. Tokens need
none.

The file of --heads has chain heads, one a line, as {\"records\":412,\"hash\":\"sha256:…\"}: kept where the
log's writer cannot change them, they show that its end was cut off or that it was written anew.

Days are Brasília's, both included. The period chooses what is listed; what a revocation did is told of
the whole log.

By default ids are shortened; other people's tokens, references, request ids and notes are left out, and
it says so. --reveal shows them as the log has them, which is never clear personal data.

Exit code: 0 done, 1 failed or the log is not proved (the evidence is printed all the same, and says
where), 2 wrong arguments.

Examples:
  cargo run --example audit_evidence -- --sandbox --format html > evidence.html
  cargo run --release --example audit_evidence -- --log audit.jsonl --registry consents \\
      --key-file tenant.key --heads heads.jsonl --from 2026-01-01 --to 2026-12-31 \\
      --subject-file - --lang pt < titular.txt";

/// Tells what an audit log and a register of consents know of one data subject, and whether the log
/// is proved.
#[derive(Debug, Clone, Parser)]
#[command(name = "audit_evidence", after_help = MORE, max_term_width = 100)]
pub struct Args {
    /// The audit log, JSON lines
    #[arg(long, value_name = "FILE", required_unless_present = "sandbox")]
    pub log: Option<PathBuf>,
    /// The directory of the register of consents; without it the log alone is told
    #[arg(long, value_name = "DIR")]
    pub registry: Option<PathBuf>,
    /// Whose data: a token, or a document that the process list may show [default: AUDIT_SUBJECT]
    #[arg(long, value_name = "SUBJECT", conflicts_with = "subject_file")]
    pub subject: Option<String>,
    /// Whose data, one name a line; - is stdin
    #[arg(long, value_name = "FILE")]
    pub subject_file: Option<PathBuf>,
    /// The key of the log's pseudonyms [default: AUDIT_KEY]
    #[arg(long, value_name = "FILE")]
    pub key_file: Option<PathBuf>,
    /// Chain heads that were kept elsewhere
    #[arg(long, value_name = "FILE")]
    pub heads: Option<PathBuf>,
    /// The first day [default: the log's]
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub from: Option<Date>,
    /// The last day [default: the log's]
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub to: Option<Date>,
    /// The form
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
    /// Show ids, references and notes as the log has them
    #[arg(long)]
    pub reveal: bool,
    /// The language of texts for people
    #[arg(long, value_enum, default_value_t)]
    pub lang: Language,
    /// Make a log first: a consent, pulls and a revocation at a bank that runs in this program
    #[arg(long, conflicts_with_all = ["log", "registry", "subject", "subject_file", "key_file", "heads"])]
    pub sandbox: bool,
    /// Where --sandbox leaves its log, register, key and heads: a new or empty directory
    #[arg(long, value_name = "DIR", requires = "sandbox")]
    pub keep: Option<PathBuf>,
}

/// The form of the evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Format {
    /// For a terminal.
    #[default]
    Text,
    /// For programs; keys and codes are English in every language.
    Json,
    /// A page of its own, without scripts.
    Html,
}

fn day(text: &str) -> Result<Date, wire::DateError> {
    wire::date::parse(text)
}
