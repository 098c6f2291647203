//! The ledger side of a reconciliation: what a company is owed and owes, one entry a row.
//!
//! Columns by header, in any order: `id` (or `ledger_id`), `due_date`, `amount` (or
//! `amount_cents`); and, if they are there, `name`, `doc`, `ref`, `kind`, `due_amount`,
//! `discount_until` with `discount_amount`, `product`, `brand`, `account`, `booked_at`. Portuguese
//! names such as `vencimento`, `valor` and `cliente` will do. Delimiter, encoding, decimal mark and date
//! notation are found out as for [statements](crate::csv).

mod columns;

use std::fmt;

use rust_decimal::Decimal;
use time::Date;

use crate::identity::SeenIds;
use crate::statement::{Hidden, cents};
use crate::table::{Notation, Table};
use crate::{Effect, Position, Problem, ProblemKind, ReadError, Source};
use columns::{Columns, Extra, Role, VOCABULARY};

/// What a ledger entry is.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum LedgerKind {
    /// An invoice, bill or other title that is paid in full (`invoice`, or nothing).
    Invoice,
    /// A card sale that is paid net of a fee (`card:PRODUCT`).
    Card {
        /// The row of the fee table.
        product: String,
    },
    /// Anything else, as written.
    Other(String),
}

impl LedgerKind {
    fn of(text: Option<String>) -> Self {
        let Some(text) = text else {
            return Self::Invoice;
        };
        match text.split_once(':') {
            Some((kind, product)) if kind.trim().eq_ignore_ascii_case("card") => Self::Card {
                product: product.trim().to_owned(),
            },
            None if text.eq_ignore_ascii_case("invoice") => Self::Invoice,
            _ => Self::Other(text),
        }
    }
}

/// One entry of the ledger.
///
/// `Debug` hides name, document and reference.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct LedgerEntry {
    /// Where it stands in the file.
    pub position: Position,
    /// The ledger's own identifier, as written.
    #[doc(alias = "ledger_id")]
    pub id: String,
    /// When it is due, or was expected.
    #[doc(alias = "vencimento")]
    pub due_date: Date,
    /// Signed amount as written: positive is money to come in.
    pub amount: Decimal,
    /// Customer or supplier.
    pub name: Option<String>,
    /// The counterparty's CPF or CNPJ, or a document number, as written.
    #[doc(alias = "doc")]
    pub document: Option<String>,
    /// A reference that the payment may carry.
    #[doc(alias = "ref")]
    pub reference: Option<String>,
    /// What it is.
    pub kind: LedgerKind,
    /// What is asked for, where it is not the amount: with interest, or less a rebate. Signed.
    #[doc(alias = "valor_cobrado")]
    pub due_amount: Option<Decimal>,
    /// So much less is owed, without sign, if it is paid by that day.
    #[doc(alias = "desconto")]
    pub discount: Option<(Date, Decimal)>,
    /// The card product, where a column of its own names it.
    pub product: Option<String>,
    /// The card brand.
    #[doc(alias = "bandeira")]
    pub brand: Option<String>,
    /// The account the money is to move on.
    #[doc(alias = "conta")]
    pub account: Option<String>,
    /// The day on which the ledger booked its payment, if it has.
    #[doc(alias = "data_baixa")]
    pub booked_at: Option<Date>,
}

impl LedgerEntry {
    /// The amount in cents, or `None` if it has a fraction of a cent or is beyond `i64`.
    #[must_use]
    pub fn cents(&self) -> Option<i64> {
        cents(self.amount)
    }
}

impl fmt::Debug for LedgerEntry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LedgerEntry")
            .field("position", &self.position)
            .field("id", &self.id)
            .field("due_date", &self.due_date)
            .field("amount", &self.amount)
            .field("name", &Hidden::of(self.name.as_deref()))
            .field("document", &Hidden::of(self.document.as_deref()))
            .field("reference", &Hidden::of(self.reference.as_deref()))
            .field("kind", &self.kind)
            .finish()
    }
}

/// A ledger, read as a whole.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Ledger {
    /// The entries in the order of the file.
    pub entries: Vec<LedgerEntry>,
    /// What could not be read, and what needs a look.
    pub problems: Vec<Problem>,
}

/// Reads a ledger.
///
/// # Errors
/// [`ReadError::NoHeader`] if a required column is missing, [`ReadError::Empty`] or
/// [`ReadError::NotText`] for what is no CSV at all. Rows that cannot be read are in
/// [`Ledger::problems`].
///
/// ```
/// # fn main() -> Result<(), statement_files::ReadError> {
/// use statement_files::ledger::{self, LedgerKind};
///
/// let file = b"ledger_id,due_date,amount,name,kind\nL1,2026-04-10,100.00,Ana,card:visa_credit\n";
/// let ledger = ledger::read(file)?;
/// assert_eq!(ledger.entries[0].kind, LedgerKind::Card { product: "visa_credit".into() });
/// assert!(ledger.problems.is_empty());
/// # Ok(())
/// # }
/// ```
pub fn read(bytes: &[u8]) -> Result<Ledger, ReadError> {
    let mut ledger = Ledger::default();
    for row in rows(&Source::new(bytes))? {
        match row {
            Ok(entry) => ledger.entries.push(entry),
            Err(problem) => ledger.problems.push(problem),
        }
    }
    Ok(ledger)
}

