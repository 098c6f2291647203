//! Where grants live between calls, processes and restarts.
//!
//! A rotating refresh token can be spent once. Whoever spends it must have stored its successor
//! before anything else happens, and two processes must never spend the same one. Hence the
//! contract of [`TokenStore`]: versioned loads, saves that compare and swap, and a lock per grant
//! that spans processes.

mod file;
mod grant;
mod memory;

use std::fmt;

use async_trait::async_trait;

pub use self::file::FileTokenStore;
pub use self::grant::StoredGrant;
pub use self::memory::MemoryTokenStore;
pub use crate::durable::StoreLock;
use crate::durable::store_error;
use crate::error::{Error, Result};

/// Keeps grants. Implement it over your own database to share grants between machines; both
/// implementations here are models to follow.
///
/// What `load` returns must be what the last successful `save` of any process stored, and a `save`
/// that returned must survive the machine's power going off.
#[async_trait]
pub trait TokenStore: fmt::Debug + Send + Sync + 'static {
    /// The grant under `key`, with the version to name when replacing it.
    ///
    /// # Errors
    /// [`ErrorKind::Store`](crate::ErrorKind::Store) when the store cannot be read or holds something damaged. Only what
    /// was never saved or has been deleted is `None`.
    async fn load(&self, key: &GrantKey) -> Result<Option<Versioned<StoredGrant>>>;

    /// Stores `grant` durably if the version under `key` still is `expected`; `None` expects that
    /// nothing is there.
    ///
    /// # Errors
    /// [`SaveError::Conflict`] when another version is there: load again.
    async fn save(
        &self,
        key: &GrantKey,
        expected: Option<Version>,
        grant: &StoredGrant,
    ) -> Result<Version, SaveError>;

    /// Removes the grant and says whether there was one.
    ///
    /// # Errors
    /// [`ErrorKind::Store`](crate::ErrorKind::Store) when the store cannot be written.
    async fn delete(&self, key: &GrantKey) -> Result<bool>;

    /// The keys of all grants of a service, in order, for programs that serve everybody who ever
    /// granted.
    ///
    /// # Errors
    /// [`ErrorKind::Store`](crate::ErrorKind::Store) when the store cannot be read, or cannot list what it holds, which is
    /// what this does unless it is implemented.
    async fn list(&self, service: &str) -> Result<Vec<GrantKey>> {
        let _ = service;
        Err(store_error(
            "this token store cannot list its grants: implement TokenStore::list, or keep the \
             ids yourself",
        ))
    }

    /// Waits until nobody else, in this process or another, holds the lock of `key`, and takes it.
    /// It must end with its holder's process, or a crash would lock the grant for ever.
    ///
    /// Held while a refresh token is spent. It does not guard `save`, which guards itself.
    ///
    /// # Errors
    /// [`ErrorKind::Store`](crate::ErrorKind::Store) when the lock cannot be had within a time that the store chooses.
    async fn lock(&self, key: &GrantKey) -> Result<StoreLock>;
}

/// Which grant: the provider, and the provider's own id of the company or person that granted it.
///
/// `Debug` does not show the id, which may be personal data.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct GrantKey {
    service: String,
    id: String,
}

impl GrantKey {
    /// A key such as `("contaazul", company_id)`. Any text will do.
    pub fn new(service: impl Into<String>, id: impl Into<String>) -> Self {
        Self {
            service: service.into(),
            id: id.into(),
        }
    }

    /// The provider.
    pub fn service(&self) -> &str {
        &self.service
    }

    /// The provider's id of who granted.
    pub fn id(&self) -> &str {
        &self.id
    }
}

impl fmt::Debug for GrantKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("GrantKey")
            .field("service", &self.service)
            .finish_non_exhaustive()
    }
}

/// One saved state of a grant. A version never comes back, not even after a deletion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Version(u64);

impl Version {
    /// The version with this number, as a store keeps it.
    pub fn new(number: u64) -> Self {
        Self(number)
    }

    /// The number.
    pub fn number(self) -> u64 {
        self.0
    }
}

/// A value with the version under which it is stored.
#[derive(Clone, Debug)]
pub struct Versioned<T> {
    /// The version to name when replacing the value.
    pub version: Version,
    /// The value.
    pub value: T,
}

/// Why nothing was saved.
#[derive(Debug)]
pub enum SaveError {
    /// Another version is stored than the one expected; `None` when nothing is.
    Conflict {
        /// The version that is there.
        current: Option<Version>,
    },
    /// The store failed; whether the grant was written is not known.
    Failed(Error),
}

impl From<Error> for SaveError {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

impl From<SaveError> for Error {
    fn from(error: SaveError) -> Self {
        match error {
            SaveError::Conflict { .. } => changed_meanwhile(),
            SaveError::Failed(error) => error,
        }
    }
}

impl fmt::Display for SaveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Conflict { .. } => f.write_str("another version of the grant is stored"),
            Self::Failed(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for SaveError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Conflict { .. } => None,
            Self::Failed(error) => error.source(),
        }
    }
}

pub(super) fn changed_meanwhile() -> Error {
    store_error("the stored grant changed meanwhile: load it again and decide which one stays")
}
