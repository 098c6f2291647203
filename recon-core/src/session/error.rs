//! Why a session did not do what it was asked.

use super::Side;
use crate::book::BookError;
use crate::partition::MergeError;
use thiserror::Error;

/// Why a session did not do what it was asked. Unless said otherwise, nothing has changed then.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum SessionError {
    /// An entry cannot be kept.
    #[error("entry {id:?} was not taken: {source}")]
    BadEntry {
        /// Its id.
        id: String,
        /// What is wrong.
        source: BookError,
    },
    /// An entry with this id is there already.
    #[error("there is a {side:?} entry {id:?} already; correct it instead of adding it again")]
    AlreadyThere {
        /// Which book.
        side: Side,
        /// The id.
        id: String,
    },
    /// No entry has this id.
    #[error("there is no {side:?} entry {id:?}; add it first")]
    Unknown {
        /// Which book.
        side: Side,
        /// The id.
        id: String,
    },
    /// The entry is part of a confirmed match.
    #[error("the {side:?} entry {id:?} is part of a confirmed match; reopen that match first")]
    IsConfirmed {
        /// Which book.
        side: Side,
        /// The id.
        id: String,
    },
    /// The entries of one account do not fit one book any more; they were taken, but nothing is
    /// proposed for them.
    #[error("the entries of one account are too many: {0}")]
    TooMuch(BookError),
    /// Fewer than two entries.
    #[error("a match has at least two entries")]
    TooFew,
    /// The entries have two currencies, or their sum does not fit in 64 bits.
    #[error("the entries cannot be added up: they must have one currency and a sum within 64 bits")]
    NoSum,
    /// Nothing of the kind was confirmed.
    #[error("no confirmed match has exactly these entries")]
    NotConfirmed,
    /// Books were given that are not of the session's entries.
    #[error("these are not the books of the session's entries: {0}")]
    OtherBooks(#[from] MergeError),
    /// The state was written by another version.
    #[error(
        "the session's state has version {found}, this program reads version {expected}; use the program that wrote it, or start from the entries"
    )]
    UnknownVersion {
        /// What the state says.
        found: u32,
        /// What can be read.
        expected: u32,
    },
}
