//! Why entries do not make a book.

use thiserror::Error;

/// Why entries do not make a book. Positions count from 1, in the order given.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum BookError {
    /// Two entries have one id.
    #[error(
        "entries {first} and {second} have the same id {id:?}; give each its own, for example with an occurrence number"
    )]
    DuplicateId {
        /// The id.
        id: String,
        /// Position of the first entry with it.
        first: usize,
        /// Position of the second.
        second: usize,
    },
    /// An entry has no id.
    #[error("entry {position} has an empty id; every entry needs one to be reported under")]
    EmptyId {
        /// Position of the entry.
        position: usize,
    },
    /// A currency is not three letters.
    #[error("entry {position}: the currency is not a three-letter ISO 4217 code such as BRL")]
    BadCurrency {
        /// Position of the entry.
        position: usize,
    },
    /// A fee, discount or due amount that does not go with the amount.
    #[error("entry {position}: {field} {problem}")]
    BadTerms {
        /// Position of the entry.
        position: usize,
        /// Which of them.
        field: &'static str,
        /// What is wrong and what is expected.
        problem: &'static str,
    },
    /// A day before 1900 or after 2199: no bank calendar knows it, and it is nearly always a slip.
    #[error(
        "entry {position} ({id:?}): {field} is in the year {year}, outside of 1900 to 2199; correct the year"
    )]
    DateOutOfRange {
        /// Position of the entry.
        position: usize,
        /// Its id.
        id: String,
        /// `date`, `paid_on` or `discount`.
        field: &'static str,
        /// The year as given.
        year: i32,
    },
    /// More entries, or more text, than one book holds.
    #[error(
        "entry {position} does not fit: a book holds four thousand million entries and 4 GiB of text; split it by period"
    )]
    TooLarge {
        /// Position of the first entry that did not fit.
        position: usize,
    },
}

impl BookError {
    /// The position of the entry that was refused, counted from 1.
    #[must_use]
    pub fn position(&self) -> usize {
        match self {
            Self::DuplicateId { second, .. } => *second,
            Self::EmptyId { position }
            | Self::BadCurrency { position }
            | Self::BadTerms { position, .. }
            | Self::DateOutOfRange { position, .. }
            | Self::TooLarge { position } => *position,
        }
    }
}
