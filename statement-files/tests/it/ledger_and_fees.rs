//! The two other tables that a reconciliation reads.

use rust_decimal::Decimal;
use statement_files::ledger::{self, LedgerEntry, LedgerKind};
use statement_files::{Effect, ReadError, Source, fees};
use time::macros::date;

use crate::told;

fn ids(entries: &[LedgerEntry]) -> Vec<&str> {
    entries.iter().map(|entry| entry.id.as_str()).collect()
}

#[test]
fn a_ledger_in_english() {
    let file = "ledger_id,due_date,amount_cents,name,doc,ref,kind\n\
        L1,2026-04-10,184250,Clarice Nunes,52998224725,NF 123,invoice\n\
        L2,2026-04-11,10000,,,000778,card:visa_credito\n\
        L3,2026-04-12,-5000,,,,payroll\n\
        L4,2026-04-12,1,,,,\n";
    let ledger = ledger::read(file.as_bytes()).unwrap();
    assert!(ledger.problems.is_empty(), "{:?}", ledger.problems);
    assert_eq!(ids(&ledger.entries), ["L1", "L2", "L3", "L4"]);
    let [invoice, card, payroll, bare] = &ledger.entries[..] else {
        panic!()
    };
    assert_eq!(invoice.due_date, date!(2026 - 04 - 10));
    assert_eq!(invoice.cents(), Some(184_250));
    assert_eq!(invoice.document.as_deref(), Some("52998224725"));
    assert_eq!(invoice.reference.as_deref(), Some("NF 123"));
    assert_eq!(
        card.kind,
        LedgerKind::Card {
            product: "visa_credito".into()
        }
    );
    assert_eq!(
        card.reference.as_deref(),
        Some("000778"),
        "leading zeros stay"
    );
    assert_eq!(payroll.kind, LedgerKind::Other("payroll".into()));
    assert_eq!(payroll.amount.to_string(), "-50.00");
    assert_eq!(
        (&bare.kind, bare.name.as_deref()),
        (&LedgerKind::Invoice, None)
    );
}

#[test]
fn a_ledger_from_a_brazilian_spreadsheet() {
    let file = b"Relat\xF3rio de contas a receber;;;\nC\xF3digo;Cliente;Vencimento;Valor (R$)\n\
        1;S\xE3o Jo\xE3o Ltda;10/04/2026;R$ 1.842,50\n";
    let ledger = ledger::read(file).unwrap();
    let entry = &ledger.entries[0];
    assert_eq!(entry.name.as_deref(), Some("São João Ltda"));
    assert_eq!(
        (entry.due_date, entry.cents()),
        (date!(2026 - 04 - 10), Some(184_250))
    );
    assert_eq!(entry.position.line, 3);
}

#[test]
fn bad_rows_are_told_and_the_rest_is_read() {
    let file = "id;due_date;amount;doc\n\
        1,23457E+13;10/04/2026;1,00;\n\
        a;;1,00;\n\
        b;31/04/2026;1,00;\n\
        c;10/04/2026;;\n\
        d;10/04/2026;1,00;5,29982E+10\n\
        d;10/04/2026;2,00;\n\
        e;10/04/2026;1;2;3\n\
        \n\
        f;10/04/2026;3,00;\n";
    let ledger = ledger::read(file.as_bytes()).unwrap();
    assert_eq!(ids(&ledger.entries), ["d", "d", "f"]);
    assert_eq!(
        told(&ledger.problems),
        [
            "2 id LineLost: `9,99999A+99` is scientific notation: digits were lost",
            "3 due_date LineLost: there is no value",
            "4 due_date LineLost: `99/99/9999` is not a date",
            "5 amount LineLost: there is no value",
            "6 doc FieldLost: `9,99999A+99` is scientific notation: digits were lost",
            "7 id Note: the identifier was used before in this file",
            "8 column 5 LineLost: the row has 5 cells, the header 4 columns",
        ]
    );
    let lost = ledger
        .problems
        .iter()
        .filter(|p| p.effect == Effect::LineLost)
        .count();
    assert_eq!(
        lost + ledger.entries.len(),
        8,
        "every row that is not blank"
    );
}

