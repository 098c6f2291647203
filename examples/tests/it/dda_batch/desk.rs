//! A bakery's server, two people with keys, and the folder they work on.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use client_core::secret::ExposeSecret as _;
use contaazul_client::sandbox::Sandbox;
use examples::cli::Exit;
use examples::dda_batch::keys::ApprovalKey;
use examples::dda_batch::{self, story};
use examples::variables::Variables;
use serde_json::Value;
use tempfile::TempDir;
use time::{Date, OffsetDateTime};
use tokio::runtime::Runtime;

use crate::killed::Call;
use crate::terminal::Terminal;

pub(super) struct Desk {
    pub(super) sandbox: Sandbox,
    pub(super) today: Date,
    folder: TempDir,
    /// The sandbox stops with it.
    _runtime: Runtime,
}

impl Desk {
    pub(super) fn new() -> Self {
        let today = brazil_types::calendar::brasilia_date(OffsetDateTime::now_utc());
        let runtime = Runtime::new().unwrap();
        let sandbox = Sandbox::builder()
            .with_company(story::bakery(today))
            .without_limits()
            .with_today(today)
            .start();
        let sandbox = runtime.block_on(sandbox).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let desk = Self {
            sandbox,
            today,
            folder,
            _runtime: runtime,
        };
        let lines = ["Joana Ficticia", "Rui Inventado"].map(|name| desk.new_key(name));
        fs::write(desk.path("approvers.txt"), lines.join("\n")).unwrap();
        desk
    }

    /// Makes a key; gives its line of the list.
    pub(super) fn new_key(&self, name: &str) -> String {
        let key = ApprovalKey::generate().unwrap();
        key.write(&self.key(name)).unwrap();
        key.line(name).unwrap()
    }

    pub(super) fn key(&self, name: &str) -> PathBuf {
        let first = name.split(' ').next().unwrap().to_lowercase();
        self.path(&format!("{first}.pem"))
    }

    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// `run` with both keys.
    pub(super) fn run_args(&self) -> Vec<String> {
        let (joana, rui) = (self.key("joana"), self.key("rui"));
        let approvers = self.path("approvers.txt");
        let mut args: Vec<_> = ["run", "--key"].map(str::to_owned).into();
        args.extend([text(&joana), "--key".to_owned(), text(&rui)]);
        args.extend(["--approvers".to_owned(), text(&approvers)]);
        self.complete(args)
    }

    /// The arguments with server and folder.
    fn complete(&self, mut args: Vec<String>) -> Vec<String> {
        if !matches!(args[0].as_str(), "approve" | "show") {
            args.extend(["--live", "--base-url"].map(str::to_owned));
            args.push(self.sandbox.url().to_string());
        }
        args.extend(["--json", "--dir"].map(str::to_owned));
        args.push(text(self.folder.path()));
        args
    }

    fn token(&self) -> String {
        let token = self.sandbox.access_token(&self.sandbox.companies()[0]);
        token.expose_secret().to_owned()
    }

    /// Runs the program here.
    pub(super) fn run(&self, args: Vec<String>) -> (Exit, Terminal) {
        let args: Vec<_> = args.iter().map(String::as_str).collect();
        let variables = Variables::from_iter([("CONTAAZUL_ACCESS_TOKEN", self.token())]);
        Terminal::run("dda_batch", &args, |args, console| {
            dda_batch::run_with(args, &variables, console)
        })
    }

    /// Runs one of its commands here.
    pub(super) fn command(&self, args: &[&str]) -> (Exit, Terminal) {
        let mut args: Vec<_> = args.iter().map(|arg| (*arg).to_owned()).collect();
        if matches!(args[0].as_str(), "approve" | "send") {
            args.extend(["--approvers".to_owned(), text(&self.path("approvers.txt"))]);
        }
        self.run(self.complete(args))
    }

    pub(super) fn approve(&self, name: &str) -> (Exit, Terminal) {
        self.command(&["approve", "--key", &text(&self.key(name))])
    }

    /// `run` in a process of its own.
    pub(super) fn process(&self) -> Call {
        Call::new("dda_batch", self.run_args())
            .with_variable("CONTAAZUL_ACCESS_TOKEN", self.token())
    }

    /// How often each bill was paid, and what was paid in all.
    pub(super) fn paid(&self) -> (BTreeMap<String, usize>, i64) {
        let mut times = BTreeMap::new();
        let mut total = 0;
        let company = &self.sandbox.companies()[0];
        for (barcode, cents) in self.sandbox.paid_boletos(company) {
            *times.entry(barcode).or_default() += 1;
            total += cents;
        }
        (times, total)
    }

    /// Each of the bakery's first bills once, and nothing else.
    pub(super) fn once(&self, bills: usize) -> BTreeMap<String, usize> {
        let bills = story::BARCODES.iter().take(bills);
        bills.map(|barcode| ((*barcode).to_owned(), 1)).collect()
    }

    pub(super) fn change(&self, bill: usize, change: contaazul_client::sandbox::BoletoChange) {
        let company = &self.sandbox.companies()[0];
        let barcode = story::BARCODES[bill];
        self.sandbox
            .change_boleto(company, barcode, change)
            .unwrap();
    }
}

pub(super) fn text(path: &Path) -> String {
    path.to_str().unwrap().to_owned()
}

/// What the program says to machines.
pub(super) fn report(terminal: &Terminal) -> Value {
    serde_json::from_str(&terminal.stdout()).unwrap()
}
