//! Where the money went: how much was matched in which way, and what kept it from being equal.

use std::collections::BTreeMap;
use std::fmt;
use std::io::{self, Write};

use recon_core::Match;

use super::amount_cell;
use crate::report::Report;
use crate::report::figures::Money;
use crate::report::phrases;
use crate::report::totals::{Sum, Totals};

/// What matches of one heading come to. Cents.
#[derive(Default)]
struct Line {
    matches: usize,
    bank: i128,
    fee: i128,
    discount: i128,
    interest: i128,
    residual: i128,
}

impl Line {
    fn add(&mut self, report: &Report<'_>, found: &Match) {
        let book = report.bank.book();
        let reais = |side: &crate::report::side::Side, entries: &[recon_core::EntryIndex]| {
            entries.iter().all(|e| side.foreign_currency(*e).is_none())
        };
        self.matches += 1;
        if !reais(report.bank, &found.left) || !reais(report.ledger, &found.right) {
            return;
        }
        let paid = found.left.iter().map(|l| i128::from(book.amount(*l)));
        self.bank += paid.sum::<i128>();
        self.fee += i128::from(found.balance.fee);
        self.discount += i128::from(found.balance.discount);
        self.interest += i128::from(found.balance.interest);
        self.residual += i128::from(found.balance.residual);
    }
}

pub(super) fn write(report: &Report<'_>, totals: &Totals, out: &mut dyn Write) -> io::Result<()> {
    let language = report.language;
    let mut lines: BTreeMap<(_, &str), Line> = BTreeMap::new();
    for found in &report.outcome.matches {
        let key = (found.kind, phrases::heading(found, language));
        lines.entry(key).or_default().add(report, found);
    }
    let titles = [
        language.say("Outcome", "Resultado"),
        language.say("Matches", "Conciliações"),
        language.say("At the bank", "No banco"),
        language.say("Fees", "Taxas"),
        language.say("Discounts", "Descontos"),
        language.say("Interest", "Juros"),
        language.say("Still owed", "Falta receber ou pagar"),
    ];
    let title = language.say("Money by outcome", "Dinheiro por resultado");
    write!(
        out,
        "<section id=\"money\">\n<h2>{title}</h2>\n<div class=\"wide\"><table>\n<thead><tr>"
    )?;
    for (at, title) in titles.iter().enumerate() {
        let class = if at == 0 { "" } else { " class=\"amount\"" };
        write!(out, "<th scope=\"col\"{class}>{title}</th>")?;
    }
    writeln!(out, "</tr></thead>\n<tbody>")?;
    for ((_, heading), line) in &lines {
        let matches = language.number(line.matches);
        let amounts = [
            line.bank,
            line.fee,
            line.discount,
            line.interest,
            line.residual,
        ];
        row(
            heading,
            Some(&matches as &dyn fmt::Display),
            &amounts,
            titles,
            out,
        )?;
    }
    let rest: [(&str, Sum); 2] = [
        (language.say("To review", "A revisar"), totals.bank.review),
        (
            language.say("Open at the bank", "Em aberto no banco"),
            totals.bank.open,
        ),
    ];
    for (name, sum) in rest.into_iter().filter(|(_, sum)| sum.entries > 0) {
        row(name, None, &[sum.net(), 0, 0, 0, 0], titles, out)?;
    }
    writeln!(out, "</tbody>\n</table></div>\n</section>")
}

fn row(
    name: &str,
    matches: Option<&dyn fmt::Display>,
    amounts: &[i128],
    [_, counted, columns @ ..]: [&str; 7],
    out: &mut dyn Write,
) -> io::Result<()> {
    write!(
        out,
        "<tr><th scope=\"row\">{name}</th>{}",
        amount_cell(counted, matches)
    )?;
    for (at, (column, cents)) in columns.into_iter().zip(amounts).enumerate() {
        let money = Money::reais(*cents);
        let shown = (*cents != 0 || at == 0).then_some(&money as &dyn fmt::Display);
        write!(out, "{}", amount_cell(column, shown))?;
    }
    writeln!(out, "</tr>")
}
