//! Stands in for the terminal that a program runs on.

use std::ffi::OsString;
use std::io::{self, Write};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use examples::cli::{Console, Exit};

/// What a program printed so far; clones see the same.
#[derive(Clone, Default)]
pub(crate) struct Terminal {
    stdout: Printed,
    stderr: Printed,
}

#[derive(Clone, Default)]
struct Printed(Arc<Mutex<Vec<u8>>>);

impl Write for Printed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Printed {
    fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
}

impl Terminal {
    /// Runs a program to its end.
    pub(crate) fn run(
        name: &str,
        args: &[&str],
        run: impl FnOnce(Vec<OsString>, &mut Console<'_>) -> Exit,
    ) -> (Exit, Self) {
        let terminal = Self::default();
        let args = [name].iter().chain(args).map(OsString::from).collect();
        let exit = terminal.with_console(|console| run(args, console));
        (exit, terminal)
    }

    /// Lends the console of this terminal.
    pub(crate) fn with_console<T>(&self, use_it: impl FnOnce(&mut Console<'_>) -> T) -> T {
        let (mut stdout, mut stderr) = (self.stdout.clone(), self.stderr.clone());
        use_it(&mut Console {
            stdout: &mut stdout,
            stderr: &mut stderr,
            stderr_is_terminal: false,
        })
    }

    pub(crate) fn stdout(&self) -> String {
        self.stdout.text()
    }

    pub(crate) fn stderr(&self) -> String {
        self.stderr.text()
    }

    /// Waits until stdout or stderr has a line that `find` looks for.
    pub(crate) fn wait_for_line<T>(&self, find: impl Fn(&str) -> Option<T>) -> T {
        let begun = Instant::now();
        loop {
            let printed = self.stdout() + &self.stderr();
            if let Some(found) = printed.lines().find_map(&find) {
                return found;
            }
            assert!(begun.elapsed() < Duration::from_secs(20), "{printed}");
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}
