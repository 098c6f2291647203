//! The program `webhook_receiver`: verifies webhooks over their raw body and prints their events.

mod args;
mod desk;

use std::ffi::OsString;
use std::future::Future;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use client_core::webhook::{MemoryReplayGuard, VerifierError};
use contaazul_client::webhook::Receiver;
use thiserror::Error;
use tokio::net::TcpListener;
use tokio::sync::mpsc;

use self::args::{Args, EXAMPLE, Provider};
use self::desk::{PrintingDesk, Report};
use crate::cli::{self, Console, Exit};
use crate::contaazul::webhook_secrets;
use crate::variables::{Unset, Variables};
use crate::webhook_server;

const REMEMBERED_EVENTS: usize = 100_000;
const REMEMBERED_FOR: Duration = Duration::from_secs(24 * 60 * 60);

/// Why the server does not run.
#[derive(Debug, Error)]
enum Failure {
    #[error(transparent)]
    Unset(#[from] Unset),
    #[error(transparent)]
    Secrets(#[from] VerifierError),
    #[error("cannot listen on {address}: {cause}")]
    Listen {
        address: std::net::SocketAddr,
        cause: io::Error,
    },
    #[error("cannot write to stdout: {0}")]
    Stdout(io::Error),
    #[error("the asynchronous runtime cannot be started: {0}")]
    Runtime(io::Error),
}

/// Runs the program until Ctrl-C, on the variables of this process.
pub fn run(args: Vec<OsString>, console: &mut Console<'_>) -> Exit {
    let stop = async {
        // Where signals cannot be had, the program ends as any other that is killed.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    run_until(stop, args, &Variables::of_process(), console)
}

/// Runs the program until `stop` is ready.
pub fn run_until(
    stop: impl Future<Output = ()>,
    args: Vec<OsString>,
    variables: &Variables,
    console: &mut Console<'_>,
) -> Exit {
    let args: Args = match cli::parse(args, console, EXAMPLE) {
        Ok(args) => args,
        Err(exit) => return exit,
    };
    let done = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(Failure::Runtime)
        .and_then(|runtime| runtime.block_on(receive(stop, &args, variables, console)));
    match done {
        Ok(()) => Exit::Done,
        Err(failure @ (Failure::Unset(_) | Failure::Secrets(_))) => {
            console.refuse(failure, EXAMPLE)
        }
        Err(failure) => console.fail(failure),
    }
}

async fn receive(
    stop: impl Future<Output = ()>,
    args: &Args,
    variables: &Variables,
    console: &mut Console<'_>,
) -> Result<(), Failure> {
    let receiver = match args.provider {
        Provider::ContaAzul => contaazul_receiver(variables)?,
    };
    let failed = |cause| Failure::Listen {
        address: args.listen,
        cause,
    };
    let listener = TcpListener::bind(args.listen).await.map_err(failed)?;
    let address = listener.local_addr().map_err(failed)?;
    // Nobody needs to read it.
    let _ = writeln!(console.stderr, "listening on http://{address}/");
    let (reports, mut reported) = mpsc::channel(16);
    let desk = Arc::new(PrintingDesk { receiver, reports });
    let server = tokio::spawn(webhook_server::serve(listener, desk));
    let outcome = tokio::select! {
        () = stop => Ok(()),
        failure = print_all(&mut reported, console) => Err(failure),
    };
    server.abort();
    // An event that waits here was not answered and will come again; a refusal will not.
    reported.close();
    while let Ok(report) = reported.try_recv() {
        if let Report::Refusal(reason) = report {
            let _ = writeln!(console.stderr, "{reason}");
        }
    }
    outcome.map_err(Failure::Stdout)
}

fn contaazul_receiver(variables: &Variables) -> Result<Receiver, Failure> {
    let guard = Arc::new(MemoryReplayGuard::new(REMEMBERED_EVENTS, REMEMBERED_FOR));
    let receiver = webhook_secrets(variables)?.with_replay_guard(guard);
    Ok(receiver.build()?)
}

/// Prints what the server reports, and tells it of each event that it is out. Ends when stdout
/// does: without it no event can be taken.
async fn print_all(reports: &mut mpsc::Receiver<Report>, console: &mut Console<'_>) -> io::Error {
    loop {
        match reports.recv().await {
            Some(Report::Event { line, printed }) => {
                let written = console
                    .stdout
                    .write_all(&line)
                    .and_then(|()| console.stdout.flush());
                if let Err(error) = written {
                    return error;
                }
                // A sender that left is told when it tries again.
                let _ = printed.send(());
            }
            Some(Report::Refusal(reason)) => {
                let _ = writeln!(console.stderr, "{reason}");
            }
            None => return io::Error::other("the server ended"),
        }
    }
}
