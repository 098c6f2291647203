//! The program `dump`: everything readable of a provider as JSON lines, resumable.

mod args;
pub mod belvo;
pub mod blu;
pub mod contaazul;
mod demo;
pub mod matera;
pub mod openfinance;
mod output;
mod period;
mod place;
mod reach;
mod source;

use std::ffi::OsString;
use std::io;

use client_core::Error;
use futures_util::TryStreamExt as _;
use thiserror::Error;

use self::args::Args;
use self::output::{Output, OutputError};
pub use self::period::Period;
use self::place::{Place, PlaceError, PlaceFile, Stop};
use self::reach::Reached;
use self::source::Then;
pub use self::source::{Lines, Source};
use crate::access::AccessError;
use crate::cli::{self, Console, Exit};
use crate::progress::Progress;
use crate::variables::Variables;

/// Why the dump is not complete.
#[derive(Debug, Error)]
enum Failure {
    #[error("{0}, or try it with --sandbox")]
    Unset(AccessError),
    #[error(transparent)]
    Access(AccessError),
    #[error(transparent)]
    Place(#[from] PlaceError),
    #[error(transparent)]
    Output(#[from] OutputError),
    #[error("{source_name}: {cause}")]
    Read { source_name: String, cause: Error },
    #[error("the server has none of the lists (404); check --base-url")]
    NothingThere,
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

/// Runs the program: goes on where the cursor says, page by page, and saves the place after each.
pub fn run_with(args: Vec<OsString>, variables: &Variables, console: &mut Console<'_>) -> Exit {
    let args: Args = match cli::parse(args, console, args::EXAMPLE) {
        Ok(args) => args,
        Err(exit) => return exit,
    };
    if let Some(flaw) = args.flaw() {
        return console.refuse(flaw, args::EXAMPLE);
    }
    let done = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(Failure::Runtime)
        .and_then(|runtime| runtime.block_on(dump(&args, variables, console)));
    match done {
        Ok(()) => Exit::Done,
        Err(failure @ Failure::Unset(_)) => console.refuse(failure, args::EXAMPLE),
        Err(failure) => console.fail(failure),
    }
}

async fn dump(
    args: &Args,
    variables: &Variables,
    console: &mut Console<'_>,
) -> Result<(), Failure> {
    let reached = reach::reach(args, variables).await?;
    let mut progress = Progress::on(&mut *console.stderr, console.stderr_is_terminal);
    let place_file = args.cursor.as_deref().map(PlaceFile::at);
    let Some((place, sources)) = begin(args, &reached, place_file.as_ref()).await? else {
        progress.note("the dump is complete already; delete the cursor to start over");
        return Ok(());
    };
    let output = match args.file() {
        Some(path) => Output::file(path, place.written.unwrap_or(0))?,
        None => Output::Stdout(&mut *console.stdout),
    };
    let run = Run {
        output,
        place,
        place_file,
        progress,
    };
    run.through(sources).await
}

/// Where to begin, and the sources from there on; nothing when all is done.
async fn begin(
    args: &Args,
    reached: &Reached,
    place_file: Option<&PlaceFile>,
) -> Result<Option<(Place, Vec<Source>)>, Failure> {
    let into_file = args.file().is_some();
    let saved = match place_file {
        Some(file) => file.load()?.map(|place| (file, place)),
        None => None,
    };
    let Some((file, place)) = saved else {
        let period = asked(args, reached.default_period);
        let place = Place::beginning(reached.subject.clone(), period, into_file);
        return Ok(Some((place, find(reached, period).await?)));
    };
    // Days that depend on today are those of the first run.
    let period = asked(args, place.period);
    file.check(&place, &reached.subject, period, into_file)?;
    let Some(next) = &place.next else {
        return Ok(None);
    };
    let mut sources = find(reached, period).await?;
    let done = sources.iter().position(|it| it.name() == next.source);
    let done = done.ok_or_else(|| file.other("of other lists"))?;
    Ok(Some((place, sources.split_off(done))))
}

/// What there is to read; some providers have to be asked.
async fn find(reached: &Reached, period: Period) -> Result<Vec<Source>, Failure> {
    let found = (reached.lists)(period).await;
    found.map_err(|cause| Failure::Read {
        source_name: "what there is to read".to_owned(),
        cause,
    })
}

fn asked(args: &Args, otherwise: Period) -> Period {
    if let Some(month) = args.period {
        return Period {
            from: month.first(),
            to: month.last(),
        };
    }
    Period {
        from: args.from.unwrap_or(otherwise.from),
        to: args.to.unwrap_or(otherwise.to),
    }
}

/// A dump under way.
struct Run<'a> {
    output: Output<'a>,
    place: Place,
    place_file: Option<PlaceFile>,
    progress: Progress<'a>,
}

impl Run<'_> {
    async fn through(mut self, sources: Vec<Source>) -> Result<(), Failure> {
        let from_the_beginning = self.place.next.is_none();
        let mut there = 0_usize;
        let mut sources = sources.into_iter().peekable();
        while let Some(source) = sources.next() {
            if self.read(source).await? {
                there += 1;
            }
            self.go_on_at(sources.peek().map(|next| Stop {
                source: next.name().to_owned(),
                page: None,
            }))?;
        }
        if from_the_beginning && there == 0 {
            return Err(Failure::NothingThere);
        }
        Ok(())
    }

    /// Reads a source to its end; says whether the server has it.
    async fn read(&mut self, source: Source) -> Result<bool, Failure> {
        let source_name = source.name().to_owned();
        let is_window = source.is_window();
        let excuse = source.excuse();
        let failed = |cause| Failure::Read {
            source_name: source_name.clone(),
            cause,
        };
        self.progress.begin(&source_name);
        let at = self.place.next.take().and_then(|stop| stop.page);
        let resumed = at.is_some();
        let mut batches = source.open(at).map_err(failed)?;
        let (mut pages, mut records, mut gone) = (0_u64, 0_u64, 0_u64);
        loop {
            let batch = match batches.try_next().await {
                Ok(Some(batch)) => batch,
                Ok(None) => break,
                Err(error) => match excuse(&error).filter(|_| pages == 0 && !resumed) {
                    Some(why) => {
                        self.progress.end(why);
                        return Ok(false);
                    }
                    None => return Err(failed(error)),
                },
            };
            self.output.write(&batch.lines.text)?;
            pages += 1;
            records += batch.lines.records;
            gone += batch.lines.gone;
            if let Then::Page(page) = batch.then {
                self.go_on_at(Some(Stop {
                    source: source_name.clone(),
                    page: Some(page),
                }))?;
            }
        }
        if is_window && records == 0 {
            self.progress.pass();
            return Ok(true);
        }
        let records = match records {
            1 => "1 record".to_owned(),
            records => format!("{records} records"),
        };
        let gone = match gone {
            0 => String::new(),
            gone => format!(", {gone} listed but not found (404)"),
        };
        self.progress.end(format_args!("{records}{gone}"));
        Ok(true)
    }

    fn go_on_at(&mut self, next: Option<Stop>) -> Result<(), Failure> {
        self.place.next = next;
        self.place.written = self.output.written();
        if let Some(file) = &self.place_file {
            file.save(&self.place)?;
        }
        Ok(())
    }
}