/// Streams a ledger: entries, and the problems between them.
///
/// An error does not end the stream. Only one with [`Effect::LineLost`] stands for a row; the
/// others come before the entry they are about.
///
/// # Errors
/// As [`read`].
pub fn rows<'s>(source: &'s Source<'s>) -> Result<Rows<'s>, ReadError> {
    let mut table = Table::open(source, &VOCABULARY)?;
    let columns = Columns::of(&table);
    if columns.notation == Notation::Decimal {
        table.set_amount_columns(vec![columns.amount]);
    }
    Ok(Rows {
        table,
        columns,
        ids: SeenIds::default(),
        ready: None,
        problems: Vec::new(),
    })
}

/// The stream of [`rows`].
pub struct Rows<'s> {
    table: Table<'s, Role>,
    columns: Columns,
    ids: SeenIds,
    ready: Option<LedgerEntry>,
    /// Problems of the entry that is ready, last first.
    problems: Vec<Problem>,
}

impl fmt::Debug for Rows<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rows")
            .field("at", &self.table.position())
            .finish_non_exhaustive()
    }
}

impl Iterator for Rows<'_> {
    type Item = Result<LedgerEntry, Problem>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(problem) = self.problems.pop() {
            return Some(Err(problem));
        }
        if let Some(entry) = self.ready.take() {
            return Some(Ok(entry));
        }
        if !self.table.next_record() {
            return None;
        }
        match self.entry() {
            Err(problem) => {
                self.problems.clear();
                Some(Err(problem))
            }
            Ok(entry) => {
                self.ready = Some(entry);
                self.next()
            }
        }
    }
}

impl Rows<'_> {
    fn entry(&mut self) -> Result<LedgerEntry, Problem> {
        self.table.check_width()?;
        let Columns {
            id,
            due_date,
            amount,
            notation,
            name,
            document,
            reference,
            kind,
            extra,
        } = self.columns;
        let id_text = self.required(id, |table| table.identifier(id))?;
        let due = self.required(due_date, |table| table.date(due_date))?;
        let value = self.required(amount, |table| table.amount(amount, notation))?;
        if self.ids.is_repeated(&id_text) {
            self.problems.push(
                self.table
                    .problem(id, ProblemKind::RepeatedId, Effect::Note),
            );
        }
        let document = self.optional_identifier(document);
        let reference = self.optional_identifier(reference);
        let due_amount = self
            .optional(extra.due_amount, |table, column| {
                table.amount(column, Notation::Decimal)
            })
            .filter(|due| self.goes_with(extra.due_amount, *due, value));
        let discount = self.discount(extra, value);
        let booked_at = self.optional(extra.booked_at, |table, column| table.date(column));
        let text = |column: Option<usize>| column.and_then(|column| self.table.text(column));
        Ok(LedgerEntry {
            position: self.table.position(),
            id: id_text,
            due_date: due.date,
            amount: value,
            name: text(name),
            document,
            reference,
            kind: LedgerKind::of(text(kind)),
            due_amount,
            discount,
            product: text(extra.product),
            brand: text(extra.brand),
            account: text(extra.account),
            booked_at: booked_at.map(|moment| moment.date),
        })
    }

    /// A discount needs its day and its amount, and is no more than the entry.
    fn discount(&mut self, extra: Extra, of: Decimal) -> Option<(Date, Decimal)> {
        let until = self.optional(extra.discount_until, |table, column| table.date(column));
        let amount = self.optional(extra.discount_amount, |table, column| {
            table.amount(column, Notation::Decimal)
        });
        let column = match (&until, &amount) {
            (None, None) => return None,
            (None, Some(_)) => extra.discount_until.or(extra.discount_amount),
            _ => extra.discount_amount.or(extra.discount_until),
        };
        let kind = match (until, amount) {
            (Some(until), Some(amount)) if !amount.is_sign_negative() && amount <= of.abs() => {
                return Some((until.date, amount));
            }
            (Some(_), Some(_)) => ProblemKind::NotOfAmount,
            _ => ProblemKind::Missing,
        };
        self.give_up(column, kind);
        None
    }

    /// Whether an amount has the sign of the entry's own; told if not.
    fn goes_with(&mut self, column: Option<usize>, part: Decimal, of: Decimal) -> bool {
        let opposite = !part.is_zero() && !of.is_zero();
        let opposite = opposite && part.is_sign_negative() != of.is_sign_negative();
        if opposite {
            self.give_up(column, ProblemKind::NotOfAmount);
        }
        !opposite
    }

    /// A value that an entry can do without.
    fn optional<T>(
        &mut self,
        column: Option<usize>,
        read: impl FnOnce(&mut Table<'_, Role>, usize) -> Result<Option<T>, ProblemKind>,
    ) -> Option<T> {
        let column = column?;
        read(&mut self.table, column).unwrap_or_else(|kind| {
            self.give_up(Some(column), kind);
            None
        })
    }

    fn give_up(&mut self, column: Option<usize>, kind: ProblemKind) {
        let column = column.unwrap_or_default();
        self.problems
            .push(self.table.problem(column, kind, Effect::FieldLost));
    }

    /// A value without which there is no entry.
    fn required<T>(
        &mut self,
        column: usize,
        read: impl FnOnce(&mut Table<'_, Role>) -> Result<Option<T>, ProblemKind>,
    ) -> Result<T, Problem> {
        read(&mut self.table)
            .and_then(|value| value.ok_or(ProblemKind::Missing))
            .map_err(|kind| self.table.lost(column, kind))
    }

    fn optional_identifier(&mut self, column: Option<usize>) -> Option<String> {
        self.optional(column, |table, column| table.identifier(column))
    }
}
