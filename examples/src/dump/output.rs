//! Where the lines go.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Seek as _, SeekFrom, Write};
use std::path::{Path, PathBuf};

use thiserror::Error;

/// The output, and how long it is.
pub(super) enum Output<'a> {
    Stdout(&'a mut dyn Write),
    File {
        path: PathBuf,
        file: File,
        written: u64,
    },
}

#[derive(Debug, Error)]
pub(super) enum OutputError {
    #[error("cannot write to stdout: {0}")]
    Stdout(io::Error),
    #[error("cannot write {}: {cause}", path.display())]
    File { path: PathBuf, cause: io::Error },
    #[error("another program is writing {}; wait for it, or end it", path.display())]
    InUse { path: PathBuf },
    #[error(
        "{} is shorter than when the cursor was saved; put the file back, or delete the cursor to \
         start over",
        path.display()
    )]
    Shortened { path: PathBuf },
}

impl<'a> Output<'a> {
    /// Opens a file and cuts off what was written after its first `keep` bytes: lines whose page
    /// will be read again.
    pub(super) fn file(path: &Path, keep: u64) -> Result<Self, OutputError> {
        let failed = |cause| OutputError::File {
            path: path.to_owned(),
            cause,
        };
        let mut file = private_file(path).map_err(failed)?;
        file.try_lock().map_err(|error| match error {
            TryLockError::WouldBlock => OutputError::InUse {
                path: path.to_owned(),
            },
            TryLockError::Error(cause) => failed(cause),
        })?;
        if file.metadata().map_err(failed)?.len() < keep {
            return Err(OutputError::Shortened {
                path: path.to_owned(),
            });
        }
        file.set_len(keep).map_err(failed)?;
        file.seek(SeekFrom::End(0)).map_err(failed)?;
        Ok(Self::File {
            path: path.to_owned(),
            file,
            written: keep,
        })
    }

    /// Writes lines; when it returns they survive the end of the program, in a file also a power
    /// cut.
    pub(super) fn write(&mut self, lines: &[u8]) -> Result<(), OutputError> {
        match self {
            Self::Stdout(stdout) => stdout
                .write_all(lines)
                .and_then(|()| stdout.flush())
                .map_err(OutputError::Stdout),
            Self::File {
                path,
                file,
                written,
            } => {
                let done = file.write_all(lines).and_then(|()| file.sync_data());
                done.map_err(|cause| OutputError::File {
                    path: path.clone(),
                    cause,
                })?;
                let length = u64::try_from(lines.len()).unwrap_or(u64::MAX);
                *written = written.saturating_add(length);
                Ok(())
            }
        }
    }

    /// How long the file is; nothing for stdout.
    pub(super) fn written(&self) -> Option<u64> {
        match self {
            Self::Stdout(_) => None,
            Self::File { written, .. } => Some(*written),
        }
    }
}

/// Opens or makes a file; one that is made is its owner's alone, for it will hold personal data.
pub(super) fn private_file(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.create(true).truncate(false).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}
