//! Where consents are kept.

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;

use super::{ConsentKey, ConsentRecord, StoreLock};
use crate::durable::{Kind, RecordKey, Records, Stored, Update, store_error};
use crate::error::Result;

/// Keeps consents. Implement it over your own database; both implementations here are models to
/// follow.
#[async_trait]
pub trait ConsentStore: fmt::Debug + Send + Sync + 'static {
    /// The record under `key`.
    ///
    /// # Errors
    /// [`ErrorKind::Store`](crate::ErrorKind::Store) when the store cannot be read or holds
    /// something damaged.
    async fn load(&self, key: &ConsentKey) -> Result<Option<ConsentRecord>>;

    /// Stores the record under its key, in the place of what is there. It must survive the
    /// machine's power going off once this returns, and appear whole or not at all.
    ///
    /// # Errors
    /// [`ErrorKind::Store`](crate::ErrorKind::Store) when it is not known to be stored.
    async fn save(&self, record: &ConsentRecord) -> Result<()>;

    /// All records, in the order of their keys.
    ///
    /// # Errors
    /// As [`ConsentStore::load`].
    async fn list(&self) -> Result<Vec<ConsentRecord>>;

    /// Waits until nobody else, in this process or another, holds the lock of `key`, and takes it.
    /// It is held from loading a record to saving it, and must end with its holder's process.
    ///
    /// # Errors
    /// [`ErrorKind::Store`](crate::ErrorKind::Store) when the lock cannot be had within a time
    /// that the store chooses.
    async fn lock(&self, key: &ConsentKey) -> Result<StoreLock>;
}

/// Keeps consents in memory, for tests.
#[derive(Debug, Default)]
pub struct MemoryConsentStore {
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    records: BTreeMap<ConsentKey, ConsentRecord>,
    locks: HashMap<ConsentKey, Arc<tokio::sync::Mutex<()>>>,
}

impl MemoryConsentStore {
    /// An empty store.
    pub fn new() -> Self {
        Self::default()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait]
impl ConsentStore for MemoryConsentStore {
    async fn load(&self, key: &ConsentKey) -> Result<Option<ConsentRecord>> {
        Ok(self.state().records.get(key).cloned())
    }

    async fn save(&self, record: &ConsentRecord) -> Result<()> {
        let mut state = self.state();
        state.records.insert(record.key().clone(), record.clone());
        Ok(())
    }

    async fn list(&self) -> Result<Vec<ConsentRecord>> {
        Ok(self.state().records.values().cloned().collect())
    }

    async fn lock(&self, key: &ConsentKey) -> Result<StoreLock> {
        let lock = Arc::clone(self.state().locks.entry(key.clone()).or_default());
        Ok(StoreLock::holding(lock.lock_owned().await))
    }
}

/// Keeps consents in a directory of its own, one file each, as
/// [`FileTokenStore`](crate::auth::store::FileTokenStore) keeps grants: whole or not at all, on
/// the disk when a change returns, shared by the processes of one machine, for its owner alone.
#[derive(Clone)]
pub struct FileConsentStore {
    records: Records,
}

static CONSENTS: Kind = Kind {
    one: "consent",
    many: "consents",
    ending: ".consent",
    remedy: "restore it from a backup, or make it anew from the audit log",
};

impl FileConsentStore {
    /// Opens the store in `directory`, creating it if need be. Blocks for a moment.
    ///
    /// # Errors
    /// [`ErrorKind::Store`](crate::ErrorKind::Store) when the directory cannot be made or written,
    /// is open to other users, or has lost its `names.key`.
    pub fn open(directory: impl Into<PathBuf>) -> Result<Self> {
        let records = Records::open(directory, &CONSENTS)?;
        Ok(Self { records })
    }

    /// Opens the store that is in `directory`, for programs that only read: a mistyped name is an
    /// error and not an empty store. Blocks for a moment.
    ///
    /// # Errors
    /// [`ErrorKind::Store`](crate::ErrorKind::Store) when there is none, and as
    /// [`open`](Self::open).
    pub fn open_existing(directory: impl Into<PathBuf>) -> Result<Self> {
        let records = Records::open_existing(directory, &CONSENTS)?;
        Ok(Self { records })
    }
}

#[async_trait]
impl ConsentStore for FileConsentStore {
    async fn load(&self, key: &ConsentKey) -> Result<Option<ConsentRecord>> {
        let key = record_key(key);
        self.records
            .with(move |directory| directory.load(&key)?.as_ref().map(read).transpose())
            .await
    }

    async fn save(&self, record: &ConsentRecord) -> Result<()> {
        let key = record_key(record.key());
        let body = serde_json::to_string(record)
            .map_err(|_| store_error("the consent cannot be written as JSON"))?;
        let saved = self.records.with(move |directory| {
            directory.update(&key, |_| {
                Ok(Update {
                    body: Some(body.into()),
                    answer: (),
                })
            })
        });
        saved.await.map(|_| ())
    }

    async fn list(&self) -> Result<Vec<ConsentRecord>> {
        let records = self.records.with(|directory| directory.list()).await?;
        let records = records.iter().map(|(_, stored)| read(stored));
        let mut records = records.collect::<Result<Vec<_>>>()?;
        records.sort_unstable_by(|one, other| one.key().cmp(other.key()));
        Ok(records)
    }

    async fn lock(&self, key: &ConsentKey) -> Result<StoreLock> {
        self.records.lock(&record_key(key)).await
    }
}

impl fmt::Debug for FileConsentStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FileConsentStore")
            .field("directory", &self.records.path())
            .finish_non_exhaustive()
    }
}

fn record_key(key: &ConsentKey) -> RecordKey {
    let ConsentKey {
        provider,
        institution,
        id,
    } = key;
    // The length first, so that no two keys run together into one text.
    RecordKey::new(
        provider,
        format!("{}:{institution} {id}", institution.len()),
    )
}

fn read(stored: &Stored) -> Result<ConsentRecord> {
    use secrecy::ExposeSecret as _;

    serde_json::from_str(stored.body.expose_secret()).map_err(|cause| {
        store_error(format!(
            "the stored consent is damaged: not the expected JSON at line {}, column {}",
            cause.line(),
            cause.column()
        ))
    })
}
