//! A lock file that one process holds at a time and that the kernel takes back when it dies.
//!
//! Nothing here guesses whether an owner is still alive: no process ids, no ages. The file stays
//! behind, empty; only the kernel's lock on it counts.

use std::fs::{File, OpenOptions};
use std::io;
use std::path::Path;

/// Takes the lock, or says that somebody holds it. It lasts until the file is closed.
#[cfg(unix)]
pub(super) fn try_exclusive(path: &Path) -> io::Result<Option<File>> {
    use std::os::unix::fs::OpenOptionsExt as _;

    use rustix::fs::{FlockOperation, flock};
    use rustix::io::Errno;

    let file = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .mode(0o600)
        .open(path)?;
    loop {
        match flock(&file, FlockOperation::NonBlockingLockExclusive) {
            Ok(()) => return Ok(Some(file)),
            Err(Errno::WOULDBLOCK) => return Ok(None),
            Err(Errno::INTR) => {}
            Err(cause) => return Err(cause.into()),
        }
    }
}

/// Takes the lock, or says that somebody holds it. It lasts until the file is closed.
#[cfg(windows)]
pub(super) fn try_exclusive(path: &Path) -> io::Result<Option<File>> {
    use std::os::windows::fs::OpenOptionsExt as _;

    /// `ERROR_SHARING_VIOLATION`: open elsewhere, which is how a lock is held here.
    const SHARING_VIOLATION: i32 = 32;

    let opened = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .share_mode(0)
        .open(path);
    match opened {
        Ok(file) => Ok(Some(file)),
        Err(cause) if cause.raw_os_error() == Some(SHARING_VIOLATION) => Ok(None),
        Err(cause) => Err(cause),
    }
}

/// There is no lock to take here, and going without would spend refresh tokens twice.
#[cfg(not(any(unix, windows)))]
pub(super) fn try_exclusive(path: &Path) -> io::Result<Option<File>> {
    let _ = (path, OpenOptions::new());
    Err(io::ErrorKind::Unsupported.into())
}
