//! The tables: accounts, consents, doubts.

use std::io::{self, Write};

use super::ROWS;
use crate::report::html::Escaped;
use crate::report::{Day, Language, Money};
use crate::treasury::account::Source;
use crate::treasury::picture::Picture;
use crate::treasury::renewal::{Renewal, Step};

/// Every account with what came and went, and what is in it.
pub(super) fn accounts(
    picture: &Picture,
    language: Language,
    out: &mut dyn Write,
) -> io::Result<()> {
    let say = |english, portuguese| language.say(english, portuguese);
    table(
        out,
        say("Accounts", "Contas"),
        &[
            (say("Company", "Empresa"), false),
            (say("Bank", "Banco"), false),
            (say("In", "Entradas"), true),
            (say("Out", "Saídas"), true),
            (say("Balance", "Saldo"), true),
        ],
    )?;
    for line in &picture.lines {
        let flows = line.days.values().filter_map(|cell| cell.flow);
        let (inflow, outflow) = flows.fold((0, 0), |(inflow, outflow), flow| {
            (inflow + flow.inflow, outflow + flow.outflow)
        });
        let last = line
            .days
            .get(&picture.days.last)
            .and_then(|cell| cell.balance);
        let balance = last.map_or_else(
            || {
                format!(
                    "<span class=\"gaps\">{}</span>",
                    say("unknown", "sem informação")
                )
            },
            |cents| Money::reais(cents).to_string(),
        );
        writeln!(
            out,
            "<tr><th scope=\"row\">{}</th><td>{} <span class=\"note\">{}</span></td>\
             <td class=\"amount\">{}</td><td class=\"amount\">{}</td>\
             <td class=\"amount\">{balance}</td></tr>",
            Escaped(&line.account.company),
            Escaped(&line.account.bank),
            Escaped(&line.account.key),
            Money::reais(inflow),
            Money::reais(outflow)
        )?;
    }
    writeln!(out, "</tbody>\n</table></div>\n</section>")
}

/// The consents that need somebody, and those that were prolonged.
pub(super) fn renewals(
    renewals: &[Renewal],
    language: Language,
    out: &mut dyn Write,
) -> io::Result<()> {
    if renewals.is_empty() {
        return Ok(());
    }
    let say = |english, portuguese| language.say(english, portuguese);
    table(
        out,
        say("Consents to see to", "Consentimentos a tratar"),
        &[
            (say("Company", "Empresa"), false),
            (say("Bank", "Banco"), false),
            (say("Ends", "Termina"), false),
            (say("What to do", "O que fazer"), false),
        ],
    )?;
    for one in renewals {
        let end = one.ends_at.map(|end| Day(end.date()).to_string());
        writeln!(
            out,
            "<tr><th scope=\"row\">{}</th><td>{}</td><td class=\"day\">{}</td><td>{} \
             <span class=\"note\">{}</span></td></tr>",
            Escaped(&one.company),
            Escaped(&one.bank),
            end.unwrap_or_else(|| "–".to_owned()),
            advice(&one.step, language),
            Escaped(one.step.detail())
        )?;
    }
    writeln!(out, "</tbody>\n</table></div>\n</section>")
}

fn advice(step: &Step, language: Language) -> &'static str {
    match step {
        Step::Extended => language.say("Nothing: it was prolonged", "Nada: foi prorrogado"),
        Step::AskPerson => language.say(
            "Ask the person to confirm in your application",
            "Peça a confirmação da pessoa no seu aplicativo",
        ),
        Step::AskNewConsent(_) => language.say(
            "Ask for a new consent: this one cannot be prolonged",
            "Peça um novo consentimento: este não pode ser prorrogado",
        ),
        Step::Ended(_) => language.say(
            "Ask for a new consent: this one is over",
            "Peça um novo consentimento: este acabou",
        ),
        Step::Failed(_) => language.say(
            "Nothing yet: the bank did not answer, the next run asks again",
            "Nada ainda: o banco não respondeu, a próxima execução pergunta de novo",
        ),
    }
}

/// What a person has to decide.
pub(super) fn doubts(picture: &Picture, language: Language, out: &mut dyn Write) -> io::Result<()> {
    if picture.doubts().next().is_none() {
        return Ok(());
    }
    let say = |english, portuguese| language.say(english, portuguese);
    table(
        out,
        say("One movement or two?", "Um lançamento ou dois?"),
        &[
            (say("Bank", "Banco"), false),
            (say("One", "Um"), false),
            (say("The other", "O outro"), false),
            (say("Amount", "Valor"), true),
        ],
    )?;
    for (line, doubt) in picture.doubts().take(ROWS) {
        let [one, other] = doubt.sources.map(Source::as_str);
        writeln!(
            out,
            "<tr><th scope=\"row\">{}</th><td>{} <span class=\"note\">{one}: {}</span></td>\
             <td>{} <span class=\"note\">{other}: {}</span></td><td class=\"amount\">{}</td></tr>",
            Escaped(&line.account.bank),
            Day(doubt.one.day),
            Escaped(&doubt.one.text),
            Day(doubt.other.day),
            Escaped(&doubt.other.text),
            Money::reais(doubt.one.cents)
        )?;
    }
    let note = say(
        "Both are counted. All of them are in doubtful.csv.",
        "Ambos contam. Todos estão em doubtful.csv.",
    );
    writeln!(
        out,
        "</tbody>\n</table></div>\n<p class=\"cut\">{note}</p>\n</section>"
    )
}

fn table(out: &mut dyn Write, title: &str, columns: &[(&str, bool)]) -> io::Result<()> {
    write!(
        out,
        "<section>\n<h2>{title}</h2>\n<div class=\"wide\"><table>\n<thead><tr>"
    )?;
    for (name, is_amount) in columns {
        let class = if *is_amount { " class=\"amount\"" } else { "" };
        write!(out, "<th scope=\"col\"{class}>{name}</th>")?;
    }
    writeln!(out, "</tr></thead>\n<tbody>")
}
