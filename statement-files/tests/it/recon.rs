//! What a reconciliation gets to see (feature `recon`).

use recon_core::{Book, Tag};
use statement_files::{ProblemKind, fees, ledger};

use time::macros::date;

use crate::only_statement;

#[test]
fn a_statement_makes_a_book() {
    let statement = only_statement("ofx/itau.ofx");
    let entries: Vec<_> = statement.entries().collect::<Result<_, _>>().unwrap();
    let ids: Vec<_> = entries.iter().map(|entry| entry.id()).collect();
    assert_eq!(ids[..2], ["20260413001", "20260413002"]);
    assert_eq!(
        ids[2],
        statement.lines[2].identity.to_string(),
        "the FITID is taken"
    );
    let amounts: Vec<_> = entries.iter().map(|entry| entry.amount()).collect();
    assert_eq!(amounts, [25_000, -4_500, -4_500, -60]);
    assert_eq!(entries[0].date(), statement.lines[0].date);
    Book::from_entries(entries).unwrap();
}

#[test]
fn a_ledger_and_its_fees_reconcile_with_a_statement() {
    let ledger = ledger::read(
        b"id,due_date,amount,name,kind\nL1,2026-04-13,250.00,Jose & Cia,invoice\n\
          L2,2026-04-13,100.00,,card:visa\n",
    )
    .unwrap();
    let entries = ledger.entries.iter().map(|entry| entry.to_entry().unwrap());
    let right = Book::from_entries(entries).unwrap();
    let left = only_statement("ofx/itau.ofx");
    let left = Book::from_entries(left.entries().map(Result::unwrap)).unwrap();
    let contract = fees::read(b"product,rate_bp\nvisa,250\n")
        .unwrap()
        .to_contract()
        .unwrap();
    assert_eq!(contract.net("visa", 10_000), Some(9_750));
    let plan = recon_core::Plan::brazilian_bank().with_fee_contract(contract);
    let outcome = recon_core::reconcile(&left, &right, &plan);
    assert_eq!(outcome.matches.len(), 1);
}

#[test]
fn a_fraction_of_a_cent_is_refused() {
    let ledger = ledger::read(b"id,due_date,amount\nL1,2026-04-13,0.1234\n").unwrap();
    let problem = ledger.entries[0].to_entry().unwrap_err();
    assert_eq!(problem.kind, ProblemKind::NotInCents);
    assert_eq!(problem.position.line, 2);
}

#[test]
fn fee_rows_that_overlap_are_an_error_that_names_the_row() {
    let fees = fees::read(
        b"product,rate_bp,brand\ncredito,249,elo\ncredito,289,visa\nCr\xc3\xa9dito,319,ELO\n",
    )
    .unwrap();
    let error = fees.to_contract().unwrap_err();
    assert_eq!(error.position.line, 4);
    let told = error.to_string();
    assert!(
        told.contains("overlap") && told.contains("keep one"),
        "{told}"
    );
}

#[test]
fn what_a_ledger_knows_beside_the_amount_reaches_the_entry() {
    let ledger = ledger::read(
        b"id,due_date,amount,due_amount,discount_until,discount_amount,product,brand,account\n\
          L1,2026-04-13,100.00,102.00,2026-04-10,5.00,credito,elo,12-3\n",
    )
    .unwrap();
    let entry = ledger.entries[0].to_entry().unwrap();
    let expected = recon_core::Entry::new("L1", 10_000, date!(2026 - 04 - 13))
        .with_tag(Tag::Product, "credito")
        .with_tag(Tag::Brand, "elo")
        .with_tag(Tag::Account, "12-3")
        .with_due_amount(10_200)
        .with_discount(date!(2026 - 04 - 10), 500);
    assert!(entry == expected, "{entry:?}");

    let bank = "date,amount,remittance\n2026-04-13,300.00,L1; L2|L3\n";
    let statements = statement_files::read(bank.as_bytes()).unwrap();
    let entry = statements[0].entries().next().unwrap().unwrap();
    assert_eq!(entry.remittance().collect::<Vec<_>>(), ["L1", "L2", "L3"]);
}
