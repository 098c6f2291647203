//! One provider's operations, row by row.

use std::io::{self, Write};

use client_core::Operation;
use serde::Serialize;

/// One operation, as it is printed. The fields are the keys of the JSON.
#[derive(Debug, Serialize)]
pub(super) struct Row {
    name: &'static str,
    method: &'static str,
    path: &'static str,
    idempotency: &'static str,
    mark: &'static str,
}

impl Row {
    pub(super) fn of(operation: &'static Operation) -> Self {
        Self {
            name: operation.name,
            method: operation.method.as_str(),
            path: operation.path,
            idempotency: operation.idempotency.as_str(),
            mark: operation.mark,
        }
    }

    fn cells(&self) -> [&'static str; 5] {
        let Self {
            name,
            method,
            path,
            idempotency,
            mark,
        } = *self;
        [name, method, path, idempotency, mark]
    }
}

pub(super) fn write_table(rows: &[Row], out: &mut dyn Write) -> io::Result<()> {
    let header = ["name", "method", "path", "idempotency", "mark"];
    let lines: Vec<[&str; 5]> = [header]
        .into_iter()
        .chain(rows.iter().map(Row::cells))
        .collect();
    let mut widths = [0; 5];
    for line in &lines {
        for (width, cell) in widths.iter_mut().zip(line) {
            *width = (*width).max(cell.len());
        }
    }
    for line in lines {
        let padded = line.iter().zip(widths);
        let padded: String = padded
            .map(|(cell, width)| format!("{cell:width$}  "))
            .collect();
        writeln!(out, "{}", padded.trim_end())?;
    }
    out.flush()
}
