//! What Blu has of a merchant.

use blu_client::model::{ConciliationLine, Sale};
use blu_client::{Blu, Pager};
use client_core::page::{List, PageAnswer, Position, Style};
use client_core::wire;
use client_core::{Error, Result};
use futures_util::stream::{self, StreamExt as _, TryStreamExt as _};
use http::StatusCode;
use time::Date;

use super::Period;
use super::source::{Lines, Source};

const CALLS_AT_ONCE: usize = 4;

/// Everything the client can read: releases, sales, PagBlu payments and the statement within `period`.
/// Of anticipations the second version, which has all that the first has.
pub fn sources(blu: &Blu, period: Period) -> Vec<Source> {
    let Period { from, to } = period;
    let options = blu.clients().get_receiving_options();
    vec![
        Source::list(
            "anticipations",
            "anticipation",
            blu.anticipations().list_v2(from, to).send(),
        ),
        Source::list(
            "debits",
            "debit_settlement",
            blu.debits().list(from, to).send(),
        ),
        Source::list(
            "credits",
            "credit_settlement",
            blu.credits().list(from, to).send(),
        ),
        sales("sales", "sale", blu, blu.sales().list(from, to).send()),
        sales(
            "split_sales",
            "split_sale",
            blu,
            blu.sales().list_split(from, to).send(),
        ),
        Source::list(
            "statement",
            "statement_line",
            blu.statement().list(from, to).send(),
        ),
        Source::list("pagblu", "pagblu_payment", payments_by_day(blu, period)),
        Source::once("receiving_options", async move {
            Lines::one("receiving_options", &options.send().await?)
        }),
    ]
}

/// Sales, and what there is to know of each.
fn sales(name: &str, kind: &'static str, blu: &Blu, list: Pager<Sale>) -> Source {
    let blu = blu.clone();
    Source::list_with(name, list, async move |sales| {
        let mut lines = Lines::default();
        sales.iter().try_for_each(|sale| lines.add(kind, sale))?;
        let ids = sales.into_iter().filter_map(|sale| sale.id);
        let details = stream::iter(ids)
            .map(async |id| found(blu.sales().get_details(&id).send().await))
            .buffered(CALLS_AT_ONCE);
        let mut details = std::pin::pin!(details);
        while let Some(details) = details.try_next().await? {
            lines.add_found("sale_details", details.as_ref())?;
        }
        Ok(lines)
    })
}

/// PagBlu's conciliation, which Blu tells day by day: each week is a page.
fn payments_by_day(blu: &Blu, Period { from, to }: Period) -> Pager<ConciliationLine> {
    let list = List::new("blu.charges.list_conciliation");
    let list = list.filter("from", from).filter("to", to);
    let blu = blu.clone();
    Pager::new(list, Style::Cursor, move |position| {
        let (blu, first) = (blu.clone(), asked(&position, from));
        async move {
            let mut day = Some(first?);
            let mut payments = Vec::new();
            for _ in 0..7 {
                let Some(asked) = day.filter(|day| *day <= to) else {
                    return Ok(PageAnswer::new(payments));
                };
                payments.extend(blu.charges().list_conciliation(asked).send().await?);
                day = asked.next_day();
            }
            let next = day.filter(|day| *day <= to);
            let next = next.and_then(|day| wire::date::format(day).ok());
            Ok(PageAnswer::new(payments).with_next(next))
        }
    })
}

fn asked(position: &Position, first: Date) -> Result<Date> {
    match position {
        Position::Cursor(day) => wire::date::parse(day)
            .map_err(|cause| Error::input(format!("the day to go on at: {cause}"))),
        _ => Ok(first),
    }
}

/// What was listed may be canceled by now, and not every server has details.
fn found<T>(answer: Result<T>) -> Result<Option<T>> {
    match answer {
        Ok(found) => Ok(Some(found)),
        Err(error) if error.status() == Some(StatusCode::NOT_FOUND) => Ok(None),
        Err(error) => Err(error),
    }
}
