//! Configuring a client.

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use client_core::http::Transport;
use client_core::limit::Limiter;
use client_core::observe::Observer;
use client_core::retry::RetryPolicy;
use client_core::secret::SecretString;
use client_core::{Error, Executor, ExecutorBuilder, Result};
use time::OffsetDateTime;

use super::{Blu, Override, Shared};
use crate::dialect::BluDialect;
use crate::environment::Environment;
use crate::header_form::{HeaderForm, Token};
use crate::operations::OPERATIONS;
use crate::period::Clock;

/// Configures a [`Blu`] client; everything but environment and token has a default.
#[must_use]
pub struct BluBuilder {
    environment: Environment,
    token: SecretString,
    clock: Clock,
    overrides: Vec<(String, Override)>,
    transport: Option<Arc<dyn Transport>>,
    retry_policy: Option<Arc<dyn RetryPolicy>>,
    limiter: Option<Limiter>,
    observer: Option<Arc<dyn Observer>>,
    attempt_timeout: Option<Duration>,
    deadline: Option<Duration>,
}

impl BluBuilder {
    pub(super) fn new(environment: Environment, token: SecretString) -> Self {
        Self {
            environment,
            token,
            clock: Clock::system(),
            overrides: Vec::new(),
            transport: None,
            retry_policy: None,
            limiter: None,
            observer: None,
            attempt_timeout: None,
            deadline: None,
        }
    }

    /// Sends an operation of [`OPERATIONS`] to another path, should Blu move it.
    pub fn with_path(mut self, operation: impl Into<String>, path: impl Into<String>) -> Self {
        let path = Some(path.into());
        let headers = None;
        self.overrides
            .push((operation.into(), Override { path, headers }));
        self
    }

    /// Sends an operation of [`OPERATIONS`] with headers of another form. Blu's pages leave the
    /// form open for debits, credits and sales; a 401 there may mean that it is
    /// [another one](HeaderForm).
    pub fn with_header_form(mut self, operation: impl Into<String>, form: HeaderForm) -> Self {
        let path = None;
        let headers = Some(form);
        self.overrides
            .push((operation.into(), Override { path, headers }));
        self
    }

    /// Takes the time from `now` instead of the system, to decide which days are whole.
    pub fn with_clock(mut self, now: impl Fn() -> OffsetDateTime + Send + Sync + 'static) -> Self {
        self.clock = Clock(Arc::new(now));
        self
    }

    /// Carries requests by `transport` instead of the default one.
    pub fn with_transport(mut self, transport: Arc<dyn Transport>) -> Self {
        self.transport = Some(transport);
        self
    }

    /// When to try again; [`ExponentialBackoff`](client_core::retry::ExponentialBackoff) by
    /// default.
    pub fn with_retry_policy(mut self, policy: Arc<dyn RetryPolicy>) -> Self {
        self.retry_policy = Some(policy);
        self
    }

    /// Limits how fast is asked; by default nothing does, for Blu publishes no limits.
    pub fn with_limiter(mut self, limiter: Limiter) -> Self {
        self.limiter = Some(limiter);
        self
    }

    /// Who watches calls and attempts.
    pub fn with_observer(mut self, observer: Arc<dyn Observer>) -> Self {
        self.observer = Some(observer);
        self
    }

    /// Bounds one attempt; 30 seconds by default.
    pub fn with_attempt_timeout(mut self, timeout: Duration) -> Self {
        self.attempt_timeout = Some(timeout);
        self
    }

    /// Bounds one call with all its attempts and waits; 120 seconds by default.
    pub fn with_deadline(mut self, deadline: Duration) -> Self {
        self.deadline = Some(deadline);
        self
    }

    /// Builds the client.
    ///
    /// # Errors
    /// [`ErrorKind::Config`](client_core::ErrorKind::Config) when the token is empty or cannot
    /// stand in a header, a custom address is neither `https` nor loopback, or an override names
    /// no operation or no path.
    pub fn build(self) -> Result<Blu> {
        Ok(Blu {
            shared: Arc::new(Shared {
                token: Token::new(&self.token)?,
                overrides: checked(&self.overrides)?,
                clock: self.clock.clone(),
                executor: self.executor()?.build()?,
            }),
        })
    }

    fn executor(self) -> Result<ExecutorBuilder> {
        let base_url = self.environment.api_url()?;
        let mut builder = Executor::builder("blu", base_url).dialect(Arc::new(BluDialect));
        if let Some(transport) = self.transport {
            builder = builder.transport(transport);
        }
        if let Some(policy) = self.retry_policy {
            builder = builder.retry_policy(policy);
        }
        if let Some(limiter) = self.limiter {
            builder = builder.limiter(limiter);
        }
        if let Some(observer) = self.observer {
            builder = builder.observer(observer);
        }
        if let Some(timeout) = self.attempt_timeout {
            builder = builder.attempt_timeout(timeout);
        }
        if let Some(deadline) = self.deadline {
            builder = builder.deadline(deadline);
        }
        Ok(builder)
    }
}

fn checked(overrides: &[(String, Override)]) -> Result<HashMap<&'static str, Override>> {
    let mut checked: HashMap<_, Override> = HashMap::new();
    for (name, change) in overrides {
        let operation = OPERATIONS.iter().find(|operation| operation.name == name);
        let operation = operation.ok_or_else(|| {
            let known: Vec<_> = OPERATIONS.iter().map(|operation| operation.name).collect();
            Error::config(format!(
                "an override names no operation of this crate; the operations are {}",
                known.join(", ")
            ))
        })?;
        if change
            .path
            .as_ref()
            .is_some_and(|path| !path.starts_with('/'))
        {
            return Err(Error::config(format!(
                "the path for {name} must begin with `/` and stand below the base URL"
            )));
        }
        let all = checked.entry(operation.name).or_default();
        all.path = change.path.clone().or_else(|| all.path.take());
        all.headers = change.headers.or(all.headers);
    }
    Ok(checked)
}

impl fmt::Debug for BluBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BluBuilder")
            .field("environment", &self.environment)
            .finish_non_exhaustive()
    }
}
