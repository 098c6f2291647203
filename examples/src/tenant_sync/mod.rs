//! The program `tenant_sync`: an accounting office's companies, every night, into one database and
//! a workbook each.
//!
//! Read this file from top to bottom; [`pull`] is one company's night, [`store`] the database.

mod args;
pub mod books;
pub mod ledger;
pub mod office;
pub mod pull;
pub mod records;
pub mod report;
pub mod store;
mod tables;
pub mod workbook;

use std::cell::RefCell;
use std::ffi::OsString;
use std::io::{self, Write as _};
use std::sync::Arc;

use client_core::auth::TokenStore;
use client_core::{Error, ErrorKind};
use contaazul_client::sandbox::Sandbox;
use contaazul_client::{Companies, ContaAzul};
use http::StatusCode;
use thiserror::Error;
use time::{Duration, OffsetDateTime, UtcOffset};

use self::args::Args;
use self::books::Books;
use self::ledger::{Ledger, LedgerError, Night};
use self::pull::PullError;
use self::report::Report;
use self::store::StoreError;
use crate::cli::{self, Console, Exit};
use crate::contaazul::{AccessError, GrantStore, application};
use crate::progress::Progress;
use crate::report::{OutDir, WriteError};
use crate::story::CalendarMonth;
use crate::variables::Variables;

const BRASILIA: UtcOffset = time::macros::offset!(-3);
const COMPANIES_IN_SANDBOX: u32 = 300;

