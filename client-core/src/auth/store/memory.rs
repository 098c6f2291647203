//! A store that ends with the process.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;

use super::{GrantKey, SaveError, StoreLock, StoredGrant, TokenStore, Version, Versioned};
use crate::error::Result;

/// Keeps grants in memory: for tests, and for programs whose grants live elsewhere. A rotated
/// refresh token ends with the process, so the grant it belongs to does too.
#[derive(Debug, Default)]
pub struct MemoryTokenStore {
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    grants: HashMap<GrantKey, Versioned<StoredGrant>>,
    locks: HashMap<GrantKey, Arc<tokio::sync::Mutex<()>>>,
    /// One counter for all keys, so that no version comes back after a deletion.
    saves: u64,
}

impl MemoryTokenStore {
    /// An empty store.
    pub fn new() -> Self {
        Self::default()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[async_trait]
impl TokenStore for MemoryTokenStore {
    async fn load(&self, key: &GrantKey) -> Result<Option<Versioned<StoredGrant>>> {
        Ok(self.state().grants.get(key).cloned())
    }

    async fn save(
        &self,
        key: &GrantKey,
        expected: Option<Version>,
        grant: &StoredGrant,
    ) -> Result<Version, SaveError> {
        let mut state = self.state();
        let current = state.grants.get(key).map(|stored| stored.version);
        if current != expected {
            return Err(SaveError::Conflict { current });
        }
        state.saves += 1;
        let version = Version::new(state.saves);
        let value = grant.clone();
        state
            .grants
            .insert(key.clone(), Versioned { version, value });
        Ok(version)
    }

    async fn delete(&self, key: &GrantKey) -> Result<bool> {
        Ok(self.state().grants.remove(key).is_some())
    }

    async fn list(&self, service: &str) -> Result<Vec<GrantKey>> {
        let state = self.state();
        let keys = state.grants.keys();
        let mut keys: Vec<_> = keys
            .filter(|key| key.service() == service)
            .cloned()
            .collect();
        keys.sort_unstable();
        Ok(keys)
    }

    async fn lock(&self, key: &GrantKey) -> Result<StoreLock> {
        let lock = Arc::clone(self.state().locks.entry(key.clone()).or_default());
        Ok(StoreLock::holding(lock.lock_owned().await))
    }
}
