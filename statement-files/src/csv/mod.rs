//! Statements in delimited text, as banks export them for spreadsheets.
//!
//! Found out from the file itself: the delimiter (`;`, `,`, tab or `|`), the header row wherever
//! it stands, what its columns mean (Portuguese or English names), the decimal mark, the notation
//! of dates. Without a header the columns are known by their content, if every row has one date,
//! one amount and text.
//!
//! - **Amounts** may carry `R$`, blanks, a minus before or after, parentheses, `D` or `C`; or
//!   stand in a debit and a credit column, or next to a `D/C` column. `amount_cents` holds whole
//!   cents. `1.234` is decided by the rest of the file, and is a problem if that does not tell.
//! - **Dates** are `dd/mm/yyyy` or ISO, and what else banks and spreadsheets make of them.
//! - **Rows that are no lines**: a balance row (`SALDO ANTERIOR`) becomes a balance, a row with
//!   text alone continues the text of the line before, a repeated header is followed, totals and
//!   remarks are noted. A row with an amount that cannot be read costs one problem with
//!   [`Effect::LineLost`](crate::Effect::LineLost).
//! - **Identifiers** that a spreadsheet turned into `1,23457E+13` are given up and reported.
//! - Columns whose names say nothing to this crate are passed over.

mod columns;
mod headless;
mod preamble;
mod reader;
mod row;

pub use reader::Events;

use crate::{Format, ReadError, Source, Statement};

/// Reads a statement from CSV: one, or one for each account where a column names the account.
///
/// # Errors
/// [`ReadError::NoHeader`] if no row names a date and an amount, and
/// [`ReadError::Empty`] or [`ReadError::NotText`] for what is no CSV at all. Trouble with single
/// rows is in [`Statement::problems`].
///
/// ```
/// # fn main() -> Result<(), statement_files::ReadError> {
/// let file = "Data;Histórico;Valor (R$)\n11/04/2026;PIX RECEBIDO;R$ 1.250,00\n";
/// let statements = statement_files::csv::read(file.as_bytes())?;
/// assert_eq!(statements[0].lines[0].amount.to_string(), "1250.00");
/// assert_eq!(statements[0].currency.as_deref(), Some("BRL"));
/// # Ok(())
/// # }
/// ```
pub fn read(bytes: &[u8]) -> Result<Vec<Statement>, ReadError> {
    let source = Source::new(bytes);
    let events = events(&source)?;
    crate::collect(&source, Format::Csv, events)
}

/// Streams a statement from CSV.
///
/// # Errors
/// As [`read`].
pub fn events<'s>(source: &'s Source<'s>) -> Result<Events<'s>, ReadError> {
    Events::open(source)
}
