//! Wrong arguments, missing files, and help.

use std::fs;

use examples::cli::Exit;

use crate::run::{Desk, call};

const LEDGER: &str = "id,due_date,amount\nL1,2026-04-10,1.00\n";

fn assert_refused(args: &[&str], says: &str) {
    let (exit, stdout, stderr) = call(args);
    assert_eq!(exit, Exit::Usage, "{stderr}");
    assert_eq!(stdout, "");
    assert!(stderr.starts_with("error: "), "{stderr}");
    assert!(stderr.contains(says), "{stderr}");
    assert!(
        stderr.contains("cargo run --release --example reconcile -- --bank"),
        "{stderr}"
    );
}

fn assert_failed(desk: &Desk, bank: &str, says: &str) {
    let (bank, ledger) = (desk.path(bank), desk.put("ledger.csv", LEDGER));
    let (bank, ledger) = (bank.to_str().unwrap(), ledger.to_str().unwrap());
    let run = desk.reconcile(&["--bank", bank, "--ledger", ledger]);
    assert_eq!(run.exit, Exit::Failed);
    assert_eq!(run.stdout, "");
    let causes: Vec<&str> = run
        .stderr
        .lines()
        .filter(|l| l.starts_with("error: "))
        .collect();
    assert_eq!(causes.len(), 1, "{}", run.stderr);
    assert!(causes[0].contains(says), "{}", causes[0]);
}

#[test]
fn wrong_arguments_show_a_call_that_works() {
    assert_refused(&[], "--bank");
    assert_refused(&["--bank", "a", "--ledger", "b"], "--out");
    assert_refused(&["--bnk", "a"], "--bnk");
    let unknown_language = ["--bank", "a", "--ledger", "b", "--out", "c", "--lang", "fr"];
    assert_refused(&unknown_language, "fr");
}

#[test]
fn help_shows_a_call_and_ends_well() {
    let (exit, stdout, stderr) = call(&["--help"]);
    assert_eq!((exit, stderr.as_str()), (Exit::Done, ""));
    for part in [
        "--example reconcile -- --bank",
        "due_date",
        "rate_bp",
        "card:PRODUCT",
    ] {
        assert!(stdout.contains(part), "{stdout}");
    }
}

#[test]
fn an_input_is_never_overwritten() {
    let desk = Desk::new();
    fs::create_dir(desk.path("out")).unwrap();
    let bank = desk.put("out/matches.csv", "id,date,amount\nB1,2026-04-10,1.00\n");
    let ledger = desk.put("ledger.csv", LEDGER);
    let out = desk.path("out");
    let [bank, ledger, out] = [&bank, &ledger, &out].map(|path| path.to_str().unwrap());
    let args = ["--bank", bank, "--ledger", ledger, "--out", out];
    assert_refused(&args, "would be overwritten; choose another --out");
    assert!(fs::read_to_string(bank).unwrap().contains("B1"));
}

#[test]
fn unreadable_files_fail_with_one_line() {
    let desk = Desk::new();
    assert_failed(&desk, "missing.ofx", "cannot open");
    desk.put("statement.ofx", b"%PDF-1.7\n");
    assert_failed(&desk, "statement.ofx", "a PDF, not OFX or CSV");
    desk.put("empty.csv", "\n");
    assert_failed(&desk, "empty.csv", "the file is empty");
    desk.put("other.csv", "name;colour\nx;y\n");
    assert_failed(&desk, "other.csv", "no header row was found");
}

#[test]
fn a_contradictory_fee_table_fails() {
    let desk = Desk::new();
    let bank = desk.put("bank.csv", "id,date,amount\nB1,2026-04-10,1.00\n");
    let ledger = desk.put("ledger.csv", LEDGER);
    let fees = desk.put(
        "fees.csv",
        "product,rate_bp\nvisa crédito,249\nVISA_CREDITO,319\n",
    );
    let [bank, ledger, fees] = [&bank, &ledger, &fees].map(|path| path.to_str().unwrap());
    let run = desk.reconcile(&["--bank", bank, "--ledger", ledger, "--fees", fees]);
    assert_eq!(run.exit, Exit::Failed);
    assert!(run.stderr.contains("two fee rows"), "{}", run.stderr);
}

#[test]
fn a_folder_that_cannot_be_made_fails() {
    let desk = Desk::new();
    desk.put("out", "a file");
    desk.put("bank.csv", "id,date,amount\nB1,2026-04-10,1.00\n");
    assert_failed(&desk, "bank.csv", "cannot write");
}
