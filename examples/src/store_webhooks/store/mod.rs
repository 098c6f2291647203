//! What the program must not forget: one SQLite file, readable by its user alone.
//!
//! Every change is one transaction that also says what is to be done next, so a kill at any moment
//! leaves a task that is done or one that is still to do, never one that is half done or forgotten.
//! What happens outside, in the ERP or the shop, cannot be part of a transaction: there the table
//! says beforehand that something was asked for, and the task looks it up before it asks again.

mod dead;
mod inbox;
mod orders;
mod tasks;

use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use rusqlite::{Connection, Transaction, TransactionBehavior};
use thiserror::Error;
use time::OffsetDateTime;

pub(super) use self::dead::{DeadLetter, Refused};
pub(super) use self::orders::{Kept, News, Taken};
pub(super) use self::tasks::{Job, Task};
use crate::database::{self, DatabaseError, Schema};

const SCHEMA: Schema = Schema {
    application_id: 0x7368_6f70,
    steps: &[include_str!("schema.sql")],
};

/// Why the store cannot be used. It ends the program: nothing can be promised without it.
#[derive(Debug, Error)]
pub(super) enum StoreError {
    #[error(transparent)]
    Database(#[from] DatabaseError),
    #[error("the database: {0}")]
    Sqlite(#[from] rusqlite::Error),
    #[error("the database: a stored {what} cannot be read; was the file changed by hand?")]
    Unreadable { what: &'static str },
    #[error("{path}: {cause}", path = path.display())]
    Lock {
        path: PathBuf,
        cause: std::io::Error,
    },
    #[error("another process works on {path}; stop it first", path = path.display())]
    Taken { path: PathBuf },
}

/// The open file.
pub(super) struct Store(Mutex<Connection>);

impl Store {
    pub(super) fn open(path: &Path) -> Result<Self, StoreError> {
        Ok(Self(Mutex::new(database::open(path, &SCHEMA)?)))
    }

    /// Does all of `work` or nothing of it.
    fn change<T>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let mut connection = self.connection();
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let done = work(&transaction)?;
        transaction.commit()?;
        Ok(done)
    }

    fn connection(&self) -> MutexGuard<'_, Connection> {
        // A transaction that panicked was rolled back.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Two processes that worked on the same tasks would do them twice. The lock ends with its holder,
/// however that ends.
pub(super) fn lock(database: &Path) -> Result<File, StoreError> {
    let mut path = database.to_owned().into_os_string();
    path.push(".lock");
    let path = PathBuf::from(path);
    let failed = |cause| StoreError::Lock {
        path: path.clone(),
        cause,
    };
    let file = File::create(&path).map_err(failed)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(StoreError::Taken {
            path: database.to_owned(),
        }),
        Err(TryLockError::Error(cause)) => Err(failed(cause)),
    }
}

/// Instants are kept as milliseconds since 1970.
fn millis(moment: OffsetDateTime) -> i64 {
    i64::try_from(moment.unix_timestamp_nanos() / 1_000_000).unwrap_or(i64::MAX)
}

fn moment(millis: i64) -> OffsetDateTime {
    OffsetDateTime::from_unix_timestamp_nanos(i128::from(millis) * 1_000_000)
        .unwrap_or(OffsetDateTime::UNIX_EPOCH)
}
