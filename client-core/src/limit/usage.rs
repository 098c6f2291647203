//! How much of an allowance is used in a period of the calendar, kept beyond the process.

use std::collections::HashMap;
use std::fmt;
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use secrecy::{ExposeSecret as _, SecretString};
use serde::{Deserialize, Serialize};

use crate::durable::{Kind, RecordKey, Records, Stored, Update, store_error};
use crate::error::{Error, Result};

/// Counts uses of allowances that a provider grants by the calendar, such as so many calls a month.
///
/// A `key` says what is counted, in a text of the caller's; a `period` when, such as `2026-11`. Of
/// every key only the period that was used last is kept: another one begins at zero.
#[async_trait]
pub trait UsageStore: fmt::Debug + Send + Sync + 'static {
    /// Counts one use more, unless there are `limit` already, and says whether it did. Nobody else
    /// may count in between, in this process or another.
    ///
    /// # Errors
    /// [`ErrorKind::Store`](crate::ErrorKind::Store) when it is not known to be counted.
    async fn take(&self, key: &str, period: &str, limit: u32) -> Result<bool>;

    /// Sets the count, for what is known otherwise: an allowance that the provider says is used
    /// up, or calls made elsewhere.
    ///
    /// # Errors
    /// As [`take`](Self::take).
    async fn set(&self, key: &str, period: &str, used: u32) -> Result<()>;

    /// Takes one use back, for a call that did not count.
    ///
    /// # Errors
    /// As [`take`](Self::take).
    async fn give_back(&self, key: &str, period: &str) -> Result<()>;

    /// How many uses there were.
    ///
    /// # Errors
    /// [`ErrorKind::Store`](crate::ErrorKind::Store) when the store cannot be read.
    async fn used(&self, key: &str, period: &str) -> Result<u32>;
}

/// What is stored under a key.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
struct Usage {
    period: String,
    used: u32,
}

impl Usage {
    fn in_period(&self, period: &str) -> u32 {
        if self.period == period { self.used } else { 0 }
    }
}

/// Keeps counts in memory: a restart forgets them.
#[derive(Debug, Default)]
pub struct MemoryUsageStore {
    counts: Mutex<HashMap<String, Usage>>,
}

impl MemoryUsageStore {
    /// Nothing used yet.
    pub fn new() -> Self {
        Self::default()
    }

    fn counts(&self) -> MutexGuard<'_, HashMap<String, Usage>> {
        self.counts.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn change(&self, key: &str, period: &str, change: impl FnOnce(u32) -> Option<u32>) -> bool {
        let mut counts = self.counts();
        let usage = counts.entry(key.to_owned()).or_default();
        let Some(used) = change(usage.in_period(period)) else {
            return false;
        };
        *usage = Usage {
            period: period.to_owned(),
            used,
        };
        true
    }
}

#[async_trait]
impl UsageStore for MemoryUsageStore {
    async fn take(&self, key: &str, period: &str, limit: u32) -> Result<bool> {
        Ok(self.change(key, period, |used| one_more(used, limit)))
    }

    async fn set(&self, key: &str, period: &str, used: u32) -> Result<()> {
        self.change(key, period, |_| Some(used));
        Ok(())
    }

    async fn give_back(&self, key: &str, period: &str) -> Result<()> {
        self.change(key, period, |used| used.checked_sub(1));
        Ok(())
    }

    async fn used(&self, key: &str, period: &str) -> Result<u32> {
        let usage = self.counts().get(key).cloned().unwrap_or_default();
        Ok(usage.in_period(period))
    }
}

/// Keeps counts in a directory of its own, one file per key, shared by the processes of one
/// machine and on the disk when a count returns. One count takes as long as the disk takes to
/// sync: milliseconds, against calls that take longer.
#[derive(Clone)]
pub struct FileUsageStore {
    records: Records,
}

static COUNTS: Kind = Kind {
    one: "count",
    many: "counts",
    ending: ".count",
    remedy: "delete it to begin at zero",
};

impl FileUsageStore {
    /// Opens the store in `directory`, creating it if need be. Blocks for a moment.
    ///
    /// # Errors
    /// [`ErrorKind::Store`](crate::ErrorKind::Store) when the directory cannot be made or written,
    /// is open to other users, or has lost its `names.key`.
    pub fn open(directory: impl Into<PathBuf>) -> Result<Self> {
        let records = Records::open(directory, &COUNTS)?;
        Ok(Self { records })
    }

    async fn change(
        &self,
        key: &str,
        period: &str,
        change: impl FnOnce(u32) -> Option<u32> + Send + 'static,
    ) -> Result<bool> {
        let (key, period) = (record_key(key), period.to_owned());
        let changed = self.records.with(move |directory| {
            directory.update(&key, |stored| {
                let before = read(stored)?.in_period(&period);
                let body = change(before).map(|used| write(&Usage { period, used }));
                Ok::<_, Error>(Update {
                    answer: body.is_some(),
                    body: body.transpose()?,
                })
            })
        });
        changed.await.map(|(changed, _)| changed)
    }
}

#[async_trait]
impl UsageStore for FileUsageStore {
    async fn take(&self, key: &str, period: &str, limit: u32) -> Result<bool> {
        self.change(key, period, move |used| one_more(used, limit))
            .await
    }

    async fn set(&self, key: &str, period: &str, used: u32) -> Result<()> {
        self.change(key, period, move |_| Some(used)).await?;
        Ok(())
    }

    async fn give_back(&self, key: &str, period: &str) -> Result<()> {
        self.change(key, period, |used| used.checked_sub(1)).await?;
        Ok(())
    }

    async fn used(&self, key: &str, period: &str) -> Result<u32> {
        let (key, period) = (record_key(key), period.to_owned());
        self.records
            .with(move |directory| {
                let stored = directory.load(&key)?;
                Ok(read(stored.as_ref())?.in_period(&period))
            })
            .await
    }
}

impl fmt::Debug for FileUsageStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FileUsageStore")
            .field("directory", &self.records.path())
            .finish_non_exhaustive()
    }
}

fn one_more(used: u32, limit: u32) -> Option<u32> {
    (used < limit).then(|| used.saturating_add(1))
}

fn record_key(key: &str) -> RecordKey {
    RecordKey::new("usage", key)
}

fn read(stored: Option<&Stored>) -> Result<Usage> {
    stored.map_or_else(
        || Ok(Usage::default()),
        |stored| {
            serde_json::from_str(stored.body.expose_secret())
                .map_err(|_| store_error("a stored count is damaged: delete it to begin at zero"))
        },
    )
}

fn write(usage: &Usage) -> Result<SecretString> {
    serde_json::to_string(usage)
        .map(SecretString::from)
        .map_err(|_| store_error("a count cannot be written as JSON"))
}
