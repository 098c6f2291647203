//! The result in words for the owner of the business.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::args::Args;
use super::closing::Closed;
use crate::cli::{Console, Exit};
use crate::report::{CardFigures, Language, Reais, Traffic, open_reason};

/// Prints the summary, or `summary.json` alone.
pub(super) fn result(closed: &Closed, args: &Args, console: &mut Console<'_>) -> Exit {
    let told = if args.json {
        closed.summary.write_json(&mut *console.stdout)
    } else {
        text(closed, args, &mut *console.stdout)
    };
    match told {
        Ok(()) => Exit::Done,
        Err(error) => console.fail(format_args!("cannot write to stdout: {error}")),
    }
}

fn text(closed: &Closed, args: &Args, out: &mut dyn Write) -> io::Result<()> {
    let language = args.lang;
    match &closed.company {
        Some(company) => writeln!(out, "{company} · {}\n", args.month)?,
        None => writeln!(out, "{}\n", args.month)?,
    }
    closed.summary.write_text(language, &mut *out)?;
    let month = closed.summary.month.as_ref();
    if let Some(cards) = month
        .map(|month| &month.cards)
        .filter(|cards| cards.sales > 0)
    {
        card_sales(cards, language, out)?;
    }
    to_do(closed, language, out)?;
    if let Some(month) = month {
        traffic(&month.traffic, language, out)?;
    }
    if closed.summary.lines_lost == 0 {
        let whole = language.say("Nothing was lost.", "Nada se perdeu.");
        writeln!(out, "{whole}")?;
    }
    let page = args.out().join("report.html");
    writeln!(out, "\n{} {}", language.say("Open", "Abra"), page.display())
}

fn card_sales(cards: &CardFigures, language: Language, out: &mut dyn Write) -> io::Result<()> {
    let (sold, mdr, early, paid) = (cards.gross, cards.mdr, cards.anticipation_fee, cards.net);
    let rate = cards.mdr_rate();
    match language {
        Language::English => writeln!(
            out,
            "\nCards: {sold} sold, {mdr} kept of the sales ({rate}), {early} for paying early, \
             {paid} paid."
        ),
        Language::Portuguese => writeln!(
            out,
            "\nCartões: {sold} vendidos, {mdr} de taxa ({rate}), {early} de antecipação, {paid} \
             pagos."
        ),
    }
}

/// What the owner should look at, the largest sums first.
fn to_do(closed: &Closed, language: Language, out: &mut dyn Write) -> io::Result<()> {
    let mut open: BTreeMap<&str, (usize, i128)> = BTreeMap::new();
    for one in &closed.outcome.open_left {
        let (lines, cents) = open.entry(one.reason.as_str()).or_default();
        *lines += 1;
        *cents += i128::from(closed.bank.book().amount(one.entry)).abs();
    }
    if open.is_empty() {
        return Ok(());
    }
    writeln!(
        out,
        "\n{}",
        language.say(
            "Bank lines to look at:",
            "Lançamentos do banco a verificar:"
        )
    )?;
    let mut open: Vec<_> = open.into_iter().collect();
    open.sort_by_key(|(reason, (_, cents))| (std::cmp::Reverse(*cents), *reason));
    for (reason, (lines, cents)) in open {
        writeln!(
            out,
            "  {lines:>3} × {} ({})",
            open_reason(reason, language),
            Reais::from_cents(cents)
        )?;
    }
    Ok(())
}

fn traffic(traffic: &Traffic, language: Language, out: &mut dyn Write) -> io::Result<()> {
    let calls = language.count(
        usize::try_from(traffic.calls).unwrap_or(usize::MAX),
        ["call to the providers", "calls to the providers"],
        ["consulta aos provedores", "consultas aos provedores"],
    );
    let (repeated, tokens) = (traffic.repeated, traffic.expired_tokens);
    match language {
        Language::English => writeln!(
            out,
            "\n{calls}; {repeated} had to be repeated, of them {tokens} for an expired token."
        ),
        Language::Portuguese => writeln!(
            out,
            "\n{calls}; {repeated} foram repetidas, das quais {tokens} por token vencido."
        ),
    }
}
