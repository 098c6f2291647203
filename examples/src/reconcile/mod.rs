//! The program `reconcile`: a bank's own files against a ledger, and an optional fee table.

mod args;
pub(crate) mod bank;
mod ids;
mod input;
mod ledger;

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use client_core::audit::{
    Actor, AuditError, AuditEvent, AuditKind, EventError, JsonLinesSink, LegalBasis,
};
use recon_core::{BookError, FeeError, Plan};
use statement_files::ReadError;
use thiserror::Error;
use time::OffsetDateTime;

use crate::cli::{self, Console, Exit};
use crate::progress::Progress;
use crate::report::{FILES, Finding, Language, Report, Summary, WriteError};

use args::Args;

/// The audit log's name in the output folder.
pub const AUDIT_LOG: &str = "audit.jsonl";
/// Problems shown on stderr; all are in `problems.csv`.
const SHOWN_PROBLEMS: usize = 20;

/// Why there is no result.
#[derive(Debug, Error)]
pub(crate) enum Failure {
    #[error("cannot open {}: {cause}", path.display())]
    Open {
        path: PathBuf,
        cause: std::io::Error,
    },
    #[error("cannot read {}: {cause}", path.display())]
    Read { path: PathBuf, cause: ReadError },
    #[error(
        "{} and {} hold the same bytes; name the file once",
        first.display(),
        second.display()
    )]
    SameFile { first: PathBuf, second: PathBuf },
    #[error("{}: {cause}", path.display())]
    Fees { path: PathBuf, cause: FeeError },
    #[error("the {side} cannot be matched: {cause}")]
    Book {
        side: &'static str,
        cause: BookError,
    },
    #[error(transparent)]
    Write(#[from] WriteError),
    #[error("cannot write the audit log: {0}")]
    Audit(#[from] AuditError),
    #[error("cannot write the audit log: {0}")]
    AuditEvent(#[from] EventError),
}

/// Runs the program: reads, matches, writes, says what came of it.
///
/// Lines that cannot be read do not fail the run: they are listed in `problems.csv`, the first of
/// them on stderr, and counted in the summary as `lines_lost`.
pub fn run(args: Vec<OsString>, console: &mut Console<'_>) -> Exit {
    let args: Args = match cli::parse(args, console, args::EXAMPLE) {
        Ok(args) => args,
        Err(exit) => return exit,
    };
    if let Some(input) = args.overwritten_input() {
        let cause = format_args!(
            "{} is an input and would be overwritten; choose another --out",
            input.display()
        );
        return console.refuse(cause, args::EXAMPLE);
    }
    let mut progress = Progress::new(console);
    let summary = match reconcile(&args, &mut progress) {
        Ok(summary) => summary,
        Err(failure) => return console.fail(failure),
    };
    let told = if args.json {
        summary.write_json(&mut *console.stdout)
    } else {
        tell(&summary, &args, console)
    };
    match told {
        Ok(()) => Exit::Done,
        Err(error) => console.fail(format_args!("cannot write to stdout: {error}")),
    }
}

fn reconcile(args: &Args, progress: &mut Progress<'_>) -> Result<Summary, Failure> {
    let language = args.lang;
    let mut findings = Vec::new();

    progress.begin(language.say("Bank", "Banco"));
    let bank = bank::read(&args.bank, &mut findings, progress)?;
    let lines = ["line", "lines"];
    let mut took =
        progress.end(language.count(bank.book().len(), lines, ["lançamento", "lançamentos"]));

    progress.begin(language.say("Ledger", "Sistema"));
    let contract = ledger::read_fees(args.fees.as_deref(), &mut findings)?;
    let ledger = ledger::read(&args.ledger, &contract, &mut findings, progress)?;
    took += progress.end(language.count(
        ledger.book().len(),
        ["entry", "entries"],
        ["título", "títulos"],
    ));
    list_problems(&findings, language, progress);

    progress.begin(language.say("Matching", "Conciliação"));
    let plan = Plan::brazilian_bank().with_fee_contract(contract);
    let outcome = recon_core::reconcile(bank.book(), ledger.book(), &plan);
    let matching = progress.end(language.count(
        outcome.matches.len(),
        ["match", "matches"],
        ["conciliação", "conciliações"],
    ));

    progress.begin(language.say("Writing", "Gravação"));
    let report = Report {
        bank: &bank,
        ledger: &ledger,
        outcome: &outcome,
        findings: &findings,
        sources: &args.sources(),
        month: None,
        language,
    };
    let summary = report.write_all(&args.out, took, matching)?;
    record(&args.out, &summary)?;
    progress.end(args.out.display());
    Ok(summary)
}

/// Shows the first problems; a million of them would help nobody.
fn list_problems(findings: &[Finding], language: Language, progress: &mut Progress<'_>) {
    for finding in findings.iter().take(SHOWN_PROBLEMS) {
        progress.note(finding.describe(language));
    }
    if let Some(more) = findings
        .len()
        .checked_sub(SHOWN_PROBLEMS)
        .filter(|n| *n > 0)
    {
        progress.note(language.count(
            more,
            [
                "more problem in problems.csv",
                "more problems in problems.csv",
            ],
            [
                "outro problema em problems.csv",
                "outros problemas em problems.csv",
            ],
        ));
    }
}

/// Personal data leave the inputs for the files of the report; the audit log says so.
fn record(out: &Path, summary: &Summary) -> Result<(), Failure> {
    let count = |n: usize| u64::try_from(n).unwrap_or(u64::MAX);
    let event = AuditEvent::builder(AuditKind::EXPORT_CREATED, OffsetDateTime::now_utc())
        .actor(Actor::System("reconcile".to_owned()))
        .source("local_files")
        .legal_basis(LegalBasis::LegalObligation)
        .purpose("bookkeeping: bank reconciliation")
        .record_count("bank_lines", count(summary.bank_lines))
        .record_count("ledger_entries", count(summary.ledger_entries))
        .record_count("matches", count(summary.matches))
        .record_count("files", count(FILES.len()))
        .build()?;
    Ok(JsonLinesSink::open(out.join(AUDIT_LOG))?.append_blocking(&event)?)
}

fn tell(summary: &Summary, args: &Args, console: &mut Console<'_>) -> std::io::Result<()> {
    summary.write_text(args.lang, &mut *console.stdout)?;
    let page = args.out.join("report.html");
    let open = args.lang.say("Open", "Abra");
    writeln!(console.stdout, "{open} {}", page.display())
}
