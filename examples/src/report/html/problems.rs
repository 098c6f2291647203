//! What could not be read, or needs a look.

use std::io::{self, Write};

use statement_files::Effect;

use super::{Escaped, ROWS, cut_note};
use crate::report::phrases;
use crate::report::{Finding, Report};

pub(super) fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let language = report.language;
    if report.findings.is_empty() {
        return Ok(());
    }
    // What cost a line or a value comes before mere notes.
    let mut findings: Vec<&Finding> = report.findings.iter().collect();
    findings.sort_by_key(|finding| match finding.effect() {
        Effect::LineLost => 0,
        Effect::FieldLost => 1,
        _ => 2,
    });
    writeln!(
        out,
        "<section id=\"problems\">\n<h2>{} <span class=\"tally\">{}</span></h2>\n<table>\n\
         <thead><tr><th scope=\"col\">{}</th><th scope=\"col\">{}</th></tr></thead>\n<tbody>",
        language.say("About the files", "Sobre os arquivos"),
        language.number(findings.len()),
        language.say("Where", "Onde"),
        language.say("What, and what to do", "O quê, e o que fazer"),
    )?;
    for finding in findings.iter().take(ROWS) {
        row(report, finding, out)?;
    }
    writeln!(out, "</tbody>\n</table>")?;
    let shown = findings.len().min(ROWS);
    out.write_all(cut_note(shown, findings.len(), "problems.csv", language).as_bytes())?;
    writeln!(out, "</section>")
}

fn row(report: &Report<'_>, finding: &Finding, out: &mut dyn Write) -> io::Result<()> {
    let language = report.language;
    let line = finding.position().map(|position| position.line);
    let line = line.map(|line| format!(", {} {line}", language.say("line", "linha")));
    let lost = match finding.effect() {
        Effect::LineLost => language.say("Left out:", "Ficou de fora:"),
        Effect::FieldLost => language.say("Read without it:", "Lido sem ele:"),
        _ => "",
    };
    writeln!(
        out,
        "<tr><td>{}{}</td><td><b>{lost}</b> {}{}<span class=\"note\">{}</span></td></tr>",
        Escaped(&finding.file),
        line.unwrap_or_default(),
        field(finding),
        Escaped(&phrases::what(finding, language)),
        Escaped(phrases::fix(finding, language)),
    )
}

/// The column or element, as the beginning of a sentence about it.
fn field(finding: &Finding) -> String {
    match finding.field() {
        "" => String::new(),
        field => format!("{}: ", Escaped(field)),
    }
}
