//! Tables as CSV and as JSON lines. What is missing is empty in the one and `null` in the other.

use std::io::{self, Write};

use serde_json::Value as Json;

use super::table::{Table, Value};
use crate::report::{Plain, disarmed};

/// How tables are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// Comma, UTF-8, a header; amounts with a point.
    Csv,
    /// Days as DATE, amounts as DECIMAL(18,2); needs the feature `parquet`.
    Parquet,
    /// One object a line; amounts as strings, so that no reader takes them for floats.
    Jsonl,
}

/// What to do about a program without the writer.
const NEEDS_PARQUET: &str =
    "this program was built without Parquet; call cargo with --features sqlite,parquet";

impl Format {
    /// Why it cannot be written here.
    pub(super) const fn flaw(self) -> Option<&'static str> {
        match self {
            Self::Parquet if !cfg!(feature = "parquet") => Some(NEEDS_PARQUET),
            _ => None,
        }
    }

    /// The ending of its files.
    pub(super) const fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Parquet => "parquet",
            Self::Jsonl => "jsonl",
        }
    }

    pub(super) fn write(self, table: &Table, out: impl Write + Send) -> io::Result<()> {
        match self {
            Self::Csv => csv(table, out),
            #[cfg(feature = "parquet")]
            Self::Parquet => super::parquet::write(table, out),
            #[cfg(not(feature = "parquet"))]
            Self::Parquet => Err(io::Error::other(NEEDS_PARQUET)),
            Self::Jsonl => json_lines(table, out),
        }
    }
}

fn csv(table: &Table, out: impl Write) -> io::Result<()> {
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record(table.columns.iter().map(|(name, _)| name))?;
    for row in &table.rows {
        csv.write_record(row.iter().map(|value| {
            match value {
                Value::Day(day) => day.to_string(),
                Value::Text(text) => disarmed(text.as_deref().unwrap_or_default()).into_owned(),
                Value::Money(cents) => cents
                    .map(|cents| Plain(cents.into()).to_string())
                    .unwrap_or_default(),
                Value::Count(count) => count.to_string(),
            }
        }))?;
    }
    csv.flush()
}

fn json_lines(table: &Table, mut out: impl Write) -> io::Result<()> {
    for row in &table.rows {
        let cells = table.columns.iter().zip(row);
        let object: serde_json::Map<String, Json> = cells
            .map(|((name, _), value)| {
                let value = match value {
                    Value::Day(day) => day.to_string().into(),
                    Value::Text(text) => text.clone().into(),
                    Value::Money(cents) => {
                        cents.map(|cents| Plain(cents.into()).to_string()).into()
                    }
                    Value::Count(count) => (*count).into(),
                };
                ((*name).to_owned(), value)
            })
            .collect();
        serde_json::to_writer(&mut out, &object)?;
        writeln!(out)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::table::Kind;
    use super::*;
    use time::macros::date;

    fn table() -> Table {
        let row = |cents| {
            vec![
                Value::Day(date!(2026 - 11 - 20)),
                Value::Text(Some("=SUM(A1)".to_owned())),
                Value::Money(cents),
                Value::Count(2),
            ]
        };
        Table {
            name: "t",
            columns: &[
                ("day", Kind::Day),
                ("bank", Kind::Text),
                ("net", Kind::Money),
                ("movements", Kind::Count),
            ],
            rows: vec![row(Some(-5)), row(None)],
        }
    }

    fn written(format: Format) -> String {
        let mut out = Vec::new();
        format.write(&table(), &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_gap_is_empty_in_csv() {
        let wanted = "day,bank,net,movements\n2026-11-20,'=SUM(A1),-0.05,2\n\
                      2026-11-20,'=SUM(A1),,2\n";
        assert_eq!(written(Format::Csv), wanted);
    }

    #[test]
    fn a_gap_is_null_in_json() {
        let lines = written(Format::Jsonl);
        let lines: Vec<Json> = lines
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        assert_eq!(lines[0]["net"], "-0.05");
        assert_eq!(lines[1]["net"], Json::Null);
        assert_eq!(lines[0]["bank"], "=SUM(A1)");
        assert_eq!(lines[0]["movements"], 2);
    }
}