/// Why the night is not over.
#[derive(Debug, Error)]
enum Failure {
    #[error("{0}; or leave --live out to see it with invented companies")]
    Unset(AccessError),
    #[error(transparent)]
    Access(AccessError),
    #[error(transparent)]
    Erp(#[from] Error),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Write(#[from] WriteError),
    #[error("no company has a grant in the store; connect one with `login contaazul`")]
    Nobody,
    #[error("no company answered; the first: {0}")]
    NobodyAnswered(String),
    #[error("cannot write the report: {0}")]
    Report(io::Error),
    #[error("the asynchronous runtime cannot be started: {0}")]
    Runtime(io::Error),
}

impl From<AccessError> for Failure {
    fn from(error: AccessError) -> Self {
        if error.is_usage() {
            Self::Unset(error)
        } else {
            Self::Access(error)
        }
    }
}

/// Runs the program on the variables of this process.
pub fn run(args: Vec<OsString>, console: &mut Console<'_>) -> Exit {
    run_with(args, &Variables::of_process(), console)
}

/// Runs the program.
pub fn run_with(args: Vec<OsString>, variables: &Variables, console: &mut Console<'_>) -> Exit {
    let args: Args = match cli::parse(args, console, args::EXAMPLE) {
        Ok(args) => args,
        Err(exit) => return exit,
    };
    if let Some(flaw) = args.flaw() {
        return console.refuse(flaw, args::EXAMPLE);
    }
    let done = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(Failure::Runtime)
        .and_then(|runtime| runtime.block_on(all_night(&args, variables, console)));
    match done {
        Ok(()) => Exit::Done,
        Err(failure @ Failure::Unset(_)) => console.refuse(failure, args::EXAMPLE),
        Err(failure) => console.fail(failure),
    }
}

async fn all_night(
    args: &Args,
    variables: &Variables,
    console: &mut Console<'_>,
) -> Result<(), Failure> {
    let office = reach(args, variables).await?;
    let out = OutDir::create(&args.out)?;
    let place = args.place(variables.get(args::DATABASE));
    let store = place.open(variables.get(args::PASSWORD)).await?;
    let ledger = Ledger::new(store);
    let night = ledger.night(office.month, args.whole, office.now).await?;

    let mut progress = Progress::on(&mut *console.stderr, console.stderr_is_terminal);
    if night.resumed {
        progress.note("going on with a night that was not finished");
    }
    read_companies(args, &office.companies, &ledger, &night, &mut progress).await?;
    let report = Report::of(&night, ledger.store()).await?;
    write_workbooks(args, &out, &report, &ledger, &night, &mut progress).await?;
    // Only now: a run that is killed before it goes on with this night.
    ledger.finish(&night, office.now).await?;
    tell(args, &out, &report, console)
}

/// Whose books to read, and when.
struct Office {
    companies: Companies,
    month: CalendarMonth,
    now: OffsetDateTime,
    _sandbox: Option<Sandbox>,
}

async fn reach(args: &Args, variables: &Variables) -> Result<Office, Failure> {
    if args.live {
        let now = OffsetDateTime::now_utc();
        let environment = args.addresses.environment();
        let application = application(variables, &args.addresses, environment)?;
        let directory = args.grants.directory(variables);
        let directory = directory.ok_or(AccessError::NoStore)?;
        let grants: Arc<dyn TokenStore> = GrantStore::open(&directory)?;
        return Ok(Office {
            companies: Companies::new(&application, grants),
            month: args.month.unwrap_or(month_before(now)),
            now,
            _sandbox: None,
        });
    }
    let now = office::NOW;
    let month = args.month.unwrap_or(month_before(now));
    let number = args.companies.unwrap_or(COMPANIES_IN_SANDBOX);
    let (sandbox, companies) = office::open(number, month).await?;
    Ok(Office {
        companies,
        month,
        now,
        _sandbox: Some(sandbox),
    })
}

/// The month of yesterday: the night after a month's last day still belongs to it.
fn month_before(now: OffsetDateTime) -> CalendarMonth {
    let yesterday = now.to_offset(BRASILIA).date() - Duration::DAY;
    CalendarMonth::of(yesterday)
}

/// Every company, many at a time; each keeps its own limit, and none stops another.
async fn read_companies(
    args: &Args,
    companies: &Companies,
    ledger: &Ledger,
    night: &Night,
    progress: &mut Progress<'_>,
) -> Result<(), Failure> {
    let total = companies.list().await?.len();
    if total == 0 {
        return Err(Failure::Nobody);
    }
    progress.begin(format!("Reading {total} companies"));
    let shown = RefCell::new((&mut *progress, 0));
    let one = async |erp: ContaAzul| -> Result<(), StoreError> {
        let problem = pull::pull(&erp, ledger, night).await.err();
        if let Some(id) = erp.company() {
            let problem = problem.as_ref().map(explained);
            ledger.conclude(id, night, problem).await?;
        }
        let (progress, done) = &mut *shown.borrow_mut();
        *done += 1;
        progress.at(*done, total);
        Ok(())
    };
    let one = &one;
    let outcomes = companies
        .for_each(args.at_once.into(), |erp| async move { Ok(one(erp).await) })
        .await?;
    for outcome in outcomes {
        match outcome.result {
            Ok(concluded) => concluded?,
            Err(error) => {
                let problem = Some(explained(&error.into()));
                ledger.conclude(&outcome.company, night, problem).await?;
            }
        }
    }
    progress.end("done");
    Ok(())
}

/// What is wrong, and who can do something about it.
fn explained(problem: &PullError) -> String {
    let advice = match problem {
        PullError::Erp(error) if error.kind() == ErrorKind::Auth => {
            "; have the company connect again with `login contaazul`"
        }
        PullError::Erp(error) if error.status() == Some(StatusCode::FORBIDDEN) => {
            "; the company's plan or user does not let it be read: ask the company"
        }
        PullError::Erp(error) if error.kind() == ErrorKind::RateLimited => {
            "; somebody else uses up the company's calls: the next run goes on here"
        }
        PullError::Ledger(LedgerError::SameCnpj) | PullError::Unusable(_) => "",
        _ => "; the next run tries again",
    };
    format!("{problem}{advice}")
}

async fn write_workbooks(
    args: &Args,
    out: &OutDir,
    report: &Report,
    ledger: &Ledger,
    night: &Night,
    progress: &mut Progress<'_>,
) -> Result<(), Failure> {
    let complete = report
        .companies
        .iter()
        .filter(|line| line.problem.is_none());
    let total = report.companies.len() - report.refused().count();
    progress.begin("Writing workbooks");
    for (done, line) in complete.enumerate() {
        let Some(client) = line.client() else {
            continue;
        };
        let name = format!("{}.xlsx", client.cnpj);
        let books = Books::of(client, ledger.store(), night).await?;
        out.write(&name, |file| {
            workbook::write(&books, night, args.lang, file).map_err(io::Error::other)
        })?;
        progress.at(done + 1, total);
    }
    progress.end(format_args!("{total} in {}", args.out.display()));
    Ok(())
}

/// Leaves run.json in the folder, and says the same on stdout.
fn tell(
    args: &Args,
    out: &OutDir,
    report: &Report,
    console: &mut Console<'_>,
) -> Result<(), Failure> {
    let json =
        serde_json::to_string_pretty(report).map_err(|cause| Failure::Report(cause.into()))?;
    out.write("run.json", |file| writeln!(file, "{json}"))?;
    let told = if args.json {
        writeln!(console.stdout, "{json}")
    } else {
        write!(console.stdout, "{}", report.text(args.lang))
    };
    told.map_err(Failure::Report)?;
    match report.refused().next() {
        Some(first) if report.refused().count() == report.companies.len() => {
            let problem = first.problem.clone().unwrap_or_default();
            Err(Failure::NobodyAnswered(problem))
        }
        _ => Ok(()),
    }
}
