//! Input files in memory.

use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use statement_files::Source;

use super::Failure;

/// The bytes of a file and what it is called in findings.
pub(super) struct InputFile {
    pub(super) path: PathBuf,
    pub(super) name: Arc<str>,
    pub(super) bytes: Vec<u8>,
}

impl InputFile {
    pub(super) fn open(path: &Path) -> Result<Self, Failure> {
        let bytes = std::fs::read(path).map_err(|cause| Failure::Open {
            path: path.to_owned(),
            cause,
        })?;
        Ok(Self {
            path: path.to_owned(),
            name: file_name(path).into(),
            bytes,
        })
    }

    /// The bytes, ready to be streamed.
    pub(super) fn source(&self) -> Source<'_> {
        Source::new(&self.bytes)
    }

    /// A refusal of the whole file.
    pub(super) fn refused(&self) -> impl FnOnce(statement_files::ReadError) -> Failure {
        let path = self.path.clone();
        move |cause| Failure::Read { path, cause }
    }
}

/// The last part of a path, or all of it where there is none.
pub(super) fn file_name(path: &Path) -> Cow<'_, str> {
    path.file_name()
        .unwrap_or(path.as_os_str())
        .to_string_lossy()
}
