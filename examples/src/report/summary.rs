//! The outcome in numbers: `summary.json`, and the lines on stdout.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::time::Duration;

use serde::Serialize;
use statement_files::Effect;

use super::figures::Reais;
use super::finding::Finding;
use super::language::Language;
use super::totals::{Sum, Tally, Totals};

/// What `summary.json` holds.
///
/// Amounts are in reais, as decimal strings with two places and a sign (money out is negative), so
/// that no reader takes them for floats. `bank_lines = matched_bank + review + open_bank`, and
/// `ledger_entries = matched_ledger + review_ledger + open_ledger`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Summary {
    /// Bank lines read.
    pub bank_lines: usize,
    /// Ledger entries read.
    pub ledger_entries: usize,
    /// Bank lines in a match.
    pub matched_bank: usize,
    /// Ledger entries in a match.
    pub matched_ledger: usize,
    /// Bank lines for which a person must choose.
    pub review: usize,
    /// Ledger entries proposed in those reviews.
    pub review_ledger: usize,
    /// Bank lines without a match.
    pub open_bank: usize,
    /// Ledger entries without a match.
    pub open_ledger: usize,
    /// Matches, each counted once however many lines it joins.
    pub matches: usize,
    /// Questions in `review.csv`.
    pub review_cases: usize,
    /// Matches by the rule that made them.
    pub by_rule: BTreeMap<String, usize>,
    /// Signed sums by outcome.
    pub amounts: Amounts,
    /// The bank's side, money in and money out apart.
    pub bank_money: MoneyMoved,
    /// Rows of `problems.csv`.
    pub problems: usize,
    /// Lines of the input that could not be read at all, among the problems.
    pub lines_lost: usize,
    /// Lines in other currencies than reais: counted above, in no sum.
    pub foreign_currency_lines: usize,
    /// Places where too many entries were alike to compare them all: what is left open there may
    /// have a partner that nothing tells from others.
    pub cut_short: usize,
    /// Where the time went.
    pub seconds: Seconds,
    /// What only a month's close knows.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub month: Option<MonthFacts>,
}

/// What a month's close adds to the summary.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MonthFacts {
    /// Which month: `2026-04`.
    pub month: String,
    /// How the conversation with the providers went.
    pub traffic: Traffic,
    /// What became of card sales.
    pub cards: CardFigures,
}

/// How the conversation with providers went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Traffic {
    /// Calls made, tokens included.
    pub calls: u64,
    /// Attempts beyond the first of each call.
    pub repeated: u64,
    /// Attempts that found their access token expired.
    pub expired_tokens: u64,
}

/// Card sales whose money can have arrived in the month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct CardFigures {
    /// How many, counting one paid in parts by its parts.
    pub sales: usize,
    /// Of these, how many the ERP does not know.
    pub not_booked: usize,
    /// Sold.
    pub gross: Reais,
    /// Kept of the sales.
    pub mdr: Reais,
    /// Kept for paying early.
    pub anticipation_fee: Reais,
    /// Paid.
    pub net: Reais,
}

impl CardFigures {
    /// What was kept of the sales, in per cent with two decimals: `1,79 %`.
    #[must_use]
    pub fn mdr_rate(&self) -> String {
        let (kept, sold) = (self.mdr.0, self.gross.0.max(1));
        let basis_points = (kept * 20_000 + sold) / (2 * sold);
        format!("{},{:02} %", basis_points / 100, basis_points % 100)
    }
}

/// Signed sums by outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Amounts {
    /// Bank lines in a match.
    pub matched: Reais,
    /// Bank lines in review.
    pub review: Reais,
    /// Bank lines without a match.
    pub open_bank: Reais,
    /// Ledger entries without a match.
    pub open_ledger: Reais,
}

/// Money through the bank by direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct MoneyMoved {
    /// Credits.
    pub r#in: Moved,
    /// Debits; negative.
    pub out: Moved,
}

/// Money of one direction by outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Moved {
    /// In a match.
    pub matched: Reais,
    /// In review.
    pub review: Reais,
    /// Without a match.
    pub open: Reais,
}

/// Wall-clock seconds, to the millisecond.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Seconds {
    /// Reading the files.
    pub read: f64,
    /// Matching.
    pub r#match: f64,
    /// Writing everything but `summary.json` itself.
    pub write: f64,
}

