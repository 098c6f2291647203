//! The program `month_close`: a month pulled from the ERP and the card acquirer, reconciled with
//! the bank, and explained.

mod acquirer_report;
mod args;
mod audit;
mod cards;
mod ledger;
mod live;
mod sources;
mod stand_ins;
mod tell;
#[cfg(test)]
mod tests;
mod traffic;

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use client_core::auth::AuthEvents;
use client_core::observe::Observer;
use client_core::secret::SecretString;
use recon_core::{BookError, Outcome, Plan};
use thiserror::Error;

use crate::cli::{self, Console, Exit};
use crate::progress::Progress;
use crate::reconcile::bank;
use crate::report::{FILES, Finding, MonthFacts, OutDir, Report, Side, Summary, WriteError};
use crate::story::Story;
use crate::variables::Variables;

use acquirer_report::AcquirerReport;
use audit::{AuditLog, Unrecorded};
use cards::CardSales;
use ledger::Ledger;
use live::{BadEnvironment, Live};
use sources::{Acquirer, AcquirerMonth, Erp, ErpMonth};
use traffic::TrafficCounter;

pub use args::{Args, Source};
pub use audit::AUDIT_LOG;
pub use stand_ins::StandIns;

/// The bakery's bank statement in the output folder.
const BANK_FILE: &str = "bank.ofx";
/// What was kept of each card sale.
const CARDS_FILE: &str = "cards.csv";
/// The key of the bakery's audit log, which guards nobody.
const STORY_AUDIT_KEY: &str = "the bakery is invented";

