//! Input files in memory.

use std::path::{Path, PathBuf};
use std::sync::Arc;

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
            name: super::args::file_name(path).into(),
            bytes,
        })
    }

    /// A refusal of the whole file.
    pub(super) fn refused(&self) -> impl FnOnce(statement_files::ReadError) -> Failure {
        let path = self.path.clone();
        move |cause| Failure::Read { path, cause }
    }
}
