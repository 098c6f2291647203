//! What was wrong with the input, or needs a look.

use std::sync::Arc;

use statement_files::{Effect, Position, Problem};

use super::language::Language;
use super::phrases;

/// Something about a file that a person should know. Its texts hold no value of the file
/// but names of columns and card products.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The file, as the user named it.
    pub file: Arc<str>,
    /// What it is.
    pub cause: Cause,
}

/// The kinds of [`Finding`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cause {
    /// What the reader of the file found.
    Read(Problem),
    /// The bank's id of this line was used in another statement before; this line's got a suffix.
    IdOfAnotherStatement(Position),
    /// An earlier file of the same account has this line; it was counted once.
    AlreadyRead(Position),
    /// So many ledger entries name a card product that the fee table does not have.
    NoFee {
        /// The product as written.
        product: String,
        /// How many entries name it.
        entries: usize,
    },
    /// So many ledger entries are of a kind that is neither an invoice nor a card sale.
    UnknownKind {
        /// Where the first of them stands.
        first: Position,
        /// How many there are.
        entries: usize,
    },
    /// So many lines are in another currency than reais.
    OtherCurrency {
        /// The currency's code.
        code: String,
        /// Where the first of them stands.
        first: Position,
        /// How many there are.
        entries: usize,
    },
    /// A provider's record lacks something that nothing can be done without.
    Unusable {
        /// The provider's id of it.
        record: String,
        /// What it lacks, in the provider's words.
        field: &'static str,
    },
}

impl Finding {
    /// What it did to the data.
    #[must_use]
    pub fn effect(&self) -> Effect {
        match &self.cause {
            Cause::Read(problem) => problem.effect,
            Cause::Unusable { .. } => Effect::LineLost,
            _ => Effect::Note,
        }
    }

    /// Where it stands, if it stands in one place.
    #[must_use]
    pub fn position(&self) -> Option<Position> {
        match &self.cause {
            Cause::Read(problem) => Some(problem.position),
            Cause::IdOfAnotherStatement(position) | Cause::AlreadyRead(position) => Some(*position),
            Cause::UnknownKind { first, .. } | Cause::OtherCurrency { first, .. } => Some(*first),
            Cause::NoFee { .. } | Cause::Unusable { .. } => None,
        }
    }

    /// The column or element, or nothing.
    #[must_use]
    pub fn field(&self) -> &str {
        match &self.cause {
            Cause::Read(problem) => &problem.field,
            Cause::IdOfAnotherStatement(_) => "id",
            Cause::AlreadyRead(_) => "",
            Cause::NoFee { .. } | Cause::UnknownKind { .. } => "kind",
            Cause::OtherCurrency { .. } => "currency",
            Cause::Unusable { field, .. } => field,
        }
    }
}

impl Finding {
    /// The finding on one line: file, place, what is wrong and what to do.
    #[must_use]
    pub fn describe(&self, language: Language) -> String {
        let what = phrases::what(self, language);
        let fix = phrases::fix(self, language);
        match self.position() {
            None => format!("{}: {what}; {fix}", self.file),
            Some(Position { line, .. }) => {
                let line = format!("{} {line}", language.say("line", "linha"));
                let field = self.field();
                let gap = if field.is_empty() { "" } else { ", " };
                format!("{}, {line}{gap}{field}: {what}; {fix}", self.file)
            }
        }
    }
}
