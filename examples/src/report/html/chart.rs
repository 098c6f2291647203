//! The charts: how entries ended, and the bank's money over time.
//!
//! Shapes are SVG that stretches with the page; words and numbers are HTML, which does not.

use std::fmt;
use std::io::{self, Write};

use time::Date;

use super::amount_cell;
use super::timeline::{Timeline, Unit};
use crate::report::figures::{Day, Money};
use crate::report::totals::{Sum, Tally, Totals};
use crate::report::{Language, Report};

/// The classes of outcomes, in the order of [`Tally::sums`].
const CLASSES: [&str; 3] = ["matched", "review", "open"];
/// Units of a full bar.
pub(crate) const FULL: i128 = 1_000;

pub(super) fn write(report: &Report<'_>, totals: &Totals, out: &mut dyn Write) -> io::Result<()> {
    let language = report.language;
    let title = language.say("At a glance", "Visão geral");
    writeln!(out, "<section id=\"chart\">\n<h2>{title}</h2>")?;
    legend(language, out)?;
    let sides = [
        (
            language.say("Bank lines", "Lançamentos do banco"),
            &totals.bank,
        ),
        (
            language.say("Ledger entries", "Títulos do sistema"),
            &totals.ledger,
        ),
    ];
    for (name, tally) in sides {
        outcome_bar(name, tally, language, out)?;
    }
    if let Some(timeline) = Timeline::of(report) {
        columns(&timeline, language, out)?;
        table(&timeline, language, out)?;
    }
    writeln!(out, "</section>")
}

fn names(language: Language) -> [&'static str; 3] {
    [
        language.say("matched", "conciliados"),
        language.say("to review", "a revisar"),
        language.say("open", "em aberto"),
    ]
}

fn legend(language: Language, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "<ul class=\"legend\">")?;
    for (class, name) in CLASSES.iter().zip(names(language)) {
        write!(out, "<li><i class=\"{class}\"></i>{name}</li>")?;
    }
    writeln!(out, "</ul>")
}

/// One bar, divided by how many entries ended in which way.
fn outcome_bar(
    name: &str,
    tally: &Tally,
    language: Language,
    out: &mut dyn Write,
) -> io::Result<()> {
    let parts = names(language).into_iter().zip(tally.sums());
    let spoken: Vec<String> = parts
        .map(|(name, sum)| format!("{} {name}", language.number(sum.entries)))
        .collect();
    let spoken = spoken.join(", ");
    writeln!(
        out,
        "<div class=\"bar\"><span>{name}</span>\
         <svg viewBox=\"0 0 {FULL} 10\" preserveAspectRatio=\"none\" role=\"img\" \
         aria-label=\"{name}: {spoken}\">"
    )?;
    let all = i128::try_from(tally.entries()).unwrap_or(i128::MAX);
    let mut counted = 0;
    for (class, sum) in CLASSES.iter().zip(tally.sums()) {
        let from = scaled(counted, all);
        counted += i128::try_from(sum.entries).unwrap_or_default();
        let width = scaled(counted, all) - from;
        writeln!(
            out,
            "<rect class=\"{class}\" x=\"{from}\" width=\"{width}\" height=\"10\"/>"
        )?;
    }
    writeln!(out, "</svg><span class=\"spoken\">{spoken}</span></div>")
}

fn scaled(part: i128, whole: i128) -> i128 {
    (part * FULL).checked_div(whole).unwrap_or_default()
}

/// Money in above the axis, money out below.
fn columns(timeline: &Timeline, language: Language, out: &mut dyn Write) -> io::Result<()> {
    let scale = scale_of(timeline);
    if scale.height() == 0 {
        return Ok(());
    }
    let width = timeline.columns.len() * 10;
    let title = title(timeline.unit, language);
    writeln!(out, "<figure>\n<figcaption>{title}</figcaption>")?;
    direction(language.say("in", "entradas"), scale.most_in, language, out)?;
    writeln!(
        out,
        "<svg viewBox=\"0 0 {width} {FULL}\" preserveAspectRatio=\"none\" role=\"img\" \
         aria-label=\"{title}\">"
    )?;
    for (number, (start, tally)) in timeline.columns.iter().enumerate() {
        column(number * 10, &scale, *start, tally, language, out)?;
    }
    writeln!(
        out,
        "<rect class=\"axis\" y=\"{}\" width=\"{width}\" height=\"3\"/>\n</svg>",
        scale.y(0)
    )?;
    direction(
        language.say("out", "saídas"),
        -scale.most_out,
        language,
        out,
    )?;
    writeln!(out, "<p class=\"ticks\">")?;
    for start in ticks(timeline) {
        writeln!(out, "<span>{}</span>", Day(start))?;
    }
    writeln!(out, "</p>\n</figure>")
}

