//! Finds the row that names the columns, and with it the delimiter.

use super::records::{Record, Records};
use crate::fold::column_name;
use crate::source::NamedColumn;
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
        let roles = names
            .iter()
            .map(|name| vocabulary.role(meaning(source, name)?))
            .collect();
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

    /// The headers that the caller named and that are not there.
    fn missing_named(&self, source: &Source<'_>) -> Vec<String> {
        let names: Vec<String> = self.names.iter().map(|n| column_name(n)).collect();
        let named = source.columns().iter().map(|c| &c.header);
        named
            .filter(|header| !names.contains(&column_name(header)))
            .cloned()
            .collect()
    }

    fn has_all_named(&self, source: &Source<'_>) -> bool {
        self.missing_named(source).is_empty()
    }

    pub(crate) fn is_complete(&self, vocabulary: &Vocabulary<R>) -> bool {
        self.missing(vocabulary).is_empty()
    }
}

/// The name by which the vocabulary knows a column.
fn meaning<'n>(source: &'n Source<'_>, header: &'n str) -> Option<&'n str> {
    let columns = source.columns();
    if columns.is_empty() {
        return Some(header);
    }
    let header = column_name(header);
    let named = columns.iter().find(|c| column_name(&c.header) == header)?;
    Some(&named.meaning)
}

/// Refuses a column that the caller gave a meaning nobody knows.
fn check_meanings<R: Copy>(
    source: &Source<'_>,
    vocabulary: &Vocabulary<R>,
) -> Result<(), ReadError> {
    let unknown = |c: &&NamedColumn| vocabulary.role(&c.meaning).is_none();
    match source.columns().iter().find(unknown) {
        None => Ok(()),
        Some(column) => Err(ReadError::UnknownColumn {
            name: column.meaning.clone(),
            known: vocabulary.standard_names().join(", "),
        }),
    }
}

impl<R: Copy> Vocabulary<R> {
    /// One name for each meaning, as people write them.
    fn standard_names(&self) -> Vec<String> {
        let first = self.names.iter().filter_map(|(_, names)| names.first());
        first
            .map(|name| name.to_lowercase().replace(' ', "_"))
            .collect()
    }

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
    check_meanings(source, vocabulary)?;
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
            if header.is_complete(vocabulary) && header.has_all_named(source) {
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
        let nearest = nearest.unwrap_or(nothing);
        let missing = nearest.missing(vocabulary).into_iter().map(str::to_owned);
        let missing: Vec<String> = missing.chain(nearest.missing_named(source)).collect();
        ReadError::NoHeader {
            missing: missing.join(", "),
        }
    })
}
