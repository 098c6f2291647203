//! The three forms of the evidence.

use std::io::{self, Write};

use crate::report::{Escaped, Language, STYLE};

use super::document::{Document, Entry, Section};
use super::evidence::Evidence;

/// What the page adds to the reports' style.
const OWN_STYLE: &str = "\
dl { display: grid; grid-template-columns: 9rem 1fr; gap: .125rem .75rem; margin: .25rem 0 0; font-size: .9375rem; }
dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
.proof { border-left: 6px solid var(--matched); } .proof.broken { border-left-color: var(--open); }
.proof p + p { margin-top: .25rem; color: var(--soft); overflow-wrap: anywhere; }
.entry { padding: .625rem 0; border-top: 1px solid var(--line); break-inside: avoid; }
.entry:first-of-type { border-top: 0; }
.entry h3 { display: block; overflow-wrap: anywhere; font-variant-numeric: tabular-nums; }
@media (max-width: 40rem) { dl { grid-template-columns: 6.5rem 1fr; } }
";

/// For programs.
pub(super) fn json(evidence: &Evidence, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, evidence)?;
    writeln!(out)
}

/// For a terminal.
pub(super) fn text(document: &Document, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}\n", document.title)?;
    for (label, says) in &document.about {
        writeln!(out, "{label}: {says}")?;
    }
    let banner = if document.is_proved { "" } else { "!! " };
    writeln!(out)?;
    for line in &document.verdict {
        writeln!(out, "{banner}{line}")?;
    }
    for section in &document.sections {
        writeln!(out, "\n{}", section.title)?;
        writeln!(out, "{}", "─".repeat(section.title.chars().count()))?;
        if section.entries.is_empty() {
            writeln!(out, "  {}", none(document.language))?;
        }
        for entry in &section.entries {
            writeln!(out, "  {}", entry.title)?;
            for (label, says) in &entry.rows {
                writeln!(out, "      {label:<16} {says}")?;
            }
        }
    }
    writeln!(out, "\n{}", document.closing)
}

/// For a browser, in one file.
pub(super) fn html(document: &Document, out: &mut dyn Write) -> io::Result<()> {
    let title = document.title;
    write!(
        out,
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" \
         content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>{title}</title>\n<style>\n{STYLE}{OWN_STYLE}</style>\n</head>\n<body>\n\
         <h1>{title}</h1>\n",
        document.language.tag(),
    )?;
    rows(&document.about, out)?;
    let class = if document.is_proved {
        "proof"
    } else {
        "proof broken"
    };
    writeln!(out, "<main>\n<section class=\"{class}\">")?;
    for line in &document.verdict {
        writeln!(out, "<p>{}</p>", Escaped(line))?;
    }
    writeln!(out, "</section>")?;
    for section in &document.sections {
        html_section(section, document.language, out)?;
    }
    writeln!(out, "</main>\n<footer><p>{}</p></footer>", document.closing)?;
    writeln!(out, "</body>\n</html>")
}

fn html_section(section: &Section, language: Language, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<section>\n<h2>{}</h2>", Escaped(&section.title))?;
    if section.entries.is_empty() {
        writeln!(out, "<p>{}</p>", none(language))?;
    }
    for Entry { title, rows: said } in &section.entries {
        if said.is_empty() {
            writeln!(out, "<p>{}</p>", Escaped(title))?;
            continue;
        }
        writeln!(out, "<div class=\"entry\"><h3>{}</h3>", Escaped(title))?;
        rows(said, out)?;
        writeln!(out, "</div>")?;
    }
    writeln!(out, "</section>")
}

fn rows(rows: &[(&'static str, String)], out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<dl>")?;
    for (label, says) in rows {
        writeln!(out, "<dt>{label}</dt><dd>{}</dd>", Escaped(says))?;
    }
    writeln!(out, "</dl>")
}

fn none(language: Language) -> &'static str {
    language.say("Nothing.", "Nada.")
}
