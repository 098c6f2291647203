//! The program `dda_batch`: bills that suppliers present by DDA, paid in a batch that two people
//! signed.

mod args;
mod audit;
pub mod batch;
pub mod chain;
mod desk;
mod following;
pub mod keys;
mod matching;
mod sending;
pub mod stage;
pub mod state;
pub mod story;
mod tell;

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use aws_lc_rs::rand::{SecureRandom as _, SystemRandom};
use brazil_types::calendar::brasilia_date;
use thiserror::Error;
use time::{Date, OffsetDateTime};

use self::args::{Args, Command};
use self::audit::AuditLog;
pub use self::audit::{AUDIT_LOG, Unrecorded};
use self::batch::Batch;
use self::chain::{Approval, ChainError, KEYS_NEEDED};
use self::desk::Desk;
use self::keys::{ApprovalKey, Authorised, KeyError};
use self::matching::{Doubt, MatchingError};
use self::stage::Stage;
use self::state::{State, StateError};
use self::story::Story;
use self::tell::Report;
use crate::cli::{self, Console, Exit};
use crate::contaazul::{self, AccessError, Watch};
use crate::progress::Progress;
use crate::variables::Variables;

/// The state's name in the folder.
pub const STATE: &str = "state.db";

/// How often `run` begins anew when the amounts change under its hands.
const ATTEMPTS: u32 = 5;

