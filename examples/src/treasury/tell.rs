//! The result in words, and as JSON.

use std::io::{self, Write};

use serde::Serialize;

use super::Finished;
use super::args::Args;
use crate::cli::{Console, Exit};
use crate::report::{Language, Reais};

/// `summary.json`.
#[derive(Debug, Serialize)]
pub struct Summary {
    first_day: String,
    last_day: String,
    accounts: usize,
    movements: usize,
    /// Told by two sources or more, and counted once.
    seen_twice: usize,
    doubtful: usize,
    /// Days of accounts without an answer.
    gaps: usize,
    /// Of the last day; what is known of it.
    net: Reais,
    /// Whether that is all of it.
    is_complete: bool,
    consents_to_see_to: usize,
    consents_extended: usize,
    problems: Vec<String>,
}

impl Summary {
    pub(super) fn of(finished: &Finished) -> Self {
        let picture = &finished.picture;
        let movements = picture.lines.iter().flat_map(|line| &line.movements);
        let last = picture
            .totals
            .get(&picture.days.last)
            .copied()
            .unwrap_or_default();
        let extended = finished.renewals.iter();
        let extended = extended.filter(|one| one.step == super::renewal::Step::Extended);
        let extended = extended.count();
        Self {
            first_day: picture.days.first.to_string(),
            last_day: picture.days.last.to_string(),
            accounts: picture.lines.len(),
            movements: picture.movements(),
            seen_twice: movements.filter(|known| known.sources.len() > 1).count(),
            doubtful: picture.doubts().count(),
            gaps: picture.gaps(),
            net: Reais::from_cents(last.flow.net().into()),
            is_complete: last.flows_missing == 0,
            consents_to_see_to: finished.renewals.len() - extended,
            consents_extended: extended,
            problems: finished.problems.clone(),
        }
    }

    /// Writes it, with a line's end.
    pub(super) fn write_json(&self, mut out: impl Write) -> io::Result<()> {
        serde_json::to_writer_pretty(&mut out, self)?;
        writeln!(out)
    }
}

/// Prints the summary, or `summary.json` alone.
pub(super) fn result(finished: &Finished, args: &Args, console: &mut Console<'_>) -> Exit {
    let summary = Summary::of(finished);
    let told = match args.json {
        true => summary.write_json(&mut *console.stdout),
        false => text(&summary, args, &mut *console.stdout),
    };
    match told {
        Ok(()) => Exit::Done,
        Err(error) => console.fail(format_args!("cannot write to stdout: {error}")),
    }
}

fn text(summary: &Summary, args: &Args, out: &mut dyn Write) -> io::Result<()> {
    let language = args.lang;
    let Summary {
        first_day,
        last_day,
        accounts,
        movements,
        seen_twice,
        doubtful,
        gaps,
        net,
        ..
    } = summary;
    let (extended, waiting) = (summary.consents_extended, summary.consents_to_see_to);
    let known = match summary.is_complete {
        true => "",
        false => language.say(", as far as it is known", ", do que se sabe"),
    };
    match language {
        Language::English => writeln!(
            out,
            "{first_day} to {last_day}: {movements} movements on {accounts} accounts, {seen_twice} of \
             them told twice and counted once.\n\
             Days of accounts that nobody answered for: {gaps}.\n\
             Pairs that may be one movement: {doubtful}; see doubtful.csv.\n\
             {last_day}: {net} net{known}.\n\
             Consents: {extended} prolonged, {waiting} to see to; see renewals.csv."
        ),
        Language::Portuguese => writeln!(
            out,
            "{first_day} a {last_day}: {movements} lançamentos em {accounts} contas, {seen_twice} deles \
             vistos duas vezes e contados uma.\n\
             Dias de contas sem resposta: {gaps}.\n\
             Pares que podem ser um só lançamento: {doubtful}; veja doubtful.csv.\n\
             {last_day}: {net} líquidos{known}.\n\
             Consentimentos: {extended} prorrogados, {waiting} a tratar; veja renewals.csv."
        ),
    }?;
    for problem in &summary.problems {
        writeln!(out, "  {problem}")?;
    }
    let page = args.out.join("dashboard.html");
    writeln!(out, "\n{} {}", language.say("Open", "Abra"), page.display())
}
