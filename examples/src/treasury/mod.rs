//! The program `treasury`: what a group's companies have at their banks, and what came and went,
//! day by day.
//!
//! Every morning: consents are read and prolonged, banks and aggregator are asked for the last five
//! days, what they answer replaces what was known of those days, and everything is written anew from
//! the store. Who did not answer leaves a gap, which the next morning's overlap fills.

mod account;
mod args;
mod dashboard;
mod demo;
mod desk;
mod format;
mod lists;
mod live;
mod merge;
#[cfg(feature = "parquet")]
mod parquet;
mod picture;
mod renewal;
mod sources;
mod store;
mod table;
mod tell;

use std::ffi::OsString;
use std::io;

use client_core::Error;
use client_core::secret::SecretString;
use client_core::wire::LocalRule;
use futures_util::future::join_all;
use thiserror::Error as ThisError;
use time::{Date, Duration, OffsetDateTime};

use crate::cli::{self, Console, Exit};
use crate::progress::Progress;
use crate::report::{OutDir, WriteError};
use crate::variables::Variables;

use account::{Account, Source};
use demo::Demo;
use desk::{Desk, DeskError};
use live::BadSettings;
use picture::Picture;
use renewal::{BadConfirmations, Confirmation, Renewal};
use sources::{Answer, Bank, Sources, origin};
use store::{Days, Store};

pub use args::Args;
pub use desk::AUDIT_LOG;
pub use format::Format;
pub use tell::Summary;

/// So many days are asked for again every time: banks change what is young, and gaps close.
const OVERLAP: i64 = 5;
/// Banks list accounts 8 times a month.
const DAYS_BETWEEN_LISTS: i64 = 7;

