//! What every program does the same way: arguments, streams and exit codes.

use std::ffi::OsString;
use std::fmt::Display;
use std::io::{self, IsTerminal as _, Write};
use std::process::ExitCode;

use clap::Parser;

/// How a program ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Code 0.
    Done,
    /// Code 1; one line on stderr says why.
    Failed,
    /// Code 2: the arguments were wrong; stderr says which, and shows a call that works.
    Usage,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Done => 0,
            Exit::Failed => 1,
            Exit::Usage => 2,
        })
    }
}

/// Where a program writes: data to `stdout`, everything else to `stderr`.
pub struct Console<'a> {
    /// Data.
    pub stdout: &'a mut dyn Write,
    /// Progress, problems, causes.
    pub stderr: &'a mut dyn Write,
    /// Whether somebody watches `stderr`, who then gets a bar instead of plain lines.
    pub stderr_is_terminal: bool,
}

impl Console<'_> {
    /// Says in one line why the program failed.
    pub fn fail(&mut self, cause: impl Display) -> Exit {
        self.complain(format_args!("error: {cause}\n"));
        Exit::Failed
    }

    /// Says in one line what is wrong with the arguments, and shows a call that works.
    pub fn refuse(&mut self, cause: impl Display, example: &str) -> Exit {
        self.complain(format_args!("error: {cause}\n\nExample:\n  {example}\n"));
        Exit::Usage
    }

    /// When stderr is gone there is nobody left to tell.
    fn complain(&mut self, text: impl Display) {
        let _ = write!(self.stderr, "{text}");
    }
}

/// Runs a program on the arguments and streams of this process.
pub fn main(run: fn(Vec<OsString>, &mut Console<'_>) -> Exit) -> ExitCode {
    // Not locked for good: another thread's panic could not be reported, and would hang.
    let mut console = Console {
        stdout: &mut io::stdout(),
        stderr: &mut io::stderr(),
        stderr_is_terminal: io::stderr().is_terminal(),
    };
    run(std::env::args_os().collect(), &mut console).into()
}

/// The arguments, or how to end: help and version go to stdout and end well, the rest is bad usage.
///
/// # Errors
/// [`Exit`] when the program has nothing more to do.
pub fn parse<A: Parser>(
    args: Vec<OsString>,
    console: &mut Console<'_>,
    example: &str,
) -> Result<A, Exit> {
    A::try_parse_from(args).map_err(|error| {
        if error.use_stderr() {
            let text = error.to_string();
            let text = text.strip_prefix("error: ").unwrap_or(&text);
            return console.refuse(text.trim_end(), example);
        }
        match write!(console.stdout, "{error}") {
            Ok(()) => Exit::Done,
            Err(error) => console.fail(format_args!("cannot write to stdout: {error}")),
        }
    })
}
