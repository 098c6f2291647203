//! Finds the row that names the columns, and with it the delimiter.

use super::records::{Record, Records};
use crate::fold::column_name;
use crate::{ReadError, Source};

/// The column names that a kind of file may use.
pub(crate) struct Vocabulary<R: 'static> {
    /// Every meaning a column can have, with its names in the form that [`column_name`] gives.
    pub(crate) names: &'static [(R, &'static [&'static str])],
    /// What must be there: a name for people, and the meanings of which one is enough.
    pub(crate) required: &'static [(&'static str, &'static [R])],
}

/// The columns of a table: what they mean and what the file calls them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Header<R> {
    pub(crate) roles: Vec<Option<R>>,
    pub(crate) names: Vec<String>,
}

impl<R: Copy + PartialEq> Header<R> {
    /// Reads a record as a header, whatever comes of it.
    pub(crate) fn of(source: &Source<'_>, record: &Record<'_>, vocabulary: &Vocabulary<R>) -> Self {
        let names: Vec<String> = (0..record.filled_len().min(MOST_COLUMNS))
            .map(|at| crate::source::tidy(&source.decode(&record.cell(at))))
            .collect();
        let roles = names.iter().map(|name| vocabulary.role(name)).collect();
        Self { roles, names }
    }

    /// The first column with this meaning.
    pub(crate) fn find(&self, role: R) -> Option<usize> {
        self.find_all(role).next()
    }

    pub(crate) fn find_all(&self, role: R) -> impl Iterator<Item = usize> + '_ {
        let has_role = move |(at, found): (usize, &Option<R>)| (*found == Some(role)).then_some(at);
        self.roles.iter().enumerate().filter_map(has_role)
    }

    /// The file's own name of a column.
    pub(crate) fn name(&self, column: usize) -> String {
        match self.names.get(column) {
            Some(name) if !name.is_empty() => name.clone(),
            _ => format!("column {}", column + 1),
        }
    }

    fn recognised(&self) -> usize {
        self.roles.iter().flatten().count()
    }

    /// The names, for people, of what is required and not there.
    fn missing(&self, vocabulary: &Vocabulary<R>) -> Vec<&'static str> {
        let is_missing = |roles: &[R]| !roles.iter().any(|role| self.find(*role).is_some());
        let missing = vocabulary
            .required
            .iter()
            .filter(|(_, roles)| is_missing(roles));
        missing.map(|(name, _)| *name).collect()
    }

    pub(crate) fn is_complete(&self, vocabulary: &Vocabulary<R>) -> bool {
        self.missing(vocabulary).is_empty()
    }
}

impl<R: Copy> Vocabulary<R> {
    fn role(&self, header: &str) -> Option<R> {
        let name = column_name(header);
        self.names
            .iter()
            .find(|(_, names)| names.contains(&name.as_str()))
            .map(|(role, _)| *role)
    }
}

pub(crate) const DELIMITERS: [u8; 4] = [b';', b',', b'\t', b'|'];

/// No bank's table is wider; more is not a table.
const MOST_COLUMNS: usize = 256;

/// How many records may stand before the header.
const PREAMBLE: usize = 100;

/// The delimiter and the header that name the most columns, and the records after the header.
pub(super) fn find<'s, R: Copy + PartialEq>(
    source: &'s Source<'_>,
    vocabulary: &Vocabulary<R>,
) -> Result<(Header<R>, Records<'s>), ReadError> {
    let mut best: Option<(Header<R>, Records<'s>)> = None;
    let mut nearest: Option<Header<R>> = None;
    for delimiter in DELIMITERS {
        let mut records = Records::new(source.bytes(), source.start(), delimiter);
        let mut record = Record::default();
        for _ in 0..PREAMBLE {
            if !records.read(&mut record) {
                break;
            }
            let header = Header::of(source, &record, vocabulary);
            let better = |known: Option<&Header<R>>| {
                header.recognised() > known.map_or(0, Header::recognised)
            };
            if header.is_complete(vocabulary) {
                if better(best.as_ref().map(|(header, _)| header)) {
                    best = Some((header, records.clone()));
                }
                break;
            }
            if better(nearest.as_ref()) {
                nearest = Some(header);
            }
        }
    }
    best.ok_or_else(|| {
        let nothing = Header {
            roles: Vec::new(),
            names: Vec::new(),
        };
        let missing = nearest.unwrap_or(nothing).missing(vocabulary);
        ReadError::NoHeader {
            missing: missing.join(", "),
        }
    })
}
