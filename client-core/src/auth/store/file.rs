//! A store in a directory, shared by the processes of one machine.

use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

use async_trait::async_trait;

use super::{GrantKey, SaveError, StoreLock, StoredGrant, TokenStore, Version, Versioned};
use crate::durable::{Kind, RecordKey, Records, Stored, Update};
use crate::error::Result;

/// Keeps grants in a directory of its own, one file each.
///
/// - A file appears whole or not at all, and has reached the disk when `save` returns: written
///   aside, synced, renamed, the directory synced.
/// - File names are keyed hashes: they tell nobody whose grants these are; the files do. The key of
///   the names is in the file `names.key`; back it up with the rest.
/// - On Unix the directory has mode 0700 and its files 0600. The tokens in them are not encrypted:
///   whoever can read the directory can act for your customers.
/// - The locks between processes are the kernel's and end with their holder. They need a local
///   file system; network file systems may only pretend to lock.
#[derive(Clone)]
pub struct FileTokenStore {
    records: Records,
}

static GRANTS: Kind = Kind {
    one: "grant",
    many: "grants",
    ending: ".grant",
    remedy: "restore it, or delete it and authorise again",
};

impl FileTokenStore {
    /// Opens the store in `directory`, creating it if need be. Blocks for a moment.
    ///
    /// # Errors
    /// [`ErrorKind::Store`](crate::ErrorKind::Store) when the directory cannot be made or written,
    /// is open to other users, or has lost its `names.key`.
    pub fn open(directory: impl Into<PathBuf>) -> Result<Self> {
        let records = Records::open(directory, &GRANTS)?;
        Ok(Self { records })
    }

    /// How long to wait for another process that is using a grant's refresh token; 90 seconds by
    /// default, somewhat more than a token request may take.
    #[must_use]
    pub fn with_longest_wait(mut self, wait: Duration) -> Self {
        self.records = self.records.with_longest_wait(wait);
        self
    }
}

#[async_trait]
impl TokenStore for FileTokenStore {
    async fn load(&self, key: &GrantKey) -> Result<Option<Versioned<StoredGrant>>> {
        let key = record_key(key);
        self.records
            .with(move |directory| directory.load(&key)?.as_ref().map(grant).transpose())
            .await
    }

    async fn save(
        &self,
        key: &GrantKey,
        expected: Option<Version>,
        grant: &StoredGrant,
    ) -> Result<Version, SaveError> {
        let (key, body) = (record_key(key), grant.expose_as_json()?);
        let saved = self.records.with(move |directory| {
            directory.update(&key, |stored| {
                let current = stored.map(|stored| Version::new(stored.version));
                match current == expected {
                    true => Ok(Update {
                        body: Some(body),
                        answer: (),
                    }),
                    false => Err(SaveError::Conflict { current }),
                }
            })
        });
        let ((), version) = saved.await?;
        Ok(Version::new(version.unwrap_or_default()))
    }

    async fn delete(&self, key: &GrantKey) -> Result<bool> {
        let key = record_key(key);
        self.records
            .with(move |directory| directory.delete(&key))
            .await
    }

    async fn list(&self, service: &str) -> Result<Vec<GrantKey>> {
        let records = self.records.with(|directory| directory.list()).await?;
        let keys = records.into_iter().map(|(key, _)| key);
        let mut keys: Vec<_> = keys
            .filter(|key| key.scope == service)
            .map(|key| GrantKey::new(key.scope, key.id))
            .collect();
        keys.sort_unstable();
        Ok(keys)
    }

    async fn lock(&self, key: &GrantKey) -> Result<StoreLock> {
        self.records.lock(&record_key(key)).await
    }
}

impl fmt::Debug for FileTokenStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FileTokenStore")
            .field("directory", &self.records.path())
            .finish_non_exhaustive()
    }
}

fn record_key(key: &GrantKey) -> RecordKey {
    RecordKey::new(key.service(), key.id())
}

fn grant(stored: &Stored) -> Result<Versioned<StoredGrant>> {
    Ok(Versioned {
        version: Version::new(stored.version),
        value: StoredGrant::from_exposed_json(&stored.body)?,
    })
}
