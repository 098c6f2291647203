//! One row of a statement: a line, a balance, or something else.

use rust_decimal::Decimal;

use super::columns::{AmountColumns, Columns, Role};
use crate::amount::{is_debit_mark, negative};
use crate::fold::fold;
use crate::moment::Moment;
use crate::problem::shape;
use crate::table::{Notation, Table};
use crate::{Balance, BalanceKind, Effect, Identity, Line, LineKind, Problem, ProblemKind, ofx};

/// What a row turned out to be.
pub(super) enum Row {
    /// A line, but for its identity, and what was given up of it.
    Line(Box<Line>, Vec<Problem>),
    Balance(Balance),
    /// More text for the line before.
    Continuation(String),
    Problem(Problem),
}

pub(super) struct RowReader<'r, 's> {
    pub(super) table: &'r mut Table<'s, Role>,
    pub(super) columns: &'r Columns,
}

impl RowReader<'_, '_> {
    pub(super) fn read(&mut self, date: Result<Option<Moment>, ProblemKind>) -> Row {
        if let Ok(Some(moment)) = date {
            return self.dated(moment).unwrap_or_else(Row::Problem);
        }
        let label = self.label();
        if let Some(balance) = self.balance(&label, None) {
            return Row::Balance(balance);
        }
        let date_is_blank = self.table.is_blank(self.columns.date);
        let columns = self.columns;
        let has_amount = columns
            .amounts()
            .any(|(column, _)| !self.table.is_blank(column));
        if !has_amount && date_is_blank && self.only_memo_is_filled() {
            return Row::Continuation(self.memo());
        }
        // Without an amount, or with a total's label, it was never meant to be a line.
        if !has_amount
            || ["TOTAL", "SALDO", "SUBTOTAL"]
                .iter()
                .any(|word| label.starts_with(word))
        {
            let kind = ProblemKind::NotALine;
            return Row::Problem(self.table.problem(self.columns.date, kind, Effect::Note));
        }
        let kind = date.err().unwrap_or(ProblemKind::Missing);
        Row::Problem(self.table.lost(self.columns.date, kind))
    }

    fn dated(&mut self, moment: Moment) -> Result<Row, Problem> {
        self.table.check_width()?;
        let memo = self.memo();
        if let Some(balance) = self.balance(&memo, Some(moment)) {
            return Ok(Row::Balance(balance));
        }
        let amount = self.amount()?;
        let mut problems = Vec::new();
        let mut identifier = |column: Option<usize>| {
            let column = column?;
            self.table.identifier(column).unwrap_or_else(|kind| {
                problems.push(self.table.problem(column, kind, Effect::FieldLost));
                None
            })
        };
        let id = identifier(self.columns.id);
        let check_number = identifier(self.columns.check_number).filter(|n| !ofx::is_zero(n));
        let reference = identifier(self.columns.reference);
        let balance_after = match self.columns.balance {
            None => None,
            Some(column) => self
                .table
                .amount(column, Notation::Decimal)
                .unwrap_or_else(|kind| {
                    problems.push(self.table.problem(column, kind, Effect::FieldLost));
                    None
                }),
        };
        let line = Line {
            position: self.table.position(),
            date: moment.date,
            time: moment.time,
            utc_offset: moment.offset,
            user_date: None,
            amount,
            currency: None,
            kind: if amount.is_sign_negative() {
                LineKind::Debit
            } else {
                LineKind::Credit
            },
            memo,
            name: self.columns.name.and_then(|column| self.table.text(column)),
            id,
            id_is_repeated: false,
            check_number,
            reference,
            remittance: self.remittance(),
            balance_after,
            identity: Identity::PENDING,
        };
        Ok(Row::Line(Box::new(line), problems))
    }

    /// The debts that the row says it pays.
    fn remittance(&self) -> Vec<String> {
        let column = self.columns.remittance;
        let text = column.and_then(|column| self.table.text(column));
        let ids = text.iter().flat_map(|text| text.split([';', ',', '|']));
        let ids = ids.map(str::trim).filter(|id| !id.is_empty());
        ids.map(str::to_owned).collect()
    }

    fn memo(&self) -> String {
        let mut memo = String::new();
        for text in self
            .columns
            .memo
            .iter()
            .filter_map(|&column| self.table.text(column))
        {
            if !memo.is_empty() {
                memo.push(' ');
            }
            memo.push_str(&text);
        }
        memo
    }

    /// The row's first text, folded: the label of a total or a balance.
    fn label(&self) -> String {
        let cells = 0..self.table.filled_len();
        let text = cells
            .filter_map(|column| self.table.text(column))
            .find(|text| text.contains(|c: char| c.is_alphabetic()));
        text.map(|text| fold(&text).collect()).unwrap_or_default()
    }

