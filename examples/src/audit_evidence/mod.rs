//! The program `audit_evidence`: everything held or done about one data subject, for an access
//! request (LGPD, arts. 18 and 19) or an auditor, and whether the log that says so is proved.

mod args;
mod consents;
mod demo;
mod document;
mod evidence;
mod phrases;
mod reading;
mod redaction;
mod show;
mod subject;

use std::ffi::OsString;
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use client_core::consent::{ConsentRecord, ConsentStore as _, FileConsentStore};
use thiserror::Error;

use crate::cli::{self, Console, Exit};
use crate::progress::Progress;
use crate::variables::Variables;

use demo::DemoError;
use document::Document;
use evidence::{Evidence, Period};
use reading::ReadingError;
use subject::{DataSubject, SubjectError};

pub use args::{Args, Format};

/// Why there is no evidence.
#[derive(Debug, Error)]
enum Failure {
    #[error(transparent)]
    Subject(#[from] SubjectError),
    #[error(transparent)]
    Reading(#[from] ReadingError),
    #[error("the register in {0}: {1}")]
    Register(PathBuf, client_core::Error),
    #[error(transparent)]
    Demo(#[from] DemoError),
    #[error("cannot start: {0}")]
    Runtime(#[from] io::Error),
}

/// Runs the program on the arguments, the environment and the stdin of this process.
pub fn run(args: Vec<OsString>, console: &mut Console<'_>) -> Exit {
    run_with(args, &Variables::of_process(), &mut io::stdin(), console)
}

/// Runs the program: reads, puts together, shows.
pub fn run_with(
    args: Vec<OsString>,
    variables: &Variables,
    stdin: &mut dyn Read,
    console: &mut Console<'_>,
) -> Exit {
    let args: Args = match cli::parse(args, console, args::EXAMPLE) {
        Ok(args) => args,
        Err(exit) => return exit,
    };
    if matches!((args.from, args.to), (Some(from), Some(to)) if from > to) {
        return console.refuse("--from is after --to; exchange them", args::EXAMPLE);
    }
    let mut progress = Progress::new(console);
    let evidence = in_runtime(gather(&args, variables, stdin, &mut progress));
    match evidence {
        Ok(evidence) => tell(&evidence, &args, console),
        Err(Failure::Subject(cause)) => console.refuse(cause, args::EXAMPLE),
        Err(failure) => console.fail(failure),
    }
}

/// The main line: who, the register, the log, and what the two say together.
async fn gather(
    args: &Args,
    variables: &Variables,
    stdin: &mut dyn Read,
    progress: &mut Progress<'_>,
) -> Result<Evidence, Failure> {
    // Goes away at the end, with all that was made in it.
    let scratch = args.sandbox.then(tempfile::tempdir).transpose()?;
    let played = match &scratch {
        Some(scratch) => Some(rehearse(scratch.path(), args, progress).await?),
        None => None,
    };
    let args = played.as_ref().unwrap_or(args);

    let subject = DataSubject::of(args, variables, stdin)?;
    let register = match &args.registry {
        Some(dir) => Some(consents_of(&subject, dir).await?),
        None => None,
    };
    progress.begin("Log");
    let log = args.log.as_deref().unwrap_or(Path::new("audit.jsonl"));
    let reading = reading::read(log, args.heads.as_deref(), &subject.tokens)?;
    progress.end(format_args!(
        "{} records, {} about the subject",
        reading.chain.records,
        reading.found.len()
    ));
    let period = Period {
        from: args.from,
        to: args.to,
    };
    Ok(Evidence::of(
        &subject,
        period,
        reading,
        register,
        args.reveal,
    ))
}

/// Makes a log at the sandbox; where it is kept, says how to report on it again.
async fn rehearse(
    scratch: &Path,
    args: &Args,
    progress: &mut Progress<'_>,
) -> Result<Args, Failure> {
    let dir = args.keep.as_deref().unwrap_or(scratch);
    progress.begin("Sandbox");
    let played = demo::play(dir, args).await?;
    progress.end("two consents, pulls, a revocation");
    if args.keep.is_some() {
        let dir = dir.display();
        progress.note(format_args!(
            "again: audit_evidence --log {dir}/audit.jsonl --registry {dir}/consents --key-file \
             {dir}/tenant.key --heads {dir}/heads.jsonl --subject-file {dir}/subject.txt"
        ));
    }
    Ok(played)
}

/// Every consent of the subject, or given by them, whenever it was.
async fn consents_of(subject: &DataSubject, dir: &Path) -> Result<Vec<ConsentRecord>, Failure> {
    let failed = |cause| Failure::Register(dir.to_owned(), cause);
    let store = FileConsentStore::open_existing(dir).map_err(failed)?;
    let mut records = store.list().await.map_err(failed)?;
    records.retain(|record| subject.tokens.iter().any(|token| record.concerns(token)));
    Ok(records)
}

fn tell(evidence: &Evidence, args: &Args, console: &mut Console<'_>) -> Exit {
    if let Err(cause) = show(evidence, args, &mut *console.stdout) {
        return console.fail(format_args!("cannot write to stdout: {cause}"));
    }
    match evidence.is_proved {
        true => Exit::Done,
        false => console.fail("the log is not proved; the evidence says where"),
    }
}

fn show(evidence: &Evidence, args: &Args, stdout: &mut dyn Write) -> io::Result<()> {
    let document = Document::of(evidence, args.lang);
    let mut out = BufWriter::new(stdout);
    match args.format {
        Format::Text => show::text(&document, &mut out),
        Format::Html => show::html(&document, &mut out),
        Format::Json => show::json(evidence, &mut out),
    }?;
    out.flush()
}

fn in_runtime<T>(work: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()?;
    let done = runtime.block_on(work);
    // The sandbox's connections need no farewell.
    runtime.shutdown_timeout(Duration::from_millis(100));
    done
}
