//! Input that cannot be what was meant: each is told with the row and the fix.

use examples::cli::Exit;

use crate::run::{Desk, Run};

const BANK: &str = "id,date,amount\nB1,2026-04-10,1.00\n";
const LEDGER: &str = "id,due_date,amount\nL1,2026-04-10,1.00\n";

fn run(bank: &str, ledger: &str, more: &[(&str, &str)]) -> Run {
    let desk = Desk::new();
    let mut args = Vec::new();
    for (option, content) in [("bank", bank), ("ledger", ledger)].iter().chain(more) {
        let path = desk.put(&format!("{option}.csv"), content);
        args.extend([format!("--{option}"), path.to_str().unwrap().to_owned()]);
    }
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    desk.reconcile(&args)
}

/// What is said where nothing comes of the run.
fn refused(bank: &str, ledger: &str, more: &[(&str, &str)]) -> String {
    let run = run(bank, ledger, more);
    assert_eq!(run.exit, Exit::Failed, "{}", run.stderr);
    assert!(!run.out.join("matches.csv").exists());
    let error = run.stderr.lines().find(|line| line.starts_with("error: "));
    error.unwrap().to_owned()
}

/// `file line effect field: problem; fix` of each row of `problems.csv`.
fn problems(run: &Run) -> Vec<String> {
    assert_eq!(run.exit, Exit::Done, "{}", run.stderr);
    let columns = ["file", "line", "effect", "field"];
    let told = run.rows("problems.csv").into_iter().map(|row| {
        let place = columns.map(|c| row[c].clone()).join(" ");
        format!("{place}: {}; {}", row["problem"], row["fix"])
    });
    told.collect()
}

#[test]
fn an_id_of_the_ledger_stands_in_one_row() {
    let error = refused(
        BANK,
        "id,due_date,amount\nL1,2026-04-10,1.00\nL2,2026-04-10,2.00\nL1,2026-04-11,3.00\n",
        &[],
    );
    for says in [
        "ledger.csv, lines 2 and 4: both rows have the id \"L1\"; give each row an id of its own",
        "such as L1-1 and L1-2",
    ] {
        assert!(error.contains(says), "{error}");
    }
}

#[test]
fn all_rows_with_a_repeated_id_are_counted() {
    let rows = "A,2026-04-10,1.00\n".repeat(3) + &"B,2026-04-10,1.00\n".repeat(2);
    let error = refused(BANK, &format!("id,due_date,amount\n{rows}"), &[]);
    assert!(error.contains("lines 2 and 3"), "{error}");
    assert!(error.contains("so it is in 2 more rows"), "{error}");
}

#[test]
fn a_bank_repeats_its_ids_and_both_lines_count() {
    let run = run(
        "id,date,amount\nB1,2026-04-10,1.00\nB1,2026-04-11,2.00\n",
        "id,due_date,amount\nL1,2026-04-10,1.00\nL2,2026-04-11,2.00\n",
        &[],
    );
    assert_eq!(run.pairs(), ["B1 L1 one_to_one", "B1#2 L2 one_to_one"]);
    assert_eq!(
        problems(&run),
        [
            "bank.csv 3 note id: the identifier was used before in this file; \
             nothing: both were kept, the later one as ID#2, ID#3, …"
        ]
    );
}