    fn only_memo_is_filled(&self) -> bool {
        let is_memo = |column: &usize| self.columns.memo.contains(column);
        (0..self.table.filled_len()).all(|column| is_memo(&column) || self.table.is_blank(column))
    }

    /// A row that states a balance in the guise of a line.
    fn balance(&mut self, text: &str, moment: Option<Moment>) -> Option<Balance> {
        let kind = balance_kind(text)?;
        let columns = self.columns;
        let from_balance = columns.balance.map(|column| (column, Notation::Decimal));
        let amount = columns
            .amounts()
            .chain(from_balance)
            .find_map(|(column, notation)| self.table.amount(column, notation).ok().flatten())?;
        let date = moment.map(|moment| moment.date);
        Some(Balance {
            position: self.table.position(),
            kind,
            amount,
            date,
        })
    }

    fn amount(&mut self) -> Result<Decimal, Problem> {
        let (column, amount) = match self.columns.amount {
            AmountColumns::One(column, notation) => (column, self.cell(column, notation)?),
            AmountColumns::Two { debit, credit } => self.debit_or_credit(debit, credit)?,
        };
        let amount = amount.ok_or_else(|| self.table.lost(column, ProblemKind::Missing))?;
        self.apply_sign(column, amount)
    }

    fn cell(&mut self, column: usize, notation: Notation) -> Result<Option<Decimal>, Problem> {
        self.table
            .amount(column, notation)
            .map_err(|kind| self.table.lost(column, kind))
    }

    /// The one of two columns that is filled. A debit is negative however it is written.
    fn debit_or_credit(
        &mut self,
        debit: Option<usize>,
        credit: Option<usize>,
    ) -> Result<(usize, Option<Decimal>), Problem> {
        let mut found = (debit.or(credit).unwrap_or_default(), None);
        for (column, is_debit) in [(debit, true), (credit, false)] {
            let Some(column) = column else { continue };
            let Some(amount) = self.cell(column, Notation::Decimal)? else {
                continue;
            };
            if amount.is_zero() && found.1.is_some() {
                continue;
            }
            if found.1.is_some_and(|other| !Decimal::is_zero(&other)) {
                return Err(self.table.lost(column, ProblemKind::DebitAndCredit));
            }
            found = (
                column,
                Some(if is_debit { negative(amount) } else { amount }),
            );
        }
        Ok(found)
    }

    fn apply_sign(&mut self, column: usize, amount: Decimal) -> Result<Decimal, Problem> {
        let Some((sign, must_say)) = self.columns.sign else {
            return Ok(amount);
        };
        let mark = self.table.text(sign).unwrap_or_default();
        match is_debit_mark(&mark) {
            Some(true) => Ok(negative(amount)),
            Some(false) if amount.is_sign_negative() => {
                Err(self.table.lost(column, ProblemKind::SignConflict))
            }
            Some(false) => Ok(amount),
            // An amount that has its own minus needs no mark.
            None if !must_say || (mark.is_empty() && amount.is_sign_negative()) => Ok(amount),
            None if mark.is_empty() => Err(self.table.lost(sign, ProblemKind::Missing)),
            None => Err(self.table.lost(
                sign,
                ProblemKind::BadSign {
                    shape: shape(&mark),
                },
            )),
        }
    }
}

/// Whether a text labels a balance. Only what banks write there: a charge on an overdrawn
/// balance (`SALDO DEVEDOR JUROS`) is a line.
fn balance_kind(text: &str) -> Option<BalanceKind> {
    const OPENING: [&str; 3] = ["SALDO ANTERIOR", "SALDO INICIAL", "OPENING BALANCE"];
    const CLOSING: [&str; 8] = [
        "SALDO DO DIA",
        "SALDO DIA",
        "SALDO FINAL",
        "SALDO ATUAL",
        "SALDO EM CONTA",
        "SALDO TOTAL DISPONIVEL",
        "S A L D O",
        "CLOSING BALANCE",
    ];
    // Nearly every line's text ends here.
    if !text.starts_with(['S', 's', 'O', 'o', 'C', 'c']) {
        return None;
    }
    let text: String = fold(text).collect();
    if OPENING.iter().any(|label| text.starts_with(label)) {
        Some(BalanceKind::Opening)
    } else if text == "SALDO" || CLOSING.iter().any(|label| text.starts_with(label)) {
        Some(BalanceKind::Closing)
    } else {
        None
    }
}
