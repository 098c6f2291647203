//! One writer at a time: a lock file next to the log.
//!
//! The operating system's own locks are not within the standard library of our minimum Rust
//! version. A lock file outlives a writer that dies; guessing from a process id whether it is dead
//! goes wrong between containers, so somebody who knows has to say so.

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use aws_lc_rs::rand;

use super::error::AuditError;
use crate::digest::to_hex;

/// Held as long as it lives.
#[derive(Debug)]
pub(super) struct LockFile {
    path: PathBuf,
    owner: String,
}

impl LockFile {
    /// Locks `log`. With `take_over`, from whoever holds it.
    pub(super) fn acquire(log: &Path, take_over: bool) -> Result<Self, AuditError> {
        // Absolute: it must be found again at the end, whatever the working directory then.
        let log = std::path::absolute(log).map_err(AuditError::io("resolve the log's path"))?;
        let mut path = log.into_os_string();
        path.push(".lock");
        let path = PathBuf::from(path);
        let owner = owner()?;
        let mut options = OpenOptions::new();
        options.write(true);
        if take_over {
            options.create(true).truncate(true);
        } else {
            options.create_new(true);
        }
        match options.open(&path) {
            Ok(mut file) => {
                // From here on dropping removes the file.
                let lock = Self { path, owner };
                file.write_all(lock.owner.as_bytes())
                    .map_err(AuditError::io("write the lock file"))?;
                Ok(lock)
            }
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                let owner = described_owner(&path);
                Err(AuditError::Locked { lock: path, owner })
            }
            Err(error) => Err(AuditError::io("create the lock file")(error)),
        }
    }
}

impl Drop for LockFile {
    fn drop(&mut self) {
        // After a take-over the file belongs to somebody else.
        if fs::read_to_string(&self.path).is_ok_and(|owner| owner == self.owner) {
            // If it cannot be removed, the next writer is told who left it.
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// The process, and a random number: process ids repeat.
fn owner() -> Result<String, AuditError> {
    let mut nonce = [0u8; 8];
    rand::fill(&mut nonce)
        .map_err(|_| AuditError::io("draw a random number")(ErrorKind::Other.into()))?;
    Ok(format!(
        "process {}, {}",
        std::process::id(),
        to_hex(&nonce)
    ))
}

/// The file may hold anything; only its beginning is shown.
fn described_owner(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap_or_default();
    let shown: String = text.chars().filter(|c| !c.is_control()).take(64).collect();
    if shown.is_empty() {
        "unknown owner".to_owned()
    } else {
        shown
    }
}