#[test]
fn currencies_are_never_added_to_each_other() {
    let statement = |currency: &str, account: &str, lines: &[(&str, &str)]| {
        let lines: String = lines
            .iter()
            .map(|(id, amount)| {
                format!(
                    "<STMTTRN><TRNTYPE>OTHER<DTPOSTED>20260410<TRNAMT>{amount}<FITID>{id}<MEMO>x</STMTTRN>"
                )
            })
            .collect();
        format!(
            "<STMTTRNRS><STMTRS><CURDEF>{currency}<BANKACCTFROM><BANKID>0341<ACCTID>{account}\
             <ACCTTYPE>CHECKING</BANKACCTFROM><BANKTRANLIST>\n{lines}\n</BANKTRANLIST></STMTRS></STMTTRNRS>"
        )
    };
    let reais = statement("BRL", "11", &[("B1", "700.00"), ("B2", "3.00")]);
    let dollars = statement("USD", "12", &[("B3", "50.00"), ("B4", "60.00")]);
    let run = run(
        &format!("OFXHEADER:100\n\n<OFX><BANKMSGSRSV1>{reais}{dollars}</BANKMSGSRSV1></OFX>\n"),
        "id,due_date,amount\nL1,2026-04-10,700.00\nL2,2026-04-10,50.00\nL3,2026-04-10,110.00\n",
        &[],
    );
    assert_eq!(run.pairs(), ["B1 L1 one_to_one"]);
    let told = problems(&run);
    let [currency] = &told[..] else {
        panic!("{told:?}")
    };
    for says in [
        "2 lines",
        "are in USD",
        "are in no sum; give each a run of its own",
    ] {
        assert!(currency.contains(says), "{currency}");
    }
    let summary = run.summary();
    assert_eq!(summary["foreign_currency_lines"], 2);
    assert_eq!(summary["amounts"]["open_bank"], "3.00");
}

#[test]
fn two_fees_for_one_sale_fail() {
    let fees = "product,rate_bp\nvisa,249\nmaster,299\nVisa,319\n";
    let error = refused(BANK, LEDGER, &[("fees", fees)]);
    for says in [
        "fees.csv: line 4",
        "overlap",
        "visa: 2.49 %",
        "Visa: 3.19 %",
    ] {
        assert!(error.contains(says), "{error}");
    }
}

#[test]
fn an_amount_that_no_account_holds_is_left_out() {
    let run = run(
        &format!("{BANK}B2,2026-04-10,92233720368547758.08\n"),
        LEDGER,
        &[],
    );
    let told = problems(&run);
    let [amount] = &told[..] else {
        panic!("{told:?}")
    };
    assert!(
        amount.starts_with("bank.csv 3 line_lost amount: "),
        "{amount}"
    );
    assert!(
        amount.ends_with(
            "beyond counting; write it with two decimals and at most 16 digits before them"
        ),
        "{amount}"
    );
}

#[test]
fn a_date_of_no_bank_calendar_is_left_out() {
    let run = run(
        &format!("{BANK}B2,1899-12-31,1.00\n"),
        &format!("{LEDGER}L2,2200-01-01,2.00\n"),
        &[],
    );
    let told = problems(&run);
    for place in [
        "bank.csv 3 line_lost date: ",
        "ledger.csv 3 line_lost due_date: ",
    ] {
        let fix = "write it as dd/mm/yyyy or yyyy-mm-dd, from 1900 to 2199";
        let found = told.iter().find(|t| t.starts_with(place));
        assert!(found.is_some_and(|t| t.ends_with(fix)), "{told:?}");
    }
}

#[test]
fn a_plan_with_an_unknown_field_names_it_and_the_known_ones() {
    let error = refused(BANK, LEDGER, &[("plan", "{\n  \"dayz_after\": 3\n}")]);
    for says in ["plan.csv", "dayz_after", "days_after", "line 2"] {
        assert!(error.contains(says), "{error}");
    }
}

#[test]
fn booked_at_is_the_day_of_the_payment() {
    let run = run(
        "id,date,amount,memo\nB1,2026-04-30,5.00,TARIFA\n",
        "id,due_date,amount,name,booked_at\nL2,2026-01-05,77.00,Rui Peixoto,2026-04-28\n\
         L3,2026-01-05,88.00,Bia Lima,\n",
        &[],
    );
    // What the ledger has as paid is late from that day, what it does not from its due day.
    let ages: Vec<String> = run
        .rows("open_ledger.csv")
        .iter()
        .map(|row| format!("{} {} {}", row["ledger_id"], row["date"], row["age_days"]))
        .collect();
    assert_eq!(ages, ["L3 2026-01-05 115", "L2 2026-04-28 2"]);
}
