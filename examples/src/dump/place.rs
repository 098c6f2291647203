//! How far a dump is, in a file that survives whatever ends the program.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use client_core::page::Cursor;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::Period;
use super::output::private_file;

const VERSION: u32 = 1;

/// Whose dump it is. One saved place belongs to one dump.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Subject {
    /// The provider.
    pub(super) provider: String,
    /// The server, unless it is the provider's own.
    pub(super) server: Option<String>,
    /// The company, where the call names it.
    pub(super) company: Option<String>,
}

/// How far a dump is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Place {
    version: u32,
    #[serde(flatten)]
    subject: Subject,
    #[serde(flatten)]
    pub(super) period: Period,
    /// How long the output file was; nothing when the lines go to stdout.
    pub(super) written: Option<u64>,
    /// Nothing when the dump is complete.
    pub(super) next: Option<Stop>,
}

/// Where to go on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Stop {
    pub(super) source: String,
    /// Nothing for its beginning.
    pub(super) page: Option<Cursor>,
}

/// Why a saved place is of no use.
#[derive(Debug, Error)]
pub(super) enum PlaceError {
    #[error("cannot read the cursor {}: {cause}", path.display())]
    Read { path: PathBuf, cause: io::Error },
    #[error(
        "{} is no cursor of this program (line {line}, column {column}); delete it to start over",
        path.display()
    )]
    Malformed {
        path: PathBuf,
        line: usize,
        column: usize,
    },
    #[error("cannot write the cursor {}: {cause}", path.display())]
    Write { path: PathBuf, cause: io::Error },
    #[error(
        "the cursor {} is of a dump {what}; call as then, or delete it to start over",
        path.display()
    )]
    Other { path: PathBuf, what: String },
}

/// The file that keeps the place.
#[derive(Debug)]
pub(super) struct PlaceFile(PathBuf);

impl Place {
    pub(super) fn beginning(subject: Subject, period: Period, into_file: bool) -> Self {
        Self {
            version: VERSION,
            subject,
            period,
            written: into_file.then_some(0),
            next: None,
        }
    }
}

impl PlaceFile {
    pub(super) fn at(path: &Path) -> Self {
        Self(path.to_owned())
    }

    /// The saved place, unless there is none yet.
    pub(super) fn load(&self) -> Result<Option<Place>, PlaceError> {
        let text = match fs::read(&self.0) {
            Ok(text) => text,
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(cause) => {
                let path = self.0.clone();
                return Err(PlaceError::Read { path, cause });
            }
        };
        let place: Place =
            serde_json::from_slice(&text).map_err(|cause| PlaceError::Malformed {
                path: self.0.clone(),
                line: cause.line(),
                column: cause.column(),
            })?;
        if place.version != VERSION {
            return Err(self.other(format_args!("of version {}", place.version)));
        }
        Ok(Some(place))
    }

    /// Refuses a place that the call at hand does not belong to.
    pub(super) fn check(
        &self,
        place: &Place,
        subject: &Subject,
        period: Period,
        into_file: bool,
    ) -> Result<(), PlaceError> {
        if place.subject != *subject {
            return Err(self.other("of another provider, server or company"));
        }
        if place.period != period {
            let Period { from, to } = place.period;
            return Err(self.other(format_args!("from {from} to {to}")));
        }
        match (place.written.is_some(), into_file) {
            (true, false) => Err(self.other("into a file")),
            (false, true) => Err(self.other("to stdout")),
            _ => Ok(()),
        }
    }

    pub(super) fn other(&self, what: impl ToString) -> PlaceError {
        PlaceError::Other {
            path: self.0.clone(),
            what: what.to_string(),
        }
    }

    /// Saves the place: a power cut leaves the old one or the new one.
    pub(super) fn save(&self, place: &Place) -> Result<(), PlaceError> {
        self.replace(place).map_err(|cause| PlaceError::Write {
            path: self.0.clone(),
            cause,
        })
    }

    fn replace(&self, place: &Place) -> io::Result<()> {
        let mut draft = self.0.clone().into_os_string();
        draft.push(".part");
        // Where movements are in progress the place holds them.
        let mut file = private_file(Path::new(&draft))?;
        file.set_len(0)?;
        serde_json::to_writer_pretty(&mut file, place)?;
        file.write_all(b"\n")?;
        file.sync_all()?;
        fs::rename(&draft, &self.0)?;
        sync_directory_of(&self.0)
    }
}

/// A rename is durable when its directory is. Windows has no such call and needs none.
fn sync_directory_of(path: &Path) -> io::Result<()> {
    if cfg!(unix) {
        let parent = path.parent().filter(|path| !path.as_os_str().is_empty());
        File::open(parent.unwrap_or(Path::new(".")))?.sync_all()?;
    }
    Ok(())
}
