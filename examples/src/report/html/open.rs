//! What stayed open, by reason, the largest amounts first.

use std::collections::BTreeMap;
use std::io::{self, Write};

use recon_core::Open;

use super::{Escaped, ROWS, cut_note, entries};
use crate::report::Report;
use crate::report::figures::Money;
use crate::report::named::Named;
use crate::report::phrases;
use crate::report::side::Side;
use crate::report::totals::Totals;

/// One side's open list.
struct List<'a> {
    id: &'static str,
    title: &'static str,
    file: &'static str,
    at_bank: bool,
    own: &'a Side,
    other: &'a Side,
    open: &'a [Open],
}

pub(super) fn write(report: &Report<'_>, totals: &Totals, out: &mut dyn Write) -> io::Result<()> {
    let language = report.language;
    let bank = List {
        id: "open-bank",
        title: language.say("Open at the bank", "Em aberto no banco"),
        file: "open_bank.csv",
        at_bank: true,
        own: report.bank,
        other: report.ledger,
        open: &report.outcome.open_left,
    };
    let ledger = List {
        id: "open-ledger",
        title: language.say("Open in the ledger", "Em aberto no sistema"),
        file: "open_ledger.csv",
        at_bank: false,
        own: report.ledger,
        other: report.bank,
        open: &report.outcome.open_right,
    };
    for (list, sum) in [(bank, totals.bank.open), (ledger, totals.ledger.open)] {
        if list.open.is_empty() {
            continue;
        }
        writeln!(
            out,
            "<section id=\"{}\">\n<h2>{} <span class=\"tally\">{} · {}</span></h2>",
            list.id,
            list.title,
            language.number(sum.entries),
            Money::reais(sum.net()),
        )?;
        list.groups(report, out)?;
        writeln!(out, "</section>")?;
    }
    Ok(())
}

impl List<'_> {
    fn groups(&self, report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
        let mut reasons: BTreeMap<&str, Vec<&Open>> = BTreeMap::new();
        for open in self.open {
            reasons.entry(open.reason.as_str()).or_default().push(open);
        }
        for (code, mut group) in reasons {
            let amount = |open: &Open| self.own.book().amount(open.entry).unsigned_abs();
            group.sort_by_key(|open| std::cmp::Reverse(amount(open)));
            self.group(report, code, &group, out)?;
        }
        Ok(())
    }

    fn group(
        &self,
        report: &Report<'_>,
        code: &str,
        group: &[&Open],
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let language = report.language;
        writeln!(
            out,
            "<details open>\n<summary><h3>{}</h3> <span class=\"tally\">{}</span></summary>\n\
             <p class=\"advice\">{}</p>",
            Escaped(phrases::open_reason(code, language)),
            language.number(group.len()),
            phrases::advice(code, self.at_bank, language),
        )?;
        writeln!(
            out,
            "<table>\n<thead><tr><th scope=\"col\">{}</th><th scope=\"col\">{}</th>\
             <th scope=\"col\" class=\"amount\">{}</th></tr></thead>\n<tbody>",
            language.say("Date", "Data"),
            language.say("What", "O quê"),
            language.say("Amount", "Valor"),
        )?;
        for open in group.iter().take(ROWS) {
            self.row(report, open, out)?;
        }
        writeln!(out, "</tbody>\n</table>")?;
        let shown = group.len().min(ROWS);
        out.write_all(cut_note(shown, group.len(), self.file, language).as_bytes())?;
        writeln!(out, "</details>")
    }

    fn row(&self, report: &Report<'_>, open: &Open, out: &mut dyn Write) -> io::Result<()> {
        let id = self.own.book().id(open.entry);
        write!(
            out,
            "<tr><td class=\"day\">{}</td><td>{} <span class=\"id\">{}</span>",
            entries::day(self.own, open.entry),
            entries::caption(self.own, open.entry),
            Escaped(id),
        )?;
        for note in self.notes(report, open) {
            write!(out, "<span class=\"note\">{note}</span>")?;
        }
        writeln!(
            out,
            "</td><td class=\"amount\">{}</td></tr>",
            entries::amount(self.own, open.entry)
        )
    }

    /// The entries that the reason speaks of, as HTML.
    fn notes(&self, report: &Report<'_>, open: &Open) -> Vec<String> {
        let language = report.language;
        let Named { nearest, related } = Named::by(&open.reason);
        let mut notes = Vec::new();
        if let Some(nearest) = nearest {
            let label = language.say("Nearest:", "Mais próximo:");
            let differs = phrases::difference(&open.reason, language);
            let differs = Escaped(&differs).to_string();
            let dash = if differs.is_empty() { "" } else { " — " };
            notes.push(format!(
                "{label} {}{dash}{differs}",
                entries::inline(self.other, nearest)
            ));
        }
        if let Some(related) = related {
            let label = match nearest {
                Some(_) => language.say("It went to:", "Ficou com:"),
                None => language.say("See:", "Veja:"),
            };
            notes.push(format!("{label} {}", entries::inline(self.own, related)));
        }
        notes
    }
}
