//! Configuring an executor.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use ::http::HeaderMap;
use ::http::header::{ACCEPT, HeaderName, HeaderValue, USER_AGENT};
use url::{Host, Url};

use super::{Executor, Shared};
use crate::auth::{Anonymous, Credential};
use crate::dialect::{Dialect, PlainHttp};
use crate::error::{Error, Result};
use crate::http::Transport;
use crate::limit::Limiter;
use crate::observe::Observer;
use crate::retry::{ExponentialBackoff, RetryBudget, RetryPolicy};

/// Configures an [`Executor`]; everything but the base URL has a default.
#[must_use]
pub struct ExecutorBuilder {
    service: &'static str,
    base_url: Url,
    transport: Option<Arc<dyn Transport>>,
    credential: Arc<dyn Credential>,
    dialect: Arc<dyn Dialect>,
    retry_policy: Arc<dyn RetryPolicy>,
    limiter: Option<Limiter>,
    observer: Option<Arc<dyn Observer>>,
    headers: HeaderMap,
    idempotency_header: Option<HeaderName>,
    attempt_timeout: Duration,
    deadline: Duration,
}

impl ExecutorBuilder {
    pub(super) fn new(service: &'static str, base_url: Url) -> Self {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
        headers.insert(
            USER_AGENT,
            HeaderValue::from_static(concat!("brazil-finance-rs/", env!("CARGO_PKG_VERSION"))),
        );
        Self {
            service,
            base_url,
            transport: None,
            credential: Arc::new(Anonymous),
            dialect: Arc::new(PlainHttp),
            retry_policy: Arc::new(ExponentialBackoff::default()),
            limiter: None,
            observer: None,
            headers,
            idempotency_header: None,
            attempt_timeout: Duration::from_secs(30),
            deadline: Duration::from_secs(120),
        }
    }

    /// Carries requests by `transport` instead of the default one.
    pub fn transport(mut self, transport: Arc<dyn Transport>) -> Self {
        self.transport = Some(transport);
        self
    }

    /// The credential of every call that brings none of its own.
    pub fn credential(mut self, credential: Arc<dyn Credential>) -> Self {
        self.credential = credential;
        self
    }

    /// How the provider words its failures.
    pub fn dialect(mut self, dialect: Arc<dyn Dialect>) -> Self {
        self.dialect = dialect;
        self
    }

    /// When to try again.
    pub fn retry_policy(mut self, policy: Arc<dyn RetryPolicy>) -> Self {
        self.retry_policy = policy;
        self
    }

    /// The limiter; give a clone to each executor that uses the same credential.
    pub fn limiter(mut self, limiter: Limiter) -> Self {
        self.limiter = Some(limiter);
        self
    }

    /// Who watches.
    pub fn observer(mut self, observer: Arc<dyn Observer>) -> Self {
        self.observer = Some(observer);
        self
    }

    /// A header of every request.
    pub fn header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.headers.insert(name, value);
        self
    }

    /// The header in which the provider reads idempotency keys of keyed operations.
    pub fn idempotency_header(mut self, name: HeaderName) -> Self {
        self.idempotency_header = Some(name);
        self
    }

    /// Bounds one attempt; 30 seconds by default.
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.attempt_timeout = timeout;
        self
    }

    /// Bounds one call with all its attempts and waits; 120 seconds by default.
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.deadline = deadline;
        self
    }

    /// Builds the executor.
    ///
    /// # Errors
    /// [`ErrorKind::Config`](crate::ErrorKind::Config) when the base URL is not `https` (plain
    /// `http` goes to loopback only: credentials must not travel in the clear), holds a user name,
    /// query or fragment, or when no transport is there.
    pub fn build(self) -> Result<Executor> {
        check_base_url(&self.base_url)?;
        let transport = match self.transport {
            Some(transport) => transport,
            None => default_transport()?,
        };
        Ok(Executor {
            shared: Arc::new(Shared {
                service: self.service,
                base_url: self.base_url,
                transport,
                credential: self.credential,
                dialect: self.dialect,
                retry_policy: self.retry_policy,
                budget: RetryBudget::new(),
                limiter: self.limiter,
                observer: self.observer,
                headers: self.headers,
                idempotency_header: self.idempotency_header,
                attempt_timeout: self.attempt_timeout,
                deadline: self.deadline,
            }),
        })
    }
}

impl fmt::Debug for ExecutorBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ExecutorBuilder")
            .field("service", &self.service)
            .field("host", &self.base_url.host_str())
            .finish_non_exhaustive()
    }
}

/// Credentials go to this address: it must be private on the wire and mean one place.
pub(crate) fn check_base_url(url: &Url) -> Result<()> {
    let loopback = match url.host() {
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost",
        None => false,
    };
    match url.scheme() {
        "https" => {}
        "http" if loopback => {}
        "http" => {
            return Err(Error::config(
                "the base URL must be https unless it is loopback",
            ));
        }
        _ => return Err(Error::config("the base URL must be an https address")),
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(Error::config(
            "the base URL must not hold a user name or password",
        ));
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Err(Error::config(
            "the base URL must not hold a query or fragment",
        ));
    }
    Ok(())
}

#[cfg(feature = "reqwest")]
fn default_transport() -> Result<Arc<dyn Transport>> {
    Ok(Arc::new(crate::http::ReqwestTransport::new()?))
}

#[cfg(not(feature = "reqwest"))]
fn default_transport() -> Result<Arc<dyn Transport>> {
    Err(Error::config(
        "no transport: pass one, or enable the feature `reqwest`",
    ))
}
