//! OFX, the 1.x SGML of nearly every Brazilian bank and the 2.x XML of a few.
//!
//! The reader does not validate. It finds the elements it knows wherever they stand, closed or
//! not, and takes from them what it can:
//!
//! - a value ends at the next tag; `<`, `&` and unknown names inside a text are literal;
//! - the bytes decide the encoding, not the header;
//! - amounts may have either decimal mark, thousands and blanks; `1.234` is decided by the rest of
//!   the file, and is a problem if that does not tell;
//! - dates keep the day as written, whatever the time zone in brackets; zeros are no date;
//! - `FITID` may be blank, absent or repeated ([`Line::identity`](crate::Line::identity) tells the
//!   lines apart);
//! - bank and card statements may follow each other in one file;
//! - in a file that was cut off, the transaction at the cut is given up, because half an amount
//!   looks like an amount.
//!
//! Every `STMTTRN` is either a line or exactly one problem with
//! [`Effect::LineLost`](crate::Effect::LineLost).

mod line;
mod reader;
mod scan;
mod tag;

pub(crate) use line::is_zero;
pub use reader::Events;

use crate::{Format, ReadError, Source, Statement};

/// Reads all statements of an OFX file.
///
/// # Errors
/// [`ReadError::NoStatement`] if there is none. Trouble with single lines is in
/// [`Statement::problems`].
///
/// ```
/// # fn main() -> Result<(), statement_files::ReadError> {
/// let file = b"OFXHEADER:100\n<OFX><STMTRS><CURDEF>BRL<BANKACCTFROM><BANKID>1<ACCTID>12345-6
/// <BANKTRANLIST><STMTTRN><DTPOSTED>20260413<TRNAMT>-1.842,50<MEMO>PAGTO FORNECEDOR
/// </BANKTRANLIST></STMTRS></OFX>";
/// let statements = statement_files::ofx::read(file)?;
/// assert_eq!(statements[0].account.compe().as_deref(), Some("001"));
/// assert_eq!(statements[0].lines[0].amount.to_string(), "-1842.50");
/// # Ok(())
/// # }
/// ```
pub fn read(bytes: &[u8]) -> Result<Vec<Statement>, ReadError> {
    let source = Source::new(bytes);
    crate::collect(
        &source,
        source.format().unwrap_or(Format::OfxSgml),
        events(&source),
    )
}

/// Streams the statements of an OFX file.
///
/// A file without any statement gives no events, or only problems.
#[must_use]
pub fn events<'s>(source: &'s Source<'s>) -> Events<'s> {
    Events::new(source)
}
