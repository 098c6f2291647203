//! Plans, columns of one's own, what goes where, and why.

use examples::cli::Exit;

use crate::run::{Desk, Run};

fn run(bank: &str, ledger: &str, more: &[&str]) -> Run {
    let desk = Desk::new();
    let (bank, ledger) = (desk.put("bank.csv", bank), desk.put("ledger.csv", ledger));
    let mut args = vec!["--bank", bank.to_str().unwrap()];
    args.extend(["--ledger", ledger.to_str().unwrap()]);
    args.extend(more);
    desk.reconcile(&args)
}

fn done(bank: &str, ledger: &str, more: &[&str]) -> Run {
    let run = run(bank, ledger, more);
    assert_eq!(run.exit, Exit::Done, "{}", run.stderr);
    run
}

/// `bank_id ledger_id kind applied gap` of each row.
fn applied(run: &Run) -> Vec<String> {
    let columns = ["bank_id", "ledger_id", "kind", "applied", "gap"];
    let mut rows: Vec<String> = run
        .rows("matches.csv")
        .iter()
        .map(|row| columns.map(|c| row[c].clone()).join(" "))
        .collect();
    rows.sort();
    rows
}

#[test]
fn a_remittance_says_what_goes_where() {
    let run = done(
        "id,date,amount,memo,remittance\nB1,2026-04-10,1200.00,PIX ANA ROSA,L1;L2;CM\n",
        "id,due_date,amount,name\nL1,2026-04-01,1000.00,Ana Rosa\nL2,2026-04-02,300.00,Ana Rosa\n\
         CM,2026-04-03,-100.00,Ana Rosa\n",
        &["--plan", "cash_application"],
    );
    assert_eq!(
        applied(&run),
        [
            "B1 CM credit_memo_applied -100.00 0.00",
            "B1 L1 credit_memo_applied 1000.00 0.00",
            "B1 L2 credit_memo_applied 300.00 0.00",
        ]
    );
}

#[test]
fn a_discount_in_time_and_an_amount_due_are_understood() {
    let run = done(
        "id,date,amount,memo,remittance\nB1,2026-04-01,95.00,PIX ANA ROSA,L1\n\
         B2,2026-04-20,53.10,PIX BIA LIMA,L2\n",
        "id,due_date,amount,name,discount_until,discount_amount,due_amount\n\
         L1,2026-04-10,100.00,Ana Rosa,2026-04-05,5.00,\nL2,2026-04-10,50.00,Bia Lima,,,53.10\n",
        &[],
    );
    let rows = applied(&run);
    assert_eq!(rows[0], "B1 L1 discount_taken 95.00 5.00");
    assert!(
        rows[1].starts_with("B2 L2 ") && rows[1].ends_with("53.10 -3.10"),
        "{rows:?}"
    );
}

#[test]
fn any_csv_in_one_line() {
    let run = done(
        "transaction_date;note;signed\n10/04/2026;UBER TRIP;-23,90\n11/04/2026;PADARIA AURORA;-18,00\n",
        "booked,amt,text\n2026-04-10,-23.90,Uber trip SP\n2026-04-12,-18.00,Padaria Aurora\n",
        &[
            "--plan",
            "bank_feed",
            "--columns",
            "bank=date:transaction_date,amount:signed,memo:note",
            "--columns",
            "ledger=date:booked,amount:amt,memo:text",
        ],
    );
    assert_eq!(
        run.pairs(),
        [
            "bank.csv:2 ledger.csv:2 one_to_one",
            "bank.csv:3 ledger.csv:3 one_to_one"
        ]
    );
}

#[test]
fn pairs_within_one_side_have_a_file_of_their_own() {
    let run = done(
        "id,date,amount,memo\nB1,2026-04-10,-50.00,PIX ENVIADO MARIA SOUSA\n\
         B2,2026-04-11,50.00,DEVOLUCAO PIX MARIA SOUSA\n",
        "id,due_date,amount\nL1,2026-01-10,9.99\n",
        &[],
    );
    assert!(run.pairs().is_empty());
    let rows = run.rows("internal.csv");
    let [row] = &rows[..] else { panic!("{rows:?}") };
    let shown = ["side", "id", "other_id", "kind"].map(|c| row[c].as_str());
    assert_eq!(shown, ["bank", "B1", "B2", "reversal"]);
}