/// Why there is no result.
#[derive(Debug, ThisError)]
enum Failure {
    #[error(transparent)]
    Settings(#[from] BadSettings),
    #[error(transparent)]
    Confirmations(#[from] BadConfirmations),
    #[error(transparent)]
    Desk(#[from] DeskError),
    #[error(transparent)]
    Client(#[from] Error),
    #[error(transparent)]
    Write(#[from] WriteError),
    #[error("cannot start: {0}")]
    Runtime(#[from] io::Error),
}

impl From<crate::database::DatabaseError> for Failure {
    fn from(cause: crate::database::DatabaseError) -> Self {
        Self::Desk(cause.into())
    }
}

/// What came of a run.
struct Finished {
    picture: Picture,
    renewals: Vec<Renewal>,
    /// Who did not answer in the last night, and what they said.
    problems: Vec<String>,
}

/// Runs the program on the arguments and the environment of this process.
pub fn run(args: Vec<OsString>, console: &mut Console<'_>) -> Exit {
    run_with(args, &Variables::of_process(), console)
}

/// Runs the program: reads, joins, writes, says what came of it.
pub fn run_with(args: Vec<OsString>, variables: &Variables, console: &mut Console<'_>) -> Exit {
    let args: Args = match cli::parse(args, console, args::EXAMPLE) {
        Ok(args) => args,
        Err(exit) => return exit,
    };
    if let Some(flaw) = args.format.flaw() {
        return console.refuse(flaw, args::EXAMPLE);
    }
    let mut progress = Progress::new(console);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(Failure::Runtime);
    let finished = runtime.and_then(|runtime| {
        let finished = runtime.block_on(work(&args, variables, &mut progress));
        // The stand-ins' connections need no farewell.
        runtime.shutdown_timeout(std::time::Duration::from_millis(100));
        finished
    });
    match finished {
        Ok(finished) => tell::result(&finished, &args, console),
        Err(Failure::Settings(cause)) => console.refuse(cause, args::EXAMPLE),
        Err(Failure::Confirmations(cause)) => console.refuse(cause, args::EXAMPLE),
        Err(failure) => console.fail(failure),
    }
}

async fn work(
    args: &Args,
    variables: &Variables,
    progress: &mut Progress<'_>,
) -> Result<Finished, Failure> {
    let out = OutDir::create(&args.out)?;
    let now = OffsetDateTime::now_utc();
    match &args.live {
        Some(file) => {
            let key = live::audit_key(variables)?;
            let sources = live::sources(file, variables).await?;
            let confirmations = args.confirmations.as_deref().map(renewal::read);
            let confirmations = confirmations.transpose()?.unwrap_or_default();
            std::fs::create_dir_all(args.state())?;
            let mut desk = Desk::open(&args.state(), &args.out, &key)?;
            let renewals = renew_all(&sources, &desk, args, &confirmations).await?;
            progress.begin("Banks");
            let problems = night(&sources, &mut desk, args, now).await?;
            progress.end(told(&sources, &problems));
            finish(args, &out, desk, now, renewals, problems).await
        }
        None => invented(args, &out, now, progress).await,
    }
}

/// Twelve nights at banks that do not exist. What is remembered goes with them.
async fn invented(
    args: &Args,
    out: &OutDir,
    now: OffsetDateTime,
    progress: &mut Progress<'_>,
) -> Result<Finished, Failure> {
    progress.begin("Opening five banks and an aggregator");
    let demo = Demo::start(now).await?;
    progress.end("open");
    let state = tempfile::tempdir()?;
    let key = SecretString::from("the key of an example");
    let mut desk = Desk::open(state.path(), &args.out, &key)?;
    progress.begin("Nights");
    let (mut problems, mut morning) = (Vec::new(), now);
    for number in (0..demo::NIGHTS).rev() {
        morning = demo.pass(number)?;
        problems = night(&demo.sources, &mut desk, args, morning).await?;
        let done = usize::try_from(demo::NIGHTS - number).unwrap_or_default();
        progress.at(done, usize::try_from(demo::NIGHTS).unwrap_or_default());
    }
    progress.end(told(&demo.sources, &problems));
    let renewals = renew_all(&demo.sources, &desk, args, &demo.confirmations()?).await?;
    finish(args, out, desk, morning, renewals, problems).await
}

fn told(sources: &Sources, problems: &[String]) -> String {
    let links = sources.belvo.as_ref().map_or(0, |belvo| belvo.links.len());
    let (banks, silent) = (sources.banks.len(), problems.len());
    format!("{banks} banks and {links} links of Belvo asked, {silent} answers missing")
}

/// Consents first: what cannot be read any more should be known before it is missed.
async fn renew_all(
    sources: &Sources,
    desk: &Desk,
    args: &Args,
    confirmations: &[Confirmation],
) -> Result<Vec<Renewal>, Failure> {
    let within = Duration::days(args.renew_within.into());
    let mut renewals = Vec::new();
    for bank in &sources.banks {
        renewals.extend(renewal::renew(bank, desk, within, confirmations).await?);
    }
    Ok(renewals)
}

/// Asks everybody at once for the days before this one, and keeps what they answer. Gives who did not.
async fn night(
    sources: &Sources,
    desk: &mut Desk,
    args: &Args,
    now: OffsetDateTime,
) -> Result<Vec<String>, Failure> {
    let today = brasilia(now)?;
    let mut problems = Vec::new();
    let shown = shown(args, today);
    for listed in join_all(
        sources
            .banks
            .iter()
            .map(|bank| listed(bank, &desk.store, today)),
    )
    .await
    {
        match listed? {
            Ok(accounts) => desk.store.keep_accounts(&accounts, today)?,
            Err(problem) => problems.push(problem),
        }
    }
    let mut asked = Vec::new();
    for bank in &sources.banks {
        for account in accounts_of(bank, &desk.store)? {
            let days = wanted(&desk.store, &account, shown, args.backfill)?;
            asked.push(async move { bank.pull(&account, days, now).await });
        }
    }
    let mut answers = join_all(asked).await;
    answers.extend(belvo(sources, desk, (shown, today), &mut problems).await?);
    for answer in answers {
        keep(answer, desk, &mut problems).await?;
    }
    Ok(problems)
}

/// What Belvo has stored costs no bank anything, so all days are asked for.
async fn belvo(
    sources: &Sources,
    desk: &mut Desk,
    (shown, today): (Days, Date),
    problems: &mut Vec<String>,
) -> Result<Vec<Answer>, Failure> {
    let Some(belvo) = &sources.belvo else {
        return Ok(Vec::new());
    };
    let mut answers = Vec::new();
    for (link, holding) in &belvo.links {
        match belvo.pull(link, holding, shown).await {
            Ok(found) => answers.extend(found),
            Err(error) => problems.push(format!("{} by Belvo: {error}", holding.bank)),
        }
    }
    let accounts: Vec<Account> = answers.iter().map(|one| one.account.clone()).collect();
    desk.store.keep_accounts(&accounts, today)?;
    Ok(answers)
}

/// An account's days are replaced whole or stay as they are. The log knows of both.
async fn keep(answer: Answer, desk: &mut Desk, problems: &mut Vec<String>) -> Result<(), Failure> {
    desk.record_pull(&answer).await?;
    let origin = origin(&answer.account);
    match &answer.pulled {
        Ok(pulled) => desk.store.keep(&answer.account, pulled)?,
        Err(error) => problems.push(format!("{origin}, movements of {}: {error}", answer.asked)),
    }
    match answer.balance {
        Ok(Some(balance)) => desk.store.keep_balance(&answer.account, balance)?,
        Ok(None) => problems.push(format!("{origin}: no balance told")),
        Err(error) => problems.push(format!("{origin}, balance: {error}")),
    }
    Ok(())
}

/// The accounts as the bank lists them, where that is due. A bank that does not answer keeps those
/// that are known.
async fn listed(
    bank: &Bank,
    store: &Store,
    today: Date,
) -> Result<Result<Vec<Account>, String>, Failure> {
    let known = store.accounts()?;
    let fresh = known.iter().any(|(account, listed_on)| {
        belongs(account, bank) && (today - *listed_on).whole_days() < DAYS_BETWEEN_LISTS
    });
    if fresh {
        return Ok(Ok(Vec::new()));
    }
    let listed = bank.list().await;
    Ok(listed.map_err(|error| format!("{}, list of accounts: {error}", bank.holding.bank)))
}

fn accounts_of(bank: &Bank, store: &Store) -> Result<Vec<Account>, Failure> {
    let known = store.accounts()?.into_iter().map(|(account, _)| account);
    Ok(known.filter(|account| belongs(account, bank)).collect())
}

fn belongs(account: &Account, bank: &Bank) -> bool {
    let of = account.id.rsplit_once('/').map(|(consent, _)| consent);
    account.source == Source::OpenFinance && of == Some(bank.consent())
}

/// The last days; all that are shown where nothing is known yet, or more is wished.
fn wanted(store: &Store, account: &Account, shown: Days, backfill: bool) -> Result<Days, Failure> {
    let recent = shown.last.saturating_sub(Duration::days(OVERLAP - 1));
    let covered = store.covered(account, shown)?;
    let missing = shown.iter().find(|day| !covered.contains(day));
    let first = match missing {
        Some(day) if covered.is_empty() || backfill => day.min(recent),
        _ => recent,
    };
    Ok(Days {
        first: first.max(shown.first),
        ..shown
    })
}

/// Up to yesterday: today is not over.
fn shown(args: &Args, today: Date) -> Days {
    Days {
        first: today.saturating_sub(Duration::days(args.days.into())),
        last: today.saturating_sub(Duration::DAY),
    }
}

fn brasilia(now: OffsetDateTime) -> Result<Date, Error> {
    LocalRule::BRASILIA
        .day_of(now)
        .map_err(|cause| Error::input(format!("the clock: {cause}")))
}

/// Writes everything from the store. Each file appears whole or not at all, `summary.json` last.
async fn finish(
    args: &Args,
    out: &OutDir,
    desk: Desk,
    now: OffsetDateTime,
    renewals: Vec<Renewal>,
    problems: Vec<String>,
) -> Result<Finished, Failure> {
    let days = shown(args, brasilia(now)?);
    let feeds = desk.store.feeds(days)?;
    let finished = Finished {
        picture: Picture::of(days, feeds),
        renewals,
        problems,
    };
    desk.record_export(days, finished.picture.movements())
        .await?;
    for table in table::tables(&finished.picture) {
        let name = format!("{}.{}", table.name, args.format.ending());
        out.write(&name, |file| args.format.write(&table, file))?;
    }
    out.write("doubtful.csv", |file| {
        lists::doubtful(&finished.picture, file)
    })?;
    out.write("renewals.csv", |file| {
        lists::renewals(&finished.renewals, file)
    })?;
    out.write("dashboard.html", |file| {
        dashboard::write(&finished, args.lang, file)
    })?;
    out.write("summary.json", |file| {
        Summary::of(&finished).write_json(file)
    })?;
    Ok(finished)
}
