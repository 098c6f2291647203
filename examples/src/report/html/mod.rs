//! `report.html`: one file that shows everything worth showing, without scripts or anything from
//! elsewhere.
//!
//! Long groups are cut after [`ROWS`] with a pointer to the CSV that has the rest.

mod ageing;
mod arithmetic;
mod card_sales;
pub(crate) mod chart;
mod entries;
mod matches;
mod money;
mod open;
mod problems;
mod reviews;
mod timeline;
mod top;

use std::fmt;
use std::io::{self, Write};

use recon_core::Bits;

use super::Report;
use super::language::Language;
use super::totals::Totals;

/// Rows shown of one group.
const ROWS: usize = 250;
pub(crate) const STYLE: &str = include_str!("style.css");

/// A cell with an amount. On a narrow screen, where columns do not fit beside each other, each cell
/// is a line of its own with the column's name in front, and empty ones are left out.
fn amount_cell(column: &str, amount: Option<&dyn fmt::Display>) -> String {
    match amount {
        Some(amount) => {
            format!("<td class=\"amount\" data-column=\"{column}\"><span>{amount}</span></td>")
        }
        None => "<td class=\"amount none\">–</td>".to_owned(),
    }
}

/// Writes the page.
pub(super) fn write(report: &Report<'_>, totals: &Totals, out: &mut dyn Write) -> io::Result<()> {
    let language = report.language;
    let title = language.say("Bank reconciliation", "Conciliação bancária");
    head(title, "", language, out)?;
    top::write(report, totals, title, out)?;
    writeln!(out, "<main>")?;
    chart::write(report, totals, out)?;
    money::write(report, totals, out)?;
    reviews::write(report, out)?;
    ageing::write(report, out)?;
    open::write(report, totals, out)?;
    card_sales::write(report, out)?;
    matches::write(report, out)?;
    problems::write(report, out)?;
    writeln!(out, "</main>")?;
    footer(language, out)?;
    writeln!(out, "</body>\n</html>")
}

/// Everything before a page's content: no scripts, nothing from elsewhere. `style` adds to the style
/// that all pages have.
pub(crate) fn head(
    title: &str,
    style: &str,
    language: Language,
    out: &mut dyn Write,
) -> io::Result<()> {
    write!(
        out,
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" \
         content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>{title}</title>\n<style>\n{STYLE}{style}</style>\n</head>\n<body>\n",
        language.tag(),
    )
}

fn footer(language: Language, out: &mut dyn Write) -> io::Result<()> {
    let text = language.say(
        "Every bank line and every ledger entry is in exactly one place: a match, a question to \
         you, or the open lists. Everything, also what was cut here for length, is in matches.csv, \
         review.csv, open_bank.csv and open_ledger.csv next to this page. How sure a match is \
         comes from its clues: the rarer what agrees, the surer.",
        "Cada lançamento do banco e cada título do sistema está em um só lugar: uma conciliação, \
         uma pergunta a você, ou as listas em aberto. Tudo, também o que foi cortado aqui, está em \
         matches.csv, review.csv, open_bank.csv e open_ledger.csv, ao lado desta página. A certeza \
         de uma conciliação vem dos indícios: quanto mais raro o que confere, maior a certeza.",
    );
    writeln!(out, "<footer><p>{text}</p></footer>")
}

/// A text from the data, harmless in HTML.
pub(crate) struct Escaped<'a>(pub(crate) &'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rest = self.0;
        while let Some(at) = rest.find(['&', '<', '>', '"', '\'']) {
            let (plain, from) = rest.split_at(at);
            f.write_str(plain)?;
            let mut chars = from.chars();
            f.write_str(match chars.next() {
                Some('&') => "&amp;",
                Some('<') => "&lt;",
                Some('>') => "&gt;",
                Some('"') => "&quot;",
                _ => "&#39;",
            })?;
            rest = chars.as_str();
        }
        f.write_str(rest)
    }
}

/// The line that says what was left out of a group, if anything was.
fn cut_note(shown: usize, all: usize, file: &str, language: Language) -> String {
    let Some(left_out) = all.checked_sub(shown).filter(|n| *n > 0) else {
        return String::new();
    };
    let more = language.count(left_out, ["more", "more"], ["a mais", "a mais"]);
    let place = language.say("in", "em");
    format!("<p class=\"cut\">… {more} {place} {file}</p>\n")
}

/// How likely a score is, as people say it.
fn sureness(score: Bits, language: Language) -> String {
    let ppm = score.probability_ppm();
    let (whole, part) = (ppm / 10_000, ppm % 10_000 / 100);
    match (language, ppm >= 999_900) {
        (Language::English, true) => "over 99.99 % sure".to_owned(),
        (Language::English, false) => format!("{whole}.{part:02} % sure"),
        (Language::Portuguese, true) => "certeza acima de 99,99 %".to_owned(),
        (Language::Portuguese, false) => format!("certeza de {whole},{part:02} %"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_from_the_data_becomes_markup() {
        let text = Escaped("<script>alert('a' & \"b\")</script> ção").to_string();
        assert_eq!(
            text,
            "&lt;script&gt;alert(&#39;a&#39; &amp; &quot;b&quot;)&lt;/script&gt; ção"
        );
    }

    #[test]
    fn certainty_is_never_claimed() {
        let text = |milli| sureness(Bits::from_milli(milli), Language::English);
        assert_eq!(text(40_000), "over 99.99 % sure");
        assert_eq!(text(0), "50.00 % sure");
        assert_eq!(
            sureness(Bits::from_milli(0), Language::Portuguese),
            "certeza de 50,00 %"
        );
    }

    #[test]
    fn what_is_cut_is_said() {
        assert_eq!(cut_note(5, 5, "x.csv", Language::English), "");
        let note = cut_note(250, 12_250, "matches.csv", Language::English);
        assert_eq!(note, "<p class=\"cut\">… 12,000 more in matches.csv</p>\n");
    }
}
