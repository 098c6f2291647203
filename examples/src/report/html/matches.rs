//! What belongs together, and why, kind by kind.

use std::collections::BTreeMap;
use std::io::{self, Write};

use recon_core::{Evidence, Match, MatchKind};

use super::{Escaped, ROWS, arithmetic, cut_note, entries, sureness};
use crate::report::figures::Money;
use crate::report::phrases;
use crate::report::{Language, Report};

/// Groups up to this size are unfolded from the start.
const UNFOLDED: usize = 25;

pub(super) fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let language = report.language;
    // Rules of one's own have a heading each.
    let own_rule = |found: &Match| (found.kind == MatchKind::Custom).then(|| found.rule.clone());
    let mut kinds: BTreeMap<_, Vec<&Match>> = BTreeMap::new();
    for found in &report.outcome.matches {
        let kind = (found.kind, own_rule(found));
        kinds.entry(kind).or_default().push(found);
    }
    if kinds.is_empty() {
        return Ok(());
    }
    let title = language.say(
        "What was matched, and why",
        "O que foi conciliado, e por quê",
    );
    writeln!(out, "<section id=\"matches\">\n<h2>{title}</h2>")?;
    for found in kinds.values() {
        group(report, found, out)?;
    }
    writeln!(out, "</section>")
}

fn group(report: &Report<'_>, found: &[&Match], out: &mut dyn Write) -> io::Result<()> {
    let language = report.language;
    let heading = found.first().map(|one| phrases::heading(one, language));
    let left = found.iter().flat_map(|one| &one.left);
    let reais = left.filter(|entry| report.bank.foreign_currency(**entry).is_none());
    let sum: i128 = reais
        .map(|entry| i128::from(report.bank.book().amount(*entry)))
        .sum();
    let open = if found.len() > UNFOLDED { "" } else { " open" };
    writeln!(
        out,
        "<details{open}>\n<summary><h3>{}</h3> <span class=\"tally\">{} · {}</span></summary>",
        heading.unwrap_or_default(),
        language.number(found.len()),
        Money::reais(sum),
    )?;
    writeln!(out, "<ol class=\"matches\">")?;
    for one in found.iter().take(ROWS) {
        writeln!(out, "<li>")?;
        item(report, one, out)?;
        verdict(one, language, out)?;
        writeln!(out, "</li>")?;
    }
    writeln!(out, "</ol>")?;
    let shown = found.len().min(ROWS);
    out.write_all(cut_note(shown, found.len(), "matches.csv", language).as_bytes())?;
    writeln!(out, "</details>")
}

/// One match: both sides, the sum and the clues.
pub(super) fn item(report: &Report<'_>, found: &Match, out: &mut dyn Write) -> io::Result<()> {
    let language = report.language;
    writeln!(out, "<div class=\"sides\">")?;
    let sides = [
        (report.bank, &found.left, language.say("Bank", "Banco")),
        (
            report.ledger,
            &found.right,
            language.say("Ledger", "Sistema"),
        ),
    ];
    for (side, members, name) in sides
        .into_iter()
        .filter(|(_, members, _)| !members.is_empty())
    {
        writeln!(out, "<div><span class=\"side\">{name}</span>")?;
        entries::list(side, members, language, out)?;
        writeln!(out, "</div>")?;
    }
    writeln!(out, "</div>")?;
    if let Some(sum) = arithmetic::write_out(report, found) {
        writeln!(out, "<p class=\"sum\">{sum}</p>")?;
    }
    clues(&found.evidence, language, out)
}

/// How it was found and how sure it is. Of a match only: a question to the owner is not sure,
/// whatever its score.
fn verdict(found: &Match, language: Language, out: &mut dyn Write) -> io::Result<()> {
    writeln!(
        out,
        "<p class=\"sure\">{} {} · {} · {}</p>",
        language.say("Found", "Achado"),
        Escaped(phrases::rule(&found.rule, language)),
        phrases::certificate(found.certificate, language),
        sureness(found.score, language),
    )
}

/// The clues for it, strongest first, then those against it.
fn clues(evidence: &[Evidence], language: Language, out: &mut dyn Write) -> io::Result<()> {
    let mut evidence: Vec<&Evidence> = evidence.iter().collect();
    evidence.sort_by_key(|one| std::cmp::Reverse(one.worth));
    writeln!(out, "<ul class=\"clues\">")?;
    for one in evidence {
        let (class, mark) = match one.worth.milli().signum() {
            -1 => ("against", "−"),
            0 => ("neutral", "·"),
            _ => ("for", "+"),
        };
        writeln!(
            out,
            "<li class=\"{class}\"><span>{mark}</span> {}</li>",
            Escaped(&phrases::clue(one, language))
        )?;
    }
    writeln!(out, "</ul>")
}
