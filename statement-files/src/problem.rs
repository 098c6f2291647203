//! What could not be read, where it stands and what to do about it.

use std::fmt;

/// Where something stands in the file.
///
/// For a UTF-16 file `byte` counts in the text after its conversion to UTF-8.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// Line of the file, counted from 1.
    pub line: usize,
    /// Offset in bytes from the start of the file, counted from 0.
    pub byte: usize,
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {} (byte {})", self.line, self.byte)
    }
}

/// What a [`Problem`] did to the data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Effect {
    /// A whole statement line, ledger row or fee row could not be read and is missing from the
    /// result. There is exactly one such problem for each line that was given up.
    LineLost,
    /// One value was given up; whatever it belongs to was kept without it.
    FieldLost,
    /// Nothing was given up, but a person should know.
    Note,
}

/// The kinds of problem a file can have.
///
/// A `shape` is the offending value with every digit shown as `9` and every letter as `A`, so that
/// it can be logged.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum ProblemKind {
    /// A value that must be there is absent or blank.
    Missing,
    /// Not an amount in any notation this crate reads.
    BadAmount {
        /// The value's shape.
        shape: String,
    },
    /// `1.234` can mean one thousand or one and a bit, and the rest of the file does not tell.
    AmbiguousAmount {
        /// The value's shape.
        shape: String,
    },
    /// Not a day of the calendar in any notation this crate reads.
    BadDate {
        /// The value's shape.
        shape: String,
    },
    /// Not a three-letter currency code.
    BadCurrency {
        /// The value's shape.
        shape: String,
    },
    /// A spreadsheet turned an identifier into `1,23457E+13`: its digits are gone for good.
    ScientificNotation {
        /// The value's shape.
        shape: String,
    },
    /// More filled cells than the header has columns, so that no cell can be trusted.
    TooManyCells {
        /// Filled cells up to the last one of this row.
        cells: usize,
        /// Columns of the header.
        columns: usize,
    },
    /// A debit/credit mark that is neither.
    BadSign {
        /// The value's shape.
        shape: String,
    },
    /// A negative number marked as a credit.
    SignConflict,
    /// Both the debit and the credit column are filled.
    DebitAndCredit,
    /// The same element occurs twice inside one transaction, with different values.
    RepeatedElement,
    /// `TRNTYPE` says debit and the amount is positive, or the other way round. The sign was kept.
    TypeDisagrees,
    /// An earlier line, row or product already carries this identifier.
    RepeatedId,
    /// A balance without a decimal mark, in a file whose amounts have one: it may be in cents.
    UnscaledBalance,
    /// A card layout that writes purchases as positive numbers. Amounts were kept as written.
    PositivePurchases,
    /// The file ends in the middle of something.
    Truncated,
    /// A row that is neither a line, a balance nor a header: a total or a remark.
    NotALine,
    /// The file holds investment transactions, which this crate does not read.
    InvestmentsNotRead,
    /// An amount with a fraction of a cent, or with more cents than `i64` holds, where whole cents
    /// are needed.
    NotInCents,
    /// A part of an amount, or another reading of it, with the other sign or larger than it.
    NotOfAmount,
    /// Not a rate in whole basis points between 0 and 10 000.
    BadRate {
        /// The value's shape.
        shape: String,
    },
}

/// Something in a file that could not be read, or that a person should look at.
///
/// Its text never shows the value itself, only its shape.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Problem {
    /// Where: the start of the OFX transaction or of the CSV row.
    pub position: Position,
    /// Which OFX element, or which CSV column by the name its header gives it.
    pub field: String,
    /// What is wrong.
    pub kind: ProblemKind,
    /// What it cost.
    pub effect: Effect,
}

impl Problem {
    pub(crate) fn new(
        position: Position,
        field: impl Into<String>,
        kind: ProblemKind,
        effect: Effect,
    ) -> Self {
        Self {
            position,
            field: field.into(),
            kind,
            effect,
        }
    }

    /// Whether a whole line is missing from the result because of this.
    #[must_use]
    pub fn is_line_lost(&self) -> bool {
        self.effect == Effect::LineLost
    }

