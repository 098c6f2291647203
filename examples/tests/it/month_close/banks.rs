//! The bank's side told by whoever is asked: the same movements, the same matches.

use std::collections::BTreeSet;

use examples::cli::Exit;

use super::{APRIL, Closing, call, story};

/// Every pair, with the bank's line by its place in the story: each source has ids of its own.
fn pairs(run: &Closing, place: impl Fn(&str) -> usize) -> BTreeSet<(usize, [String; 4])> {
    let rows = run.rows("matches.csv").into_iter();
    let columns = ["kind", "ledger_id", "applied", "gap"];
    rows.map(|row| {
        (
            place(&row["bank_id"]),
            columns.map(|column| row[column].clone()),
        )
    })
    .collect()
}

fn by_file() -> BTreeSet<(usize, [String; 4])> {
    let story = story("2026-04");
    pairs(&APRIL, |id| {
        let mut lines = story.bank.iter();
        lines.position(|line| line.id == id).unwrap()
    })
}

fn counts(run: &Closing) -> [u64; 6] {
    let summary = run.summary();
    [
        "bank_lines",
        "ledger_entries",
        "matched_bank",
        "review",
        "open_bank",
        "open_ledger",
    ]
    .map(|name| summary[name].as_u64().unwrap())
}

fn assert_as_by_file(bank: &str, place: impl Fn(&str) -> usize) {
    let run = Closing::of("2026-04", &["--bank", bank]);
    assert_eq!(counts(&run), counts(&APRIL), "{bank}: {}", run.stderr);
    let (told, by_file) = (pairs(&run, place), by_file());
    let differ: Vec<_> = told.symmetric_difference(&by_file).collect();
    assert!(differ.is_empty(), "{bank}: {differ:#?}");
    assert!(!run.dir.path().join("bank.ofx").exists());
    let problems = run.rows("problems.csv");
    assert!(problems.is_empty(), "{problems:?}");
    // The file's day was bad six times, and this bank's first answer was a server error.
    assert_eq!(run.summary()["traffic"]["repeated"], 7, "{bank}");
    assert!(run.text("audit.jsonl").contains(&format!("\"{bank}\"")));
}

/// What stands behind the last of these characters.
fn behind(id: &str, last: char) -> &str {
    id.rsplit_once(last).unwrap().1
}

#[test]
fn by_open_finance() {
    let story = story("2026-04");
    assert_as_by_file("openfinance", |id| {
        let id = behind(id, '/');
        story.bank.iter().position(|line| line.id == id).unwrap()
    });
}

/// Matera numbers its ids: the account has the first.
#[test]
fn by_matera() {
    assert_as_by_file("matera", |id| {
        usize::from_str_radix(behind(id, '-'), 16).unwrap() - 2
    });
}

#[test]
fn by_belvo() {
    assert_as_by_file("belvo", |id| behind(id, '-').parse().unwrap());
}

#[test]
fn the_bakerys_own_file_is_the_default() {
    let run = Closing::of("2026-04", &["--bank", "file"]);
    assert_eq!(run.text("matches.csv"), APRIL.text("matches.csv"));
    let file = |run: &Closing| std::fs::read(run.dir.path().join("bank.ofx")).unwrap();
    assert_eq!(file(&run), file(&APRIL));
}

#[test]
fn the_erps_account_can_be_named_and_must_be_there() {
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().to_str().unwrap();
    let (exit, _, stderr) = call(&["--out", out, "--bank", "belvo", "--erp-account", "Caixa"]);
    assert_eq!(exit, Exit::Failed);
    assert!(stderr.contains("no account named \"Caixa\""), "{stderr}");
}

#[test]
fn calls_that_contradict_themselves_are_refused() {
    let cases: [(&[&str], &str); 6] = [
        (&["--bank", "matera", "belvo"], "one source by its name"),
        (&["--bank", "file", "a.ofx"], "one source by its name"),
        (&["--live", "blu", "--bank", "file"], "name the files"),
        (&["--live", "blu", "--bank", "matera"], "is not live"),
        (
            &["--live", "matera", "--bank", "a.ofx"],
            "that --bank does not",
        ),
        (&["--live", "belvo", "--bank", "belvo"], "BELVO_SECRET_ID"),
    ];
    for (args, cause) in cases {
        let (exit, _, stderr) = call(args);
        assert_eq!(exit, Exit::Usage, "{args:?}");
        assert!(stderr.contains(cause), "{stderr}");
    }
}