/// From cents to heights in the drawing.
pub(crate) struct Scale {
    /// Of the tallest column, zero or more.
    pub(crate) most_in: i128,
    /// Of the deepest column, zero or less.
    pub(crate) most_out: i128,
}

fn scale_of(timeline: &Timeline) -> Scale {
    let total = |part: fn(Sum) -> i128| {
        let tallies = timeline.columns.values();
        tallies.map(move |tally| tally.sums().map(part).iter().sum::<i128>())
    };
    Scale {
        most_in: total(|sum| sum.money_in).max().unwrap_or_default(),
        most_out: total(|sum| sum.money_out).min().unwrap_or_default(),
    }
}

impl Scale {
    pub(crate) fn height(&self) -> i128 {
        self.most_in - self.most_out
    }

    /// Counted from the top, as SVG does.
    pub(crate) fn y(&self, cents: i128) -> i128 {
        scaled(self.most_in - cents, self.height())
    }
}

/// What the columns of one direction show, and how much the tallest one stands for.
pub(crate) fn direction(
    name: &str,
    tallest: i128,
    language: Language,
    out: &mut dyn Write,
) -> io::Result<()> {
    if tallest == 0 {
        return Ok(());
    }
    let up_to = language.say("up to", "até");
    let money = Money::reais(tallest);
    writeln!(out, "<p class=\"direction\">{name}, {up_to} {money}</p>")
}

/// One column: what ended best is nearest to the axis.
fn column(
    x: usize,
    scale: &Scale,
    start: Date,
    tally: &Tally,
    language: Language,
    out: &mut dyn Write,
) -> io::Result<()> {
    write!(out, "<g><title>{}", Day(start))?;
    for (name, sum) in names(language).into_iter().zip(tally.sums()) {
        if sum.entries > 0 {
            write!(out, " · {name} {}", Money::reais(sum.volume()))?;
        }
    }
    writeln!(out, "</title>")?;
    let x = x + 1;
    let (mut up, mut down) = (0, 0);
    for (class, sum) in CLASSES.iter().zip(tally.sums()) {
        for (edge, moved) in [(&mut up, sum.money_in), (&mut down, sum.money_out)] {
            let from = scale.y(*edge);
            *edge += moved;
            let to = scale.y(*edge);
            let (y, height) = (from.min(to), (from - to).abs());
            if height > 0 {
                writeln!(
                    out,
                    "<rect class=\"{class}\" x=\"{x}\" y=\"{y}\" width=\"8\" height=\"{height}\"/>"
                )?;
            }
        }
    }
    writeln!(out, "</g>")
}

fn title(unit: Unit, language: Language) -> &'static str {
    match unit {
        Unit::Day => language.say("Money through the bank by day", "Dinheiro no banco por dia"),
        Unit::Week => language.say(
            "Money through the bank by week",
            "Dinheiro no banco por semana",
        ),
        Unit::Month => language.say(
            "Money through the bank by month",
            "Dinheiro no banco por mês",
        ),
        Unit::Year => language.say(
            "Money through the bank by year",
            "Dinheiro no banco por ano",
        ),
    }
}

/// The first, the middle and the last column.
fn ticks(timeline: &Timeline) -> Vec<Date> {
    let starts: Vec<Date> = timeline.columns.keys().copied().collect();
    match starts.as_slice() {
        [first, .., last] if starts.len() > 2 => {
            let middle = starts.get((starts.len() - 1) / 2).unwrap_or(first);
            vec![*first, *middle, *last]
        }
        few => few.to_vec(),
    }
}

/// The chart in numbers, for those who cannot see it or want to know exactly.
fn table(timeline: &Timeline, language: Language, out: &mut dyn Write) -> io::Result<()> {
    let [matched, review, open] = names(language);
    writeln!(
        out,
        "<details>\n<summary>{}</summary>\n<div class=\"wide\"><table>\n<thead><tr>\
         <th scope=\"col\">{}</th><th scope=\"col\" class=\"amount\">{matched}</th>\
         <th scope=\"col\" class=\"amount\">{review}</th>\
         <th scope=\"col\" class=\"amount\">{open}</th></tr></thead>\n<tbody>",
        language.say("The chart in numbers", "O gráfico em números"),
        language.say("From", "A partir de"),
    )?;
    for (start, tally) in &timeline.columns {
        write!(out, "<tr><th scope=\"row\">{}</th>", Day(*start))?;
        for (column, sum) in names(language).into_iter().zip(tally.sums()) {
            let money = Money::reais(sum.volume());
            let shown = (sum.entries > 0).then_some(&money as &dyn fmt::Display);
            write!(out, "{}", amount_cell(column, shown))?;
        }
        writeln!(out, "</tr>")?;
    }
    writeln!(out, "</tbody>\n</table></div>\n</details>")
}
