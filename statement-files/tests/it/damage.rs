//! Files that were cut off, and lines that cannot be read: nothing goes missing in silence.

use statement_files::{Effect, ProblemKind, ReadError, Statement, ofx};

use crate::{fixture, shown, told};

/// How many transactions a text begins.
fn transactions(text: &[u8]) -> usize {
    text.windows(b"<STMTTRN>".len())
        .filter(|window| window == b"<STMTTRN>")
        .count()
}

fn accounted_for(statements: &[Statement]) -> usize {
    statements
        .iter()
        .map(|s| s.lines.len() + s.lost_lines().count())
        .sum()
}

#[test]
fn every_transaction_is_a_line_or_a_problem_wherever_a_file_is_cut() {
    for name in [
        "itau",
        "bradesco",
        "banco_do_brasil",
        "nubank",
        "santander",
        "caixa",
        "inter",
    ] {
        let bytes = fixture(&format!("ofx/{name}.ofx"));
        let whole = ofx::read(&bytes).unwrap();
        let whole: Vec<_> = whole.iter().flat_map(|s| shown(&s.lines)).collect();
        for cut in 0..bytes.len() {
            let part = &bytes[..cut];
            match ofx::read(part) {
                Ok(statements) => {
                    assert_eq!(
                        accounted_for(&statements),
                        transactions(part),
                        "{name} at {cut}"
                    );
                    let lines = statements.iter().flat_map(|s| shown(&s.lines));
                    for (read, expected) in lines.zip(&whole) {
                        // A cut must not turn -320.15 into -32: only texts may differ, when the
                        // cut changes what the encoding looks like.
                        assert_eq!(
                            read.split(' ').take(2).collect::<Vec<_>>(),
                            expected.split(' ').take(2).collect::<Vec<_>>(),
                            "{name} at {cut}"
                        );
                    }
                }
                Err(error) => {
                    assert_eq!(error, ReadError::NoStatement);
                    assert_eq!(transactions(part), 0, "{name} at {cut}");
                }
            }
        }
    }
}

#[test]
fn a_cut_inside_an_amount_gives_the_transaction_up() {
    let file = b"<OFX><STMTRS><BANKTRANLIST>\
        <STMTTRN><DTPOSTED>20260401<TRNAMT>-1.00<MEMO>A</STMTTRN>\n\
        <STMTTRN><DTPOSTED>20260402<MEMO>B<TRNAMT>-45";
    let statement = &ofx::read(file).unwrap()[0];
    assert_eq!(shown(&statement.lines), ["2026-04-01 -1.00 A"]);
    assert_eq!(
        told(&statement.problems),
        ["2 STMTTRN LineLost: the file ends in the middle"]
    );
}

#[test]
fn a_cut_between_transactions_is_noted() {
    let file = b"<OFX><STMTRS><BANKTRANLIST>\
        <STMTTRN><DTPOSTED>20260401<TRNAMT>-1.00<MEMO>A</STMTTRN>\n";
    let statement = &ofx::read(file).unwrap()[0];
    assert_eq!(shown(&statement.lines), ["2026-04-01 -1.00 A"]);
    let [problem] = &statement.problems[..] else {
        panic!()
    };
    assert_eq!(
        (&problem.kind, problem.effect),
        (&ProblemKind::Truncated, Effect::Note)
    );

    let file = [&file[..], b"</BANKTRANLIST></STMTRS>"].concat();
    let statements = ofx::read(&file).unwrap();
    assert_eq!(
        statements.len(),
        1,
        "no second, empty statement for the note"
    );
    assert_eq!(statements[0].problems.len(), 1);
}

#[test]
fn two_transactions_run_into_one_are_not_half_read() {
    let file = b"<OFX><STMTRS><BANKTRANLIST>\
        <STMTTRN><DTPOSTED>20260401<TRNAMT>-1.00<MEMO>A\
        <DTPOSTED>20260402<TRNAMT>-2.00<MEMO>B</STMTTRN></STMTRS></OFX>";
    let statement = &ofx::read(file).unwrap()[0];
    assert!(statement.lines.is_empty());
    assert_eq!(
        told(&statement.problems),
        ["1 TRNAMT LineLost: the element occurs twice"]
    );
}

#[test]
fn a_file_whose_head_is_missing_still_gives_its_lines() {
    let file = b"<STMTTRN><DTPOSTED>20260401<TRNAMT>-1.00<MEMO>A</STMTTRN></BANKTRANLIST></OFX>";
    let statements = statement_files::read(file).unwrap();
    assert_eq!(shown(&statements[0].lines), ["2026-04-01 -1.00 A"]);
    assert_eq!(statements[0].account, Default::default());
}

#[test]
fn no_statement_at_all() {
    let refused = b"<OFX><SIGNONMSGSRSV1><SONRS><STATUS><CODE>15500<SEVERITY>ERROR\
        <MESSAGE>Senha expirada</STATUS></SONRS></SIGNONMSGSRSV1></OFX>";
    assert_eq!(
        statement_files::read(refused).unwrap_err(),
        ReadError::NoStatement
    );
}

#[test]
fn investments_are_not_passed_over_in_silence() {
    let file = b"<OFX><INVSTMTRS><CURDEF>BRL<INVTRANLIST><BUYSTOCK><UNITS>5</BUYSTOCK>\
        </INVTRANLIST></INVSTMTRS></OFX>";
    let statement = &ofx::read(file).unwrap()[0];
    assert_eq!(
        told(&statement.problems),
        ["1 INVTRANLIST Note: investment transactions are not read"]
    );
}
