//! Programs in processes of their own, which are killed as a power cut or an operator would.
//!
//! The sandboxes live in the test's process, so they remember what reached them.

use std::ffi::OsString;
use std::process::{Child, Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use examples::cli::{Console, Exit};

const PROGRAM: &str = "KILLED_PROGRAM";
const ARGS: &str = "KILLED_ARGS";

/// A program as [`examples::cli::main`] takes it.
type Program = fn(Vec<OsString>, &mut Console<'_>) -> Exit;

/// The programs that can be called here.
fn program(name: &str) -> Option<Program> {
    match name {
        #[cfg(feature = "sqlite")]
        "dda_batch" => Some(examples::dda_batch::run),
        "reconcile" => Some(examples::reconcile::run),
        #[cfg(feature = "store-webhooks")]
        "store_webhooks" => Some(examples::store_webhooks::run),
        #[cfg(feature = "tenant-sync")]
        "tenant_sync" => Some(examples::tenant_sync::run),
        _ => None,
    }
}

/// One call of a program.
#[derive(Clone)]
pub(crate) struct Call {
    program: &'static str,
    args: Vec<String>,
    variables: Vec<(&'static str, String)>,
}

/// How a call ended that was to be killed.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Ended {
    /// In the middle of its work.
    Killed,
    /// By itself, before its time was over.
    ByItself,
}

impl Call {
    pub(crate) fn new<A: Into<String>>(
        program: &'static str,
        args: impl IntoIterator<Item = A>,
    ) -> Self {
        Self {
            program,
            args: args.into_iter().map(Into::into).collect(),
            variables: Vec::new(),
        }
    }

    /// Sets a variable of its environment.
    #[cfg(feature = "sqlite")]
    pub(crate) fn with_variable(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.variables.push((name, value.into()));
        self
    }

    /// Lets it run to its end, and gives how long that took.
    pub(crate) fn finish(&self) -> (Output, Duration) {
        let begun = Instant::now();
        let output = self.spawn().wait_with_output().unwrap();
        (output, begun.elapsed())
    }

    /// Kills it after this time. It cannot notice: no handler, no destructor runs.
    pub(crate) fn kill_after(&self, time: Duration) -> Ended {
        let mut child = self.spawn();
        thread::sleep(time);
        let ended = match child.try_wait().unwrap() {
            None => Ended::Killed,
            Some(_) => Ended::ByItself,
        };
        child.kill().unwrap();
        // Its pipes are dropped unread: what it printed is of no interest any more.
        child.wait().unwrap();
        ended
    }

    pub(crate) fn spawn(&self) -> Child {
        Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "killed::process", "--ignored", "--nocapture"])
            .env(PROGRAM, self.program)
            .env(ARGS, serde_json::to_string(&self.args).unwrap())
            .envs(self.variables.iter().cloned())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap()
    }
}

/// What a process does; by itself it is no test.
#[test]
#[ignore = "the body of the processes that other tests start"]
fn process() {
    let (Ok(name), Ok(args)) = (std::env::var(PROGRAM), std::env::var(ARGS)) else {
        return;
    };
    let args: Vec<String> = serde_json::from_str(&args).unwrap();
    let args = std::iter::once(name.clone()).chain(args);
    let mut console = Console {
        stdout: &mut std::io::stdout(),
        stderr: &mut std::io::stderr(),
        stderr_is_terminal: false,
    };
    let exit = program(&name).unwrap()(args.map(OsString::from).collect(), &mut console);
    // The test's own report would stand among what the program printed.
    std::process::exit(match exit {
        Exit::Done => 0,
        Exit::Failed => 1,
        Exit::Usage => 2,
    });
}

/// The harness itself: what a process prints and how it ends arrives here, and a kill kills.
#[test]
fn a_call_has_its_own_process() {
    let (output, _) = Call::new("reconcile", ["--help"]).finish();
    assert_eq!(output.status.code(), Some(0));
    assert!(
        String::from_utf8(output.stdout)
            .unwrap()
            .contains("--ledger")
    );

    let (output, _) = Call::new("reconcile", ["--no-such-option"]).finish();
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(
        Call::new("reconcile", ["--help"]).kill_after(Duration::ZERO),
        Ended::Killed
    );
}