#[test]
fn a_ledger_says_which_column_is_missing() {
    let error = ledger::read(b"id,amount,name\n1,2,x\n").unwrap_err();
    assert_eq!(
        error,
        ReadError::NoHeader {
            missing: "due_date".into()
        }
    );
}

#[test]
fn a_fee_table() {
    let fees = fees::read(
        "product,rate_bp\nvisa_credito,319\n\nelo,2.49\npix,-1\nx,10000\n,1\n".as_bytes(),
    )
    .unwrap();
    let [row] = &fees.rows[..] else {
        panic!("{:?}", fees.rows)
    };
    assert_eq!(
        (row.product.as_str(), row.basis_points),
        ("visa_credito", 319)
    );
    assert_eq!(
        told(&fees.problems),
        [
            "4 rate_bp LineLost: `9.99` is not a rate in basis points",
            "5 rate_bp LineLost: `-9` is not a rate in basis points",
            "6 rate_bp LineLost: `99999` is not a rate in basis points",
            "7 product LineLost: there is no value",
        ]
    );
}

#[test]
fn a_ledger_may_say_more() {
    let ledger = ledger::read(
        b"id,due_date,amount,due_amount,discount_until,discount_amount,product,brand,account,booked_at\n\
          L1,2026-04-10,100.00,102.00,2026-04-05,5.00,credito,elo,1234,2026-04-12\n\
          L2,2026-04-10,-100.00,102.00,2026-04-05,,,,,\n\
          L3,2026-04-10,100.00,,2026-04-05,100.01,,,,12/13/2026\n",
    )
    .unwrap();
    let [full, ..] = &ledger.entries[..] else {
        panic!("{:?}", ledger.problems)
    };
    assert_eq!(full.due_amount, Some(Decimal::new(10_200, 2)));
    assert_eq!(
        full.discount,
        Some((date!(2026 - 04 - 05), Decimal::new(500, 2)))
    );
    let texts = [&full.product, &full.brand, &full.account].map(Option::as_deref);
    assert_eq!(texts, [Some("credito"), Some("elo"), Some("1234")]);
    assert_eq!(full.booked_at, Some(date!(2026 - 04 - 12)));
    assert_eq!(ledger.entries.len(), 3);
    assert_eq!(
        told(&ledger.problems),
        [
            "3 discount_amount FieldLost: there is no value",
            "3 due_amount FieldLost: it does not go with the entry's amount",
            "4 booked_at FieldLost: `99/99/9999` is not a date",
            "4 discount_amount FieldLost: it does not go with the entry's amount",
        ]
    );
}

#[test]
fn fees_by_brand_and_date() {
    let fees = fees::read(
        b"product,rate_bp,brand,fixed_fee,valid_from,valid_until\n\
          credito,249,elo,0.10,2026-01-01,30/06/2026\ncredito,289,visa,,,\n",
    )
    .unwrap();
    let [elo, visa] = &fees.rows[..] else {
        panic!("{:?}", fees.problems)
    };
    assert_eq!((elo.fixed_cents, elo.brand.as_deref()), (10, Some("elo")));
    assert_eq!(elo.valid_until, Some(date!(2026 - 06 - 30)));
    assert_eq!((visa.fixed_cents, visa.valid_from), (0, None));
}

#[test]
fn the_caller_may_name_the_columns() {
    let file = b"when;who;code;signed\n10/04/2026;Ana;L1;100,00\n";
    let columns = [("due_date", "when"), ("id", "code"), ("amount", "signed")];
    let source = Source::new(file).with_columns(columns);
    let entry = ledger::rows(&source).unwrap().next().unwrap().unwrap();
    assert_eq!(
        (entry.id.as_str(), entry.name),
        ("L1", None),
        "others are passed over"
    );

    let source = Source::new(file).with_columns([("due_date", "wenn")]);
    let error = ledger::rows(&source).unwrap_err().to_string();
    assert!(
        error.contains("missing: id, due_date, amount, wenn"),
        "{error}"
    );
    let source = Source::new(file).with_columns([("due_day", "when")]);
    let error = ledger::rows(&source).unwrap_err().to_string();
    assert!(
        error.contains("`due_day` is no column") && error.contains("id, due_date, amount"),
        "{error}"
    );
}
