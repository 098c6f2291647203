//! A lock file that one process holds at a time and that the operating system takes back when the
//! process dies.
//!
//! Nothing here guesses whether an owner is still alive: no process ids, no ages. The file stays
//! behind, empty; only the lock on it counts.

use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::Path;

/// Takes the lock, or says that somebody holds it. It lasts until the file is closed.
pub(super) fn try_exclusive(path: &Path) -> io::Result<Option<File>> {
    let mut options = OpenOptions::new();
    options.create(true).truncate(false).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(path)?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(cause)) => Err(cause),
    }
}
