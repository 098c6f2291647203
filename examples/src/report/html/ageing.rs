//! How long what is open has been open.

use std::io::{self, Write};

use recon_core::Open;

use super::amount_cell;
use crate::report::figures::Money;
use crate::report::side::Side;
use crate::report::totals::Sum;
use crate::report::{Language, Report};

/// The last day of each age group but the last, which has no end.
const ENDS: [i32; 4] = [7, 30, 60, 90];

pub(super) fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let language = report.language;
    let sides = [
        (
            language.say("At the bank", "No banco"),
            grouped(report.bank, &report.outcome.open_left),
        ),
        (
            language.say("In the ledger", "No sistema"),
            grouped(report.ledger, &report.outcome.open_right),
        ),
    ];
    if sides
        .iter()
        .all(|(_, groups)| groups.iter().all(|g| g.entries == 0))
    {
        return Ok(());
    }
    let [(bank, at_bank), (ledger, in_ledger)] = sides;
    writeln!(
        out,
        "<section id=\"ageing\">\n<h2>{}</h2>\n<div class=\"wide\"><table>\n<thead><tr>\
         <th scope=\"col\">{}</th><th scope=\"col\" class=\"amount\">{bank}</th>\
         <th scope=\"col\" class=\"amount\">{ledger}</th></tr></thead>\n<tbody>",
        language.say(
            "How long it has been open",
            "Há quanto tempo está em aberto"
        ),
        language.say("Days", "Dias"),
    )?;
    for (at, (left, right)) in at_bank.iter().zip(&in_ledger).enumerate() {
        writeln!(
            out,
            "<tr><th scope=\"row\">{}</th>{}{}</tr>",
            days(at),
            cell(bank, *left, language),
            cell(ledger, *right, language)
        )?;
    }
    writeln!(out, "</tbody>\n</table></div>\n</section>")
}

/// Open entries by age group.
fn grouped(side: &Side, open: &[Open]) -> Vec<Sum> {
    let mut groups = vec![Sum::default(); ENDS.len() + 1];
    for one in open {
        let at = ENDS.partition_point(|end| *end < one.age_days);
        if let Some(group) = groups.get_mut(at) {
            group.add(side, one.entry);
        }
    }
    groups
}

/// `8–30`; the last is `> 90`.
fn days(at: usize) -> String {
    let start = match at.checked_sub(1).and_then(|before| ENDS.get(before)) {
        Some(end) => end + 1,
        None => 0,
    };
    match ENDS.get(at) {
        Some(end) => format!("{start}–{end}"),
        None => format!("&gt; {}", start - 1),
    }
}

fn cell(column: &str, sum: Sum, language: Language) -> String {
    if sum.entries == 0 {
        return amount_cell(column, None);
    }
    let money = Money::reais(sum.net());
    let entries = language.count(sum.entries, ["entry", "entries"], ["item", "itens"]);
    let both = format!("{money} <span class=\"note\">{entries}</span>");
    amount_cell(column, Some(&both))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_groups_follow_each_other() {
        let all: Vec<String> = (0..=ENDS.len()).map(days).collect();
        assert_eq!(all, ["0–7", "8–30", "31–60", "61–90", "&gt; 90"]);
    }
}
