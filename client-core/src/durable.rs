//! Records in a directory of their own, one file each, shared by the processes of one machine:
//! what the file stores are made of.
//!
//! A record appears whole or not at all, has reached the disk when its write returns, and proves
//! that it is what was written.

mod directory;
mod exclusive;
mod record;

use std::any::Any;
use std::borrow::Cow;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use tokio::runtime::Handle;
use tokio::time::{Instant, sleep};

pub(crate) use self::directory::{Directory, Update};
use self::exclusive::try_exclusive;
pub(crate) use self::record::Stored;
use crate::error::{Error, ErrorKind, Outcome, Result};

/// What the records are, for file names and messages.
#[derive(Debug)]
pub(crate) struct Kind {
    /// One of them, such as `grant`.
    pub(crate) one: &'static str,
    /// Several of them.
    pub(crate) many: &'static str,
    /// How their files end, such as `.grant`.
    pub(crate) ending: &'static str,
    /// What to do about a damaged one.
    pub(crate) remedy: &'static str,
}

/// What a record is found by: whose it is, and which one. Any text will do.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct RecordKey {
    pub(crate) scope: String,
    pub(crate) id: String,
}

impl RecordKey {
    pub(crate) fn new(scope: impl Into<String>, id: impl Into<String>) -> Self {
        Self {
            scope: scope.into(),
            id: id.into(),
        }
    }
}

/// The records of a directory, for asynchronous callers. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Records {
    directory: Arc<Directory>,
    longest_wait: Duration,
}

impl Records {
    /// Opens the directory, creating it if need be. Blocks for a moment.
    pub(crate) fn open(path: impl Into<PathBuf>, kind: &'static Kind) -> Result<Self> {
        Ok(Self {
            directory: Arc::new(Directory::open(path.into(), kind)?),
            longest_wait: Duration::from_secs(90),
        })
    }

    /// Opens the directory if it is a store already. Blocks for a moment.
    pub(crate) fn open_existing(path: impl Into<PathBuf>, kind: &'static Kind) -> Result<Self> {
        let path = path.into();
        if Directory::is_at(&path) {
            return Self::open(path, kind);
        }
        let many = kind.many;
        Err(store_error(format!(
            "there is no store of {many} in this directory (no names.key): look for a mistyped name"
        )))
    }

    pub(crate) fn with_longest_wait(mut self, wait: Duration) -> Self {
        self.longest_wait = wait;
        self
    }

    pub(crate) fn path(&self) -> &Path {
        self.directory.path()
    }

    /// Runs `work` where blocking is allowed. Once begun it ends, even if the caller is gone.
    pub(crate) async fn with<T, E>(
        &self,
        work: impl FnOnce(&Directory) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        let runtime = Handle::try_current().map_err(|_| {
            Error::config("the file store needs a tokio runtime: make the call inside one")
        })?;
        let directory = Arc::clone(&self.directory);
        runtime
            .spawn_blocking(move || work(&directory))
            .await
            .unwrap_or_else(|_| Err(store_error("the runtime ended while files were used").into()))
    }

    /// Waits for the lock of a record, which spans processes and does not guard its writing.
    pub(crate) async fn lock(&self, key: &RecordKey) -> Result<StoreLock> {
        let path = self.directory.lock_file(key);
        let one = self.directory.kind().one;
        let until = Instant::now() + self.longest_wait;
        loop {
            let path = path.clone();
            let held = self
                .with(move |_| {
                    try_exclusive(&path).map_err(|cause| cannot(format!("lock a {one}"), &cause))
                })
                .await?;
            match held {
                Some(file) => return Ok(StoreLock::holding(file)),
                None if Instant::now() < until => sleep(Duration::from_millis(20)).await,
                None => {
                    return Err(store_error(format!(
                        "another process has held the {one}'s lock for {} s",
                        self.longest_wait.as_secs()
                    )));
                }
            }
        }
    }
}

/// The lock of one record in a store, released when dropped.
#[must_use = "the lock is released when this is dropped"]
pub struct StoreLock {
    _held: Box<dyn Any + Send + Sync>,
}

impl StoreLock {
    /// A lock that lasts as long as `held`, such as a mutex guard, an open file or a transaction.
    pub fn holding(held: impl Any + Send + Sync) -> Self {
        Self {
            _held: Box::new(held),
        }
    }
}

impl fmt::Debug for StoreLock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("StoreLock")
    }
}

pub(crate) fn store_error(what: impl Into<Cow<'static, str>>) -> Error {
    Error::new(ErrorKind::Store, Outcome::NotSent, what)
}

fn cannot(action: impl fmt::Display, cause: &io::Error) -> Error {
    store_error(format!("cannot {action}: {cause}"))
}
