//! The tables for a BI tool, as rows that every format can write.

use time::Date;

use super::account::Source;
use super::picture::{Picture, Total};

/// What stands in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Day,
    Text,
    /// Reais with two places.
    Money,
    Count,
}

/// What stands in a cell. Only money and text may be missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value {
    Day(Date),
    Text(Option<String>),
    /// In cents.
    Money(Option<i64>),
    Count(usize),
}

/// A table; every row has a value of the right kind for each column.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) name: &'static str,
    pub(super) columns: &'static [(&'static str, Kind)],
    pub(super) rows: Vec<Vec<Value>>,
}

/// The tables' names.
pub(super) const NAMES: [&str; 4] = ["consolidated", "cash_flow", "balances", "movements"];

const CONSOLIDATED: &[(&str, Kind)] = &[
    ("day", Kind::Day),
    ("inflow", Kind::Money),
    ("outflow", Kind::Money),
    ("net", Kind::Money),
    ("balance", Kind::Money),
    ("known_inflow", Kind::Money),
    ("known_outflow", Kind::Money),
    ("known_balance", Kind::Money),
    ("flows_missing", Kind::Count),
    ("balances_missing", Kind::Count),
];
const CASH_FLOW: &[(&str, Kind)] = &[
    ("day", Kind::Day),
    ("cnpj", Kind::Text),
    ("company", Kind::Text),
    ("bank", Kind::Text),
    ("account", Kind::Text),
    ("status", Kind::Text),
    ("inflow", Kind::Money),
    ("outflow", Kind::Money),
    ("net", Kind::Money),
    ("movements", Kind::Count),
];
const BALANCES: &[(&str, Kind)] = &[
    ("day", Kind::Day),
    ("cnpj", Kind::Text),
    ("company", Kind::Text),
    ("bank", Kind::Text),
    ("account", Kind::Text),
    ("status", Kind::Text),
    ("balance", Kind::Money),
];
const MOVEMENTS: &[(&str, Kind)] = &[
    ("day", Kind::Day),
    ("cnpj", Kind::Text),
    ("bank", Kind::Text),
    ("account", Kind::Text),
    ("id", Kind::Text),
    ("amount", Kind::Money),
    ("end_to_end_id", Kind::Text),
    ("sources", Kind::Text),
];

/// All tables, in the order of [`NAMES`].
pub(super) fn tables(picture: &Picture) -> [Table; 4] {
    let [consolidated, cash_flow, balances, movements] = NAMES;
    let table = |name, columns, rows| Table {
        name,
        columns,
        rows,
    };
    [
        table(consolidated, CONSOLIDATED, consolidated_rows(picture)),
        table(cash_flow, CASH_FLOW, cash_flow_rows(picture)),
        table(balances, BALANCES, balance_rows(picture)),
        table(movements, MOVEMENTS, movement_rows(picture)),
    ]
}

/// A sum over all accounts is there when all of them are.
fn consolidated_rows(picture: &Picture) -> Vec<Vec<Value>> {
    let row = |(day, total): (&Date, &Total)| {
        let whole = |cents| Value::Money((total.flows_missing == 0).then_some(cents));
        vec![
            Value::Day(*day),
            whole(total.flow.inflow),
            whole(total.flow.outflow),
            whole(total.flow.net()),
            Value::Money((total.balances_missing == 0).then_some(total.balance)),
            Value::Money(Some(total.flow.inflow)),
            Value::Money(Some(total.flow.outflow)),
            Value::Money(Some(total.balance)),
            Value::Count(total.flows_missing),
            Value::Count(total.balances_missing),
        ]
    };
    picture.totals.iter().map(row).collect()
}

fn cash_flow_rows(picture: &Picture) -> Vec<Vec<Value>> {
    let lines = picture.lines.iter().flat_map(|line| {
        line.days.iter().map(move |(day, cell)| {
            let flow = cell.flow;
            vec![
                Value::Day(*day),
                text(&line.account.cnpj),
                text(&line.account.company),
                text(&line.account.bank),
                text(&line.account.key),
                status(flow.is_some()),
                Value::Money(flow.map(|flow| flow.inflow)),
                Value::Money(flow.map(|flow| flow.outflow)),
                Value::Money(flow.map(|flow| flow.net())),
                Value::Count(flow.map_or(0, |flow| flow.movements)),
            ]
        })
    });
    lines.collect()
}

fn balance_rows(picture: &Picture) -> Vec<Vec<Value>> {
    let lines = picture.lines.iter().flat_map(|line| {
        line.days.iter().map(move |(day, cell)| {
            vec![
                Value::Day(*day),
                text(&line.account.cnpj),
                text(&line.account.company),
                text(&line.account.bank),
                text(&line.account.key),
                status(cell.balance.is_some()),
                Value::Money(cell.balance),
            ]
        })
    });
    lines.collect()
}

/// Without the statement's text, which names people: a cash flow needs none.
fn movement_rows(picture: &Picture) -> Vec<Vec<Value>> {
    let lines = picture.lines.iter().flat_map(|line| {
        line.movements.iter().map(move |known| {
            let sources: Vec<&str> = known
                .sources
                .iter()
                .map(|one| Source::as_str(*one))
                .collect();
            vec![
                Value::Day(known.movement.day),
                text(&line.account.cnpj),
                text(&line.account.bank),
                text(&line.account.key),
                text(&known.movement.id),
                Value::Money(Some(known.movement.cents)),
                Value::Text(known.movement.end_to_end_id.clone()),
                text(&sources.join("+")),
            ]
        })
    });
    lines.collect()
}

fn status(is_known: bool) -> Value {
    text(if is_known { "known" } else { "gap" })
}

fn text(value: &str) -> Value {
    Value::Text(Some(value.to_owned()))
}
