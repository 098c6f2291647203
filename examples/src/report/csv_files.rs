//! The CSV files: comma, quotes where needed, UTF-8, a header, one record a line.
//!
//! Ids are copied as they are, because other files are joined by them. In free texts a leading
//! `=`, `+`, `-` or `@` gets an apostrophe in front, so that no spreadsheet takes a payer's memo
//! for a formula.

use std::borrow::Cow;
use std::io::{self, Write};

use recon_core::{Alternative, Bits, EntryIndex, Match, Open};
use serde::Serialize;

use super::Report;
use super::figures::Plain;
use super::named::Named;
use super::phrases;
use super::side::Side;

/// One row per pair of a bank line and a ledger entry. `applied` is what of the bank line goes to
/// the entry, `gap` what of the entry nothing has come for after that.
pub(super) fn matches(report: &Report<'_>, file: impl Write) -> io::Result<()> {
    let mut csv = csv::Writer::from_writer(file);
    csv.write_record([
        "bank_id",
        "ledger_id",
        "match_id",
        "kind",
        "score",
        "rule",
        "evidence",
        "applied",
        "gap",
    ])?;
    for (match_id, found) in named(report).filter(|(_, found)| !is_internal(found)) {
        let score = score(found.score);
        let evidence = phrases::evidence(&found.evidence, report.language);
        let shares = found.shares(report.bank.book(), report.ledger.book());
        let mut shares = shares.into_iter().flatten();
        for (bank_id, ledger_id) in pairs(report, found) {
            let [applied, gap] = shares
                .next()
                .map_or([String::new(), String::new()], |share| {
                    [share.amount, share.gap].map(|cents| Plain(cents.into()).to_string())
                });
            csv.write_record([
                bank_id,
                ledger_id,
                &match_id,
                found.kind.as_str(),
                &score,
                &found.rule,
                &text(&evidence),
                &applied,
                &gap,
            ])?;
        }
    }
    csv.flush()
}

/// Pairs within one side: returns, corrections, transfers between own accounts.
pub(super) fn internal(report: &Report<'_>, file: impl Write) -> io::Result<()> {
    let mut csv = csv::Writer::from_writer(file);
    csv.write_record(["side", "id", "other_id", "kind", "score", "evidence"])?;
    for (_, found) in named(report).filter(|(_, found)| is_internal(found)) {
        let (name, side, members) = if found.right.is_empty() {
            ("bank", report.bank, &found.left)
        } else {
            ("ledger", report.ledger, &found.right)
        };
        let Some((first, others)) = members.split_first() else {
            continue;
        };
        for other in others {
            csv.write_record([
                name,
                side.book().id(*first),
                side.book().id(*other),
                found.kind.as_str(),
                &score(found.score),
                &text(&phrases::evidence(&found.evidence, report.language)),
            ])?;
        }
    }
    csv.flush()
}

/// The matches with the ids that they have in files.
fn named<'a>(report: &'a Report<'_>) -> impl Iterator<Item = (String, &'a Match)> {
    let numbered = (1..).zip(&report.outcome.matches);
    numbered.map(|(number, found)| (format!("M{number}"), found))
}

/// Whether it is within one side.
fn is_internal(found: &Match) -> bool {
    found.left.is_empty() || found.right.is_empty()
}

/// One row per pair of each proposal; the other answers stand in one cell of its first row, as JSON.
pub(super) fn reviews(report: &Report<'_>, file: impl Write) -> io::Result<()> {
    let mut csv = csv::Writer::from_writer(file);
    csv.write_record([
        "bank_id",
        "ledger_id",
        "review_id",
        "kind",
        "score",
        "rule",
        "evidence",
        "certificate",
        "margin",
        "alternative_count",
        "alternatives",
    ])?;
    for (number, review) in (1..).zip(&report.outcome.reviews) {
        let found = &review.proposal;
        let others: Vec<Answer<'_>> = review
            .alternatives
            .iter()
            .map(|other| Answer::new(report, other))
            .collect();
        let mut others = serde_json::to_string(&others)?;
        let review_id = format!("R{number}");
        let score_text = score(found.score);
        let margin = found.margin.map(score).unwrap_or_default();
        let count = review.alternative_count.to_string();
        let evidence = phrases::evidence(&found.evidence, report.language);
        for (bank_id, ledger_id) in pairs(report, found) {
            csv.write_record([
                bank_id,
                ledger_id,
                &review_id,
                found.kind.as_str(),
                &score_text,
                &found.rule,
                &text(&evidence),
                found.certificate.as_str(),
                &margin,
                &count,
                &others,
            ])?;
            // Long, and the same for all pairs of the proposal: only the first has it.
            others.clear();
        }
    }
    csv.flush()
}

/// Bank lines without a match.
pub(super) fn open_bank(report: &Report<'_>, file: impl Write) -> io::Result<()> {
    let (own, other) = (report.bank, report.ledger);
    let columns = ["bank_id", "nearest_ledger_id", "related_bank_id"];
    open(report, &report.outcome.open_left, own, other, columns, file)
}

