//! Entries as people read them: day, text, amount, id.

use std::io::{self, Write};

use recon_core::EntryIndex;

use super::Escaped;
use crate::report::figures::{Day, Money};
use crate::report::language::Language;
use crate::report::side::Side;

/// Entries shown of one match.
const SHOWN: usize = 20;

/// The day of an entry, or nothing.
pub(super) fn day(side: &Side, entry: EntryIndex) -> String {
    let day = side.book().day(entry);
    day.map(|day| Day(day).to_string()).unwrap_or_default()
}

/// The amount of an entry in its currency.
pub(super) fn amount(side: &Side, entry: EntryIndex) -> Money<'_> {
    Money::of(side.book().amount(entry), side.foreign_currency(entry))
}

/// What it says, or a dash.
pub(super) fn caption(side: &Side, entry: EntryIndex) -> Escaped<'_> {
    let caption = side.caption(entry);
    Escaped(if caption.is_empty() { "–" } else { caption })
}

/// An entry within a sentence.
pub(super) fn inline(side: &Side, entry: EntryIndex) -> String {
    format!(
        "{} {} <b>{}</b>",
        day(side, entry),
        caption(side, entry),
        amount(side, entry)
    )
}

/// A list of entries.
pub(super) fn list(
    side: &Side,
    entries: &[EntryIndex],
    language: Language,
    out: &mut dyn Write,
) -> io::Result<()> {
    writeln!(out, "<ul class=\"entries\">")?;
    for entry in entries.iter().take(SHOWN).copied() {
        writeln!(
            out,
            "<li><span class=\"day\">{}</span> <span>{} <span class=\"id\">{}</span></span> \
             <span class=\"amount\">{}</span></li>",
            day(side, entry),
            caption(side, entry),
            Escaped(side.book().id(entry)),
            amount(side, entry),
        )?;
    }
    if let Some(more) = entries.len().checked_sub(SHOWN).filter(|more| *more > 0) {
        let more = language.count(more, ["more", "more"], ["a mais", "a mais"]);
        writeln!(out, "<li class=\"cut\">… {more}</li>")?;
    }
    writeln!(out, "</ul>")
}