#[test]
fn a_plan_is_a_name_or_a_file() {
    let (bank, ledger) = (
        "id,date,amount\nB1,2026-04-10,1.00\n",
        "id,due_date,amount\nL1,2026-04-10,1.00\n",
    );
    let desk = Desk::new();
    let good = desk.put("plan.json", r#"{"based_on":"bank_feed","days_after":3}"#);
    assert_eq!(
        run(bank, ledger, &["--plan", good.to_str().unwrap()]).exit,
        Exit::Done
    );
    let bad = desk.put("plan.json", "{\n  \"dayz_after\": 3\n}");
    let bad = run(bank, ledger, &["--plan", bad.to_str().unwrap()]);
    assert_eq!(bad.exit, Exit::Failed);
    for says in ["dayz_after", "days_after", "line 2"] {
        assert!(bad.stderr.contains(says), "{}", bad.stderr);
    }
    let none = run(bank, ledger, &["--plan", "bank_fed"]);
    assert!(
        none.stderr.contains("bank_feed") && none.stderr.contains("neither"),
        "{}",
        none.stderr
    );
}

#[test]
fn why_this_one_and_why_not_that_one() {
    let bank = "id,date,amount,memo\nB1,2026-04-10,100.00,PIX ANA ROSA PRATES\n\
        B2,2026-04-10,7.77,TARIFA\n";
    let ledger = "id,due_date,amount,name\nL1,2026-04-10,100.00,Ana Rosa Prates\n\
        L2,2026-04-10,100.00,Bruno Teles\n";
    let run = done(bank, ledger, &["--explain", "B1"]);
    for says in [
        "B1 · 10/04/2026",
        "= One payment, one entry, same amount",
        "Compared with L2",
        "the names have little in common",
        "it is open",
    ] {
        assert!(run.stdout.contains(says), "{}", run.stdout);
    }
    let run = done(bank, ledger, &["--explain", "L2", "B1"]);
    for says in ["○ open", "Compared with B1", "it went to L1"] {
        assert!(run.stdout.contains(says), "{}", run.stdout);
    }
    let unknown = self::run(bank, ledger, &["--explain", "B9"]);
    assert_eq!(unknown.exit, Exit::Failed);
    assert!(unknown.stderr.contains("\"B9\""), "{}", unknown.stderr);
}

#[test]
fn bad_input_names_the_row_and_the_fix() {
    let bank = "id,date,amount\nB1,2026-04-10,1.00\nB2,1899-12-31,1.00\n\
        B3,2026-04-10,92233720368547758.08\n";
    let run = done(
        bank,
        "id,due_date,amount\nL1,2026-04-10,1.00\nL1,2200-01-01,2.00\n",
        &[],
    );
    let told: Vec<String> = run
        .rows("problems.csv")
        .iter()
        .map(|row| {
            format!(
                "{} {} {}: {}",
                row["file"], row["line"], row["effect"], row["fix"]
            )
        })
        .collect();
    let date = "write it as dd/mm/yyyy or yyyy-mm-dd, from 1900 to 2199";
    assert!(
        told.contains(&format!("bank.csv 3 line_lost: {date}")),
        "{told:?}"
    );
    assert!(
        told.contains(&format!("ledger.csv 3 line_lost: {date}")),
        "{told:?}"
    );
    assert!(
        told.iter().any(|t| t.starts_with("bank.csv 4 line_lost")),
        "{told:?}"
    );

    let desk = Desk::new();
    let fees = desk.put("fees.csv", "product,rate_bp\nvisa,249\nVisa,319\n");
    let fees = fees.to_str().unwrap();
    let run = self::run(
        bank,
        "id,due_date,amount\nL1,2026-04-10,1.00\n",
        &["--fees", fees],
    );
    assert_eq!(run.exit, Exit::Failed);
    assert!(
        run.stderr.contains("line 3") && run.stderr.contains("overlap"),
        "{}",
        run.stderr
    );
}

#[test]
fn many_identical_rows_finish_and_say_what_was_not_decided() {
    let mut bank = String::from("date,amount,memo\n");
    let mut ledger = String::from("id,due_date,amount,name\n");
    for n in 0..4_000 {
        bank.push_str("2026-04-10,10.00,PIX RECEBIDO\n");
        ledger.push_str(&format!("L{n},2026-04-10,10.00,\n"));
    }
    let summary = done(&bank, &ledger, &[]).summary();
    let count = |key: &str| summary[key].as_u64().unwrap();
    assert_eq!(count("bank_lines"), 4_000);
    assert!(count("cut_short") > 0, "told");
    assert_eq!(
        count("matched_bank") + count("review") + count("open_bank"),
        4_000
    );
}

#[test]
fn a_late_payment_with_fine_and_interest_is_a_kind_of_its_own() {
    // 2 % fine and 1 % a month for ten days: 20.00 and 3.33.
    let run = done(
        "id,date,amount,memo,ref\nB1,2026-04-20,1023.33,PIX ANA ROSA,NN 90017\n",
        "id,due_date,amount,name,ref\nL1,2026-04-10,1000.00,Ana Rosa,NN 90017\n",
        &[],
    );
    assert_eq!(applied(&run), ["B1 L1 interest_added 1023.33 -23.33"]);
}

#[test]
fn a_deposit_that_may_be_either_of_two_debts_shows_both() {
    let run = done(
        "id,date,amount,memo\nB1,2026-04-11,731.17,DEPOSITO EM DINHEIRO\n",
        "id,due_date,amount,name\nL1,2026-04-10,731.17,Ana Lima\nL2,2026-04-10,731.17,Rui Peixoto\n",
        &[],
    );
    assert!(run.pairs().is_empty());
    let rows = run.rows("review.csv");
    let [row] = &rows[..] else { panic!("{rows:?}") };
    let shown = format!("{} {}", row["ledger_id"], row["alternatives"]);
    assert!(shown.contains("L1") && shown.contains("L2"), "{shown}");
}

#[test]
fn a_branch_number_in_a_memo_is_no_reference() {
    let bank = "id,date,amount,memo\nB1,2026-04-11,500.00,TED AG 0341 CC 12345 JOSE SILVA\n";
    let other = "L1,2026-04-10,500.00,Padaria Aurora,341\n";
    let own = "L2,2026-04-10,500.00,José Silva,778\n";
    let header = "id,due_date,amount,name,ref\n";
    let run = done(bank, &format!("{header}{other}{own}"), &[]);
    assert_eq!(run.pairs(), ["B1 L2 one_to_one"]);
    let alone = done(
        bank,
        &format!("{header}{other}"),
        &["--explain", "B1", "L1"],
    );
    let says = alone.stdout.to_lowercase();
    assert!(
        says.contains("compared with l1") && !says.contains("reference"),
        "{says}"
    );
}
