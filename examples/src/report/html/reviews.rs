//! Questions to the owner: the best answer and the next best.

use std::io::{self, Write};

use recon_core::{Alternative, Match, Review};

use super::{ROWS, cut_note, entries, matches};
use crate::report::phrases;
use crate::report::{Language, Report};

/// Beyond this many times, the number says nothing to people any more.
const MANY_TIMES: u32 = 10;

pub(super) fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let language = report.language;
    let reviews = &report.outcome.reviews;
    if reviews.is_empty() {
        return Ok(());
    }
    let title = language.say("For you to decide", "Para você decidir");
    let advice = language.say(
        "These probably belong together, but not surely enough to match them without you.",
        "Provavelmente combinam, mas não com certeza bastante para conciliar sem você.",
    );
    writeln!(
        out,
        "<section id=\"review\">\n<h2>{title} <span class=\"tally\">{}</span></h2>\n\
         <p class=\"advice\">{advice}</p>\n<ol class=\"matches\">",
        language.number(reviews.len())
    )?;
    for review in reviews.iter().take(ROWS) {
        writeln!(out, "<li>")?;
        item(report, review, out)?;
        writeln!(out, "</li>")?;
    }
    writeln!(out, "</ol>")?;
    let shown = reviews.len().min(ROWS);
    out.write_all(cut_note(shown, reviews.len(), "review.csv", language).as_bytes())?;
    writeln!(out, "</section>")
}

fn item(report: &Report<'_>, review: &Review, out: &mut dyn Write) -> io::Result<()> {
    let language = report.language;
    let kind = phrases::heading(&review.proposal, language);
    writeln!(out, "<p class=\"kind\">{kind}</p>")?;
    if review.alternatives.is_empty() {
        return matches::item(report, &review.proposal, out);
    }
    let best = language.say("Most likely", "Mais provável");
    writeln!(
        out,
        "<div class=\"answers\">\n<div class=\"answer best\"><p class=\"side\">{best}</p>"
    )?;
    matches::item(report, &review.proposal, out)?;
    writeln!(out, "</div>\n<div class=\"answer\">")?;
    others(report, review, out)?;
    writeln!(out, "</div>\n</div>")
}

/// The other answers, beside the best one.
fn others(report: &Report<'_>, review: &Review, out: &mut dyn Write) -> io::Result<()> {
    let language = report.language;
    let others = language.count(
        review.alternative_count,
        ["other answer", "other answers"],
        ["outra resposta", "outras respostas"],
    );
    writeln!(out, "<p class=\"side\">{others}</p>\n<ul class=\"others\">")?;
    for other in &review.alternatives {
        writeln!(out, "<li>")?;
        if other.left != review.proposal.left {
            entries::list(report.bank, &other.left, language, out)?;
        }
        entries::list(report.ledger, &other.right, language, out)?;
        let odds = odds(&review.proposal, other, language);
        writeln!(out, "<p class=\"sure\">{odds}</p>\n</li>")?;
    }
    writeln!(out, "</ul>")
}

/// How much less likely another answer is.
fn odds(best: &Match, other: &Alternative, language: Language) -> String {
    let behind = best.score.milli().saturating_sub(other.score.milli());
    let doublings = u32::try_from(behind / 1000).unwrap_or_default();
    if doublings == 0 {
        return language
            .say("about as likely", "quase tão provável")
            .to_owned();
    }
    if doublings > MANY_TIMES {
        return language
            .say("far less likely", "muito menos provável")
            .to_owned();
    }
    let times = 1_u32 << doublings;
    match language {
        Language::English => format!("about {times} times less likely"),
        Language::Portuguese => format!("cerca de {times} vezes menos provável"),
    }
}
