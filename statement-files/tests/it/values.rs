//! Single values in every notation, from tables under `tests/fixtures/values`.

use statement_files::{Line, Problem, ProblemKind, csv, ofx};
use time::macros::format_description;

use crate::fixture;

/// The `"written" = meaning` pairs of a table.
fn table(name: &str) -> Vec<(String, String)> {
    let text = String::from_utf8(fixture(&format!("values/{name}"))).unwrap();
    let rows: Vec<_> = text
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| {
            let (written, meaning) = line.strip_prefix('"').unwrap().split_once("\" = ").unwrap();
            (written.to_owned(), meaning.to_owned())
        })
        .collect();
    assert!(rows.len() > 5, "{name}");
    rows
}

fn ofx_line(date: &str, amount: &str) -> Result<Line, Problem> {
    let file = format!(
        "<OFX><STMTRS><STMTTRN><DTPOSTED>{date}<TRNAMT>{amount}<MEMO>A</STMTTRN></STMTRS></OFX>"
    );
    let statement = ofx::read(file.as_bytes()).unwrap().remove(0);
    statement
        .lines
        .into_iter()
        .next()
        .ok_or_else(|| statement.problems[0].clone())
}

fn csv_line(date: &str, amount: &str) -> Result<Line, Problem> {
    let file = format!("data;memo;valor\n{date};A;{amount}\n");
    let statement = csv::read(file.as_bytes()).unwrap().remove(0);
    statement
        .lines
        .into_iter()
        .next()
        .ok_or_else(|| statement.problems[0].clone())
}

fn assert_amount(read: Result<Line, Problem>, written: &str, meaning: &str) {
    match (read, meaning) {
        (Err(problem), "ambiguous") => {
            assert!(
                matches!(problem.kind, ProblemKind::AmbiguousAmount { .. }),
                "{problem}"
            );
        }
        (Err(problem), "missing") => assert_eq!(problem.kind, ProblemKind::Missing, "{written}"),
        (Err(problem), "refused") => {
            assert!(
                matches!(problem.kind, ProblemKind::BadAmount { .. }),
                "{problem}"
            );
        }
        (Ok(line), meaning) => assert_eq!(Ok(line.amount), meaning.parse(), "{written}"),
        (Err(problem), meaning) => panic!("{written} is {meaning}, not {problem}"),
    }
}

#[test]
fn amounts_in_ofx() {
    for (written, meaning) in table("ofx_amounts.txt") {
        assert_amount(ofx_line("20260401", &written), &written, &meaning);
    }
}

#[test]
fn amounts_in_csv() {
    for (written, meaning) in table("csv_amounts.txt") {
        assert_amount(csv_line("01/04/2026", &written), &written, &meaning);
    }
}

/// A date as the tables write it, with what is known of the time.
fn shown(line: &Line) -> String {
    let Some(time) = line.time else {
        return line.date.to_string();
    };
    let moment = line.date.with_time(time);
    let local = format_description!("[year]-[month]-[day]T[hour]:[minute]:[second]");
    let zone = format_description!("[offset_hour sign:mandatory]:[offset_minute]");
    let local = moment.format(local).unwrap();
    let zone = line.utc_offset.map(|offset| offset.format(zone).unwrap());
    local + &zone.unwrap_or_default()
}

fn assert_date(read: Result<Line, Problem>, written: &str, meaning: &str) {
    match (read, meaning) {
        (Err(problem), "none") => assert_eq!(problem.kind, ProblemKind::Missing, "{written}"),
        (Err(problem), "refused") => {
            assert!(
                matches!(problem.kind, ProblemKind::BadDate { .. }),
                "{problem}"
            );
        }
        (Ok(line), meaning) => assert_eq!(shown(&line), meaning, "{written}"),
        (Err(problem), meaning) => panic!("{written} is {meaning}, not {problem}"),
    }
}

#[test]
fn dates_in_ofx() {
    for (written, meaning) in table("ofx_dates.txt") {
        assert_date(ofx_line(&written, "1.00"), &written, &meaning);
    }
}

#[test]
fn dates_in_csv() {
    for (written, meaning) in table("csv_dates.txt") {
        assert_date(csv_line(&written, "1,00"), &written, &meaning);
    }
}

#[test]
fn bank_codes() {
    for (written, meaning) in table("bank_codes.txt") {
        let file = format!("<OFX><STMTRS><BANKACCTFROM><BANKID>{written}</STMTRS></OFX>");
        let statements = ofx::read(file.as_bytes()).unwrap();
        let compe = statements[0].account.compe();
        assert_eq!(compe.as_deref().unwrap_or("none"), meaning, "{written}");
    }
}
