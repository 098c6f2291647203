//! What the files hold, and what never gets into them.

use std::fs::{self, File};
use std::io::BufReader;

use client_core::audit::verify_chain;
use examples::cli::Exit;

use crate::run::{Desk, Run};

const LEDGER: &str = "id,due_date,amount,name\nL1,2026-04-10,100.00,Ana Rosa Prates\n";

fn with_bank(bank: &str) -> Run {
    with_both(bank, LEDGER)
}

fn with_both(bank: &str, ledger: &str) -> Run {
    let desk = Desk::new();
    let (bank, ledger) = (desk.put("bank.csv", bank), desk.put("ledger.csv", ledger));
    desk.reconcile_files(&bank, &ledger, &[])
}

/// An OFX statement of an account, with `(day, amount, fitid, memo)` lines.
fn ofx(account: &str, currency: &str, lines: &[(u8, &str, &str, &str)]) -> String {
    let mut text = format!(
        "OFXHEADER:100\nDATA:OFXSGML\n\n<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>{currency}\n\
         <BANKACCTFROM><BANKID>0341<ACCTID>{account}<ACCTTYPE>CHECKING</BANKACCTFROM>\n\
         <BANKTRANLIST>\n"
    );
    for (day, amount, id, memo) in lines {
        text.push_str(&format!(
            "<STMTTRN><TRNTYPE>OTHER<DTPOSTED>202604{day:02}<TRNAMT>{amount}<FITID>{id}\
             <MEMO>{memo}</STMTTRN>\n"
        ));
    }
    text.push_str("</BANKTRANLIST></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>\n");
    text
}

fn headers(run: &Run, file: &str) -> String {
    run.text(file).lines().next().unwrap().to_owned()
}

#[test]
fn columns_are_those_that_other_programs_read() {
    let run = with_bank("id,date,amount,memo\nB1,2026-04-10,100.00,PIX ANA ROSA PRATES\n");
    let columns = [
        (
            "matches.csv",
            "bank_id,ledger_id,match_id,kind,score,rule,evidence,applied,gap",
        ),
        ("internal.csv", "side,id,other_id,kind,score,evidence"),
        (
            "review.csv",
            "bank_id,ledger_id,review_id,kind,score,rule,evidence,certificate,margin,\
             alternative_count,alternatives",
        ),
        (
            "open_bank.csv",
            "bank_id,date,amount,reason,detail,nearest_ledger_id,related_bank_id,age_days,text",
        ),
        (
            "open_ledger.csv",
            "ledger_id,date,amount,reason,detail,nearest_bank_id,related_ledger_id,age_days,text",
        ),
        ("problems.csv", "file,line,byte,field,effect,problem,fix"),
    ];
    for (file, expected) in columns {
        assert_eq!(headers(&run, file), expected);
    }
    let row = &run.rows("matches.csv")[0];
    assert_eq!(
        (&*row["match_id"], &*row["rule"]),
        ("M1", "amount_and_clues")
    );
    assert!(row["score"].parse::<f64>().unwrap() > 7.0);
    assert!(row["evidence"].contains("the name is recognisable to 100 %"));
}

#[test]
fn ids_survive_to_the_letter() {
    let run = with_both(
        "bank_id,date,amount,memo\n\"=1,\"\"ção\",2026-04-10,100.00,PIX ANA ROSA PRATES\n",
        "ledger_id,due_date,amount,name\n-0 7,2026-04-10,100.00,Ana Rosa Prates\n",
    );
    assert_eq!(run.pairs(), ["=1,\"ção -0 7 one_to_one"]);
}

#[test]
fn formulas_are_disarmed_and_amounts_are_not() {
    let run = with_bank("id,date,amount,memo\nB1,2026-04-10,-7.00,=HYPERLINK(\"http://x\")\n");
    let open = &run.rows("open_bank.csv")[0];
    assert_eq!(open["text"], "'=HYPERLINK(\"http://x\")");
    assert_eq!(open["amount"], "-7.00");
}

