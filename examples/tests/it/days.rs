//! From one day to the next: `--state` and `--confirm`.

use examples::cli::Exit;

use crate::run::{Desk, Run};

const BANK: &str = "id,date,amount,memo\n\
    B1,2026-04-10,731.17,PIX JOSE\nB2,2026-04-11,100.00,PIX ANA ROSA PRATES\n";
const LEDGER: &str = "id,due_date,amount,name\n\
    L1,2026-04-10,731.17,José Silva\nL2,2026-04-10,731.17,José Souza\n\
    L3,2026-04-10,100.00,Ana Rosa Prates\n";

fn run(desk: &Desk, bank: &str, more: &[&str]) -> Run {
    let (bank, ledger) = (desk.put("bank.csv", bank), desk.put("ledger.csv", LEDGER));
    let state = desk.path("state.json");
    let mut args = vec!["--bank", bank.to_str().unwrap()];
    args.extend(["--ledger", ledger.to_str().unwrap()]);
    args.extend(["--state", state.to_str().unwrap()]);
    args.extend(more);
    desk.reconcile(&args)
}

/// The lines on stdout but the last, which says where the page is.
fn news(run: &Run) -> Vec<&str> {
    assert_eq!(run.exit, Exit::Done, "{}", run.stderr);
    let mut lines: Vec<&str> = run.stdout.lines().collect();
    lines.pop();
    lines
}

#[test]
fn only_what_changed_is_told() {
    let desk = Desk::new();
    let first = run(&desk, BANK, &[]);
    assert_eq!(
        news(&first),
        [
            "? to review B1 = L1 (one_to_one)",
            "+ matched B2 = L3 (one_to_one)"
        ]
    );
    assert_eq!(news(&run(&desk, BANK, &[])), ["Nothing has changed"]);

    let decided = desk.put("decided.csv", "bank_id,ledger_id\nB1,L2\n");
    let confirm = ["--confirm", decided.to_str().unwrap()];
    let second = run(&desk, BANK, &confirm);
    assert_eq!(news(&second)[0], "! confirmed B1 = L2");
    let rows = second.rows("matches.csv");
    let rules: Vec<_> = rows.iter().map(|r| (&*r["bank_id"], &*r["rule"])).collect();
    assert!(rules.contains(&("B1", "confirmed")), "{rules:?}");
    assert_eq!(news(&run(&desk, BANK, &confirm)), ["Nothing has changed"]);

    // The next export has only the new day; what was there before stays.
    let next = "id,date,amount,memo\nB4,2026-04-12,731.17,PIX JOSE SILVA\n";
    let third = run(&desk, next, &[]);
    assert_eq!(news(&third), ["+ matched B4 = L1 (one_to_one)"]);
    assert_eq!(third.summary()["matched_bank"], 3);
}

#[test]
fn a_rejected_match_does_not_come_back_and_a_confirmed_one_cannot_change() {
    let desk = Desk::new();
    let no = desk.put("no.csv", "bank_id,ledger_id,decision\nB2,L3,reject\n");
    let first = run(&desk, BANK, &["--confirm", no.to_str().unwrap()]);
    assert!(news(&first).contains(&"! rejected B2 = L3"));
    assert!(
        !run(&desk, BANK, &[])
            .pairs()
            .iter()
            .any(|pair| pair.starts_with("B2"))
    );

    // Given again, it changes nothing; one may be confirmed and another rejected at once.
    let again = run(&desk, BANK, &["--confirm", no.to_str().unwrap()]);
    assert_eq!(news(&again), ["Nothing has changed"]);
    let both = "bank_id,ledger_id,decision\nB2,L3,reject\nB1,L2,reject\n";
    let both = desk.put("both.csv", both);
    let told = run(&desk, BANK, &["--confirm", both.to_str().unwrap()]);
    assert!(news(&told).contains(&"! rejected B1 = L2"));

    let yes = desk.put("yes.csv", "bank_id,ledger_id\nB1,L1\n");
    assert_eq!(
        run(&desk, BANK, &["--confirm", yes.to_str().unwrap()]).exit,
        Exit::Done
    );
    let changed = run(&desk, &BANK.replace("731.17", "731.18"), &[]);
    assert_eq!(changed.exit, Exit::Failed);
    assert!(
        changed.stderr.contains("reopen that match first"),
        "{}",
        changed.stderr
    );
}

#[test]
fn decisions_that_cannot_be_meant_name_the_row() {
    let desk = Desk::new();
    for (text, says) in [
        ("bank,ledger\nB1,L1\n", "line 1: the columns `bank_id`"),
        (
            "bank_id,ledger_id,decision\nB1,L1,yes\n",
            "line 2: `decision`",
        ),
        (
            "bank_id,ledger_id,decision\nB1,L1,\nB1,L1,reject\n",
            "line 3: the same match is confirmed",
        ),
        ("bank_id,ledger_id\nB9,L1\n", "B9"),
    ] {
        let file = desk.put("decided.csv", text);
        let failed = run(&desk, BANK, &["--confirm", file.to_str().unwrap()]);
        assert_eq!(failed.exit, Exit::Failed, "{text}");
        assert!(failed.stderr.contains(says), "{}", failed.stderr);
    }
    let state = desk.put("state.json", "{}");
    let failed = run(&desk, BANK, &[]);
    assert!(
        failed.stderr.contains("is no state of this program"),
        "{}",
        failed.stderr
    );
    assert_eq!(std::fs::read_to_string(state).unwrap(), "{}", "left alone");
}

#[test]
fn what_a_person_confirms_is_known_the_next_day() {
    let ledger = "id,due_date,amount,name\n\
        L1,2026-04-10,483.10,José Prado Bar ME\nL2,2026-04-20,99.40,José Prado Bar ME\n\
        L3,2026-04-20,99.40,Ótica Lima\n";
    let first = "id,date,amount,memo\nB1,2026-04-10,483.10,PIX ZE DA ESQUINA\n";
    let second = "id,date,amount,memo\nB2,2026-04-20,99.40,PIX ZE DA ESQUINA\n";
    let run = |desk: &Desk, bank: &str, more: &[&str]| {
        let (bank, ledger) = (desk.put("bank.csv", bank), desk.put("ledger.csv", ledger));
        let state = desk.path("state.json");
        let mut args = vec!["--bank", bank.to_str().unwrap()];
        args.extend(["--ledger", ledger.to_str().unwrap()]);
        args.extend(["--state", state.to_str().unwrap()]);
        args.extend(more);
        desk.reconcile(&args)
    };
    let desk = Desk::new();
    run(&desk, first, &[]);
    let ignorant = run(&desk, second, &[]);
    assert!(
        !news(&ignorant)
            .iter()
            .any(|n| n.starts_with("+ matched B2")),
        "{}",
        ignorant.stdout
    );

    let desk = Desk::new();
    let yes = desk.put("yes.csv", "bank_id,ledger_id\nB1,L1\n");
    run(&desk, first, &["--confirm", yes.to_str().unwrap()]);
    let taught = run(&desk, second, &[]);
    assert_eq!(news(&taught), ["+ matched B2 = L2 (one_to_one)"]);

    let model = run(&desk, second, &["--explain", "model"]);
    assert!(
        model
            .stdout
            .contains("1 names known, 0 matches never proposed again"),
        "{}",
        model.stdout
    );
}