/// Ledger entries without a match.
pub(super) fn open_ledger(report: &Report<'_>, file: impl Write) -> io::Result<()> {
    let (own, other) = (report.ledger, report.bank);
    let columns = ["ledger_id", "nearest_bank_id", "related_ledger_id"];
    let entries = &report.outcome.open_right;
    open(report, entries, own, other, columns, file)
}

fn open(
    report: &Report<'_>,
    entries: &[Open],
    own: &Side,
    other: &Side,
    [id, nearest, related]: [&str; 3],
    file: impl Write,
) -> io::Result<()> {
    let mut csv = csv::Writer::from_writer(file);
    csv.write_record([
        id, "date", "amount", "reason", "detail", nearest, related, "age_days", "text",
    ])?;
    for open in entries {
        let book = own.book();
        let date = book.day(open.entry).map(|day| day.to_string());
        let Named { nearest, related } = Named::by(&open.reason);
        csv.write_record([
            book.id(open.entry),
            &date.unwrap_or_default(),
            &Plain(book.amount(open.entry).into()).to_string(),
            open.reason.as_str(),
            &text(&phrases::difference(&open.reason, report.language)),
            nearest.map_or("", |entry| other.book().id(entry)),
            related.map_or("", |entry| book.id(entry)),
            &open.age_days.to_string(),
            &text(own.caption(open.entry)),
        ])?;
    }
    csv.flush()
}

/// What was wrong with the input, in the order it was read.
pub(super) fn problems(report: &Report<'_>, file: impl Write) -> io::Result<()> {
    let mut csv = csv::Writer::from_writer(file);
    csv.write_record(["file", "line", "byte", "field", "effect", "problem", "fix"])?;
    for finding in report.findings {
        let position = finding.position();
        let line = position.map(|p| p.line.to_string()).unwrap_or_default();
        let byte = position.map(|p| p.byte.to_string()).unwrap_or_default();
        csv.write_record([
            &text(&finding.file),
            line.as_str(),
            &byte,
            &text(finding.field()),
            phrases::effect_code(finding.effect()),
            &text(&phrases::what(finding, report.language)),
            phrases::fix(finding, report.language),
        ])?;
    }
    csv.flush()
}

/// Another answer to a review.
#[derive(Serialize)]
struct Answer<'a> {
    bank_ids: Vec<&'a str>,
    ledger_ids: Vec<&'a str>,
    score: String,
}

impl<'a> Answer<'a> {
    fn new(report: &'a Report<'_>, other: &'a Alternative) -> Self {
        Self {
            bank_ids: ids(report.bank, &other.left).collect(),
            ledger_ids: ids(report.ledger, &other.right).collect(),
            score: score(other.score),
        }
    }
}

/// The ids of every bank line with every ledger entry of a match.
fn pairs<'a>(report: &'a Report<'_>, found: &'a Match) -> impl Iterator<Item = (&'a str, &'a str)> {
    let bank = or_nothing(&found.left);
    bank.flat_map(move |left| {
        let bank_id = left.map_or("", |left| report.bank.book().id(left));
        or_nothing(&found.right).map(move |right| {
            let ledger_id = right.map_or("", |right| report.ledger.book().id(right));
            (bank_id, ledger_id)
        })
    })
}

/// The entries, or one nothing where there are none.
fn or_nothing(entries: &[EntryIndex]) -> impl Iterator<Item = Option<EntryIndex>> + '_ {
    let nothing = entries.is_empty().then_some(None);
    entries.iter().copied().map(Some).chain(nothing)
}

fn ids<'a>(side: &'a Side, entries: &'a [EntryIndex]) -> impl Iterator<Item = &'a str> {
    entries.iter().map(|entry| side.book().id(*entry))
}

/// Bits of log-odds with three decimals: `12.345`. The probability is `1 / (1 + 2^-score)`.
fn score(bits: Bits) -> String {
    let milli = bits.milli();
    let sign = if milli < 0 { "-" } else { "" };
    let milli = milli.unsigned_abs();
    format!("{sign}{}.{:03}", milli / 1000, milli % 1000)
}

/// A free text, harmless in a spreadsheet.
pub(crate) fn text(value: &str) -> Cow<'_, str> {
    if value.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        Cow::Owned(format!("'{value}"))
    } else {
        Cow::Borrowed(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_disarmed_and_scores_are_exact() {
        assert_eq!(text("=HYPERLINK(\"x\")"), "'=HYPERLINK(\"x\")");
        assert_eq!(text("@SUM(1)"), "'@SUM(1)");
        assert_eq!(text("Padaria = boa"), "Padaria = boa");
        assert_eq!(score(Bits::from_milli(-7)), "-0.007");
        assert_eq!(score(Bits::from_milli(12_345)), "12.345");
    }
}
