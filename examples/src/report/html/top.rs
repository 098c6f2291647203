//! The head of the page: what it is about, the verdict, the figures that matter.

use std::io::{self, Write};

use recon_core::Book;
use time::Date;

use super::Escaped;
use crate::report::Report;
use crate::report::figures::{Day, Money};
use crate::report::totals::{Sum, Totals};

pub(super) fn write(
    report: &Report<'_>,
    totals: &Totals,
    title: &str,
    out: &mut dyn Write,
) -> io::Result<()> {
    writeln!(out, "<header>\n<h1>{title}</h1>")?;
    let sources: Vec<String> = report
        .sources
        .iter()
        .map(|source| Escaped(source).to_string())
        .collect();
    let sources = sources.join(" · ");
    match period(report.bank.book()) {
        Some((first, last)) => writeln!(
            out,
            "<p class=\"about\">{} – {} · {sources}</p>",
            Day(first),
            Day(last)
        )?,
        None => writeln!(out, "<p class=\"about\">{sources}</p>")?,
    }
    writeln!(out, "<p class=\"verdict\">{}</p>", verdict(report, totals))?;
    cards(report, totals, out)?;
    writeln!(out, "</header>")
}

fn period(book: &Book) -> Option<(Date, Date)> {
    let mut indices = book.indices();
    let first = indices.next()?;
    let last = indices.last().unwrap_or(first);
    book.day(first).zip(book.day(last))
}

fn verdict(report: &Report<'_>, totals: &Totals) -> String {
    let language = report.language;
    let bank = &totals.bank;
    let (all, matched) = (bank.entries(), bank.matched.entries);
    if all == 0 {
        return language
            .say(
                "The bank files hold no lines.",
                "Os arquivos do banco não têm lançamentos.",
            )
            .to_owned();
    }
    if matched == all {
        let every = language.say(
            "Every bank line is explained.",
            "Todos os lançamentos do banco estão explicados.",
        );
        return every.to_owned();
    }
    let all = language.count(
        all,
        ["bank line is explained", "bank lines are explained"],
        [
            "lançamento do banco está explicado",
            "lançamentos do banco estão explicados",
        ],
    );
    let review = language.count(
        bank.review.entries,
        ["needs your decision", "need your decision"],
        ["espera a sua decisão", "esperam a sua decisão"],
    );
    let open = language.count(
        bank.open.entries,
        ["is open", "are open"],
        ["está em aberto", "estão em aberto"],
    );
    let rest = match (bank.review.entries, bank.open.entries) {
        (0, _) => open,
        (_, 0) => review,
        _ => format!("{review} {} {open}", language.say("and", "e")),
    };
    let of = language.say("of", "de");
    format!("{} {of} {all}; {rest}.", language.number(matched))
}

fn cards(report: &Report<'_>, totals: &Totals, out: &mut dyn Write) -> io::Result<()> {
    let language = report.language;
    let (bank, ledger) = (&totals.bank, &totals.ledger);
    let flows = [
        language.say("in", "entradas"),
        language.say("out", "saídas"),
    ];
    let dues = [
        language.say("to receive", "a receber"),
        language.say("to pay", "a pagar"),
    ];
    let cards = [
        (
            "matched",
            "#matches",
            language.say("Matched", "Conciliados"),
            bank.matched,
            bank.entries(),
            flows,
        ),
        (
            "review",
            "#review",
            language.say("To review", "A revisar"),
            bank.review,
            bank.entries(),
            flows,
        ),
        (
            "open",
            "#open-bank",
            language.say("Open at the bank", "Em aberto no banco"),
            bank.open,
            bank.entries(),
            flows,
        ),
        (
            "open",
            "#open-ledger",
            language.say("Open in the ledger", "Em aberto no sistema"),
            ledger.open,
            ledger.entries(),
            dues,
        ),
    ];
    writeln!(out, "<nav class=\"cards\">")?;
    for (class, target, label, sum, all, directions) in cards {
        // What is empty has no section to go to.
        let (start, end) = match sum.entries {
            0 => ("div".to_owned(), "div"),
            _ => (format!("a href=\"{target}\""), "a"),
        };
        writeln!(
            out,
            "<{start} class=\"card {class}\"><span class=\"label\">{label}</span>\
             <span class=\"count\">{}</span><span class=\"share\">{} {}</span>{}</{end}>",
            language.number(sum.entries),
            language.say("of", "de"),
            language.number(all),
            money(sum, directions),
        )?;
    }
    writeln!(out, "</nav>")
}

/// Both directions, or the one there is.
fn money(sum: Sum, [incoming, outgoing]: [&str; 2]) -> String {
    let mut lines = String::new();
    for (cents, direction) in [(sum.money_in, incoming), (-sum.money_out, outgoing)] {
        if cents != 0 {
            let money = Money::reais(cents);
            lines.push_str(&format!("<span class=\"money\">{money} {direction}</span>"));
        }
    }
    lines
}
