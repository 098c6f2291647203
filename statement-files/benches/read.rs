//! How long 100,000 lines take: `cargo bench -p statement-files`.

#![allow(clippy::unwrap_used, reason = "a benchmark fails by panicking")]

use std::fmt::Write;

use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use statement_files::{Event, Source};

const LINES: usize = 100_000;

fn main() {
    divan::main();
}

fn ofx_file() -> String {
    let mut file = "OFXHEADER:100\n\n<OFX><STMTRS><CURDEF>BRL\n<BANKACCTFROM>\n<BANKID>341\n\
        <ACCTID>12345-6\n</BANKACCTFROM>\n<BANKTRANLIST>\n"
        .to_owned();
    for n in 0..LINES {
        let (day, cents) = (n % 28 + 1, n % 100);
        write!(
            file,
            "<STMTTRN>\n<TRNTYPE>DEBIT\n<DTPOSTED>202604{day:02}100000[-03:EST]\n\
             <TRNAMT>-{n},{cents:02}\n<FITID>{n:012}\n<CHECKNUM>{n}\n\
             <MEMO>PAGTO ELETRON COBRANCA FORNECEDOR {n}\n</STMTTRN>\n"
        )
        .unwrap();
    }
    file + "</BANKTRANLIST></STMTRS></OFX>"
}

fn csv_file(lines: usize) -> String {
    let mut file = "bank_id;date;amount;memo;ref\n".to_owned();
    for n in 0..lines {
        let (day, cents) = (n % 28 + 1, n % 100);
        writeln!(
            file,
            "b{n:09};{day:02}/04/2026;-{n},{cents:02};PAGTO ELETRON COBRANCA FORNECEDOR {n};NF{n}"
        )
        .unwrap();
    }
    file
}

fn lines_of(source: &Source<'_>) -> usize {
    let events = statement_files::events(source).unwrap();
    events
        .filter(|event| matches!(event, Event::Line(_)))
        .count()
}

fn stream(bencher: Bencher<'_, '_>, file: &str, lines: usize) {
    bencher
        .counter(ItemsCount::new(lines))
        .counter(BytesCount::of_str(file))
        .bench(|| {
            let source = Source::new(file.as_bytes());
            assert_eq!(lines_of(&source), lines);
        });
}

#[divan::bench(sample_count = 10)]
fn ofx_streamed(bencher: Bencher<'_, '_>) {
    stream(bencher, &ofx_file(), LINES);
}

#[divan::bench(sample_count = 10)]
fn csv_streamed(bencher: Bencher<'_, '_>) {
    stream(bencher, &csv_file(LINES), LINES);
}

#[divan::bench(sample_count = 3)]
fn csv_streamed_one_million(bencher: Bencher<'_, '_>) {
    stream(bencher, &csv_file(10 * LINES), 10 * LINES);
}

#[divan::bench(sample_count = 10)]
fn csv_collected(bencher: Bencher<'_, '_>) {
    let file = csv_file(LINES);
    bencher
        .counter(ItemsCount::new(LINES))
        .bench(|| statement_files::read(file.as_bytes()).unwrap());
}