#[test]
fn lost_lines_are_told_and_counted_and_nothing_else_is() {
    let run = with_bank(
        "id,date,amount,memo\nB1,2026-04-10,100.00,PIX ANA ROSA PRATES\n\
         B2,31/02/2026,1.00,SEGREDO\nB3,2026-04-11,1.005,SEGREDO\n",
    );
    let told: Vec<_> = run
        .rows("problems.csv")
        .iter()
        .map(|row| {
            format!(
                "{} {} {} {}",
                row["line"], row["field"], row["effect"], row["fix"]
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            "3 date line_lost write it as dd/mm/yyyy or yyyy-mm-dd, from 1900 to 2199",
            "4 amount line_lost write it with two decimals and at most 16 digits before them",
        ]
    );
    let summary = run.summary();
    assert_eq!(summary["lines_lost"], 2);
    assert_eq!(summary["bank_lines"], 1);
    assert!(
        run.stderr
            .contains("bank.csv, line 3, date: `99/99/9999` is not a date")
    );
    for personal in ["SEGREDO", "ANA", "Ana"] {
        assert!(!run.stderr.contains(personal), "{}", run.stderr);
    }
}

#[test]
fn many_problems_do_not_flood_the_screen() {
    let mut bank = String::from("id,date,amount,memo\n");
    for n in 0..50 {
        bank.push_str(&format!("B{n},2026-04-10,R$ x,PIX\n"));
    }
    let run = with_bank(&bank);
    assert_eq!(run.rows("problems.csv").len(), 50);
    assert_eq!(run.stderr.matches("is not an amount").count(), 20);
    assert!(run.stderr.contains("30 more problems in problems.csv"));
}

#[test]
fn overlapping_exports_of_an_account_count_each_line_once() {
    let desk = Desk::new();
    let early = [
        (9, "50.00", "1", "PIX ANA"),
        (10, "-9.90", "2", "TARIFA"),
        (10, "-9.90", "3", "TARIFA"),
    ];
    // The bank numbers anew, and there is a third fee on the tenth.
    let late = [
        (10, "-9.90", "1", "TARIFA"),
        (10, "-9.90", "2", "TARIFA"),
        (10, "-9.90", "3", "TARIFA"),
        (11, "70.00", "4", "PIX BIA"),
    ];
    let first = desk.put("1.ofx", ofx("11", "BRL", &early));
    let second = desk.put("2.ofx", ofx("11", "BRL", &late));
    let ledger = desk.put("ledger.csv", LEDGER);
    let more = ["--bank", second.to_str().unwrap()];
    let run = desk.reconcile_files(&first, &ledger, &more);
    assert_eq!(run.summary()["bank_lines"], 5);
    let ids = run
        .rows("open_bank.csv")
        .into_iter()
        .map(|row| row["bank_id"].clone());
    let mut ids: Vec<_> = ids.collect();
    ids.sort_unstable();
    assert_eq!(ids, ["1", "2", "3", "3#2", "4"]);
    let counted_once = |row: &&crate::run::Row| row["fix"] == "nothing: it was counted once";
    assert_eq!(
        run.rows("problems.csv").iter().filter(counted_once).count(),
        2
    );
}

#[test]
fn two_accounts_may_share_ids_and_contents() {
    let desk = Desk::new();
    let line = [(9, "50.00", "1", "PIX ANA")];
    let first = desk.put("1.ofx", ofx("11", "BRL", &line));
    let second = desk.put("2.ofx", ofx("12", "BRL", &line));
    let ledger = desk.put("ledger.csv", LEDGER);
    let run = desk.reconcile_files(&first, &ledger, &["--bank", second.to_str().unwrap()]);
    assert_eq!(run.summary()["bank_lines"], 2);
    let problems = run.rows("problems.csv");
    assert_eq!(problems.len(), 1);
    assert_eq!(
        problems[0]["problem"],
        "the id was used before in another statement"
    );
}

#[test]
fn one_file_under_two_names_is_refused() {
    let desk = Desk::new();
    let text = "id,date,amount\nB1,2026-04-10,1.00\n";
    let (first, second) = (desk.put("a.csv", text), desk.put("a (1).csv", text));
    let ledger = desk.put("ledger.csv", LEDGER);
    let run = desk.reconcile(&[
        "--bank",
        first.to_str().unwrap(),
        second.to_str().unwrap(),
        "--ledger",
        ledger.to_str().unwrap(),
    ]);
    assert_eq!(run.exit, Exit::Failed);
    assert!(run.stderr.contains("hold the same bytes"), "{}", run.stderr);
    assert!(!run.out.exists());
}

#[test]
fn foreign_money_is_counted_and_not_added() {
    let desk = Desk::new();
    let bank = desk.put("usd.ofx", ofx("11", "USD", &[(10, "100.00", "1", "WIRE")]));
    let ledger = desk.put("ledger.csv", LEDGER);
    let run = desk.reconcile_files(&bank, &ledger, &[]);
    let summary = run.summary();
    assert_eq!(summary["foreign_currency_lines"], 1);
    assert_eq!(summary["open_bank"], 1, "dollars do not pay reais");
    assert_eq!(summary["amounts"]["open_bank"], "0.00");
    assert!(run.text("report.html").contains("USD\u{a0}100,00"));
}

#[test]
fn kinds_that_cannot_be_meant_are_told() {
    let run = with_both(
        "id,date,amount,memo\nB1,2026-04-10,100.00,x\n",
        "id,due_date,amount,kind\nL1,2026-04-10,100.00,card:elo\nL2,2026-04-10,5.00,card:elo\n\
         L3,2026-04-10,7.00,card elo\n",
    );
    let told: Vec<_> = run
        .rows("problems.csv")
        .into_iter()
        .map(|row| row["problem"].clone())
        .collect();
    assert_eq!(
        told,
        [
            "1 entry is neither `invoice` nor `card:PRODUCT`",
            "2 entries of card product `elo`, which has no fee row",
        ]
    );
}

#[test]
fn a_tie_becomes_a_question_with_its_other_answer() {
    let run = with_both(
        "id,date,amount,memo\nB1,2026-04-10,731.17,PIX JOSE\n",
        "id,due_date,amount,name\nL1,2026-04-10,731.17,José Silva\nL2,2026-04-10,731.17,José Souza\n",
    );
    assert_eq!(run.pairs(), Vec::<String>::new());
    let reviews = run.rows("review.csv");
    assert_eq!(reviews.len(), 1, "{:?}", run.rows("open_bank.csv"));
    let review = &reviews[0];
    assert_eq!(&review["certificate"], "tie");
    let others: serde_json::Value = serde_json::from_str(&review["alternatives"]).unwrap();
    assert_eq!(others[0]["bank_ids"][0], "B1");
    let answers = [
        review["ledger_id"].clone(),
        others[0]["ledger_ids"][0].as_str().unwrap().into(),
    ];
    assert_eq!(answers, ["L1", "L2"]);
    let summary = run.summary();
    assert_eq!(
        (&summary["review"], &summary["review_cases"]),
        (&1.into(), &1.into())
    );
}

#[test]
fn json_is_the_summary_and_nothing_else() {
    let desk = Desk::new();
    let bank = desk.put("bank.csv", "id,date,amount\nB1,2026-04-10,-1.50\n");
    let ledger = desk.put("ledger.csv", LEDGER);
    let run = desk.reconcile_files(&bank, &ledger, &["--json"]);
    assert_eq!(run.stdout, run.text("summary.json"));
    let summary = run.summary();
    assert_eq!(summary["amounts"]["open_bank"], "-1.50");
    assert_eq!(summary["amounts"]["open_ledger"], "100.00");
    assert_eq!(summary["bank_money"]["out"]["open"], "-1.50");
    for seconds in ["read", "match", "write"] {
        assert!(summary["seconds"][seconds].as_f64().unwrap() >= 0.0);
    }
}

#[test]
fn runs_repeat_themselves_and_the_audit_log_grows() {
    let desk = Desk::new();
    let bank = "id,date,amount,memo\nB1,2026-04-10,100.00,PIX ANA ROSA PRATES\n";
    let (bank, ledger) = (desk.put("bank.csv", bank), desk.put("ledger.csv", LEDGER));
    let files = ["matches.csv", "open_ledger.csv", "report.html"];
    let first = files.map(|file| desk.reconcile_files(&bank, &ledger, &[]).text(file));
    let run = desk.reconcile_files(&bank, &ledger, &[]);
    assert_eq!(files.map(|file| run.text(file)), first);

    let log = run.out.join("audit.jsonl");
    let chain = verify_chain(BufReader::new(File::open(&log).unwrap())).unwrap();
    assert_eq!(chain.records(), 4);
    let log = fs::read_to_string(log).unwrap();
    assert!(log.contains("\"event\":\"export.created\""));
    assert!(!log.contains("ANA") && !log.contains("Ana"));

    let mut names: Vec<String> = fs::read_dir(&run.out)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort_unstable();
    let mut expected: Vec<&str> = examples::report::FILES.to_vec();
    expected.push("audit.jsonl");
    expected.sort_unstable();
    assert_eq!(names, expected, "no drafts are left behind");
}
