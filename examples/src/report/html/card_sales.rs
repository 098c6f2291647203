//! What card sales brought, and what was kept of them.

use std::io::{self, Write};

use crate::report::{Language, Report};

pub(super) fn write(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let language = report.language;
    let cards = report.month.as_ref().map(|month| &month.cards);
    let Some(cards) = cards.filter(|cards| cards.sales > 0) else {
        return Ok(());
    };
    let sold = language.count(cards.sales, ["sale", "sales"], ["venda", "vendas"]);
    writeln!(
        out,
        "<section id=\"card-sales\">\n<h2>{} <span class=\"tally\">{sold}</span></h2>\n<table><tbody>",
        language.say("What cards brought", "O que os cartões renderam"),
    )?;
    let kept = language.say("Kept of the sales (MDR)", "Taxa das vendas (MDR)");
    let rows = [
        (language.say("Sold", "Vendido").to_owned(), cards.gross),
        (format!("{kept}, {}", cards.mdr_rate()), cards.mdr),
        (
            language
                .say("Kept for paying early", "Taxa de antecipação")
                .to_owned(),
            cards.anticipation_fee,
        ),
        (
            language
                .say("Paid by the acquirer", "Pago pela adquirente")
                .to_owned(),
            cards.net,
        ),
    ];
    for (name, amount) in rows {
        writeln!(
            out,
            "<tr><th scope=\"row\">{name}</th><td class=\"amount\">{amount}</td></tr>"
        )?;
    }
    writeln!(out, "</tbody></table>")?;
    if cards.not_booked > 0 {
        writeln!(
            out,
            "<p class=\"advice\">{}</p>",
            not_booked(cards.not_booked, language)
        )?;
    }
    writeln!(out, "</section>")
}

fn not_booked(sales: usize, language: Language) -> String {
    let sales = language.count(
        sales,
        [
            "sale that the acquirer paid is not in the ERP",
            "sales that the acquirer paid are not in the ERP",
        ],
        [
            "venda que a adquirente pagou não está no sistema",
            "vendas que a adquirente pagou não estão no sistema",
        ],
    );
    let find = language.say(
        "look for ledger ids that begin with blu: in cards.csv, and enter them.",
        "procure em cards.csv os títulos que começam com blu: e lance-os.",
    );
    format!("{sales}: {find}")
}