impl Seconds {
    pub(super) fn new(read: Duration, matching: Duration, write: Duration) -> Self {
        let seconds = |took: Duration| {
            let millis = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
            Duration::from_millis(millis).as_secs_f64()
        };
        Self {
            read: seconds(read),
            r#match: seconds(matching),
            write: seconds(write),
        }
    }
}

impl Moved {
    fn new(tally: &Tally, cents: impl Fn(Sum) -> i128) -> Self {
        Self {
            matched: Reais(cents(tally.matched)),
            review: Reais(cents(tally.review)),
            open: Reais(cents(tally.open)),
        }
    }
}

impl Summary {
    pub(super) fn new(
        totals: &Totals,
        findings: &[Finding],
        month: Option<MonthFacts>,
        seconds: Seconds,
    ) -> Self {
        let (bank, ledger) = (&totals.bank, &totals.ledger);
        let is_lost = |finding: &&Finding| finding.effect() == Effect::LineLost;
        let net = |sum: Sum| Reais(sum.net());
        Self {
            bank_lines: bank.entries(),
            ledger_entries: ledger.entries(),
            matched_bank: bank.matched.entries,
            matched_ledger: ledger.matched.entries,
            review: bank.review.entries,
            review_ledger: ledger.review.entries,
            open_bank: bank.open.entries,
            open_ledger: ledger.open.entries,
            matches: totals.matches,
            review_cases: totals.reviews,
            by_rule: totals.by_rule.clone(),
            amounts: Amounts {
                matched: net(bank.matched),
                review: net(bank.review),
                open_bank: net(bank.open),
                open_ledger: net(ledger.open),
            },
            bank_money: MoneyMoved {
                r#in: Moved::new(bank, |sum| sum.money_in),
                out: Moved::new(bank, |sum| sum.money_out),
            },
            problems: findings.len(),
            lines_lost: findings.iter().filter(is_lost).count(),
            foreign_currency_lines: totals.foreign_currency_lines,
            cut_short: totals.cut_short,
            seconds,
            month,
        }
    }

    /// Writes the summary as indented JSON with a newline at the end.
    ///
    /// # Errors
    /// When `out` takes no more.
    pub fn write_json(&self, mut out: impl Write) -> io::Result<()> {
        serde_json::to_writer_pretty(&mut out, self)?;
        writeln!(out)
    }

    /// Writes the summary for people, a line for each outcome.
    ///
    /// # Errors
    /// When `out` takes no more.
    pub fn write_text(&self, language: Language, mut out: impl Write) -> io::Result<()> {
        let lines = [
            (
                language.say("Bank lines matched", "Lançamentos do banco conciliados"),
                self.matched_bank,
                self.bank_lines,
                self.amounts.matched,
            ),
            (
                language.say("Bank lines to review", "Lançamentos do banco a revisar"),
                self.review,
                self.bank_lines,
                self.amounts.review,
            ),
            (
                language.say("Bank lines open", "Lançamentos do banco em aberto"),
                self.open_bank,
                self.bank_lines,
                self.amounts.open_bank,
            ),
            (
                language.say("Ledger entries open", "Títulos do sistema em aberto"),
                self.open_ledger,
                self.ledger_entries,
                self.amounts.open_ledger,
            ),
        ];
        for (label, count, all, amount) in lines {
            let of = language.say("of", "de");
            let (count, all) = (language.number(count), language.number(all));
            let amount = amount.to_string();
            writeln!(out, "{label:<34}{count:>10} {of} {all:<10}{amount:>22}")?;
        }
        if self.cut_short > 0 {
            let places = language.count(self.cut_short, ["place", "places"], ["ponto", "pontos"]);
            let cut = language.say(
                "had too many entries alike to decide between all of them",
                "com tantos lançamentos iguais que não deu para decidir entre todos",
            );
            writeln!(out, "{places} {cut}")?;
        }
        if self.lines_lost > 0 {
            let lost = language.count(
                self.lines_lost,
                [
                    "line could not be read: see problems.csv",
                    "lines could not be read: see problems.csv",
                ],
                [
                    "linha não pôde ser lida: veja problems.csv",
                    "linhas não puderam ser lidas: veja problems.csv",
                ],
            );
            writeln!(out, "{lost}")?;
        }
        Ok(())
    }
}
