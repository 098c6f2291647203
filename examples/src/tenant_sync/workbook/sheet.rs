//! A sheet that is written row by row.

use client_core::money::Amount;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet, XlsxError};

/// What stands in a cell.
#[derive(Debug, Clone, Copy)]
pub(super) enum Cell<'a> {
    /// Text, never taken for a formula, whatever it begins with.
    Text(&'a str),
    /// A day, as `YYYY-MM-DD`.
    Day(Option<&'a str>),
    /// Cents.
    Money(i64),
    /// A formula, and the cents that come out of it.
    Sum(&'a str, i64),
    /// Nothing.
    Empty,
}

impl<'a> Cell<'a> {
    pub(super) fn text(text: Option<&'a str>) -> Self {
        text.map_or(Self::Empty, Self::Text)
    }
}

/// Rows are counted as Excel shows them: the head is row 1.
pub(super) struct Sheet<'a> {
    sheet: &'a mut Worksheet,
    rows: u32,
    day: Format,
    money: Format,
    strong: Format,
    strong_money: Format,
}

impl<'a> Sheet<'a> {
    pub(super) fn add(workbook: &'a mut Workbook, name: &str) -> Result<Self, XlsxError> {
        let sheet = workbook.add_worksheet();
        sheet.set_name(name)?.set_freeze_panes(1, 0)?;
        // On paper as wide as the page, whatever the length.
        sheet.set_landscape().set_print_fit_to_pages(1, 0);
        const MONEY: &str = "#,##0.00;[Red]-#,##0.00";
        Ok(Self {
            sheet,
            rows: 0,
            day: Format::new().set_num_format("dd/mm/yyyy"),
            money: Format::new().set_num_format(MONEY),
            strong: Format::new().set_bold(),
            strong_money: Format::new().set_bold().set_num_format(MONEY),
        })
    }

    /// The first row, with the width of each column in characters.
    pub(super) fn head(&mut self, columns: &[(&str, u16)]) -> Result<(), XlsxError> {
        for (place, (title, width)) in (0..).zip(columns) {
            self.sheet.set_column_width(place, *width)?;
            self.sheet
                .write_string_with_format(0, place, *title, &self.strong)?;
        }
        self.rows = 1;
        Ok(())
    }

    /// The row that comes next.
    pub(super) fn next_row(&self) -> u32 {
        self.rows + 1
    }

    /// The last row that holds something; that after the head, at least, for ranges begin there.
    pub(super) fn last_row(&self) -> u32 {
        self.rows.max(2)
    }

    pub(super) fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), XlsxError> {
        for (place, cell) in (0..).zip(cells) {
            self.cell(place, *cell, &Format::new(), &self.money.clone())?;
        }
        self.rows += 1;
        Ok(())
    }

    /// The last row, which stands out, with an empty one before it.
    pub(super) fn total(&mut self, cells: &[Cell<'_>]) -> Result<(), XlsxError> {
        self.rows = self.rows.max(2) + 1;
        for (place, cell) in (0..).zip(cells) {
            self.cell(
                place,
                *cell,
                &self.strong.clone(),
                &self.strong_money.clone(),
            )?;
        }
        Ok(())
    }

    fn cell(
        &mut self,
        column: u16,
        cell: Cell<'_>,
        plain: &Format,
        money: &Format,
    ) -> Result<(), XlsxError> {
        let (row, sheet) = (self.rows, &mut *self.sheet);
        match cell {
            Cell::Empty | Cell::Day(None) => return Ok(()),
            Cell::Text(text) => sheet.write_string_with_format(row, column, text, plain)?,
            Cell::Day(Some(day)) => {
                let day = ExcelDateTime::parse_from_str(day)?;
                sheet.write_datetime_with_format(row, column, day, &self.day)?
            }
            Cell::Money(0) => return Ok(()),
            Cell::Money(cents) => {
                sheet.write_number_with_format(row, column, number(cents)?, money)?
            }
            Cell::Sum(formula, cents) => {
                let result = Amount::from_cents(cents).to_string();
                let formula = Formula::new(format!("={formula}")).set_result(result);
                sheet.write_formula_with_format(row, column, formula, money)?
            }
        };
        Ok(())
    }
}

/// Excel counts in binary floating point; this is the number nearest to the cents.
fn number(cents: i64) -> Result<f64, XlsxError> {
    let text = Amount::from_cents(cents).to_string();
    text.parse()
        .map_err(|_| XlsxError::ParameterError(format!("{text} is no number")))
}
