//! How far a program is: a bar on a terminal, plain lines elsewhere.

use std::fmt::Display;
use std::io::Write;
use std::time::{Duration, Instant};

use crate::cli::Console;

const WIDTH: usize = 30;
/// Back to the start of the line, and clear it.
const CLEAR: &str = "\r\x1b[2K";

/// The stages of a program's work, one after the other, on stderr.
///
/// What cannot be written is let go: progress is no reason to fail.
pub struct Progress<'a> {
    stderr: &'a mut dyn Write,
    is_terminal: bool,
    label: String,
    percent: usize,
    since: Instant,
}

impl<'a> Progress<'a> {
    /// Reports on the console's stderr.
    pub fn new(console: &'a mut Console<'_>) -> Self {
        Self::on(&mut *console.stderr, console.stderr_is_terminal)
    }

    /// Reports on a stderr that was taken out of its console, so that stdout is free meanwhile.
    pub fn on(stderr: &'a mut dyn Write, is_terminal: bool) -> Self {
        Self {
            stderr,
            is_terminal,
            label: String::new(),
            percent: 0,
            since: Instant::now(),
        }
    }

    /// Begins a stage.
    pub fn begin(&mut self, label: impl Into<String>) {
        self.label = label.into();
        self.percent = 0;
        self.since = Instant::now();
        if self.is_terminal {
            let _ = write!(self.stderr, "{CLEAR}{}…", self.label);
            let _ = self.stderr.flush();
        }
    }

    /// How much of the stage is done. Draws only when the bar moves, so call it as often as you
    /// like.
    pub fn at(&mut self, done: usize, total: usize) {
        let percent = done
            .saturating_mul(100)
            .checked_div(total)
            .unwrap_or(100)
            .min(100);
        if !self.is_terminal || percent == self.percent {
            return;
        }
        self.percent = percent;
        let full = WIDTH * percent / 100;
        let bar = format!("{}{}", "█".repeat(full), "░".repeat(WIDTH - full));
        let pace = pace(done, total, self.since.elapsed());
        let _ = write!(
            self.stderr,
            "{CLEAR}{} {bar} {percent:>3} %{pace}",
            self.label
        );
        let _ = self.stderr.flush();
    }

    /// Ends the stage with what came of it, and tells how long it took.
    pub fn end(&mut self, result: impl Display) -> Duration {
        let took = self.since.elapsed();
        let clear = if self.is_terminal { CLEAR } else { "" };
        let seconds = took.as_secs_f64();
        let _ = writeln!(
            self.stderr,
            "{clear}{}: {result} ({seconds:.1} s)",
            self.label
        );
        took
    }

    /// Ends the stage without a word.
    pub fn pass(&mut self) {
        if self.is_terminal {
            let _ = write!(self.stderr, "{CLEAR}");
        }
    }

    /// A line of its own between stages.
    pub fn note(&mut self, line: impl Display) {
        let clear = if self.is_terminal { CLEAR } else { "" };
        let _ = writeln!(self.stderr, "{clear}{line}");
    }
}

/// How many a second and how long still, once that means something.
fn pace(done: usize, total: usize, elapsed: Duration) -> String {
    const TELLING: Duration = Duration::from_secs(1);
    if elapsed < TELLING || done == 0 || done >= total {
        return String::new();
    }
    let whole = |number: usize| u128::try_from(number).unwrap_or(u128::MAX);
    let (millis, done, rest) = (elapsed.as_millis(), whole(done), whole(total - done));
    let per_minute = done.saturating_mul(60_000) / millis;
    let rate = match per_minute {
        0..120 => format!("{per_minute}/min"),
        _ => format!("{}/s", per_minute / 60),
    };
    let left = millis.saturating_mul(rest).div_ceil(done * 1_000);
    let left = match left {
        0..120 => format!("{left} s"),
        _ => format!("{} min", left.div_ceil(60)),
    };
    format!(" · {rate} · {left} left")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(is_terminal: bool) -> String {
        let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
        let mut console = Console {
            stdout: &mut stdout,
            stderr: &mut stderr,
            stderr_is_terminal: is_terminal,
        };
        let mut progress = Progress::new(&mut console);
        progress.begin("Reading");
        for done in 0..=1_000 {
            progress.at(done, 1_000);
        }
        progress.end("1,000 lines");
        String::from_utf8(stderr).unwrap()
    }

    #[test]
    fn elsewhere_than_on_a_terminal_there_are_plain_lines() {
        assert_eq!(shown(false), "Reading: 1,000 lines (0.0 s)\n");
    }

    #[test]
    fn on_a_terminal_the_bar_moves_once_per_percent_and_goes_away() {
        let shown = shown(true);
        assert_eq!(shown.matches('%').count(), 100);
        assert!(shown.contains(&format!("{} 100 %", "█".repeat(30))));
        assert!(shown.ends_with(&format!("{CLEAR}Reading: 1,000 lines (0.0 s)\n")));
    }

    #[test]
    fn rate_and_time_left_follow_from_what_is_done() {
        let after = |seconds| Duration::from_secs(seconds);
        assert_eq!(pace(60, 300, after(20)), " · 3/s · 80 s left");
        assert_eq!(pace(1, 300, after(3)), " · 20/min · 15 min left");
        assert_eq!(pace(1, 300, Duration::from_millis(900)), "");
        assert_eq!(pace(0, 300, after(9)), "");
        assert_eq!(pace(300, 300, after(9)), "");
    }

    #[test]
    fn nothing_to_do_is_done() {
        let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
        let mut console = Console {
            stdout: &mut stdout,
            stderr: &mut stderr,
            stderr_is_terminal: true,
        };
        let mut progress = Progress::new(&mut console);
        progress.begin("Reading");
        progress.at(0, 0);
        assert!(String::from_utf8(stderr).unwrap().contains("100 %"));
    }
}
