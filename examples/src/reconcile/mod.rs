//! The program `reconcile`: a bank's own files against a ledger, and an optional fee table.

mod args;
pub(crate) mod bank;
mod columns;
mod days;
mod decisions;
mod ids;
mod input;
mod ledger;
mod plan;

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use client_core::audit::{
    Actor, AuditError, AuditEvent, AuditKind, EventError, JsonLinesSink, LegalBasis,
};
use recon_core::{BookError, Entry, Outcome, Plan, SessionError, Weigher};
use statement_files::{FeeRowError, ReadError};
use thiserror::Error;
use time::OffsetDateTime;

use crate::cli::{self, Console, Exit};
use crate::progress::Progress;
use crate::report::{FILES, Finding, Language, Report, Side, Summary, WriteError, explain};

use args::Args;
use columns::{Side as FileOf, of_side};
use days::{News, Today};

/// The audit log's name in the output folder.
pub const AUDIT_LOG: &str = "audit.jsonl";
/// What `--explain` is asked for to show what was learned.
const MODEL: &str = "model";
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
    Fees { path: PathBuf, cause: FeeRowError },
    #[error("{name} is neither a plan nor a file; the plans are {}", Plan::NAMES.join(", "))]
    NoPlan { name: String },
    #[error("{} is no plan: {cause}", path.display())]
    Plan {
        path: PathBuf,
        cause: serde_json::Error,
    },
    #[error("{}, line {line}: {problem}", path.display())]
    Decision {
        path: PathBuf,
        line: u64,
        problem: String,
    },
    #[error("{} is no state of this program: {cause}; name the file that an earlier run wrote", path.display())]
    State {
        path: PathBuf,
        cause: serde_json::Error,
    },
    #[error(transparent)]
    Session(#[from] SessionError),
    #[error("no entry has the id {id:?}; ids are those of matches.csv and of the open lists")]
    NoEntry { id: String },
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
    let done = match reconcile(&args, &mut progress) {
        Ok(done) => done,
        Err(failure) => return console.fail(failure),
    };
    let told = if args.json {
        done.summary.write_json(&mut *console.stdout)
    } else {
        tell(&done, &args, console)
    };
    match told {
        Ok(()) => Exit::Done,
        Err(error) => console.fail(format_args!("cannot write to stdout: {error}")),
    }
}

/// What a run leaves to tell.
struct Done {
    summary: Summary,
    /// What is different from the run before, where there is a state.
    news: Option<Vec<News>>,
    explanation: String,
}

/// Both sides as they are matched, and copies of their entries where a session needs them.
struct Inputs {
    bank: Side,
    ledger: Side,
    plan: Plan,
    copies: Option<[Vec<Entry>; 2]>,
}

fn reconcile(args: &Args, progress: &mut Progress<'_>) -> Result<Done, Failure> {
    let language = args.lang;
    let mut findings = Vec::new();
    let (inputs, took) = read(args, &mut findings, progress)?;
    list_problems(&findings, language, progress);

    progress.begin(language.say("Matching", "Conciliação"));
    let Matched {
        bank,
        ledger,
        outcome,
        news,
        session,
        plan,
    } = matched(args, inputs)?;
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
    if let (Some(path), Some(session)) = (&args.state, &session) {
        days::remember(path, session, &plan)?;
    }
    let explanation = explanation(args, &report, &plan)?;
    progress.end(args.out.display());
    Ok(Done {
        summary,
        news,
        explanation,
    })
}

