//! The charts: shapes are SVG that stretches with the page, words are HTML.

use std::io::{self, Write};

use time::Date;

use crate::report::html::chart::{FULL, Scale, direction};
use crate::report::{Day, Language, Money};
use crate::treasury::picture::{Picture, Total};

/// Money in above the axis, money out below; grey behind days that lack an account.
pub(super) fn flow(picture: &Picture, language: Language, out: &mut dyn Write) -> io::Result<()> {
    let flows = || picture.totals.values().map(|total| total.flow);
    let scale = Scale {
        most_in: flows()
            .map(|flow| i128::from(flow.inflow))
            .max()
            .unwrap_or_default(),
        most_out: flows()
            .map(|flow| i128::from(flow.outflow))
            .min()
            .unwrap_or_default(),
    };
    if scale.height() == 0 {
        return Ok(());
    }
    let title = language.say("Cash flow by day", "Fluxo de caixa por dia");
    let legend = [
        ("in", language.say("in", "entradas")),
        ("out", language.say("out", "saídas")),
        (
            "gap",
            language.say("an account unknown", "conta sem informação"),
        ),
    ];
    open_chart(title, &legend, picture, out, |out| {
        direction(language.say("in", "entradas"), scale.most_in, language, out)
    })?;
    for (x, (day, total)) in (0..).step_by(10).zip(&picture.totals) {
        let (flow, missing) = (total.flow, total.flows_missing);
        open_column(
            x,
            *day,
            missing,
            language,
            out,
            &[
                ("+", i128::from(flow.inflow)),
                ("−", i128::from(-flow.outflow)),
            ],
        )?;
        let partial = partial(missing);
        let zero = scale.y(0);
        let (top, bottom) = (scale.y(flow.inflow.into()), scale.y(flow.outflow.into()));
        bar(out, &format!("in{partial}"), x, top, zero - top)?;
        bar(out, &format!("out{partial}"), x, zero, bottom - zero)?;
        writeln!(out, "</g>")?;
    }
    close_chart(picture, scale.y(0), out, |out| {
        direction(
            language.say("out", "saídas"),
            -scale.most_out,
            language,
            out,
        )
    })
}

/// What was in the accounts; pale where one is missing, nothing where all are.
pub(super) fn balance(
    picture: &Picture,
    language: Language,
    out: &mut dyn Write,
) -> io::Result<()> {
    let known = |total: &Total| total.balances_missing < picture.lines.len();
    let told = || picture.totals.values().filter(|total| known(total));
    let scale = Scale {
        most_in: told()
            .map(|total| i128::from(total.balance))
            .max()
            .unwrap_or_default()
            .max(0),
        most_out: told()
            .map(|total| i128::from(total.balance))
            .min()
            .unwrap_or_default()
            .min(0),
    };
    if scale.height() == 0 {
        return Ok(());
    }
    let title = language.say("Balance by day", "Saldo por dia");
    let legend = [
        (
            "balance",
            language.say("balance of all accounts", "saldo de todas as contas"),
        ),
        (
            "gap",
            language.say("an account unknown", "conta sem informação"),
        ),
    ];
    open_chart(title, &legend, picture, out, |out| {
        direction(title, scale.most_in, language, out)
    })?;
    for (x, (day, total)) in (0..).step_by(10).zip(&picture.totals) {
        let missing = total.balances_missing;
        open_column(
            x,
            *day,
            missing,
            language,
            out,
            &[("=", total.balance.into())],
        )?;
        if known(total) {
            let (zero, end) = (scale.y(0), scale.y(total.balance.into()));
            let class = format!("balance{}", partial(missing));
            bar(out, &class, x, zero.min(end), (zero - end).abs())?;
        }
        writeln!(out, "</g>")?;
    }
    close_chart(picture, scale.y(0), out, |_| Ok(()))
}

fn open_chart(
    title: &str,
    legend: &[(&str, &str)],
    picture: &Picture,
    out: &mut dyn Write,
    above: impl Fn(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    writeln!(out, "<section>\n<h2>{title}</h2>\n<ul class=\"legend\">")?;
    for (class, name) in legend {
        write!(out, "<li><i class=\"{class}\"></i>{name}</li>")?;
    }
    writeln!(out, "</ul>\n<figure>")?;
    above(out)?;
    let width = picture.totals.len() * 10;
    writeln!(
        out,
        "<svg viewBox=\"0 0 {width} {FULL}\" preserveAspectRatio=\"none\" role=\"img\" \
         aria-label=\"{title}\">"
    )
}

/// A day's column, with its numbers for who points at it, and grey where an account is missing.
fn open_column(
    x: usize,
    day: Date,
    missing: usize,
    language: Language,
    out: &mut dyn Write,
    numbers: &[(&str, i128)],
) -> io::Result<()> {
    write!(out, "<g><title>{}", Day(day))?;
    for (sign, cents) in numbers {
        write!(out, " · {sign} {}", Money::reais(*cents))?;
    }
    if missing > 0 {
        let unknown = language.count(
            missing,
            ["account unknown", "accounts unknown"],
            ["conta sem informação", "contas sem informação"],
        );
        write!(out, " · {unknown}")?;
    }
    writeln!(out, "</title>")?;
    if missing > 0 {
        bar(out, "gap", x, 0, FULL)?;
    }
    Ok(())
}

fn partial(missing: usize) -> &'static str {
    if missing > 0 { " partial" } else { "" }
}

fn bar(out: &mut dyn Write, class: &str, x: usize, y: i128, height: i128) -> io::Result<()> {
    if height == 0 {
        return Ok(());
    }
    let x = x + 1;
    writeln!(
        out,
        "<rect class=\"{class}\" x=\"{x}\" y=\"{y}\" width=\"8\" height=\"{height}\"/>"
    )
}

fn close_chart(
    picture: &Picture,
    axis: i128,
    out: &mut dyn Write,
    below: impl Fn(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    let width = picture.totals.len() * 10;
    writeln!(
        out,
        "<rect class=\"axis\" y=\"{axis}\" width=\"{width}\" height=\"3\"/>\n</svg>"
    )?;
    below(out)?;
    let days = picture.days;
    writeln!(
        out,
        "<p class=\"ticks\"><span>{}</span><span>{}</span></p>\n</figure>\n</section>",
        Day(days.first),
        Day(days.last)
    )
}
