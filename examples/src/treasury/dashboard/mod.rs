//! `dashboard.html`: one file without scripts. What is not known is drawn as not known.

mod charts;
mod tables;

use std::io::{self, Write};

use time::Date;

use super::Finished;
use super::picture::{Line, Picture};
use super::renewal::Step;
use crate::report::html::{Escaped, head};
use crate::report::{Day, Language, Money};

const STYLE: &str = include_str!("style.css");
/// Rows shown of a list; the files have all.
const ROWS: usize = 50;

/// Writes the page.
pub(super) fn write(
    finished: &Finished,
    language: Language,
    out: &mut dyn Write,
) -> io::Result<()> {
    let title = language.say("Treasury", "Tesouraria");
    let picture = &finished.picture;
    head(title, STYLE, language, out)?;
    let days = picture.days;
    writeln!(
        out,
        "<header>\n<h1>{title}</h1>\n<p class=\"about\">{} – {}</p>\n</header>\n<main>",
        Day(days.first),
        Day(days.last)
    )?;
    cards(finished, language, out)?;
    charts::flow(picture, language, out)?;
    charts::balance(picture, language, out)?;
    strips(picture, language, out)?;
    tables::accounts(picture, language, out)?;
    tables::renewals(&finished.renewals, language, out)?;
    tables::doubts(picture, language, out)?;
    problems(&finished.problems, language, out)?;
    let note = language.say(
        "A grey day is one that no source answered for: it is not zero, and no total counts it. \
         Pale columns lack an account. A balance is what the bank said on the morning after.",
        "Um dia cinza é um dia sem resposta de nenhuma fonte: não é zero, e nenhum total o conta. \
         Em colunas claras falta uma conta. O saldo é o que o banco disse na manhã seguinte.",
    );
    writeln!(
        out,
        "</main>\n<footer><p>{note}</p></footer>\n</body>\n</html>"
    )
}

fn cards(finished: &Finished, language: Language, out: &mut dyn Write) -> io::Result<()> {
    let picture = &finished.picture;
    let last = picture
        .totals
        .get(&picture.days.last)
        .copied()
        .unwrap_or_default();
    let lines = picture.lines.len();
    let seen = |missing: usize| {
        let known = lines - missing.min(lines);
        match language {
            Language::English => format!("{known} of {lines} accounts"),
            Language::Portuguese => format!("{known} de {lines} contas"),
        }
    };
    let gaps = picture.gaps();
    let waiting = finished.renewals.iter();
    let waiting = waiting.filter(|one| one.step != Step::Extended).count();
    writeln!(out, "<div class=\"cards\">")?;
    let card = |out: &mut dyn Write, class: &str, label: &str, count: &str, note: &str| {
        writeln!(
            out,
            "<div class=\"card {class}\"><span class=\"label\">{label}</span>\
             <span class=\"money\"><strong>{count}</strong></span>\
             <span class=\"share\">{note}</span></div>"
        )
    };
    let day = Day(picture.days.last);
    let balance = language.say("Balance", "Saldo");
    card(
        out,
        "review",
        &format!("{balance} {day}"),
        &Money::reais(last.balance).to_string(),
        &seen(last.balances_missing),
    )?;
    let net = language.say("Net", "Líquido");
    card(
        out,
        "matched",
        &format!("{net} {day}"),
        &Money::reais(last.flow.net()).to_string(),
        &seen(last.flows_missing),
    )?;
    card(
        out,
        if gaps > 0 { "open" } else { "matched" },
        language.say("Unknown days", "Dias sem informação"),
        &language.number(gaps),
        language.say("of all accounts", "de todas as contas"),
    )?;
    card(
        out,
        if waiting > 0 { "review" } else { "matched" },
        language.say("Consents", "Consentimentos"),
        &language.number(waiting),
        language.say("need somebody", "pedem alguém"),
    )?;
    writeln!(out, "</div>")
}

/// One strip of days per account: which are known.
fn strips(picture: &Picture, language: Language, out: &mut dyn Write) -> io::Result<()> {
    let title = language.say("Which days are known", "Quais dias se conhecem");
    writeln!(out, "<section>\n<h2>{title}</h2>")?;
    for line in &picture.lines {
        let missing: Vec<Date> = gaps_of(line).collect();
        let spoken = match missing.len() {
            0 => language.say("all known", "todos conhecidos").to_owned(),
            n => language.count(
                n,
                ["day unknown", "days unknown"],
                ["dia sem informação", "dias sem informação"],
            ),
        };
        let width = line.days.len() * 10;
        let name = Escaped(&line.account.bank);
        writeln!(
            out,
            "<div class=\"strip\"><span>{name} · {}</span>\
             <svg viewBox=\"0 0 {width} 10\" preserveAspectRatio=\"none\" role=\"img\" \
             aria-label=\"{name}: {spoken}\">",
            Escaped(&line.account.company)
        )?;
        for (x, (day, cell)) in (0..).step_by(10).zip(&line.days) {
            let class = if cell.flow.is_some() { "known" } else { "gap" };
            writeln!(
                out,
                "<rect class=\"{class}\" x=\"{x}\" width=\"9\" height=\"10\"><title>{}</title></rect>",
                Day(*day)
            )?;
        }
        writeln!(out, "</svg></div>")?;
        if !missing.is_empty() {
            let days: Vec<String> = missing
                .iter()
                .take(ROWS)
                .map(|day| Day(*day).to_string())
                .collect();
            writeln!(out, "<p class=\"gaps\">{spoken}: {}</p>", days.join(", "))?;
        }
    }
    writeln!(out, "</section>")
}

fn gaps_of(line: &Line) -> impl Iterator<Item = Date> + '_ {
    let days = line.days.iter();
    days.filter(|(_, cell)| cell.flow.is_none())
        .map(|(day, _)| *day)
}

fn problems(problems: &[String], language: Language, out: &mut dyn Write) -> io::Result<()> {
    if problems.is_empty() {
        return Ok(());
    }
    let title = language.say("Who did not answer", "Quem não respondeu");
    writeln!(out, "<section>\n<h2>{title}</h2>\n<ul>")?;
    for problem in problems.iter().take(ROWS) {
        writeln!(out, "<li>{}</li>", Escaped(problem))?;
    }
    writeln!(out, "</ul>\n</section>")
}
