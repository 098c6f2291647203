//! Delimited text with a header row: what the CSV readers of this crate share.

mod header;
mod records;

use std::borrow::Cow;

use rust_decimal::Decimal;

pub(crate) use header::{DELIMITERS, Header, Vocabulary};
pub(crate) use records::{Record, Records};

use crate::amount::{self, AmountError, DecimalMark, MarksSeen};
use crate::moment::{self, Moment};
use crate::problem::shape;
use crate::source::tidy;
use crate::{Effect, Position, Problem, ProblemKind, ReadError, Source};

/// How to read a column of amounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Notation {
    /// `1.842,50`, `R$ 45.00-`, …
    Decimal,
    /// Whole cents.
    Cents,
}

/// A table, read record by record.
pub(crate) struct Table<'s, R> {
    source: &'s Source<'s>,
    header: Header<R>,
    records: Records<'s>,
    record: Record<'s>,
    /// All records after the header.
    rows: Records<'s>,
    /// The columns in which to look for the file's decimal mark.
    amounts: Vec<usize>,
    mark: Option<Option<DecimalMark>>,
}

impl<'s, R: Copy + PartialEq> Table<'s, R> {
    /// Finds the header; the records after it are next.
    pub(crate) fn open(
        source: &'s Source<'s>,
        vocabulary: &Vocabulary<R>,
    ) -> Result<Self, ReadError> {
        source.format()?;
        let (header, records) = header::find(source, vocabulary)?;
        Ok(Self::with_header(source, header, records))
    }

    /// A table whose columns are known without a header row.
    pub(crate) fn with_header(
        source: &'s Source<'s>,
        header: Header<R>,
        records: Records<'s>,
    ) -> Self {
        Self {
            source,
            header,
            rows: records.clone(),
            records,
            record: Record::default(),
            amounts: Vec::new(),
            mark: None,
        }
    }

    /// The records before the header and after, for a second look.
    pub(crate) fn preamble(&self) -> Records<'s> {
        self.rows.rewound(self.source.start())
    }

    /// Where the first record after the header begins.
    pub(crate) fn rows_position(&self) -> Position {
        self.rows.position()
    }

    /// Names the columns that hold decimal amounts.
    pub(crate) fn set_amount_columns(&mut self, columns: Vec<usize>) {
        self.amounts = columns;
    }

    pub(crate) fn header(&self) -> &Header<R> {
        &self.header
    }

    /// The current record read as a header, if it names all that is required.
    pub(crate) fn record_as_header(&self, vocabulary: &Vocabulary<R>) -> Option<Header<R>> {
        let header = Header::of(self.source, &self.record, vocabulary);
        header.is_complete(vocabulary).then_some(header)
    }

    pub(crate) fn set_header(&mut self, header: Header<R>) {
        self.header = header;
    }

    /// Moves on to the next record that is not blank; `false` at the end.
    pub(crate) fn next_record(&mut self) -> bool {
        while self.records.read(&mut self.record) {
            if self.record.filled_len() > 0 {
                return true;
            }
        }
        false
    }

    pub(crate) fn position(&self) -> Position {
        self.record.position()
    }

    /// How many cells of the record are used.
    pub(crate) fn filled_len(&self) -> usize {
        self.record.filled_len()
    }

    /// Refuses a record with more cells than columns: an unquoted delimiter inside a cell moves
    /// all that follow, so that no cell can be trusted.
    pub(crate) fn check_width(&self) -> Result<(), Problem> {
        let (cells, columns) = (self.record.filled_len(), self.header.names.len());
        if cells <= columns {
            return Ok(());
        }
        Err(self.lost(columns, ProblemKind::TooManyCells { cells, columns }))
    }

    /// A problem with a column of the current record that costs the whole record.
    pub(crate) fn lost(&self, column: usize, kind: ProblemKind) -> Problem {
        self.problem(column, kind, Effect::LineLost)
    }

    pub(crate) fn problem(&self, column: usize, kind: ProblemKind, effect: Effect) -> Problem {
        Problem::new(self.position(), self.header.name(column), kind, effect)
    }

    /// A cell as text, neither trimmed nor cleaned.
    fn raw(&self, column: usize) -> Cow<'s, str> {
        match self.record.cell(column) {
            Cow::Borrowed(bytes) => self.source.decode(bytes),
            Cow::Owned(bytes) => Cow::Owned(self.source.decode(&bytes).into_owned()),
        }
    }

    /// A cell as clean text; `None` if blank.
    pub(crate) fn text(&self, column: usize) -> Option<String> {
        Some(tidy(&self.raw(column))).filter(|text| !text.is_empty())
    }

    pub(crate) fn is_blank(&self, column: usize) -> bool {
        self.raw(column).trim().is_empty()
    }

    /// A cell that identifies something; `None` if blank, an error if a spreadsheet destroyed it.
    pub(crate) fn identifier(&self, column: usize) -> Result<Option<String>, ProblemKind> {
        match self.text(column) {
            Some(text) if amount::is_scientific(&text) => Err(ProblemKind::ScientificNotation {
                shape: shape(&text),
            }),
            text => Ok(text),
        }
    }

    /// A cell as a date; `None` if blank or all zeros.
    pub(crate) fn date(&self, column: usize) -> Result<Option<Moment>, ProblemKind> {
        let text = self.raw(column);
        moment::parse(&text).map_err(|_| ProblemKind::BadDate {
            shape: shape(text.trim()),
        })
    }

    /// A cell as an amount; `None` if blank.
    pub(crate) fn amount(
        &mut self,
        column: usize,
        notation: Notation,
    ) -> Result<Option<Decimal>, ProblemKind> {
        let text = self.raw(column);
        let mut read = match notation {
            Notation::Decimal => amount::parse_csv(&text, None).map(|read| read.amount),
            Notation::Cents => amount::parse_cents(&text),
        };
        if read == Err(AmountError::Ambiguous) {
            read = amount::parse_csv(&text, self.file_mark()).map(|read| read.amount);
        }
        match read {
            Ok(amount) => Ok(Some(amount)),
            Err(AmountError::Blank) => Ok(None),
            Err(error) => Err(error.into_kind(text.trim())),
        }
    }

    /// The decimal mark of the file's amounts; looked up once, and only when a value needs it.
    fn file_mark(&mut self) -> Option<DecimalMark> {
        if let Some(known) = self.mark {
            return known;
        }
        let mut records = self.rows.clone();
        let mut record = Record::default();
        let mut seen = MarksSeen::default();
        while records.read(&mut record) {
            for &column in &self.amounts {
                let cell = record.cell(column);
                seen.add(amount::parse_csv(&self.source.decode(&cell), None));
            }
        }
        *self.mark.insert(seen.only())
    }
}
