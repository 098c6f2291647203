//! What holds for any input.

use proptest::prelude::*;
use rust_decimal::Decimal;
use statement_files::{Source, Statement, csv, fees, ledger, ofx};

use crate::fixture;

fn read_everything(bytes: &[u8]) {
    let _ = statement_files::read(bytes);
    let _ = ofx::read(bytes);
    let _ = csv::read(bytes);
    let _ = ledger::read(bytes);
    let _ = fees::read(bytes);
}

/// Pieces that files are made of, so that random texts get deep into the readers.
fn fragment() -> impl Strategy<Value = Vec<u8>> {
    let pieces: Vec<&'static [u8]> = vec![
        b"<OFX>",
        b"</OFX>",
        b"<STMTRS>",
        b"</STMTRS>",
        b"<CCSTMTRS>",
        b"<STMTTRN>",
        b"</STMTTRN>",
        b"<BANKACCTFROM>",
        b"<ACCTID>12-3",
        b"<DTPOSTED>20260401",
        b"<TRNAMT>-1.234",
        b"<TRNAMT>1,00",
        b"<MEMO>",
        b"<FITID>",
        b"<LEDGERBAL>",
        b"<BALAMT>",
        b"<![CDATA[",
        b"]]>",
        b"<!--",
        b"-->",
        b"&amp;",
        b"&#99999999;",
        b"<CURRENCY>",
        b"<STATUS>",
        b"<INVTRANLIST>",
        b"Data;Valor\n",
        b"id,due_date,amount\n",
        b"product|rate_bp\n",
        b"01/04/2026",
        b"46123",
        b";",
        b",",
        b"|",
        b"\t",
        b"\n",
        b"\r",
        b"\"",
        b"\"\"",
        b"1.234",
        b"R$ 1,00-",
        b"(",
        b")",
        b"SALDO",
        b"TOTAL",
        b"Conta 12-3",
        b"1,2E+9",
        b"D",
        b"\xC9",
        b"\xC3\x89",
        b"\xE2\x88\x92",
        b"\0",
    ];
    prop_oneof![
        4 => proptest::sample::select(pieces).prop_map(<[u8]>::to_vec),
        1 => proptest::collection::vec(any::<u8>(), 0..6),
    ]
}

fn fragments() -> impl Strategy<Value = Vec<u8>> {
    proptest::collection::vec(fragment(), 0..60).prop_map(|pieces| pieces.concat())
}

/// A value of a leaf, good or bad, that holds no tag.
fn value() -> impl Strategy<Value = String> {
    prop_oneof![
        "[0-9]{8}",
        "2026(0[1-9]|1[0-2])(0[1-9]|1[0-9]|2[0-8])",
        "-?[0-9]{1,3}([.,][0-9]{2,3}){0,2}",
        "[A-Za-z0-9 &;/$.,é-]{0,20}",
    ]
}

fn transaction() -> impl Strategy<Value = String> {
    let leaf = (
        proptest::sample::select(vec![
            "DTPOSTED", "TRNAMT", "FITID", "MEMO", "NAME", "CHECKNUM",
        ]),
        value(),
        any::<bool>(),
    );
    (proptest::collection::vec(leaf, 0..8), any::<bool>()).prop_map(|(leaves, closed)| {
        let leaves: String = leaves
            .into_iter()
            .map(|(name, value, closed)| {
                let end = if closed {
                    format!("</{name}>")
                } else {
                    "\n".to_owned()
                };
                format!("<{name}>{value}{end}")
            })
            .collect();
        format!(
            "<STMTTRN>{leaves}{}",
            if closed { "</STMTTRN>" } else { "" }
        )
    })
}

fn accounted_for(statements: &[Statement]) -> usize {
    statements
        .iter()
        .map(|s| s.lines.len() + s.lost_lines().count())
        .sum()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_reader_panics_on_any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        read_everything(&bytes);
    }

    #[test]
    fn no_reader_panics_on_pieces_of_files(bytes in fragments()) {
        read_everything(&bytes);
    }

    #[test]
    fn no_reader_panics_on_damaged_files(
        name in proptest::sample::select(vec![
            "ofx/itau.ofx", "ofx/inter.ofx", "csv/bradesco.csv", "csv/santander.csv",
        ]),
        damage in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>()), 1..20),
    ) {
        let mut bytes = fixture(name);
        for (at, byte) in damage {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        read_everything(&bytes);
    }

    #[test]
    fn every_transaction_is_a_line_or_one_lost_line(
        transactions in proptest::collection::vec(transaction(), 1..12),
        ended in any::<bool>(),
    ) {
        let end = if ended { "</STMTRS></OFX>" } else { "" };
        let file = format!("<OFX><STMTRS>{}{end}", transactions.concat());
        let statements = ofx::read(file.as_bytes()).unwrap();
        prop_assert_eq!(accounted_for(&statements), transactions.len());
    }

    #[test]
    fn amounts_survive_exactly(cents in any::<i64>(), comma in any::<bool>()) {
        let amount = Decimal::new(cents, 2);
        let written = amount.to_string();
        let written = if comma { written.replace('.', ",") } else { written };
        let file = format!("data;valor\n01/04/2026;{written}\n");
        let line = &csv::read(file.as_bytes()).unwrap()[0].lines[0];
        prop_assert_eq!(line.amount, amount);
        prop_assert_eq!(line.cents(), Some(cents));
        let file = format!("<OFX><STMTTRN><DTPOSTED>20260401<TRNAMT>{written}</STMTTRN></OFX>");
        prop_assert_eq!(ofx::read(file.as_bytes()).unwrap()[0].lines[0].amount, amount);
    }

    #[test]
    fn thousands_do_not_change_an_amount(cents in 0..1_000_000_000_000_i64) {
        let (whole, decimals) = (cents / 100, cents % 100);
        let digits = whole.to_string();
        let mut grouped = String::new();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at) % 3 == 0 {
                grouped.push('.');
            }
            grouped.push(digit);
        }
        let file = format!("data;valor\n01/04/2026;R$ {grouped},{decimals:02}-\n");
        let line = &csv::read(file.as_bytes()).unwrap()[0].lines[0];
        prop_assert_eq!(line.cents(), Some(-cents));
    }

    #[test]
    fn a_csv_row_is_a_line_or_one_lost_line(
        rows in proptest::collection::vec(("[0-9]{2}/0[1-9]/2026", "[0-9]{1,4}[.,][0-9]{2}|x"), 1..20),
    ) {
        let text: String = rows.iter().map(|(date, amount)| format!("{date};{amount}\n")).collect();
        let file = format!("data;valor\n{text}");
        prop_assert_eq!(accounted_for(&csv::read(file.as_bytes()).unwrap()), rows.len());
    }

    #[test]
    fn any_text_comes_through_a_csv_cell(text in "[^\\x00-\\x1f\\x7f-\\x9f\u{fffd}]{0,40}") {
        let quoted = text.replace('"', "\"\"");
        let file = format!("data;memo;valor\n01/04/2026;\"{quoted}\";1,00\n");
        prop_assume!(!text.trim().to_uppercase().starts_with('S'), "may say SALDO");
        let source = Source::new(file.as_bytes());
        let lines: Vec<_> = csv::read(file.as_bytes()).unwrap().remove(0).lines;
        prop_assert_eq!(&lines[0].memo, text.trim(), "{:?}", source);
    }
}
