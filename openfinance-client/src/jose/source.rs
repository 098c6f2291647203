//! Key sets where they are published, kept for a while.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use client_core::http::{Call, Transport};
use client_core::{Error, Executor, Result};
use http::Method;
use tokio::sync::Mutex;
use tokio::time::Instant;
use url::Url;

use super::{JoseError, JwkSet, VerifiedJws, verify};

/// A key set at its address. Cheap to clone; clones share what was fetched.
///
/// Keys are asked for anew after an hour, and at once when a token names a key that is not there:
/// keys are rotated without notice. But never more than once a minute, for anybody can make up key
/// ids.
#[derive(Clone)]
pub struct KeySource {
    shared: Arc<Shared>,
}

struct Shared {
    executor: Executor,
    url: Url,
    fetched: Mutex<Option<Fetched>>,
}

struct Fetched {
    keys: Arc<JwkSet>,
    at: Instant,
}

const KEPT_FOR: Duration = Duration::from_secs(60 * 60);
const SOONEST_REFETCH: Duration = Duration::from_secs(60);

impl KeySource {
    /// The key set published at `url`.
    ///
    /// # Errors
    /// [`ErrorKind::Config`](client_core::ErrorKind::Config) when the address is not `https` (or
    /// `http` on loopback).
    pub fn new(url: Url, transport: Arc<dyn Transport>) -> Result<Self> {
        let executor = public_executor(&url, transport)?;
        Ok(Self {
            shared: Arc::new(Shared {
                executor,
                url,
                fetched: Mutex::new(None),
            }),
        })
    }

    /// Verifies a token by the key it names.
    ///
    /// # Errors
    /// The [`JoseError`] as the source of an [`ErrorKind::Auth`](client_core::ErrorKind::Auth), or
    /// why the keys cannot be had.
    pub async fn verify(&self, token: &str) -> Result<VerifiedJws> {
        let keys = self.keys(KEPT_FOR).await?;
        match verify(token, &keys) {
            Err(JoseError::UnknownKey) => {}
            verified => return Ok(verified?),
        }
        let keys = self.keys(SOONEST_REFETCH).await?;
        Ok(verify(token, &keys)?)
    }

    /// Makes sure that there are keys, so that the answer to what is asked next can be verified.
    pub(crate) async fn prepare(&self) -> Result<()> {
        self.keys(KEPT_FOR).await.map(|_| ())
    }

    /// The keys, no older than `age`. What was fetched before stays in use when fetching fails.
    async fn keys(&self, age: Duration) -> Result<Arc<JwkSet>> {
        let mut fetched = self.shared.fetched.lock().await;
        if let Some(fetched) = &*fetched
            && fetched.at.elapsed() < age
        {
            return Ok(Arc::clone(&fetched.keys));
        }
        let call = Call::raw(Method::GET, "/").at_link(self.shared.url.clone());
        let answer = self.shared.executor.json::<JwkSet>(call).await;
        let now = Instant::now();
        let keys = match (answer, fetched.take()) {
            (Ok(keys), _) => Arc::new(keys),
            (Err(error), Some(before)) => {
                tracing::warn!(%error, "the key set cannot be fetched; using the one before");
                before.keys
            }
            (Err(error), None) => return Err(error),
        };
        *fetched = Some(Fetched {
            keys: Arc::clone(&keys),
            at: now,
        });
        Ok(keys)
    }
}

impl fmt::Debug for KeySource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("KeySource")
            .field("host", &self.shared.url.host_str())
            .finish_non_exhaustive()
    }
}

/// An executor for one public address, without any credential.
pub(crate) fn public_executor(url: &Url, transport: Arc<dyn Transport>) -> Result<Executor> {
    let origin = url
        .join("/")
        .map_err(|cause| Error::config("the address has no origin").with_source(cause))?;
    Executor::builder("openfinance", origin)
        .transport(transport)
        .build()
}