fn read(
    args: &Args,
    findings: &mut Vec<Finding>,
    progress: &mut Progress<'_>,
) -> Result<(Inputs, std::time::Duration), Failure> {
    let language = args.lang;
    let keeps = args.state.is_some() || args.confirm.is_some();
    let mut copies = keeps.then(|| [Vec::new(), Vec::new()]);
    let [mut bank_copy, mut ledger_copy] = match &mut copies {
        Some([bank, ledger]) => [Some(bank), Some(ledger)],
        None => [None, None],
    };
    progress.begin(language.say("Bank", "Banco"));
    let columns = of_side(&args.columns, FileOf::Bank);
    let bank = bank::read_named(&args.bank, &columns, findings, progress, bank_copy.take())?;
    let lines = ["line", "lines"];
    let mut took =
        progress.end(language.count(bank.book().len(), lines, ["lançamento", "lançamentos"]));

    progress.begin(language.say("Ledger", "Sistema"));
    let columns = of_side(&args.columns, FileOf::Fees);
    let contract = ledger::read_fees(args.fees.as_deref(), &columns, findings)?;
    let plan = plan::read(args.plan.as_deref(), contract)?;
    let columns = of_side(&args.columns, FileOf::Ledger);
    let copy = ledger_copy.take();
    let ledger = if is_statement(args, &columns) {
        let path = std::slice::from_ref(&args.ledger);
        bank::read_named(path, &columns, findings, progress, copy)?
    } else {
        let contract = plan.fee_contract();
        ledger::read(&args.ledger, &columns, contract, findings, progress, copy)?
    };
    took += progress.end(language.count(
        ledger.book().len(),
        ["entry", "entries"],
        ["título", "títulos"],
    ));
    let inputs = Inputs {
        bank,
        ledger,
        plan,
        copies,
    };
    Ok((inputs, took))
}

/// Whether the right side is another statement rather than a list of debts.
fn is_statement(args: &Args, columns: &[(String, String)]) -> bool {
    let named = |wanted: &str| columns.iter().any(|(name, _)| name == wanted);
    let is_feed = args.plan.as_deref() == Some("bank_feed");
    named("date") || is_feed && !named("due_date")
}

/// Both sides and what came of them.
struct Matched {
    bank: Side,
    ledger: Side,
    outcome: Outcome,
    news: Option<Vec<News>>,
    session: Option<recon_core::Session>,
    plan: Plan,
}

fn matched(args: &Args, inputs: Inputs) -> Result<Matched, Failure> {
    let Inputs {
        bank,
        ledger,
        plan,
        copies,
    } = inputs;
    let Some([bank_entries, ledger_entries]) = copies else {
        let outcome = recon_core::reconcile(bank.book(), ledger.book(), &plan);
        return Ok(Matched {
            bank,
            ledger,
            outcome,
            news: None,
            session: None,
            plan,
        });
    };
    let Today {
        session,
        news,
        plan,
    } = days::go_on(args, plan, bank_entries, ledger_entries)?;
    let side = |side: recon_core::Side, name: &'static str| {
        Side::from_entries(session.entries(side).cloned())
            .map_err(|cause| Failure::Book { side: name, cause })
    };
    let bank = side(recon_core::Side::Left, "bank side")?;
    let ledger = side(recon_core::Side::Right, "ledger")?;
    let outcome = session.outcome(bank.book(), ledger.book())?;
    Ok(Matched {
        bank,
        ledger,
        outcome,
        news: args.state.is_some().then_some(news),
        session: Some(session),
        plan,
    })
}

/// Why the entry that was asked for was matched or not, as text.
fn explanation(args: &Args, report: &Report<'_>, plan: &Plan) -> Result<String, Failure> {
    let Some((id, other)) = args.explain.split_first() else {
        return Ok(String::new());
    };
    let known = |side: &Side| side.book().find(id).is_some();
    if id == MODEL && other.is_empty() && !known(report.bank) && !known(report.ledger) {
        return Ok(model(plan, report.language));
    }
    let weigher = Weigher::new(report.bank.book(), report.ledger.book(), plan);
    let other = other.first().map(String::as_str);
    explain(report, &weigher, id, other).map_err(|id| Failure::NoEntry { id })
}

/// What clues are worth and what was learned, as a table.
fn model(plan: &Plan, language: Language) -> String {
    let sure = plan.model().sure_from();
    let sure = sure.map_or_else(String::new, |bits| {
        let from = language.say(
            "decisions so far: sure from",
            "decisões até aqui: certo a partir de",
        );
        format!("{from} {bits}\n")
    });
    format!("{}\n{sure}", plan.model())
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

fn tell(done: &Done, args: &Args, console: &mut Console<'_>) -> std::io::Result<()> {
    let language = args.lang;
    match &done.news {
        Some(news) => days::tell(news, language, &mut *console.stdout)?,
        None if args.explain.is_empty() => {
            done.summary.write_text(language, &mut *console.stdout)?
        }
        None => {}
    }
    write!(console.stdout, "{}", done.explanation)?;
    let page = args.out.join("report.html");
    let open = language.say("Open", "Abra");
    writeln!(console.stdout, "{open} {}", page.display())
}
