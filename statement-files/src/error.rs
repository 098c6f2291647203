//! Why a file could not be read at all.

use thiserror::Error;

/// The whole file was refused. Trouble with single lines is a [`Problem`](crate::Problem) instead.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ReadError {
    /// Nothing but white space.
    #[error("the file is empty; download it again")]
    Empty,
    /// A workbook, a PDF, a web page or an archive, whatever its name ends in.
    #[error("the file is {what}, not OFX or CSV; choose OFX or CSV when exporting")]
    NotText {
        /// What it looks like.
        what: &'static str,
    },
    /// OFX without a bank or credit card statement: often the bank's error message, or a file cut
    /// before its first statement.
    #[error("the OFX file holds no bank or credit card statement; export it again")]
    NoStatement,
    /// The caller gave a column a meaning that this kind of file does not have.
    #[error("`{name}` is no column of this kind of file; use {known}")]
    UnknownColumn {
        /// The meaning as given.
        name: String,
        /// Those there are.
        known: String,
    },
    /// No row names the columns that are needed.
    #[error("no header row was found; missing: {missing}; name the columns in the first row")]
    NoHeader {
        /// The columns that the best candidate lacks.
        missing: String,
    },
}
