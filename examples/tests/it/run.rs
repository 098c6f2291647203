//! Runs `reconcile` in a folder of its own and reads what it wrote.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use examples::cli::{Console, Exit};
use serde_json::Value;
use tempfile::TempDir;

/// A folder for inputs and results.
pub(crate) struct Desk {
    dir: Rc<TempDir>,
}

/// What a run left behind.
pub(crate) struct Run {
    pub(crate) exit: Exit,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
    pub(crate) out: PathBuf,
    /// Keeps the results for as long as they are looked at.
    _desk: Rc<TempDir>,
}

/// A CSV by column name.
pub(crate) type Row = std::collections::BTreeMap<String, String>;

impl Desk {
    pub(crate) fn new() -> Self {
        Self {
            dir: Rc::new(tempfile::tempdir().unwrap()),
        }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// Puts a file on the desk and gives its path.
    pub(crate) fn put(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::write(&path, content).unwrap();
        path
    }

    /// Runs with these arguments and `--out`.
    pub(crate) fn reconcile(&self, args: &[&str]) -> Run {
        let out = self.path("out");
        let mut all: Vec<&str> = args.to_vec();
        all.extend(["--out", out.to_str().unwrap()]);
        let (exit, stdout, stderr) = call(&all);
        Run {
            exit,
            stdout,
            stderr,
            out,
            _desk: Rc::clone(&self.dir),
        }
    }

    /// Runs on a bank file and a ledger.
    pub(crate) fn reconcile_files(&self, bank: &Path, ledger: &Path, more: &[&str]) -> Run {
        let mut args = vec![
            "--bank",
            bank.to_str().unwrap(),
            "--ledger",
            ledger.to_str().unwrap(),
        ];
        args.extend(more);
        let run = self.reconcile(&args);
        assert_eq!(run.exit, Exit::Done, "{}", run.stderr);
        run
    }
}

/// Runs with exactly these arguments.
pub(crate) fn call(args: &[&str]) -> (Exit, String, String) {
    let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
    let mut console = Console {
        stdout: &mut stdout,
        stderr: &mut stderr,
        stderr_is_terminal: false,
    };
    let program = [OsString::from("reconcile")];
    let args = args.iter().map(OsString::from);
    let exit = examples::reconcile::run(program.into_iter().chain(args).collect(), &mut console);
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (exit, text(stdout), text(stderr))
}

impl Run {
    pub(crate) fn text(&self, file: &str) -> String {
        fs::read_to_string(self.out.join(file)).unwrap()
    }

    pub(crate) fn rows(&self, file: &str) -> Vec<Row> {
        let mut csv = csv::Reader::from_path(self.out.join(file)).unwrap();
        csv.deserialize().map(Result::unwrap).collect()
    }

    pub(crate) fn summary(&self) -> Value {
        serde_json::from_str(&self.text("summary.json")).unwrap()
    }

    /// `bank_id ledger_id kind` of each row of `matches.csv`.
    pub(crate) fn pairs(&self) -> Vec<String> {
        let pair = |row: Row| format!("{} {} {}", row["bank_id"], row["ledger_id"], row["kind"]);
        self.rows("matches.csv").into_iter().map(pair).collect()
    }

    /// `bank_id amount reason text` of each row of `open_bank.csv`.
    pub(crate) fn open_bank(&self) -> Vec<String> {
        self.open("open_bank.csv", "bank_id")
    }

    /// `ledger_id amount reason text` of each row of `open_ledger.csv`.
    pub(crate) fn open_ledger(&self) -> Vec<String> {
        self.open("open_ledger.csv", "ledger_id")
    }

    fn open(&self, file: &str, id: &str) -> Vec<String> {
        let shown = |row: Row| {
            [id, "amount", "reason", "text"]
                .map(|c| row[c].clone())
                .join(" ")
        };
        self.rows(file).into_iter().map(shown).collect()
    }
}