/// Why there is no result.
#[derive(Debug, Error)]
enum Failure {
    #[error(transparent)]
    Usage(#[from] BadEnvironment),
    #[error("Conta Azul: {0}")]
    Access(#[from] crate::contaazul::AccessError),
    #[error("{source_name}: {cause}")]
    Source {
        source_name: &'static str,
        cause: client_core::Error,
    },
    #[error(transparent)]
    Bank(#[from] crate::reconcile::Failure),
    #[error("the ledger cannot be matched: {0}")]
    Book(#[from] BookError),
    #[error("the story cannot be told: {0}")]
    Story(#[from] brazil_types::ParseError),
    #[error(transparent)]
    Write(#[from] WriteError),
    #[error(transparent)]
    Audit(#[from] Unrecorded),
    #[error("cannot start: {0}")]
    Runtime(io::Error),
}

/// Runs the program on the arguments and the environment of this process.
pub fn run(args: Vec<OsString>, console: &mut Console<'_>) -> Exit {
    run_with(args, &Variables::of_process(), console)
}

/// Runs the program: pulls, matches, writes, says what came of it.
pub fn run_with(args: Vec<OsString>, variables: &Variables, console: &mut Console<'_>) -> Exit {
    let args: Args = match cli::parse(args, console, args::EXAMPLE) {
        Ok(args) => args,
        Err(exit) => return exit,
    };
    let mut progress = Progress::new(console);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(Failure::Runtime);
    let closed = runtime.and_then(|runtime| {
        let closed = runtime.block_on(close(&args, variables, &mut progress));
        // The stand-ins' connections need no farewell.
        runtime.shutdown_timeout(Duration::from_millis(100));
        closed
    });
    match closed {
        Ok(closed) => tell::result(&closed, &args, console),
        Err(Failure::Usage(cause)) => console.refuse(cause, args::EXAMPLE),
        Err(Failure::Access(cause)) if cause.is_usage() => console.refuse(cause, args::EXAMPLE),
        Err(failure) => console.fail(failure),
    }
}

/// What came of a month.
struct Closed {
    company: Option<String>,
    bank: Side,
    outcome: Outcome,
    summary: Summary,
}

/// Where the data of a run come from.
struct Providers {
    erp: Option<Erp>,
    acquirer: Option<Acquirer>,
    /// Keep the stand-ins and their token store alive.
    _stand_ins: Option<(StandIns, tempfile::TempDir)>,
}

/// What was pulled.
struct Pulled {
    erp: Option<ErpMonth>,
    acquirer: Option<AcquirerMonth>,
}

async fn close(
    args: &Args,
    variables: &Variables,
    progress: &mut Progress<'_>,
) -> Result<Closed, Failure> {
    let live = Live::check(&args.live, &args.grants, variables)?;
    let out = args.out();
    let folder = OutDir::create(&out)?;
    let is_story = args.live.is_empty();
    let key = match variables.get("AUDIT_KEY") {
        Some(key) => Some(SecretString::from(key)),
        None => is_story.then(|| SecretString::from(STORY_AUDIT_KEY)),
    };
    let audit = Arc::new(AuditLog::open(&out, key.as_ref())?);
    let traffic = Arc::new(TrafficCounter::default());

    let story = if is_story {
        Some(Story::of(args.month)?)
    } else {
        None
    };
    let bank_files = match &story {
        Some(story) if args.bank.is_empty() => {
            folder.write(BANK_FILE, |file| {
                io::Write::write_all(file, &story.bank_file())
            })?;
            vec![out.join(BANK_FILE)]
        }
        _ => args.bank.clone(),
    };
    let providers = match &story {
        Some(story) => stand_in_providers(story, &traffic, &audit).await?,
        None => live_providers(&live, &traffic, &audit).await?,
    };
    let mut took = Duration::ZERO;
    let pulled = pull(&providers, args, &audit, progress, &mut took).await?;
    let mut findings = Vec::new();
    let bank = read_bank(
        &bank_files,
        args,
        &audit,
        &mut findings,
        progress,
        &mut took,
    )
    .await?;
    let (entries, cards) = expected(&pulled, &bank_files, args, &mut findings)?;
    let ledger = Side::from_entries(entries)?;

    progress.begin(args.lang.say("Matching", "Conciliação"));
    let rule = AcquirerReport::new(&cards, &bank, args.lang);
    let plan = Plan::brazilian_bank().with_pass(rule);
    let outcome = recon_core::reconcile(bank.book(), ledger.book(), &plan);
    let matching = progress.end(args.lang.count(
        outcome.matches.len(),
        ["match", "matches"],
        ["conciliação", "conciliações"],
    ));

    progress.begin(args.lang.say("Writing", "Gravação"));
    folder.write(CARDS_FILE, |file| cards.write(file))?;
    let company = pulled.erp.as_ref().and_then(company_name);
    let report = Report {
        bank: &bank,
        ledger: &ledger,
        outcome: &outcome,
        findings: &findings,
        sources: &source_names(company.as_deref(), &pulled, &bank_files),
        month: Some(MonthFacts {
            month: args.month.to_string(),
            traffic: traffic.traffic(),
            cards: cards.figures(),
        }),
        language: args.lang,
    };
    let summary = report.write_all(&out, took, matching)?;
    let counts = [("matches", summary.matches), ("files", FILES.len() + 1)];
    audit.exported(&counts).await?;
    progress.end(out.display());
    Ok(Closed {
        company,
        bank,
        outcome,
        summary,
    })
}

async fn stand_in_providers(
    story: &Story,
    traffic: &Arc<TrafficCounter>,
    audit: &Arc<AuditLog>,
) -> Result<Providers, Failure> {
    let stand_ins = StandIns::start(story).await.map_err(failed("stand-ins"))?;
    stand_ins.have_a_bad_day();
    let store = tempfile::tempdir().map_err(Failure::Runtime)?;
    let observer: Arc<dyn Observer> = traffic.clone();
    let events: Arc<dyn AuthEvents> = audit.clone();
    let erp = stand_ins
        .erp(&store.path().join("tokens"), observer.clone(), events)
        .await;
    let acquirer = stand_ins.acquirer(observer);
    Ok(Providers {
        erp: Some(erp.map_err(failed("Conta Azul"))?),
        acquirer: Some(acquirer.map_err(failed("Blu"))?),
        _stand_ins: Some((stand_ins, store)),
    })
}

async fn live_providers(
    live: &Live<'_>,
    traffic: &Arc<TrafficCounter>,
    audit: &Arc<AuditLog>,
) -> Result<Providers, Failure> {
    let observer: Arc<dyn Observer> = traffic.clone();
    let events: Arc<dyn AuthEvents> = audit.clone();
    Ok(Providers {
        erp: live.erp(observer.clone(), events).await?,
        acquirer: live.acquirer(observer)?,
        _stand_ins: None,
    })
}

async fn pull(
    providers: &Providers,
    args: &Args,
    audit: &AuditLog,
    progress: &mut Progress<'_>,
    took: &mut Duration,
) -> Result<Pulled, Failure> {
    let mut pulled = Pulled {
        erp: None,
        acquirer: None,
    };
    if let Some(erp) = &providers.erp {
        progress.begin("Conta Azul");
        let month = erp
            .pull(args.month, progress)
            .await
            .map_err(failed("Conta Azul"))?;
        let company = month.company.id.as_ref().map(|id| id.as_str());
        let counts = [
            ("receivables", month.count(sources::Side::Receivable)),
            ("payables", month.count(sources::Side::Payable)),
            ("settlements", month.settlements()),
            ("transfers", month.transfers.len()),
        ];
        audit
            .pulled("contaazul", company, args.month, &counts)
            .await?;
        *took += progress.end(args.lang.count(
            month.booked.len(),
            ["receivable or payable", "receivables and payables"],
            ["título", "títulos"],
        ));
        pulled.erp = Some(month);
    }
    if let Some(acquirer) = &providers.acquirer {
        progress.begin("Blu");
        let month = acquirer.pull(args.month).await.map_err(failed("Blu"))?;
        let company = acquirer.tax_id.as_ref().map(|tax_id| tax_id.expose());
        let counts = [("liquidations", month.records.len())];
        audit.pulled("blu", company, args.month, &counts).await?;
        *took += progress.end(args.lang.count(
            month.records.len(),
            ["settlement", "settlements"],
            ["liquidação", "liquidações"],
        ));
        pulled.acquirer = Some(month);
    }
    Ok(pulled)
}

async fn read_bank(
    files: &[PathBuf],
    args: &Args,
    audit: &AuditLog,
    findings: &mut Vec<Finding>,
    progress: &mut Progress<'_>,
    took: &mut Duration,
) -> Result<Side, Failure> {
    progress.begin(args.lang.say("Bank", "Banco"));
    let bank = bank::read(files, findings, progress)?;
    let lines = bank.book().len();
    audit
        .pulled("bank_files", None, args.month, &[("lines", lines)])
        .await?;
    *took += progress.end(
        args.lang
            .count(lines, ["line", "lines"], ["lançamento", "lançamentos"]),
    );
    Ok(bank)
}

/// Everything that should be at the bank, and what became of the card sales.
fn expected(
    pulled: &Pulled,
    bank_files: &[PathBuf],
    args: &Args,
    findings: &mut Vec<Finding>,
) -> Result<(Vec<recon_core::Entry>, CardSales), Failure> {
    let booked = pulled.erp.iter().flat_map(|erp| &erp.booked);
    let sales: Vec<_> = booked.filter(|one| ledger::is_card_sale(one)).collect();
    let cards = match &pulled.acquirer {
        Some(acquirer) => Some(CardSales::join(acquirer, &sales, args.month, findings)?),
        None => None,
    };
    let own = match &pulled.erp {
        Some(erp) => ledger::own_accounts(&erp.accounts, &bank::accounts(bank_files)?),
        None => None,
    };
    let mut ledger = Ledger::new(args.month, own, findings);
    if let Some(erp) = &pulled.erp {
        ledger.add_erp(erp, cards.as_ref());
    }
    if let Some(cards) = &cards {
        ledger.add_cards(cards, pulled.erp.as_ref());
    }
    Ok((ledger.into_entries(), cards.unwrap_or_default()))
}

fn company_name(erp: &ErpMonth) -> Option<String> {
    let name = erp
        .company
        .legal_name
        .as_ref()
        .or(erp.company.trade_name.as_ref());
    name.map(|name| name.expose().clone())
}

fn source_names(company: Option<&str>, pulled: &Pulled, bank_files: &[PathBuf]) -> Vec<String> {
    let erp = pulled.erp.as_ref().map(|_| "Conta Azul".to_owned());
    let acquirer = pulled.acquirer.as_ref().map(|_| "Blu".to_owned());
    let name = |path: &PathBuf| {
        let name = Path::file_name(path).unwrap_or(path.as_os_str());
        name.to_string_lossy().into_owned()
    };
    let company = company.map(str::to_owned);
    let files = bank_files.iter().map(name);
    company
        .into_iter()
        .chain(erp)
        .chain(acquirer)
        .chain(files)
        .collect()
}

fn failed(source_name: &'static str) -> impl FnOnce(client_core::Error) -> Failure {
    move |cause| Failure::Source { source_name, cause }
}