    /// What is wrong, in plain words.
    #[must_use]
    pub fn what(&self) -> String {
        match &self.kind {
            ProblemKind::Missing => "there is no value".to_owned(),
            ProblemKind::BadAmount { shape } => format!("`{shape}` is not an amount"),
            ProblemKind::AmbiguousAmount { shape } => {
                format!("`{shape}` can be read with or without decimals")
            }
            ProblemKind::BadDate { shape } => format!("`{shape}` is not a date"),
            ProblemKind::BadCurrency { shape } => format!("`{shape}` is not a currency code"),
            ProblemKind::ScientificNotation { shape } => {
                format!("`{shape}` is scientific notation: digits were lost")
            }
            ProblemKind::TooManyCells { cells, columns } => {
                format!("the row has {cells} cells, the header {columns} columns")
            }
            ProblemKind::BadSign { shape } => {
                format!("`{shape}` says neither debit nor credit")
            }
            ProblemKind::SignConflict => "a negative number is marked as a credit".to_owned(),
            ProblemKind::DebitAndCredit => {
                "both the debit and the credit column are filled".to_owned()
            }
            ProblemKind::RepeatedElement => "the element occurs twice".to_owned(),
            ProblemKind::TypeDisagrees => {
                "debit or credit disagrees with the sign of the amount".to_owned()
            }
            ProblemKind::RepeatedId => "the identifier was used before in this file".to_owned(),
            ProblemKind::UnscaledBalance => "the balance has no decimal mark".to_owned(),
            ProblemKind::PositivePurchases => {
                "this card layout writes purchases as positive numbers".to_owned()
            }
            ProblemKind::Truncated => "the file ends in the middle".to_owned(),
            ProblemKind::NotALine => "the row is not a statement line".to_owned(),
            ProblemKind::InvestmentsNotRead => "investment transactions are not read".to_owned(),
            ProblemKind::NotInCents => {
                "the amount is not a number of whole cents, or beyond counting".to_owned()
            }
            ProblemKind::NotOfAmount => "it does not go with the entry's amount".to_owned(),
            ProblemKind::BadRate { shape } => format!("`{shape}` is not a rate in basis points"),
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn fix(&self) -> &'static str {
        match &self.kind {
            ProblemKind::Missing => "fill it in, or export the file again",
            ProblemKind::BadAmount { .. } => "write it like 1234.56 or 1.234,56",
            ProblemKind::AmbiguousAmount { .. } => "write it with two decimals",
            ProblemKind::BadDate { .. } => {
                "write it as dd/mm/yyyy or yyyy-mm-dd, from 1900 to 2199"
            }
            ProblemKind::BadCurrency { .. } => "write a code such as BRL",
            ProblemKind::ScientificNotation { .. } => {
                "export again with the column formatted as text"
            }
            ProblemKind::TooManyCells { .. } => {
                "quote texts and amounts that contain the delimiter"
            }
            ProblemKind::BadSign { .. } => "write D or C",
            ProblemKind::SignConflict => "write D, or drop the minus",
            ProblemKind::DebitAndCredit => "leave one of them blank",
            ProblemKind::RepeatedElement => "split it into two transactions, or remove one",
            ProblemKind::TypeDisagrees => {
                "check it against the bank's own screen; the sign was kept"
            }
            ProblemKind::RepeatedId => {
                "tell lines apart by `Line::identity`; make other identifiers unique"
            }
            ProblemKind::UnscaledBalance => "check whether the bank means cents",
            ProblemKind::PositivePurchases => {
                "negate the amounts if outgoing money is negative to you"
            }
            ProblemKind::Truncated => "download the file again",
            ProblemKind::NotALine => "nothing, if it is a total or a remark",
            ProblemKind::InvestmentsNotRead => "import them from the broker's own export",
            ProblemKind::NotInCents => "write it with two decimals",
            ProblemKind::NotOfAmount => {
                "give a discount without sign and below the amount, other amounts the same sign"
            }
            ProblemKind::BadRate { .. } => "write whole basis points: 249 for 2.49 %",
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}, {}: {}; {}",
            self.position,
            self.field,
            self.what(),
            self.fix()
        )
    }
}

impl std::error::Error for Problem {}

/// The value with digits as `9` and letters as `A`, cut at 24 characters.
pub(crate) fn shape(value: &str) -> String {
    const LONGEST: usize = 24;
    let mut shape: String = value
        .chars()
        .take(LONGEST)
        .map(|c| match c {
            c if c.is_numeric() => '9',
            c if c.is_alphabetic() => 'A',
            c if c.is_control() => ' ',
            c => c,
        })
        .collect();
    if value.chars().nth(LONGEST).is_some() {
        shape.push('…');
    }
    shape
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shape_shows_neither_digits_nor_letters() {
        assert_eq!(shape("31/02/2026"), "99/99/9999");
        assert_eq!(shape("José 1,5"), "AAAA 9,9");
        assert_eq!(shape(&"1".repeat(30)), format!("{}…", "9".repeat(24)));
    }

    #[test]
    fn a_problem_names_place_field_and_fix() {
        let problem = Problem::new(
            Position {
                line: 12,
                byte: 345,
            },
            "TRNAMT",
            ProblemKind::BadAmount {
                shape: "A$ 99,99".into(),
            },
            Effect::LineLost,
        );
        assert_eq!(
            problem.to_string(),
            "line 12 (byte 345), TRNAMT: `A$ 99,99` is not an amount; \
             write it like 1234.56 or 1.234,56"
        );
    }
}