/// Why it did not come to the end. Nothing was paid twice, and the command may be run again.
#[derive(Debug, Error)]
enum Failure {
    #[error(transparent)]
    Access(#[from] AccessError),
    #[error(transparent)]
    Server(#[from] client_core::Error),
    #[error(transparent)]
    State(#[from] StateError),
    #[error(transparent)]
    Audit(#[from] Unrecorded),
    #[error(transparent)]
    Key(#[from] KeyError),
    #[error(transparent)]
    Chain(#[from] ChainError),
    #[error(transparent)]
    Matching(#[from] MatchingError),
    #[error("{}: {cause}", path.display())]
    Folder { path: PathBuf, cause: io::Error },
    #[error("cannot write to stdout: {0}")]
    Stdout(io::Error),
    #[error("cannot start: {0}")]
    Runtime(io::Error),
    #[error("the ERP does not tell the company's CNPJ")]
    NoCnpj,
    #[error("the batch is of another company than the credentials; use that company's")]
    OtherCompany,
    #[error("the server gave the batch no id; ask who runs it")]
    NoId,
    #[error("there is no open batch; propose one")]
    NoBatch,
    #[error("the batch {0} is under way; send it, then propose the next")]
    UnderWay(String),
    #[error("the bills changed: {0}. A new batch stands in its place and needs approvals")]
    Changed(String),
    #[error("the server has something else under {0}, or has it twice; look there before paying")]
    Foreign(String),
    #[error("nobody knows yet whether the server has {0}; send again later, it looks first")]
    NotThereYet(String),
    #[error("{0} was cancelled or rejected on the server; propose anew")]
    Cancelled(String),
    #[error("the server wants {needed} approvals; approve with another key, then send again")]
    MoreApprovals { needed: u32 },
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
    if let Some(flaw) = args.command.flaw() {
        return console.refuse(flaw, args::EXAMPLE);
    }
    let done = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(Failure::Runtime)
        .and_then(|runtime| {
            let done = runtime.block_on(work(&args, variables, console));
            // The sandbox's connections need no farewell.
            runtime.shutdown_timeout(Duration::from_millis(100));
            done
        });
    match done {
        Ok(()) => Exit::Done,
        Err(Failure::Access(cause)) if cause.is_usage() => console.refuse(cause, args::EXAMPLE),
        Err(failure) => console.fail(failure),
    }
}

/// Every command, one after the other.
async fn work(
    args: &Args,
    variables: &Variables,
    console: &mut Console<'_>,
) -> Result<(), Failure> {
    if let Command::Keygen { name, out } = &args.command {
        let key = ApprovalKey::generate()?;
        let line = key.line(name)?;
        key.write(out)?;
        return writeln!(console.stdout, "{line}").map_err(Failure::Stdout);
    }
    let dir = folder(args)?;
    let mut progress = Progress::on(&mut *console.stderr, console.stderr_is_terminal);
    let mut state = State::open(&dir.join(STATE))?;
    let audit = AuditLog::open(&dir, &state)?;
    let mut doubtful = Vec::new();

    let Some(server) = args.command.server() else {
        if let Command::Approve { key, approvers } = &args.command {
            let (key, approvers) = (ApprovalKey::read(key)?, Authorised::read(approvers)?);
            approve(&mut state, &approvers, &key)?;
            audit.catch_up(&state)?;
        }
        return tell(args, &state, doubtful, &mut *console.stdout);
    };
    let today = brasilia_date(OffsetDateTime::now_utc());
    let (story, erp) = if server.live {
        let watch = Watch::default();
        let erp = contaazul::erp(variables, &server.addresses, &server.grants, watch);
        (None, erp.await?)
    } else {
        let (story, erp) = Story::begin(today).await?;
        progress.note("Everything on a sandbox: no money moves.");
        (Some(story), erp)
    };
    let authorised = match &args.command {
        Command::Send { approvers, .. } => Authorised::read(approvers)?,
        _ => Authorised::default(),
    };
    let mut desk = Desk {
        erp,
        state,
        audit,
        authorised,
        today,
        progress,
    };
    match &args.command {
        Command::Propose { days, .. } => doubtful = desk.propose(*days).await?,
        Command::Send { .. } => desk.send().await?,
        Command::Follow { wait, .. } => desk.follow(Duration::from_secs(*wait)).await?,
        Command::Run {
            days,
            key,
            approvers,
            ..
        } => {
            let keys = keys_of_run(&mut desk, key, approvers.as_deref(), &dir)?;
            doubtful = desk.run(*days, &keys, story.as_ref()).await?;
        }
        Command::Keygen { .. } | Command::Approve { .. } | Command::Show => {}
    }
    tell(args, &desk.state, doubtful, &mut *console.stdout)
}

impl Desk<'_> {
    /// All of it. Whoever holds both keys is not two people: for sandboxes, and for machines that
    /// hold two keys for good reasons.
    async fn run(
        &mut self,
        days: u16,
        keys: &[ApprovalKey],
        story: Option<&Story>,
    ) -> Result<Vec<Doubt>, Failure> {
        let mut doubtful = Vec::new();
        for attempt in 1..=ATTEMPTS {
            // A run that was killed left a batch behind: that one first.
            if self.state.open_batch()?.is_none() {
                doubtful = self.propose(days).await?;
            }
            if self.state.open_batch()?.is_none() {
                break;
            }
            for key in keys {
                match approve(&mut self.state, &self.authorised, key) {
                    Ok(()) | Err(Failure::Chain(ChainError::Twice { .. })) => {}
                    Err(failure) => return Err(failure),
                }
            }
            self.audit.catch_up(&self.state)?;
            if let Some(story) = story {
                story.interest_grows()?;
            }
            match self.send().await {
                Ok(()) => break,
                Err(change @ (Failure::Changed(_) | Failure::Cancelled(_)))
                    if attempt < ATTEMPTS =>
                {
                    self.progress.note(format_args!("{change}."));
                }
                Err(failure) => return Err(failure),
            }
        }
        self.follow(Duration::ZERO).await?;
        if let Some(story) = story {
            self.progress.note("Five days later:");
            story.days_pass(self.today)?;
            self.follow(Duration::ZERO).await?;
        }
        Ok(doubtful)
    }

    /// Proposes a batch of the bills that are certain; gives those that are not.
    async fn propose(&mut self, days: u16) -> Result<Vec<Doubt>, Failure> {
        let open = self.state.open_batch()?;
        if let Some(open) = open.as_ref().filter(|open| open.stage != Stage::Proposed) {
            return Err(Failure::UnderWay(open.batch.reference.clone()));
        }
        let before = open.as_ref().map(|open| open.batch.reference.as_str());
        self.progress.begin("Matching bills with payables");
        let taken = self.state.taken(before)?;
        let inbox = self.inbox(days).await?;
        let payables = self.payables(days).await?;
        let tax_ids = self.tax_ids(&payables).await?;
        let matched = matching::matched(&inbox, &payables, &tax_ids, &taken, self.today)?;
        let (certain, doubtful) = (matched.items.len(), matched.doubtful.len());
        self.progress
            .end(format_args!("{certain} certain, {doubtful} doubtful"));

        // The same bills again change nothing: approvals that were given still count.
        let is_same = open
            .as_ref()
            .is_some_and(|open| open.batch.items == matched.items);
        if !is_same && !matched.items.is_empty() {
            let batch = Batch {
                company: self.company().await?,
                reference: new_reference(self.today)?,
                items: matched.items,
            };
            self.state.propose(&batch, before)?;
        }
        Ok(matched.doubtful)
    }
}

/// Signs the open batch, after verifying what others signed.
fn approve(state: &mut State, authorised: &Authorised, key: &ApprovalKey) -> Result<(), Failure> {
    let stored = state.open_batch()?.ok_or(Failure::NoBatch)?;
    let mut approvals = state.approvals(&stored.batch)?;
    chain::verify(&stored.batch, &approvals, authorised)?;
    let place = approvals.len();
    let approval = Approval::sign(&stored.batch, &approvals, key);
    approvals.push(approval.clone());
    // A stranger's, or a second one of the same person, is never kept.
    chain::verify(&stored.batch, &approvals, authorised)?;
    Ok(state.approve(&stored.batch, place, &approval)?)
}

/// The keys that were named, or throw-away ones that are kept in the folder.
fn keys_of_run(
    desk: &mut Desk<'_>,
    files: &[PathBuf],
    approvers: Option<&Path>,
    dir: &Path,
) -> Result<Vec<ApprovalKey>, Failure> {
    if let Some(approvers) = approvers {
        desk.authorised = Authorised::read(approvers)?;
        let keys = files.iter().map(|file| ApprovalKey::read(file));
        return Ok(keys.collect::<Result<_, _>>()?);
    }
    let mut keys = Vec::with_capacity(KEYS_NEEDED);
    let mut list = String::new();
    for name in ["Joana Ficticia", "Rui Inventado"] {
        let key = ApprovalKey::generate()?;
        list += &key.line(name)?;
        list.push('\n');
        keys.push(key);
    }
    let path = dir.join("approvers.txt");
    fs::write(&path, &list).map_err(|cause| Failure::Folder {
        path: path.clone(),
        cause,
    })?;
    desk.authorised = Authorised::read(&path)?;
    Ok(keys)
}

/// The folder for state and log, made if need be.
fn folder(args: &Args) -> Result<PathBuf, Failure> {
    let is_new = args.command.server().is_some_and(|server| !server.live);
    let path = match &args.dir {
        Some(dir) => dir.clone(),
        // The sandbox of an earlier run is gone, and so are its batches.
        None if is_new => {
            let name = format!("dda-batch-{}", OffsetDateTime::now_utc().unix_timestamp());
            Path::new("out").join(name)
        }
        None => Path::new("out").join("dda-batch"),
    };
    fs::create_dir_all(&path).map_err(|cause| Failure::Folder {
        path: path.clone(),
        cause,
    })?;
    Ok(path)
}

/// A reference that nobody else has: the day and ten letters. Letters only, so that no reference
/// looks like a CPF.
fn new_reference(today: Date) -> Result<String, Failure> {
    let mut random = [0_u8; 10];
    let filled = SystemRandom::new().fill(&mut random);
    filled.map_err(|_| KeyError::Randomness)?;
    let letters = random.iter().map(|byte| char::from(b'a' + byte % 26));
    let letters: String = letters.collect();
    let day = today.to_string().replace('-', "");
    Ok(format!("dda-{day}-{letters}"))
}

fn tell(
    args: &Args,
    state: &State,
    doubtful: Vec<Doubt>,
    out: &mut dyn io::Write,
) -> Result<(), Failure> {
    let mut report = Report::default();
    for stored in state.batches()? {
        let approvals = state.approvals(&stored.batch)?.len();
        report.add(&stored, approvals);
    }
    report.doubt(doubtful);
    let written = match args.json {
        true => report.write_json(out),
        false => report.write_text(out),
    };
    written.map_err(Failure::Stdout)
}
