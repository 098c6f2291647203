//! Remembering accepted messages, so that a repeated one is recognised.

use std::collections::{BTreeSet, HashMap};
use std::error::Error;
use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use time::OffsetDateTime;

use crate::digest::{Digest, sha256};

/// Whether a key was seen before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sight {
    /// Never, or so long ago that it was forgotten. It is remembered from now on.
    First,
    /// Before.
    Again {
        /// When it was seen first.
        first_seen: OffsetDateTime,
    },
}

/// Remembers what was accepted. Implement it over your database to cover several processes.
///
/// The methods block. Over an asynchronous store, build the [`Verifier`](super::Verifier) without
/// a guard and ask your store about [`Verified::replay_key`](super::Verified::replay_key) — best
/// in the transaction that handles the event, so that both happen or neither.
pub trait ReplayGuard: Send + Sync {
    /// Remembers `key` and tells whether it was remembered already, in one indivisible step: of
    /// two callers with the same key only one may get [`Sight::First`].
    ///
    /// # Errors
    /// When the guard cannot tell. The message is then not accepted.
    fn first_sight(&self, key: &str, seen_at: OffsetDateTime) -> Result<Sight, ReplayGuardError>;

    /// Forgets `key`, because handling its message failed and the next delivery shall be accepted.
    ///
    /// # Errors
    /// When the store fails. The next delivery will then be taken for a replay.
    fn forget(&self, key: &str) -> Result<(), ReplayGuardError>;

    /// How long a key is remembered at least.
    fn retention(&self) -> Duration;
}

/// The guard could not tell whether a message is new.
#[derive(Debug)]
#[non_exhaustive]
pub enum ReplayGuardError {
    /// Every place is taken by a message that must still be remembered. Raise the capacity.
    Full {
        /// How many messages fit.
        capacity: usize,
    },
    /// The store behind the guard failed.
    Store(Box<dyn Error + Send + Sync>),
}

impl fmt::Display for ReplayGuardError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Full { capacity } => write!(
                f,
                "replay guard is full with {capacity} messages; give it a larger capacity"
            ),
            Self::Store(_) => write!(f, "the replay guard's store failed"),
        }
    }
}

impl Error for ReplayGuardError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Full { .. } => None,
            Self::Store(source) => Some(source.as_ref()),
        }
    }
}

/// A [`ReplayGuard`] in memory, bounded in number and time. About 150 bytes per message.
///
/// It knows one process and its lifetime: a second process, or this one after a restart, accepts
/// the same message once more. After `retention` a message whose signature covers no timestamp is
/// accepted again. Where that matters (money), keep the keys in your database.
///
/// When full it refuses new messages instead of forgetting remembered ones: the provider delivers
/// a refused message again, while a forgotten one could be replayed. Size it for the busiest
/// `retention` you expect.
pub struct MemoryReplayGuard {
    capacity: usize,
    retention: Duration,
    seen: Mutex<Seen>,
}

/// Keys are kept as digests: of one size whatever the caller uses, and no personal data.
#[derive(Default)]
struct Seen {
    by_key: HashMap<Digest, OffsetDateTime>,
    /// The same entries, oldest first: callers' clocks need not be in order.
    by_age: BTreeSet<(OffsetDateTime, Digest)>,
}

impl MemoryReplayGuard {
    /// Remembers up to `capacity` messages for `retention` each.
    pub fn new(capacity: usize, retention: Duration) -> Self {
        Self {
            capacity,
            retention,
            seen: Mutex::default(),
        }
    }

    fn seen(&self) -> MutexGuard<'_, Seen> {
        // Nothing in here panics while holding the lock.
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Seen {
    fn expire(&mut self, now: OffsetDateTime, retention: Duration) {
        while let Some((seen_at, key)) = self.by_age.first().copied() {
            let age = now - seen_at;
            if !age.is_positive() || age.unsigned_abs() <= retention {
                break;
            }
            self.by_age.pop_first();
            self.by_key.remove(&key);
        }
    }
}

impl ReplayGuard for MemoryReplayGuard {
    fn first_sight(&self, key: &str, seen_at: OffsetDateTime) -> Result<Sight, ReplayGuardError> {
        let key = sha256(&[key.as_bytes()]);
        let mut seen = self.seen();
        seen.expire(seen_at, self.retention);
        if let Some(&first_seen) = seen.by_key.get(&key) {
            return Ok(Sight::Again { first_seen });
        }
        if seen.by_key.len() >= self.capacity {
            return Err(ReplayGuardError::Full {
                capacity: self.capacity,
            });
        }
        seen.by_key.insert(key, seen_at);
        seen.by_age.insert((seen_at, key));
        Ok(Sight::First)
    }

    fn forget(&self, key: &str) -> Result<(), ReplayGuardError> {
        let key = sha256(&[key.as_bytes()]);
        let mut seen = self.seen();
        if let Some(seen_at) = seen.by_key.remove(&key) {
            seen.by_age.remove(&(seen_at, key));
        }
        Ok(())
    }

    fn retention(&self) -> Duration {
        self.retention
    }
}

impl fmt::Debug for MemoryReplayGuard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MemoryReplayGuard")
            .field("capacity", &self.capacity)
            .field("retention", &self.retention)
            .field("remembered", &self.seen().by_key.len())
            .finish()
    }
}
