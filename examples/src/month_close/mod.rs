//! The program `month_close`: a month pulled from the ERP and the card acquirer, reconciled with
//! the bank, and explained.

mod acquirer_report;
mod args;
mod audit;
mod cards;
mod closing;
mod ledger;
mod live;
mod providers;
mod sources;
mod stand_ins;
mod tell;
#[cfg(test)]
mod tests;
mod traffic;

use std::ffi::OsString;
use std::io;
use std::time::Duration;

use recon_core::BookError;
use thiserror::Error;

use crate::cli::{self, Console, Exit};
use crate::contaazul::AccessError;
use crate::progress::Progress;
use crate::report::WriteError;
use crate::variables::Variables;

use audit::Unrecorded;
use live::BadEnvironment;

pub use args::{Args, BankApi, BankChoice, Source};
pub use audit::AUDIT_LOG;
pub use stand_ins::StandIns;

/// Why there is no result.
#[derive(Debug, Error)]
enum Failure {
    #[error(transparent)]
    Usage(#[from] BadEnvironment),
    #[error(transparent)]
    Access(#[from] AccessError),
    #[error("{provider}: {cause}")]
    Provider {
        provider: &'static str,
        cause: client_core::Error,
    },
    #[error(transparent)]
    Bank(#[from] crate::reconcile::Failure),
    #[error("the bank's lines cannot be matched: {0}")]
    BankBook(BookError),
    #[error("the ledger cannot be matched: {0}")]
    Book(#[from] BookError),
    #[error("the ERP has no account named {0:?}; write --erp-account as it stands there")]
    NoAccount(String),
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
    if let Some(flaw) = args.flaw() {
        return console.refuse(flaw, args::EXAMPLE);
    }
    if let Some(input) = args.overwritten_input() {
        let cause = format_args!(
            "{} is an input and would be overwritten; choose another --out",
            input.display()
        );
        return console.refuse(cause, args::EXAMPLE);
    }
    let mut progress = Progress::new(console);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(Failure::Runtime);
    let closed = runtime.and_then(|runtime| {
        let closed = runtime.block_on(closing::close(&args, variables, &mut progress));
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

fn failed(provider: &'static str) -> impl FnOnce(client_core::Error) -> Failure {
    move |cause| Failure::Provider { provider, cause }
}
