#![doc = include_str!("../README.md")]

mod amount;
pub mod csv;
mod error;
pub mod fees;
mod fold;
mod identity;
pub mod ledger;
mod moment;
pub mod ofx;
mod problem;
#[cfg(feature = "recon")]
mod recon;
mod source;
mod statement;
mod table;

pub use error::ReadError;
pub use identity::Identity;
pub use problem::{Effect, Position, Problem, ProblemKind};
#[cfg(feature = "recon")]
pub use recon::FeeRowError;
pub use source::{Encoding, Format, Source};
pub use statement::{
    Account, AccountKind, Balance, BalanceKind, Event, Line, LineKind, Period, Statement,
};

/// Reads a statement file, OFX or CSV, whichever it is.
///
/// # Errors
/// A [`ReadError`] if the file as a whole cannot be read. What is wrong with single lines is in
/// [`Statement::problems`], and the rest of the file is read all the same.
pub fn read(bytes: &[u8]) -> Result<Vec<Statement>, ReadError> {
    let source = Source::new(bytes);
    collect(&source, source.format()?, events(&source)?)
}

/// Streams a statement file, OFX or CSV, so that its lines need not all be in memory.
///
/// # Errors
/// As [`read`], except that an OFX file without a statement is no error here: it has no lines.
///
/// ```
/// # fn main() -> Result<(), statement_files::ReadError> {
/// use statement_files::{Event, Source};
///
/// let source = Source::new(b"date,amount_cents,memo\n2026-04-11,25000,PIX\n2026-04-12,-80,IOF\n");
/// let mut cents = 0;
/// for event in statement_files::events(&source)? {
///     match event {
///         Event::Line(line) => cents += line.cents().unwrap_or_default(),
///         Event::Problem(problem) => eprintln!("{problem}"),
///         _ => {}
///     }
/// }
/// assert_eq!(cents, 24_920);
/// # Ok(())
/// # }
/// ```
pub fn events<'s>(source: &'s Source<'s>) -> Result<Events<'s>, ReadError> {
    Ok(Events(match source.format()? {
        Format::Csv => Reader::Csv(Box::new(csv::events(source)?)),
        Format::OfxSgml | Format::OfxXml => Reader::Ofx(Box::new(ofx::events(source))),
    }))
}

/// The stream of [`events`].
#[derive(Debug)]
pub struct Events<'s>(Reader<'s>);

#[derive(Debug)]
enum Reader<'s> {
    Csv(Box<csv::Events<'s>>),
    Ofx(Box<ofx::Events<'s>>),
}

impl Iterator for Events<'_> {
    type Item = Event;

    fn next(&mut self) -> Option<Event> {
        match &mut self.0 {
            Reader::Csv(events) => events.next(),
            Reader::Ofx(events) => events.next(),
        }
    }
}

fn collect(
    source: &Source<'_>,
    format: Format,
    events: impl Iterator<Item = Event>,
) -> Result<Vec<Statement>, ReadError> {
    let empty = || Statement::new(format, source.encoding());
    let mut statements: Vec<Statement> = Vec::new();
    let mut current = empty();
    let mut is_open = false;
    for event in events {
        if event == Event::EndOfStatement {
            statements.push(std::mem::replace(&mut current, empty()));
            is_open = false;
        } else {
            is_open = true;
            current.add(event);
        }
    }
    // What comes after the last statement is about the file: it was cut off.
    let last = statements.last_mut().ok_or(ReadError::NoStatement)?;
    if is_open {
        last.problems.append(&mut current.problems);
    }
    Ok(statements)
}
